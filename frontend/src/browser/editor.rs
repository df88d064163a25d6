//! The code editor, behind plain Rust types. See `editor/editor.js`.

use js_sys::{Array, JsString};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use web_sys::{HtmlElement, HtmlTextAreaElement};

use super::tools::Opening;
use crate::protocol::{Place, PlacedIssue};

#[wasm_bindgen]
extern "C" {
    /// The editor's module.
    pub(crate) type EditorModule;
    #[wasm_bindgen(method, catch, js_name = mount)]
    fn open(
        this: &EditorModule,
        host: &HtmlElement,
        text: &JsString,
        label: &str,
        changed: &JsValue,
        pointed: &JsValue,
    ) -> Result<Editor, JsValue>;

    /// One editor.
    #[derive(Clone)]
    pub(crate) type Editor;
    #[wasm_bindgen(method)]
    fn get(this: &Editor) -> JsString;
    #[wasm_bindgen(method, js_name = isLong)]
    fn is_long(this: &Editor) -> bool;
    #[wasm_bindgen(method)]
    fn set(this: &Editor, text: &JsString);
    #[wasm_bindgen(method)]
    async fn fill(this: &Editor, text: &JsString, stopped: &JsValue, told: &JsValue);
    #[wasm_bindgen(method)]
    fn mark(this: &Editor, problems: &Array);
    #[wasm_bindgen(method, js_name = goTo)]
    fn go_to(this: &Editor, from: usize, to: usize);
    #[wasm_bindgen(method)]
    fn focus(this: &Editor);
}

impl Editor {
    /// Replaces what is typed piece by piece, so that no frame waits, unless `opening` is cancelled meanwhile: then it is as
    /// it was. `told` is given how far it is, from 0 to 1.
    pub(crate) async fn fill_slowly(&self, text: &JsString, opening: &Opening, told: impl Fn(f64) + 'static) {
        self.fill(text, opening, &Closure::<dyn Fn(f64)>::new(told).into_js_value()).await;
    }
}

/// Where the input is typed: a plain text box until the editor has arrived.
#[derive(Clone)]
pub(crate) enum Source {
    Plain(HtmlTextAreaElement),
    Rich(Editor),
}

impl Source {
    /// Puts the editor into `host`, with the text and the focus of `plain`. `changed` is called after each change,
    /// `pointed` with the place of the cursor or (`true`) of the mouse.
    pub(crate) fn upgrade(
        module: &EditorModule,
        host: &HtmlElement,
        plain: &HtmlTextAreaElement,
        label: &str,
        changed: impl Fn() + 'static,
        pointed: impl Fn(usize, bool) + 'static,
    ) -> Result<Self, JsValue> {
        let text = text_of(plain);
        let changed = Closure::<dyn Fn()>::new(changed).into_js_value();
        let pointed = Closure::<dyn Fn(usize, bool)>::new(pointed).into_js_value();
        let editor = module.open(host, &text, label, &changed, &pointed)?;
        if ui::browser::page::has_focus(plain) {
            editor.focus();
        }
        Ok(Self::Rich(editor))
    }

    /// What is typed.
    pub(crate) fn text(&self) -> JsString {
        match self {
            Self::Plain(plain) => text_of(plain),
            Self::Rich(editor) => editor.get(),
        }
    }

    /// Whether it is so long that to show it, or to hand it over, takes longer than a frame.
    pub(crate) fn is_long(&self) -> bool {
        matches!(self, Self::Rich(editor) if editor.is_long())
    }

    /// Replaces what is typed. The editor tells of it itself; the plain box does not.
    pub(crate) fn set(&self, text: &JsString) {
        match self {
            Self::Plain(plain) => plain.set_value(&String::from(text)),
            Self::Rich(editor) => editor.set(text),
        }
    }

    /// Marks the problems in the text.
    pub(crate) fn mark(&self, problems: &[PlacedIssue]) {
        if let Self::Rich(editor) = self {
            editor.mark(&marks(problems));
        }
    }

    /// Selects `place` and shows it.
    pub(crate) fn go_to(&self, place: Place) {
        match self {
            Self::Plain(plain) => {
                let clamp = |at| u32::try_from(at).unwrap_or(u32::MAX);
                let _ = plain.focus();
                let _ = plain.set_selection_range(clamp(place.from), clamp(place.to));
            }
            Self::Rich(editor) => editor.go_to(place.from, place.to),
        }
    }
}

fn text_of(plain: &HtmlTextAreaElement) -> JsString {
    plain.value().into()
}

/// The problems as the editor takes them.
fn marks(problems: &[PlacedIssue]) -> Array {
    let mark = |problem: &PlacedIssue| {
        let severity = ui::words::severity(problem.issue.severity);
        let message = format!("{}\n{}", problem.issue.message, problem.issue.help);
        Array::of4(&problem.place.from.into(), &problem.place.to.into(), &severity.into(), &message.into())
    };
    problems.iter().map(mark).collect()
}
