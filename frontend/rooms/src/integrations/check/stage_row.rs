//! One stage: whether it is pending, running or over, how long it took, what is wrong, and what was seen.

use leptos::prelude::*;
use shared::wire::{Fact, Stage, StageReport, StageStatus};
use ui::words::tenths;

use super::run::{StageState, status};
use crate::integrations::field::{Problem, coded};

#[component]
pub(super) fn StageRow(stage: Stage, state: RwSignal<StageState>) -> impl IntoView {
    let (name, sign) = (move || word(&state.read()), move || sign(&state.read()));
    let report = move || match state.get() {
        StageState::Ended(report) => view! { <Report report=report /> }.into_any(),
        _ => ().into_any(),
    };
    let time = move || match &*state.read() {
        StageState::Ended(it) if it.status != StageStatus::Skipped => Some(format!("{} ms", tenths(it.duration_ms))),
        _ => None,
    };
    view! {
        <li class="stage" data-testid="stage" data-status=name>
            <p class="stage-head">
                <span class="stage-sign" aria-hidden="true">{sign}</span>
                <b>{stage.label()}</b>
                <span class="stage-word">{name}</span>
                <span class="grow"></span>
                <span class="help">{time}</span>
            </p>
            {report}
        </li>
    }
}

fn word(state: &StageState) -> &'static str {
    match state {
        StageState::Pending => "pending",
        StageState::Running => "running",
        StageState::Ended(report) => status(report.status),
    }
}

fn sign(state: &StageState) -> &'static str {
    match state {
        StageState::Pending => "·",
        StageState::Running => "…",
        StageState::Ended(report) => match report.status {
            StageStatus::Ok => "✓",
            StageStatus::Warning => "⚠",
            StageStatus::Failed => "✗",
            StageStatus::Skipped => "–",
        },
    }
}

/// What a stage found: its sentence, what is wrong and what to do, and what was seen.
#[component]
fn Report(report: StageReport) -> impl IntoView {
    let fact = |Fact { label, value }| view! { <dt>{label}</dt><dd class="mono">{value}</dd> };
    let facts = (!report.facts.is_empty()).then(|| {
        view! {
            <details class="facts">
                <summary>"Facts"</summary>
                <dl>{report.facts.into_iter().map(fact).collect_view()}</dl>
            </details>
        }
    });
    // A finding says the same with what to do.
    let is_said = report.findings.first().is_some_and(|it| it.message == report.summary);
    let summary = (!is_said).then(|| view! { <p class="stage-summary">{coded(&report.summary)}</p> });
    let problems = report.findings.into_iter().map(|it| view! { <Problem finding=it /> }).collect_view();
    view! {
        {summary}
        <ul class="field-problems">{problems}</ul>
        {facts}
    }
}
