//! Who may call: whoever has the token that was printed at the first start, or a session that it opened.
//!
//! The token has 256 random bits, so nobody finds it by trying. Wrong ones are limited all the same, and told of in the log;
//! the right one is always taken, so that others' tries lock nobody out.

mod token;
mod tries;

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use shared::settings::Secret;
use thiserror::Error;

use crate::sandbox::now_ms;
use crate::store::{Store, StoreError};
pub(crate) use token::{hash, link, replace, same};
use tries::Tries;

/// How long a session lasts.
pub(crate) const SESSION: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// Why a caller is not let in.
#[derive(Debug, Error)]
pub(crate) enum SignInError {
    #[error("You are not signed in.")]
    SignedOut,
    #[error("The token is not this server's.")]
    WrongToken,
    #[error("There were too many wrong tokens. Try again in {seconds} s.")]
    TooManyTries { seconds: u64 },
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What a caller shows.
#[derive(Debug, Default)]
pub(crate) struct Credentials {
    /// The token, of a program.
    pub(crate) token: Option<Secret>,
    /// The session's id, of a browser.
    pub(crate) session: Option<Secret>,
}

/// Lets callers in.
pub(crate) struct Auth {
    store: Arc<Store>,
    tries: Mutex<Tries>,
}

impl Auth {
    pub(crate) fn new(store: Arc<Store>) -> Self {
        Self { store, tries: Mutex::default() }
    }

    /// Lets a caller in who shows the token or a session.
    ///
    /// # Errors
    /// If neither is right.
    pub(crate) async fn check(&self, shown: Credentials) -> Result<(), SignInError> {
        if let Some(token) = shown.token {
            return self.check_token(token).await.map(|_hash| ());
        }
        let session = shown.session.ok_or(SignInError::SignedOut)?;
        let session = hash(&session);
        let is_open = self.store.with(move |store| store.database().has_session(&session, now_ms())).await?;
        is_open.then_some(()).ok_or(SignInError::SignedOut)
    }

    /// Opens a session for whoever has the token; gives its id.
    ///
    /// # Errors
    /// If the token is wrong.
    pub(crate) async fn sign_in(&self, token: Secret) -> Result<Secret, SignInError> {
        let token = self.check_token(token).await?;
        let id = token::random()?;
        let session = hash(&id);
        let now = now_ms();
        let expires_at = now.saturating_add(i64::try_from(SESSION.as_millis()).unwrap_or(i64::MAX));
        let kept =
            self.store.with(move |store| store.database().add_session(&token, &session, expires_at, now)).await?;
        kept.then_some(id).ok_or(SignInError::WrongToken)
    }

    /// Ends a session.
    ///
    /// # Errors
    /// If the store fails.
    pub(crate) async fn sign_out(&self, session: &Secret) -> Result<(), SignInError> {
        let session = hash(session);
        Ok(self.store.with(move |store| store.database().remove_session(&session)).await?)
    }

    /// The token's hash, if it is the right one.
    async fn check_token(&self, token: Secret) -> Result<crate::store::Hash, SignInError> {
        let shown = hash(&token);
        let stored = self.store.with(|store| store.database().token()).await?;
        if stored.is_some_and(|stored| same(&stored, &shown)) {
            return Ok(shown);
        }
        let tries = self.tries.lock().unwrap_or_else(PoisonError::into_inner).wrong(Instant::now());
        match tries {
            Ok(()) => {
                tracing::warn!("a wrong token was shown");
                Err(SignInError::WrongToken)
            }
            Err(wait) => Err(SignInError::TooManyTries { seconds: wait.as_secs().max(1) }),
        }
    }
}
