//! Text as one word of a shell command, whatever is in it.

/// `text` as one word: as it is, in single quotes, or, where a terminal would act on a character or not show it, in
/// bash's `$'…'` with that character written out.
pub(super) fn quoted(text: &str) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-' | b':' | b'/' | b',');
    if !text.is_empty() && text.bytes().all(is_plain) {
        return text.to_owned();
    }
    if !text.contains(is_unseen) {
        return format!("'{}'", text.replace('\'', r"'\''"));
    }
    let mut word = String::from("$'");
    for it in text.chars() {
        match it {
            '\'' | '\\' => word.extend(['\\', it]),
            _ if is_unseen(it) => word.push_str(&format!("\\u{:04x}", u32::from(it))),
            _ => word.push(it),
        }
    }
    word + "'"
}

/// An option and its value. A value that begins like an option is joined to it.
pub(super) fn option(name: &str, value: &str) -> String {
    let joint = if value.starts_with('-') { '=' } else { ' ' };
    format!("{name}{joint}{}", quoted(value))
}

/// Control characters, and those that turn or hide the text around them. All are in Unicode's first 65,536.
fn is_unseen(it: char) -> bool {
    it.is_control()
        || matches!(it, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_stays_one_word() {
        for (text, word) in [
            ("kafka-1:9093", "kafka-1:9093"),
            ("", "''"),
            ("a b", "'a b'"),
            ("$(reboot)`x`", "'$(reboot)`x`'"),
            ("o'neill", r"'o'\''neill'"),
            ("björn", "'björn'"),
            ("a\nb'\\\u{1b}[31m", r"$'a\u000ab\'\\\u001b[31m'"),
            ("a\u{202e}b", r"$'a\u202eb'"),
        ] {
            assert_eq!(quoted(text), word, "{text:?}");
        }
        assert_eq!(option("--topic", "-a"), "--topic=-a");
    }
}
