//! Nothing of a pack is hidden: every fact of the five contracts, and of the fixture that has every field, stands on the
//! page of the thing that it belongs to, with its source.
//!
//! The test walks the file, not the types: a field that somebody adds tomorrow is expected on screen until it is shown,
//! or named below with the reason why nobody reads it.

use std::collections::HashMap;

use relais::app::consult::Contrat;
use relais::contrat::{Niveau, TypeContrat, read, vocabulaire};
use relais::journal::Jour;
use relais::ui::documents::{doors, notes, of_contrat, presentation};
use relais::ui::markup::{date, nombre};
use relais::ui::route::Route;
use serde_json::Value;

use crate::contrat::{published, published_packs};
use crate::contrat_fixture;

/// Fields that are not for reading.
const NOT_FOR_READING: [(&str, &str); 5] = [
    ("id", "stands in addresses"),
    ("format", "tells the app how to read the file"),
    ("$schema", "helps the author's editor"),
    ("version", "shown where contracts are installed"),
    ("fichier", "the file that was encoded, which readers do not have"),
];

/// Values that go without saying: the page speaks when it is otherwise.
const ORDINARY: [(&str, &str); 4] =
    [("modalite", "ferme"), ("certitude", "ecrite"), ("nature", "constat"), ("au_document", "existant")];

/// Words of the format, and what the page says for them.
const WORDS: [(&str, &str, &str); 37] = [
    ("modalite", "possible", "possible"),
    ("modalite", "a-l-etude", "à l'étude"),
    ("modalite", "eventuelle", "éventuellement"),
    ("certitude", "deduite", "déduit"),
    ("certitude", "ambigue", "ne dit pas à quelle action"),
    ("nature", "cible", "objectif"),
    ("nature", "dispositif", "Dispositif"),
    ("nature", "soutien", "Soutien"),
    ("nature", "cadre", "Cadre"),
    ("nature", "realisation", "réalisation"),
    ("nature", "resultat", "résultat"),
    ("nature", "contexte", "contexte"),
    ("au_document", "prevu", "prévu"),
    ("au_document", "a-l-etude", "à l'étude"),
    ("valeur", "non-verifie", "non vérifié"),
    ("valeur", "en-vigueur", "En vigueur"),
    ("valeur", "termine", "Terminé"),
    ("valeur", "renomme", "S'appelle aujourd'hui"),
    ("valeur", "suspendu", "Suspendu"),
    ("statut", "qpv", "Quartier prioritaire"),
    ("statut", "veille", "Quartier de veille"),
    ("statut", "projet-urbain", "Quartier en projet urbain"),
    ("statut", "autre", "Quartier"),
    ("famille", "etat", "État"),
    ("famille", "region", "Région"),
    ("famille", "departement", "Département"),
    ("famille", "intercommunalite", "Intercommunalité"),
    ("famille", "commune", "Commune"),
    ("famille", "securite-sociale", "Sécurité sociale"),
    ("famille", "emploi", "Emploi"),
    ("famille", "education", "Éducation"),
    ("famille", "sante", "Santé"),
    ("famille", "bailleur", "Bailleur"),
    ("famille", "association", "Association"),
    ("famille", "entreprise", "Entreprise"),
    ("famille", "habitants", "Habitants"),
    ("famille", "autre", ""),
];

/// Yes or no, and what the page says for it; the other answer goes without saying.
const ANSWERS: [(&str, bool, &str); 4] = [
    ("conditionnel", true, "éventuellement"),
    ("generique", true, "sans nommer d'organisme"),
    ("dans_le_document", false, "ne l'emploie pas lui-même"),
    ("pour_habitants", false, "professionnel"),
];

/// Fields that hold an id: the list that it leads to, and the field that is shown for it.
const NAMES: [(&str, &str, &str); 14] = [
    ("acteur", "acteurs", "nom"),
    ("dispositif", "dispositifs", "nom"),
    ("noeud", "noeuds", "intitule"),
    ("parent", "noeuds", "intitule"),
    ("variante_de", "noeuds", "intitule"),
    ("actions", "noeuds", "intitule"),
    ("axes", "noeuds", "intitule"),
    ("quartiers", "quartiers", "nom"),
    ("commune", "communes", "nom"),
    ("communes", "communes", "nom"),
    ("document", "documents", "titre"),
    ("indicateurs", "indicateurs", "intitule"),
    ("publics", "vocabulaire publics", "libelle"),
    ("besoins", "vocabulaire besoins", "libelle"),
];

/// A contract, its file, and its pages as text.
struct Reading {
    name: String,
    file: Value,
    vocabulaire: Value,
    contrat: Contrat,
    pages: HashMap<String, String>,
}

impl Reading {
    fn of(name: &str, text: &str, vocabulaire_text: &str) -> Self {
        let pack = read(text).unwrap().0;
        let vocabulaire = vocabulaire::read(vocabulaire_text).unwrap();
        Self {
            name: name.into(),
            file: serde_json::from_str(text).unwrap(),
            vocabulaire: serde_json::from_str(vocabulaire_text).unwrap(),
            contrat: Contrat::new(pack, vocabulaire.into()),
            pages: HashMap::new(),
        }
    }

