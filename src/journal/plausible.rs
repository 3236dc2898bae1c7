//! Journals that could be real, for tests and benches: the same seed gives the same journal.
//!
//! Nothing in it comes from a real person or address. Shares of outcomes and sizes of buildings are invented too; they
//! only need the proportions of a door-to-door day (many closed doors, some talks, few follow-ups).

use std::collections::HashMap;

use super::{
    Accord, ActionCollective, Age, Annulation, Autres, Cadre, Campagne, CampagneFin, Checkpoint, Contact, Correction,
    Demarche, DeviceId, Effacement, Etape, Event, EventId, Exception, Fait, Foyer, GenreAction, GenreDemarche,
    GenreVeille, Groupe, Halls, HorlogeCorrigee, Identite, Immeuble, Issue, Jour, Journal, Langue, Libelle, Lieu,
    Marche, Moment, Niveaux, Nom, Nombre, NoteLibre, ParPalier, Pas, Passage, Porte, PremiereFois, Relance, Report,
    Retour, Saisie, SansLogement, Sexe, Suivi, Telephone, Tournee, Veille, Vers,
};

/// Writes a journal of about `contacts` contacts over two years, from `phones` phones that work apart and exchange
/// their events after each round. A round has a hundred doors, fewer in a short journal, so that there are several. Each phone's clock is off by its own error, up to decades.
///
/// ```
/// let events = relais::journal::plausible::events(20, 2, 1);
/// assert_eq!(events, relais::journal::plausible::events(20, 2, 1));
/// ```
pub fn events(contacts: usize, phones: u8, seed: u64) -> Vec<Event> {
    let mut author = Author::new(phones.max(1), seed);
    author.plan(2 + contacts / 500);
    while author.contacts.len() < contacts {
        author.round(contacts, (contacts / 10).clamp(5, 100));
    }
    author.aside();
    author.events
}

/// What the phones know and write.
struct Author {
    dice: Dice,
    phones: Vec<DeviceId>,
    heads: HashMap<DeviceId, (u64, u64)>,
    skews_ms: Vec<i64>,
    now_ms: i64,
    turn: usize,
    events: Vec<Event>,
    contacts: Vec<EventId>,
    immeubles: Vec<EventId>,
    /// The doors of each building.
    portes: Vec<Vec<Porte>>,
    campagne: EventId,
}

/// 2026-01-05 08:00 UTC, a Monday.
const START_MS: i64 = 1_767_600_000_000;
const DAY_MS: i64 = 86_400_000;
const BESOINS: [&str; 5] = ["travail", "logement", "droits-papiers", "numerique", "garde-enfants"];
const CONTRAT: &str = "essai";

impl Author {
    fn new(phones: u8, seed: u64) -> Self {
        let mut dice = Dice(seed);
        // The first phone is right, the others are off: by days, at 1970, at 2038.
        let skews = [0, -3 * DAY_MS, -START_MS, 4_379 * DAY_MS];
        Self {
            phones: (0..phones).map(|_| DeviceId::new(dice.bytes())).collect(),
            dice,
            heads: HashMap::new(),
            skews_ms: skews.to_vec(),
            now_ms: START_MS,
            turn: 0,
            events: Vec::new(),
            contacts: Vec::new(),
            immeubles: Vec::new(),
            campagne: EventId::new(0, [0; 10]),
            portes: Vec::new(),
        }
    }

    fn moment(&self) -> Moment {
        let instant_ms = self.now_ms + self.skews_ms[self.turn % self.skews_ms.len()];
        let days = u16::try_from(instant_ms.div_euclid(DAY_MS).max(0)).unwrap_or(u16::MAX);
        Moment { instant_ms, jour: Jour::default().after(days), decalage_min: 60 }
    }

    fn today(&self) -> Jour {
        self.moment().jour
    }

    fn draft(&mut self) -> EventId {
        let random = self.dice.bytes::<10>();
        // The last bits number what is saved along.
        EventId::new(self.moment().half_day().instant_ms, random).next(random[9] & 7)
    }

