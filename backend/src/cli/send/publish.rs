//! Publishes an input part by part, and prints a receipt a message.

use std::io::Write;
use std::sync::Arc;
use std::time::Duration;

use shared::wire::MessageReceipt;
use shared::{KafkaSettings, Record};

use super::progress::Progress;
use super::{SendError, lines};
use crate::cli::input::{Part, Parts};
use crate::cli::kafka_file::Destination;
use crate::cli::report::Report;
use crate::cli::{Io, PROBLEM};
use crate::publisher::Publishers;
use crate::sandbox::Sandbox;

/// Messages and bytes that are sent before their receipts are printed.
const MESSAGES: usize = 1000;
const BYTES: usize = 2 * 1024 * 1024;

/// How long what was accepted may take to end.
const CLOSING: Duration = Duration::from_secs(10);

/// What the client library calls itself at the brokers, behind `headgate-`.
const CLIENT: &str = "send";

/// Where messages go, and what is said meanwhile.
pub(super) struct Publish {
    way: Way,
    report: Report,
    /// How many messages there were.
    messages: usize,
    failed: bool,
    /// Set if sending on would cost as many seconds again, and break the order.
    is_hopeless: bool,
}

enum Way {
    Sandbox(Box<Sandbox>),
    Kafka(Box<KafkaSettings>),
}

impl Publish {
    pub(super) fn new(destination: Destination, report: Report) -> Result<Self, SendError> {
        let way = match destination {
            Destination::Sandbox => Way::Sandbox(Box::new(Sandbox::start()?)),
            Destination::Kafka(settings) => Way::Kafka(settings),
        };
        Ok(Self { way, report, messages: 0, failed: false, is_hopeless: false })
    }

    /// Publishes all parts in order and gives the exit code.
    pub(super) async fn all(mut self, io: &mut Io, mut parts: Parts<'_>) -> Result<u8, SendError> {
        let wanted = io.watched && !self.report.json;
        let mut progress = Progress::new(wanted, parts.progress().1);
        let publishers = Publishers::start();
        let sent = self.parts(io, &mut parts, &publishers, &mut progress).await;
        publishers.close(CLOSING).await;
        progress.clear();
        let code = self.report.finish(io)?;
        sent.map(|()| if self.failed { PROBLEM } else { code })
    }

    async fn parts(
        &mut self,
        io: &mut Io,
        parts: &mut Parts<'_>,
        publishers: &Publishers,
        progress: &mut Progress,
    ) -> Result<(), SendError> {
        while let Some(part) = parts.next() {
            let part = part?;
            if !part.issues.is_empty() {
                progress.beside(|| self.report.add(io, &part))?;
            }
            for records in portions(&part) {
                if self.is_hopeless {
                    return Err(SendError::Stopped(self.messages));
                }
                let receipts = self.send(publishers, records).await;
                self.print(io, &receipts, progress)?;
            }
            progress.read(parts.progress().0);
        }
        Ok(())
    }

    async fn send(&self, publishers: &Publishers, records: Vec<Record>) -> Vec<MessageReceipt> {
        let records = Arc::new(records);
        match &self.way {
            Way::Sandbox(sandbox) => sandbox.send(records).await,
            Way::Kafka(settings) => publishers.send(CLIENT, settings, records).await,
        }
    }

    fn print(&mut self, io: &mut Io, receipts: &[MessageReceipt], progress: &mut Progress) -> Result<(), SendError> {
        for receipt in receipts {
            self.messages += 1;
            lines::print(&mut io.stdout, self.messages, receipt)?;
        }
        io.stdout.flush()?;
        let fine = receipts.iter().filter(|it| lines::is_fine(it)).count();
        self.failed |= fine < receipts.len();
        progress.add(fine, receipts.len() - fine);
        self.is_hopeless = fine == 0 && receipts.iter().any(lines::ends_sending);
        Ok(())
    }
}

/// The messages of a part, in pieces of which one is sent at a time.
fn portions(part: &Part) -> Vec<Vec<Record>> {
    let mut portions: Vec<Vec<Record>> = Vec::new();
    let mut bytes = 0;
    for record in part.transformed.records.iter() {
        bytes += record.value.len();
        match portions.last_mut().filter(|it| it.len() < MESSAGES && bytes <= BYTES) {
            Some(portion) => portion.push(record),
            None => {
                bytes = record.value.len();
                portions.push(vec![record]);
            }
        }
    }
    portions
}
