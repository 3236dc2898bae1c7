//! "Noter un contact": chips to tap, nothing that must be typed.

use std::sync::Arc;

use leptos::prelude::*;
use maud::html;

use super::terrain::{issue_icon, long_date};
use crate::app::consult::Contrat;
use crate::app::ebauche::Ebauche;
use crate::app::explain::Explanation;
use crate::journal::{Cadre, Issue, Jour, Langue, NOTE_MAX};
use crate::ui::documents::terrain::ferme;
use crate::ui::markup::icon::besoin_icon;
use crate::ui::markup::{Pictogram, avis, icons};
use crate::ui::navigation::Navigation;
use crate::ui::parts::{Icon, explanation_view, show_head, show_part};
use crate::ui::route::Route;
use crate::ui::session::{Carnet, Etat, Session};

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

/// The form of a new contact: for the open journal, for the locked one, or for practice.
pub fn nouveau_contact(contrat: Arc<Contrat>) -> AnyView {
    let carnet = Carnet::needed();
    // What opens or locks meanwhile begins another form; what was typed into the open journal is kept as a draft.
    let etat = Memo::new(move |_| carnet.etat.get());
    let shown = move || match etat.get() {
        Etat::Regarde => view! { <p role="status">"Ouverture du journal…"</p> }.into_any(),
        Etat::Perdu => show_part(ferme()),
        Etat::Refuse(explanation) => explanation_view(&explanation),
        Etat::Absent => form(&contrat, Some(("essai", icons::INFO, ESSAI))),
        Etat::Ferme | Etat::Ailleurs => form(&contrat, Some(("doux", icons::NO_ACCESS, FERME))),
        Etat::Ouvert => form(&contrat, None),
    };
    view! { {show_head("Noter un contact", Some((&Route::Terrain, "Terrain")))}{shown} }.into_any()
}

const ESSAI: (&str, &str) = ("Essai.", " Rien de vrai sur de vraies personnes.");
const FERME: (&str, &str) =
    ("Journal fermé.", " Ce contact sera gardé sous clé. Il rejoindra le journal à la prochaine ouverture.");

fn form(contrat: &Arc<Contrat>, words: Option<(&'static str, Pictogram, (&str, &str))>) -> AnyView {
    let (session, carnet) = (Session::get(), Carnet::get());
    let quartiers = &contrat.arbre().pack().quartiers;
    let last = Session::pref(LAST_CADRE);
    let last = Cadre::ALL.into_iter().find(|cadre| Some(cadre.label()) == last.as_deref());
    let mut begun = Ebauche::new(last.unwrap_or(Cadre::PorteAPorte));
    if let [only] = quartiers.as_slice() {
        begun.quartier = Some(only.id.clone());
    }
    let repris = carnet.resume();
    let id = repris.as_ref().map_or_else(Session::new_draft, |brouillon| brouillon.id);
    if let Some(text) = repris.as_ref().and_then(|brouillon| std::str::from_utf8(&brouillon.text).ok()) {
        begun = Ebauche::parse(text);
    }
    let draft = Draft::new(begun);
    let saving = RwSignal::new(false);
    let failure = RwSignal::new(None::<Explanation>);
    let navigation = Navigation::get();
    let several = quartiers.len() > 1;
    Effect::new(move |_| {
        let ebauche = draft.ebauche();
        if !saving.get() {
            carnet.typed(id, &ebauche);
        }
    });
    let save = {
        let contrat = Arc::clone(contrat);
        move || {
            if saving.get_untracked() {
                return;
            }
            match untrack(|| draft.ebauche()).saisie(contrat.id(), several) {
                Err(explanation) => failure.set(Some(explanation)),
                Ok(saisie) => {
                    saving.set(true);
                    failure.set(None);
                    Session::keep_pref(LAST_CADRE, saisie.contact.cadre.label());
                    session.note(id, saisie, move |done| {
                        match done {
                            // Who left the form in the meantime stays where they went.
                            Ok(()) if Navigation::here() == Route::NouveauContact => {
                                navigation.replace(&Route::Terrain);
                            }
                            Ok(()) => {}
                            Err(explanation) => {
                                // The person may have left the form meanwhile: its signals are gone.
                                let _ = saving.try_set(false);
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
        let contrat = Arc::clone(contrat);
        move || exchange().then(|| (besoin_chips(&contrat, draft.besoins), langue_chips(draft.langue)))
    };
    let top = words.map(|(weight, pictogram, (strong, rest))| {
        show_part(avis(weight, pictogram, html! { p { strong { (strong) } (rest) } }))
    });
    view! {
        {top}
        <form class="formulaire" autocomplete="off" on:submit=move |event| { event.prevent_default(); save(); }>
            {quartier_chips(contrat, draft.quartier)}
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
    fn new(ebauche: Ebauche) -> Self {
        Self {
            cadre: RwSignal::new(ebauche.cadre),
            quartier: RwSignal::new(ebauche.quartier),
            issue: RwSignal::new(ebauche.issue),
            besoins: RwSignal::new(ebauche.besoins),
            langue: RwSignal::new(ebauche.langue),
            relance: RwSignal::new(ebauche.relance),
            note: RwSignal::new(ebauche.note),
        }
    }

    /// What it holds now.
    fn ebauche(self) -> Ebauche {
        Ebauche {
            cadre: self.cadre.get(),
            quartier: self.quartier.get(),
            issue: self.issue.get(),
            besoins: self.besoins.get(),
            langue: self.langue.get(),
            relance: self.relance.get(),
            note: self.note.get(),
        }
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
