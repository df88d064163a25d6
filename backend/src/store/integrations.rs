//! Integrations: listed, read, made, changed and removed.

use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};
use shared::KafkaSettings;
use shared::wire::{Integration, LastCheck};

use super::{Store, StoreError, Thing, new_id, secrets};

const COLUMNS: &str = "id, name, version, created_at, changed_at, kafka, last_check, last_delivery_at";

/// How an integration is to be.
#[derive(Debug, Clone)]
pub(crate) struct NewIntegration {
    /// Its name.
    pub(crate) name: String,
    /// Its configuration: a secret that is unset stays as it is stored.
    pub(crate) kafka: KafkaSettings,
    /// Keys of stored secrets to remove.
    pub(crate) remove_secrets: Vec<String>,
}

impl Store {
    /// All integrations, by name.
    ///
    /// # Errors
    /// If the database fails.
    pub(crate) fn integrations(&self) -> Result<Vec<Integration>, StoreError> {
        self.database.read(|it| {
            let mut query = it.prepare_cached(&format!("SELECT {COLUMNS} FROM integrations ORDER BY name"))?;
            let rows: Vec<Stored> = query.query_map([], Stored::of)?.collect::<Result<_, _>>()?;
            rows.into_iter().map(|row| row.shown(it)).collect()
        })
    }

    /// An integration, without its secrets.
    ///
    /// # Errors
    /// If there is none, or the database fails.
    pub(crate) fn integration(&self, id: &str) -> Result<Integration, StoreError> {
        self.database.read(|it| find(it, id)?.shown(it))
    }

    /// Keeps a new integration; its id is made here.
    ///
    /// # Errors
    /// If the name is taken, or the database fails.
    pub(crate) fn create(&self, new: &NewIntegration, now: i64) -> Result<Integration, StoreError> {
        let id = new_id()?;
        self.database.write(|it| {
            let kafka = json(&new.kafka)?;
            let sql = "INSERT INTO integrations (id, name, version, created_at, changed_at, kafka) \
                VALUES (?1, ?2, 1, ?3, ?3, ?4)";
            it.execute(sql, params![id, new.name, now, kafka])
                .map_err(|error| StoreError::of_write(error, Thing::Integration, &new.name))?;
            secrets::write(it, &self.sealer, &id, &new.kafka, &[], now)?;
            find(it, &id)?.shown(it)
        })
    }

    /// Changes the integration, whose stored version has to be `version`.
    ///
    /// # Errors
    /// If there is none, it was changed meanwhile, the name is taken, or the database fails.
    pub(crate) fn update(
        &self,
        id: &str,
        version: u64,
        new: &NewIntegration,
        now: i64,
    ) -> Result<Integration, StoreError> {
        self.database.write(|it| {
            let stored = find(it, id)?;
            if stored.version() != version {
                return Err(StoreError::Conflict {
                    thing: Thing::Integration,
                    stored: stored.version(),
                    given: version,
                });
            }
            let kafka = json(&new.kafka)?;
            let changed = secrets::write(it, &self.sealer, id, &new.kafka, &new.remove_secrets, now)?;
            write_change(it, id, new, &kafka, now)?;
            if changed || kafka != stored.kafka {
                // The last check was of another configuration.
                it.execute("UPDATE integrations SET last_check = NULL WHERE id = ?1", [id])?;
            }
            find(it, id)?.shown(it)
        })
    }

    /// Removes the integration, its secrets and its connections.
    ///
    /// # Errors
    /// If there is none, or the database fails.
    pub(crate) fn delete(&self, id: &str) -> Result<(), StoreError> {
        self.change_one(|it| it.execute("DELETE FROM integrations WHERE id = ?1", [id]))
    }

    /// The configuration with its secrets, to make clients from.
    ///
    /// # Errors
    /// If there is no such integration, a secret cannot be opened, or the database fails.
    pub(crate) fn kafka_settings(&self, id: &str) -> Result<KafkaSettings, StoreError> {
        self.database.read(|it| {
            let mut settings = find(it, id)?.settings()?;
            secrets::fill(it, &self.sealer, id, &mut settings, &[])?;
            Ok(settings)
        })
    }

