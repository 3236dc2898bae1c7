//! "Noter un contact": chips to tap, nothing that must be typed.

use std::sync::Arc;

use leptos::prelude::*;
use maud::html;

use super::terrain::{issue_icon, long_date};
use crate::app::consult::Contrat;
use crate::app::explain::Explanation;
use crate::journal::{Cadre, Contact, Issue, Jour, Langue, NOTE_MAX, NoteLibre, Relance, Saisie};
use crate::ui::documents::Document;
use crate::ui::markup::icon::besoin_icon;
use crate::ui::markup::{Pictogram, avis, head, icons};
use crate::ui::navigation::Navigation;
use crate::ui::parts::{Icon, explanation_view, show};
use crate::ui::route::Route;
use crate::ui::session::Session;

/// What is being filled in.
#[derive(Clone, Copy)]
struct Draft {
    cadre: RwSignal<Cadre>,
    quartier: RwSignal<Option<String>>,
    issue: RwSignal<Option<Issue>>,
    besoins: RwSignal<Vec<String>>,
    langue: RwSignal<Option<Langue>>,
    relance: RwSignal<Option<Jour>>,
    note: RwSignal<String>,
}

/// The setting of the last contact: in a round it is nearly always the same.
const LAST_CADRE: &str = "cadre";

/// The form of a new contact.
pub fn nouveau_contact(contrat: Arc<Contrat>) -> AnyView {
    let session = Session::get();
    let quartiers = &contrat.arbre().pack().quartiers;
    let last = Session::pref(LAST_CADRE);
    let last = Cadre::ALL.into_iter().find(|cadre| Some(cadre.label()) == last.as_deref());
    let draft = Draft {
        cadre: RwSignal::new(last.unwrap_or(Cadre::PorteAPorte)),
        quartier: RwSignal::new(match quartiers.as_slice() {
            [only] => Some(only.id.clone()),
            _ => None,
        }),
        issue: RwSignal::new(None),
        besoins: RwSignal::new(Vec::new()),
        langue: RwSignal::new(None),
        relance: RwSignal::new(None),
        note: RwSignal::new(String::new()),
    };
    let id = Session::new_draft();
    let saving = RwSignal::new(false);
    let failure = RwSignal::new(None::<Explanation>);
    let navigation = Navigation::get();
    let several = quartiers.len() > 1;
    let save = {
        let contrat = Arc::clone(&contrat);
        move || {
            if saving.get_untracked() {
                return;
            }
            match draft.contact(contrat.id(), several) {
                Err(explanation) => failure.set(Some(explanation)),
                Ok(saisie) => {
                    saving.set(true);
                    failure.set(None);
                    Session::keep_pref(LAST_CADRE, saisie.contact.cadre.label());
                    session.note(id, saisie, move |done| {
                        // The person may have left the form meanwhile: its signals are gone, the contact is not.
                        let _ = saving.try_set(false);
                        match done {
                            // Who left the form in the meantime stays where they went.
                            Ok(()) if Navigation::here() == Route::NouveauContact => {
                                navigation.replace(&Route::Terrain);
                            }
                            Ok(()) => {}
                            Err(explanation) => {
                                let _ = failure.try_set(Some(explanation));
                            }
                        }
                    });
                }
            }
        }
    };
    let exchange = move || draft.issue.get().is_some_and(Issue::is_exchange);
    let needs = {
        let contrat = Arc::clone(&contrat);
        move || exchange().then(|| (besoin_chips(&contrat, draft.besoins), langue_chips(draft.langue)))
    };
    let title = "Noter un contact";
    let top = html! {
        (head(title, None, Some((&Route::Terrain, "Terrain"))))
        (avis("essai", icons::INFO, html! { p { strong { "Essai." } " Rien de vrai sur de vraies personnes." } }))
    };
    view! {
        {show(Document { title: title.into(), body: top })}
        <form class="formulaire" autocomplete="off" on:submit=move |event| { event.prevent_default(); save(); }>
            {quartier_chips(&contrat, draft.quartier)}
            {cadre_chips(draft.cadre)}
            {issue_chips(draft.issue)}
            {needs}
            {relance_chips(draft.relance)}
            {note_field(draft.note)}
            {move || failure.get().map(|explanation| explanation_view(&explanation))}
            <div class="pied">
                <button type="submit" class="bouton principal" disabled=move || saving.get() || draft.issue.get().is_none()>
                    <Icon icon=icons::CHECK/>
                    {move || if saving.get() { "Enregistrement…" } else if draft.issue.get().is_none() { "Choisissez ce qui s'est passé" } else { "Enregistrer" }}
                </button>
            </div>
        </form>
    }
    .into_any()
}

