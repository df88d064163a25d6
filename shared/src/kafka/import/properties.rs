//! A name and a value on a line: Java's properties, and librdkafka's files, which have no escapes.

use super::entry::{Entry, Value, is_name};

/// Names that librdkafka has and Java does not: backslashes in such a file mean themselves.
const LIBRDKAFKA: &[&str] = &[
    "sasl.username",
    "sasl.password",
    "sasl.mechanisms",
    "ssl.ca.location",
    "ssl.certificate.location",
    "ssl.key.location",
    "metadata.broker.list",
    "enable.ssl.certificate.verification",
];
const JAVA: &[&str] = &["sasl.jaas.config", "ssl.truststore.certificates", "ssl.keystore.key", "ssl.truststore.type"];

/// The lines of `text`.
pub(super) fn entries(text: &str) -> Vec<Entry> {
    let has = |names: &[&str]| text.lines().any(|line| names.contains(&split(line.trim_start()).0));
    let is_librdkafka = has(LIBRDKAFKA) && !has(JAVA);
    let lines = if is_librdkafka { plain_lines(text) } else { logical_lines(text) };
    lines.into_iter().filter_map(|(number, line)| entry(number, &line, is_librdkafka)).collect()
}

fn plain_lines(text: &str) -> Vec<(usize, String)> {
    (1..).zip(text.lines()).map(|(number, line)| (number, line.trim().to_owned())).collect()
}

/// Lines joined where one ends with an odd number of backslashes, as `java.util.Properties` does.
fn logical_lines(text: &str) -> Vec<(usize, String)> {
    let mut lines: Vec<(usize, String)> = Vec::new();
    let mut goes_on = false;
    for (number, line) in (1..).zip(text.split('\n')) {
        let line = line.strip_suffix('\r').unwrap_or(line).trim_start_matches([' ', '\t', '\x0c']);
        let is_comment = !goes_on && line.starts_with(['#', '!']);
        let backslashes = line.bytes().rev().take_while(|byte| *byte == b'\\').count();
        let ends_open = !is_comment && backslashes % 2 == 1;
        let line = line.strip_suffix('\\').filter(|_| ends_open).unwrap_or(line);
        match lines.last_mut().filter(|_| goes_on) {
            Some((_, last)) => last.push_str(line),
            None => lines.push((number, line.to_owned())),
        }
        goes_on = ends_open;
    }
    lines
}

fn entry(line: usize, text: &str, is_librdkafka: bool) -> Option<Entry> {
    if let Some(comment) = text.strip_prefix(['#', '!']) {
        return topic_of_comment(line, comment);
    }
    let (name, value) = split(text);
    let is_heading = name.starts_with('[') && text.trim_end().ends_with(']');
    if name.is_empty() || is_heading {
        return None;
    }
    let (name, value) = if is_librdkafka {
        (name.trim().to_owned(), value.trim().replace("\\:", ":").replace("\\=", "="))
    } else {
        (unescape(name), unescape(value))
    };
    let name = if can_be_told(&name, text) { name } else { "…".to_owned() };
    Some(Entry { name, value: Value::Text(value), line })
}

/// A line that is no setting may be a password, or a part of a key: names are told, values are not.
fn can_be_told(name: &str, line: &str) -> bool {
    let is_word = name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    let separator = line.get(name.len()..).unwrap_or_default().trim_start();
    is_name(name) || is_word && separator.starts_with(['=', ':'])
}

/// `# topic=events`: clients have no setting for the topic, so their files tell it in a comment.
fn topic_of_comment(line: usize, comment: &str) -> Option<Entry> {
    let value = comment.trim().strip_prefix("topic")?.trim_start().strip_prefix(['=', ':'])?.trim();
    let is_topic = !value.is_empty() && !value.contains(char::is_whitespace);
    is_topic.then(|| Entry { name: "topic".to_owned(), value: Value::Text(value.to_owned()), line })
}

/// The name ends at the first `=`, `:` or white space that no backslash stands before.
fn split(text: &str) -> (&str, &str) {
    let mut is_escaped = false;
    let end = text.find(|it: char| {
        let ends = !is_escaped && matches!(it, '=' | ':' | ' ' | '\t' | '\x0c');
        is_escaped = it == '\\' && !is_escaped;
        ends
    });
    let (name, rest) = text.split_at(end.unwrap_or(text.len()));
    let blank = [' ', '\t', '\x0c'];
    let rest = rest.trim_start_matches(blank);
    let rest = rest.strip_prefix(['=', ':']).unwrap_or(rest);
    (name, rest.trim_start_matches(blank))
}

/// Undoes the escapes of `java.util.Properties`: a backslash before any other character is dropped.
fn unescape(text: &str) -> String {
    let (mut units, mut chars) = (Vec::new(), text.chars());
    let mut buffer = [0; 2];
    while let Some(it) = chars.next() {
        let plain = if it == '\\' { chars.next().unwrap_or_default() } else { it };
        let unit = match (it, plain) {
            ('\\', 'n') => '\n',
            ('\\', 'r') => '\r',
            ('\\', 't') => '\t',
            ('\\', 'f') => '\x0c',
            ('\\', 'u') => match chars.as_str().get(..4).and_then(|digits| u16::from_str_radix(digits, 16).ok()) {
                Some(unit) => {
                    units.push(unit);
                    chars = chars.as_str().get(4..).unwrap_or_default().chars();
                    continue;
                }
                None => 'u',
            },
            ('\\', '\0') => continue,
            _ => plain,
        };
        units.extend_from_slice(unit.encode_utf16(&mut buffer));
    }
    String::from_utf16_lossy(&units)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(String, String, usize)> {
        let text_of = |value| match value {
            Value::Text(text) => text,
            Value::Expression => String::new(),
        };
        entries(text).into_iter().map(|it| (it.name, text_of(it.value), it.line)).collect()
    }

    #[test]
    fn the_separators_continuations_and_escapes_are_those_of_java() {
        let text = "# c\\\n! c\na=1\n b : 2 \nc.c 3\nd\\ e\\==4\\\n   5\\u00e9\\uD83D\\uDE00\\n\\q\\\\\r\nempty=\n";
        let told = |name: &str, value: &str, line| (name.to_owned(), value.to_owned(), line);
        assert_eq!(
            read(text),
            [
                told("a", "1", 3),
                told("b", "2 ", 4),
                told("c.c", "3", 5),
                told("…", "45é😀\nq\\", 6),
                told("empty", "", 8),
            ]
        );
    }

    #[test]
    fn what_may_be_a_secret_is_no_name() {
        let names: Vec<_> =
            read("hunter2\nhunter two\nMIIEvQ==\nretries=3\nclient.id me\n").into_iter().map(|it| it.0).collect();
        assert_eq!(names, ["…", "…", "…", "retries", "client.id"]);
    }

    #[test]
    fn backslashes_mean_themselves_in_a_file_of_librdkafka() {
        let text = "[default]\nbootstrap.servers=a\\:1\nsasl.username = a\\b \n# topic: events\n";
        let told = |name: &str, value: &str, line| (name.to_owned(), value.to_owned(), line);
        assert_eq!(
            read(text),
            [told("bootstrap.servers", "a:1", 2), told("sasl.username", "a\\b", 3), told("topic", "events", 4)]
        );
    }
}
