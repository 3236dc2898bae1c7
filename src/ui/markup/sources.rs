//! Where a fact is printed.

use maud::{Markup, html};

use super::{append, icon, icons, texte};
use crate::app::consult::Contrat;
use crate::contrat::{Note, Source};

/// One line that names the documents and places; nothing when there are none.
pub fn sources_line(contrat: &Contrat, sources: &[Source]) -> Markup {
    line(named(contrat, sources, true))
}

/// The same in few words, on a page that names its document elsewhere: the document only where there are several.
pub fn short_sources(contrat: &Contrat, sources: &[Source]) -> Markup {
    line(named(contrat, sources, contrat.arbre().pack().contrat.documents.len() > 1))
}

/// All the documents of the contract, for a page whose facts come from any of them.
pub fn documents_line(contrat: &Contrat) -> Markup {
    let documents = &contrat.arbre().pack().contrat.documents;
    let mut titles = String::new();
    for document in documents {
        append(&mut titles, " ; ", &document.titre);
    }
    line(titles)
}

fn line(words: String) -> Markup {
    html! { @if !words.is_empty() { p.source { (icon(icons::SOURCE)) span { "Source : " (words) } } } }
}

/// The places, each document named before the first of its own.
fn named(contrat: &Contrat, sources: &[Source], with_document: bool) -> String {
    let documents = &contrat.arbre().pack().contrat.documents;
    let mut words = String::new();
    let mut before = "";
    for source in sources {
        if with_document && source.document != before {
            let document = documents.iter().find(|document| document.id == source.document);
            append(&mut words, " ; ", document.map_or(&source.document, |document| &document.titre));
            before = &source.document;
        }
        append(&mut words, ", ", &source.repere);
    }
    words
}

/// Footnotes and rules of the document.
pub fn note_list(contrat: &Contrat, title: &str, notes: &[Note]) -> Markup {
    html! {
        @if !notes.is_empty() {
            section.bloc {
                h2 { (title) }
                ul.lignes {
                    @for note in notes {
                        li {
                            @if let Some(call) = &note.appel { strong { (call) " · " } }
                            (texte(contrat, &note.texte))
                            @if let Some(lien) = &note.lien { " " (link(lien)) }
                            (short_sources(contrat, &note.sources))
                        }
                    }
                }
            }
        }
    }
}

/// A printed address, which opens beside the app. One that is not whole would lead into the app: it is only words.
fn link(address: &str) -> Markup {
    let whole = ["https://", "http://", "mailto:"].iter().any(|start| address.starts_with(start));
    html! {
        @if whole { a href=(address) target="_blank" rel="noopener noreferrer" { (address) } } @else { (address) }
    }
}
