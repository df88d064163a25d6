//! What the handlers share.

use std::sync::Arc;

use crate::auth::Auth;
use crate::check::CheckOptions;
use crate::config::{Config, PublicUrl};
use crate::deliveries::Deliveries;
use crate::publisher::Publishers;
use crate::sandbox::Sandbox;
use crate::store::Store;

/// Cloned into each request.
#[derive(Clone)]
pub(crate) struct AppState {
    /// The built-in broker.
    pub(crate) sandbox: Arc<Sandbox>,
    /// Those of the integrations.
    pub(crate) publishers: Arc<Publishers>,
    /// What was sent.
    pub(crate) deliveries: Arc<Deliveries>,
    /// Integrations, connections, sessions.
    pub(crate) store: Arc<Store>,
    /// Who may call.
    pub(crate) auth: Arc<Auth>,
    /// How connections are checked.
    pub(crate) check_options: Arc<CheckOptions>,
    /// Under which addresses the server may be called.
    pub(crate) addresses: Arc<Addresses>,
    /// The largest body of a request, in bytes.
    pub(crate) body_limit: usize,
}

/// The addresses under which browsers may call the server.
#[derive(Debug)]
pub(crate) struct Addresses {
    /// Allowed values of `Host`.
    pub(crate) hosts: Vec<String>,
    /// Allowed values of `Origin`.
    pub(crate) origins: Vec<String>,
    /// Whether browsers come through TLS.
    pub(crate) is_https: bool,
}

impl AppState {
    pub(crate) fn new(config: &Config, port: u16, sandbox: Arc<Sandbox>, store: Arc<Store>) -> Self {
        let addresses = Arc::new(Addresses::new(config, port));
        let auth = Arc::new(Auth::new(Arc::clone(&store)));
        let check_options = Arc::new(CheckOptions { allowed: config.allowed.clone(), ..CheckOptions::default() });
        let publishers = Publishers::allowing(config.allowed.clone());
        let deliveries = Arc::new(Deliveries::new(Arc::clone(&store), config.deliveries));
        Self { sandbox, publishers, deliveries, store, auth, check_options, addresses, body_limit: config.body_limit }
    }
}

impl Addresses {
    /// Loopback's names with the port that is listened at, and the public URL.
    fn new(config: &Config, port: u16) -> Self {
        let mut hosts: Vec<String> =
            ["localhost", "127.0.0.1", "[::1]"].iter().map(|host| format!("{host}:{port}")).collect();
        let mut origins: Vec<String> = hosts.iter().map(|host| format!("http://{host}")).collect();
        if let Some(PublicUrl { scheme, authority }) = &config.public_url {
            hosts.push(authority.clone());
            origins.push(format!("{scheme}://{authority}"));
        }
        let is_https = config.public_url.as_ref().is_some_and(|it| it.scheme == "https");
        Self { hosts, origins, is_https }
    }
}
