//! Headgate itself: the only file that calls its crate.

use std::hint::black_box;

use shared::{ConnectionSettings, Outcome, Receipt};

use crate::candidate::Candidate;

/// Whether the account can be left out. Where it cannot, it is in every figure.
pub const ACCOUNT_IS_OPTIONAL: bool = false;

const RECEIPT: Receipt = Receipt { time_ms: 1_700_000_000_000, number: 0 };

/// A way of reading JSON that this build has.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    Safe,
}

impl Engine {
    /// What this machine can run, best first.
    pub fn available() -> Vec<Self> {
        vec![Self::Safe]
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Safe => "safe engine (serde_json)",
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
}

/// The settings, ready to be applied.
struct Filter {
    settings: ConnectionSettings,
}

impl Filter {
    fn new(_engine: Engine, work: Work) -> Self {
        let settings = ConnectionSettings {
            include_location: false,
            include_metadata: false,
            send_network_performance_events: false,
            send_as_batch: work != Work::Split,
            ..ConnectionSettings::default()
        };
        Self { settings }
    }

    /// The check of UTF-8 is part of it.
    fn outcome(&self, batch: &[u8]) -> Outcome {
        let text = std::str::from_utf8(batch).expect("UTF-8");
        shared::transform(text, &self.settings, RECEIPT, None)
    }

    /// Does the job, looks at each message and drops them: the bytes of the messages.
    fn run(&self, batch: &[u8]) -> usize {
        let outcome = self.outcome(batch);
        outcome.records.iter().map(|record| black_box(record.value.as_str()).len()).sum()
    }

    fn messages(&self, batch: &[u8]) -> Vec<Vec<u8>> {
        let outcome = self.outcome(batch);
        outcome.records.into_iter().map(|record| record.value.into_bytes()).collect()
    }
}

/// What a row is called.
pub fn row(engine: &str, work: Work) -> String {
    match work {
        Work::Whole => format!("headgate, {engine}"),
        Work::Split => format!("headgate, {engine}, a message an event"),
        Work::WithAccount => format!("headgate, {engine}, with the account"),
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
        true => &[Work::Whole, Work::WithAccount, Work::Split],
        false => &[Work::Whole, Work::Split],
    };
    let best = works.iter().map(|&work| candidate(engines[0], work));
    best.chain(engines[1..].iter().map(|&engine| candidate(engine, Work::Whole))).collect()
}
