//! Whatever the text is, there is an answer, and it points into the text.

use proptest::prelude::*;

use crate::{generators, run};

proptest! {
    #[test]
    fn no_text_panics(text in "\\PC*", settings in generators::settings()) {
        run(&text, &settings, None);
    }

    #[test]
    fn every_problem_has_a_place_in_the_text(text in generators::text(), settings in generators::settings(), form in generators::form()) {
        let outcome = run(&text, &settings, form);
        for issue in &outcome.issues {
            let span = issue.span;
            prop_assert!(text.get(span.offset..span.offset + span.bytes).is_some(), "{issue:?}");
            let before = &text[..span.offset];
            prop_assert_eq!(span.line, before.matches('\n').count() + 1);
            prop_assert_eq!(span.column, before.rsplit('\n').next().unwrap_or_default().chars().count() + 1);
        }
    }

    #[test]
    fn what_was_read_of_a_broken_input_is_json(text in generators::text(), settings in generators::settings()) {
        for record in run(&text, &settings, None).records {
            prop_assert!(serde_json::from_str::<serde::de::IgnoredAny>(&record.value).is_ok(), "{}", record.value);
        }
    }
}
