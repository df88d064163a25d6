//! A record as a command that publishes it.

/// A line for a POSIX shell that publishes the record with kcat, byte for byte, on the partition where Headgate puts it.
/// `kcat.conf` is what [`export`](crate::kafka::export) makes of an integration; `<topic>` is to be replaced.
///
/// ```
/// let line = shared::record::kcat(Some("-7"), r#"{"name":"O'Neill"}"#);
/// assert_eq!(
///     line,
///     r#"printf %s '{"name":"O'\''Neill"}' | kcat -P -F kcat.conf -t '<topic>' -X partitioner=murmur2_random -k '-7'"#
/// );
/// ```
#[must_use]
pub fn kcat(key: Option<&str>, value: &str) -> String {
    let mut line = String::with_capacity(value.len() + 128);
    line.push_str("printf %s ");
    quote(value, &mut line);
    line.push_str(" | kcat -P -F kcat.conf -t '<topic>' -X partitioner=murmur2_random");
    if let Some(key) = key {
        line.push_str(" -k ");
        quote(key, &mut line);
    }
    line
}

/// Within single quotes a shell takes everything as it is, but for the quote itself.
fn quote(text: &str, line: &mut String) {
    line.push('\'');
    for (index, piece) in text.split('\'').enumerate() {
        if index > 0 {
            line.push_str("'\\''");
        }
        line.push_str(piece);
    }
    line.push('\'');
}