    fn write(&mut self, id: EventId, fait: Fait) -> EventId {
        let appareil = self.phones[self.turn % self.phones.len()];
        let (seq, rang) = self.heads.get(&appareil).copied().unwrap_or_default();
        let key = super::EventKey { appareil, branche: 0, seq: seq + 1 };
        self.heads.insert(appareil, (seq + 1, rang + 1));
        self.now_ms += 45_000;
        self.events.push(Event::new(id, key, rang + 1, self.moment(), fait));
        id
    }

    fn say(&mut self, fait: Fait) -> EventId {
        let id = self.draft();
        self.write(id, fait)
    }

    /// All phones hear of all events: what they write next comes after.
    fn exchange(&mut self) {
        let most = self.heads.values().map(|(_, rang)| *rang).max().unwrap_or(0);
        for (_, rang) in self.heads.values_mut() {
            *rang = most;
        }
    }

    fn line(&mut self, words: &[&str]) -> Option<Libelle> {
        Libelle::new(words[self.dice.below(words.len())]).ok()
    }

    fn plan(&mut self, immeubles: usize) {
        for number in 1..=immeubles {
            let (halls, niveaux, portes) = (Halls::new(2), Niveaux::new(9), ParPalier::new(4));
            let (Ok(nom), Some(halls), Some(niveaux), Some(portes)) =
                (Libelle::new(&format!("Tour d'essai {number}")), halls, niveaux, portes)
            else {
                continue;
            };
            let mut immeuble = Immeuble::new(CONTRAT, nom, halls, niveaux, portes);
            immeuble.premier = 101;
            let (etage, nature) = (0, SansLogement::Loge);
            immeuble.exceptions.push(Exception { hall: Some(1), etage, rang: Some(1), nature, autres: blank() });
            let id = self.draft();
            self.portes.push(immeuble.portes(id).into_iter().map(|(porte, _)| porte).collect());
            self.immeubles.push(id);
            self.write(id, Fait::ImmeubleDecrit(Box::new(immeuble)));
        }
        if let Some(but) = self.line(&["Droits ouverts", "Aller vers les aînés"]) {
            let (contrat, quartier) = (CONTRAT.to_owned(), Some("centre".to_owned()));
            let (immeubles, debut) = (self.immeubles.clone(), self.today());
            let objectif = Some("objectif-1".to_owned());
            let campagne = Campagne {
                remplace: None,
                contrat,
                but,
                quartier,
                objectif,
                immeubles,
                debut,
                fin: None,
                autres: blank(),
            };
            self.campagne = self.say(Fait::CampagneOuverte(Box::new(campagne)));
        }
        self.exchange();
    }

    /// One round by one phone, closed at the end three times out of four.
    fn round(&mut self, contacts: usize, doors: usize) {
        let first = self.dice.below(self.immeubles.len());
        let immeubles = vec![self.immeubles[first]];
        let equipe = self.line(&["adulte-relais", "K. et M."]).into_iter().collect();
        let tournee = Tournee {
            remplace: None,
            contrat: CONTRAT.to_owned(),
            campagne: Some(self.campagne),
            quartier: Some("centre".to_owned()),
            le: self.today(),
            equipe,
            but: None,
            objectif: None,
            immeubles,
            autres: blank(),
        };
        let tournee = self.say(Fait::TourneePrevue(Box::new(tournee)));
        for pas in [Pas::Debut, Pas::Pause, Pas::Reprise] {
            self.say(Fait::TourneeSuivie(Marche { tournee, pas, autres: blank() }));
        }
        let begin = self.events.len();
        for _ in 0..doors {
            if self.contacts.len() < contacts {
                self.door(tournee, first);
            }
        }
        if !self.dice.one_in(4) {
            let mut journal = Journal::default();
            for event in &self.events[begin..] {
                journal.apply(event.clone());
            }
            if let Some(cloture) = journal.cloture(tournee, self.phones[self.turn % self.phones.len()]) {
                self.say(Fait::TourneeClose(cloture));
            }
        }
        self.turn += 1;
        self.exchange();
        // About half of the doors open on a talk, which tells how many rounds there will be in two years.
        let days = 730 * doors / contacts.max(1) + 1;
        self.now_ms += DAY_MS * i64::try_from(self.dice.below(days)).unwrap_or(0);
    }

