//! Where a fact is printed.

use maud::{Markup, html};

use super::{icon, icons, texte};
use crate::app::consult::Contrat;
use crate::contrat::{Note, Source};

/// One line that names the documents and places; nothing when there are none.
pub fn sources_line(contrat: &Contrat, sources: &[Source]) -> Markup {
    let mut places: Vec<(&str, Vec<&str>)> = Vec::new();
    for source in sources {
        match places.iter_mut().find(|(document, _)| *document == source.document) {
            Some((_, reperes)) => reperes.push(&source.repere),
            None => places.push((&source.document, vec![&source.repere])),
        }
    }
    let documents = &contrat.arbre().pack().contrat.documents;
    let title = |id: &str| documents.iter().find(|document| document.id == id).map(|document| document.titre.as_str());
    let named: Vec<String> = places
        .into_iter()
        .map(|(document, reperes)| format!("{}, {}", title(document).unwrap_or(document), reperes.join(", ")))
        .collect();
    html! {
        @if !named.is_empty() {
            p.source { (icon(icons::SOURCE)) span { "Source : " (named.join(" ; ")) } }
        }
    }
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
                            (texte(contrat, &note.texte)) " " (sources_line(contrat, &note.sources))
                        }
                    }
                }
            }
        }
    }
}
