//! `cargo dev find`: the app's own search, in the terminal, over every contract of the checkout.

use std::fs;
use std::sync::Arc;

use relais::app::consult::{Contrat, Target};
use relais::contrat::{self, vocabulaire};
use serde_json::{Value, json};

use super::args::Args;
use super::failure::{Failure, OrFail};
use super::{Command, packs};

/// For whoever looks a thing up, or judges the search.
pub const COMMAND: Command = Command {
    name: "find",
    summary: "Searches the contracts as the app does.",
    usage: "find WORDS… [--contrat ID] [--limit N (10)] [--json]",
    run,
};

fn run(mut args: Args) -> Result<(), Failure> {
    let as_json = args.flag("--json");
    let only = args.value("--contrat")?;
    let limit = match args.value("--limit")? {
        Some(text) => text.parse().or_fail("--limit needs a number", "write for instance --limit 20.")?,
        None => 10,
    };
    let query = args.rest()?.join(" ");
    if query.trim().is_empty() {
        return Err(Failure::new("no words to search for", "write for instance: cargo dev find permis de conduire"));
    }
    let mut answers = Vec::new();
    for contrat in contrats(only.as_deref())? {
        let found = contrat.search(&query, limit);
        if as_json {
            answers.push(json!({
                "contrat": contrat.id(),
                "partiel": found.partial,
                "resultats": found.items.iter().map(|item| row(&item.target, &item.genre, &item.titre)).collect::<Vec<_>>(),
            }));
            continue;
        }
        let how = if found.partial { " (no result has all the words)" } else { "" };
        println!("{} : {}{how}", contrat.id(), found.items.len());
        for item in &found.items {
            println!("  {:<22} {}", item.genre, item.titre);
        }
    }
    if as_json {
        println!("{}", Value::Array(answers));
    }
    Ok(())
}

/// The contracts of the checkout, opened as the app opens them.
fn contrats(only: Option<&str>) -> Result<Vec<Contrat>, Failure> {
    let broken = |what: &str| Failure::new(format!("{what} cannot be read"), "see `cargo dev check`.");
    let shared = packs::vocabulaire_file()?;
    let shared = fs::read_to_string(&shared).or_fail("reading the vocabulary", "it stands in public/.")?;
    let vocabulaire = Arc::new(vocabulaire::reopen(&shared).ok_or_else(|| broken("the vocabulary"))?);
    let mut opened = Vec::new();
    for file in packs::files()? {
        if only.is_some_and(|id| file.file_stem().is_none_or(|stem| *stem != *id)) {
            continue;
        }
        let text = fs::read_to_string(&file).or_fail("reading a contract", "it stands in public/contrats/.")?;
        let pack = contrat::reopen(&text).ok_or_else(|| broken(&file.display().to_string()))?;
        opened.push(Contrat::new(pack, Arc::clone(&vocabulaire)));
    }
    match (opened.is_empty(), only) {
        (true, Some(id)) => Err(Failure::new(format!("there is no contract \"{id}\""), "see public/contrats/.")),
        _ => Ok(opened),
    }
}

fn row(target: &Target, genre: &str, titre: &str) -> Value {
    let id = match target {
        Target::Noeud(id)
        | Target::Dispositif(id)
        | Target::Acteur(id)
        | Target::Quartier(id)
        | Target::Sigle(id)
        | Target::Besoin(id) => id,
    };
    json!({ "genre": genre, "id": id, "titre": titre })
}
