//! The differences of two outcomes of one input are all there are.

use proptest::prelude::*;
use shared::account::{About, Account, Difference, Done, Effect, EventEntry, Fate};
use shared::{ConnectionSettings, Form, Transformed, Transformer};

use crate::RECEIPT;
use crate::generators::{self, batch, batches, sensitive_batch, spaced};

fn outcome(text: &str, settings: &ConnectionSettings, form: Option<Form>) -> Transformed {
    Transformer::new(settings).run(text, RECEIPT, form)
}

/// Everything that an account says of the messages. Whether an event is changed, its members say; and those of a batch
/// that is malformed say nothing.
fn entries(account: &Account) -> impl PartialEq + '_ {
    let event = |it: &EventEntry| (it.offset, it.fate == Fate::Dropped, it.reason);
    (account.events.iter().map(event).collect::<Vec<_>>(), &account.members, &account.batches)
}

#[track_caller]
fn check(text: &str, [one, other]: [&ConnectionSettings; 2], form: Option<Form>) {
    let (before, after) = (outcome(text, one, form), outcome(text, other, form));
    let differences = Difference::between(&before, &after);
    let same_records = before.records.iter().eq(after.records.iter());
    let same = same_records && entries(&before.account) == entries(&after.account);
    assert_eq!(differences.is_empty(), same, "{differences:#?} in {text}");

    // Turned around they are the same, the other way round.
    let back = Difference::between(&after, &before);
    assert_eq!(differences.len(), back.len());
    for (there, back) in differences.iter().zip(&back) {
        let [then, now] = there.lines(&before, &after);
        assert!(then.is_some() || now.is_some());
        assert_eq!(back.lines(&after, &before), [now, then]);
    }
    let (there, back) = (Effect::between(&before, &after), Effect::between(&after, &before));
    let turned = Effect {
        events: -back.events,
        messages: -back.messages,
        members: -back.members,
        bytes: -back.bytes,
        differences: back.differences,
    };
    assert_eq!(there, turned);
}

proptest! {
    #[test]
    fn there_is_none_if_and_only_if_records_and_accounts_are_equal(text in batches(), one in generators::settings(), other in generators::settings(), form in generators::form()) {
        check(&text, [&one, &other], form);
    }

    #[test]
    fn there_is_none_if_and_only_if_they_are_equal_where_one_setting_differs(tokens in batch(), settings in generators::settings(), form in generators::form()) {
        let text = spaced(&tokens, &["", " ", "\n\t"]);
        for alternative in settings.alternatives() {
            check(&text, [&settings, &alternative], form);
        }
    }

    #[test]
    fn there_is_none_if_and_only_if_they_are_equal_however_the_batch_is_written(text in sensitive_batch(), settings in generators::settings()) {
        for alternative in settings.alternatives() {
            check(&text, [&settings, &alternative], None);
        }
    }

    #[test]
    fn an_event_is_forwarded_on_one_side_only_if_a_difference_says_so(tokens in batch(), one in generators::settings(), other in generators::settings()) {
        let text = tokens.concat();
        let (before, after) = (outcome(&text, &one, None), outcome(&text, &other, None));
        let gained: i64 = Difference::between(&before, &after)
            .iter()
            .filter(|it| it.about == About::Event)
            .map(|it| match it.lines(&before, &after).map(|it| it.map(|it| it.done)) {
                [Some(Done::Dropped), Some(Done::Dropped)] => 0,
                [Some(Done::Dropped), Some(_)] => 1,
                [Some(_), Some(Done::Dropped)] => -1,
                other => panic!("{other:?}"),
            })
            .sum();
        prop_assert_eq!(gained, Effect::between(&before, &after).events);
    }
}

const TEXT: &str = r#"{"message_id":"m","ip":"1.2.3.4","device_info":{"device":"d","os":"o"},"unique_id":"old","events":[{"data":{"location":{"latitude":1},"network_type":"x"},"event_type":"custom_event"},{"data":{"location":{}},"event_type":"network_performance"}],"mp_deviceid":"7"}"#;

