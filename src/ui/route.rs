//! The addresses of the app: one typed list, read from the address bar and written into links.

use std::cell::RefCell;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::app::autre::Autre;
use crate::app::consult::Target;
use crate::journal::EventId;

mod read;
mod words;

pub use words::{Etape, Liste, Taille};

/// A page of the app. Those of a contract begin with its id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Route {
    /// The first question, or the place of who answered it.
    Accueil,
    /// The life needs.
    Aides,
    /// What the contract offers for one need, by id.
    Besoin(String),
    /// The search.
    Chercher,
    /// The emergency numbers: all, or those for one need, by id.
    Secours(Option<String>),
    /// The contract's plan; without an id, that of the open contract.
    Contrat(Option<String>),
    /// A node, by id.
    Noeud(String, String),
    /// A dispositif, by id.
    Dispositif(String, String),
    /// The sheet of a dispositif for somebody to take along, by id.
    Partager(String, String),
    /// An acteur, by id.
    Acteur(String, String),
    /// A quartier, by id.
    Quartier(String, String),
    /// An acronym, as printed.
    Sigle(String, String),
    /// Everything of one kind.
    Liste(String, Liste),
    /// What another page shows (a need, an acteur, a dispositif), in every contract of this phone.
    Comparer(Box<Route>),
    /// How the contract is run.
    Gouvernance(String),
    /// What its document leaves in doubt.
    Doutes(String),
    /// What it asks of the adultes-relais.
    Missions(String),
    /// Its picture, what sizes say, and the node that one looks into, by id; without one, the whole.
    Image(String, Taille, Option<String>),
    /// The journal, or the way to have one.
    Terrain,
    /// The form of a contact.
    NouveauContact,
    /// The form of a round.
    Preparer,
    /// A round, by the event that planned it.
    Tournee(EventId),
    /// A contact, by the event that noted it.
    Contact(EventId),
    /// The form of a contact that is corrected.
    Corriger(EventId),
    /// Another form; without one, the choice between them.
    Noter(Option<Autre>),
    /// Who writes, what, why: to be shown to a person.
    QuiEcrit,
    /// The sheets of a contact's orientations, for the person to take along.
    Remise(EventId),
    /// The history of a person who agreed to be followed, by one of the contacts.
    Personne(EventId),
    /// Whom and what to come back to.
    Relances,
    /// The whole journal.
    Journal,
    /// A step of making the keys of a journal: a phrase, a sheet.
    Clefs(Etape),
    /// Opening by the recovery sheet, for who forgot the phrase.
    Oubliee,
    /// A file that takes the journal elsewhere, and back.
    Sauvegarde,
    /// The ways into the journal, and when it locks.
    Coffre,
    /// Counts.
    Bilan,
    /// Settings.
    Plus,
    /// What is kept on this phone.
    Stockage,
    /// The contracts on this phone.
    Contrats,
    /// How to write a contract.
    Format,
    /// Help.
    Aide,
    /// What this app is.
    APropos,
    /// An address that leads nowhere.
    Inconnue,
}

impl Route {
    /// The page that compares what `page` shows with the other contracts of this phone.
    pub fn compared(page: Route) -> Route {
        Route::Comparer(Box::new(page))
    }

    /// The page of a thing that a contract names.
    pub fn to(contrat: &str, target: &Target) -> Route {
        let (page, id): (fn(String, String) -> Route, &String) = match target {
            Target::Noeud(id) => (Route::Noeud, id),
            Target::Dispositif(id) => (Route::Dispositif, id),
            Target::Acteur(id) => (Route::Acteur, id),
            Target::Quartier(id) => (Route::Quartier, id),
            Target::Sigle(sigle) => (Route::Sigle, sigle),
            Target::Besoin(id) => return Route::Besoin(id.clone()),
        };
        page(contrat.to_owned(), id.clone())
    }

