//! Batches of a given size.

/// A batch of about this many bytes: events of 400 bytes with a place, indented as people have them.
pub(crate) fn batch(bytes: usize) -> String {
    let events: Vec<_> = (0..bytes / 400).map(event).collect();
    format!(
        "{{\n  \"mpid\": -7346583028109237,\n  \"user_identities\": {{}},\n  \"events\": [\n{}\n  ]\n}}",
        events.join(",\n")
    )
}

fn event(number: usize) -> String {
    let text = "x".repeat(160);
    format!(
        "    {{\n      \"event_type\": \"custom_event\",\n      \"data\": {{\n        \"event_name\": \"Event {number:05}\",\n        \"location\": \
        {{ \"latitude\": 52.52, \"longitude\": 13.405 }},\n        \"custom_attributes\": {{ \"text\": \"{text}\" }}\n      }}\n    }}"
    )
}

/// Batches of about `bytes` bytes each, one a line.
pub(crate) fn lines(count: usize, bytes: usize) -> String {
    let event = r#"{"event_type":"custom_event","data":{"event_name":"Opened","location":{"latitude":52.52,"longitude":13.405},"custom_attributes":{"screen":"home","version":"4.2.0"}}}"#;
    let events = vec![event; (bytes / event.len()).max(1)].join(",");
    let line = |number: usize| format!("{{\"mpid\":{number},\"user_identities\":{{}},\"events\":[{events}]}}\n");
    (1..=count).map(line).collect()
}
