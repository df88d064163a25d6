//! THE table. A setting is spelled here and nowhere else.

use super::macros::{setting_kind, settings};
use super::{MetadataField, SaslMechanism};

settings! {
    /// Where and how to reach Apache Kafka: one for each integration.
    KafkaSettings, KAFKA {
        bootstrap_servers: text, "Apache Kafka Bootstrap Servers", default "unset, required" = None,
            "Comma-separated list of `host:port`. The first broker that answers is used to discover the cluster.";
        topic: text, "Topic Name", default "unset, required" = None,
            "The topic that messages are published to. It must exist.";
        sasl_mechanism: choice of SaslMechanism, "Authentication Method", default "PLAIN" = SaslMechanism::Plain,
            "How the user signs in. Only used with a user name.";
        username: text, "User Name", default "unset" = None,
            "The SASL user. Without one the connection is TLS only.";
        password: secret, "Password", default "unset" = None,
            "The SASL user's password.";
        ssl_key: secret_pem, "SSL Private Key", default "unset" = None,
            "The client's private key in PEM, for brokers that ask for a client certificate.";
        ssl_certificate: pem, "SSL Certificate", default "unset" = None,
            "The client's certificate, or chain, in PEM. It must match the private key.";
        ssl_ca: pem, "SSL CA Certificate", default "the system's trust store" = None,
            "One or more CA certificates in PEM that the brokers' certificates are checked against.";
    }
}

settings! {
    /// What is forwarded and in which shape: one for each connection.
    ConnectionSettings, CONNECTION {
        unique_id: text, "Unique ID", default "unset" = None,
            "Adds `unique_id` with this value to every message. Standard app identifiers (`application_info.package`) are not affected by it.";
        metadata_field_exclusion: set of MetadataField, "Metadata Field Exclusion", default "none" = Vec::new(),
            "Device Name removes `device_info.device`; IP Address removes `ip`.";
        send_network_performance_events: switch, "Send Network Performance Events", default "on" = true,
            "Off drops `network_performance` events.";
        send_as_batch: switch, "Send as Batch", default "on" = true,
            "On: events are forwarded in (roughly) 10-minute batches per device. Off: each event is a message of its own, as received. Ignored if Wait for Complete Batch is on.";
        wait_for_complete_batch: switch, "Wait for Complete Batch", default "off" = false,
            "On: a device's batch is held until its session ends, and Send as Batch is ignored.";
        include_location: switch, "Include Location Information", default "on" = true,
            "Off removes `location` from each event's `data`.";
        include_metadata: switch, "Include Metadata", default "on" = true,
            "Off removes `application_info`, `device_info` and `source_info`.";
        include_user_attribute_change_events: switch, "Include User Attribute Change Events", default "off" = false,
            "Off drops `user_attribute_change` events.";
        include_user_identity_change_events: switch, "Include User Identity Change Events", default "off" = false,
            "Off drops `user_identity_change` events.";
        send_batches_without_events: switch, "Send Batches without Events", default "on" = true,
            "Off: a batch with no events, before or after filtering, yields no message.";
        include_mp_deviceid: switch, "Include MP DeviceId", default "off" = false,
            "Off removes `mp_deviceid`.";
        include_event_batch_location: switch, "Include Event Batch Location", default "off" = false,
            "Off removes `context.location`. Independent of Include Location Information.";
    }
}

impl ConnectionSettings {
    /// Whether each event becomes a message of its own. *Wait for Complete Batch* overrides *Send as Batch*.
    #[must_use]
    pub fn splits_events(&self) -> bool {
        !self.send_as_batch && !self.wait_for_complete_batch
    }

    /// Whether *Metadata Field Exclusion* names `field`.
    #[must_use]
    pub fn excludes(&self, field: MetadataField) -> bool {
        self.metadata_field_exclusion.contains(&field)
    }
}
