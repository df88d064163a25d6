//! Integrations and their connections: names, settings, and what is known of secrets.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::settings::{ConnectionSettings, KafkaSettings};

/// The id of the built-in sandbox.
pub const SANDBOX: &str = "sandbox";

/// `GET /api/integrations`: by name. The sandbox is not among them: it is always there.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct IntegrationList {
    /// By name.
    pub integrations: Vec<Integration>,
}

/// An integration as it is shown: a name and a Kafka configuration without its secrets.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Integration {
    /// Made by the server.
    pub id: String,
    /// Given by people; no two integrations have the same.
    pub name: String,
    /// Counts up with each change. An update names the one that it changes, so that none is lost.
    pub version: u64,
    /// In milliseconds since 1970.
    pub created_at: i64,
    /// In milliseconds since 1970.
    pub changed_at: i64,
    /// The configuration; its secrets are unset here, whatever is stored.
    pub kafka: KafkaSettings,
    /// What is known of each secret that is set, by the setting's key.
    pub secrets: BTreeMap<String, SecretState>,
    /// How the last connection check of the saved configuration ended.
    pub last_check: Option<LastCheck>,
    /// When Kafka last acknowledged a message, in milliseconds since 1970.
    pub last_delivery_at: Option<i64>,
}

/// A secret that is set: everything that is ever told of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecretState {
    /// In milliseconds since 1970.
    pub changed_at: i64,
    /// Tells two secrets apart, and tells nothing of either: it depends on this server's own key.
    pub fingerprint: String,
}

/// How a connection check ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastCheck {
    /// In milliseconds since 1970.
    pub at: i64,
    /// Whether no stage failed.
    pub passed: bool,
    /// What it came to, in a sentence.
    pub summary: String,
}

/// `POST /api/integrations` and `PUT /api/integrations/{id}`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IntegrationWrite {
    /// Its name.
    pub name: String,
    /// The version that is changed; required to update.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<u64>,
    /// The configuration. A secret that is unset here stays as it is stored.
    pub kafka: KafkaSettings,
    /// Keys of the secrets to remove.
    #[serde(default)]
    pub remove_secrets: Vec<String>,
}

/// `GET /api/integrations/{id}/connections`: by name.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ConnectionList {
    /// By name.
    pub connections: Vec<Connection>,
}

/// A connection: what is forwarded to an integration, and in which shape.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Connection {
    /// Made by the server.
    pub id: String,
    /// The integration that it belongs to.
    pub integration_id: String,
    /// Given by people; no two connections of an integration have the same.
    pub name: String,
    /// Counts up with each change.
    pub version: u64,
    /// In milliseconds since 1970.
    pub created_at: i64,
    /// In milliseconds since 1970.
    pub changed_at: i64,
    /// Its settings.
    pub settings: ConnectionSettings,
}

/// `POST …/connections` and `PUT …/connections/{id}`.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConnectionWrite {
    /// Its name.
    pub name: String,
    /// The version that is changed; required to update.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<u64>,
    /// Its settings.
    #[serde(default)]
    pub settings: ConnectionSettings,
}

/// `POST /api/session`: exchanges the token for a cookie.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignInRequest {
    /// The token that the server printed at its first start.
    pub token: crate::settings::Secret,
}
