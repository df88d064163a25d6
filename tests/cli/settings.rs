//! `headgate settings`.

use serde_json::Value;

use super::headgate;

#[test]
fn settings_lists_every_setting() {
    let printed = headgate(&["settings"], b"");
    for setting in shared::settings::CONNECTION.iter().chain(shared::settings::KAFKA) {
        assert!(printed.out.contains(setting.key) && printed.out.contains(setting.help), "{}", setting.key);
    }
    let json: Value = serde_json::from_str(&headgate(&["settings", "--json"], b"").out).unwrap();
    assert_eq!(json["connection"].as_array().unwrap().len(), 12);
}
