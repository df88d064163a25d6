//! Random inputs: what senders could send, and what nobody should.

#![allow(dead_code, unused_imports, reason = "each test uses a part of it")]

mod batch;
mod hostile;
mod json;
mod unusual;

use proptest::prelude::*;
use shared::{ConnectionSettings, Form};

pub(crate) use batch::{batch, batches};
pub(crate) use hostile::text;
pub(crate) use json::{list, object, spaced, string, value};
pub(crate) use unusual::{SECRET, look_alikes, sensitive_batch};

/// Any settings.
pub(crate) fn settings() -> impl Strategy<Value = ConnectionSettings> {
    (0..1u16 << 13).prop_map(crate::reference::from_bits)
}

/// The form is detected, or chosen.
pub(crate) fn form() -> impl Strategy<Value = Option<Form>> {
    prop_oneof![2 => Just(None), 1 => Just(Some(Form::Incoming)), 1 => Just(Some(Form::Outgoing))]
}
