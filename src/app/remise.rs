//! A sheet for the person to take along: as a text that is read without network, as a message, on paper.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::consult::{Contrat, name_of};
use crate::contrat::{Acteur, AuDocument, Dispositif, Source, ValeurEtat};
use crate::journal::{Jour, Vers};

/// Most bytes of a text in a QR: what version 15 holds at level M is 412.
pub const QR_BYTES: usize = 400;

/// Where to ask when the document names no place: true of any scheme, and the person is not left standing.
pub const OU_DEMANDER: &str = "Le document ne le dit pas. Demandez à la mairie ou au centre social.";

/// What a person takes along.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feuille {
    /// Where the person is sent, by name.
    pub titre: String,
    /// What it is and where to go: what the person needs first.
    pub quoi: String,
    /// Where to go; empty for what is itself a place.
    pub ou: String,
    /// Questions and answers of the whole sheet, these two included; for paper.
    pub parties: Vec<(&'static str, String)>,
    /// How old this is, and whether anybody checked.
    pub etat: String,
    /// The day on which it was given, in figures.
    pub date: String,
    /// Where it comes from.
    pub source: String,
}

impl Feuille {
    /// The sheet of a dispositif.
    pub fn dispositif(contrat: &Contrat, dispositif: &Dispositif, today: Jour) -> Self {
        let Dispositif { nom, sigle, resume, simple, .. } = dispositif;
        let titre = match sigle {
            Some(sigle) if !nom.contains(sigle.as_str()) => [nom, " (", sigle, ")"].concat(),
            _ => nom.clone(),
        };
        let resume = resume.clone().unwrap_or_default();
        let (quoi, ou, parties) = match simple {
            None => (resume.clone(), String::new(), vec![("C'est quoi ?", resume)]),
            Some(simple) => {
                let ou = if simple.ou_aller.is_empty() { OU_DEMANDER } else { &simple.ou_aller };
                let parties = [
                    ("C'est quoi ?", simple.cest_quoi.as_str()),
                    ("Pour qui ?", &simple.pour_qui),
                    ("Comment faire ?", &simple.comment_faire),
                    ("Où aller ?", ou),
                    ("Quels papiers ?", &simple.papiers),
                ];
                let parties = parties.map(|(question, answer)| (question, answer.to_owned()));
                (simple.cest_quoi.clone(), ou.to_owned(), Vec::from(parties))
            }
        };
        let (date, source) = (figures(today), origin(contrat, &dispositif.sources));
        let parties = parties.into_iter().filter(|(_, answer)| !answer.is_empty()).collect();
        Self { titre, quoi, ou, parties, etat: etat(contrat, dispositif), date, source }
    }

    /// The sheet of an acteur: its name, and what it is, where that is known.
    fn acteur(contrat: &Contrat, acteur: &Acteur, today: Jour) -> Self {
        let known = contrat.vocabulaire().acteurs.iter().find(|known| Some(&known.id) == acteur.commun.as_ref());
        let quoi = known.map(|known| known.explication.clone()).unwrap_or_default();
        let parties = if quoi.is_empty() { Vec::new() } else { vec![("C'est quoi ?", quoi.clone())] };
        let date = figures(today);
        let etat = ["D'après un document", &year(contrat), ", non vérifié."].concat();
        let source = origin(contrat, &[]);
        Self { titre: name_of(acteur), quoi, ou: String::new(), parties, etat, date, source }
    }

    /// The sheet of the place that a person is sent to. Where the contract is not the open one, its name is all there is.
    pub fn vers(contrat: Option<&Contrat>, vers: &Vers, today: Jour) -> Self {
        let arbre = contrat.map(Contrat::arbre);
        let found = match vers {
            Vers::Dispositif(id) => arbre
                .and_then(|arbre| arbre.dispositif(id))
                .zip(contrat)
                .map(|(dispositif, contrat)| Self::dispositif(contrat, dispositif, today)),
            Vers::Acteur(id) => arbre
                .and_then(|arbre| arbre.acteur(id))
                .zip(contrat)
                .map(|(acteur, contrat)| Self::acteur(contrat, acteur, today)),
            Vers::Libre(_) => None,
        };
        found.unwrap_or_else(|| Self {
            titre: nom(contrat, vers),
            quoi: String::new(),
            ou: String::new(),
            parties: Vec::new(),
            etat: String::new(),
            date: figures(today),
            source: String::new(),
        })
    }

