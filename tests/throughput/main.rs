//! How fast the publisher is beside a bare producer of the same library with the same settings: 100,000 messages of 3 KB
//! over TLS to a Kafka on this machine, in turns. Run by script/bench-kafka.

#![allow(clippy::unwrap_used, reason = "a measurement fails by panicking")]

mod bare;
mod messages;
mod process;
mod publisher;

use std::io::Write as _;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use headgate_tests::kafka::{Kafka, Way};
use shared::KafkaSettings;
use shared::kafka::KafkaConfig;

use process::Process;

/// Messages of a run.
const MESSAGES: usize = 100_000;
/// Runs of each, after one to warm up.
const ROUNDS: usize = 5;
const PARTITIONS: i32 = 6;

/// What a run took.
#[derive(Debug, Clone, Copy)]
struct Run {
    elapsed: Duration,
    process: Process,
}

impl Run {
    fn measured(work: impl FnOnce()) -> Self {
        let (before, started) = (Process::begin(), Instant::now());
        work();
        Self { elapsed: started.elapsed(), process: before.end() }
    }

    fn rate(&self) -> f64 {
        f64::from(u32::try_from(MESSAGES).unwrap()) / self.elapsed.as_secs_f64()
    }
}

fn main() {
    let kafka = Kafka::own("throughput", 1);
    let topic = kafka.create_topic(PARTITIONS, &[("retention.bytes", "200000000")]);
    let settings = kafka.settings(Way::Tls, &topic);
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    let config = shared::kafka::check(&settings, i64::try_from(now.as_millis()).unwrap()).0.unwrap();
    say(&format!("{MESSAGES} messages of about {} bytes over TLS, {PARTITIONS} partitions", messages::BYTES));
    say("            messages/s      MB/s   CPU s   peak MB   MB at quarters of the run");
    let (mut publisher, mut bare) = (Vec::new(), Vec::new());
    for round in 0..=ROUNDS {
        // In turns, and each of them first in every other round.
        let kinds = if round % 2 == 0 { [true, false] } else { [false, true] };
        for is_publisher in kinds {
            let run = run(is_publisher, &settings, &config);
            line(if is_publisher { "publisher" } else { "bare" }, round, &run);
            if round > 0 {
                if is_publisher { &mut publisher } else { &mut bare }.push(run);
            }
        }
    }
    let ratio = median(&publisher, Run::rate) / median(&bare, Run::rate);
    let cpu = |it: &Run| it.process.cpu_seconds;
    let cpu_ratio = median(&publisher, cpu) / median(&bare, cpu);
    say(&format!("publisher / bare: rate {ratio:.2}, CPU {cpu_ratio:.2} (medians of {ROUNDS} runs)"));
}

fn run(is_publisher: bool, settings: &KafkaSettings, config: &KafkaConfig) -> Run {
    if is_publisher { publisher::run(settings) } else { bare::run(config) }
}

fn line(name: &str, round: usize, run: &Run) {
    let megabytes = run.rate() * f64::from(u32::try_from(messages::BYTES).unwrap()) / 1e6;
    let quarters = run.process.quarters.map(|it| format!("{it:.0}")).join(" ");
    let note = if round == 0 { "   (warming up)" } else { "" };
    say(&format!(
        "{name:<10} {:>11.0} {megabytes:>9.0} {:>7.2} {:>9.0}   {quarters}{note}",
        run.rate(),
        run.process.cpu_seconds,
        run.process.peak
    ));
}

fn median(runs: &[Run], of: impl Fn(&Run) -> f64) -> f64 {
    let mut values: Vec<f64> = runs.iter().map(of).collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

fn say(text: &str) {
    let mut out = std::io::stdout();
    writeln!(out, "{text}").unwrap();
}
