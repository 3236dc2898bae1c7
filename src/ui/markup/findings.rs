//! What is wrong with a file, for a person to read.

use maud::{Markup, html};

use crate::contrat::{Finding, Severity};

/// How many findings are shown; nobody mends more from a phone, and the whole list can be copied.
const SHOWN: usize = 200;

/// The findings under two titles, each with its place, what is wrong and how to mend it.
pub fn findings(all: &[Finding]) -> Markup {
    let of = |severity: Severity| all.iter().filter(|finding| finding.severity == severity).collect::<Vec<_>>();
    html! {
        (titled("Erreurs", &of(Severity::Error)))
        (titled("Remarques", &of(Severity::Warning)))
    }
}

fn titled(title: &str, found: &[&Finding]) -> Markup {
    html! {
        @if !found.is_empty() {
            h3 { (title) " (" (found.len()) ")" }
            ul.lignes.constat {
                @for finding in found.iter().take(SHOWN) {
                    li {
                        @if !finding.pointer.is_empty() { p.discret { (place(&finding.pointer)) } }
                        p { strong { (sentence(&finding.what)) } }
                        p { (finding.mend) }
                    }
                }
            }
            @if found.len() > SHOWN {
                p.discret { "Et " (found.len() - SHOWN) " de plus : « Copier la liste » donne la suite." }
            }
        }
    }
}

/// A JSON pointer as a person reads it, counting from 1: "noeuds › n° 3 › intitule".
fn place(pointer: &str) -> String {
    let step = |part: &str| match part.parse::<usize>() {
        Ok(rank) => format!("n° {}", rank + 1),
        Err(_) => part.replace("~1", "/").replace("~0", "~"),
    };
    pointer.split('/').skip(1).map(step).collect::<Vec<_>>().join(" › ")
}

/// A clause as a sentence.
///
/// Clauses are ours and begin with few letters: the capitals of all alphabets would weigh four kilobytes in the app.
fn sentence(what: &str) -> String {
    let mut letters = what.chars();
    let first = match letters.next() {
        Some('à') => 'À',
        Some('é') => 'É',
        Some('ê') => 'Ê',
        other => other.unwrap_or_default().to_ascii_uppercase(),
    };
    format!("{first}{}.", letters.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finding(severity: Severity, pointer: &str) -> Finding {
        Finding { severity, pointer: pointer.into(), what: "le texte <b> gêne".into(), mend: "Le retirer.".into() }
    }

    #[test]
    fn errors_and_remarks_stand_apart_with_their_places() {
        let found = [finding(Severity::Error, "/noeuds/2/a~1b"), finding(Severity::Warning, "")];
        let html = findings(&found).into_string();
        assert!(html.contains("noeuds › n° 3 › a/b") && html.contains("Le texte &lt;b&gt; gêne."), "{html}");
        assert!(html.find("Erreurs (1)").unwrap() < html.find("Remarques (1)").unwrap());
    }

    #[test]
    fn a_long_list_is_cut_and_says_so() {
        let found = vec![finding(Severity::Error, "/x"); SHOWN + 7];
        let html = findings(&found).into_string();
        assert_eq!(html.matches("<li>").count(), SHOWN);
        assert!(html.contains("Et 7 de plus") && html.contains("Erreurs (207)"), "{html}");
    }
}
