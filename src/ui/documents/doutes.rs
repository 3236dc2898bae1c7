//! What the document leaves in doubt, as a list from which a project team can mend it: by kind, with the place in the
//! document, what was found, and what was chosen.

use maud::{Markup, html};

use super::Document;
use super::levier::lever;
use crate::app::consult::Contrat;
use crate::contrat::pack::Anomalie;
use crate::contrat::{Certitude, Levier, Noeud};
use crate::ui::markup::{documents_line, head_of_contrat, icons, lien, texte, vide};
use crate::ui::route::Route;

/// A lever, and the node that holds it.
type Pairing<'a> = (&'a Noeud, &'a Levier);

/// The page of the doubts.
pub fn document(contrat: &Contrat) -> Document {
    let anomalies = &contrat.arbre().pack().anomalies;
    let (open, deduced) = (pairings(contrat, Certitude::Ambigue), pairings(contrat, Certitude::Deduite));
    let parts = [
        ("ouverts", "Rattachements ouverts", open.len()),
        ("deduits", "Rattachements déduits", deduced.len()),
        ("anomalies", "Contradictions et coquilles", anomalies.len()),
    ];
    let title = "Doutes du document";
    let route = Route::Doutes(contrat.id().into());
    let body = html! {
        (head_of_contrat(contrat, title))
        @if parts.iter().all(|(_, _, count)| *count == 0) {
            (vide(icons::CHECK, html! { p { "Aucun doute n'a été relevé dans ce document." } }))
        } @else {
            p.chapeau {
                "Ce que le document dit de deux façons, écrit mal ou laisse ouvert. Rien n'a été deviné en silence. "
                "Servez-vous de cette liste pour corriger le document : elle s'imprime telle quelle."
            }
            nav.sommaire aria-label="Sur cette page" {
                ul.puces {
                    @for (id, label, count) in parts {
                        // The browser itself goes there: it is no other page.
                        @if count > 0 {
                            li {
                                a.puce rel="external" href={ (route.href()) "#" (id) } {
                                    span { (label) } span.nombre { (count) }
                                }
                            }
                        }
                    }
                }
            }
            (part(parts[0], "Le document ne dit pas à quelle action cela se rattache : voici les possibilités.",
                &open.into_iter().map(|found| pairing(contrat, found)).collect::<Vec<_>>()))
            (part(parts[1], "Le document ne l'écrit pas, mais le contenu le montre. À confirmer.",
                &deduced.into_iter().map(|found| pairing(contrat, found)).collect::<Vec<_>>()))
            (part(parts[2], "Ce qui a été trouvé, et ce que Relais en a fait.",
                &anomalies.iter().map(|item| anomaly(contrat, item)).collect::<Vec<_>>()))
            (documents_line(contrat))
        }
    };
    Document { title: title.into(), body }
}

/// How many doubts the page lists.
pub fn count(contrat: &Contrat) -> usize {
    let unsure = [Certitude::Ambigue, Certitude::Deduite].map(|certitude| pairings(contrat, certitude).len());
    contrat.arbre().pack().anomalies.len() + unsure.iter().sum::<usize>()
}

fn pairings(contrat: &Contrat, certitude: Certitude) -> Vec<Pairing<'_>> {
    let noeuds = contrat.arbre().pack().noeuds.iter();
    let levers = noeuds.flat_map(|noeud| noeud.leviers.iter().map(move |levier| (noeud, levier)));
    levers.filter(|(_, levier)| levier.certitude == certitude).collect()
}

fn part((id, title, count): (&str, &str, usize), about: &str, cards: &[Markup]) -> Markup {
    html! {
        @if count > 0 {
            section.bloc id=(id) {
                h2 { (title) " (" (count) ")" }
                p.discret { (about) }
                @for card in cards { (card) }
            }
        }
    }
}

fn pairing(contrat: &Contrat, (noeud, levier): Pairing<'_>) -> Markup {
    html! {
        h3 { (lien(contrat, Route::Noeud, &noeud.id, &noeud.titre())) }
        (lever(contrat, noeud, levier, false))
    }
}

fn anomaly(contrat: &Contrat, item: &Anomalie) -> Markup {
    html! {
        article.levier {
        h3.repere { (item.repere) }
        p { strong { "Trouvé : " } (texte(contrat, &item.constat)) }
        p { strong { "Choisi : " } (texte(contrat, &item.choix)) }
        }
    }
}
