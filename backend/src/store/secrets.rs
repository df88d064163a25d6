//! The secrets of an integration: sealed, replaced, removed, and what is told of them.

use std::collections::BTreeMap;

use rusqlite::{Connection, Transaction, params};
use shared::KafkaSettings;
use shared::settings::{KAFKA, SettingValue};
use shared::wire::SecretState;

use super::StoreError;
use super::seal::{Sealed, Sealer};

/// The keys of the settings that are secret.
pub(super) fn keys() -> impl Iterator<Item = &'static str> {
    KAFKA.iter().filter(|it| it.is_secret()).map(|it| it.key)
}

/// The settings with every secret unset.
pub(super) fn without(settings: &KafkaSettings) -> KafkaSettings {
    let mut bare = settings.clone();
    keys().for_each(|key| set(&mut bare, key, None));
    bare
}

/// Sets or unsets a secret; a key that is none changes nothing.
fn set(settings: &mut KafkaSettings, key: &str, secret: Option<String>) {
    // The keys are the table's own.
    let _ = settings.set(key, SettingValue::Text(secret));
}

/// What a secret is sealed for.
fn place(integration: &str, key: &str) -> String {
    format!("{integration}/{key}")
}

/// Whether anything was removed or replaced.
pub(super) fn write(
    transaction: &Transaction,
    sealer: &Sealer,
    integration: &str,
    settings: &KafkaSettings,
    remove: &[String],
    now: i64,
) -> Result<bool, StoreError> {
    let mut changed = 0;
    for key in remove {
        let sql = "DELETE FROM secrets WHERE integration_id = ?1 AND key = ?2";
        changed += transaction.execute(sql, [integration, key])?;
    }
    for (key, secret) in keys().filter_map(|key| Some((key, settings.secret(key)?))) {
        let bytes = secret.expose().as_bytes();
        let Sealed { nonce, bytes: sealed } = sealer.seal(&place(integration, key), bytes)?;
        let sql = "INSERT OR REPLACE INTO secrets (integration_id, key, nonce, sealed, fingerprint, changed_at) \
            VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        let fingerprint = sealer.fingerprint(bytes);
        changed += transaction.execute(sql, params![integration, key, nonce, sealed, fingerprint, now])?;
    }
    Ok(changed > 0)
}

/// Fills in each secret that is unset in `settings`, stored, and not in `remove`.
pub(super) fn fill(
    connection: &Connection,
    sealer: &Sealer,
    integration: &str,
    settings: &mut KafkaSettings,
    remove: &[String],
) -> Result<(), StoreError> {
    let mut query = connection.prepare_cached("SELECT key, nonce, sealed FROM secrets WHERE integration_id = ?1")?;
    let rows = query.query_map([integration], |row| {
        Ok((row.get::<_, String>(0)?, Sealed { nonce: row.get(1)?, bytes: row.get(2)? }))
    })?;
    for row in rows {
        let (key, sealed) = row?;
        if settings.secret(&key).is_none() && !remove.contains(&key) {
            let opened = sealer.open(&place(integration, &key), &sealed);
            let text = opened.and_then(|it| std::str::from_utf8(&it).ok().map(str::to_owned));
            let text = text.ok_or_else(|| StoreError::Unsealable { key: key.clone() })?;
            set(settings, &key, Some(text));
        }
    }
    Ok(())
}

/// What is told of the secrets that are set.
pub(super) fn states(connection: &Connection, integration: &str) -> Result<BTreeMap<String, SecretState>, StoreError> {
    let sql = "SELECT key, changed_at, fingerprint FROM secrets WHERE integration_id = ?1";
    let mut query = connection.prepare_cached(sql)?;
    let rows = query.query_map([integration], |row| {
        Ok((row.get(0)?, SecretState { changed_at: row.get(1)?, fingerprint: row.get(2)? }))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
