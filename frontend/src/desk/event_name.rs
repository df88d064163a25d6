//! What an event is called.

use shared::batch::string_at;

/// The members of an event's data that name it; each type of event has its own.
const NAMES: [&str; 4] = ["event_name", "screen_name", "label", "application_transition_type"];

/// The longest name that is shown, in bytes.
const LONGEST: usize = 200;

/// The name of the event that begins `text`, if it has one.
pub(super) fn event_name(text: &str) -> Option<String> {
    let mut name = NAMES.iter().find_map(|it| string_at(text, &["data", it]))?;
    name.truncate(name.floor_char_boundary(LONGEST));
    Some(name)
}
