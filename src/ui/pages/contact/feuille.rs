//! The form: what it holds, how it is drawn, what touching and typing do, and saving it.

use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;
use maud::{Markup, html};
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlTextAreaElement};

use super::{LAST_CADRE, LAST_QUARTIER, porte_mots};
use crate::app::consult::Contrat;
use crate::app::ebauche::{Ebauche, Ou};
use crate::app::explain::Explanation;
use crate::journal::{ContactRecord, EventId};
use crate::ui::documents::terrain::fiche::{self, Fiche};
use crate::ui::documents::terrain::qui_ecrit::qui_ecrit;
use crate::ui::markup::{explanation_notice, icon, icons};
use crate::ui::navigation::Navigation;
use crate::ui::parts::{Press, effect, live_word, set_field, show_living, show_part};
use crate::ui::route::Route;
use crate::ui::session::{Carnet, Session};

/// A form on the screen. Cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Feuille {
    id: EventId,
    /// What it holds. A touch tells who draws of it, typing does not: see `frappe`.
    ebauche: RwSignal<Ebauche>,
    /// Counts what was typed: only what speaks of it is drawn anew.
    frappe: RwSignal<u32>,
    cherche: RwSignal<String>,
    tous: RwSignal<bool>,
    plus: RwSignal<bool>,
    /// The notice for the person stands in the place of the form.
    avis: RwSignal<bool>,
    saving: RwSignal<bool>,
    failure: RwSignal<Option<Explanation>>,
    contrat: StoredValue<Arc<Contrat>>,
    /// The contact that is corrected.
    record: StoredValue<Option<ContactRecord>>,
    porte: StoredValue<Option<String>>,
    navigation: Navigation,
    session: Session,
}

impl Feuille {
    pub(super) fn new(contrat: Arc<Contrat>, id: EventId, ebauche: Ebauche, record: Option<ContactRecord>) -> Self {
        let session = Session::get();
        let porte = untrack(|| session.lire(|journal| porte_mots(journal, &ebauche.ou))).flatten();
        let porte = porte.or_else(|| matches!(ebauche.ou, Ou::Porte(_)).then(|| "Porte de la tournée".to_owned()));
        Self {
            id,
            ebauche: RwSignal::new(ebauche),
            frappe: RwSignal::new(0),
            cherche: RwSignal::new(String::new()),
            tous: RwSignal::new(false),
            plus: RwSignal::new(false),
            avis: RwSignal::new(false),
            saving: RwSignal::new(false),
            failure: RwSignal::new(None),
            contrat: StoredValue::new(contrat),
            record: StoredValue::new(record),
            porte: StoredValue::new(porte),
            navigation: Navigation::get(),
            session,
        }
    }

    pub(super) fn show(self) -> AnyView {
        let carnet = Carnet::get();
        if self.record.with_value(Option::is_none) {
            effect(move || {
                self.frappe.track();
                self.ebauche.track();
                if !self.saving.get() {
                    self.ebauche.with_untracked(|ebauche| carnet.typed(self.id, ebauche));
                }
            });
        }
        let press: Press = Rc::new(move |name, value| self.press(name, &value));
        let part = |part: Rc<dyn Fn() -> Markup>| show_living(part, Rc::clone(&press));
        let note = self.ebauche.with_untracked(|ebauche| fiche::note_field(&ebauche.note));
        let typed = move |event: web_sys::Event| {
            if let Some((name, text)) = typed_field(&event) {
                self.typed(&name, text);
            }
        };
        // Enter in a field of one line is no wish to save.
        let keyed = move |event: web_sys::KeyboardEvent| {
            let in_line = event.target().is_some_and(|target| target.dyn_ref::<HtmlInputElement>().is_some());
            if event.key() == "Enter" && in_line {
                event.prevent_default();
            }
        };
        view! {
            <form
                class=live_word(move || {
                    Some(if self.avis.get() { "formulaire fiche-contact cache" } else { "formulaire fiche-contact" }.into())
                })
                autocomplete="off"
                novalidate=true
                on:submit=move |event| { event.prevent_default(); self.save(); }
                on:input=typed
                on:keydown=keyed
            >
                {part(Rc::new(move || self.corps()))}
                {show_part(note)}
                {part(Rc::new(move || self.said(&fiche::note)))}
                {part(Rc::new(move || self.said(&fiche::identite)))}
                {part(Rc::new(move || self.pied()))}
            </form>
            {part(Rc::new(move || self.notice()))}
        }
        .into_any()
    }

    fn corps(self) -> Markup {
        let cherche = self.cherche.get();
        let (tous, plus) = (self.tous.get(), self.plus.get());
        let (contrat, porte) = (self.contrat.get_value(), self.porte.get_value());
        self.ebauche.with(|ebauche| {
            let today = Session::today();
            let porte = porte.as_deref();
            Fiche { contrat: &contrat, ebauche, today, porte, tous, plus, cherche: &cherche }.corps()
        })
    }

    /// A part that speaks of what is typed.
    fn said(self, part: &dyn Fn(&Ebauche) -> Markup) -> Markup {
        self.frappe.track();
        self.ebauche.with(|ebauche| part(ebauche))
    }

