//! Keys and pointer as a person has them: what has the focus, or is under the pointer, gets them.

use std::time::Duration;

use fantoccini::actions::{InputSource, KeyAction, KeyActions, MOUSE_BUTTON_LEFT, MouseActions, PointerAction};
use fantoccini::key::Key;
use serde_json::{Value, json};

use super::Chromium;

/// How long the pointer takes for a way: the page sees it move.
const MOVE: Duration = Duration::from_millis(50);

/// The element that has the focus, also where it is in an editor's shadow root.
const FOCUSED: &str =
    "let it = document.activeElement; while (it?.shadowRoot?.activeElement) it = it.shadowRoot.activeElement;";

impl Chromium {
    /// Types a text, key by key.
    pub(crate) async fn type_keys(&self, text: &str) {
        let mut keys = KeyActions::new("keyboard".to_owned());
        for value in text.chars() {
            keys = keys.then(KeyAction::Down { value }).then(KeyAction::Up { value });
        }
        self.client.perform_actions(keys).await.unwrap();
    }

    /// Presses a key.
    pub(crate) async fn press(&self, key: Key) {
        self.type_keys(&key.to_string()).await;
    }

    /// Presses a key while another one is held.
    pub(crate) async fn press_with(&self, held: Key, key: char) {
        let held = char::from(held);
        let keys = KeyActions::new("keyboard".to_owned())
            .then(KeyAction::Down { value: held })
            .then(KeyAction::Down { value: key })
            .then(KeyAction::Up { value: key })
            .then(KeyAction::Up { value: held });
        self.client.perform_actions(keys).await.unwrap();
    }

    /// Presses Tab until what a CSS selector names has the focus.
    pub(crate) async fn tab_to(&self, css: &str) {
        for _ in 0..200 {
            self.tab().await;
            if self.has_focus(css).await {
                return;
            }
        }
        panic!("Tab leads to {css}; the focus is on {}", self.focused("return it?.outerHTML?.slice(0, 200)").await);
    }

    /// Presses Tab once; in the editor, where it indents, Escape before it.
    pub(crate) async fn tab(&self) {
        if self.focused("return it?.getRootNode() !== document").await == json!(true) {
            self.press(Key::Escape).await;
        }
        self.press(Key::Tab).await;
    }

    /// Whether what has the focus is what a CSS selector names, or in it.
    pub(crate) async fn has_focus(&self, css: &str) -> bool {
        let script = "const host = document.activeElement; return Boolean(host?.closest(arguments[0]))";
        self.run_with(script, json!(css)).await == json!(true)
    }

    /// Runs a script in which `it` is the element that has the focus.
    pub(crate) async fn focused(&self, script: &str) -> Value {
        self.run(&format!("{FOCUSED} {script}")).await
    }

    /// Presses the pointer on the first thing that a CSS selector names, and lets it go this far from there.
    pub(crate) async fn drag(&self, css: &str, x: f64, y: f64) {
        let element = self.find(css).await;
        let way = MouseActions::new("mouse".to_owned())
            .then(PointerAction::MoveToElement { element, duration: Some(MOVE), x: 0.0, y: 0.0 })
            .then(PointerAction::Down { button: MOUSE_BUTTON_LEFT })
            .then(PointerAction::MoveBy { duration: Some(MOVE), x, y })
            .then(PointerAction::Up { button: MOUSE_BUTTON_LEFT });
        self.client.perform_actions(way).await.unwrap();
    }

    /// Moves the pointer to a point of the window.
    pub(crate) async fn point(&self, x: f64, y: f64) {
        let to = PointerAction::MoveTo { duration: Some(MOVE), x, y };
        self.client.perform_actions(MouseActions::new("mouse".to_owned()).then(to)).await.unwrap();
    }

    /// Moves the pointer onto the first thing that a CSS selector names.
    pub(crate) async fn hover(&self, css: &str) {
        let element = self.find(css).await;
        let way = MouseActions::new("mouse".to_owned()).then(PointerAction::MoveToElement {
            element,
            duration: Some(MOVE),
            x: 0.0,
            y: 0.0,
        });
        self.client.perform_actions(way).await.unwrap();
    }
}