    /// Its address, below the base path: what a link holds.
    pub fn href(&self) -> String {
        let parts: &[&str] = match self {
            Route::Accueil | Route::Inconnue => &[""],
            Route::Aides => &["aides"],
            Route::Besoin(besoin) => &["aides", besoin],
            Route::Chercher => &["chercher"],
            Route::Secours(None) => &["secours"],
            Route::Secours(Some(besoin)) => &["secours", besoin],
            Route::Contrat(None) => &["contrat"],
            Route::Contrat(Some(contrat)) => &["contrat", contrat],
            Route::Noeud(contrat, id) => &["contrat", contrat, "noeud", id],
            Route::Dispositif(contrat, id) => &["contrat", contrat, "dispositif", id],
            Route::Partager(contrat, id) => &["contrat", contrat, "dispositif", id, "partager"],
            Route::Acteur(contrat, id) => &["contrat", contrat, "acteur", id],
            Route::Quartier(contrat, id) => &["contrat", contrat, "quartier", id],
            Route::Sigle(contrat, sigle) => &["contrat", contrat, "sigle", sigle],
            Route::Liste(contrat, liste) => &["contrat", contrat, "liste", liste.word()],
            Route::Comparer(page) => return page.href() + "/comparer",
            Route::Gouvernance(contrat) => &["contrat", contrat, "gouvernance"],
            Route::Doutes(contrat) => &["contrat", contrat, "doutes"],
            Route::Missions(contrat) => &["contrat", contrat, "missions"],
            Route::Image(contrat, taille, None) => &["contrat", contrat, "image", taille.word()],
            Route::Image(contrat, taille, Some(id)) => &["contrat", contrat, "image", taille.word(), id],
            Route::Terrain => &["terrain"],
            Route::NouveauContact => &["terrain", "contact"],
            Route::Preparer => &["terrain", "preparer"],
            Route::Tournee(id) => &["terrain", "tournee", &id.to_string()],
            Route::Contact(id) => &["terrain", "contact", &id.to_string()],
            Route::Corriger(id) => &["terrain", "contact", &id.to_string(), "corriger"],
            Route::Noter(None) => &["terrain", "noter"],
            Route::Noter(Some(autre)) => &["terrain", "noter", autre.word()],
            Route::QuiEcrit => &["terrain", "qui-ecrit"],
            Route::Remise(id) => &["terrain", "remise", &id.to_string()],
            Route::Personne(id) => &["terrain", "personne", &id.to_string()],
            Route::Relances => &["terrain", "relances"],
            Route::Journal => &["terrain", "journal"],
            Route::Clefs(etape) => &["terrain", "clefs", etape.word()],
            Route::Oubliee => &["terrain", "oubli"],
            Route::Sauvegarde => &["plus", "sauvegarde"],
            Route::Coffre => &["plus", "coffre"],
            Route::Bilan => &["bilan"],
            Route::Plus => &["plus"],
            Route::Stockage => &["plus", "stockage"],
            Route::Contrats => &["plus", "contrats"],
            Route::Format => &["plus", "format"],
            Route::Aide => &["plus", "aide"],
            Route::APropos => &["plus", "a-propos"],
        };
        let mut address = BASE.with_borrow(Clone::clone);
        for part in parts {
            address.push('/');
            address.extend(utf8_percent_encode(part, KEPT));
        }
        address
    }

    /// The contract that it names.
    pub fn contrat(&self) -> Option<&str> {
        match self {
            Route::Contrat(contrat) => contrat.as_deref(),
            Route::Noeud(contrat, _)
            | Route::Dispositif(contrat, _)
            | Route::Partager(contrat, _)
            | Route::Acteur(contrat, _)
            | Route::Quartier(contrat, _)
            | Route::Sigle(contrat, _)
            | Route::Liste(contrat, _)
            | Route::Gouvernance(contrat)
            | Route::Doutes(contrat)
            | Route::Missions(contrat)
            | Route::Image(contrat, ..) => Some(contrat),
            Route::Comparer(page) => page.contrat(),
            _ => None,
        }
    }

    /// Whether it is there to be read by anybody, and says nothing of who reads it: the next start may show it as it was,
    /// before the app is there (`public/apercu.js`).
    pub fn is_lecture(&self) -> bool {
        match self {
            Route::Aides | Route::Contrat(None) => true,
            Route::Comparer(_) | Route::Partager(..) => false,
            _ => self.contrat().is_some(),
        }
    }

    /// The word of the place that it belongs to; the style colours the page by it.
    pub fn place(&self) -> &'static str {
        match self {
            Route::Accueil | Route::Chercher | Route::Secours(_) | Route::Inconnue => "accueil",
            Route::Aides | Route::Besoin(_) => "aides",
            Route::Terrain
            | Route::NouveauContact
            | Route::Preparer
            | Route::Tournee(_)
            | Route::Contact(_)
            | Route::Corriger(_)
            | Route::Noter(_)
            | Route::QuiEcrit
            | Route::Remise(_)
            | Route::Personne(_)
            | Route::Relances
            | Route::Journal
            | Route::Clefs(_)
            | Route::Oubliee => "terrain",
            Route::Bilan => "bilan",
            Route::Plus
            | Route::Stockage
            | Route::Sauvegarde
            | Route::Coffre
            | Route::Contrats
            | Route::Format
            | Route::Aide
            | Route::APropos => "plus",
            Route::Comparer(page) => page.place(),
            _ => "contrat",
        }
    }
}

