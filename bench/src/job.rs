//! The job that everybody does: three event types go, and four members.

pub use crate::generator::DROPPED;

/// Top-level members that go.
pub const REMOVED: [&str; 3] = ["application_info", "device_info", "source_info"];

/// The member of an event's `data` that goes.
pub const LOCATION: &str = "location";

/// Whether an event of this type goes.
pub fn drops(event_type: &str) -> bool {
    DROPPED.contains(&event_type)
}

/// Whether this top-level member goes.
pub fn removes(name: &str) -> bool {
    REMOVED.contains(&name)
}
