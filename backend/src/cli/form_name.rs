//! The form of batches, as one names it on the command line.

use clap::ValueEnum;
use shared::Form;

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum FormName {
    /// As a sender posts it to mParticle
    Incoming,
    /// As mParticle forwards it
    Outgoing,
}

impl From<FormName> for Form {
    fn from(name: FormName) -> Self {
        match name {
            FormName::Incoming => Self::Incoming,
            FormName::Outgoing => Self::Outgoing,
        }
    }
}