    fn pied(self) -> Markup {
        let (saving, chosen) = (self.saving.get(), self.ebauche.with(|ebauche| ebauche.issue.is_some()));
        let words = match (saving, chosen) {
            (true, _) => "Enregistrement…",
            (false, true) => "Enregistrer",
            (false, false) => "Touchez un choix",
        };
        html! {
            @if let Some(failure) = self.failure.get() { (explanation_notice(&failure)) }
            div.pied {
                button.bouton.principal type="submit" disabled[saving || !chosen] { (icon(icons::CHECK)) (words) }
            }
        }
    }

    fn notice(self) -> Markup {
        html! {
            @if self.avis.get() {
                section.bloc aria-label="Qui écrit, quoi, pourquoi" {
                    h2 { "Qui écrit, quoi, pourquoi" }
                    (qui_ecrit(Some(&self.contrat.get_value())))
                    div.pied { button.bouton.principal type="button" name="avis" value="" { (icon(icons::BACK)) "Revenir à la fiche" } }
                }
            }
        }
    }

    fn press(self, name: &str, value: &str) {
        match name {
            "tous" => self.tous.set(true),
            "plus" => self.plus.set(true),
            "avis" => {
                self.avis.update(|shown| *shown = !*shown);
                window().scroll_to_with_x_and_y(0.0, 0.0);
            }
            _ => {
                self.ebauche.update(|ebauche| _ = ebauche.press(name, value, Session::today()));
                self.failure.set(None);
                match name {
                    "besoin" => {
                        self.tous.set(false);
                        self.plus.set(false);
                    }
                    // What was looked for is found.
                    "vers" if !self.cherche.with_untracked(String::is_empty) => {
                        self.cherche.set(String::new());
                        set_field("cherche", "");
                    }
                    "relance" => {
                        let chosen = self.ebauche.with_untracked(|ebauche| ebauche.relance);
                        set_field("date", &chosen.map(|jour| jour.to_string()).unwrap_or_default());
                    }
                    _ => {}
                }
            }
        }
    }

    fn typed(self, name: &str, text: String) {
        match name {
            "cherche" => return self.cherche.set(text),
            "date" => self.ebauche.update(|ebauche| _ = ebauche.typed(name, text)),
            _ => {
                self.ebauche.update_untracked(|ebauche| _ = ebauche.typed(name, text));
                self.frappe.update(|count| *count += 1);
            }
        }
        if self.failure.with_untracked(Option::is_some) {
            self.failure.set(None);
        }
    }

    fn save(self) {
        if self.saving.get_untracked() {
            return;
        }
        let contrat = self.contrat.get_value();
        let ebauche = self.ebauche.get_untracked();
        let today = Session::today();
        match self.record.get_value() {
            None => match ebauche.saisie(&contrat, today) {
                Err(explanation) => self.refuse(explanation),
                Ok(saisie) => {
                    self.begin_saving();
                    if ebauche.tournee.is_none() {
                        Session::keep_pref(LAST_CADRE, ebauche.cadre.label());
                    }
                    if let Some(quartier) = &ebauche.quartier {
                        Session::keep_pref(LAST_QUARTIER, quartier);
                    }
                    let next = ebauche.tournee.map_or(Route::Terrain, Route::Tournee);
                    self.session.note(self.id, saisie, move |done| self.saved(done, Route::NouveauContact, next));
                }
            },
            Some(record) => match ebauche.corrections(&record, &contrat, self.id, today) {
                Err(explanation) => self.refuse(explanation),
                Ok(faits) => {
                    self.begin_saving();
                    let (here, next) = (Route::Corriger(record.id), Route::Contact(record.id));
                    let undo = faits.iter().all(|(_, fait)| !fait.is_final());
                    let words = if faits.is_empty() { "Rien n'a changé." } else { "Contact corrigé." };
                    let done = move |done| self.saved(done, here, next);
                    self.session.ecrire(faits, words, undo, Some(Box::new(done)));
                }
            },
        }
    }

    fn begin_saving(self) {
        self.saving.set(true);
        self.failure.set(None);
    }

    fn refuse(self, explanation: Explanation) {
        self.failure.set(Some(explanation));
    }

    fn saved(self, done: Result<(), Explanation>, here: Route, next: Route) {
        match done {
            // That it is kept is said first, and the next page comes after.
            Ok(()) => set_timeout(
                move || {
                    // Who left the form in the meantime stays where they went.
                    if Navigation::here() == here {
                        self.navigation.replace(&next);
                    }
                },
                Duration::ZERO,
            ),
            Err(explanation) => {
                // The person may have left the form meanwhile: its signals are gone.
                let _ = self.saving.try_set(false);
                let _ = self.failure.try_set(Some(explanation));
            }
        }
    }
}

/// The name and the text of the field that was typed into.
fn typed_field(event: &web_sys::Event) -> Option<(String, String)> {
    let target = event.target()?;
    match target.dyn_into::<HtmlInputElement>() {
        Ok(input) => Some((input.name(), input.value())),
        Err(target) => {
            let area = target.dyn_into::<HtmlTextAreaElement>().ok()?;
            Some((area.name(), area.value()))
        }
    }
}
