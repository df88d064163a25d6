//! The same inputs give the same bytes natively and in WebAssembly: the page's own module, run by Node.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod cases;
#[path = "../../shared/tests/generators/mod.rs"]
mod generators;
mod native;
#[allow(dead_code, unused_imports, reason = "the page says more than is asked here")]
#[path = "../../frontend/src/protocol/mod.rs"]
mod protocol;
#[path = "../../shared/tests/reference/mod.rs"]
mod reference;
mod webassembly;

use protocol::Answer;
use shared::Receipt;

const RECEIPT: Receipt = Receipt { time_ms: 1_700_000_000_000, number: 3 };

#[test]
fn the_browsers_build_gives_the_same_messages_account_and_problems() {
    let cases = cases::all();
    assert!(cases.len() > cases::RANDOM + 1500, "{} cases", cases.len());
    let natives: Vec<_> = cases.iter().map(native::answers).collect();
    let messages = natives.iter().flatten().filter(|it| matches!(it, Answer::Text(_))).count();
    assert!(messages > cases::RANDOM, "{messages} messages");
    let answers = webassembly::answers(&cases, &natives);
    assert_eq!(answers.len(), cases.len());
    for ((case, native), answers) in cases.iter().zip(natives).zip(answers) {
        let answers: Vec<_> = answers.into_iter().map(without_time).collect();
        assert_eq!(answers, native, "{}", case.text);
    }
}

fn without_time(mut answer: Answer) -> Answer {
    if let Answer::Summary(summary) = &mut answer {
        summary.ms = 0.0;
    }
    answer
}
