//! The contract files under `public/`: read, counted, listed, described by their schema.

use std::fs;
use std::path::{Path, PathBuf};

use relais::contrat::index::{EntreeIndex, Index};
use relais::contrat::secours::{self, Secours};
use relais::contrat::vocabulaire::{self, Vocabulaire};
use relais::contrat::{self, Arbre, Findings, Pack};
use schemars::Schema;

use super::failure::{Failure, OrFail};
use super::precache::sha256;
use super::{mots, place};

/// A file that is made from others, as it should be.
pub struct Derived {
    /// Where it belongs.
    pub path: PathBuf,
    /// What it should hold.
    pub text: String,
}

impl Derived {
    /// Whether the file there holds just this.
    pub fn is_up_to_date(&self) -> bool {
        fs::read(&self.path).is_ok_and(|bytes| bytes == self.text.as_bytes())
    }
}

/// The contract files of the checkout, in the order of their names.
pub fn files() -> Result<Vec<PathBuf>, Failure> {
    let folder = folder()?.join("contrats");
    let Ok(entries) = fs::read_dir(&folder) else { return Ok(Vec::new()) };
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).filter(|path| is_pack(path)).collect();
    files.sort();
    Ok(files)
}

/// The shared vocabulary of the checkout.
pub fn vocabulaire_file() -> Result<PathBuf, Failure> {
    Ok(folder()?.join("vocabulaire.json"))
}

/// Reads a contract and prints its findings. The pack, unless it is refused.
pub fn read(file: &Path) -> Result<Option<Pack>, Failure> {
    let text = text_of(file)?;
    let read = contrat::read(&text);
    let (pack, found) = match read {
        Ok((pack, found)) => (Some(pack), found),
        Err(found) => (None, found),
    };
    print_findings(file, &found);
    let named = pack.as_ref().is_none_or(|pack| file.file_stem().is_some_and(|stem| *stem == *pack.id));
    if !named {
        println!(
            "{}: erreur /id : le fichier ne porte pas le nom du contrat. Renommer l'un ou l'autre.",
            file.display()
        );
    }
    Ok(pack.filter(|_| named))
}

/// The emergency numbers of the checkout.
pub fn secours_file() -> Result<PathBuf, Failure> {
    Ok(folder()?.join("secours.json"))
}

/// Reads the vocabulary and prints its findings. The vocabulary, unless it is refused.
pub fn read_vocabulaire(file: &Path) -> Result<Option<Vocabulaire>, Failure> {
    Ok(accepted(file, vocabulaire::read(&text_of(file)?)))
}

/// Reads the emergency numbers and prints their findings. The numbers, unless they are refused.
pub fn read_secours(file: &Path, vocabulaire: &Vocabulaire) -> Result<Option<Secours>, Failure> {
    Ok(accepted(file, secours::read(&text_of(file)?, vocabulaire)))
}

fn accepted<T>(file: &Path, read: Result<T, Findings>) -> Option<T> {
    read.inspect_err(|found| print_findings(file, found)).ok()
}

/// Prints how much a pack holds: nodes by level, then each list.
pub fn print_counts(pack: &Pack) {
    let gouvernance = pack.gouvernance.as_ref();
    let lists = [
        ("quartiers", pack.quartiers.len()),
        ("diagnostics", pack.diagnostics.len()),
        ("acteurs", pack.acteurs.len()),
        ("dispositifs", pack.dispositifs.len()),
        ("indicateurs", pack.indicateurs.len()),
        ("instances", gouvernance.map_or(0, |gouvernance| gouvernance.instances.len())),
        ("suivi", pack.suivi.len()),
        ("sigles", pack.sigles.len()),
        ("anomalies", pack.anomalies.len()),
    ];
    println!("\n{} (version {})", pack.id, pack.version);
    println!("  {:<24} {:>5}", "noeuds", pack.noeuds.len());
    for (niveau, count) in Arbre::new(pack.clone()).comptes() {
        println!("    {:<22} {count:>5}", niveau.word());
    }
    for (name, count) in lists.into_iter().filter(|(_, count)| *count > 0) {
        println!("  {name:<24} {count:>5}");
    }
}

/// The files made from the packs, the types and a crate: the index, the schemas, the list of words.
pub fn derived(packs: &[(PathBuf, Pack)]) -> Result<Vec<Derived>, Failure> {
    let folder = folder()?;
    let mut entries = Vec::new();
    for (file, pack) in packs {
        let text = text_of(file)?;
        entries.push(EntreeIndex::new(pack, text.len() as u64, sha256(text.as_bytes())));
    }
    let schema =
        |name: &str, schema: Schema| Ok(Derived { path: folder.join("schema").join(name), text: json(&schema)? });
    Ok(vec![
        Derived { path: folder.join("contrats/index.json"), text: json(&Index::new(entries))? },
        schema("relais-contrat-1.json", schemars::schema_for!(Pack))?,
        schema("relais-vocabulaire-1.json", schemars::schema_for!(Vocabulaire))?,
        schema("relais-secours-1.json", schemars::schema_for!(Secours))?,
        mots::derived(&folder)?,
    ])
}

fn json(value: &impl serde::Serialize) -> Result<String, Failure> {
    let text = serde_json::to_string_pretty(value).or_fail("writing JSON", "report this.")?;
    Ok(text + "\n")
}

fn print_findings(file: &Path, found: &Findings) {
    for finding in found {
        println!("{}: {finding}", file.display());
    }
}

fn text_of(file: &Path) -> Result<String, Failure> {
    fs::read_to_string(file).or_fail(format!("reading {}", file.display()), "the file must be there, in UTF-8.")
}

fn is_pack(path: &Path) -> bool {
    path.extension().is_some_and(|end| end == "json") && path.file_name().is_some_and(|name| name != "index.json")
}

fn folder() -> Result<PathBuf, Failure> {
    Ok(place::checkout()?.join("public"))
}
