//! What every store must do, in memory and in the browser: one suite, two runners (`tests/it`, `tests/browser`).
#![allow(clippy::unwrap_used, reason = "where a test fails, a panic is the message")]

use relais::app::port::{EventStore, Origine, PackHeader, PackStore, SealedRow, SealedStore, StoreFault, StoredPack};
use relais::contrat::index::Comptes;
use relais::journal::{DeviceId, Effacement, Event, EventId, EventKey, Fait, Jour, Moment};

fn pack(id: &str, version: i32, text: &str) -> StoredPack {
    let header = PackHeader {
        id: id.into(),
        intitule: format!("Contrat {id}"),
        territoire: "Ici".into(),
        version,
        sha256: format!("{version:064}"),
        octets: text.len() as u64,
        origine: if version == 1 { Origine::Site } else { Origine::Fichier },
        comptes: (version > 1).then_some(Comptes { noeuds: 3, dispositifs: 2, acteurs: 1 }),
    };
    StoredPack { header, text: text.into() }
}

/// A pack comes back verbatim; a new version replaces the old one whole; removing leaves the others alone.
pub async fn packs(store: &impl PackStore) {
    assert_eq!(store.list().await.unwrap(), []);
    assert_eq!(store.text("absent").await.unwrap(), None);

    let odd = "{\"texte\": \"l’été à Ivry 🏘️ \\u0041\"}\r\n\t";
    store.put(&pack("b", 1, odd)).await.unwrap();
    store.put(&pack("a", 1, "{}")).await.unwrap();
    assert_eq!(store.text("b").await.unwrap().as_deref(), Some(odd), "verbatim");
    let ids =
        |headers: Vec<PackHeader>| headers.into_iter().map(|header| (header.id, header.version)).collect::<Vec<_>>();
    assert_eq!(ids(store.list().await.unwrap()), [("a".into(), 1), ("b".into(), 1)]);

    store.put(&pack("b", 2, "neuf")).await.unwrap();
    assert_eq!(store.text("b").await.unwrap().as_deref(), Some("neuf"));
    assert_eq!(ids(store.list().await.unwrap()), [("a".into(), 1), ("b".into(), 2)]);
    let headers = [pack("a", 1, "{}").header, pack("b", 2, "neuf").header];
    assert_eq!(store.list().await.unwrap(), headers, "where each came from and what it holds come back too");

    store.remove("b").await.unwrap();
    store.remove("b").await.unwrap();
    assert_eq!(store.text("b").await.unwrap(), None);
    assert_eq!(ids(store.list().await.unwrap()), [("a".into(), 1)]);
    store.remove("a").await.unwrap();
}

/// Events come back in the order of their keys; the same one twice is a success, another one under its key is a
/// conflict that changes nothing.
pub async fn events(store: &impl EventStore) {
    let event = |seq: u64, random: u8| {
        let key = EventKey { appareil: DeviceId::new([1; 16]), branche: 0, seq };
        let moment = Moment { instant_ms: 0, jour: Jour::new(2026, 11, 22).unwrap(), decalage_min: 60 };
        let fait = Fait::ContactEfface(Effacement::of(EventId::new(0, [9; 10])));
        Event::new(EventId::new(0, [random; 10]), key, seq, moment, fait)
    };
    store.clear().await.unwrap();
    assert_eq!(store.all().await.unwrap(), Vec::<String>::new());

    store.add(&[event(10, 1)]).await.unwrap();
    store.add(&[event(2, 1), event(9, 1)]).await.unwrap();
    let texts = [2, 9, 10].map(|seq| event(seq, 1).to_text());
    assert_eq!(store.all().await.unwrap(), texts, "in the order of numbers, not of writing");

    store.add(&[event(2, 1), event(9, 1)]).await.unwrap();
    assert_eq!(store.all().await.unwrap(), texts, "the same events twice are one each");

    let conflict = store.add(&[event(8, 1), event(9, 2)]).await.unwrap_err();
    assert_eq!(conflict.fault, StoreFault::Conflict);
    assert_eq!(store.all().await.unwrap(), texts, "a conflict changes nothing");

    store.add(&[event(11, 1)]).await.unwrap();
    assert_eq!(store.all().await.unwrap().len(), 4, "a conflict does not break the store");
    store.clear().await.unwrap();
    assert_eq!(store.all().await.unwrap(), Vec::<String>::new());
}

/// Rows come back verbatim, from their series alone; things are replaced and removed. `tells` says whether this store
/// tells rows by their key.
pub async fn sealed(store: &impl SealedStore, tells: bool) {
    let row = |key: u32, bytes: &[u8]| SealedRow { key: format!("{key:08}"), bytes: bytes.to_vec() };
    let all: Vec<u8> = (0..=255).collect();
    assert_eq!(rows_of(store, "trames").await, Vec::<Vec<u8>>::new());

    store.append("trames", &[row(10, &all), row(9, b"nine")]).await.unwrap();
    store.append("trames", &[row(2, b"RJ1\n")]).await.unwrap();
    store.append("trames-2", &[row(1, b"")]).await.unwrap();
    let kept = [all.clone(), b"RJ1\n".to_vec(), b"nine".to_vec()];
    assert_eq!(rows_of(store, "trames").await, kept, "verbatim, in this series alone");

    store.append("trames", &[row(9, b"nine")]).await.unwrap();
    assert_eq!(rows_of(store, "trames").await, kept, "the same row twice is one row");

    let other = store.append("trames", &[row(11, b"new"), row(9, b"other")]).await;
    if tells {
        assert_eq!(other.unwrap_err().fault, StoreFault::Conflict);
        assert_eq!(rows_of(store, "trames").await, kept, "all or none");
    }

    store.drop_series("trames").await.unwrap();
    store.drop_series("trames").await.unwrap();
    assert_eq!(rows_of(store, "trames").await, Vec::<Vec<u8>>::new());
    assert_eq!(rows_of(store, "trames-2").await, [Vec::<u8>::new()], "another series stays");
    store.drop_series("trames-2").await.unwrap();

    assert_eq!(store.get("clefs").await.unwrap(), None);
    store.put("clefs", &all).await.unwrap();
    store.put("clefs", b"short").await.unwrap();
    store.put("brouillon", b"").await.unwrap();
    assert_eq!(store.get("clefs").await.unwrap().as_deref(), Some(b"short".as_slice()));
    assert_eq!(store.get("brouillon").await.unwrap().as_deref(), Some(b"".as_slice()));
    let mut names = store.names().await.unwrap();
    names.sort();
    assert_eq!(names, ["brouillon", "clefs"]);
    for name in ["clefs", "brouillon", "clefs"] {
        store.remove(name).await.unwrap();
    }
    assert_eq!(store.names().await.unwrap(), Vec::<String>::new());
}

/// The rows of a series, each once.
pub async fn rows_of(store: &impl SealedStore, series: &str) -> Vec<Vec<u8>> {
    let mut rows = std::collections::BTreeSet::new();
    store
        .rows(series, 0, &mut |_, row| {
            rows.insert(row.to_vec());
        })
        .await
        .unwrap();
    rows.into_iter().collect()
}
