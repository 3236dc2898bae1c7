//! The journal as a list: every entry, the latest day first, with the marks by which it is filtered and found.
//!
//! A mark is a word of a closed list, a need, a place, a round: whatever several entries share. Filters ask for marks,
//! and words that are typed are looked for in the names of marks and in what was written freely. All of it lives in
//! memory, made from the open journal, and goes with it.

use std::cell::OnceCell;
use std::collections::HashMap;

use super::consult::Contrat;
use super::{remise, tournees};
use crate::journal::{Dossier, Etape, Event, EventId, Fait, Jour, Journal, Libelle, Lieu, Ordre, Orientation};
use crate::order::in_order;
use crate::search::{Builder, Field, Index};

/// What marks are about. The first ones are offered as filters, each with its title; see [`Facette::FILTRES`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Facette {
    /// What kind of entry: a contact, a démarche, an action, something out of order.
    Genre,
    /// What is left to be done.
    Suivi,
    /// The outcome of a contact.
    Issue,
    /// A need.
    Besoin,
    /// The quartier.
    Quartier,
    /// The round.
    Tournee,
    /// The node of the contract that it serves.
    Objectif,
    /// Whatever else is only searched for: setting, building, places that people were sent to.
    Autre,
}

impl Facette {
    /// Those that are offered, with the word for each.
    pub const FILTRES: [(Facette, &'static str); 7] = [
        (Facette::Suivi, "Suivi"),
        (Facette::Issue, "Résultat"),
        (Facette::Besoin, "Besoin"),
        (Facette::Quartier, "Quartier"),
        (Facette::Tournee, "Tournée"),
        (Facette::Objectif, "Objectif"),
        (Facette::Genre, "Entrées"),
    ];
}

/// The words of the marks that this file makes of itself.
mod suivi {
    pub const RELANCE: (&str, &str) = ("relance", "À relancer");
    pub const RETARD: (&str, &str) = ("retard", "À relancer, date passée");
    pub const ATTENTE: (&str, &str) = ("attente", "Orientation sans résultat");
    pub const OBTENU: (&str, &str) = ("obtenu", "Orientation obtenue");
    pub const REMIS: (&str, &str) = ("remis", "Fiche remise");
    pub const PERSONNE: (&str, &str) = ("personne", "Personne suivie");
}

/// A mark, and how many entries bear it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marque {
    /// What it is about.
    pub facette: Facette,
    /// Its key: a word of the journal, or an id.
    pub cle: String,
    /// Its name for a person.
    pub nom: String,
    /// How many entries bear it.
    pub nombre: u32,
}

/// An entry of the list.
#[derive(Debug, Clone, Copy)]
pub struct Ligne {
    /// The event that noted it.
    pub id: EventId,
    /// Its day.
    pub jour: Jour,
    ordre: Ordre,
    /// Its marks, as a part of the list of all.
    marques: (u32, u32),
}

/// What is asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filtre {
    /// Marks that an entry must bear, by facette and key.
    pub marques: Vec<(Facette, String)>,
    /// The first day.
    pub depuis: Option<Jour>,
    /// The last day.
    pub jusque: Option<Jour>,
    /// Words that it must have.
    pub mots: String,
}

impl Filtre {
    /// Whether everything passes.
    pub fn is_empty(&self) -> bool {
        self.marques.is_empty() && self.depuis.is_none() && self.jusque.is_none() && self.mots.trim().is_empty()
    }
}

/// The list.
#[derive(Debug, Default)]
pub struct Registre {
    lignes: Vec<Ligne>,
    portees: Vec<u16>,
    marques: Vec<Marque>,
    recherche: OnceCell<Recherche>,
}

/// The index: first the names of the marks, by their ranks, then what was written freely.
#[derive(Debug)]
struct Recherche {
    index: Index,
    /// The entry of each free text.
    lignes: Vec<u32>,
}

