//! `headgate preview --connection`.

use super::{BATCH, file, headgate};

#[test]
fn a_connection_file_may_be_toml_or_json() {
    let toml = file("a.toml", "include_location = false\nmetadata_field_exclusion = [\"device_name\"]\n");
    let json = file("a.json", r#"{"include_location": false}"#);
    for path in [toml, json] {
        let printed = headgate(&["preview", "--format", "values", "--connection", &path], BATCH.as_bytes());
        assert_eq!(printed.out, BATCH.replace(r#""location":1,"#, "") + "\n");
    }
}

#[test]
fn a_connection_file_that_is_wrong_is_a_wrong_usage_and_says_where() {
    let unknown = file("b.toml", "include_location = true\ninclude_locations = false\n");
    let printed = headgate(&["preview", "--connection", &unknown], BATCH.as_bytes());
    assert_eq!(printed.code, 2);
    assert!(printed.err.contains("TOML parse error at line 2, column 1"), "{}", printed.err);
    assert!(printed.err.contains("unknown field `include_locations`"), "{}", printed.err);
    assert!(printed.err.ends_with("`headgate settings` lists the settings.\n"), "{}", printed.err);
    let missing = headgate(&["preview", "--connection", "/nowhere.toml"], BATCH.as_bytes());
    assert_eq!(missing.code, 2);
    assert_eq!(missing.err, "error: /nowhere.toml cannot be read: No such file or directory (os error 2)\n");
}
