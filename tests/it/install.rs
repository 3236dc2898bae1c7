//! Installing a contract over a site that misbehaves: whole or not at all, and always with a reason.

use std::cell::RefCell;

use futures::executor::block_on;
use relais::app::catalogue::{self, InstallError, InstallStep};
use relais::app::memory::{MemoryPacks, MemoryRemote};
use relais::app::port::{PackStore, RemoteError};
use relais::contrat::index::{EntreeIndex, Index};
use relais::contrat::{self, validate};
use sha2::{Digest, Sha256};

use crate::contrat_fixture;

/// A small valid pack, as text.
fn valid_text() -> String {
    contrat_fixture::PACK.to_owned()
}

fn entry_of(text: &str) -> EntreeIndex {
    let (pack, _) = contrat::read(&valid_text()).unwrap();
    let digest = Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
    EntreeIndex::new(&pack, text.len() as u64, digest)
}

/// A site that announces `announced` and serves `served`.
fn site(announced: &str, served: &[u8]) -> (MemoryRemote, EntreeIndex) {
    let entry = entry_of(announced);
    let index = serde_json::to_vec(&Index::new(vec![entry.clone()])).unwrap();
    let mut remote = MemoryRemote::default();
    remote.0.insert("contrats/index.json".into(), index);
    remote.0.insert(format!("contrats/{}.json", entry.id), served.to_vec());
    (remote, entry)
}

fn install(store: &MemoryPacks, announced: &str, served: &[u8]) -> Result<(), InstallError> {
    let (remote, entry) = site(announced, served);
    block_on(catalogue::install(store, &remote, &entry, &|_| {})).map(|installed| installed.kept.unwrap())
}

#[test]
fn a_contract_is_kept_verbatim_and_opens_again() {
    let (store, text) = (MemoryPacks::default(), valid_text());
    let (remote, entry) = site(&text, text.as_bytes());
    let steps = RefCell::new(Vec::new());
    let installed = block_on(catalogue::install(&store, &remote, &entry, &|step| steps.borrow_mut().push(step)));
    let pack = installed.unwrap().pack;
    assert_eq!(block_on(store.text(&pack.id)).unwrap(), Some(text.clone()));
    assert_eq!(block_on(catalogue::open(&store, &pack.id)), Ok(Some(pack)));
    let expected = [InstallStep::Downloading(text.len()), InstallStep::Checking, InstallStep::Keeping];
    assert_eq!(steps.into_inner(), expected);
}

#[test]
fn what_the_site_gets_wrong_changes_nothing_on_the_device() {
    let good = valid_text();
    let store = MemoryPacks::default();
    install(&store, &good, good.as_bytes()).unwrap();
    let id = entry_of(&good).id;

    let dangling = good.replacen("\"parent\": \"", "\"parent\": \"nulle-part-", 1);
    assert_ne!(dangling, good, "the fixture has a node with a parent");
    let newer = good.replace("relais-contrat/1", "relais-contrat/2");
    let huge = format!("{good}{}", " ".repeat(validate::MAX_BYTES));
    let page = b"<!DOCTYPE html><title>Wifi gratuit</title>";
    let cases: [(&str, Result<(), InstallError>); 5] = [
        ("cut in the middle", install(&store, &good, &good.as_bytes()[..good.len() / 2])),
        ("dangling id", install(&store, &dangling, dangling.as_bytes())),
        ("newer format", install(&store, &newer, newer.as_bytes())),
        ("10 MB", install(&store, &huge, huge.as_bytes())),
        ("captive portal", install(&store, &good, page)),
    ];
    for (name, outcome) in cases {
        let error = outcome.expect_err(name);
        match name {
            "cut in the middle" => assert_eq!(error, InstallError::Digest),
            "dangling id" | "newer format" => assert!(!error.findings().is_empty(), "{name}: {error:?}"),
            "10 MB" => {
                assert!(matches!(error, InstallError::Remote(RemoteError::TooLarge { .. })), "{name}: {error:?}")
            }
            _ => assert_eq!(error, InstallError::Remote(RemoteError::WebPage), "{name}"),
        }
        let told = error.explain();
        assert!(!told.what.is_empty() && !told.safe.is_empty() && !told.next.is_empty(), "{name}");
        assert_eq!(block_on(store.text(&id)).unwrap().as_deref(), Some(good.as_str()), "{name}: the old one stays");
    }
}

#[test]
fn a_new_version_on_the_site_is_noticed_and_replaces_the_old_one() {
    let old = valid_text();
    let store = MemoryPacks::default();
    install(&store, &old, old.as_bytes()).unwrap();
    let new = format!("{old}\n");
    let (remote, _) = site(&new, new.as_bytes());
    let index = block_on(catalogue::available(&remote)).unwrap();
    let headers = block_on(store.list()).unwrap();
    let outdated = catalogue::outdated(&headers, &index);
    assert_eq!(outdated.len(), 1);
    block_on(catalogue::install(&store, &remote, outdated[0], &|_| {})).unwrap();
    let headers = block_on(store.list()).unwrap();
    assert_eq!(catalogue::outdated(&headers, &index), Vec::<&EntreeIndex>::new());
}

#[test]
fn a_list_of_contracts_that_is_a_web_page_is_told_as_such() {
    let mut remote = MemoryRemote::default();
    assert_eq!(block_on(catalogue::available(&remote)), Err(RemoteError::Offline));
    remote.0.insert("contrats/index.json".into(), b"\n<html>".to_vec());
    assert_eq!(block_on(catalogue::available(&remote)), Err(RemoteError::WebPage));
}
