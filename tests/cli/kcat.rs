//! The command that publishes a message with kcat, in a real shell: what is in a message is never taken for a command.

use std::process::Command;

use shared::record::kcat;

/// What the command hands to kcat: its arguments, one a line, and then its input.
fn handed_over(key: Option<&str>, value: &str) -> String {
    let script = format!("kcat() {{ printf '%s\\n' \"$@\"; cat; }}; {}", kcat(key, value));
    let output = Command::new("sh").args(["-c", &script]).output().unwrap();
    assert!(output.status.success() && output.stderr.is_empty(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn a_shell_hands_the_very_bytes_over_whatever_is_in_them() {
    let value = r#"{"a":"it's '$(touch x)' `id` \n %s \\ \u0027 né 😀","b":"''"}"#;
    let head = "-P\n-F\nkcat.conf\n-t\n<topic>\n-X\npartitioner=murmur2_random\n";
    assert_eq!(handed_over(Some("-5412031425869132287"), value), format!("{head}-k\n-5412031425869132287\n{value}"));
    assert_eq!(handed_over(None, value), format!("{head}{value}"));
}
