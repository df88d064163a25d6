//! Settings, compiled once: what to remove on each level and which events to drop.

use crate::account::Reason;
use crate::batch::{EventType, Level};
use crate::settings::ConnectionSettings;

/// The rules, in the order of the form. Each adds to the plan what it removes, drops or adds.
const RULES: [fn(&ConnectionSettings, &mut Plan); 12] = [
    super::credentials::compile,
    super::unique_id::compile,
    super::metadata_field_exclusion::compile,
    super::send_network_performance_events::compile,
    super::send_as_batch::compile,
    super::include_location::compile,
    super::include_metadata::compile,
    super::include_user_attribute_change_events::compile,
    super::include_user_identity_change_events::compile,
    super::send_batches_without_events::compile,
    super::include_mp_deviceid::compile,
    super::include_event_batch_location::compile,
];

/// What the settings ask for.
#[derive(Debug, Default)]
pub(super) struct Plan {
    removals: Vec<(Level, &'static str, Reason)>,
    drops: Vec<(EventType, Reason)>,
    /// The value of `unique_id`, as JSON.
    pub(super) unique_id: Option<String>,
    /// Each event has a message of its own.
    pub(super) split: bool,
    /// A batch without events yields no message.
    pub(super) drop_eventless: bool,
}

impl Plan {
    pub(super) fn new(settings: &ConnectionSettings) -> Self {
        let mut plan = Self::default();
        for compile in RULES {
            compile(settings, &mut plan);
        }
        plan
    }

    /// Members called `name` on `level` are removed because of `reason`. The first reason given counts.
    pub(super) fn remove(&mut self, level: Level, name: &'static str, reason: Reason) {
        self.removals.push((level, name, reason));
    }

    /// Events of this type are dropped because of `reason`.
    pub(super) fn drop_events(&mut self, event_type: EventType, reason: Reason) {
        self.drops.push((event_type, reason));
    }

    pub(super) fn removal(&self, level: Level, name: &str) -> Option<Reason> {
        self.removals.iter().find(|it| it.0 == level && it.1 == name).map(|it| it.2)
    }

    /// Why an event whose type is called `name` is dropped, if it is.
    pub(super) fn drop_reason(&self, name: &str) -> Option<Reason> {
        let Some(event_type) = EventType::find(name) else {
            return Some(Reason::UnsupportedEventType);
        };
        self.drops.iter().find(|it| it.0 == event_type).map(|it| it.1)
    }
}
