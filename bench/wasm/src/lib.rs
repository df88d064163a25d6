//! The transformation alone as a WebAssembly module, to be timed and weighed: no page, no wasm-bindgen.
//!
//! JavaScript asks for room (`alloc`), writes a batch there, hands it over (`put`), and from then on says only which
//! settings to apply to it (`run`). The message stays here until it is asked for (`output`).

use std::cell::RefCell;

use shared::transform::Detail;
use shared::{ConnectionSettings, Receipt, Transformer};

const RECEIPT: Receipt = Receipt { time_ms: 1_700_000_000_000, number: 0 };

/// The bits of `run`'s second argument.
const LOCATION_OFF: u32 = 1;
const METADATA_OFF: u32 = 2;
const NETWORK_PERFORMANCE_OFF: u32 = 4;
const SPLIT: u32 = 8;
const WITH_ACCOUNT: u32 = 16;

thread_local! {
    static ROOM: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
    static INPUTS: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
    static OUTPUT: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Room for a batch of `bytes`.
#[unsafe(no_mangle)]
pub extern "C" fn alloc(bytes: usize) -> *mut u8 {
    ROOM.with_borrow_mut(|room| {
        *room = vec![0; bytes];
        room.as_mut_ptr()
    })
}

/// Takes the batch that was written, and gives its number; -1 if it is not UTF-8.
#[unsafe(no_mangle)]
pub extern "C" fn put() -> i32 {
    let Ok(text) = String::from_utf8(ROOM.take()) else { return -1 };
    INPUTS.with_borrow_mut(|inputs| {
        inputs.push(text);
        i32::try_from(inputs.len()).map_or(-1, |count| count - 1)
    })
}

/// Transforms the batch of that number, and gives the bytes of the first message.
#[unsafe(no_mangle)]
pub extern "C" fn run(input: usize, bits: u32) -> usize {
    let settings = settings(bits);
    INPUTS.with_borrow(|inputs| {
        let text = inputs.get(input).map_or("", String::as_str);
        let detail = if bits & WITH_ACCOUNT == 0 { Detail::Errors } else { Detail::Account };
        let transformed = Transformer::new(&settings).run_with(detail, text, RECEIPT, None);
        let message = transformed.records.into_vec().into_iter().next().map(|record| record.value).unwrap_or_default();
        OUTPUT.replace(message);
    });
    OUTPUT.with_borrow(String::len)
}

/// Where the message of the last run is.
#[unsafe(no_mangle)]
pub extern "C" fn output() -> *const u8 {
    OUTPUT.with_borrow(|text| text.as_ptr())
}

fn settings(bits: u32) -> ConnectionSettings {
    ConnectionSettings {
        include_location: bits & LOCATION_OFF == 0,
        include_metadata: bits & METADATA_OFF == 0,
        send_network_performance_events: bits & NETWORK_PERFORMANCE_OFF == 0,
        send_as_batch: bits & SPLIT == 0,
        ..ConnectionSettings::default()
    }
}
