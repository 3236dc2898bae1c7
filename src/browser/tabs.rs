//! Several windows of one app: one of them writes, all of them hear of it.

use std::cell::RefCell;
use std::rc::Rc;

use futures::channel::oneshot;
use js_sys::{Function, Promise};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BroadcastChannel, MessageEvent};

use super::object::object;
use super::place::scoped;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["navigator", "locks"], js_name = request, catch)]
    fn request_lock(name: &str, options: &JsValue, granted: &Function) -> Result<Promise, JsValue>;
}

/// The right to write, held by one window at a time. Dropping it lets the next window have it.
#[derive(Debug)]
pub struct Writer {
    release: Function,
}

/// Whether this window may write.
#[derive(Debug)]
pub enum Turn {
    /// It may, for as long as it keeps this.
    Ours(Writer),
    /// Another window does.
    Theirs,
    /// This browser cannot tell: the stores' own checks are all there is.
    Unknown,
}

impl Writer {
    /// Asks for the right under this name. `wait` stands in line until the other window lets go; otherwise the answer
    /// comes at once.
    pub async fn ask(name: &str, wait: bool) -> Turn {
        let (answer, answered) = oneshot::channel();
        let answer = Rc::new(RefCell::new(Some(answer)));
        let told = Rc::clone(&answer);
        let granted = Closure::once_into_js(move |lock: JsValue| {
            let mut release = None;
            let held = Promise::new(&mut |resolve, _| release = Some(resolve));
            let turn = match release {
                Some(release) if !lock.is_null() => Turn::Ours(Writer { release }),
                _ => Turn::Theirs,
            };
            // An answer that nobody waits for drops the turn, and so lets the lock go.
            told.borrow_mut().take().map(|answer| answer.send(turn));
            if lock.is_null() { JsValue::UNDEFINED } else { held.into() }
        });
        let options = object(&[("ifAvailable", (!wait).into())]);
        if request_lock(&scoped(name), &options, granted.unchecked_ref()).is_err() {
            return Turn::Unknown;
        }
        answered.await.unwrap_or(Turn::Unknown)
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        // The resolver of a promise does not fail.
        let _ = self.release.call0(&JsValue::UNDEFINED);
    }
}

/// A line between the windows of this app.
#[derive(Debug)]
pub struct Line(Option<BroadcastChannel>);

impl Line {
    /// Opens the line under this name and listens. A browser without such lines has one window that hears nothing.
    pub fn open(name: &str, heard: impl Fn(String) + 'static) -> Self {
        let channel = BroadcastChannel::new(&scoped(name)).ok();
        if let Some(channel) = &channel {
            let listener = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
                if let Some(word) = event.data().as_string() {
                    heard(word);
                }
            });
            channel.set_onmessage(Some(listener.as_ref().unchecked_ref()));
            // The line lives as long as the page.
            listener.forget();
        }
        Self(channel)
    }

    /// Says a word to the other windows.
    pub fn say(&self, word: &str) {
        if let Some(channel) = &self.0 {
            // A closed line has nobody at its end.
            let _ = channel.post_message(&word.into());
        }
    }
}
