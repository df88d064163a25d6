//! What happened to every event and member, and why.

use serde::{Deserialize, Serialize};

/// Everything that was done to the input.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// One entry an event, in the order of the source.
    pub events: Vec<EventEntry>,
    /// One entry a member that was removed, added or converted, in the order of the source.
    pub members: Vec<MemberEntry>,
    /// One entry a batch that yields no message.
    pub batches: Vec<BatchEntry>,
}

/// What happened to one event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventEntry {
    /// Which batch of the input, from 0.
    pub batch: usize,
    /// Where, as a JSON Pointer into the batch.
    pub pointer: String,
    /// Its `event_type` as written, where it has one.
    pub event_type: Option<String>,
    /// What became of it.
    pub fate: Fate,
    /// Why it was dropped.
    pub reason: Option<Reason>,
    /// Its first byte in the input.
    pub offset: usize,
    /// Its bytes in the input.
    pub bytes: usize,
    /// If it was dropped: bytes of the input, without white space, that are not in the message; a comma is among them.
    pub bytes_removed: usize,
}

/// What became of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fate {
    /// Forwarded as it came.
    Kept,
    /// Forwarded with members removed, added or converted.
    Changed,
    /// Not forwarded.
    Dropped,
}

/// What happened to one member.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberEntry {
    /// Which batch of the input, from 0.
    pub batch: usize,
    /// Where, as a JSON Pointer: into the batch, or for an added member into the message.
    pub pointer: String,
    /// What was done.
    pub change: Change,
    /// Why.
    pub reason: Reason,
    /// The place in the input: of the member itself, or for an added one where it was put in.
    pub offset: usize,
    /// Bytes of the input, without white space, that are not in the message.
    pub bytes_removed: usize,
    /// Bytes of the message that are not from the input.
    pub bytes_added: usize,
}

/// A batch that yields no message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BatchEntry {
    /// Which batch of the input, from 0.
    pub batch: usize,
    /// Why.
    pub reason: Reason,
}

/// What was done to a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// It is in the input and not in the message.
    Removed,
    /// It is in the message and not in the input.
    Added,
    /// Its value is written differently.
    Converted,
}

/// The setting or rule behind a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// *Unique ID* is set.
    UniqueId,
    /// *Metadata Field Exclusion* names Device Name.
    DeviceNameExcluded,
    /// *Metadata Field Exclusion* names IP Address.
    IpAddressExcluded,
    /// *Send Network Performance Events* is off.
    NetworkPerformanceOff,
    /// *Send as Batch* is off: each event has a message of its own.
    SplitByEvent,
    /// *Include Location Information* is off.
    LocationOff,
    /// *Include Metadata* is off.
    MetadataOff,
    /// *Include User Attribute Change Events* is off.
    UserAttributeChangeOff,
    /// *Include User Identity Change Events* is off.
    UserIdentityChangeOff,
    /// *Send Batches without Events* is off.
    EventlessOff,
    /// *Include MP DeviceId* is off.
    MpDeviceIdOff,
    /// *Include Event Batch Location* is off.
    BatchLocationOff,
    /// `api_key` and `api_keys` are credentials.
    Credential,
    /// The event's type is not one that is forwarded.
    UnsupportedEventType,
    /// The event is malformed: it has no usable `event_type`.
    MalformedEvent,
    /// The batch is malformed: its `events` is no array.
    MalformedBatch,
    /// Outgoing form has it always; it was absent or null.
    OutgoingDefault,
    /// Outgoing form has identities as an array.
    IdentityArray,
    /// Outgoing form leaves out an identity whose value is null.
    NullIdentity,
    /// Outgoing form has the five 64-bit members of an event as strings.
    IntegerAsString,
    /// The documented spelling of an enumerated value.
    DocumentedSpelling,
}

impl Reason {
    /// The key of the setting behind it, where it is a setting.
    #[must_use]
    pub fn setting(self) -> Option<&'static str> {
        Some(match self {
            Self::UniqueId => "unique_id",
            Self::DeviceNameExcluded | Self::IpAddressExcluded => "metadata_field_exclusion",
            Self::NetworkPerformanceOff => "send_network_performance_events",
            Self::SplitByEvent => "send_as_batch",
            Self::LocationOff => "include_location",
            Self::MetadataOff => "include_metadata",
            Self::UserAttributeChangeOff => "include_user_attribute_change_events",
            Self::UserIdentityChangeOff => "include_user_identity_change_events",
            Self::EventlessOff => "send_batches_without_events",
            Self::MpDeviceIdOff => "include_mp_deviceid",
            Self::BatchLocationOff => "include_event_batch_location",
            _ => return None,
        })
    }

    /// The reason in words, without a full stop.
    #[must_use]
    pub fn sentence(self) -> &'static str {
        match self {
            Self::UniqueId => "Unique ID is set",
            Self::DeviceNameExcluded => "Metadata Field Exclusion names Device Name",
            Self::IpAddressExcluded => "Metadata Field Exclusion names IP Address",
            Self::NetworkPerformanceOff => "Send Network Performance Events is off",
            Self::SplitByEvent => "Send as Batch is off",
            Self::LocationOff => "Include Location Information is off",
            Self::MetadataOff => "Include Metadata is off",
            Self::UserAttributeChangeOff => "Include User Attribute Change Events is off",
            Self::UserIdentityChangeOff => "Include User Identity Change Events is off",
            Self::EventlessOff => "Send Batches without Events is off",
            Self::MpDeviceIdOff => "Include MP DeviceId is off",
            Self::BatchLocationOff => "Include Event Batch Location is off",
            Self::Credential => "Credentials are never forwarded",
            Self::UnsupportedEventType => "Not a supported event type",
            Self::MalformedEvent => "The event has no usable event_type",
            Self::MalformedBatch => "The batch's events are no array",
            Self::OutgoingDefault => "Outgoing form always has it",
            Self::IdentityArray => "Outgoing form has identities as an array",
            Self::NullIdentity => "Outgoing form leaves out null identities",
            Self::IntegerAsString => "Outgoing form has 64-bit integers of an event as strings",
            Self::DocumentedSpelling => "Written in its documented spelling",
        }
    }
}

/// How many events there were, and what became of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventCounts {
    /// Events in the input.
    pub total: usize,
    /// Forwarded, as they came or changed.
    pub kept: usize,
    /// Not forwarded.
    pub dropped: usize,
}

impl Account {
    /// Counts the events.
    #[must_use]
    pub fn event_counts(&self) -> EventCounts {
        let total = self.events.len();
        let dropped = self.events.iter().filter(|it| it.fate == Fate::Dropped).count();
        EventCounts { total, kept: total - dropped, dropped }
    }
}
