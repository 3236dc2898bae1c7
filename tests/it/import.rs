//! A contract from a person's own file: every kind of bad file is told in clear words, and nothing is written.

use futures::executor::block_on;
use relais::app::catalogue::{self, Candidate};
use relais::app::import::{Against, ImportError, check_size, examine, weigh};
use relais::app::memory::MemoryPacks;
use relais::app::port::{Origine, PackStore, StoredPack};
use relais::contrat::index::{EntreeIndex, Index};
use relais::contrat::validate::{MAX_BYTES, MAX_NODES};
use relais::contrat::{Severity, Vocabulaire, vocabulaire};
use serde_json::{Value, json};

use crate::contrat_fixture::{self, PACK};

fn words() -> Vocabulaire {
    vocabulaire::reopen(&contrat_fixture::vocabulaire().to_string()).unwrap()
}

fn examined(bytes: impl Into<Vec<u8>>) -> Result<Candidate, ImportError> {
    examine(bytes.into(), &words())
}

/// The fixture with one value changed.
fn with(pointer: &str, value: Value) -> String {
    let mut pack = contrat_fixture::pack();
    *pack.pointer_mut(pointer).unwrap() = value;
    pack.to_string()
}

#[test]
fn a_good_file_is_kept_to_the_letter_and_opens_again() {
    let crlf = PACK.replace('\n', "\r\n");
    for text in [PACK.to_owned(), crlf.clone(), format!("\u{FEFF}{PACK}"), format!("\u{FEFF}{crlf}")] {
        let candidate = examined(text.clone()).unwrap();
        assert_eq!(candidate.stored.text, text, "verbatim");
        assert_eq!(candidate.stored.header.origine, Origine::Fichier);
        let store = MemoryPacks::default();
        block_on(store.put(&candidate.stored)).unwrap();
        assert_eq!(block_on(catalogue::open(&store, "exemple-2015")), Ok(Some(candidate.pack)));
    }
}

#[test]
fn a_file_cut_at_any_byte_is_refused_and_says_that_it_was_cut() {
    let whole = PACK.trim_end().as_bytes();
    for end in 0..whole.len() {
        let error = examined(&whole[..end]).expect_err("a cut file");
        let told = error.explain();
        let expected = if end == 0 { "vide" } else { "s'arrête au milieu" };
        assert!(told.what.contains(expected), "{end}: {told:?}");
    }
}

#[test]
fn what_is_no_contract_is_told_in_a_sentence() {
    let windows: Vec<u8> = PACK.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap_or(b'?')).collect();
    let newer = PACK.replace("relais-contrat/1", "relais-contrat/2");
    let cases: [(&str, Vec<u8>, &str, &str); 9] = [
        ("empty", Vec::new(), "vide", "à nouveau"),
        ("a photo", b"\xFF\xD8\xFF\xE0\0\x10JFIF\0".to_vec(), "C'est une photo, pas un contrat.", ".json"),
        ("a zip", b"PK\x03\x04\x14\0\0\0\x08\0\xE9".to_vec(), "archive", ".json"),
        ("a PDF", b"%PDF-1.7\n%\xE2\xE3\xCF\xD3".to_vec(), "PDF", ".json"),
        ("a page", b"<!DOCTYPE html><title>Wi-Fi</title>".to_vec(), "page web", "Wi-Fi"),
        ("UTF-16", b"\xFF\xFE{\0}\0".to_vec(), "UTF-16", ".json"),
        ("Windows-1252", windows, "pas écrit en UTF-8", "enregistrez-le en UTF-8"),
        ("a newer format", newer.into_bytes(), "plus récent que cette application", "Mettez l'application à jour"),
        ("another JSON", b"[1, 2]".to_vec(), "objet", "relais-contrat/1"),
    ];
    for (name, bytes, what, next) in cases {
        let told = examined(bytes).expect_err(name).explain();
        assert!(told.what.contains(what) && told.next.contains(next), "{name}: {told:?}");
        assert_eq!(told.safe, "Rien n'a changé sur ce téléphone.", "{name}");
    }
}

#[test]
fn accents_of_another_encoding_are_told_with_their_line() {
    let Err(ImportError::Encoding { line }) =
        examined(b"{\n \"format\": \"relais-contrat/1\",\n \"a\": \"\xE9t\xE9\" }")
    else {
        panic!("not told")
    };
    assert_eq!(line, 3);
}

