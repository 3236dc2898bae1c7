//! Where a fact is printed.

use leptos::prelude::*;

use super::{Icon, icons, texte};
use crate::app::consult::Contrat;
use crate::contrat::{Note, Source};

/// One line that names the documents and places; nothing when there are none.
pub fn sources_line(contrat: &Contrat, sources: &[Source]) -> Option<AnyView> {
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
    (!named.is_empty()).then(|| {
        view! { <p class="source"><Icon icon=icons::SOURCE/><span>{format!("Source : {}", named.join(" ; "))}</span></p> }
            .into_any()
    })
}

/// Footnotes and rules of the document.
pub fn note_list(contrat: &Contrat, title: &str, notes: &[Note]) -> Option<AnyView> {
    if notes.is_empty() {
        return None;
    }
    let note = |note: &Note| {
        let call = note.appel.clone().map(|call| view! { <strong>{format!("{call} · ")}</strong> });
        view! { <li>{call}{texte(contrat, &note.texte)} {sources_line(contrat, &note.sources)}</li> }
    };
    let notes: Vec<_> = notes.iter().map(note).collect();
    Some(
        view! { <section class="bloc"><h2>{title.to_owned()}</h2><ul class="lignes">{notes}</ul></section> }.into_any(),
    )
}
