//! Where the input is transformed: a short one here, which takes less than to ask the worker; a long one in the worker, so that
//! the page never waits.

use std::cell::{Cell, OnceCell, RefCell};
use std::future::{Future, ready};
use std::pin::Pin;
use std::rc::Rc;
use std::time::Duration;

use js_sys::JsString;
use wasm_bindgen_futures::JsFuture;

use crate::browser::Doorway;
use crate::browser::desk::DeskClient;
use crate::desk::Desk;
use crate::protocol::{Answer, Ask};
use ui::browser::clock;

/// The longest text that is short, in UTF-16 code units: it is transformed within one or two milliseconds. While the page
/// draws, a worker may get its turn a frame later.
const SHORT: u32 = 128 * 1024;

/// A question that was asked. `None`: there is no worker, or it failed.
type Asked = Pin<Box<dyn Future<Output = Option<Answer>>>>;

/// The desk in the page, and the one in the worker.
pub(super) struct Desks {
    here: Rc<RefCell<Desk>>,
    /// Opened for the first long text.
    worker: OnceCell<Option<DeskClient>>,
    doorway: Doorway,
    is_here: Cell<bool>,
}

impl Desks {
    pub(super) fn new(doorway: Doorway) -> Self {
        Self { here: Rc::default(), worker: OnceCell::new(), doorway, is_here: Cell::new(true) }
    }

    fn worker(&self) -> Option<&DeskClient> {
        self.worker.get_or_init(|| self.doorway.open_worker().ok().map(DeskClient::new)).as_ref()
    }

    /// Replaces the input. No text is held twice.
    pub(super) fn put(&self, text: &JsString) {
        let is_here = text.length() <= SHORT;
        let was_here = self.is_here.replace(is_here);
        if is_here || was_here {
            self.here.borrow_mut().put(if is_here { String::from(text) } else { String::new() });
        }
        if (!is_here || !was_here)
            && let Some(worker) = self.worker()
        {
            if is_here { worker.put(&"".into()) } else { worker.put(text) }
        }
    }

    /// Asks whichever has the input.
    pub(super) fn ask(&self, ask: &Ask) -> Asked {
        if self.is_here.get() {
            return Box::pin(ask_here(self.here.clone(), ask.clone()));
        }
        match self.worker() {
            Some(worker) => Box::pin(worker.ask(ask)),
            None => Box::pin(ready(None)),
        }
    }

    /// Asks what will be asked next, if its answer would take long to come.
    pub(super) fn ask_ahead(&self, ask: &Ask) {
        if !self.is_here.get()
            && let Some(worker) = self.worker()
        {
            worker.ask_ahead(ask);
        }
    }
}

async fn ask_here(desk: Rc<RefCell<Desk>>, ask: Ask) -> Option<Answer> {
    if matches!(ask, Ask::Effect { .. }) {
        // One for each setting: a key that is pressed meanwhile comes first.
        clock::pause(Duration::ZERO).await;
    }
    let answer = desk.borrow_mut().reply(ask.clone());
    if answer.is_some() {
        return answer;
    }
    let prepared = desk.borrow().prepare();
    JsFuture::from(prepared).await.ok()?;
    desk.borrow_mut().reply(ask)
}
