//! *Send as Batch* off: one message an event, each a whole batch with a one-element `events` and its own `message_id`.
//! *Wait for Complete Batch* overrides it.

use std::ops::Range;

use super::plan::Plan;
use crate::settings::ConnectionSettings;

pub(super) fn compile(settings: &ConnectionSettings, plan: &mut Plan) {
    plan.split = settings.splits_events();
}

/// Where things are in the unsplit message.
#[derive(Debug, Default)]
pub(super) struct Layout {
    /// The `events` arrays; more than one only where the name is repeated.
    pub(super) arrays: Vec<EventsArray>,
    /// The events that are kept.
    pub(super) events: Vec<Range<usize>>,
    /// The values of `message_id`.
    pub(super) message_ids: Vec<Range<usize>>,
}

/// An `events` array in the unsplit message.
#[derive(Debug, Default)]
pub(super) struct EventsArray {
    /// From the comma before its name to the end of its value.
    pub(super) member: Range<usize>,
    /// What is inside its brackets.
    pub(super) inside: Range<usize>,
}

/// What stands in the envelope where the unsplit message had something else.
#[derive(Debug, Clone, Copy)]
enum Hole {
    Event,
    MessageId,
    Nothing,
}

impl Layout {
    /// One message an event of `batch`; `ids` has a message id for each, as JSON.
    pub(super) fn split(&self, batch: &str, ids: &[String]) -> Vec<String> {
        let holes = self.holes();
        let events = self.arrays.iter().map(|it| it.inside.len()).sum::<usize>();
        let envelope = batch.len().saturating_sub(events);
        let message = |(event, id): (&Range<usize>, &String)| {
            let mut out = String::with_capacity(envelope + event.len());
            let mut at = 0;
            for (place, hole) in &holes {
                out.push_str(batch.get(at..place.start).unwrap_or_default());
                match hole {
                    Hole::Event => out.push_str(batch.get(event.clone()).unwrap_or_default()),
                    Hole::MessageId => out.push_str(id),
                    Hole::Nothing => {}
                }
                at = place.end;
            }
            out.push_str(batch.get(at..).unwrap_or_default());
            out
        };
        self.events.iter().zip(ids).map(message).collect()
    }

    /// The holes in the order of the message; there are few, and most stand in order already.
    fn holes(&self) -> Vec<(Range<usize>, Hole)> {
        let first = self.arrays.iter().take(1).map(|it| (it.inside.clone(), Hole::Event));
        let others = self.arrays.iter().skip(1).map(|it| (it.member.clone(), Hole::Nothing));
        let ids = self.message_ids.iter().map(|it| (it.clone(), Hole::MessageId));
        let mut holes: Vec<(Range<usize>, Hole)> = Vec::new();
        for hole in first.chain(others).chain(ids) {
            let at = holes.iter().rposition(|it| it.0.start < hole.0.start).map_or(0, |at| at + 1);
            holes.insert(at, hole);
        }
        holes
    }
}

#[cfg(test)]
mod tests {
    use crate::transform::testing::*;

    const TEXT: &str = r#"{"message_id":"m","events":[{"event_type":"opt_out","data":{"a":1}},{"event_type":"push_reaction"},{"event_type":"opt_out","data":{"a":2}}],"mpid":5}"#;

    #[test]
    fn off_gives_each_event_a_whole_batch_with_a_message_id_of_its_own() {
        let records = run(TEXT, |it| it.send_as_batch = false).records;
        assert_eq!(records.len(), 2);
        for (record, a) in records.iter().zip(["1", "2"]) {
            let json: serde_json::Value = serde_json::from_str(&record.value).unwrap();
            assert_eq!(json["events"].as_array().unwrap().len(), 1);
            assert_eq!(json["events"][0]["data"]["a"].to_string(), a);
            assert_eq!(record.key.as_deref(), Some("5"));
            assert_ne!(json["message_id"], "m");
        }
        assert_ne!(records[0].value.get(..54), records[1].value.get(..54), "the ids differ");
    }

    #[test]
    fn wait_for_complete_batch_overrides_it() {
        let records = run(TEXT, |it| {
            it.send_as_batch = false;
            it.wait_for_complete_batch = true;
        })
        .records;
        assert_eq!(records.len(), 1);
        assert!(records[0].value.contains(r#""message_id":"m""#));
    }

    #[test]
    fn events_given_twice_are_all_sent_and_each_message_has_one() {
        let text = r#"{"message_id":"m","events":[{"event_type":"opt_out","data":1}],"a":1,"events":[{"event_type":"opt_out","data":2}],"b":2}"#;
        let values: Vec<_> = run(text, |it| it.send_as_batch = false).records.into_iter().map(|it| it.value).collect();
        assert_eq!(values.len(), 2);
        assert!(values[0].ends_with(r#""events":[{"event_type":"opt_out","data":1}],"a":1,"b":2}"#), "{}", values[0]);
        assert!(values[1].ends_with(r#""events":[{"event_type":"opt_out","data":2}],"a":1,"b":2}"#), "{}", values[1]);
    }
}
