//! The section of docs/PERFORMANCE.md that tells of the page.

use std::path::Path;

use super::Speed;

const TITLE: &str = "## The page in Chromium";

/// The section.
pub(super) fn section(speed: &Speed, browser: &str) -> String {
    let rows = [
        row("a key at 64 KB until the output is in the document", 16.7, speed.key[0]),
        row("a setting flipped at 1 MB until the output is in the document", 16.7, speed.flip[0]),
        row("32 MB of NDJSON opened: the longest frame", 100.0, speed.open[1]),
        row("10,000 messages scrolled at 10,000 pixels a second: the longest frame", 100.0, speed.scroll),
        row("the first load until a message is drawn, with the page's thread slowed four times", 1_000.0, speed.load),
    ];
    format!(
        "{TITLE}\n\n\
        Written by `HEADGATE_RECORD=1 cargo test -p headgate-tests --test browser the_speed_of_the_page`: a real {browser} without a\n\
        window, on {} logical processors that draw in software, driven with real keys, clicks and wheel; by the browser's own clock.\n\
        Medians of 15 keys and flips, and of 5 loads.\n\n\
        | what | wanted | measured |  |\n| --- | --- | --- | --- |\n{}\n\
        - Until the next frame is drawn: {} after a key, {} after a flip.\n\
        - The 32 MB file: its messages are counted {} after it is chosen.\n\
        - After the scrolling {} messages of 10,000 were in the document.\n\
        - Chromium's slowing does not reach workers: on a slower processor the transformation of a long input, which runs in one, is slower too.\n",
        std::thread::available_parallelism().unwrap(),
        rows.concat(),
        ms(speed.key[1]),
        ms(speed.flip[1]),
        ms(speed.open[0]),
        speed.shown,
    )
}

fn row(what: &str, wanted: f64, measured: f64) -> String {
    let verdict = if measured <= wanted { "met" } else { "**not met**" };
    format!("| {what} | ≤ {} | {} | {verdict} |\n", ms(wanted), ms(measured))
}

fn ms(ms: f64) -> String {
    if ms < 100.0 { format!("{ms:.1} ms") } else { format!("{ms:.0} ms") }
}

/// Puts the section at the end of the report, in the place of the last one. `script/bench` keeps it there.
pub(super) fn record(section: &str) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let is_shipped = root.join("dist/index.html.br").is_file();
    assert!(is_shipped, "what is recorded is the page as it is shipped: cargo xtask page");
    let path = root.join("docs/PERFORMANCE.md");
    let report = std::fs::read_to_string(&path).unwrap();
    std::fs::write(path, with_section(&report, section)).unwrap();
}

fn with_section(report: &str, section: &str) -> String {
    let before = report.split_once(TITLE).map_or(report, |(before, _)| before);
    format!("{}\n\n{section}", before.trim_end())
}

#[test]
fn only_the_section_is_written_anew() {
    let section = format!("{TITLE}\n\nnew\n");
    let whole = format!("# Report\n\nfirst\n\n{section}");
    assert_eq!(with_section("# Report\n\nfirst\n", &section), whole);
    assert_eq!(with_section(&whole.replace("new", "old"), &section), whole);
}
