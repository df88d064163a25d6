//! The transformation of mParticle batches to Kafka records.
//!
//! The same crate runs in the browser (WebAssembly) and in the server, so the bytes previewed are the bytes
//! published. It is pure: no clock, randomness, files, network or environment. Time and ids are arguments.
//!
//! # Map
//! [`settings`] what can be chosen · [`batch`] reading JSON text without building a tree · [`transform`](mod@transform) the rules, in
//! order · [`outgoing`] from a sender's form to the form that is forwarded · [`record`] key, value, partition ·
//! [`kafka`] what a Kafka configuration must be like · [`account`] what happened to each event and member · [`diff`] source and message side by side ·
//! [`issue`] every problem, in words · [`wire`] the API's bodies · [`share`] a link that holds all that Preview shows · [`scrub`] fakes for what tells of people in it ·
//! [`number`] numbers as people read them.
//!
//! # Example
//! ```
//! use shared::{ConnectionSettings, Receipt, transform};
//!
//! let settings = ConnectionSettings { include_location: false, ..Default::default() };
//! let text = r#"{"message_id":"m","mpid":7,"events":[{"data":{"event_name":"tap","location":{"latitude":1.50}},"event_type":"custom_event"}]}"#;
//! let outcome = transform(text, &settings, Receipt { time_ms: 1_700_000_000_000, number: 0 }, None);
//!
//! assert_eq!(outcome.records[0].key.as_deref(), Some("7"));
//! assert_eq!(
//!     outcome.records[0].value,
//!     r#"{"message_id":"m","mpid":7,"events":[{"data":{"event_name":"tap"},"event_type":"custom_event"}]}"#,
//! );
//! assert_eq!(outcome.account.members[0].pointer(), "/events/0/data/location");
//! assert_eq!(outcome.account.members[0].reason.sentence(), "Include Location Information is off");
//! ```

pub mod account;
pub mod batch;
pub mod diff;
pub mod issue;
pub mod kafka;
pub mod number;
pub mod outgoing;
pub mod record;
pub mod scrub;
pub mod settings;
pub mod share;
pub mod transform;
pub mod wire;

pub use account::Account;
pub use batch::{Engine, Form, InputKind};
pub use issue::Issue;
pub use record::{Record, RecordRef, Records};
pub use settings::{ConnectionSettings, KafkaSettings};
pub use transform::{Outcome, Receipt, Transformed, Transformer, transform};
