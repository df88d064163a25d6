//! 18 shapes that are meant to be slow, each in a batch that is valid and of a given size.

/// A name, and the batch's text.
pub type Shape = (&'static str, Vec<u8>);

pub fn shapes(bytes: usize) -> Vec<Shape> {
    let mut shapes = values(bytes);
    shapes.extend(strings(bytes));
    shapes.extend(structures(bytes));
    shapes.into_iter().map(|(name, text)| (name, text.into_bytes())).collect()
}

fn values(bytes: usize) -> Vec<(&'static str, String)> {
    vec![
        ("one-digit numbers", array("1", bytes)),
        ("[[[[[[1]]]]]] again and again", array("[[[[[[1]]]]]]", bytes)),
        ("empty containers", array("{},[]", bytes)),
        ("true, false, null", array("true,false,null", bytes)),
        ("floats with exponents", array("-1.5E-7,12345.678e+12", bytes)),
        ("one endless number", attribute(&"7".repeat(bytes))),
        ("nesting of 100", array(&format!("{}{}", "[".repeat(100), "]".repeat(100)), bytes)),
    ]
}

fn strings(bytes: usize) -> Vec<(&'static str, String)> {
    vec![
        ("one long string", string("The quick brown fox. ", bytes)),
        ("one long string of four-byte characters", string("\u{1f600}", bytes)),
        ("one string of \\u escapes", string(r"\u00e9\ud83d\ude00", bytes)),
        ("one string of backslashes", string(r"\\", bytes)),
        ("one string of escaped quotes", string(r#"\""#, bytes)),
        ("empty strings", array("\"\"", bytes)),
    ]
}

fn structures(bytes: usize) -> Vec<(&'static str, String)> {
    let kept = r#"{"data":{},"event_type":"custom_event"}"#;
    let dropped = r#"{"data":{},"event_type":"network_performance"}"#;
    let alike = r#"{"data":{"locatio":1,"locations":2,"Location":3,"l\u006fcatiom":4},"event_type":"custom_event"}"#;
    let removed = r#"{"data":{"a":0,"location":{"latitude":1}},"event_type":"custom_event"}"#;
    vec![
        ("white space", array(&format!("1{}", " \n\t".repeat(20)), bytes)),
        ("tiny events", batch(&repeat(kept, bytes))),
        ("tiny events, all dropped", batch(&repeat(dropped, bytes))),
        ("names that are nearly `location`", batch(&repeat(alike, bytes))),
        ("a `location` in every tiny event", batch(&repeat(removed, bytes))),
    ]
}

/// An array of `item` as a custom attribute.
fn array(item: &str, bytes: usize) -> String {
    attribute(&format!("[{}]", repeat(item, bytes)))
}

fn string(piece: &str, bytes: usize) -> String {
    attribute(&format!("\"{}\"", piece.repeat(bytes / piece.len())))
}

fn attribute(value: &str) -> String {
    batch(&format!(r#"{{"data":{{"custom_attributes":{{"a":{value}}}}},"event_type":"custom_event"}}"#))
}

fn batch(events: &str) -> String {
    format!(r#"{{"mpid":1,"user_identities":[],"message_id":"m","events":[{events}]}}"#)
}

/// `item` with commas between, about `bytes` in all.
fn repeat(item: &str, bytes: usize) -> String {
    vec![item; (bytes / (item.len() + 1)).max(1)].join(",")
}