    /// Where the entry of a list is read.
    fn page(&mut self, list: &str, entry: &Value) -> String {
        let (id, of) = (self.contrat.id().to_owned(), |key: &str| entry[key].as_str().unwrap_or_default().to_owned());
        let route = match list {
            "contrat" => Route::Contrat(Some(id)),
            "noeuds" => Route::Noeud(id, of("id")),
            "diagnostics" => Route::Noeud(id, of("noeud")),
            "dispositifs" => Route::Dispositif(id, of("id")),
            "acteurs" => Route::Acteur(id, of("id")),
            "quartiers" => Route::Quartier(id, of("id")),
            "sigles" => Route::Sigle(id, of("sigle")),
            "gouvernance" | "suivi" | "indicateurs" => Route::Gouvernance(id),
            "anomalies" => Route::Doutes(id),
            other => panic!("« {other} » has no page"),
        };
        let Self { contrat, pages, .. } = self;
        let text = pages.entry(route.href()).or_insert_with(|| match route {
            Route::Contrat(_) => [presentation(contrat).body, doors(contrat), notes(contrat)]
                .map(|part| text_of(&part.into_string()))
                .join(" "),
            route => text_of(&of_contrat(contrat, &route, Jour::default()).body.into_string()),
        });
        text.clone()
    }

    /// What a person reads for a value; nothing for what is not for reading.
    fn expected(&self, key: &str, value: &Value) -> Option<String> {
        if NOT_FOR_READING.iter().any(|(field, _)| *field == key) {
            return None;
        }
        match value {
            Value::String(text) if text.trim().is_empty() => None,
            Value::String(text) => self.expected_for_text(key, text),
            Value::Number(number) if matches!(key, "valeur" | "jusqua") => Some(nombre(number.as_f64().unwrap())),
            Value::Number(number) => Some(number.to_string()),
            Value::Bool(answer) => {
                let (_, telling, words) = ANSWERS.iter().find(|(field, ..)| *field == key).expect(key);
                (answer == telling).then(|| (*words).to_owned())
            }
            _ => None,
        }
    }

    fn expected_for_text(&self, key: &str, text: &str) -> Option<String> {
        if ORDINARY.contains(&(key, text)) {
            return None;
        }
        if let Some((.., words)) = WORDS.iter().find(|(field, word, _)| (*field, *word) == (key, text)) {
            return Some((*words).to_owned());
        }
        if let Some((_, list, shown)) = NAMES.iter().find(|(field, ..)| *field == key) {
            let entries = match list.strip_prefix("vocabulaire ") {
                Some(list) => &self.vocabulaire[list],
                None if matches!(*list, "communes" | "documents") => &self.file["contrat"][list],
                None => &self.file[list],
            };
            let entry = entries.as_array().unwrap().iter().find(|entry| entry["id"] == text).expect(text);
            return Some(entry[shown].as_str().unwrap().to_owned());
        }
        let shared = |list: &str, field: &str, shown: &str| {
            let entries = self.vocabulaire[list].as_array().unwrap();
            entries.iter().find(|entry| entry[field] == text).map(|entry| entry[shown].as_str().unwrap().to_owned())
        };
        match key {
            "niveau" => {
                Some(serde_json::from_value::<Niveau>(text.into()).map_or(text.into(), |niveau| niveau.label().into()))
            }
            "type" => Some(serde_json::from_value::<TypeContrat>(text.into()).unwrap().label().to_owned()),
            "theme_anct" => shared("themes_anct", "code", "libelle"),
            "commun" => shared("acteurs", "id", "explication"),
            "date" | "signature" | "verifie_le" => Some(date(text)),
            _ => Some(text.to_owned()),
        }
    }

    /// Every value below `value` that the page does not show.
    fn missing(&self, key: &str, value: &Value, at: String, page: &str, missing: &mut Vec<String>) {
        match value {
            Value::Array(items) => {
                for (rank, item) in items.iter().enumerate() {
                    self.missing(key, item, format!("{at}/{rank}"), page, missing);
                }
            }
            Value::Object(fields) => {
                for (key, inner) in fields {
                    self.missing(key, inner, format!("{at}/{key}"), page, missing);
                }
            }
            leaf => {
                if let Some(words) = self.expected(key, leaf).filter(|words| !page.contains(&spaced(words))) {
                    missing.push(format!("{} {at}: « {words} »", self.name));
                }
            }
        }
    }

    fn all_missing(&mut self) -> Vec<String> {
        let mut missing = Vec::new();
        for (list, content) in self.file.as_object().unwrap().clone() {
            match content {
                Value::Array(entries) => {
                    for (rank, entry) in entries.iter().enumerate() {
                        let page = self.page(&list, entry);
                        self.missing("", entry, format!("/{list}/{rank}"), &page, &mut missing);
                    }
                }
                Value::Object(_) => {
                    let page = self.page(&list, &content);
                    self.missing("", &content, format!("/{list}"), &page, &mut missing);
                }
                leaf => assert!(self.expected(&list, &leaf).is_none(), "« {list} » has no page"),
            }
        }
        missing
    }
}

/// What a person reads of a page: its text without markup, runs of spaces as one.
fn text_of(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        text.push_str(before);
        rest = tag.split_once('>').map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    spaced(&text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&"))
}

fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn readings() -> Vec<Reading> {
    let shared = published("vocabulaire.json").unwrap();
    let mut readings: Vec<Reading> =
        published_packs().iter().map(|(name, text)| Reading::of(name, text, &shared)).collect();
    assert_eq!(readings.len(), 5);
    let own = contrat_fixture::vocabulaire().to_string();
    readings.push(Reading::of("the fixture", contrat_fixture::PACK, &own));
    readings
}

#[test]
fn everything_that_a_pack_holds_is_on_the_page_of_its_thing() {
    let missing: Vec<String> = readings().iter_mut().flat_map(Reading::all_missing).collect();
    let shown = missing.iter().take(60).cloned().collect::<Vec<_>>().join("\n");
    assert!(missing.is_empty(), "{} values are on no page:\n{shown}", missing.len());
}
