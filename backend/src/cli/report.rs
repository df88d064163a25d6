//! Shows the problems of an input: for people with the line and a caret, for machines as JSON.

use std::io::{self, Write};

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use shared::Issue;
use shared::issue::Severity;

use super::input::Part;
use super::{Io, OK, PROBLEM};

/// How many problems people are shown.
const SHOWN: usize = 50;
/// How much of a line is shown before and behind the place: batches are often one long line.
const AROUND: usize = 60;

/// Reports the problems of one input, part by part.
pub(super) struct Report {
    /// What the input is called.
    file: String,
    /// For machines.
    pub(super) json: bool,
    count: usize,
    failed: bool,
}

impl Report {
    pub(super) fn new(file: String, json: bool) -> Self {
        Self { file, json, count: 0, failed: false }
    }

    /// Writes the problems of `part` to standard error: for machines all, for people the first ones of the input.
    pub(super) fn add(&mut self, io: &mut Io, part: &Part) -> io::Result<()> {
        let issues = &part.issues;
        self.failed |= issues.iter().any(|it| it.severity == Severity::Error);
        if self.json {
            return add_json(io, issues);
        }
        let renderer = if io.colour { Renderer::styled() } else { Renderer::plain() };
        for issue in issues.iter().take(SHOWN.saturating_sub(self.count)) {
            writeln!(io.stderr, "{}\n", render(&renderer, &self.file, part, issue))?;
        }
        self.count += issues.len();
        Ok(())
    }

    /// Says how many were not shown, and gives the exit code: a warning is no failure, the message is published.
    pub(super) fn finish(&self, io: &mut Io) -> io::Result<u8> {
        if self.count > SHOWN {
            writeln!(io.stderr, "{} more problems; --json lists them all", self.count - SHOWN)?;
        }
        Ok(if self.failed { PROBLEM } else { OK })
    }
}

/// In one piece: standard error keeps nothing back, and each write to it would be one to the system.
fn add_json(io: &mut Io, issues: &[Issue]) -> io::Result<()> {
    let mut lines = Vec::new();
    for issue in issues {
        serde_json::to_writer(&mut lines, issue)?;
        lines.push(b'\n');
    }
    io.stderr.write_all(&lines)
}

fn render(renderer: &Renderer, file: &str, part: &Part, issue: &Issue) -> String {
    let level = match issue.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let (line, caret) = excerpt(part, issue);
    let pointer = issue.pointer.as_deref().unwrap_or_default();
    let place = format!("{file}:{}:{} {pointer}", issue.span.line, issue.span.column);
    let snippet = Snippet::source(line.as_str())
        .line_start(issue.span.line)
        .fold(false)
        .annotation(AnnotationKind::Primary.span(caret));
    let group =
        level.primary_title(&issue.message).id(&issue.code).element(annotate_snippets::Origin::path(place.trim_end()));
    let group = if is_of_the_input(issue) { group } else { group.element(snippet) };
    let group = group.element(Level::HELP.message(&issue.help));
    without_second_file(&renderer.render(&[group]).to_string())
}

/// Whether it is about the input as a whole, and not about what stands at a place of it.
fn is_of_the_input(issue: &Issue) -> bool {
    issue.batch.is_none() && (issue.span.offset, issue.span.bytes) == (0, 0)
}

/// The excerpt has no path of its own, so the library takes it for another file and leaves `:::` in its place.
fn without_second_file(rendered: &str) -> String {
    let is_mark = |line: &str| line.contains(":::") && !line.contains('|') && !line.contains("-->");
    rendered.lines().filter(|line| !is_mark(line)).collect::<Vec<_>>().join("\n")
}

/// The part of the line around the place, and where in it the place is.
fn excerpt(part: &Part, issue: &Issue) -> (String, std::ops::Range<usize>) {
    let text = part.text.as_str();
    let offset = issue.span.offset.saturating_sub(part.before.bytes).min(text.len());
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
pub(super) fn visible(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}
