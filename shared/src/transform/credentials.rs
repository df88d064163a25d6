//! `api_key` and `api_keys` are credentials that some senders put into the body: they are removed in both forms, always.

use super::plan::Rules;
use crate::account::Reason;
use crate::batch::Level;
use crate::settings::ConnectionSettings;

pub(super) fn compile(_: &ConnectionSettings, rules: &mut Rules) {
    rules.remove(Level::Batch, "api_key", Reason::Credential);
    rules.remove(Level::Batch, "api_keys", Reason::Credential);
}

#[cfg(test)]
mod tests {
    use crate::transform::testing::*;

    #[test]
    fn credentials_never_reach_a_message_in_either_form() {
        for sign in [r#""message_id":"m""#, r#""mpid":1"#] {
            let text = format!(r#"{{{sign},"api_key":"canary","api_keys":["canary"],"events":[]}}"#);
            let outcome = run(&text, |_| {});
            assert!(!outcome.records[0].value.contains("canary"), "{}", outcome.records[0].value);
            assert_eq!(
                reasons(&outcome)[..2],
                ["/api_key", "/api_keys"].map(|it| (it.to_owned(), "Credentials are never forwarded"))
            );
        }
    }
}
