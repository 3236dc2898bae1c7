//! Text that is drawn anew while somebody uses it: only what changed is touched, so that fields keep what is typed in
//! them, and buttons the focus.

use std::rc::Rc;

use leptos::html::Div;
use leptos::prelude::*;
use maud::Markup;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, Node, ScrollIntoViewOptions, ScrollLogicalPosition};

use super::press::{hear_click, hear_submit};
use crate::ui::markup::{PAREIL, morceaux_changes};

/// Hears the name and the value of a button that is pressed, the name of a form that is sent, and the name of an arrow
/// key within an element that bears `data-fleches`.
pub type Press = Rc<dyn Fn(&str, String)>;

/// Shows a part that is drawn anew when the signals change that it reads.
///
/// The one element that bears `data-suivre` is kept in sight when it is another than before; where the focus is within
/// `data-fleches`, it goes along.
pub fn show_living(part: Rc<dyn Fn() -> Markup>, press: Press) -> AnyView {
    let place = NodeRef::<Div>::new();
    Effect::new(move |before: Option<(String, String)>| {
        let drawn = part().into_string();
        let (before, followed) = before.unwrap_or_default();
        let Some(place) = place.get() else { return (before, followed) };
        draw(&place, &morceaux_changes(&before, &drawn));
        let followed = follow(&place, followed);
        (drawn, followed)
    });
    let press = StoredValue::new_local(press);
    let keyed = move |event: web_sys::KeyboardEvent| {
        let key = event.key();
        let special = event.ctrl_key() || event.alt_key() || event.meta_key() || event.shift_key();
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let within = target.and_then(|target| target.closest("[data-fleches]").ok().flatten());
        if key.starts_with("Arrow") && !special && within.is_some() {
            event.prevent_default();
            press.get_value()(&key, String::new());
        }
    };
    view! {
        <div
            class="document"
            node_ref=place
            on:click=move |event| hear_click(&event, &*press.get_value())
            on:submit=move |event| hear_submit(&event, &*press.get_value())
            on:keydown=keyed
        ></div>
    }
    .into_any()
}

/// Makes the place show this text.
fn draw(place: &Element, drawn: &str) {
    let Ok(wanted) = document().create_element("div") else { return };
    wanted.set_inner_html(drawn);
    let focused = document().active_element().filter(|focused| place.contains(Some(focused)));
    let named = |element: &Element| Some((element.get_attribute("name")?, element.get_attribute("value")?));
    let name = focused.as_ref().and_then(named);
    same_children(place, &wanted);
    // Rows may have moved: the focus belongs to what the button does, not to where it stood.
    if let Some((name, value)) = name.filter(|name| focused.as_ref().and_then(named).as_ref() != Some(name)) {
        focus_on(place, &format!("[name='{name}'][value='{value}']"));
    }
}

/// Makes an element the same as another, touching as little as it can.
fn same(here: &Element, wanted: &Element) {
    if wanted.has_attribute(PAREIL) || here.is_equal_node(Some(wanted)) {
        return;
    }
    for name in wanted.get_attribute_names().iter().filter_map(|name| name.as_string()) {
        let value = wanted.get_attribute(&name).unwrap_or_default();
        if here.get_attribute(&name).as_ref() != Some(&value) {
            // A name that stands on the one can stand on the other.
            let _ = here.set_attribute(&name, &value);
        }
    }
    for name in here.get_attribute_names().iter().filter_map(|name| name.as_string()) {
        // What a person unfolded stays so.
        if !wanted.has_attribute(&name) && name != "open" {
            let _ = here.remove_attribute(&name);
        }
    }
    same_children(here, wanted);
}

fn same_children(here: &Element, wanted: &Element) {
    let (mut old, mut new) = (here.first_child(), wanted.first_child());
    while let Some(wanted) = new {
        new = wanted.next_sibling();
        let Some(present) = old else {
            let _ = here.append_child(&wanted);
            continue;
        };
        old = present.next_sibling();
        match (present.dyn_ref::<Element>(), wanted.dyn_ref::<Element>()) {
            (Some(present), Some(wanted)) if is_alike(present, wanted) => same(present, wanted),
            _ if present.is_equal_node(Some(&wanted)) => {}
            _ => drop(here.replace_child(&wanted, &present)),
        }
    }
    while let Some(left) = old {
        old = left.next_sibling();
        drop(Node::remove_child(here, &left));
    }
}

/// Whether one element can become the other: what a person typed into a field belongs to that field alone.
fn is_alike(here: &Element, wanted: &Element) -> bool {
    let same = |name| here.get_attribute(name) == wanted.get_attribute(name);
    here.tag_name() == wanted.tag_name() && same("id") && (here.tag_name() != "INPUT" || same("name"))
}

/// Keeps what is followed in sight, from the next frame on: all that a touch has changed is laid out once. Where the focus
/// is within `data-fleches`, it goes along at once, so that the next key finds it there. Returns what is followed.
fn follow(place: &Element, before: String) -> String {
    let found = place.query_selector("[data-suivre]").ok().flatten();
    let Some(found) = found.and_then(|found| found.dyn_into::<HtmlElement>().ok()) else { return String::new() };
    let now = found.get_attribute("value").unwrap_or_default();
    if now != before {
        let active = document().active_element();
        if active.is_some_and(|active| active.closest("[data-fleches]").ok().flatten().is_some()) {
            // What cannot take the focus leaves it where it is.
            let _ = found.focus();
        }
        request_animation_frame(move || {
            let options = ScrollIntoViewOptions::new();
            options.set_block(ScrollLogicalPosition::Nearest);
            options.set_inline(ScrollLogicalPosition::Nearest);
            found.scroll_into_view_with_scroll_into_view_options(&options);
        });
    }
    now
}

fn focus_on(place: &Element, selector: &str) {
    let found = place.query_selector(selector).ok().flatten();
    if let Some(found) = found.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
        let _ = found.focus();
    }
}
