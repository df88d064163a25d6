//! Settings as a number: each bit turns one of them around.

use shared::ConnectionSettings;
use shared::settings::MetadataField;

/// The settings that `bits` stands for: 0 is the default, and each of the 13 lowest bits changes one thing.
pub(crate) fn from_bits(bits: u16) -> ConnectionSettings {
    let is = |bit: u16| bits >> bit & 1 == 1;
    let excluded = [(8, MetadataField::DeviceName), (9, MetadataField::IpAddress)];
    ConnectionSettings {
        unique_id: is(0).then(|| "u\"1".to_owned()),
        send_as_batch: !is(1),
        include_location: !is(2),
        include_metadata: !is(3),
        include_mp_deviceid: is(4),
        include_event_batch_location: is(5),
        send_batches_without_events: !is(6),
        send_network_performance_events: !is(7),
        metadata_field_exclusion: excluded.into_iter().filter(|it| is(it.0)).map(|it| it.1).collect(),
        include_user_attribute_change_events: is(10),
        include_user_identity_change_events: is(11),
        wait_for_complete_batch: is(12),
    }
}
