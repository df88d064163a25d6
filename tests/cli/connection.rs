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
    let faulty = file("b.toml", "include_location = true\ninclude_locations = false\nsend_as_batch = \"no\"\n");
    let printed = headgate(&["preview", "--connection", &faulty], BATCH.as_bytes());
    assert_eq!(printed.code, 2);
    assert_eq!(
        printed.err,
        format!(
            "error: {faulty} is not a connection:\n\
             line 2, column 1: There is no setting `include_locations`. Did you mean `include_location`?\n\
             line 3, column 17: `send_as_batch` takes true or false, not text.\n\
             `headgate settings` lists the settings.\n"
        )
    );
    let missing = headgate(&["preview", "--connection", "/nowhere.toml"], BATCH.as_bytes());
    assert_eq!(missing.code, 2);
    assert_eq!(missing.err, "error: /nowhere.toml cannot be read: No such file or directory (os error 2)\n");
}
