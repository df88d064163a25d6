//! Why something was changed: a setting, or a rule of the conversion.

use serde::{Deserialize, Serialize};

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
    /// All there are, in their order.
    pub const ALL: [Self; 21] = [
        Self::UniqueId,
        Self::DeviceNameExcluded,
        Self::IpAddressExcluded,
        Self::NetworkPerformanceOff,
        Self::SplitByEvent,
        Self::LocationOff,
        Self::MetadataOff,
        Self::UserAttributeChangeOff,
        Self::UserIdentityChangeOff,
        Self::EventlessOff,
        Self::MpDeviceIdOff,
        Self::BatchLocationOff,
        Self::Credential,
        Self::UnsupportedEventType,
        Self::MalformedEvent,
        Self::MalformedBatch,
        Self::OutgoingDefault,
        Self::IdentityArray,
        Self::NullIdentity,
        Self::IntegerAsString,
        Self::DocumentedSpelling,
    ];

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_reasons_are_listed_once_and_in_their_order() {
        assert!(Reason::ALL.iter().enumerate().all(|(at, reason)| *reason as usize == at));
        assert_eq!(Reason::ALL.last().map(|it| it.sentence()), Some("Written in its documented spelling"));
    }
}
