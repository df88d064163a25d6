//! What the Kafka configuration of an integration must be like: every problem of it at once, each at its field.
//!
//! The same code runs in the page, the server and the command line.
//!
//! ```
//! use shared::KafkaSettings;
//! let settings = KafkaSettings { bootstrap_servers: Some("kafka-1:9093, kafka-2".to_owned()), ..Default::default() };
//! let found: Vec<_> = shared::kafka::check(&settings, 0).1.iter().map(|it| (it.field, it.to_string())).collect();
//! assert_eq!(
//!     found,
//!     [
//!         ("bootstrap_servers", "Server 2, `kafka-2`, has no port.".to_owned()),
//!         ("topic", "No topic is named.".to_owned()),
//!     ]
//! );
//! ```

mod bootstrap;
mod config;
mod connection_problem;
mod delivery_problem;
mod export;
mod host;
mod import;
mod pem;
mod problem;
mod setup;
mod topic;
mod validate;

pub use bootstrap::{Server, servers};
pub use config::{ClientCertificate, KafkaConfig, SignIn};
pub use connection_problem::{CONNECTION_PROBLEMS, ConnectionProblem};
pub use delivery_problem::{DELIVERY_PROBLEMS, DeliveryProblem};
pub use export::{Format, export};
pub use import::{Agreed, IMPORT_PROBLEMS, ImportProblem, Imported, Taken, Unusable, import};
pub use pem::{Certificate, Key, PemFault, Validity, certificates, key};
pub use problem::{KAFKA_PROBLEMS, KafkaProblem};
pub use setup::{Section, Target, setup};
pub use validate::{FieldProblem, check};
