//! The settings that are chosen from a list.

use super::macros::choices;

choices! {
    /// A field that *Metadata Field Exclusion* can remove.
    MetadataField {
        DeviceName = "device_name", "Device Name";
        IpAddress = "ip_address", "IP Address";
    }
}

choices! {
    /// How a user signs in to the brokers.
    SaslMechanism {
        Plain = "PLAIN", "PLAIN";
        ScramSha256 = "SCRAM-SHA-256", "SCRAM-SHA-256";
        ScramSha512 = "SCRAM-SHA-512", "SCRAM-SHA-512";
    }
}
