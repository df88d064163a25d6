//! The account is complete, and each of its entries points at what it is about.

use proptest::prelude::*;
use shared::account::{Account, Change, Fate, MemberEntry, Reason};
use shared::{ConnectionSettings, Form, Outcome};

use crate::generators::{self, batch, batches, sensitive_batch, spaced};
use crate::places::{Place, places};
use crate::{reference, run};

fn both_forms() -> impl Strategy<Value = Option<Form>> {
    prop_oneof![Just(Some(Form::Incoming)), Just(Some(Form::Outgoing))]
}

proptest! {
    #[test]
    fn it_balances_in_both_forms_split_or_not(text in batches(), settings in generators::settings(), form in both_forms(), split in any::<bool>()) {
        let settings = ConnectionSettings { send_as_batch: !split, wait_for_complete_batch: false, ..settings };
        let outcome = run(&text, &settings, form);
        let messages: Vec<_> = outcome.records.iter().map(|it| it.value.as_str()).collect();
        let balance = outcome.account.check(&text, &messages);
        prop_assert!(balance.is_ok(), "{balance:?}");
        let balance = balance.unwrap();
        let source = |it: &shared::transform::BatchSummary| reference::compact(&text[it.offset..it.offset + it.bytes]).len();
        prop_assert_eq!(balance.source, outcome.batches.iter().map(source).sum::<usize>());
        prop_assert_eq!(balance.source, balance.kept + balance.removed);
        prop_assert_eq!(balance.output, messages.iter().map(|it| it.len()).sum::<usize>());
        prop_assert_eq!(balance.output, balance.copied + balance.added);
    }

    #[test]
    fn it_does_not_balance_with_a_byte_changed_lost_or_added(text in batches(), settings in generators::settings(), at in any::<prop::sample::Index>(), how in 0..3) {
        let outcome = run(&text, &settings, None);
        let mut messages: Vec<_> = outcome.records.iter().map(|it| it.value.clone()).collect();
        prop_assume!(!messages.is_empty());
        let number = at.index(messages.len());
        let message = &mut messages[number];
        // The envelope's first bytes are from the source, unless they were put in.
        match how {
            0 => message.push(' '),
            1 => drop(message.pop()),
            _ => message.replace_range(..1, "["),
        }
        let messages: Vec<_> = messages.iter().map(String::as_str).collect();
        prop_assert!(outcome.account.check(&text, &messages).is_err());
        prop_assert!(outcome.account.check(&text, &messages[1..]).is_err());
    }

    #[test]
    fn every_entry_points_at_its_member(tokens in batch(), settings in generators::settings(), form in generators::form()) {
        check_places(&spaced(&tokens, &["", " ", "\n\t"]), &settings, form);
    }

    #[test]
    fn every_entry_points_at_its_member_however_it_is_written(text in sensitive_batch(), settings in generators::settings(), form in generators::form()) {
        check_places(&text, &settings, form);
    }

    #[test]
    fn each_event_is_kept_or_dropped_and_counted_once(tokens in batch(), settings in generators::settings(), form in generators::form()) {
        let settings = ConnectionSettings { send_batches_without_events: true, ..settings };
        let outcome = run(&tokens.concat(), &settings, form);
        prop_assume!(outcome.account.batches.is_empty());
        let counts = outcome.account.event_counts();
        prop_assert_eq!(events(&tokens.concat()), counts.total);
        prop_assert_eq!(counts.total, counts.kept + counts.dropped);
        prop_assert_eq!(outcome.records.iter().map(|it| events(&it.value)).sum::<usize>(), counts.kept);
        let messages = if settings.splits_events() { counts.kept.max(1) } else { 1 };
        prop_assert_eq!(outcome.records.len(), messages);
    }
}

/// How many events a batch has, in all its arrays.
fn events(batch: &str) -> usize {
    let all = reference::members(batch).unwrap_or_default().into_iter().filter(|it| reference::says(it.0) == "events");
    all.map(|it| reference::elements(it.1).unwrap_or_default().len()).sum()
}

#[track_caller]
fn check_places(text: &str, settings: &ConnectionSettings, form: Option<Form>) {
    let Outcome { account, batches, .. } = run(text, settings, form);
    let Account { members, events, .. } = account;
    for batch in batches {
        let places = places(text, batch.offset..batch.offset + batch.bytes);
        for entry in members.iter().filter(|it| it.batch == batch.index) {
            assert!(is_at_its_place(text, &places, entry), "{entry:#?} in {text}");
        }
        for entry in events.iter().filter(|it| it.batch == batch.index) {
            let is_it =
                |it: &Place| it.pointer == entry.pointer() && it.value == (entry.offset..entry.offset + entry.bytes);
            assert!(places.iter().any(is_it), "{entry:#?} in {text}");
            assert_eq!(entry.fate == Fate::Dropped, entry.reason.is_some(), "{entry:#?}");
        }
    }
}

/// Whether a member of the entry's pointer is where the entry says.
fn is_at_its_place(text: &str, places: &[Place], entry: &MemberEntry) -> bool {
    let pointer = entry.pointer();
    let range = entry.offset..entry.offset + entry.bytes;
    let any = |pointer: &str, is: &dyn Fn(&Place) -> bool| places.iter().any(|it| it.pointer == pointer && is(it));
    match (entry.change, entry.reason) {
        (Change::Removed, _) => any(&pointer, &|it| it.name.start == range.start && it.value.end == range.end),
        (Change::Converted, Reason::IdentityArray) => {
            any(&pointer, &|it| it.value.start == range.start && range.len() == 1)
        }
        // The commas between events go, wherever they are: the entry points at the batch.
        (Change::Converted, Reason::SplitByEvent) if range.is_empty() => any("", &|it| it.value.start == range.start),
        (Change::Converted, _) => any(&pointer, &|it| it.value == range || it.name == range),
        (Change::Added, _) => {
            let (object, _) = pointer.rsplit_once('/').unwrap_or_default();
            let bracket = text.len() - text[range.start..].trim_ascii_start().len();
            range.is_empty() && any(object, &|it| it.value.end == bracket + 1)
        }
    }
}