/// Each difference in words: the pointer, and what is done to it before and after.
#[track_caller]
fn told(change: impl Fn(&mut ConnectionSettings)) -> Vec<(String, Option<Done>, Option<Done>)> {
    let mut settings = ConnectionSettings::default();
    let before = outcome(TEXT, &settings, None);
    change(&mut settings);
    let after = outcome(TEXT, &settings, None);
    let told = |it: &Difference| {
        let [then, now] = it.lines(&before, &after);
        let pointer = then.as_ref().or(now.as_ref()).unwrap().pointer.clone();
        (pointer, then.map(|it| it.done), now.map(|it| it.done))
    };
    Difference::between(&before, &after).iter().map(told).collect()
}

fn effect(change: impl Fn(&mut ConnectionSettings)) -> Effect {
    let mut settings = ConnectionSettings::default();
    let before = outcome(TEXT, &settings, None);
    change(&mut settings);
    Effect::between(&before, &outcome(TEXT, &settings, None))
}

#[test]
fn what_is_inside_of_a_removed_member_or_a_dropped_event_is_not_told_apart() {
    let event = "/events/1".to_owned();
    let told = told(|it| {
        it.send_network_performance_events = false;
        it.include_location = false;
        it.include_metadata = false;
    });
    let location = "/events/0/data/location".to_owned();
    assert_eq!(
        told,
        [
            ("/device_info".to_owned(), None, Some(Done::Removed)),
            (location, None, Some(Done::Removed)),
            (event, Some(Done::Kept), Some(Done::Dropped)),
        ]
    );
}

#[test]
fn another_text_of_the_same_length_is_a_difference() {
    let with = |id: &str| {
        let settings = ConnectionSettings { unique_id: Some(id.to_owned()), ..ConnectionSettings::default() };
        outcome(TEXT, &settings, None)
    };
    let (before, after) = (with("a"), with("b"));
    let differences = Difference::between(&before, &after);
    assert_eq!(differences.len(), 1);
    assert_eq!(differences[0].put_in(&before, &after), ["\"a\"", "\"b\""]);
    assert_eq!(Effect::between(&before, &after), Effect { differences: 1, ..Effect::default() });
    assert_eq!(Difference::between(&before, &with("a")), []);
}

#[test]
fn an_effect_counts_what_comes_and_what_goes() {
    let (members, bytes) = (-1, -(r#","ip":"1.2.3.4""#.len() as i64));
    let ip = effect(|it| it.metadata_field_exclusion = vec![shared::settings::MetadataField::IpAddress]);
    assert_eq!(ip, Effect { members, bytes, differences: 1, ..Effect::default() });
    let device_id = effect(|it| it.include_mp_deviceid = true);
    let bytes = r#","mp_deviceid":"7""#.len() as i64;
    assert_eq!(device_id, Effect { members: 1, bytes, differences: 1, ..Effect::default() });
    let dropped = effect(|it| it.send_network_performance_events = false);
    assert_eq!((dropped.events, dropped.messages, dropped.members, dropped.differences), (-1, 0, 0, 1));
    let split = effect(|it| it.send_as_batch = false);
    assert_eq!((split.events, split.messages, split.members), (0, 1, 0));
    assert!(split.bytes > 0 && split.differences > 0);
    assert_eq!(effect(|it| it.wait_for_complete_batch = true), Effect::default());
}

#[test]
fn a_batch_that_yields_no_message_is_one_difference() {
    let text = r#"[{"mpid":7,"events":[]},{"mpid":8,"mp_deviceid":"d","events":[]}]"#;
    let eventless = |send_batches_without_events| {
        outcome(text, &ConnectionSettings { send_batches_without_events, ..ConnectionSettings::default() }, None)
    };
    let (before, after) = (eventless(true), eventless(false));
    let lines = Difference::between(&before, &after).into_iter().map(|it| it.lines(&before, &after));
    let told: Vec<_> = lines.map(|[then, now]| (then, now.map(|it| (it.about, it.batch, it.done)))).collect();
    assert_eq!(told, [(None, Some((About::Batch, 0, Done::Dropped))), (None, Some((About::Batch, 1, Done::Dropped)))]);
    assert_eq!(Effect::between(&before, &after).messages, -2);
}
