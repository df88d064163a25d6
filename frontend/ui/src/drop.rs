//! A place that files are dropped on.

use leptos::prelude::*;
use web_sys::DragEvent;

use crate::browser::files::{self, File};

/// Whether a file is held over it. To be told of all that is dragged there.
#[derive(Clone, Copy)]
pub struct DropPlace(RwSignal<bool>);

impl Default for DropPlace {
    /// Nothing is over it.
    fn default() -> Self {
        Self(RwSignal::new(false))
    }
}

impl DropPlace {
    /// Whether a file would fall on it now.
    #[must_use]
    pub fn is_over(self) -> bool {
        self.0.get()
    }

    /// Something is over it: only a file may be dropped.
    pub fn over(self, event: &DragEvent) {
        if files::is_dragged(event) {
            event.prevent_default();
            self.0.set(true);
        }
    }

    /// It went away again.
    pub fn leave(self) {
        self.0.set(false);
    }

    /// The file that was dropped: then the browser does nothing of its own with it.
    #[must_use]
    pub fn dropped(self, event: &DragEvent) -> Option<File> {
        self.leave();
        let file = files::dropped(event)?;
        event.prevent_default();
        Some(file)
    }
}
