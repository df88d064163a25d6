//! The tables, and how a database of an earlier version becomes one of this. Times are in milliseconds since 1970.

use rusqlite_migration::{M, Migrations};

/// Each is run once, in order. One that was released is never changed: a further one is added.
const STEPS: &[M<'static>] = &[M::up(
    "
    CREATE TABLE meta (
        name TEXT PRIMARY KEY,
        value BLOB NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE integrations (
        id TEXT PRIMARY KEY,
        name TEXT NOT NULL UNIQUE,
        version INTEGER NOT NULL,
        created_at INTEGER NOT NULL,
        changed_at INTEGER NOT NULL,
        kafka TEXT NOT NULL,
        last_check TEXT,
        last_delivery_at INTEGER
    ) STRICT;

    CREATE TABLE secrets (
        integration_id TEXT NOT NULL REFERENCES integrations (id) ON DELETE CASCADE,
        key TEXT NOT NULL,
        nonce BLOB NOT NULL,
        sealed BLOB NOT NULL,
        fingerprint TEXT NOT NULL,
        changed_at INTEGER NOT NULL,
        PRIMARY KEY (integration_id, key)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE connections (
        id TEXT PRIMARY KEY,
        integration_id TEXT NOT NULL REFERENCES integrations (id) ON DELETE CASCADE,
        name TEXT NOT NULL,
        version INTEGER NOT NULL,
        created_at INTEGER NOT NULL,
        changed_at INTEGER NOT NULL,
        settings TEXT NOT NULL,
        UNIQUE (integration_id, name)
    ) STRICT;

    CREATE TABLE sessions (
        hash BLOB PRIMARY KEY,
        expires_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    ",
)];

pub(super) const MIGRATIONS: Migrations<'static> = Migrations::from_slice(STEPS);