impl Registre {
    /// Goes through the journal. Names come from the contract, where it is open; else ids stand in.
    pub fn new(journal: &Journal, contrat: Option<&Contrat>, today: Jour) -> Self {
        let mut building = Building { journal, contrat, today, registre: Self::default(), rangs: HashMap::new() };
        journal.dossiers().for_each(|dossier| building.contact(&dossier));
        journal.activites().for_each(|event| building.activite(event));
        let mut registre = building.registre;
        let order = |one: &Ligne, other: &Ligne| other.jour.cmp(&one.jour).then_with(|| other.ordre.cmp(&one.ordre));
        registre.lignes = in_order(registre.lignes, &order);
        registre
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.lignes.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.lignes.is_empty()
    }

    /// The entry of this rank.
    pub fn ligne(&self, rang: u32) -> Option<&Ligne> {
        self.lignes.get(rang as usize)
    }

    /// The marks of a facette, the most frequent first.
    pub fn marques(&self, facette: Facette) -> Vec<&Marque> {
        let of_facette = self.marques.iter().filter(|marque| marque.facette == facette && marque.nombre > 0);
        in_order(of_facette.collect(), &|one: &&Marque, other| other.nombre.cmp(&one.nombre))
    }

    /// The name of a mark; its key, when no entry bears it any more.
    pub fn nom<'r>(&'r self, facette: Facette, cle: &'r str) -> &'r str {
        let known = self.marques.iter().find(|marque| marque.facette == facette && marque.cle == cle);
        known.map_or(cle, |marque| &marque.nom)
    }

    /// The ranks of the entries that pass, in the order of the list. The first words that are ever asked for wait until
    /// the index is made; see [`Registre::prepare`].
    pub fn trouve(&self, journal: &Journal, filtre: &Filtre) -> Vec<u32> {
        let wanted: Option<Vec<u16>> = filtre.marques.iter().map(|(facette, cle)| self.rang(*facette, cle)).collect();
        // A mark that no entry bears.
        let Some(wanted) = wanted else { return Vec::new() };
        let words = if filtre.mots.trim().is_empty() { Vec::new() } else { self.having(journal, &filtre.mots) };
        let passes = |rang: u32, ligne: &Ligne| {
            let marques = self.portees(ligne);
            filtre.depuis.is_none_or(|depuis| ligne.jour >= depuis)
                && filtre.jusque.is_none_or(|jusque| ligne.jour <= jusque)
                && wanted.iter().all(|marque| marques.contains(marque))
                && words.iter().all(|word| {
                    let has = |list: &[bool], rang: usize| list.get(rang).copied().unwrap_or_default();
                    has(&word.lignes, rang as usize)
                        || marques.iter().any(|marque| has(&word.marques, usize::from(*marque)))
                })
        };
        (0..).zip(&self.lignes).filter(|(rang, ligne)| passes(*rang, ligne)).map(|(rang, _)| rang).collect()
    }

    fn portees(&self, ligne: &Ligne) -> &[u16] {
        &self.portees[ligne.marques.0 as usize..ligne.marques.1 as usize]
    }

    fn rang(&self, facette: Facette, cle: &str) -> Option<u16> {
        let place = self.marques.iter().position(|marque| marque.facette == facette && marque.cle == cle)?;
        u16::try_from(place).ok()
    }

    /// For each typed word, the marks and the entries that have it.
    fn having(&self, journal: &Journal, words: &str) -> Vec<Having> {
        let Recherche { index, lignes } = self.prepare(journal);
        let first = self.marques.len();
        let having = |documents: Vec<u32>| {
            let mut having = Having { marques: vec![false; first], lignes: vec![false; self.lignes.len()] };
            for document in documents {
                let document = document as usize;
                match document.checked_sub(first) {
                    None => having.marques[document] = true,
                    Some(texte) => having.lignes[lignes[texte] as usize] = true,
                }
            }
            having
        };
        index.having(words).into_iter().map(having).collect()
    }

    /// Makes the search ready: to be called when nobody waits.
    fn prepare(&self, journal: &Journal) -> &Recherche {
        self.recherche.get_or_init(|| {
            let mut builder = Builder::default();
            for marque in &self.marques {
                builder.add(&[(Field::Body, &marque.nom)], 1.0);
            }
            let mut lignes = Vec::new();
            for (rang, ligne) in (0..).zip(&self.lignes) {
                let texte = texte_libre(journal, ligne.id);
                if !texte.is_empty() {
                    builder.add(&[(Field::Body, &texte)], 1.0);
                    lignes.push(rang);
                }
            }
            Recherche { index: builder.build(), lignes }
        })
    }

