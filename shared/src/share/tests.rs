//! What a link keeps, and what is refused.

use std::io::Read as _;

use flate2::Compression;
use flate2::read::{DeflateDecoder, DeflateEncoder};
use proptest::prelude::*;

use super::*;
use crate::settings::file::{self, Format};

fn deflated(text: &str) -> Vec<u8> {
    let mut out = Vec::new();
    DeflateEncoder::new(text.as_bytes(), Compression::default()).read_to_end(&mut out).unwrap();
    out
}

/// `None` for what is no DEFLATE.
fn inflated(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    DeflateDecoder::new(bytes).read_to_end(&mut out).ok().map(|_| out)
}

fn sealed(link: &SharedLink) -> String {
    let text = link.pack();
    seal(&text, &deflated(&text)).unwrap()
}

fn opened(fragment: &str) -> Result<SharedLink, LinkFault> {
    let sealed = open(fragment)?;
    sealed.unpack(&inflated(&sealed.deflated).ok_or(LinkFault::Damaged)?)
}

fn said(fragment: &str) -> String {
    opened(fragment).unwrap_err().to_string()
}

fn example() -> SharedLink {
    SharedLink {
        input: "{\"mpid\":-9223372036854775808,\"name\":\"Ан–\u{1f600} \\ud83d\"}\n\n{}".to_owned(),
        settings: ConnectionSettings { include_location: false, ..ConnectionSettings::default() },
        form: Some(Form::Outgoing),
        partitions: 12,
        received_at: 1_764_000_012_345,
    }
}

#[test]
fn the_format_is_this_to_the_byte() {
    assert_eq!(
        example().pack(),
        "received_at = 1764000012345\npartitions = 12\nform = \"outgoing\"\ninclude_location = false\n\n{\"mpid\":-9223372036854775808,\"name\":\"Ан–\u{1f600} \\ud83d\"}\n\n{}"
    );
    assert_eq!(example().changed(), ["include_location"]);
}

#[test]
fn a_link_that_was_made_once_can_always_be_read() {
    // Made by format 1. This must never change.
    let fragment = "s=1.H1-ctxWLzwmDMBxG75lCfucWNFGTCt2kICGJEsgfiUkvRXCEQi-9dZLu4AydoCMYv9MH772ghNJ3JXsei2tR0bYu8ypM6gZNPEQdtXfzgTAafLD5gU9x9NqNgLQTJknVGy_4IWY6cDMrhB5gJy2hO18wJoTikrSsqSltWMlO4LhV0MH23L6_9fX_vNfiliQjEpacLjs";
    assert_eq!(opened(fragment), Ok(example()), "{}", sealed(&example()));
}

#[test]
fn format_1_has_these_defaults() {
    assert_eq!(
        file::write(&ConnectionSettings::default(), Format::Toml),
        "metadata_field_exclusion = []\nsend_network_performance_events = true\nsend_as_batch = true\n\
         wait_for_complete_batch = false\ninclude_location = true\ninclude_metadata = true\n\
         include_user_attribute_change_events = false\ninclude_user_identity_change_events = false\n\
         send_batches_without_events = true\ninclude_mp_deviceid = false\ninclude_event_batch_location = false\n"
    );
}

#[test]
fn a_link_has_these_fields_and_no_other() {
    // A field that is added has to be looked at here: could it hold a secret?
    let SharedLink { input, settings, form, partitions, received_at } = SharedLink::default();
    let _: (String, ConnectionSettings, Option<Form>, u32, i64) = (input, settings, form, partitions, received_at);
}

#[test]
fn a_newer_link_is_refused_whatever_it_looks_like() {
    let words = "This link was made by a newer Headgate (format 2); this one reads format 1. Open it there.";
    assert_eq!(said("#s=2.~what a newer one writes~"), words);
    let unknown = "received_at = 1\npartitions = 1\nsend_as_parquet = true\n\n{}";
    assert_eq!(
        said(&seal(unknown, &deflated(unknown)).unwrap()),
        "This link sets `send_as_parquet`, which this Headgate does not know: it was made by a newer one. Open it there."
    );
}