    /// All that a message holds: what matters most comes first.
    pub fn texte(&self) -> String {
        let ou = if self.ou.is_empty() { String::new() } else { ["Où aller : ", &self.ou].concat() };
        let date = ["Fiche du ", &self.date, "."].concat();
        let lines = [&self.titre, &self.quoi, &ou, &self.etat, &date, &self.source];
        let lines: Vec<&str> = lines.into_iter().map(String::as_str).filter(|line| !line.is_empty()).collect();
        lines.join("\n")
    }

    /// What a QR holds: the same, cut to [`QR_BYTES`]. Source and date go first. The state stays: where it would go too,
    /// what stands before it is cut instead, since nobody is to be sent anywhere by an old document that looks new.
    pub fn texte_qr(&self) -> String {
        let texte = self.texte();
        let whole = texte.len() <= QR_BYTES;
        let end = texte.find(&self.etat).map_or(0, |start| start + self.etat.len());
        // The mark of the cut has a line of its own.
        if whole || self.etat.is_empty() || end + "\n…".len() <= QR_BYTES {
            return coupe(&texte, QR_BYTES);
        }
        let before = texte[..end].strip_suffix(&self.etat).unwrap_or_default();
        let room = QR_BYTES.saturating_sub(self.etat.len() + 1);
        coupe(&[&coupe(before.trim_end(), room), "\n", &self.etat].concat(), QR_BYTES)
    }
}

/// The name of the place that a person is sent to; its id, where the contract is not the open one.
pub fn nom(contrat: Option<&Contrat>, vers: &Vers) -> String {
    let arbre = contrat.map(Contrat::arbre);
    let (id, known) = match vers {
        Vers::Dispositif(id) => {
            (id.as_str(), arbre.and_then(|arbre| arbre.dispositif(id)).map(|dispositif| dispositif.nom.clone()))
        }
        Vers::Acteur(id) => (id.as_str(), arbre.and_then(|arbre| arbre.acteur(id)).map(name_of)),
        Vers::Libre(words) => (words.as_str(), None),
    };
    known.unwrap_or_else(|| id.to_owned())
}

/// The address that opens the phone's own messages with this text.
pub fn sms(texte: &str) -> String {
    let mut address = "sms:?body=".to_owned();
    address.extend(utf8_percent_encode(texte, KEPT));
    address
}

/// What stands as it is in the body of a message's address.
const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// A text of at most so many bytes, which ends between two characters, where it can between two words, and says that it
/// was cut.
fn coupe(texte: &str, bytes: usize) -> String {
    const MARK: &str = "…";
    if texte.len() <= bytes {
        return texte.to_owned();
    }
    let mut end = bytes.saturating_sub(MARK.len());
    while !texte.is_char_boundary(end) {
        end -= 1;
    }
    let kept = &texte[..end];
    // A word of which the end is missing may say something else.
    let kept = kept.rsplit_once([' ', '\n']).map_or(kept, |(whole, _)| whole);
    [kept.trim_end(), MARK].concat()
}

/// A date in figures, as short as it can be.
fn figures(jour: Jour) -> String {
    let (year, month, day) = jour.parts();
    format!("{day:02}/{month:02}/{year}")
}

/// " de 2015"; nothing, when the contract says no year.
fn year(contrat: &Contrat) -> String {
    contrat.arbre().pack().contrat.debut.map(|year| format!(" de {year}")).unwrap_or_default()
}

fn etat(contrat: &Contrat, dispositif: &Dispositif) -> String {
    let etat = dispositif.etat.as_ref();
    let verifie = etat.and_then(|etat| etat.verifie_le.as_deref());
    let verifie = verifie.map(|day| [" Vérifié le ", day, "."].concat()).unwrap_or_default();
    let words = match etat.map_or(ValeurEtat::NonVerifie, |etat| etat.valeur) {
        ValeurEtat::NonVerifie => {
            let then = match dispositif.au_document {
                AuDocument::Existant => "D'après un document",
                AuDocument::Prevu => "Prévu par un document",
                AuDocument::ALEtude => "À l'étude dans un document",
            };
            return [then, &year(contrat), ", non vérifié."].concat();
        }
        ValeurEtat::EnVigueur => "En vigueur.",
        ValeurEtat::Termine => "Terminé : cette aide n'existe plus.",
        ValeurEtat::Renomme => {
            let names = etat.map(|etat| etat.devenu.join(", ")).unwrap_or_default();
            return ["S'appelle aujourd'hui : ", &names, ".", &verifie].concat();
        }
        ValeurEtat::Suspendu => "Suspendu.",
    };
    [words, &verifie].concat()
}

