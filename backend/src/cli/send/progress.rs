//! How far the sending is, for a person who watches.

use indicatif::{ProgressBar, ProgressStyle};

/// A bar on standard error, or nothing.
pub(super) struct Progress {
    bar: ProgressBar,
    delivered: usize,
    failed: usize,
}

impl Progress {
    pub(super) fn new(wanted: bool, total: Option<u64>) -> Self {
        let bar = match (wanted, total) {
            (false, _) => ProgressBar::hidden(),
            (true, Some(total)) => {
                ProgressBar::new(total).with_style(style("{wide_bar} {bytes} of {total_bytes} read; {msg}"))
            }
            (true, None) => ProgressBar::no_length().with_style(style("{spinner} {bytes} read; {msg}")),
        };
        Self { bar, delivered: 0, failed: 0 }
    }

    /// Takes note of messages.
    pub(super) fn add(&mut self, delivered: usize, failed: usize) {
        self.delivered += delivered;
        self.failed += failed;
        self.bar.set_message(format!("messages: {} delivered, {} failed", self.delivered, self.failed));
    }

    /// Takes note of how many bytes of the input were read.
    pub(super) fn read(&self, bytes: u64) {
        self.bar.set_position(bytes);
    }

    /// Makes room for something else that `write` puts there.
    pub(super) fn beside<T>(&self, write: impl FnOnce() -> T) -> T {
        self.bar.suspend(write)
    }

    pub(super) fn clear(&self) {
        self.bar.finish_and_clear();
    }
}

/// The default, were the template not understood.
fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}