impl Draft {
    /// What would be written, or what is missing.
    fn contact(self, contrat: &str, several: bool) -> Result<Saisie, Explanation> {
        let safe = "Ce que vous avez touché est toujours là.";
        let Some(issue) = self.issue.get_untracked() else {
            return Err(Explanation::new("Il manque ce qui s'est passé.", safe, "Touchez un des choix."));
        };
        let quartier = self.quartier.get_untracked();
        if several && quartier.is_none() {
            return Err(Explanation::new("Il manque le quartier.", safe, "Touchez un quartier, en haut."));
        }
        let note = NoteLibre::new(&self.note.get_untracked()).map_err(|too_long| {
            let what = format!("La note fait {} signes : la limite est {NOTE_MAX}.", too_long.0);
            Explanation::new(what, safe, "Raccourcissez la note, puis enregistrez.")
        })?;
        let mut contact = Contact::new(contrat, self.cadre.get_untracked(), issue);
        contact.quartier = quartier;
        if issue.is_exchange() {
            contact.besoins = self.besoins.get_untracked();
            contact.langue = self.langue.get_untracked();
        }
        contact.relance = self.relance.get_untracked().map(Relance::new);
        Ok(Saisie { note, ..Saisie::new(contact) })
    }
}

/// A titled group of chips of which one or several are pressed.
fn group(title: &'static str, chips: Vec<AnyView>) -> AnyView {
    view! { <fieldset class="groupe"><legend>{title}</legend><div class="puces">{chips}</div></fieldset> }.into_any()
}

fn chip(
    label: String,
    icon: Option<Pictogram>,
    pressed: impl Fn() -> bool + Send + Sync + 'static,
    press: impl Fn() + 'static,
) -> AnyView {
    let icon = icon.map(|icon| view! { <Icon icon=icon/> });
    view! {
        <button type="button" class="puce choix" aria-pressed=move || pressed().to_string() on:click=move |_| press()>
            {icon}<span>{label}</span>
        </button>
    }
    .into_any()
}

/// A chip of a group where a second touch takes the choice back.
fn option_chip<T>(label: String, icon: Option<Pictogram>, value: T, chosen: RwSignal<Option<T>>) -> AnyView
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let pressed = {
        let value = value.clone();
        move || chosen.with(|chosen| chosen.as_ref() == Some(&value))
    };
    chip(label, icon, pressed, move || {
        chosen.update(|chosen| *chosen = if chosen.as_ref() == Some(&value) { None } else { Some(value.clone()) });
    })
}

fn quartier_chips(contrat: &Contrat, chosen: RwSignal<Option<String>>) -> Option<AnyView> {
    let quartiers = &contrat.arbre().pack().quartiers;
    match quartiers.as_slice() {
        [] => None,
        [only] => {
            Some(view! { <p class="discret"><Icon icon=icons::QUARTIER/>{format!(" {}", only.nom)}</p> }.into_any())
        }
        several => {
            let chips =
                several.iter().map(|quartier| option_chip(quartier.nom.clone(), None, quartier.id.clone(), chosen));
            Some(group("Quartier", chips.collect()))
        }
    }
}