#[test]
fn a_file_too_large_is_refused_before_it_is_read() {
    assert_eq!(check_size(MAX_BYTES as u64), Ok(()));
    let error = check_size(MAX_BYTES as u64 + 1).unwrap_err();
    assert!(error.explain().what.contains("9 Mo. La limite est de 8 Mo."), "{error:?}");
    assert!(matches!(examined(vec![b' '; MAX_BYTES + 1]), Err(ImportError::TooLarge { .. })));
}

#[test]
fn a_hundred_thousand_nodes_are_refused_by_their_number_alone() {
    let mut pack = contrat_fixture::pack();
    let noeuds: Vec<Value> = (0..100_000).map(|rank| json!({ "id": format!("n{rank}"), "parent": "n0" })).collect();
    pack["noeuds"] = noeuds.into();
    let text = pack.to_string();
    assert!(text.len() < MAX_BYTES, "it is not its size that is refused");
    let found = examined(text).unwrap_err().findings();
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].what.contains(&format!("100000 nœuds, la limite est de {MAX_NODES}")), "{found:?}");
}

#[test]
fn what_would_mislead_a_reader_is_found() {
    let cycle = with("/noeuds/0/parent", json!("f1"));
    let bidi = with("/contrat/intitule", json!("Contrat \u{202E}elliv ed"));
    let need = with("/noeuds/2/besoins/0", json!("inconnu"));
    for (name, text, pointer, what) in [
        ("cycle", cycle, "/noeuds/0/parent", "en rond"),
        ("right-to-left override", bidi, "/contrat/intitule", "sens de lecture (U+202E)"),
        ("a need that the vocabulary does not have", need, "/noeuds/2/besoins/0", "vocabulaire"),
    ] {
        let error = examined(text).expect_err(name);
        let found = error.findings();
        assert!(found.iter().any(|one| one.pointer == pointer && one.what.contains(what)), "{name}: {found:?}");
        assert!(error.explain().what.starts_with("Il y a "), "{name}: {:?}", error.explain());
    }
    let html = examined(with("/contrat/intitule", json!("Contrat <img src=x onerror=alert(1)>"))).unwrap();
    let remarks: Vec<_> = html.remarks.iter().filter(|one| one.pointer == "/contrat/intitule").collect();
    assert!(remarks.len() == 1 && remarks[0].what.contains("balise HTML"), "HTML is text, with a remark: {remarks:?}");
    assert_eq!(remarks[0].severity, Severity::Warning);
}

#[test]
fn a_file_is_weighed_against_what_the_device_has() {
    let store = MemoryPacks::default();
    let new = || examined(PACK).unwrap();
    assert_eq!(block_on(weigh(&store, new())).unwrap().against, Against::Nothing);

    block_on(store.put(&new().stored)).unwrap();
    assert_eq!(block_on(weigh(&store, new())).unwrap().against, Against::Same);

    let other = examined(with("/acteurs/2/nom", json!("Mission locale du Sud"))).unwrap();
    let Against::Other { kept, changes } = block_on(weigh(&store, other)).unwrap().against else { panic!() };
    assert_eq!(kept, new().stored.header);
    let changes = changes.unwrap();
    assert_eq!(changes.listes.len(), 1, "{changes:?}");
    assert_eq!(changes.listes[0].retouches.first, ["Mission locale du Sud"]);

    let damaged = StoredPack { text: "{ \"coupé".into(), header: new().stored.header };
    block_on(store.put(&damaged)).unwrap();
    let other = examined(with("/version", json!(4))).unwrap();
    let Against::Other { changes, .. } = block_on(weigh(&store, other)).unwrap().against else { panic!() };
    assert_eq!(changes, None, "what can no longer be read cannot be compared");
}

#[test]
fn the_site_never_replaces_a_file_of_the_persons_own_unasked() {
    let own = examined(PACK).unwrap();
    let entry = EntreeIndex::new(&own.pack, 1, "0".repeat(64));
    let index = Index::new(vec![entry]);
    let mut header = own.stored.header;
    assert_eq!(catalogue::outdated(std::slice::from_ref(&header), &index), Vec::<&EntreeIndex>::new());
    header.origine = Origine::Site;
    assert_eq!(catalogue::outdated(&[header], &index).len(), 1, "its own it does");
}
