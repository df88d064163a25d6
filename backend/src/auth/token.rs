//! The token: made, hashed, compared, and as a link.

use sha2::{Digest, Sha256};
use shared::settings::Secret;

use crate::store::{self, Database, Hash, StoreError};

/// 256 random bits in hexadecimal: a token, or the id of a session.
pub(super) fn random() -> Result<Secret, StoreError> {
    Ok(Secret::new(store::hex(&store::random::<32>()?)))
}

/// What is kept of it. There is nothing to stretch: what is hashed cannot be guessed.
pub(crate) fn hash(secret: &Secret) -> Hash {
    Sha256::digest(secret.expose()).into()
}

/// Takes as long for any two hashes.
pub(crate) fn same(one: &Hash, other: &Hash) -> bool {
    openssl::memcmp::eq(one, other)
}

/// Makes a token in place of the one before, and ends all sessions. This is the only time that it is known.
///
/// # Errors
/// If the database fails.
pub(crate) fn replace(database: &Database) -> Result<Secret, StoreError> {
    let token = random()?;
    database.set_token(&hash(&token))?;
    Ok(token)
}

/// The address with the token behind `#`: a browser sends that part to nobody, so no log has it.
pub(crate) fn link(address: &str, token: &Secret) -> String {
    format!("{address}/#token={}", token.expose())
}
