//! What is wrong with the input. A click goes there.

use leptos::prelude::*;

use super::workbench::Workbench;
use crate::protocol::{PlacedIssue, Summary};
use ui::words;

#[component]
pub(super) fn Problems() -> impl IntoView {
    let bench = expect_context::<Workbench>();
    let head = move || bench.summary.with(|it| it.as_ref().map(heading));
    let issues = move || bench.summary.with(|it| it.as_ref().map(|it| it.issues.clone()).unwrap_or_default());
    view! {
        <section class="problems" aria-label="Problems">
            <h3 aria-live="polite">{head}</h3>
            <ul>{move || issues().into_iter().map(|it| view! { <ProblemRow problem=it /> }.into_any()).collect::<Vec<_>>()}</ul>
        </section>
    }
}

fn heading(summary: &Summary) -> String {
    match (summary.issue_count, summary.issues.len()) {
        (0, _) => "No problems".to_owned(),
        (all, shown) if shown < all => format!("{}, the first {shown} shown", words::counted(all, "problem")),
        (all, _) => words::counted(all, "problem"),
    }
}

#[component]
fn ProblemRow(problem: PlacedIssue) -> impl IntoView {
    let bench = expect_context::<Workbench>();
    let PlacedIssue { issue, place } = problem;
    let severity = words::severity(issue.severity);
    view! {
        <li>
            <button class="problem" data-testid="problem" data-code=issue.code data-severity=severity on:click=move |_| bench.go_to(place)>
                <span class="problem-severity">{severity}</span>
                <span class="problem-message">{issue.message}</span>
                <span class="problem-place">{format!("[Ln {}, Col {}]", issue.span.line, issue.span.column)}</span>
                <span class="problem-help">{issue.help}</span>
            </button>
        </li>
    }
}