#[test]
fn a_damaged_link_is_refused() {
    let words = "This link is damaged: a part of it is missing or was changed. Copy the whole link again.";
    let whole = sealed(&example());
    for fragment in ["", "s=", "s=1", "s=1.", "s=0.AAAA", "s=x.AAAA", "t=1.AAAA", "s=1.AAAAAAAA", "s=1.!"] {
        assert_eq!(said(fragment), words, "{fragment}");
    }
    for cut in 1..whole.len() {
        assert_eq!(said(&whole[..cut]), words, "{cut}");
    }
    for text in
        ["", "\n\n", "partitions = 1\n\n", "partitions = 1\nreceived_at = 1", "received_at = 1\npartitions = 0\n\n"]
    {
        assert_eq!(said(&seal(text, &deflated(text)).unwrap()), words, "{text:?}");
    }
}

#[test]
fn what_is_too_much_is_refused_with_the_sizes() {
    // Every character a random one of base64's: nothing to pack.
    let mut noise = String::new();
    let mut state = 7u32;
    while noise.len() < 200_000 {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        noise.push(char::from_u32(0x20 + (state >> 16) % 0x5f).unwrap());
    }
    let link = |input: String| SharedLink { input, ..SharedLink::default() };
    assert_eq!(opened(&sealed(&link(noise.clone()))).unwrap().input, noise, "200 KB always fit");

    let text = link(noise.repeat(2)).pack();
    let long = seal(&text, text.as_bytes()).unwrap_err();
    assert_eq!(
        long.to_string(),
        "The link would have 533,386 characters; at most 300,000 are allowed. Shorten the input, or send it as a file."
    );
    let text = link("x".repeat(LARGEST)).pack();
    assert_eq!(
        seal(&text, &deflated(&text)).unwrap_err().to_string(),
        "The input and its settings have 4,194,336 bytes; a link holds at most 4,194,304. Shorten the input, or send it as a file."
    );
    assert_eq!(
        said(&["s=1.", &"A".repeat(LONGEST)].concat()),
        "The link would have 300,004 characters; at most 300,000 are allowed. Shorten the input, or send it as a file."
    );
}

fn links() -> impl Strategy<Value = SharedLink> {
    let form = prop::option::of(prop::sample::select(vec![Form::Incoming, Form::Outgoing]));
    (any::<String>(), crate::settings::file::tests::settings(), form, 1u32.., any::<i64>()).prop_map(
        |(input, settings, form, partitions, received_at)| SharedLink {
            input,
            settings,
            form,
            partitions,
            received_at,
        },
    )
}

proptest! {
    #[test]
    fn what_goes_in_comes_out(link in links()) {
        prop_assert_eq!(opened(&sealed(&link)).unwrap(), link);
    }

    #[test]
    fn integers_of_64_bits_come_out_digit_for_digit(number: u64, signed: i64) {
        let input = format!("{{\"mpid\":{signed},\"event_id\":{number}}}");
        let link = SharedLink { input, received_at: signed, ..SharedLink::default() };
        prop_assert_eq!(opened(&sealed(&link)).unwrap(), link);
    }

    #[test]
    fn a_changed_link_is_never_read_as_another(link in links(), at: prop::sample::Index, to in "[A-Za-z0-9_-]") {
        let whole = sealed(&link);
        let at = 4 + at.index(whole.len() - 4);
        let changed = [&whole[..at], &to, &whole[at + 1..]].concat();
        if let Ok(other) = opened(&changed) {
            prop_assert_eq!(other, link);
        }
    }

    #[test]
    fn no_fragment_is_too_strange(fragment in any::<String>(), text in any::<String>()) {
        let _ = open(&fragment);
        let _ = open(&["s=1.", &fragment].concat());
        let _ = SharedLink::unpack(&text);
    }
}
