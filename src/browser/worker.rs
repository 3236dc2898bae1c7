//! Questions to a worker of ours, one answer each.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use futures::channel::oneshot::{self, Sender};
use js_sys::Object;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, Worker, WorkerOptions, WorkerType};

use super::object::{get, set, word};
use crate::app::port::{StoreError, StoreFault};

/// A worker, started with the first question, and who waits for its answers.
#[derive(Debug)]
pub struct Asker {
    script: String,
    worker: RefCell<Option<Worker>>,
    waiting: Rc<RefCell<HashMap<u32, Sender<JsValue>>>>,
    asked: Cell<u32>,
}

impl Asker {
    /// Names the script's address; nothing is started yet.
    pub fn new(script: String) -> Self {
        Self { script, worker: RefCell::default(), waiting: Rc::default(), asked: Cell::new(0) }
    }

    /// Whether a question was asked already.
    pub fn is_started(&self) -> bool {
        self.worker.borrow().is_some()
    }

    /// Asks, and waits for the answer.
    pub async fn ask(&self, question: &Object) -> Result<JsValue, StoreError> {
        let worker = self.start().map_err(|error| flatten(&error))?;
        let id = self.asked.get() + 1;
        self.asked.set(id);
        set(question, "id", &id.into());
        let (answer, answered) = oneshot::channel();
        self.waiting.borrow_mut().insert(id, answer);
        worker.post_message(question).map_err(|error| flatten(&error))?;
        // The sender goes when the worker has failed as a whole: then there is no answer.
        let answer = answered.await.map_err(|_| unknown("no answer"))?;
        let error = get(&answer, "error");
        if error.is_undefined() { Ok(get(&answer, "value")) } else { Err(flatten(&error)) }
    }

    /// Ends the worker. The next question starts it anew.
    pub fn end(&self) {
        if let Some(worker) = self.worker.take() {
            worker.terminate();
        }
        self.waiting.borrow_mut().clear();
    }

    fn start(&self) -> Result<Worker, JsValue> {
        if let Some(worker) = self.worker.borrow().clone() {
            return Ok(worker);
        }
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        let worker = Worker::new_with_options(&self.script, &options)?;
        let waiting = Rc::clone(&self.waiting);
        let answered = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let answer = event.data();
            let id = get(&answer, "id").as_f64();
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "our own whole numbers")]
            let sender = id.and_then(|id| waiting.borrow_mut().remove(&(id as u32)));
            if let Some(sender) = sender {
                // Whoever asked may have stopped waiting.
                let _ = sender.send(answer);
            }
        });
        worker.set_onmessage(Some(answered.as_ref().unchecked_ref()));
        let waiting = Rc::clone(&self.waiting);
        let failed = Closure::<dyn FnMut()>::new(move || waiting.borrow_mut().clear());
        worker.set_onerror(Some(failed.as_ref().unchecked_ref()));
        // One worker for as long as the page lives.
        answered.forget();
        failed.forget();
        *self.worker.borrow_mut() = Some(worker.clone());
        Ok(worker)
    }
}

/// JavaScript errors become plain data here, at the border.
fn flatten(error: &JsValue) -> StoreError {
    let (name, message) = (word(error, "name"), word(error, "message"));
    let fault = match name.as_str() {
        "QuotaExceededError" => StoreFault::Full,
        // Another window holds the file.
        "NoModificationAllowedError" => StoreFault::Blocked,
        "SecurityError" | "NotAllowedError" | "TypeError" => StoreFault::Refused,
        _ => StoreFault::Unknown,
    };
    StoreError { fault, detail: format!("{name}: {message}") }
}

fn unknown(detail: &str) -> StoreError {
    StoreError { fault: StoreFault::Unknown, detail: detail.into() }
}
