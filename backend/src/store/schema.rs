//! The tables, and how a database of an earlier version becomes one of this. Times are in milliseconds since 1970.

use rusqlite_migration::{M, Migrations};

/// Each is run once, in order. One that was released is never changed: a further one is added.
const STEPS: &[M<'static>] = &[M::up(FIRST), M::up(SUBMISSIONS)];

/// Integrations, connections, the token and the sessions.
const FIRST: &str = "
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
    ";

/// What was sent. A message's `code` says why it is not in Kafka or, where it has a partition, why it could not be read
/// back; `read_sha256` is there if what was read is not what was sent. The integration may be gone: nothing refers to it.
const SUBMISSIONS: &str = "
    CREATE TABLE submissions (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        at INTEGER NOT NULL,
        integration_id TEXT NOT NULL,
        integration_name TEXT NOT NULL,
        topic TEXT NOT NULL,
        result TEXT NOT NULL,
        messages INTEGER NOT NULL,
        delivered INTEGER NOT NULL,
        identical INTEGER NOT NULL,
        bytes INTEGER NOT NULL,
        code TEXT,
        message TEXT,
        hint TEXT,
        received TEXT NOT NULL,
        settings TEXT NOT NULL,
        duration_ms REAL NOT NULL
    ) STRICT;

    CREATE TABLE submission_messages (
        submission INTEGER NOT NULL REFERENCES submissions (number) ON DELETE CASCADE,
        number INTEGER NOT NULL,
        bytes INTEGER NOT NULL,
        sha256 BLOB NOT NULL,
        partition INTEGER,
        offset INTEGER,
        latency_ms REAL,
        timestamp_ms INTEGER,
        read_sha256 BLOB,
        code TEXT,
        message TEXT,
        hint TEXT,
        PRIMARY KEY (submission, number)
    ) STRICT, WITHOUT ROWID;
    ";

pub(super) const MIGRATIONS: Migrations<'static> = Migrations::from_slice(STEPS);