    /// Makes the search ready, so that the first key need not wait for it.
    pub fn prepare_search(&self, journal: &Journal) {
        self.prepare(journal);
    }
}

/// Where a typed word is.
struct Having {
    marques: Vec<bool>,
    lignes: Vec<bool>,
}

/// What was written freely in an entry.
fn texte_libre(journal: &Journal, id: EventId) -> String {
    let mut parts: Vec<&str> = Vec::new();
    if let Some(dossier) = journal.lu(id) {
        parts.push(dossier.note());
        parts.extend(dossier.identite.map(|identite| identite.nom.as_str()));
        parts.extend(dossier.relance.and_then(|relance| relance.motif.as_ref()).map(Libelle::as_str));
        parts.extend(dossier.contact.langue_parlee.as_ref().map(Libelle::as_str));
        if let Some(Lieu::Libre(lieu)) = &dossier.contact.lieu {
            parts.push(lieu.as_str());
        }
        return parts.join(" ").trim().to_owned();
    }
    match journal.event(id).map(|event| &event.fait) {
        Some(Fait::ActionCollective(action)) => parts.extend(action.intitule.as_ref().map(Libelle::as_str)),
        Some(Fait::VeilleNotee(veille)) => {
            parts.push(veille.lieu.as_str());
            parts.extend(veille.transmis.as_ref().map(Libelle::as_str));
        }
        _ => {}
    }
    parts.join(" ")
}

/// The list in the making.
struct Building<'a> {
    journal: &'a Journal,
    contrat: Option<&'a Contrat>,
    today: Jour,
    registre: Registre,
    rangs: HashMap<(Facette, String), u16>,
}

