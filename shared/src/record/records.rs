//! The records of an input. Where each event has a message of its own, messages are put together when they are asked
//! for: a batch of a thousand events has a thousand copies of its envelope.

use super::Record;
use super::assembler::Assembler;
use super::layout::Layout;
use crate::outgoing::Ids;

/// The records of an input, in order.
#[derive(Debug, Clone, Default)]
pub struct Records {
    batches: Vec<BatchRecords>,
    count: usize,
}

/// The records of one batch.
#[derive(Debug, Clone)]
pub(crate) struct BatchRecords {
    pub(crate) batch: usize,
    pub(crate) key: Option<String>,
    /// The message that holds all events.
    pub(crate) whole: String,
    pub(crate) layout: Layout,
    /// Set if there are other messages.
    pub(crate) ids: Option<Ids>,
}

/// A record, borrowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RecordRef<'r> {
    /// Which batch of the input it comes from, from 0.
    pub batch: usize,
    /// See [`Record::key`].
    pub key: Option<&'r str>,
    /// See [`Record::value`].
    pub value: &'r str,
}

impl Records {
    pub(crate) fn push(&mut self, batch: BatchRecords) {
        self.count += batch.layout.messages();
        self.batches.push(batch);
    }

    pub(crate) fn batches(&self) -> usize {
        self.batches.len()
    }

    pub(crate) fn truncate(&mut self, batches: usize) {
        self.batches.truncate(batches);
        self.count = self.batches.iter().map(|it| it.layout.messages()).sum();
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Bytes of all values together.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.batches.iter().flat_map(BatchRecords::sizes).sum()
    }

    /// How many records batch number `batch` has, and the bytes of their values together.
    #[must_use]
    pub fn of_batch(&self, batch: usize) -> (usize, usize) {
        let start = self.batches.partition_point(|it| it.batch < batch);
        let found = self.batches.get(start).filter(|it| it.batch == batch);
        found.map_or((0, 0), |it| (it.layout.messages(), it.sizes().sum()))
    }

    /// How many records the batches before number `batch` have: the number of its first one.
    #[must_use]
    pub fn first_of_batch(&self, batch: usize) -> usize {
        self.batches.iter().take_while(|it| it.batch < batch).map(|it| it.layout.messages()).sum()
    }

    /// The message that holds all events of batch number `batch`.
    pub(crate) fn whole(&self, batch: usize) -> Option<&str> {
        let start = self.batches.partition_point(|it| it.batch < batch);
        self.batches.get(start).filter(|it| it.batch == batch).map(|it| it.whole.as_str())
    }

    /// Record number `index`, from 0.
    #[must_use]
    pub fn get(&self, index: usize) -> Option<Record> {
        let mut before = 0;
        for batch in &self.batches {
            let count = batch.layout.messages();
            if index < before + count {
                return Some(batch.record(index - before));
            }
            before += count;
        }
        None
    }

    /// Each record, put together one by one.
    pub fn iter(&self) -> impl Iterator<Item = Record> {
        self.batches.iter().flat_map(|it| (0..it.layout.messages()).map(|number| it.record(number)))
    }

    /// Calls `each` with each record; all share one buffer.
    pub fn for_each(&self, mut each: impl FnMut(RecordRef<'_>)) {
        let mut buffer = String::new();
        for batch in &self.batches {
            let assembler = batch.assembler();
            for number in 0..batch.layout.messages() {
                let value = assembler.message(number, &mut buffer);
                each(RecordRef { batch: batch.batch, key: batch.key.as_deref(), value });
            }
        }
    }

    /// All of them, without a copy where a batch has one message.
    #[must_use]
    pub fn into_vec(self) -> Vec<Record> {
        let mut records = Vec::with_capacity(self.count);
        for batch in self.batches {
            if batch.layout.is_split() {
                records.extend((0..batch.layout.messages()).map(|number| batch.record(number)));
            } else {
                records.push(Record { batch: batch.batch, key: batch.key, value: batch.whole });
            }
        }
        records
    }
}

impl BatchRecords {
    fn assembler(&self) -> Assembler<'_> {
        Assembler::new(&self.whole, &self.layout, self.ids.as_ref())
    }

    /// The bytes of each of its messages.
    pub(crate) fn sizes(&self) -> impl Iterator<Item = usize> {
        let assembler = self.assembler();
        (0..self.layout.messages()).map(move |number| assembler.bytes(number))
    }

    fn record(&self, number: usize) -> Record {
        let mut buffer = String::new();
        let value = self.assembler().message(number, &mut buffer).to_owned();
        Record { batch: self.batch, key: self.key.clone(), value }
    }
}
