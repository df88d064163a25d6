//! What is printed of a check.

use std::io::{self, Write};

use shared::wire::{CheckEvent, StageReport, StageStatus};

use crate::cli::report::visible;

/// The event on a line, as the API tells it.
pub(super) fn json(out: &mut dyn Write, event: &CheckEvent) -> io::Result<()> {
    serde_json::to_writer(&mut *out, event)?;
    writeln!(out)
}

/// A line a stage, and below it what was seen, what is wrong and what to do.
pub(super) fn words(out: &mut dyn Write, event: &CheckEvent) -> io::Result<()> {
    match event {
        CheckEvent::Started { .. } => Ok(()),
        CheckEvent::Ended(report) => stage(out, report),
        CheckEvent::Done { summary, duration_ms, .. } => {
            writeln!(out, "\n{} ({})", visible(summary), time(*duration_ms))
        }
    }
}

/// Names and texts of a broker are shown, too: nothing of them may act on a terminal.
fn stage(out: &mut dyn Write, report: &StageReport) -> io::Result<()> {
    let took = if report.status == StageStatus::Skipped { String::new() } else { time(report.duration_ms) };
    let summary = visible(&report.summary);
    writeln!(out, "{} {:<20} {took:>8}  {summary}", mark(report.status), report.stage.label())?;
    for finding in &report.findings {
        // A stage that failed has its first finding as its summary.
        if finding.message != report.summary {
            writeln!(out, "    {}", visible(&finding.message))?;
        }
        writeln!(out, "    → {}", visible(&finding.hint))?;
    }
    for fact in &report.facts {
        for line in fact.value.lines() {
            writeln!(out, "    {}: {}", visible(&fact.label), visible(line))?;
        }
    }
    Ok(())
}

fn mark(status: StageStatus) -> char {
    match status {
        StageStatus::Ok => '✓',
        StageStatus::Warning => '!',
        StageStatus::Failed => '✗',
        StageStatus::Skipped => '–',
    }
}

fn time(ms: f64) -> String {
    if ms < 1000.0 { format!("{ms:.0} ms") } else { format!("{:.1} s", ms / 1000.0) }
}

#[cfg(test)]
mod tests {
    use shared::issue::Severity;
    use shared::wire::{Fact, Finding, Stage};

    use super::*;

    fn printed(report: StageReport) -> String {
        let mut out = Vec::new();
        words(&mut out, &CheckEvent::Ended(report)).unwrap();
        String::from_utf8(out).unwrap()
    }

    fn report(status: StageStatus, summary: &str) -> StageReport {
        let (stage, summary) = (Stage::Tls, summary.to_owned());
        StageReport { stage, status, duration_ms: 1234.5, summary, findings: Vec::new(), facts: Vec::new() }
    }

    #[test]
    fn a_stage_is_a_line() {
        assert_eq!(printed(report(StageStatus::Ok, "TLS 1.3.")), "✓ TLS                     1.2 s  TLS 1.3.\n");
        assert_eq!(
            printed(report(StageStatus::Skipped, "Not reached.")),
            "– TLS                            Not reached.\n"
        );
    }

    #[test]
    fn what_is_wrong_stands_below_it_once_and_nothing_acts_on_the_terminal() {
        let finding = |message: &str| Finding {
            severity: Severity::Error,
            code: "c".to_owned(),
            message: message.to_owned(),
            hint: "Do it.".to_owned(),
            field: None,
        };
        let fact = Fact { label: "Subject".to_owned(), value: "CN=\u{1b}[2J\nO=x".to_owned() };
        let report = StageReport {
            findings: vec![finding("It is bad."), finding("More.")],
            facts: vec![fact],
            ..report(StageStatus::Failed, "It is bad.")
        };
        assert_eq!(
            printed(report),
            "✗ TLS                     1.2 s  It is bad.\n    → Do it.\n    More.\n    → Do it.\n    \
             Subject: CN=\u{fffd}[2J\n    Subject: O=x\n"
        );
    }
}
