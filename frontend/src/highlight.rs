//! JSON text as HTML with its tokens marked. No token is changed: only what means something in HTML is escaped.

use crate::html::escape;

/// `json` as HTML: names, strings and other scalars in elements of their own. The text may end anywhere.
pub(crate) fn html(json: &str) -> String {
    let mut out = String::with_capacity(json.len() * 2);
    let mut rest = json;
    while let Some(first) = rest.bytes().next() {
        let (class, len) = match first {
            b'"' => string(rest),
            b'-' | b'0'..=b'9' | b'a'..=b'z' => ("n", scalar_len(rest)),
            _ => ("", plain_len(rest)),
        };
        let (token, after) = rest.split_at(len);
        push(&mut out, class, token);
        rest = after;
    }
    out
}

/// A string, or a name if a colon follows.
fn string(text: &str) -> (&'static str, usize) {
    let bytes = text.as_bytes();
    let mut at = 1;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'\\' => at += 2,
            b'"' => break,
            _ => at += 1,
        }
    }
    let len = (at + 1).min(bytes.len());
    let is_name = bytes.get(len) == Some(&b':');
    (if is_name { "k" } else { "s" }, text.ceil_char_boundary(len))
}

fn scalar_len(text: &str) -> usize {
    text.bytes().take_while(|byte| matches!(byte, b'-' | b'+' | b'.' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z')).count()
}

/// Up to the next token; at least the first character.
fn plain_len(text: &str) -> usize {
    let is_plain = |c: char| !matches!(c, '"' | '-' | '0'..='9' | 'a'..='z');
    text.char_indices().find(|&(_, c)| !is_plain(c)).map_or(text.len(), |(at, _)| at)
}

fn push(out: &mut String, class: &str, token: &str) {
    if class.is_empty() {
        return escape(out, token);
    }
    out.push_str("<span class=\"json-");
    out.push_str(class);
    out.push_str("\">");
    escape(out, token);
    out.push_str("</span>");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_strings_and_scalars_are_told_apart() {
        assert_eq!(
            html(r#"{"a":"b",1:-1.50}"#),
            r#"{<span class="json-k">"a"</span>:<span class="json-s">"b"</span>,<span class="json-n">1</span>:<span class="json-n">-1.50</span>}"#
        );
    }

    #[test]
    fn markup_in_a_value_stays_text() {
        assert_eq!(html(r#""</span><script>&""#), r#"<span class="json-s">"&lt;/span&gt;&lt;script&gt;&amp;"</span>"#);
    }

    #[test]
    fn a_text_that_was_cut_anywhere_is_taken() {
        let json = r#"{"é":"a\"–😀","b":[true,1E+400]}"#;
        for (at, _) in json.char_indices() {
            html(&json[..at]);
        }
    }
}
