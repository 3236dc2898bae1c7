//! How long the journal's fold takes, natively: `cargo bench --bench journal`. It prints and never judges.
#![allow(clippy::disallowed_types, reason = "a bench is the one native place that reads a clock")]

use std::time::Instant;

use relais::app::registre::{Facette, Filtre, Registre};
use relais::journal::{Event, Jour, Journal, plausible};

fn main() {
    for contacts in [1_000, 50_000] {
        let events = plausible::events(contacts, 3, 1);
        println!("{contacts} contacts, {} events", events.len());
        let texts = timed("write", || events.iter().map(Event::to_text).collect::<Vec<_>>());
        println!("  {:>9} bytes each, on average", texts.iter().map(String::len).sum::<usize>() / texts.len());
        let read = timed("read", || texts.iter().filter_map(|text| Event::from_text(text).ok()).collect::<Vec<_>>());
        let mut journal = Journal::default();
        let mut fold = |what: &str, events: &[Event]| {
            let events = events.to_vec();
            timed(what, || {
                for event in events {
                    journal.apply(event);
                }
            });
        };
        let (first, rest) = read.split_at(1_000);
        let (middle, last) = rest.split_at(rest.len() - 1_000);
        fold("fold the first 1,000 events", first);
        fold("fold all between", middle);
        fold("fold the last 1,000 events", last);
        timed("list the latest 50 contacts", || journal.contacts().take(50).count());
        timed("list all contacts", || journal.contacts().count());
        timed("totals of all months", || {
            journal.mois().into_iter().filter(|mois| !journal.resume(*mois).is_empty()).count()
        });
        timed("all days to come back", || journal.relances(Jour::default().after(u16::MAX)).len());
        timed("orientations without a result", || journal.sans_resultat().len());
        timed("doors to come back to", || journal.portes_a_revoir(Jour::default().after(u16::MAX)).len());
        let registre = timed("make the list", || Registre::new(&journal, None, Jour::default()));
        let asked = |facette, cle: &str, mots: &str| Filtre {
            marques: vec![(facette, cle.to_owned())],
            mots: mots.to_owned(),
            ..Filtre::default()
        };
        timed("filter it by a need", || registre.trouve(&journal, &asked(Facette::Besoin, "travail", "")).len());
        timed("make its search ready", || registre.prepare_search(&journal));
        for words in ["t", "carte transport", "centre formulaire transp"] {
            timed(words, || registre.trouve(&journal, &Filtre { mots: words.to_owned(), ..Filtre::default() }).len());
        }
        timed("all rounds with their state", || journal.tournees().count());
    }
}

fn timed<T>(what: &str, work: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let done = work();
    println!("  {:>9.3} ms  {what}", start.elapsed().as_secs_f64() * 1_000.0);
    done
}
