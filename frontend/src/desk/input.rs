//! What is transformed again and again: a text, and what is known of it whatever the settings.

use shared::outgoing::Digests;
use shared::transform::Detail;
use shared::{ConnectionSettings, Transformed, Transformer};

use crate::protocol::Run;

/// The input.
#[derive(Default)]
pub(crate) struct Input {
    pub(super) text: String,
    digests: Digests,
}

impl Input {
    pub(super) fn new(text: String) -> Self {
        Self { text, digests: Digests::default() }
    }

    /// What becomes of it with the settings of `run`.
    pub(super) fn transform(&self, run: &Run) -> Transformed {
        self.transform_with(&run.settings, Detail::Everything, run)
    }

    /// What would become of it in the place of `run`, but with other settings.
    pub(super) fn alternative(&self, settings: &ConnectionSettings, run: &Run) -> Transformed {
        self.transform_with(settings, Detail::Account, run)
    }

    fn transform_with(&self, settings: &ConnectionSettings, detail: Detail, run: &Run) -> Transformed {
        Transformer::new(settings).run_again(detail, &self.text, &self.digests, run.receipt, run.form)
    }
}
