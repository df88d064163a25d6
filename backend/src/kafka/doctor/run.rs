//! A check under way: runs stages, measures them, and tells of them.

use std::future::Future;
use std::time::{Duration, Instant};

use shared::kafka::ConnectionProblem;
use shared::wire::{CheckEvent, Fact, Finding, Stage, StageReport, StageStatus};
use tokio::sync::mpsc::UnboundedSender;

use super::StageResult;

/// What a stage found, and what the next ones need of it.
pub(super) struct Found<T> {
    pub(super) value: T,
    pub(super) summary: String,
    pub(super) findings: Vec<Finding>,
    pub(super) facts: Vec<Fact>,
}

/// Why a stage failed.
pub(super) struct Failed {
    pub(super) findings: Vec<Finding>,
    pub(super) facts: Vec<Fact>,
}

impl<T> Found<T> {
    pub(super) fn new(value: T, summary: impl Into<String>) -> Self {
        Self { value, summary: summary.into(), findings: Vec::new(), facts: Vec::new() }
    }

    pub(super) fn with(mut self, warnings: &[ConnectionProblem], facts: Vec<Fact>) -> Self {
        self.findings = warnings.iter().map(Finding::from).collect();
        self.facts = facts;
        self
    }
}

impl Failed {
    pub(super) fn with(mut self, facts: Vec<Fact>) -> Self {
        self.facts = facts;
        self
    }
}

impl From<ConnectionProblem> for Failed {
    fn from(problem: ConnectionProblem) -> Self {
        Self { findings: vec![Finding::from(&problem)], facts: Vec::new() }
    }
}

impl From<Vec<ConnectionProblem>> for Failed {
    fn from(problems: Vec<ConnectionProblem>) -> Self {
        Self { findings: problems.iter().map(Finding::from).collect(), facts: Vec::new() }
    }
}

/// Why a stage is not run.
#[derive(Clone, Copy)]
pub(super) enum Skip {
    NotNeeded(&'static str),
    AfterFailure,
}

/// A check under way.
pub(super) struct Run {
    tell: UnboundedSender<CheckEvent>,
    began: Instant,
    told: Vec<Stage>,
    /// What it came to, and whether all passed.
    end: Option<(bool, String)>,
}

impl Run {
    pub(super) fn new(tell: UnboundedSender<CheckEvent>) -> Self {
        Self { tell, began: Instant::now(), told: Vec::new(), end: None }
    }

    /// Runs a stage. `None`: it failed, and that has been told.
    pub(super) async fn stage<T>(&mut self, stage: Stage, work: impl Future<Output = StageResult<T>>) -> Option<T> {
        self.say(CheckEvent::Started { stage });
        let began = Instant::now();
        let result = work.await;
        let took = began.elapsed();
        match result {
            Ok(Found { value, summary, findings, facts }) => {
                let status = if findings.is_empty() { StageStatus::Ok } else { StageStatus::Warning };
                self.ended(stage, status, took, summary, findings, facts);
                Some(value)
            }
            Err(Failed { findings, facts }) => {
                let summary = findings.first().map(|it| it.message.clone()).unwrap_or_default();
                self.end = Some((false, summary.clone()));
                self.ended(stage, StageStatus::Failed, took, summary, findings, facts);
                None
            }
        }
    }

    pub(super) fn skip(&mut self, stage: Stage, why: Skip) {
        let summary = match why {
            Skip::NotNeeded(why) => why,
            Skip::AfterFailure => "Not reached.",
        };
        self.ended(stage, StageStatus::Skipped, Duration::ZERO, summary.to_owned(), Vec::new(), Vec::new());
    }

    pub(super) fn passed(&mut self, summary: String) {
        self.end = Some((true, summary));
    }

    /// Tells that the stages which did not come about are skipped, and how all ended.
    pub(super) fn end(mut self) {
        for stage in Stage::ALL {
            if !self.told.contains(&stage) {
                self.skip(stage, Skip::AfterFailure);
            }
        }
        let (passed, summary) = self.end.take().unwrap_or_default();
        self.say(CheckEvent::Done { passed, summary, duration_ms: ms(self.began.elapsed()) });
    }

    fn ended(
        &mut self,
        stage: Stage,
        status: StageStatus,
        took: Duration,
        summary: String,
        findings: Vec<Finding>,
        facts: Vec<Fact>,
    ) {
        self.told.push(stage);
        self.say(CheckEvent::Ended(StageReport { stage, status, duration_ms: ms(took), summary, findings, facts }));
    }

    fn say(&self, event: CheckEvent) {
        // Nobody listens any more once a check was cancelled.
        let _ = self.tell.send(event);
    }
}

fn ms(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}
