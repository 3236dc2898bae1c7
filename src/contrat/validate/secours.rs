//! The emergency numbers: what can be dialled, who says so, in words for someone in a hurry.

use serde_json::Value;

use super::ids::check_list;
use super::plain::{sentences, words};
use super::values::{check_version, is_date};
use super::{each_text, texts};
use crate::contrat::finding::{Findings, Place, quote};
use crate::contrat::vocabulaire::Vocabulaire;

/// Most words of a sentence: whoever is in danger does not read a long one.
const MOST_WORDS: usize = 12;

/// What is read in a hurry.
const READ: [&str; 2] = ["numeros/*/pour", "numeros/*/horaires"];

/// Checks the numbers, and that their needs are known.
pub(in crate::contrat) fn check(secours: &Value, vocabulaire: &Vocabulaire, found: &mut Findings) {
    let root = Place::Root;
    texts::check(secours, found);
    check_version(secours, found);
    if check_list(secours, "numeros", found).is_empty() {
        found.error(&root.key("numeros"), "il n'y a aucun numéro".into(), "Ajouter au moins le 112.".into());
    }
    each_text(secours, "numeros/*/numero", &root, &mut |numero, at| {
        if !is_numero(numero) {
            let mend = "Écrire les chiffres par groupes : 15, 3919, 116 006, 0 800 05 95 95.";
            found.error(at, format!("{} ne se compose pas", quote(numero)), mend.into());
        }
    });
    each_text(secours, "numeros/*/source/adresse", &root, &mut |address, at| {
        if !address.starts_with("https://") {
            found.error(at, format!("{} n'est pas une adresse sûre", quote(address)), "Écrire https://….".into());
        }
    });
    each_text(secours, "numeros/*/source/date", &root, &mut |date, at| {
        if !is_date(date, false) {
            found.error(at, format!("{} n'est pas une date", quote(date)), "L'écrire AAAA-MM-JJ ou AAAA-MM.".into());
        }
    });
    each_text(secours, "numeros/*/besoins/*", &root, &mut |id, at| {
        if !vocabulaire.besoins.iter().any(|besoin| besoin.id == id) {
            found.error(at, format!("{} n'est pas un besoin connu", quote(id)), "Corriger cet id.".into());
        }
    });
    for path in READ {
        each_text(secours, path, &root, &mut |text, at| {
            for sentence in sentences(text).filter(|sentence| words(sentence) > MOST_WORDS) {
                let what = format!("une phrase a plus de {MOST_WORDS} mots : {}", quote(sentence));
                found.error(at, what, "La couper en deux.".into());
            }
        });
    }
}

/// A short number (two to six digits) or a whole one (ten, the first a zero), its groups parted by one space.
///
/// The forms are those of the French numbering plan (ARCEP): 15, 3919, 116 006, 0 800 05 95 95.
fn is_numero(text: &str) -> bool {
    let grouped = text.split(' ').all(|group| !group.is_empty() && group.bytes().all(|sign| sign.is_ascii_digit()));
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    grouped && ((2..=6).contains(&digits) || (digits == 10 && text.starts_with('0')))
}
