//! Any bytes are a case: settings, form and text. All engines and the reference must come to the same.
//!
//! `cd fuzz && mkdir -p corpus/engines && cargo +nightly fuzz run engines corpus/engines corpus-seed`

#![no_main]

#[path = "../../shared/tests/engines/mod.rs"]
mod engines;
#[path = "../../shared/tests/reference/mod.rs"]
mod reference;

use libfuzzer_sys::fuzz_target;
use reference::Case;
use shared::Receipt;

fuzz_target!(|bytes: &[u8]| {
    if let Some(Case { text, settings, form }) = Case::from_bytes(bytes) {
        let receipt = Receipt { time_ms: 1_700_000_000_000, number: 0 };
        reference::check(&text, &settings, &engines::transform(&text, &settings, receipt, form));
    }
});