    fn door(&mut self, tournee: EventId, immeuble: usize) {
        let porte = self.portes[immeuble][self.dice.below(self.portes[immeuble].len())];
        let issue = match self.dice.below(10) {
            0..4 => Issue::Absent,
            4 => Issue::ALL[self.dice.below(Issue::ALL.len())],
            _ => Issue::Echange,
        };
        let mut passage = Passage::new(tournee, porte, issue);
        if issue == Issue::Absent && self.dice.one_in(3) {
            passage.revenir = Some(self.today().after(7));
        }
        let draft = self.draft();
        if !issue.is_exchange() {
            let today = self.today();
            for (id, fait) in passage.faits(draft, today) {
                self.write(id, fait);
            }
            if self.dice.one_in(40) {
                self.say(Fait::Annule(Annulation::of(draft)));
            }
            return;
        }
        let mut saisie = self.conversation(tournee, porte, issue);
        saisie.passage = Some(passage);
        let today = self.today();
        for (id, fait) in saisie.faits(draft, today) {
            self.write(id, fait);
        }
        self.contacts.push(draft);
        self.follow();
    }

    fn conversation(&mut self, tournee: EventId, porte: Porte, issue: Issue) -> Saisie {
        let mut contact = Contact::new(CONTRAT, Cadre::PorteAPorte, issue);
        contact.quartier = Some("centre".to_owned());
        contact.tournee = Some(tournee);
        contact.lieu = Some(Lieu::Hall { immeuble: porte.immeuble, hall: porte.hall });
        if self.dice.one_in(2) {
            contact.personnes = self.people();
            contact.foyer = Some(Foyer::ALL[self.dice.below(Foyer::ALL.len())]);
            contact.premiere_fois = Some(PremiereFois::ALL[self.dice.below(3)]);
        }
        contact.langue = Some(Langue::ALL[self.dice.below(3)]);
        if contact.langue == Some(Langue::Autre) {
            contact.langue_parlee = self.line(&["tamoul", "turc"]);
        }
        contact.besoins.push(BESOINS[self.dice.below(BESOINS.len())].to_owned());
        if self.dice.one_in(3) {
            contact.orientations.push(self.place());
            contact.objectif = Some("objectif-1".to_owned());
        }
        if self.dice.one_in(5) {
            let (le, motif) = (self.today().after(14), self.line(&["apporter le formulaire"]));
            contact.relance = Some(Relance { le, motif, autres: blank() });
        }
        let mut saisie = Saisie::new(contact);
        if self.dice.one_in(4) {
            saisie.note = NoteLibre::new("Veut refaire sa carte de transport.").unwrap_or_default();
        }
        if self.dice.one_in(12) {
            let accord = Accord::given(self.today());
            saisie.contact.lieu = Some(Lieu::Porte { porte, accord });
            saisie.contact.suite_de = self.some_contact().filter(|_| self.turn > 3);
            let number = Telephone::new("01 99 00 00 00");
            saisie.identite = Nom::new("Personne d'essai").ok().map(|nom| Identite::new(accord, nom, number));
        }
        saisie
    }

    fn people(&mut self) -> Vec<Groupe> {
        let count = u16::try_from(1 + self.dice.below(3)).unwrap_or(1);
        let (age, sexe) = (Age::ALL[self.dice.below(Age::ALL.len())], Sexe::ALL[self.dice.below(2)]);
        let group = |nombre| Groupe { nombre, age: Some(age), sexe: Some(sexe), autres: blank() };
        Nombre::new(count).map(group).into_iter().collect()
    }

    fn place(&mut self) -> Vers {
        match self.dice.below(3) {
            0 => Vers::Dispositif("mission-locale".to_owned()),
            1 => Vers::Acteur("caf".to_owned()),
            _ => self.line(&["Le café des voisins"]).map_or(Vers::Acteur("caf".to_owned()), Vers::Libre),
        }
    }

