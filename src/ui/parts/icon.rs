//! A pictogram among views.

use leptos::prelude::*;

use crate::ui::markup::Pictogram;

/// A pictogram, as [`crate::ui::markup::icon`] writes it.
#[component]
pub fn Icon(
    /// Which one; see [`crate::ui::markup::icons`].
    icon: Pictogram,
) -> impl IntoView {
    view! {
        <svg
            class="icone"
            aria-hidden="true"
            focusable="false"
            viewBox="0 0 24 24"
            fill="none"
            stroke="currentColor"
            stroke-width="2"
            stroke-linecap="round"
            stroke-linejoin="round"
            inner_html=icon.0
        ></svg>
    }
}
