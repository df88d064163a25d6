//! Looking up one member of an object.

use super::{Name, Raw, skip_space, string_end, value_end};

/// What the string at the end of `path` says, in the object that begins `text`. Where a name is repeated, the first one
/// counts.
///
/// ```
/// use shared::batch::string_at;
/// let event = r#"{"event_type":"custom_event","data":{"event_name":"ta\u0070"}}"#;
/// assert_eq!(string_at(event, &["data", "event_name"]).as_deref(), Some("tap"));
/// assert_eq!(string_at(event, &["data", "screen_name"]), None);
/// assert_eq!(string_at("{\"data\"", &["data"]), None);
/// ```
#[must_use]
pub fn string_at(text: &str, path: &[&str]) -> Option<String> {
    let value = path.iter().try_fold(text, |text, name| member(text, name))?;
    let text = value.get(..value_end(value, 0))?;
    Raw { text, offset: 0 }.string().map(std::borrow::Cow::into_owned)
}

/// The text from the value of the member `name` on, if `text` begins with an object that has it.
fn member<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let bytes = text.as_bytes();
    let (mut at, mut depth, mut is_name) = (0, 0usize, false);
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'{' | b'[' => {
                depth += 1;
                is_name = depth == 1 && byte == b'{';
                at += 1;
            }
            b'}' | b']' => {
                depth = depth.checked_sub(1).filter(|it| *it > 0)?;
                at += 1;
            }
            b',' => {
                is_name = depth == 1;
                at += 1;
            }
            b'"' => {
                let end = string_end(bytes, at);
                let colon = skip_space(text, end);
                let says = is_name.then(|| Name::new(text.get(at..end)?, true)).flatten();
                if says.is_some_and(|it| it.text() == name) && bytes.get(colon) == Some(&b':') {
                    return text.get(skip_space(text, colon + 1)..);
                }
                is_name = false;
                at = end;
            }
            _ if depth == 0 => return None,
            _ => at += 1,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn only_the_members_of_the_object_itself_are_looked_at() {
        let text = r#"{"a":{"b":"inner","c":["b"]},"x":"b" , "b" : "outer","b":"second"}"#;
        assert_eq!(string_at(text, &["b"]).as_deref(), Some("outer"));
        assert_eq!(string_at(text, &["a", "b"]).as_deref(), Some("inner"));
        assert_eq!(string_at(text, &["a", "c", "b"]), None);
        assert_eq!(string_at(text, &["x", "b"]), None);
        assert_eq!(string_at("[{\"b\":\"in an array\"}]", &["b"]), None);
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "[{}\\[\\]:,\"\\\\ab ]{0,24}") {
            let _ = string_at(&text, &["a", "b"]);
        }
    }
}
