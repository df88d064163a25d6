//! `headgate check-fixtures`: whether saved inputs still yield what they did.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::Args;
use serde::Serialize;

use super::fixtures::{Difference, FixtureError, Verdict, check, find};
use super::{Io, OK, PROBLEM};

#[derive(Debug, Args)]
pub(super) struct CheckFixtures {
    /// A fixture, or a folder with fixtures at any depth; `headgate preview --save-fixture DIR` makes one
    folder: PathBuf,
    /// Expect from now on what they yield today
    #[arg(long)]
    update: bool,
    /// One JSON object a fixture, a line each
    #[arg(long)]
    json: bool,
}

/// One line of `--json`.
#[derive(Serialize)]
struct FixtureLine<'a> {
    fixture: &'a Path,
    verdict: &'static str,
    differences: &'a [Difference],
    error: Option<String>,
}

/// How many fixtures came to what.
#[derive(Default)]
struct Counts {
    as_expected: usize,
    differ: usize,
    written: usize,
    unusable: usize,
}

impl CheckFixtures {
    pub(super) fn run(self, io: &mut Io) -> io::Result<u8> {
        let fixtures = match find(&self.folder) {
            Ok(fixtures) => fixtures,
            Err(error) => return io.usage(&error.to_string()),
        };
        if fixtures.is_empty() {
            return io.fail(PROBLEM, &none_in(&self.folder));
        }
        let mut counts = Counts::default();
        for fixture in &fixtures {
            let verdict = check(fixture, self.update);
            counts.add(&verdict);
            self.print(io, fixture, &verdict)?;
        }
        if !self.json {
            writeln!(io.stdout, "{counts}")?;
        }
        Ok(if counts.differ + counts.unusable > 0 { PROBLEM } else { OK })
    }

    fn print(&self, io: &mut Io, fixture: &Path, verdict: &Result<Verdict, FixtureError>) -> io::Result<()> {
        let out = &mut io.stdout;
        let path = fixture.display();
        match verdict {
            _ if self.json => {
                serde_json::to_writer(&mut *out, &FixtureLine::of(fixture, verdict))?;
                writeln!(out)
            }
            Ok(Verdict::AsExpected) => Ok(()),
            Ok(Verdict::WrittenAnew) => writeln!(out, "{path} is written anew"),
            Ok(Verdict::Differs(differences)) => {
                writeln!(out, "{path} differs")?;
                differences.iter().try_for_each(|it| write!(out, "{it}"))
            }
            Err(error) => writeln!(out, "{path} cannot be checked: {error}"),
        }
    }
}

impl<'a> FixtureLine<'a> {
    fn of(fixture: &'a Path, verdict: &'a Result<Verdict, FixtureError>) -> Self {
        let (name, differences): (_, &[Difference]) = match verdict {
            Ok(Verdict::AsExpected) => ("as_expected", &[]),
            Ok(Verdict::WrittenAnew) => ("written_anew", &[]),
            Ok(Verdict::Differs(differences)) => ("differs", differences),
            Err(_) => ("unusable", &[]),
        };
        let error = verdict.as_ref().err().map(ToString::to_string);
        Self { fixture, verdict: name, differences, error }
    }
}

impl Counts {
    fn add(&mut self, verdict: &Result<Verdict, FixtureError>) {
        *match verdict {
            Ok(Verdict::AsExpected) => &mut self.as_expected,
            Ok(Verdict::Differs(_)) => &mut self.differ,
            Ok(Verdict::WrittenAnew) => &mut self.written,
            Err(_) => &mut self.unusable,
        } += 1;
    }
}

impl std::fmt::Display for Counts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { as_expected, differ, written, unusable } = self;
        let all = as_expected + differ + written + unusable;
        write!(f, "{all} fixture{}, {as_expected} as expected", if all == 1 { "" } else { "s" })?;
        let others = [(differ, "not as expected"), (written, "written anew"), (unusable, "that cannot be checked")];
        others.iter().filter(|it| *it.0 > 0).try_for_each(|(count, words)| write!(f, ", {count} {words}"))
    }
}

fn none_in(folder: &Path) -> String {
    format!(
        "there is no fixture in {}: no folder in it holds a fixture.toml\n`headgate preview --save-fixture DIR` makes \
         one.",
        folder.display()
    )
}
