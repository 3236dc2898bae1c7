//! A round: its doors, the one that the bar acts on, and what each touch writes.

use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::*;

use super::terrain::begin_from;
use crate::app::explain::Explanation;
use crate::app::tournees::{Case, Tableau, passage, suite};
use crate::journal::{EventId, Fait, Issue, Jour, Journal, Marche, Pas, Porte, Tournee};
use crate::ui::documents::terrain::grille::{self, Cadre, Etat, Panneau};
use crate::ui::navigation::Navigation;
use crate::ui::parts::show_head;
use crate::ui::route::Route;
use crate::ui::session::Session;

/// The second touch of a double tap comes within this time. Two doors of a landing lie further apart.
const DOUBLE_TAP: Duration = Duration::from_millis(300);

/// What the page holds besides the journal. Cheap to copy.
#[derive(Clone, Copy)]
struct Page {
    session: Session,
    navigation: Navigation,
    id: EventId,
    /// The door that was touched; without one, the next that waits.
    choisie: RwSignal<Option<Porte>>,
    etat: RwSignal<Etat>,
    /// A tap is being written: until it is durable, the bar hears no other.
    ecrit: StoredValue<bool>,
}

/// The round that this event planned.
pub fn tournee(id: EventId) -> AnyView {
    let page = Page {
        session: Session::get(),
        navigation: Navigation::get(),
        id,
        choisie: RwSignal::new(None),
        etat: RwSignal::new(Etat::default()),
        ecrit: StoredValue::new(false),
    };
    let drawn = move |journal: &Journal| {
        let Some(tableau) = Tableau::new(journal, id) else { return grille::absente() };
        let porte = tableau.courante(journal, page.choisie.get());
        let cadre = page.cadre(tableau.vue.plan);
        grille::grille(journal, &tableau, porte, page.etat.get(), &cadre, Session::today())
    };
    let press = move |name: &str, value: String| page.press(name, &value);
    view! {
        {show_head("Tournée", Some((&Route::Terrain, "Terrain")))}
        {page.session.vue(Rc::new(drawn), Rc::new(press))}
    }
    .into_any()
}

impl Page {
    fn press(self, name: &str, value: &str) {
        let of_the_bar = matches!(name, "issue" | "revenir" | "palier" | "echange" | "panneau");
        if of_the_bar && (self.ecrit.get_value() || self.etat.with_untracked(|etat| etat.sourde)) {
            return;
        }
        match name {
            "porte" => self.choose(&|tableau, _| tableau.cases().nth(value.parse().ok()?).map(|case| case.porte)),
            "hall" => self.choose(&|tableau, _| {
                let cases = &tableau.halls.get(value.parse::<usize>().ok()?)?.cases;
                cases.iter().find(|case| case.attend()).or(cases.first()).map(|case| case.porte)
            }),
            "suivante" => self.choose(&|tableau, porte| tableau.prochaine(Some(porte?))),
            "issue" => {
                if let Some(issue) = Issue::ALL.into_iter().find(|issue| issue.word() == value) {
                    self.note(issue, None, false);
                }
            }
            "revenir" => {
                self.note(Issue::ARepasser, value.parse().ok().map(|days| Session::today().after(days)), false)
            }
            "palier" => self.note(Issue::Absent, None, true),
            "echange" => {
                let porte = self.read(&|tableau, porte| tableau.case(porte?).copied());
                if let Some(case) = porte {
                    self.session.a_la_porte.set(Some((self.id, case.porte)));
                    self.navigation.go(&Route::NouveauContact);
                }
            }
            "panneau" => self.show(match value {
                "autres" => Panneau::Autres,
                "revenir" => Panneau::Revenir,
                _ => Panneau::Issues,
            }),
            "liste" => self.etat.update(|etat| etat.liste = !etat.liste),
            "pas" => {
                if let Some(pas) = Pas::ALL.into_iter().find(|pas| pas.word() == value) {
                    let marche = Marche { tournee: self.id, pas, autres: Default::default() };
                    self.session.ecrire(vec![(Session::new_draft(), Fait::TourneeSuivie(marche))], "", false, None);
                }
            }
            "clore" => self.session.clore(self.id),
            "reste" => begin_from(self.id, suite),
            arrow => self.choose(&|tableau, porte| Some(tableau.hall(porte?)?.voisine(porte?, arrow))),
        }
    }

    /// What is known of the contract that the round names.
    fn cadre(self, plan: &Tournee) -> Cadre {
        let open = self.session.ready().filter(|contrat| contrat.id() == plan.contrat);
        let noeud = open.as_ref().zip(plan.objectif.as_ref()).and_then(|(contrat, id)| contrat.arbre().noeud(id));
        Cadre { absent: !self.session.has_contrat(&plan.contrat), objectif: noeud.map(|noeud| noeud.intitule.clone()) }
    }

    /// Reads something of the round and of the door that it is at.
    fn read<T>(self, read: &dyn Fn(&Tableau<'_>, Option<Porte>) -> Option<T>) -> Option<T> {
        let found = self.session.lire(|journal| {
            let tableau = Tableau::new(journal, self.id)?;
            let porte = tableau.courante(journal, self.choisie.get_untracked());
            read(&tableau, porte)
        });
        found.flatten()
    }

    /// Moves to another door. Nothing is written.
    fn choose(self, which: &dyn Fn(&Tableau<'_>, Option<Porte>) -> Option<Porte>) {
        if let Some(porte) = self.read(&|tableau, porte| which(tableau, porte)) {
            self.choisie.set(Some(porte));
            self.etat.update(|etat| etat.panneau = Panneau::Issues);
        }
    }

    /// Shows what the bar offers next: under the same thumb, which may tremble. It hears nothing for the time of a double
    /// tap.
    fn show(self, panneau: Panneau) {
        let set = move |sourde| {
            // The person may have left the page meanwhile: its signals are gone.
            let _ = self.etat.try_update(|etat| (etat.panneau, etat.sourde) = (panneau, sourde));
        };
        set(true);
        set_timeout(move || set(false), DOUBLE_TAP);
    }

    /// Writes what came of the door that the round is at; of all doors of its landing that wait, for `palier`.
    fn note(self, issue: Issue, revenir: Option<Jour>, palier: bool) {
        let doors = self.read(&|tableau, porte| {
            let case: Case = *tableau.case(porte?)?;
            let portes = if palier { tableau.palier(case.porte) } else { vec![case.porte] };
            Some((case.numero, portes)).filter(|(_, portes)| case.objection.is_none() && !portes.is_empty())
        });
        let Some((numero, portes)) = doors else { return };
        let words = match portes.as_slice() {
            [_] => format!("Porte {numero} : {}.", issue.label().to_lowercase()),
            several => format!("{} portes : {}.", several.len(), issue.label().to_lowercase()),
        };
        let faits = passage(self.id, &portes, issue, revenir, Session::today(), &mut Session::new_draft);
        self.ecrit.set_value(true);
        let chosen = self.choisie.get_untracked();
        let done = move |done: Result<(), Explanation>| {
            // The person may have left the page meanwhile: its signals are gone.
            let _ = self.ecrit.try_set_value(false);
            if done.is_ok() {
                // Who has touched another door meanwhile stays there.
                if self.choisie.try_get_untracked() == Some(chosen) {
                    let _ = self.choisie.try_set(None);
                }
                self.show(Panneau::Issues);
            }
            self.session.tell_failure(done);
        };
        self.session.ecrire(faits, &words, true, Some(Box::new(done)));
    }
}
