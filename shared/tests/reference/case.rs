//! A case as bytes, so that a fuzzer can make one and a file can hold one: settings in two bytes, the form, the text.

use shared::{ConnectionSettings, Form};

use super::settings::from_bits;

/// What a transformation is given.
#[derive(Debug, Clone)]
pub(crate) struct Case {
    pub(crate) text: String,
    pub(crate) settings: ConnectionSettings,
    pub(crate) form: Option<Form>,
}

const FORMS: [Option<Form>; 3] = [None, Some(Form::Incoming), Some(Form::Outgoing)];

impl Case {
    /// Any three bytes or more are a case.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let &[low, high, form, ref text @ ..] = bytes else { return None };
        let text = String::from_utf8_lossy(text).into_owned();
        let form = FORMS[usize::from(form) % FORMS.len()];
        Some(Self { text, settings: from_bits(u16::from_le_bytes([low, high])), form })
    }

    /// The bytes of the case with the settings of `bits` (see [`from_bits`]), and form number `form`.
    pub(crate) fn to_bytes(bits: u16, form: u8, text: &str) -> Vec<u8> {
        let [low, high] = bits.to_le_bytes();
        [&[low, high, form], text.as_bytes()].concat()
    }
}