fn cadre_chips(chosen: RwSignal<Cadre>) -> AnyView {
    let chips = Cadre::ALL
        .map(|cadre| chip(cadre.label().into(), None, move || chosen.get() == cadre, move || chosen.set(cadre)));
    // Rarely changed: folded away under its present value.
    view! {
        <details class="groupe">
            <summary>"Où : "<strong>{move || chosen.get().label()}</strong></summary>
            <div class="puces">{chips.into_iter().collect::<Vec<_>>()}</div>
        </details>
    }
    .into_any()
}

fn issue_chips(chosen: RwSignal<Option<Issue>>) -> AnyView {
    let chips = Issue::ALL.map(|issue| option_chip(issue.label().into(), Some(issue_icon(issue)), issue, chosen));
    group("Que s'est-il passé ?", chips.into_iter().collect())
}

fn besoin_chips(contrat: &Contrat, chosen: RwSignal<Vec<String>>) -> AnyView {
    let chips = contrat.vocabulaire().besoins.iter().map(|besoin| {
        let pressed = {
            let id = besoin.id.clone();
            move || chosen.with(|chosen| chosen.contains(&id))
        };
        let id = besoin.id.clone();
        let press = move || {
            chosen.update(|chosen| match chosen.iter().position(|kept| *kept == id) {
                Some(rank) => drop(chosen.remove(rank)),
                None => chosen.push(id.clone()),
            });
        };
        chip(besoin.libelle.clone(), Some(besoin_icon(&besoin.icone)), pressed, press)
    });
    group("Quel besoin ?", chips.collect())
}

fn langue_chips(chosen: RwSignal<Option<Langue>>) -> AnyView {
    let chips = Langue::ALL.map(|langue| option_chip(langue.label().into(), None, langue, chosen));
    group("Quelle langue ?", chips.into_iter().collect())
}

fn relance_chips(chosen: RwSignal<Option<Jour>>) -> AnyView {
    let today = Session::today();
    let after = |label: &str, days: u16| option_chip(label.into(), None, today.after(days), chosen);
    let date =
        move || chosen.get().map(|date| view! { <p class="quand"><Icon icon=icons::CALENDAR/>{long_date(date)}</p> });
    let typed = move |text: String| match text.parse::<Jour>() {
        // A day gone by is no day to come back.
        Ok(date) if date >= today => chosen.set(Some(date)),
        _ => chosen.set(None),
    };
    view! {
        <fieldset class="groupe">
            <legend>"Revenir quand ?"</legend>
            <div class="puces">
                {after("Demain", 1)} {after("Dans 1 semaine", 7)} {after("Dans 2 semaines", 14)}
                <label class="puce choix">
                    <span>"Une date"</span>
                    <input
                        type="date"
                        min=today.to_string()
                        prop:value=move || chosen.get().map(|date| date.to_string()).unwrap_or_default()
                        on:change=move |event| typed(event_target_value(&event))
                    />
                </label>
            </div>
            {date}
        </fieldset>
    }
    .into_any()
}

fn note_field(note: RwSignal<String>) -> AnyView {
    let left = move || {
        let length = note.with(|note| note.chars().take(NOTE_MAX * 100).count());
        if length > NOTE_MAX {
            format!("{} signes de trop", length - NOTE_MAX)
        } else {
            format!("encore {} signes", NOTE_MAX - length)
        }
    };
    view! {
        <div class="groupe">
            <label for="note">"Note (facultative)"</label>
            <p id="note-rappel" class="discret">"Des faits, que la personne pourrait lire. Jamais de santé, religion, origine, opinion ni délit."</p>
            <textarea
                id="note"
                rows="3"
                aria-describedby="note-rappel note-reste"
                autocomplete="off"
                spellcheck="false"
                prop:value=move || note.get()
                on:input=move |event| note.set(event_target_value(&event))
            ></textarea>
            <p id="note-reste" class="discret">{left}</p>
        </div>
    }
    .into_any()
}
