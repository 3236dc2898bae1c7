//! Framed notices, and what stands where there is nothing.

use maud::{Markup, html};

use super::{Pictogram, icon, icons};
use crate::app::explain::Explanation;

/// A framed notice; `weight` is the class that sets its weight: "grave", "doux", "essai".
pub fn avis(weight: &str, pictogram: Pictogram, body: Markup) -> Markup {
    html! { div class={ "avis " (weight) } { (icon(pictogram)) div { (body) } } }
}

/// What stands where there is nothing to show.
pub fn vide(pictogram: Pictogram, body: Markup) -> Markup {
    html! { div.vide { (icon(pictogram)) (body) } }
}

/// The mark of what the document does not promise.
pub fn eventuel() -> Markup {
    html! { span.eventuel { "éventuellement" } }
}

/// A failure in three sentences; screen readers say it at once.
pub fn explanation_notice(Explanation { what, safe, next }: &Explanation) -> Markup {
    html! {
        div.avis.grave role="alert" {
            (icon(icons::WARNING))
            div { p { strong { (what) } } p { (safe) } p { (next) } }
        }
    }
}
