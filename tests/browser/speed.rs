//! How fast the page is, by Chromium's own clock.
//!
//! The numbers are recorded and not asserted: they are the machine's as much as the page's. `HEADGATE_RECORD=1` measures at
//! full size and writes them into docs/PERFORMANCE.md; otherwise a short run shows that there are numbers to be had.

mod inputs;
mod measure;
mod report;

use headgate_tests::TestApp;

use crate::chromium::Chromium;

/// How much is measured.
struct Effort {
    /// How often a key is pressed, and a setting flipped.
    rounds: usize,
    /// How often the page is loaded.
    loads: usize,
    /// Bytes of the file that is opened.
    file: usize,
    /// Lines of the NDJSON that is scrolled, and how far, in pixels.
    lines: usize,
    scrolled: u32,
}

const SHORT: Effort = Effort { rounds: 3, loads: 1, file: 2_000_000, lines: 1_000, scrolled: 10_000 };
const FULL: Effort = Effort { rounds: 15, loads: 5, file: 32_000_000, lines: 10_000, scrolled: 100_000 };

/// What was measured, in milliseconds.
struct Speed {
    /// From a key at 64 KB until the output was in the document, and until it was drawn.
    key: [f64; 2],
    /// From a click on a setting at 1 MB, likewise.
    flip: [f64; 2],
    /// From a 32 MB file being chosen until its messages were shown, and the longest frame meanwhile.
    open: [f64; 2],
    /// The longest frame while messages are scrolled.
    scroll: f64,
    /// How many of the messages were in the document at the end of the way.
    shown: usize,
    /// From the address being opened until the first message is drawn, with the processor four times slower.
    load: f64,
}

#[tokio::test(flavor = "multi_thread")]
async fn the_speed_of_the_page_is_measured() {
    let is_recorded = std::env::var_os("HEADGATE_RECORD").is_some();
    let effort = if is_recorded { FULL } else { SHORT };
    let app = tokio::task::spawn_blocking(TestApp::start).await.unwrap();
    let page = Chromium::open(1440, 900).await;
    page.before_each_document(include_str!("speed/probe.js")).await;
    page.go(&app.link()).await;
    page.shown("[data-testid='input']").await;

    let speed = Speed {
        key: measure::keys(&page, effort.rounds).await,
        flip: measure::flips(&page, effort.rounds).await,
        open: measure::opening(&page, &app, effort.file).await,
        scroll: measure::scrolling(&page, effort.lines, effort.scrolled).await,
        shown: page.count("[data-testid='message']").await,
        load: measure::loads(&page, &app, effort.loads).await,
    };
    let section = report::section(&speed, &page.version().await);
    println!("{section}");
    for number in [speed.key[0], speed.flip[0], speed.open[0], speed.open[1], speed.scroll, speed.load] {
        assert!(number > 0.0 && number.is_finite(), "{number}");
    }
    if is_recorded {
        report::record(&section);
    }
    page.close().await;
}