impl Building<'_> {
    fn contact(&mut self, dossier: &Dossier<'_>) {
        let contact = dossier.contact;
        self.mark(Facette::Genre, "contact", || "Contact".to_owned());
        self.mark(Facette::Issue, contact.issue.word(), || contact.issue.label().to_owned());
        self.autre(contact.cadre.label());
        if let Some(langue) = contact.langue {
            self.autre(langue.label());
        }
        self.place(contact.quartier.as_deref(), contact.objectif.as_deref());
        self.needs(&contact.besoins);
        let (journal, contrat) = (self.journal, self.contrat);
        if let Some(tournee) = contact.tournee {
            self.mark(Facette::Tournee, &tournee.to_string(), || nom_de_tournee(journal, tournee));
        }
        let immeuble = match &contact.lieu {
            Some(Lieu::Hall { immeuble, .. }) => Some(*immeuble),
            Some(Lieu::Porte { porte, .. }) => Some(porte.immeuble),
            _ => None,
        };
        if let Some(id) = immeuble {
            let nom = || journal.immeuble(id).map(|immeuble| immeuble.nom.as_str().to_owned()).unwrap_or_default();
            self.mark(Facette::Autre, &id.to_string(), nom);
        }
        for orientation in &dossier.orientations {
            self.autre(&remise::nom(contrat, orientation.vers));
        }
        let since = dossier.relance.map(|relance| relance.le);
        let any = |test: &dyn Fn(&Orientation<'_>) -> bool| dossier.orientations.iter().any(test);
        let marks = [
            (suivi::RELANCE, since.is_some()),
            (suivi::RETARD, since.is_some_and(|le| le < self.today)),
            (suivi::ATTENTE, any(&|orientation| !orientation.etape.is_result())),
            (suivi::OBTENU, any(&|orientation| orientation.etape == Etape::Obtenu)),
            (suivi::REMIS, any(&|orientation| orientation.remis.is_some())),
            (suivi::PERSONNE, dossier.identite.is_some() || contact.suite_de.is_some()),
        ];
        for ((cle, nom), _) in marks.into_iter().filter(|(_, bears)| *bears) {
            self.mark(Facette::Suivi, cle, || nom.to_owned());
        }
        self.close(dossier.opening, dossier.opening.moment.jour);
    }

    fn activite(&mut self, event: &Event) {
        let jour = match &event.fait {
            Fait::DemarcheFaite(fait) => {
                self.mark(Facette::Genre, "demarche", || "Démarche".to_owned());
                self.autre(fait.genre.label());
                self.place(fait.quartier.as_deref(), fait.objectif.as_deref());
                fait.le
            }
            Fait::ActionCollective(fait) => {
                self.mark(Facette::Genre, "action", || "Action collective".to_owned());
                self.autre(fait.genre.label());
                self.place(fait.quartier.as_deref(), fait.objectif.as_deref());
                self.needs(&fait.besoins);
                fait.le
            }
            Fait::VeilleNotee(fait) => {
                self.mark(Facette::Genre, "veille", || "Veille technique".to_owned());
                self.autre(fait.genre.label());
                self.place(fait.quartier.as_deref(), None);
                fait.le
            }
            _ => return,
        };
        self.close(event, jour);
    }

    fn place(&mut self, quartier: Option<&str>, objectif: Option<&str>) {
        let arbre = self.contrat.map(Contrat::arbre);
        if let Some(id) = quartier {
            let nom = || arbre.and_then(|arbre| arbre.quartier(id)).map_or(id, |quartier| &quartier.nom).to_owned();
            self.mark(Facette::Quartier, id, nom);
        }
        if let Some(id) = objectif {
            let nom = || arbre.and_then(|arbre| arbre.noeud(id)).map_or(id, |noeud| &noeud.intitule).to_owned();
            self.mark(Facette::Objectif, id, nom);
        }
    }

    fn needs(&mut self, besoins: &[String]) {
        let contrat = self.contrat;
        for id in besoins {
            let known = || contrat?.vocabulaire().besoins.iter().find(|besoin| besoin.id == *id);
            self.mark(Facette::Besoin, id, || known().map_or(id, |besoin| &besoin.libelle).clone());
        }
    }

    fn autre(&mut self, nom: &str) {
        self.mark(Facette::Autre, nom, || nom.to_owned());
    }

    /// The entry that is being made bears this mark.
    fn mark(&mut self, facette: Facette, cle: &str, nom: impl Fn() -> String) {
        let marques = &mut self.registre.marques;
        let key = (facette, cle.to_owned());
        let rang = match self.rangs.get(&key) {
            Some(rang) => *rang,
            // Nobody has sixty thousand rounds; the last mark stands for what would come after.
            None => {
                let rang = u16::try_from(marques.len()).unwrap_or(u16::MAX);
                marques.push(Marque { facette, cle: cle.to_owned(), nom: nom(), nombre: 0 });
                self.rangs.insert(key, rang);
                rang
            }
        };
        if let Some(marque) = marques.get_mut(usize::from(rang)) {
            marque.nombre += 1;
        }
        self.registre.portees.push(rang);
    }

    /// The entry that is being made is whole.
    fn close(&mut self, event: &Event, jour: Jour) {
        let start = self.registre.lignes.last().map_or(0, |ligne| ligne.marques.1);
        let end = u32::try_from(self.registre.portees.len()).unwrap_or(u32::MAX);
        self.registre.lignes.push(Ligne { id: event.id, jour, ordre: event.ordre(), marques: (start, end) });
    }
}