/// The contract, and the first place in it.
fn origin(contrat: &Contrat, sources: &[Source]) -> String {
    let contrat = &contrat.arbre().pack().contrat;
    match sources.first() {
        Some(source) => ["Source : ", &contrat.intitule, ", ", &source.repere].concat(),
        None => ["Source : ", &contrat.intitule].concat(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::app::fixture::{five, ozoir};
    use crate::journal::Libelle;

    fn today() -> Jour {
        Jour::new(2026, 11, 22).unwrap()
    }

    #[test]
    fn a_sheet_says_in_this_order_its_name_what_it_is_where_to_go_its_state_its_date_and_its_source() {
        let contrat = ozoir();
        for dispositif in &contrat.arbre().pack().dispositifs {
            let feuille = Feuille::dispositif(&contrat, dispositif, today());
            let texte = feuille.texte();
            let places: Vec<usize> =
                [&feuille.titre, &feuille.quoi, &feuille.ou, &feuille.etat, "Fiche du 22/11/2026.", &feuille.source]
                    .into_iter()
                    .map(|part: &str| texte.find(part).unwrap())
                    .collect();
            assert!(places.is_sorted() || feuille.ou.is_empty(), "{texte}");
            assert!(feuille.texte_qr().len() <= QR_BYTES);
            assert!(feuille.source.contains("Contrat"), "{texte}");
        }
    }

    #[test]
    fn a_scanned_sheet_always_keeps_its_name_and_its_state() {
        let mut sheets = 0;
        for contrat in five() {
            for dispositif in &contrat.arbre().pack().dispositifs {
                let feuille = Feuille::dispositif(&contrat, dispositif, today());
                let texte = feuille.texte_qr();
                sheets += 1;
                assert!(texte.len() <= QR_BYTES && texte.starts_with(&feuille.titre), "{texte}");
                assert!(texte.contains(&feuille.etat), "{texte}");
            }
        }
        assert!(sheets > 500);
    }

    #[test]
    fn an_old_document_says_that_nobody_checked() {
        let contrat = ozoir();
        let dispositif = &contrat.arbre().pack().dispositifs[0];
        let etat = Feuille::dispositif(&contrat, dispositif, today()).etat;
        assert!(etat.contains("2015, non vérifié"), "{etat}");
    }

    #[test]
    fn a_place_of_no_contract_gives_its_name() {
        let libre = Vers::Libre(Libelle::new("Le café des voisins").unwrap());
        assert_eq!(Feuille::vers(None, &libre, today()).texte(), "Le café des voisins\nFiche du 22/11/2026.");
        let contrat = ozoir();
        let caf = Feuille::vers(Some(&contrat), &Vers::Acteur("caf".into()), today());
        assert!(caf.titre.contains("CAF") && !caf.quoi.is_empty(), "{caf:?}");
        assert_eq!(Feuille::vers(None, &Vers::Acteur("caf".into()), today()).titre, "caf");
    }

    #[test]
    fn a_message_keeps_every_sign() {
        assert_eq!(sms("a b&c\n#é"), "sms:?body=a%20b%26c%0A%23%C3%A9");
    }

    proptest! {
        #[test]
        fn a_text_is_cut_between_characters_and_says_so(texte in "(\\PC| ){0,300}", bytes in 3_usize..400) {
            let cut = coupe(&texte, bytes);
            prop_assert!(cut.len() <= bytes || cut == texte);
            prop_assert_eq!(cut.ends_with('…') && cut != texte, texte.len() > bytes);
            prop_assert!(texte.starts_with(cut.trim_end_matches('…')) || texte.len() > bytes);
        }
    }
}
