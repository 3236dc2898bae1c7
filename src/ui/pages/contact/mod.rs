//! A contact: the sheet that notes or corrects it, and its page.

mod feuille;
mod vue;

use std::sync::Arc;

use leptos::prelude::*;
use maud::{Markup, html};

use feuille::Feuille;
pub use vue::contact;

use crate::app::consult::Contrat;
use crate::app::ebauche::{Ebauche, Ou};
use crate::journal::{Cadre, EventId, Issue, Journal, Lieu, Porte};
use crate::ui::documents::terrain::contact as document;
use crate::ui::documents::terrain::{essai, ferme, lecture};
use crate::ui::markup::{avis, icons, vide};
use crate::ui::parts::{explanation_view, live, show_head, show_part};
use crate::ui::route::Route;
use crate::ui::session::{Carnet, Etat, Session};

/// The setting of the last contact: in a round it is nearly always the same.
const LAST_CADRE: &str = "cadre";
/// The quartier of the last contact.
const LAST_QUARTIER: &str = "quartier";

/// The sheet of a new contact: for the open journal, for the locked one, or for practice.
pub fn nouveau_contact(contrat: Arc<Contrat>) -> AnyView {
    let (session, carnet) = (Session::get(), Carnet::needed());
    // A door is handed over once: whoever comes back later notes something else.
    let porte = session.a_la_porte.try_update(Option::take).flatten();
    let (back, name) = match porte {
        Some((tournee, _)) => (Route::Tournee(tournee), "Tournée"),
        None => (Route::Terrain, "Terrain"),
    };
    let titre = show_head("Noter un contact", Some((&back, name)));
    // What opens or locks meanwhile begins another form; what was typed into the open journal is kept as a draft.
    let etat = Memo::new(move |_| carnet.etat.get());
    let shown = move || {
        let words = match etat.get() {
            Etat::Regarde => return show_part(lecture()),
            Etat::Perdu => return show_part(ferme()),
            Etat::Refuse(explanation) => return explanation_view(&explanation),
            Etat::Absent => Some(essai()),
            Etat::Ferme | Etat::Ailleurs => Some(sous_cle()),
            Etat::Ouvert => None,
        };
        let repris = carnet.resume();
        let id = repris.as_ref().map_or_else(Session::new_draft, |brouillon| brouillon.id);
        let text = repris.as_ref().and_then(|brouillon| std::str::from_utf8(&brouillon.text).ok());
        let ebauche = text.map_or_else(|| begun(session, &contrat, porte), Ebauche::parse);
        let form = Feuille::new(Arc::clone(&contrat), id, ebauche, None).show();
        view! { {words.map(show_part)}{form} }.into_any()
    };
    view! { {titre}{live(shown)} }.into_any()
}

/// The sheet of a contact that is corrected.
pub fn corriger(contrat: Arc<Contrat>, id: EventId) -> AnyView {
    let session = Session::get();
    // What else is written meanwhile does not begin the form anew.
    let known = Memo::new(move |_| session.lire(|journal| journal.contact(id).is_some()));
    let shown = move || {
        known.track();
        match untrack(|| session.lire(|journal| journal.contact(id))) {
            Some(Some(record)) if record.contact.contrat == contrat.id() => {
                Feuille::new(Arc::clone(&contrat), Session::new_draft(), Ebauche::of(&record), Some(record)).show()
            }
            Some(_) => show_part(vide(
                icons::EMPTY,
                html! { p { "Ce contact n'est plus là, ou appartient à un autre contrat." } },
            )),
            None => show_part(ferme()),
        }
    };
    view! { {show_head("Corriger un contact", Some((&Route::Contact(id), "Le contact")))}{live(shown)} }.into_any()
}

/// A form with what goes without saying: the door that was handed over, or the setting of the last time.
fn begun(session: Session, contrat: &Contrat, porte: Option<(EventId, Porte)>) -> Ebauche {
    let last = Session::pref(LAST_CADRE);
    let cadre = Cadre::ALL.into_iter().find(|cadre| Some(cadre.label()) == last.as_deref());
    let mut ebauche = Ebauche::new(cadre.unwrap_or(Cadre::PorteAPorte));
    let quartiers = &contrat.arbre().pack().quartiers;
    let last = Session::pref(LAST_QUARTIER);
    let quartier = match quartiers.as_slice() {
        [only] => Some(only),
        several => several.iter().find(|quartier| Some(&quartier.id) == last.as_ref()),
    };
    ebauche.quartier = quartier.map(|quartier| quartier.id.clone());
    let Some((tournee, porte)) = porte else { return ebauche };
    ebauche.cadre = Cadre::PorteAPorte;
    ebauche.issue = Some(Issue::Echange);
    ebauche.tournee = Some(tournee);
    ebauche.ou = Ou::Porte(porte);
    let known = untrack(|| {
        session.lire(|journal| {
            let plan = journal.tournee(tournee).map(|vue| vue.plan);
            let of_round = plan.and_then(|plan| plan.quartier.clone());
            let of_building = journal.immeuble(porte.immeuble).and_then(|immeuble| immeuble.quartier.clone());
            (of_building.or(of_round), plan.and_then(|plan| plan.objectif.clone()))
        })
    });
    let (quartier, objectif) = known.unwrap_or_default();
    ebauche.quartier = quartier.or(ebauche.quartier);
    ebauche.objectif_de_tournee = objectif;
    ebauche
}

/// The door of a form, in words.
fn porte_mots(journal: &Journal, ou: &Ou) -> Option<String> {
    match ou {
        Ou::Libre(_) => None,
        Ou::Hall(immeuble, hall) => {
            Some(document::lieu_mots(journal, &Lieu::Hall { immeuble: *immeuble, hall: *hall }))
        }
        Ou::Porte(porte) => Some(document::porte_mots(journal, *porte)),
    }
}

fn sous_cle() -> Markup {
    avis(
        "doux",
        icons::NO_ACCESS,
        html! {
            p {
                strong { "Journal fermé." }
                " Ce contact sera gardé sous clé. Il rejoindra le journal à la prochaine ouverture."
            }
        },
    )
}
