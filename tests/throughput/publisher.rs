//! The publisher, as the forwarder uses it.

use std::collections::VecDeque;

use backend::publisher::{Answer, Manner, Pending, Publishers};
use shared::{KafkaSettings, RecordRef};

use super::messages::{Messages, PORTION};
use super::{MESSAGES, Run};

/// Portions whose answers are waited for.
const PORTIONS: usize = 64;

pub(crate) fn run(settings: &KafkaSettings) -> Run {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let publishers = Publishers::start();
        let publisher = publishers.publisher("throughput", settings, Manner::FORWARDING).await.unwrap();
        let mut messages = Messages::new();
        // Connected, and with its producer's id.
        messages.make(0);
        let first = messages.made.iter().map(borrowed).take(1);
        assert_all_written(&publisher.hand_over(first).await.answers().await);
        let run = tokio::task::block_in_place(|| {
            Run::measured(|| {
                runtime_of().block_on(async {
                    let mut pending: VecDeque<Pending> = VecDeque::new();
                    for first in (0..MESSAGES).step_by(PORTION) {
                        messages.make(first);
                        let portion = messages.made.iter().map(borrowed).take(MESSAGES - first);
                        pending.push_back(publisher.hand_over(portion).await);
                        if pending.len() > PORTIONS {
                            assert_all_written(&pending.pop_front().unwrap().answers().await);
                        }
                    }
                    for portion in pending {
                        assert_all_written(&portion.answers().await);
                    }
                });
            })
        });
        drop(publisher);
        publishers.close(Manner::FORWARDING.message_timeout).await;
        run
    })
}

fn runtime_of() -> tokio::runtime::Handle {
    tokio::runtime::Handle::current()
}

fn borrowed((key, value): &(String, String)) -> RecordRef<'_> {
    RecordRef { batch: 0, key: Some(key), value }
}

fn assert_all_written(answers: &[Answer]) {
    assert!(answers.iter().all(|it| it.result.is_ok()), "a message was not written");
}