    /// `settings`, with the stored secret wherever one is unset and not in `remove`.
    ///
    /// # Errors
    /// If there is no such integration, a secret cannot be opened, or the database fails.
    pub(crate) fn with_stored_secrets(
        &self,
        id: &str,
        mut settings: KafkaSettings,
        remove: &[String],
    ) -> Result<KafkaSettings, StoreError> {
        self.database.read(|it| {
            find(it, id)?;
            secrets::fill(it, &self.sealer, id, &mut settings, remove)?;
            Ok(settings)
        })
    }

    /// Keeps how a check of the stored configuration ended.
    ///
    /// # Errors
    /// If there is no such integration, or the database fails.
    pub(crate) fn record_check(&self, id: &str, check: &LastCheck) -> Result<(), StoreError> {
        let check = serde_json::to_string(check).map_err(StoreError::Unreadable)?;
        self.change_one(|it| it.execute("UPDATE integrations SET last_check = ?2 WHERE id = ?1", [id, &check]))
    }

    /// Keeps when Kafka last acknowledged a message of the integration.
    ///
    /// # Errors
    /// If there is no such integration, or the database fails.
    pub(crate) fn record_delivery(&self, id: &str, at: i64) -> Result<(), StoreError> {
        let sql = "UPDATE integrations SET last_delivery_at = ?2 WHERE id = ?1";
        self.change_one(|it| it.execute(sql, params![id, at]))
    }

    fn change_one(&self, work: impl FnOnce(&Transaction) -> rusqlite::Result<usize>) -> Result<(), StoreError> {
        self.database.write(|it| match work(it)? {
            0 => Err(StoreError::NotFound(Thing::Integration)),
            _ => Ok(()),
        })
    }
}

/// The configuration as it is stored: its secrets are in a table of their own.
fn json(settings: &KafkaSettings) -> Result<String, StoreError> {
    serde_json::to_string(&secrets::without(settings)).map_err(StoreError::Unreadable)
}

fn write_change(
    transaction: &Transaction,
    id: &str,
    new: &NewIntegration,
    kafka: &str,
    now: i64,
) -> Result<(), StoreError> {
    let sql = "UPDATE integrations SET name = ?2, kafka = ?3, version = version + 1, changed_at = ?4 WHERE id = ?1";
    transaction
        .execute(sql, params![id, new.name, kafka, now])
        .map_err(|error| StoreError::of_write(error, Thing::Integration, &new.name))?;
    Ok(())
}

/// The integration's row.
fn find(connection: &Connection, id: &str) -> Result<Stored, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM integrations WHERE id = ?1");
    let row = connection.prepare_cached(&sql)?.query_row([id], Stored::of).optional()?;
    row.ok_or(StoreError::NotFound(Thing::Integration))
}

/// Whether there is such an integration.
pub(super) fn must_exist(connection: &Connection, id: &str) -> Result<(), StoreError> {
    find(connection, id).map(|_row| ())
}

/// A row.
struct Stored {
    id: String,
    name: String,
    version: i64,
    created_at: i64,
    changed_at: i64,
    kafka: String,
    last_check: Option<String>,
    last_delivery_at: Option<i64>,
}

impl Stored {
    /// In the order of [`COLUMNS`].
    fn of(row: &Row) -> rusqlite::Result<Self> {
        Ok(Self {
            id: row.get(0)?,
            name: row.get(1)?,
            version: row.get(2)?,
            created_at: row.get(3)?,
            changed_at: row.get(4)?,
            kafka: row.get(5)?,
            last_check: row.get(6)?,
            last_delivery_at: row.get(7)?,
        })
    }

    fn version(&self) -> u64 {
        self.version.unsigned_abs()
    }

    fn settings(&self) -> Result<KafkaSettings, StoreError> {
        serde_json::from_str(&self.kafka).map_err(StoreError::Unreadable)
    }

    fn shown(self, connection: &Connection) -> Result<Integration, StoreError> {
        let last_check = self.last_check.as_deref().map(serde_json::from_str).transpose();
        Ok(Integration {
            kafka: self.settings()?,
            secrets: secrets::states(connection, &self.id)?,
            version: self.version(),
            last_check: last_check.map_err(StoreError::Unreadable)?,
            id: self.id,
            name: self.name,
            created_at: self.created_at,
            changed_at: self.changed_at,
            last_delivery_at: self.last_delivery_at,
        })
    }
}