/// A round by its day and its name.
fn nom_de_tournee(journal: &Journal, id: EventId) -> String {
    let Some(vue) = journal.tournee(id) else { return id.to_string() };
    let (_, month, day) = vue.plan.le.parts();
    format!("{day:02}/{month:02} {}", tournees::nom(journal, vue.plan))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::journal::{Cadre, Contact, DeviceId, Issue, Moment, NoteLibre, Relance, Saisie, Vers, plausible};

    fn today() -> Jour {
        Jour::new(2026, 11, 22).unwrap()
    }

    fn note(journal: &mut Journal, day: Jour, contact: Contact, words: &str) -> EventId {
        let mut saisie = Saisie::new(contact);
        saisie.note = NoteLibre::new(words).unwrap();
        let rank = u8::try_from(journal.len()).unwrap();
        let id = EventId::new(0, [rank; 10]);
        for (id, fait) in saisie.faits(id, day) {
            let (key, rang) = journal.next(DeviceId::new([1; 16]));
            let moment = Moment { instant_ms: 0, jour: day, decalage_min: 60 };
            journal.apply(Event::new(id, key, rang, moment, fait));
        }
        id
    }

    fn some() -> (Journal, [EventId; 3]) {
        let mut journal = Journal::default();
        let contact = |issue| Contact::new("essai", Cadre::Rue, issue);
        let first = note(&mut journal, today(), contact(Issue::Absent), "");
        let mut two = contact(Issue::EchangeOrientation);
        two.besoins = vec!["travail".into()];
        two.quartier = Some("centre".into());
        two.orientations = vec![Vers::Acteur("mission-locale".into())];
        two.relance = Some(Relance::new(today().after(1)));
        let second = note(&mut journal, today().after(2), two, "Veut refaire sa carte de transport");
        let mut three = contact(Issue::Echange);
        three.besoins = vec!["travail".into(), "logement".into()];
        let third = note(&mut journal, today().after(1), three, "Un courrier de la mairie");
        (journal, [first, second, third])
    }

    fn found(journal: &Journal, filtre: &Filtre) -> Vec<EventId> {
        let registre = Registre::new(journal, None, today().after(3));
        registre.trouve(journal, filtre).into_iter().map(|rang| registre.ligne(rang).unwrap().id).collect()
    }

    #[test]
    fn the_list_goes_from_the_latest_day_to_the_first() {
        let (journal, [first, second, third]) = some();
        assert_eq!(found(&journal, &Filtre::default()), [second, third, first]);
    }

    #[test]
    fn filters_ask_for_all_their_marks_and_for_a_period() {
        let (journal, [first, second, third]) = some();
        let asked = |marks: &[(Facette, &str)]| {
            let marques = marks.iter().map(|(facette, cle)| (*facette, (*cle).to_owned())).collect();
            found(&journal, &Filtre { marques, ..Filtre::default() })
        };
        assert_eq!(asked(&[(Facette::Besoin, "travail")]), [second, third]);
        assert_eq!(asked(&[(Facette::Besoin, "travail"), (Facette::Quartier, "centre")]), [second]);
        assert_eq!(asked(&[(Facette::Issue, "absent")]), [first]);
        assert_eq!(asked(&[(Facette::Suivi, "retard")]), [second]);
        assert_eq!(asked(&[(Facette::Suivi, "attente"), (Facette::Issue, "absent")]), []);
        assert_eq!(asked(&[(Facette::Tournee, "partie")]), [], "a mark that no entry bears");
        let days = Filtre { depuis: Some(today()), jusque: Some(today().after(1)), ..Filtre::default() };
        assert_eq!(found(&journal, &days), [third, first]);
    }

    #[test]
    fn words_are_found_in_what_was_written_and_in_the_names_of_marks_together() {
        let (journal, [_, second, third]) = some();
        let asked = |mots: &str| found(&journal, &Filtre { mots: mots.into(), ..Filtre::default() });
        assert_eq!(asked("la carte de transpor"), [second]);
        assert_eq!(asked("carte centre mission"), [second], "a note, a quartier and a place");
        assert_eq!(asked("TRAVAIL courrier"), [third]);
        assert_eq!(asked("carte courrier"), []);
        assert_eq!(asked(" "), found(&journal, &Filtre::default()));
    }

    #[test]
    fn each_mark_finds_as_many_entries_as_it_counts() {
        let mut journal = Journal::default();
        for event in plausible::events(300, 3, 7) {
            journal.apply(event);
        }
        let registre = Registre::new(&journal, None, today());
        assert_eq!(registre.len(), journal.contacts().count() + journal.activites().count());
        for (facette, _) in Facette::FILTRES {
            for marque in registre.marques(facette) {
                let filtre = Filtre { marques: vec![(facette, marque.cle.clone())], ..Filtre::default() };
                assert_eq!(registre.trouve(&journal, &filtre).len(), marque.nombre as usize, "{marque:?}");
            }
        }
        assert!(registre.marques(Facette::Tournee).len() > 3);
    }
}
