//! "Préparer une tournée".

use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;

use crate::app::consult::Contrat;
use crate::app::explain::Explanation;
use crate::app::tournees::{Demande, Description, planifier};
use crate::journal::{EventId, Fait, Journal};
use crate::ui::documents::terrain::preparer::{self, Choix, Forme};
use crate::ui::navigation::Navigation;
use crate::ui::parts::{field, show_head};
use crate::ui::route::Route;
use crate::ui::session::Session;

/// What the page holds. Cheap to copy.
#[derive(Clone, Copy)]
struct Page {
    session: Session,
    navigation: Navigation,
    contrat: StoredValue<Arc<Contrat>>,
    choix: RwSignal<Choix>,
    /// The round's id: sent twice, the form makes one.
    id: EventId,
}

/// The form of a round.
pub fn preparer(contrat: Arc<Contrat>) -> AnyView {
    let only = match contrat.arbre().pack().quartiers.as_slice() {
        [only] => Some(only.id.clone()),
        _ => None,
    };
    let choix = Choix { quartier: only, le: Some(Session::today()), ..Choix::default() };
    let page = Page {
        session: Session::get(),
        navigation: Navigation::get(),
        contrat: StoredValue::new(contrat),
        choix: RwSignal::new(choix),
        id: Session::new_draft(),
    };
    let drawn = move |journal: &Journal| {
        page.choix.with(|choix| preparer::preparer(&page.contrat.get_value(), journal, choix, Session::today()))
    };
    let press = move |name: &str, value: String| page.press(name, value);
    view! {
        {show_head("Préparer une tournée", Some((&Route::Terrain, "Terrain")))}
        {page.session.vue(Rc::new(drawn), Rc::new(press))}
    }
    .into_any()
}

impl Page {
    fn press(self, name: &str, value: String) {
        match name {
            "ajouter" => return self.add(),
            "preparer" => return self.plan(),
            _ => {}
        }
        self.choix.update(|choix| match name {
            "quartier" => choix.quartier = Some(value).filter(|id| choix.quartier.as_ref() != Some(id)),
            "immeuble" => {
                let Some(id) = EventId::parse(&value) else { return };
                match choix.immeubles.iter().position(|chosen| *chosen == id) {
                    Some(place) => drop(choix.immeubles.remove(place)),
                    None => choix.immeubles.push(id),
                }
            }
            "neuf" => choix.neuf = !choix.neuf,
            "sans" if value == "loge" => choix.loge = !choix.loge,
            "sans" => choix.commerces = !choix.commerces,
            "le" => choix.le = value.parse().ok(),
            "campagne" => {
                choix.campagne = EventId::parse(&value).filter(|id| choix.campagne != Some(*id));
            }
            _ => {}
        });
    }

    fn refuse(self, forme: Forme, souci: Explanation) {
        let _ = self.choix.try_update(|choix| choix.souci = Some((forme, souci)));
    }

    /// Describes a building, and chooses it.
    fn add(self) {
        let choix = self.choix.get_untracked();
        let description = Description {
            nom: field("nom"),
            halls: field("halls"),
            niveaux: field("niveaux"),
            portes: field("portes"),
            premier: field("premier"),
            loge: choix.loge,
            commerces: choix.commerces,
        };
        let contrat = self.contrat.get_value();
        match description.immeuble(contrat.id(), choix.quartier) {
            Err(souci) => self.refuse(Forme::Immeuble, souci),
            Ok(immeuble) => {
                let id = Session::new_draft();
                let done = move |done: Result<(), Explanation>| match done {
                    Ok(()) => {
                        let _ = self.choix.try_update(|choix| {
                            choix.immeubles.push(id);
                            (choix.neuf, choix.loge, choix.commerces, choix.souci) = (false, false, false, None);
                        });
                    }
                    Err(souci) => self.refuse(Forme::Immeuble, souci),
                };
                let fait = Fait::ImmeubleDecrit(Box::new(immeuble));
                self.session.ecrire(vec![(id, fait)], "Immeuble ajouté.", true, Some(Box::new(done)));
            }
        }
    }

    /// Plans the round, and goes to it.
    fn plan(self) {
        let choix = self.choix.get_untracked();
        // A building that was just taken back is no longer there.
        let stands = |id: &EventId| self.session.lire(|journal| journal.immeuble(*id).is_some()).unwrap_or_default();
        let demande = Demande {
            contrat: self.contrat.get_value().id().to_owned(),
            quartier: choix.quartier,
            immeubles: choix.immeubles.into_iter().filter(stands).collect(),
            le: choix.le.map_or_else(|| field("date"), |le| le.to_string()),
            equipe: field("equipe"),
            but: field("but"),
            objectif: field("objectif"),
            campagne: choix.campagne,
            nouvelle: field("nouvelle"),
        };
        match planifier(&demande, self.id, Session::today()) {
            Err(souci) => self.refuse(Forme::Tournee, souci),
            Ok(faits) => {
                let done = move |done: Result<(), Explanation>| match done {
                    Ok(()) if Navigation::here() == Route::Preparer => {
                        self.navigation.replace(&Route::Tournee(self.id));
                    }
                    Ok(()) => {}
                    Err(souci) => self.refuse(Forme::Tournee, souci),
                };
                self.session.ecrire(faits, "Tournée préparée.", true, Some(Box::new(done)));
            }
        }
    }
}
