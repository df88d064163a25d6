//! What is kept is kept byte for byte; only white space between tokens is dropped.

use proptest::collection::vec;
use proptest::prelude::*;
use shared::{ConnectionSettings, Form};

use crate::generators::{self, batch, object, spaced, string, value};
use crate::{everything_on, reference, run};

proptest! {
    #[test]
    fn every_message_is_compact_json(tokens in batch(), settings in generators::settings(), form in generators::form()) {
        let text = spaced(&tokens, &[" ", "", "\n\t"]);
        for record in run(&text, &settings, form).records {
            prop_assert!(reference::members(&record.value).is_some(), "{}", record.value);
            prop_assert_eq!(&reference::compact(&record.value), &record.value);
        }
    }

    #[test]
    fn a_batch_from_which_nothing_is_removed_survives_byte_for_byte(members in vec((string(), value()), 0..8)) {
        let mut all = vec![("\"message_id\"".to_owned(), vec!["\"m\"".to_owned()])];
        all.extend(members);
        let tokens = object(all);
        let text = spaced(&tokens, &["\r\n", " ", "", "\t"]);
        prop_assert_eq!(&run(&text, &everything_on(), None).records[0].value, &tokens.concat());
    }

    #[test]
    fn unknown_members_survive_in_both_forms(inner in value(), tail in value(), settings in generators::settings(), outgoing in any::<bool>()) {
        let sign = if outgoing { r#""message_id":"m""# } else { r#""user_identities":{}"# };
        let kept = [format!("\"unknown\":{}", inner.concat()), format!("\"zzz\":{}", tail.concat())];
        let text = format!(
            r#"{{{sign},"events":[{{"data":{{{}}},"event_type":"custom_event"}}],"ip":1,{}}}"#,
            kept[0], kept[1]
        );
        for record in run(&text, &settings, None).records {
            prop_assert!(kept.iter().all(|it| record.value.contains(it)), "{}", record.value);
        }
    }

    #[test]
    fn a_second_implementation_comes_to_the_same_bytes(tokens in batch(), settings in generators::settings(), form in generators::form()) {
        let text = spaced(&tokens, &["", " ", "\n"]);
        reference::check(&text, &settings, &run(&text, &settings, form));
    }

    #[test]
    fn white_space_between_tokens_makes_no_difference(tokens in batch(), settings in generators::settings()) {
        // Ids are made from the batch's bytes: there are none in outgoing form, unless each event has a message.
        let settings = ConnectionSettings { send_as_batch: true, ..settings };
        let records = |text: &str| run(text, &settings, Some(Form::Outgoing)).records;
        prop_assert_eq!(records(&spaced(&tokens, &[" ", "\r\n", "", "\t "])), records(&tokens.concat()));
    }
}
