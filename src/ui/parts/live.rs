//! What follows the signals that it reads, behind one type each: Leptos would copy a kilobyte or more of its own code
//! for every closure, since each is a type.

use leptos::prelude::*;

/// An attribute's value; nothing takes the attribute away.
pub type LiveWord = Box<dyn Fn() -> Option<String> + Send>;

/// A part that is drawn anew when what it reads changes.
pub fn live(part: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    follow(Box::new(part))
}

/// A part that is not always there.
pub fn live_option(part: impl Fn() -> Option<AnyView> + Send + 'static) -> AnyView {
    live(move || part().unwrap_or_else(|| ().into_any()))
}

/// Words that change.
pub fn live_text(words: impl Fn() -> String + Send + 'static) -> AnyView {
    live(move || words().into_any())
}

/// An attribute that changes.
pub fn live_word(word: impl Fn() -> Option<String> + Send + 'static) -> LiveWord {
    Box::new(word)
}

/// Runs now, and each time that what it reads changes.
pub fn effect(run: impl Fn() + 'static) {
    keep_running(Box::new(run));
}

fn follow(part: Box<dyn Fn() -> AnyView + Send>) -> AnyView {
    (move || part()).into_any()
}

fn keep_running(run: Box<dyn Fn()>) {
    Effect::new(move |_| run());
}