    fn some_contact(&mut self) -> Option<EventId> {
        // What is followed up is recent.
        let back = self.contacts.len().checked_sub(1 + self.dice.below(50))?;
        self.contacts.get(back).copied()
    }

    /// What happens to earlier contacts.
    fn follow(&mut self) {
        let Some(contact) = self.some_contact() else { return };
        let (le, autres) = (self.today(), blank());
        let fait = match self.dice.below(60) {
            0 => Fait::ContactEfface(Effacement { contact, autres }),
            1 => Fait::IdentiteEffacee(Effacement { contact, autres }),
            2..5 => {
                let mut other = Contact::new(CONTRAT, Cadre::PorteAPorte, Issue::EchangeOrientation);
                other.orientations.push(self.place());
                Fait::ContactCorrige(Correction { contact, corrige: Box::new(other), autres })
            }
            5..13 => {
                let (vers, etape) = (self.place(), Etape::ALL[self.dice.below(Etape::ALL.len())]);
                Fait::OrientationSuivie(Suivi { autres, ..Suivi::new(contact, vers, etape, le) })
            }
            13..18 => {
                let suite = self.dice.one_in(3).then(|| Relance::new(le.after(30)));
                Fait::RelanceFaite(Retour { contact, le, suite, autres })
            }
            19 => Fait::RelanceReportee(Report { contact, suite: Relance::new(le.after(7)), autres }),
            18 => Fait::Annule(Annulation::of(contact)),
            _ => return,
        };
        self.say(fait);
    }

    /// What is done besides doors, once each.
    fn aside(&mut self) {
        let (le, quartier, objectif) = (self.today(), Some("centre".to_owned()), None::<String>);
        let contrat = CONTRAT.to_owned();
        let Some(nombre) = Nombre::new(3) else { return };
        let genre = GenreDemarche::AlerteCpam;
        let demarche = Demarche {
            contrat: contrat.clone(),
            genre,
            nombre,
            le,
            quartier: quartier.clone(),
            objectif: objectif.clone(),
            autres: blank(),
        };
        self.say(Fait::DemarcheFaite(demarche));
        let action = ActionCollective {
            contrat: contrat.clone(),
            genre: GenreAction::Stand,
            le,
            intitule: self.line(&["Stand au marché"]),
            quartier: quartier.clone(),
            duree: super::Minutes::new(180),
            personnes: self.people(),
            besoins: vec![BESOINS[0].to_owned()],
            objectif,
            autres: blank(),
        };
        self.say(Fait::ActionCollective(Box::new(action)));
        if let Some(lieu) = self.line(&["Hall 2"]) {
            let transmis = self.line(&["Bailleur"]);
            let genre = GenreVeille::Ascenseur;
            let veille = Veille { contrat, genre, le, lieu: lieu.clone(), quartier, transmis, autres: blank() };
            self.say(Fait::VeilleNotee(Box::new(veille)));
            let cles = vec!["00ff".to_owned()];
            let mois = vec![Jour::default().mois()];
            self.say(Fait::Checkpoint(Checkpoint { mois, cles, contacts: 2, motif: lieu, autres: blank() }));
        }
        self.say(Fait::HorlogeCorrigee(HorlogeCorrigee { plancher: le, autres: blank() }));
        self.say(Fait::CampagneClose(CampagneFin { campagne: self.campagne, autres: blank() }));
        if let Some(mois) = super::MoisGardes::new(24) {
            self.say(Fait::ConservationChoisie(super::ConservationChoisie::of(mois)));
        }
    }
}

fn blank() -> Autres {
    Autres::default()
}

/// SplitMix64 (Steele, Lea and Flood, 2014): numbers for tests, not for keys.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end.max(1)).unwrap_or(1);
        usize::try_from(self.next() % end).unwrap_or(0)
    }

    fn one_in(&mut self, count: usize) -> bool {
        self.below(count) == 0
    }

    fn bytes<const LENGTH: usize>(&mut self) -> [u8; LENGTH] {
        std::array::from_fn(|_| self.next().to_le_bytes()[0])
    }
}
