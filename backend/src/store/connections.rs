//! The connections of an integration.

use rusqlite::{Connection as Sql, OptionalExtension, Row, params};
use shared::ConnectionSettings;
use shared::wire::Connection;

use super::{Store, StoreError, Thing, integrations, new_id};

const COLUMNS: &str = "id, integration_id, name, version, created_at, changed_at, settings";

/// How a connection is to be.
#[derive(Debug, Clone)]
pub(crate) struct NewConnection {
    /// Its name.
    pub(crate) name: String,
    /// Its settings.
    pub(crate) settings: ConnectionSettings,
}

impl Store {
    /// The connections of an integration, by name.
    ///
    /// # Errors
    /// If there is no such integration, or the database fails.
    pub(crate) fn connections(&self, integration: &str) -> Result<Vec<Connection>, StoreError> {
        self.database.read(|it| {
            integrations::must_exist(it, integration)?;
            let sql = format!("SELECT {COLUMNS} FROM connections WHERE integration_id = ?1 ORDER BY name");
            let mut query = it.prepare_cached(&sql)?;
            let rows: Vec<_> = query.query_map([integration], of)?.collect::<Result<_, _>>()?;
            rows.into_iter().map(shown).collect()
        })
    }

    /// A connection of an integration.
    ///
    /// # Errors
    /// If there is none, or the database fails.
    pub(crate) fn connection(&self, integration: &str, id: &str) -> Result<Connection, StoreError> {
        self.database.read(|it| find(it, integration, id))
    }

    /// Keeps a new connection; its id is made here.
    ///
    /// # Errors
    /// If there is no such integration, the name is taken, or the database fails.
    pub(crate) fn create_connection(
        &self,
        integration: &str,
        new: &NewConnection,
        now: i64,
    ) -> Result<Connection, StoreError> {
        let id = new_id()?;
        self.database.write(|it| {
            integrations::must_exist(it, integration)?;
            let sql = "INSERT INTO connections (id, integration_id, name, version, created_at, changed_at, settings) \
                VALUES (?1, ?2, ?3, 1, ?4, ?4, ?5)";
            it.execute(sql, params![id, integration, new.name, now, json(&new.settings)?])
                .map_err(|error| StoreError::of_write(error, Thing::Connection, &new.name))?;
            find(it, integration, &id)
        })
    }

    /// Changes the connection, whose stored version has to be `version`.
    ///
    /// # Errors
    /// If there is none, it was changed meanwhile, the name is taken, or the database fails.
    pub(crate) fn update_connection(
        &self,
        integration: &str,
        id: &str,
        version: u64,
        new: &NewConnection,
        now: i64,
    ) -> Result<Connection, StoreError> {
        self.database.write(|it| {
            let stored = find(it, integration, id)?.version;
            if stored != version {
                return Err(StoreError::Conflict { thing: Thing::Connection, stored, given: version });
            }
            let sql = "UPDATE connections SET name = ?2, settings = ?3, version = version + 1, changed_at = ?4 \
                WHERE id = ?1";
            it.execute(sql, params![id, new.name, json(&new.settings)?, now])
                .map_err(|error| StoreError::of_write(error, Thing::Connection, &new.name))?;
            find(it, integration, id)
        })
    }

    /// Removes the connection.
    ///
    /// # Errors
    /// If there is none, or the database fails.
    pub(crate) fn delete_connection(&self, integration: &str, id: &str) -> Result<(), StoreError> {
        self.database.write(|it| {
            find(it, integration, id)?;
            it.execute("DELETE FROM connections WHERE id = ?1", [id])?;
            Ok(())
        })
    }
}

fn json(settings: &ConnectionSettings) -> Result<String, StoreError> {
    serde_json::to_string(settings).map_err(StoreError::Unreadable)
}

fn find(connection: &Sql, integration: &str, id: &str) -> Result<Connection, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM connections WHERE integration_id = ?1 AND id = ?2");
    let row = connection.prepare_cached(&sql)?.query_row([integration, id], of).optional()?;
    shown(row.ok_or(StoreError::NotFound(Thing::Connection))?)
}

/// The connection with its settings still to be read, in the order of [`COLUMNS`].
fn of(row: &Row) -> rusqlite::Result<(Connection, String)> {
    let connection = Connection {
        id: row.get(0)?,
        integration_id: row.get(1)?,
        name: row.get(2)?,
        version: row.get::<_, i64>(3)?.unsigned_abs(),
        created_at: row.get(4)?,
        changed_at: row.get(5)?,
        settings: ConnectionSettings::default(),
    };
    Ok((connection, row.get(6)?))
}

fn shown((connection, settings): (Connection, String)) -> Result<Connection, StoreError> {
    let settings = serde_json::from_str(&settings).map_err(StoreError::Unreadable)?;
    Ok(Connection { settings, ..connection })
}
