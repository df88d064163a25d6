//! *Send Batches without Events* off: a batch with no events, before or after filtering, yields no message.

use super::plan::Rules;
use crate::settings::ConnectionSettings;

pub(super) fn compile(settings: &ConnectionSettings, rules: &mut Rules) {
    rules.drop_eventless(!settings.send_batches_without_events);
}

#[cfg(test)]
mod tests {
    use crate::account::Reason;
    use crate::transform::testing::*;

    #[test]
    fn off_yields_no_message_for_a_batch_that_has_no_events_or_none_left() {
        for events in
            [r#""events":[]"#, r#""events":null"#, r#""mpid":1"#, r#""events":[{"event_type":"push_reaction"}]"#]
        {
            let outcome =
                run(&format!(r#"{{"message_id":"m",{events}}}"#), |it| it.send_batches_without_events = false);
            assert_eq!(outcome.records.len(), 0, "{events}");
            assert_eq!(outcome.account.batches[0].reason, Reason::EventlessOff);
        }
    }

    #[test]
    fn on_yields_one_message_even_where_each_event_has_its_own() {
        let outcome = run(r#"{"message_id":"m","events":[]}"#, |it| it.send_as_batch = false);
        assert_eq!(outcome.records.len(), 1);
    }
}
