//! The real files damaged as text, before they are a pack at all: cut, mangled, replaced, of another format.

use relais::contrat::Severity::Error;
use relais::contrat::read;

use crate::contrat::published_packs;

/// What is done to the text of a file.
type Mangle = fn(&str) -> String;

const CASES: [(Mangle, &str); 29] = [
    (|_| String::new(), "vide"),
    (|_| " \r\n".into(), "vide"),
    (|text| ["<!DOCTYPE html><title>Wi-Fi</title>", text].concat(), "page web"),
    (|text| ["PK\u{3}\u{4}", text].concat(), "archive"),
    (|text| ["%PDF-1.7\n", text].concat(), "PDF"),
    (|text| ["{\\rtf1 ", text].concat(), ".rtf"),
    (|text| [text, &" ".repeat(8 * 1024 * 1024)].concat(), "trop gros"),
    (|text| cut(text, 10), "s'arrête au milieu"),
    (|text| cut(text, 50), "s'arrête au milieu"),
    (|text| cut(text, 99), "s'arrête au milieu"),
    (|text| text.replacen("\",\n", "\"\n", 1), "il manque une virgule"),
    (|text| text.replacen("\"contrat\":", "\"contrat\"", 1), "deux points"),
    (|text| text.replacen("\"version\":", "version:", 1), "entre guillemets"),
    (|text| at_the_end(text, ","), "virgule de trop"),
    (|text| [text, "}"].concat(), "après la fin"),
    (|text| in_the_title(text, "a\nb"), "retour à la ligne"),
    (|text| in_the_title(text, "\\x"), "barre oblique"),
    (|text| in_the_title(text, "\\ud83d\\u0041"), "demi-caractère"),
    (|text| in_the_title(text, "\\ud83d"), "\\u"),
    (|text| in_the_title(text, &["\"", &"[".repeat(200)].concat()), "virgule"),
    (|text| at_the_end(text, &[",\"x\":", &"[".repeat(200)].concat()), "emboîtés trop profondément"),
    (|text| text.replacen("\"version\": 1", "\"version\": 1e999", 1), "illisible"),
    (|text| text.replacen("\"version\":", "\"version\": 1, \"version\":", 1), "deux fois"),
    (|text| ["[", text, "]"].concat(), "objet"),
    (|text| text.replacen("\"format\":", "\"formet\":", 1), "« format » manque"),
    (|text| text.replacen("\"relais-contrat/1\"", "1", 1), "« format » manque"),
    (|text| text.replacen("relais-contrat/1", "relais-vocabulaire/1", 1), "n'est pas"),
    (|text| text.replacen("relais-contrat/1", "relais-contrat/deux", 1), "n'est pas"),
    (|text| text.replacen("relais-contrat/1", "relais-contrat/2", 1), "plus récent"),
];

/// The first `percent` hundredths of a text.
fn cut(text: &str, percent: usize) -> String {
    text[..text.floor_char_boundary(text.len() * percent / 100)].to_owned()
}

/// Something before the last brace.
fn at_the_end(text: &str, added: &str) -> String {
    let (before, after) = text.rsplit_once('}').unwrap();
    [before, added, "}", after].concat()
}

/// Something at the beginning of the first title.
fn in_the_title(text: &str, added: &str) -> String {
    let title = "\"intitule\": \"";
    assert!(text.contains(title));
    text.replacen(title, &[title, added].concat(), 1)
}

#[test]
fn a_real_file_damaged_as_text_is_told_what_happened() {
    let packs = published_packs();
    for (turn, (mangle, words)) in CASES.into_iter().enumerate() {
        let (name, text) = packs.iter().cycle().nth(turn).unwrap();
        let mangled = mangle(text);
        assert_ne!(mangled, *text, "{name}: « {words} » is not damage");
        let found = read(&mangled).expect_err(words);
        let told: Vec<String> = found.iter().map(ToString::to_string).collect();
        let named = found.iter().any(|finding| finding.severity == Error && finding.what.contains(words));
        assert!(named && told.len() == 1, "{name}: expected « {words} », found {told:#?}");
    }
}
