//! THE table of problems: code, severity, message, help, and an input that has it. Nothing is worded anywhere else.

use super::Example::{Bytes, Long, Text};
use super::macros::problems;

problems! {
    /// What can be wrong with an input. `Display` is the message.
    Problem, PROBLEMS {
        EmptyInput = "empty_input", Error,
            says "There is nothing to read.",
            help "Give a batch: a JSON object, an array of them, or one a line.",
            example Text("");
        InvalidUtf8 { byte: u8 } = "invalid_utf8", Error,
            says "The input is not UTF-8: byte 0x{byte:02X} cannot stand here.",
            help "Save the file as UTF-8.",
            example Bytes(b"{\"user_attributes\":{\"city\":\"Gy\xF5r\"}}");
        ByteOrderMark = "byte_order_mark", Warning,
            says "The input begins with a byte order mark, which is not part of JSON. It was skipped.",
            help "Save the file as UTF-8 without a byte order mark.",
            example Text("\u{feff}{\"mpid\":7}");
        UnexpectedEnd { inside: &'static str } = "unexpected_end", Error,
            says "The JSON ends too early: {inside} is not closed.",
            help "Check that the whole text was copied.",
            example Text(r#"{"mpid":7,"events":["#);
        NotANumber { word: &'static str } = "not_a_number", Error,
            says "`{word}` is not JSON.",
            help "JSON has no such number, and mParticle refuses it. Python senders write it for float('nan') and float('inf'): send null, or leave the member out.",
            example Text(r#"{"user_attributes":{"score":NaN}}"#);
        ControlCharacter { found: String } = "control_character", Error,
            says "A string holds the control character {found}, which must be escaped.",
            help "Write it as an escape: `\\n`, `\\t`, or `\\u` and four hexadecimal digits.",
            example Text("{\"user_attributes\":{\"address\":\"1 Main Street\nSpringfield\"}}");
        Syntax { expected: &'static str, found: String } = "syntax", Error,
            says "Expected {expected}, found {found}.",
            help "Correct the JSON at this place.",
            example Text(r#"{"mpid":7,}"#);
        TooDeep { limit: usize } = "too_deep", Error,
            says "Objects and arrays are nested more than {limit} deep.",
            help "Flatten the value: the JSON parsers of consumers refuse such depths.",
            example Long(&[(r#"{"a":"#, 1), ("[", 128), ("]", 128), ("}", 1)]);
        TrailingData { found: String } = "trailing_data", Error,
            says "The JSON is complete, but {found} follows it.",
            help "Put several batches into an array, or each on a line of its own; otherwise remove what follows.",
            example Text(r#"{"mpid":7} {"mpid":8}"#);
        EmptyBulk = "empty_bulk", Error,
            says "The array holds no batch.",
            help "Put at least one batch into the array.",
            example Text("[]");
        NotABatch { found: &'static str } = "not_a_batch", Error,
            says "A batch is a JSON object; this is {found}.",
            help "Give a JSON object with `events`.",
            example Text(r#"[{"mpid":7},null]"#);
        EventsNotArray { found: &'static str } = "events_not_array", Error,
            says "`events` must be an array; this is {found}. The batch is not forwarded.",
            help "Put the events into an array, even if there is only one.",
            example Text(r#"{"events":{"event_type":"opt_out","data":{}}}"#);
        EventNotObject { found: &'static str } = "event_not_object", Error,
            says "An event is a JSON object; this is {found}. It is not forwarded.",
            help "Give an object with `event_type` and `data`.",
            example Text(r#"{"events":["opt_out"]}"#);
        EventTypeMissing = "event_type_missing", Error,
            says "The event has no `event_type`. It is not forwarded.",
            help "Give the event an `event_type` such as \"custom_event\". Python's Batch(events=[…]) leaves it out: set batch.events instead.",
            example Text(r#"{"events":[{"data":{"event_name":"tap"}}]}"#);
        EventTypeNotString { found: &'static str } = "event_type_not_string", Error,
            says "`event_type` must be a string; this is {found}. The event is not forwarded.",
            help "Give the event's type by name, such as \"custom_event\".",
            example Text(r#"{"events":[{"event_type":4,"data":{}}]}"#);
        UnknownEventType { event_type: String } = "unknown_event_type", Warning,
            says "`{event_type}` is not an event type that is forwarded. The event is dropped.",
            help "Check its spelling: docs/DIAGNOSTICS.md lists the types that are forwarded. mParticle does not forward others to Kafka either.",
            example Text(r#"{"events":[{"event_type":"push_reaction","data":{}}]}"#);
        DuplicateName { name: String } = "duplicate_name", Warning,
            says "The name `{name}` occurs more than once in this object.",
            help "Parsers disagree on which one counts. Send it once; a rule that removes it removes them all.",
            example Text(r#"{"mpid":7,"mpid":8}"#);
        NameCase { name: String, known: &'static str } = "name_case", Warning,
            says "`{name}` is not `{known}`: names are compared exactly, so no rule applies to it. Did you mean `{known}`?",
            help "Correct its case. Until then it is forwarded as it is: no setting removes it.",
            example Text(r#"{"events":[{"event_type":"opt_out","data":{"Location":{"latitude":47.7,"longitude":17.6}}}]}"#);
        DataNotObject { found: &'static str } = "data_not_object", Warning,
            says "The event's `data` is {found}. The event is forwarded as it is.",
            help "Give the event an object as its `data`.",
            example Text(r#"{"events":[{"event_type":"opt_out"}]}"#);
        UnknownValue { member: String, value: String } = "unknown_value", Warning,
            says "`{value}` is not a documented value of `{member}`. It is kept as it is.",
            help "Check its spelling.",
            example Text(r#"{"environment":"staging"}"#);
        NotAnInteger { member: String, found: &'static str } = "not_an_integer", Warning,
            says "`{member}` is {found}, not an integer. It is kept as it is.",
            help "Outgoing form has a string of decimal digits here: send an integer.",
            example Text(r#"{"events":[{"event_type":"opt_out","data":{"session_id":1.5}}]}"#);
        BatchTimeNotAnInteger = "batch_time_not_an_integer", Warning,
            says "`timestamp_unixtime_ms` of the batch is no integer. Where a time is added it is the receipt time.",
            help "Send milliseconds since 1970 as an integer, or leave it out.",
            example Text(r#"{"timestamp_unixtime_ms":"2024-02-29T12:00:00Z"}"#);
        LargeInteger { first: String, more: usize } = "large_integer", Warning,
            says "Integers beyond 2^53 are carried digit for digit, but JSON.parse in JavaScript rounds them: {first}{and_more}." with and_more = and_more(.more),
            help "Let consumers in JavaScript read the message with a JSON parser that keeps large integers.",
            example Text(r#"{"mpid":-7346244611012968789}"#);
        MpidOutOfRange = "mpid_out_of_range", Warning,
            says "`mpid` does not fit into 64 bits. The key is the number as written.",
            help "The sender has rounded it, or it is no MPID. In Node.js, send the MPID as a string.",
            example Text(r#"{"mpid":9223372036854776000}"#);
        MpidNotAnInteger { found: &'static str } = "mpid_not_an_integer", Warning,
            says "`mpid` is {found}, not an integer. The message has no key.",
            help "Send the MPID as an integer, or as a string of one.",
            example Text(r#"{"mpid":1.5}"#);
        IdentitiesUnreadable { found: &'static str } = "identities_unreadable", Warning,
            says "`user_identities` is {found}, neither an object nor an array. It is kept as it is.",
            help "Send an object of identity types and values.",
            example Text(r#"{"user_identities":"someone@example.com"}"#);
        IncomingMembers { member: String } = "incoming_members", Warning,
            says "`user_identities` is an array, so the batch is read in outgoing form, but `{member}` is a number, as senders write it. Nothing is converted.",
            help "If a sender posted the batch, choose incoming form in the page, or with --form incoming. mParticle's own output has a string here.",
            example Text(r#"{"user_identities":[],"events":[{"event_type":"opt_out","data":{"event_id":5}}]}"#);
        MixedForms { incoming: usize, outgoing: usize } = "mixed_forms", Warning,
            says "The input holds batches of both forms: {incoming} incoming, {outgoing} outgoing. Each is read in its own.",
            help "If they are all of one form, choose it in the page, or with --form.",
            example Text(r#"[{"user_identities":{}},{"user_identities":[]}]"#);
        BatchOverLimit { bytes: usize, limit: usize } = "batch_over_limit", Warning,
            says "The batch has {bytes} bytes; mParticle takes at most {limit}.",
            help "Send fewer events in a batch.",
            example Long(&[(r#"{"a":""#, 1), ("x", 131_072), (r#""}"#, 1)]);
        BatchNearLimit { bytes: usize, limit: usize } = "batch_near_limit", Warning,
            says "The batch has {bytes} bytes, close to the {limit} that mParticle takes at most.",
            help "Send fewer events in a batch, before one is refused.",
            example Long(&[(r#"{"a":""#, 1), ("x", 120_000), (r#""}"#, 1)]);
        RequestOverLimit { bytes: usize, limit: usize } = "request_over_limit", Warning,
            says "The input has {bytes} bytes; mParticle takes at most {limit} in one request.",
            help "Send it in several requests.",
            example Long(&[("[{},", 1), (" ", 262_144), ("{}]", 1)]);
        RequestNearLimit { bytes: usize, limit: usize } = "request_near_limit", Warning,
            says "The input has {bytes} bytes, close to the {limit} that mParticle takes at most in one request.",
            help "Send it in several requests, before one is refused.",
            example Long(&[("[{},", 1), (" ", 240_000), ("{}]", 1)]);
        BulkOverLimit { count: usize, limit: usize } = "bulk_over_limit", Warning,
            says "The array holds {count} batches; mParticle takes at most {limit} in one request.",
            help "Send it in several requests.",
            example Long(&[("[", 1), ("{},", 100), ("{}]", 1)]);
        BulkNearLimit { count: usize, limit: usize } = "bulk_near_limit", Warning,
            says "The array holds {count} batches, close to the {limit} that mParticle takes at most in one request.",
            help "Send it in several requests, before one is refused.",
            example Long(&[("[", 1), ("{},", 94), ("{}]", 1)]);
        MessageOverLimit { bytes: usize, limit: usize, largest: String } = "message_over_limit", Warning,
            says "The message has {bytes} bytes; Kafka takes at most {limit} unless the topic allows more.{largest}",
            help "Switch Send as Batch off, send fewer events in a batch, or raise the topic's max.message.bytes.",
            example Long(&[(r#"{"a":""#, 1), ("x", 1_000_000), (r#""}"#, 1)]);
        MessageNearLimit { bytes: usize, limit: usize } = "message_near_limit", Warning,
            says "The message has {bytes} bytes, close to the {limit} that Kafka takes at most unless the topic allows more.",
            help "Switch Send as Batch off, send fewer events in a batch, or raise the topic's max.message.bytes, before one is refused.",
            example Long(&[(r#"{"a":""#, 1), ("x", 950_000), (r#""}"#, 1)]);
        MoreProblems { count: usize } = "more_problems", Warning,
            says "{count} more problems are not listed.",
            help "Mend the first ones, and look again.",
            example Long(&[(r#"{"events":["#, 1), ("1,", 1_001), ("1]}", 1)]);
    }
}

/// How many others there are, where there are others.
fn and_more(more: &usize) -> String {
    if *more == 0 { String::new() } else { format!(" and {more} more in this batch") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn others_are_only_named_where_there_are_others() {
        let said = |more| Problem::LargeInteger { first: "9007199254740993".to_owned(), more }.to_string();
        let alone = "Integers beyond 2^53 are carried digit for digit, but JSON.parse in JavaScript rounds them: \
                     9007199254740993";
        assert_eq!(said(0), format!("{alone}."));
        assert_eq!(said(3), format!("{alone} and 3 more in this batch."));
    }
}
