//! The token and the sessions, as hashes: what is stored signs nobody in.

use rusqlite::{OptionalExtension, params};

use super::database::set_meta;
use super::{Database, StoreError};

/// SHA-256 of a token or of a session's id.
pub(crate) type Hash = [u8; 32];

const TOKEN: &str = "token";
const ADDRESS: &str = "address";

impl Database {
    /// The token's hash; `None` before the first start.
    ///
    /// # Errors
    /// If the database fails.
    pub(crate) fn token(&self) -> Result<Option<Hash>, StoreError> {
        Ok(self.meta(TOKEN)?.and_then(|it| it.try_into().ok()))
    }

    /// Puts a token in place of the one before, and ends all sessions.
    ///
    /// # Errors
    /// If the database fails.
    pub(crate) fn set_token(&self, token: &Hash) -> Result<(), StoreError> {
        self.write(|it| {
            it.execute("DELETE FROM sessions", [])?;
            set_meta(it, TOKEN, token)
        })
    }

    /// The address that the server was last reached at: `http://127.0.0.1:8080`.
    ///
    /// # Errors
    /// If the database fails.
    pub(crate) fn address(&self) -> Result<Option<String>, StoreError> {
        Ok(self.meta(ADDRESS)?.and_then(|it| String::from_utf8(it).ok()))
    }

    /// Keeps the address that the server is reached at.
    ///
    /// # Errors
    /// If the database fails.
    pub(crate) fn set_address(&self, address: &str) -> Result<(), StoreError> {
        self.set_meta(ADDRESS, address.as_bytes())
    }

    /// Keeps a session and forgets those that have expired, unless `token` was replaced meanwhile: that ended all.
    ///
    /// # Errors
    /// If the database fails.
    pub(crate) fn add_session(
        &self,
        token: &Hash,
        session: &Hash,
        expires_at: i64,
        now: i64,
    ) -> Result<bool, StoreError> {
        self.write(|it| {
            it.execute("DELETE FROM sessions WHERE expires_at <= ?1", [now])?;
            let sql = "INSERT INTO sessions (hash, expires_at) SELECT ?1, ?2 FROM meta WHERE name = ?3 AND value = ?4";
            Ok(it.execute(sql, params![session, expires_at, TOKEN, token])? == 1)
        })
    }

    /// Whether there is such a session and it has not expired.
    ///
    /// # Errors
    /// If the database fails.
    pub(crate) fn has_session(&self, session: &Hash, now: i64) -> Result<bool, StoreError> {
        let sql = "SELECT 1 FROM sessions WHERE hash = ?1 AND expires_at > ?2";
        self.read(|it| Ok(it.prepare_cached(sql)?.query_row(params![session, now], |_| Ok(())).optional()?.is_some()))
    }

    /// Ends a session.
    ///
    /// # Errors
    /// If the database fails.
    pub(crate) fn remove_session(&self, session: &Hash) -> Result<(), StoreError> {
        self.write(|it| {
            it.execute("DELETE FROM sessions WHERE hash = ?1", params![session])?;
            Ok(())
        })
    }
}
