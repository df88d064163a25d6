//! The worker, as the page sees it: text goes in, questions are answered.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use js_sys::{Function, JsString, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{MessageEvent, Worker};

use crate::protocol::{Answer, Ask};

#[wasm_bindgen]
extern "C" {
    /// What the worker posts.
    type Posted;
    #[wasm_bindgen(method, getter)]
    fn id(this: &Posted) -> Option<u32>;
    #[wasm_bindgen(method, getter)]
    fn answer(this: &Posted) -> Option<Uint8Array>;
}

/// A worker with a desk in it.
#[derive(Clone)]
pub(crate) struct DeskClient {
    worker: Worker,
    next: Rc<Cell<u32>>,
    waiting: Waiting,
}

/// Who waits for which answer.
type Waiting = Rc<RefCell<HashMap<u32, Function>>>;

impl DeskClient {
    /// Listens to `worker`, which lives as long as the page.
    pub(crate) fn new(worker: Worker) -> Self {
        let waiting = Waiting::default();
        let listener = {
            let waiting = waiting.clone();
            move |event: MessageEvent| hand_over(&waiting, event.data().unchecked_ref())
        };
        worker.set_onmessage(Some(Closure::<dyn Fn(MessageEvent)>::new(listener).into_js_value().unchecked_ref()));
        Self { worker, next: Rc::default(), waiting }
    }

    /// Replaces the input.
    pub(crate) fn put(&self, text: &JsString) {
        self.post(&[("text", text)]);
    }

    /// Asks, and waits for the answer. `None`: the worker failed.
    pub(crate) async fn ask(&self, ask: &Ask) -> Option<Answer> {
        let id = self.next.replace(self.next.get().wrapping_add(1));
        let answer = Promise::new(&mut |resolve, _| {
            self.waiting.borrow_mut().insert(id, resolve);
        });
        let ask = Uint8Array::from(postcard::to_allocvec(ask).ok()?.as_slice());
        self.post(&[("id", &id.into()), ("ask", &ask)]);
        let answer = JsFuture::from(answer).await.ok()?.dyn_into::<Uint8Array>().ok()?;
        postcard::from_bytes(&answer.to_vec()).ok()
    }

    fn post(&self, members: &[(&str, &JsValue)]) {
        let message = Object::new();
        for (name, value) in members {
            // Setting a member of a fresh object, and posting plain text and numbers, cannot fail.
            let _ = Reflect::set(&message, &(*name).into(), value);
        }
        let _ = self.worker.post_message(&message);
    }
}

/// Gives an answer to the one who asked. A failure has no `answer`: the asker gets `undefined`.
fn hand_over(waiting: &Waiting, posted: &Posted) {
    let asker = posted.id().and_then(|id| waiting.borrow_mut().remove(&id));
    if let Some(resolve) = asker {
        let answer = posted.answer().map_or(JsValue::UNDEFINED, JsValue::from);
        // Resolving a promise cannot fail.
        let _ = resolve.call1(&JsValue::UNDEFINED, &answer);
    }
}
