//! Headgate itself: the only file that calls its crate.

use std::hint::black_box;

use shared::transform::Detail;
use shared::{ConnectionSettings, Receipt, Transformed, Transformer};

use crate::candidate::Candidate;

/// Whether the account can be left out. Where it cannot, it is in every figure.
pub const ACCOUNT_IS_OPTIONAL: bool = true;

const RECEIPT: Receipt = Receipt { time_ms: 1_700_000_000_000, number: 0 };

/// A way of reading JSON that this build has.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Engine(shared::Engine);

impl Engine {
    /// What this machine can run, best first.
    pub fn available() -> Vec<Self> {
        let mut engines: Vec<_> = shared::Engine::available().map(Self).collect();
        engines.reverse();
        engines
    }

    pub fn name(self) -> &'static str {
        match self.0 {
            shared::Engine::Safe => "safe engine (serde_json)",
            shared::Engine::Portable => "portable",
            shared::Engine::Sse2 => "SSE2",
            shared::Engine::Avx2 => "AVX2",
            shared::Engine::Avx512 => "AVX-512",
            shared::Engine::Simd128 => "simd128",
        }
    }
}

/// What is done.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Work {
    /// The job, one message a batch.
    Whole,
    /// The job, with a message for each event (Send as Batch off).
    Split,
    /// The job, one message a batch, and the account of it.
    WithAccount,
    /// That, and all warnings, as the page and the command line show them.
    Everything,
}

/// The settings, ready to be applied.
struct Filter {
    transformer: Transformer,
    detail: Detail,
}

impl Filter {
    fn new(engine: Engine, work: Work) -> Self {
        let settings = ConnectionSettings {
            include_location: false,
            include_metadata: false,
            send_network_performance_events: false,
            send_as_batch: work != Work::Split,
            ..ConnectionSettings::default()
        };
        let detail = match work {
            Work::Whole | Work::Split => Detail::Errors,
            Work::WithAccount => Detail::Account,
            Work::Everything => Detail::Everything,
        };
        Self { transformer: Transformer::new(&settings).with_engine(engine.0), detail }
    }

    /// The check of UTF-8 is part of it.
    fn transformed(&self, batch: &[u8]) -> Transformed {
        let text = shared::issue::utf8(batch).expect("UTF-8");
        self.transformer.run_with(self.detail, text, RECEIPT, None)
    }

    /// Does the job, looks at each message and drops them: the bytes of the messages.
    fn run(&self, batch: &[u8]) -> usize {
        let mut bytes = 0;
        let transformed = self.transformed(batch);
        transformed.records.for_each(|record| bytes += black_box(record.value).len());
        black_box(&transformed.account);
        bytes
    }

    fn messages(&self, batch: &[u8]) -> Vec<Vec<u8>> {
        self.transformed(batch).records.iter().map(|record| record.value.into_bytes()).collect()
    }
}

/// What a row is called.
pub fn row(engine: &str, work: Work) -> String {
    match work {
        Work::Whole => format!("headgate, {engine}"),
        Work::Split => format!("headgate, {engine}, a message an event"),
        Work::WithAccount => format!("headgate, {engine}, with the account"),
        Work::Everything => format!("headgate, {engine}, with the account and warnings"),
    }
}

/// The row of `engine` doing `work`.
pub fn candidate(engine: Engine, work: Work) -> Candidate {
    let (timed, checked) = (Filter::new(engine, work), Filter::new(engine, work));
    Candidate {
        name: row(engine.name(), work),
        run: Box::new(move |batch| timed.run(batch)),
        messages: Box::new(move |batch| checked.messages(batch)),
    }
}

/// The rows of the best engine for each kind of work, then the other engines' for the job alone.
pub fn candidates() -> Vec<Candidate> {
    let engines = Engine::available();
    let works: &[Work] = match ACCOUNT_IS_OPTIONAL {
        true => &[Work::Whole, Work::WithAccount, Work::Everything, Work::Split],
        false => &[Work::Whole, Work::Split],
    };
    let best = works.iter().map(|&work| candidate(engines[0], work));
    best.chain(engines[1..].iter().map(|&engine| candidate(engine, Work::Whole))).collect()
}
