//! Shows the problems of an input: for people with the line and a caret, for machines as JSON.

use std::io::{self, Write};

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use shared::Issue;
use shared::issue::Severity;

use super::Io;

/// How many problems people are shown.
const SHOWN: usize = 50;
/// How much of a line is shown before and behind the place: batches are often one long line.
const AROUND: usize = 60;

/// Writes `issues` of the input called `file` to standard error.
pub(super) fn report(io: &mut Io, file: &str, text: &str, issues: &[Issue], json: bool) -> io::Result<()> {
    if json {
        for issue in issues {
            serde_json::to_writer(&mut io.stderr, issue)?;
            writeln!(io.stderr)?;
        }
        return Ok(());
    }
    let renderer = if io.colour { Renderer::styled() } else { Renderer::plain() };
    for issue in issues.iter().take(SHOWN) {
        writeln!(io.stderr, "{}\n", render(&renderer, file, text, issue))?;
    }
    if issues.len() > SHOWN {
        writeln!(io.stderr, "{} more problems; --json lists them all", issues.len() - SHOWN)?;
    }
    Ok(())
}

fn render(renderer: &Renderer, file: &str, text: &str, issue: &Issue) -> String {
    let level = match issue.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let (line, caret) = excerpt(text, issue);
    let pointer = issue.pointer.as_deref().unwrap_or_default();
    let place = format!("{file}:{}:{} {pointer}", issue.span.line, issue.span.column);
    let snippet = Snippet::source(line.as_str())
        .line_start(issue.span.line)
        .fold(false)
        .annotation(AnnotationKind::Primary.span(caret));
    let group = level
        .primary_title(&issue.message)
        .id(&issue.code)
        .element(annotate_snippets::Origin::path(place.trim_end()))
        .element(snippet)
        .element(Level::HELP.message(&issue.help));
    without_second_file(&renderer.render(&[group]).to_string())
}

/// The excerpt has no path of its own, so the library takes it for another file and leaves `:::` in its place.
fn without_second_file(rendered: &str) -> String {
    let is_mark = |line: &str| line.contains(":::") && !line.contains('|') && !line.contains("-->");
    rendered.lines().filter(|line| !is_mark(line)).collect::<Vec<_>>().join("\n")
}

/// The part of the line around the place, and where in it the place is.
fn excerpt(text: &str, issue: &Issue) -> (String, std::ops::Range<usize>) {
    let offset = issue.span.offset.min(text.len());
    let start = text.get(..offset).and_then(|it| it.rfind('\n')).map_or(0, |at| at + 1);
    let before = text.get(start..offset).unwrap_or_default();
    let behind = text.get(offset..).unwrap_or_default().lines().next().unwrap_or_default();

    let cut_before = before.char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at);
    let cut_behind = behind.char_indices().nth(AROUND).map_or(behind.len(), |(at, _)| at);
    let dots = |cut: bool| if cut { "…" } else { "" };
    let head = format!("{}{}", dots(cut_before > 0), visible(&before[cut_before..]));
    let tail = format!("{}{}", visible(&behind[..cut_behind]), dots(cut_behind < behind.len()));
    let marked = visible(behind.get(..issue.span.bytes.min(cut_behind)).unwrap_or_default()).len();
    let caret = head.len()..head.len() + marked;
    (head + &tail, caret)
}

/// Control characters would move the caret, or the terminal's cursor.
fn visible(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}