/// What stands as it is in an address: the signs that `encodeURIComponent` leaves alone.
const KEPT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'!')
    .remove(b'~')
    .remove(b'*')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')');

/// The address of a search.
pub fn search_href(words: &str) -> String {
    let mut address = Route::Chercher.href();
    if !words.is_empty() {
        address.push_str("?q=");
        address.extend(utf8_percent_encode(words, KEPT));
    }
    address
}

thread_local! {
    static BASE: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Sets the base path, once, before anything is shown: `""` or `"/relais"`.
pub fn set_base(path: String) {
    BASE.set(path);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_leads_back_to_its_page() {
        let contrat = || "ville-2015".to_owned();
        let pages = [
            Route::Accueil,
            Route::Aides,
            Route::Besoin("garde d'enfants".into()),
            Route::Chercher,
            Route::Secours(None),
            Route::Secours(Some("violences".into())),
            Route::Contrat(None),
            Route::Contrat(Some(contrat())),
            Route::Noeud(contrat(), "pilier-1".into()),
            Route::Dispositif(contrat(), "pre".into()),
            Route::Acteur(contrat(), "caf".into()),
            Route::Quartier(contrat(), "centre".into()),
            Route::Sigle(contrat(), "P.R.É / 100 %".into()),
            Route::Liste(contrat(), Liste::Sigles),
            Route::Gouvernance(contrat()),
            Route::Doutes(contrat()),
            Route::compared(Route::Besoin("garde d'enfants".into())),
            Route::compared(Route::Acteur(contrat(), "caf".into())),
            Route::compared(Route::Dispositif(contrat(), "pre".into())),
            Route::Acteur(contrat(), "comparer".into()),
            Route::Missions(contrat()),
            Route::Image(contrat(), Taille::Actions, None),
            Route::Image(contrat(), Taille::Dispositifs, Some("dispositifs".into())),
            Route::Terrain,
            Route::NouveauContact,
            Route::Preparer,
            Route::Tournee(EventId::new(1_795_000_000_000, [7; 10])),
            Route::Contact(EventId::new(1_795_000_000_000, [7; 10])),
            Route::Corriger(EventId::new(1_795_000_000_000, [7; 10])),
            Route::Noter(None),
            Route::Noter(Some(Autre::Veille)),
            Route::QuiEcrit,
            Route::Remise(EventId::new(1_795_000_000_000, [7; 10])),
            Route::Personne(EventId::new(1_795_000_000_000, [7; 10])),
            Route::Relances,
            Route::Journal,
            Route::Partager(contrat(), "pre".into()),
            Route::Clefs(Etape::Phrase),
            Route::Clefs(Etape::Confirmer),
            Route::Oubliee,
            Route::Sauvegarde,
            Route::Coffre,
            Route::Bilan,
            Route::Plus,
            Route::Stockage,
            Route::Contrats,
            Route::Format,
            Route::Aide,
            Route::APropos,
        ];
        for base in ["", "/relais"] {
            set_base(base.into());
            for page in &pages {
                let address = page.href();
                assert!(address.starts_with(&format!("{base}/")), "{address}");
                assert_eq!(Route::parse(&address), *page, "{address}");
            }
        }
    }

    #[test]
    fn an_address_that_leads_nowhere_is_told_apart() {
        set_base("/relais".into());
        for path in [
            "/",
            "/ailleurs/aides",
            "/relais/rien",
            "/relais/contrat/a/liste/rien",
            "/relais/terrain/clefs/rien",
            "/relais/terrain/tournee/-1",
            "/relais/terrain/contact/-1",
            "/relais/terrain/noter/rien",
            "/relais/contrat/a/noeud/b/comparer",
            "/relais/contrat/a/image/rien",
            "/relaisbis/aides",
        ] {
            assert_eq!(Route::parse(path), Route::Inconnue, "{path}");
        }
        assert_eq!(Route::parse("/relais/index.html"), Route::Accueil);
        assert_eq!(Route::parse("/relais/contrat/a%2Fb/"), Route::Contrat(Some("a/b".into())));
    }

    #[test]
    fn a_search_stands_in_its_address() {
        set_base(String::new());
        assert_eq!(search_href("crèche & CAF"), "/chercher?q=cr%C3%A8che%20%26%20CAF");
        assert_eq!(search_href(""), "/chercher");
    }
}
