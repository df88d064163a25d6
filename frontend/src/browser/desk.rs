//! The worker, as the page sees it: text goes in, questions are answered.

use std::cell::{Cell, RefCell};
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
pub(crate) struct DeskClient {
    worker: Worker,
    next: Cell<u32>,
    waiting: Waiting,
    /// What was asked ahead, and its answer.
    ahead: RefCell<Option<Ahead>>,
    /// Its script could not be loaded: it will never answer.
    has_failed: Rc<Cell<bool>>,
}

/// A question in postcard's format, and its answer.
type Ahead = (Vec<u8>, Promise);

/// Who waits for which answer. They are few: a map of them would take 700 bytes of code (brotli) more.
type Waiting = Rc<RefCell<Vec<(u32, Function)>>>;

impl DeskClient {
    /// Listens to `worker`, which lives as long as the page.
    pub(crate) fn new(worker: Worker) -> Self {
        let waiting = Waiting::default();
        let listener = {
            let waiting = waiting.clone();
            move |event: MessageEvent| hand_over(&waiting, event.data().unchecked_ref())
        };
        worker.set_onmessage(Some(Closure::<dyn Fn(MessageEvent)>::new(listener).into_js_value().unchecked_ref()));
        let has_failed = Rc::<Cell<bool>>::default();
        let failed = {
            let (waiting, has_failed) = (waiting.clone(), has_failed.clone());
            move || {
                has_failed.set(true);
                waiting.take().into_iter().for_each(|(_, resolve)| answer(&resolve, &JsValue::UNDEFINED));
            }
        };
        worker.set_onerror(Some(Closure::<dyn Fn()>::new(failed).into_js_value().unchecked_ref()));
        Self { worker, next: Cell::default(), waiting, ahead: RefCell::default(), has_failed }
    }

    /// Replaces the input.
    pub(crate) fn put(&self, text: &JsString) {
        self.post(&[("text", text)]);
    }

    /// Asks at once; the answer comes. `None`: the worker failed.
    pub(crate) fn ask(&self, ask: &Ask) -> impl Future<Output = Option<Answer>> + use<> {
        let ask = bytes(ask);
        let ahead = self.ahead.borrow_mut().take_if(|(asked, _)| *asked == ask);
        let answer = ahead.map_or_else(|| self.post_ask(&ask), |(_, answer)| answer);
        async move {
            let answer = JsFuture::from(answer).await.ok()?.dyn_into::<Uint8Array>().ok()?;
            postcard::from_bytes(&answer.to_vec()).ok()
        }
    }

    /// Asks what will be asked next: then its answer is on its way already.
    pub(crate) fn ask_ahead(&self, ask: &Ask) {
        let ask = bytes(ask);
        let answer = self.post_ask(&ask);
        self.ahead.replace(Some((ask, answer)));
    }

    fn post_ask(&self, ask: &[u8]) -> Promise {
        if self.has_failed.get() {
            return Promise::resolve(&JsValue::UNDEFINED);
        }
        let id = self.next.replace(self.next.get().wrapping_add(1));
        let answer = Promise::new(&mut |resolve, _| {
            self.waiting.borrow_mut().push((id, resolve));
        });
        self.post(&[("id", &id.into()), ("ask", &Uint8Array::from(ask))]);
        answer
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

/// An [`Ask`] can always be written.
fn bytes(ask: &Ask) -> Vec<u8> {
    postcard::to_allocvec(ask).unwrap_or_default()
}

/// Gives an answer to the one who asked. A failure has no `answer`: the asker gets `undefined`.
fn hand_over(waiting: &Waiting, posted: &Posted) {
    let asker = posted.id().and_then(|id| {
        let mut waiting = waiting.borrow_mut();
        let at = waiting.iter().position(|it| it.0 == id)?;
        Some(waiting.swap_remove(at))
    });
    if let Some((_, resolve)) = asker {
        answer(&resolve, &posted.answer().map_or(JsValue::UNDEFINED, JsValue::from));
    }
}

fn answer(resolve: &Function, answer: &JsValue) {
    // Resolving a promise cannot fail.
    let _ = resolve.call1(&JsValue::UNDEFINED, answer);
}
