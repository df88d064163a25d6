//! How the server runs: where it listens, what it takes.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

use axum::http::Uri;
use etcetera::BaseStrategy;
use serde::{Deserialize, Deserializer};
use shared::settings::Secret;
use thiserror::Error;

use crate::check::{AllowedBrokers, Pattern};

/// The configuration of the server's process.
#[derive(Debug, Clone)]
pub struct Config {
    /// Where to listen.
    pub listen: SocketAddr,
    /// The address that browsers use, where it is not the one to listen at: `https://headgate.example.com`.
    pub public_url: Option<PublicUrl>,
    /// The largest body of a request, in bytes.
    pub body_limit: usize,
    /// The folder that data is kept in.
    pub data: PathBuf,
    /// Which brokers may be connected to.
    pub allowed: AllowedBrokers,
    /// The key that secrets are sealed with; `None`: the one in the folder.
    pub key: Option<Secret>,
    /// How many deliveries are kept.
    pub deliveries: KeptDeliveries,
}

/// How many deliveries are kept; the oldest are dropped first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeptDeliveries {
    /// Submissions.
    pub submissions: usize,
    /// Messages of all submissions. The newest submission is kept, however many it has.
    pub messages: usize,
}

impl Default for KeptDeliveries {
    /// 1,000 submissions or 100,000 messages, whichever is less.
    fn default() -> Self {
        Self { submissions: 1000, messages: 100_000 }
    }
}

/// The default for [`Config::listen`]: this machine alone.
pub const LISTEN: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 8080);

/// The default for [`Config::body_limit`]: 32 MiB.
pub const BODY_LIMIT: usize = 32 * 1024 * 1024;

/// The default for [`Config::data`]: a folder of its own where this system's users keep their programs' data.
///
/// # Errors
/// If the user has no home.
pub fn data_folder() -> Result<PathBuf, ConfigError> {
    let places = etcetera::base_strategy::choose_native_strategy().map_err(|_homeless| ConfigError::NoHome)?;
    Ok(places.data_dir().join("headgate"))
}

/// The address of the server as browsers see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicUrl {
    /// `http` or `https`.
    pub scheme: String,
    /// Host, and port where it is not the scheme's own.
    pub authority: String,
}

/// The same as [`Config`], as a TOML file: what is not in it is left open.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ConfigFile {
    /// See [`Config::listen`].
    pub listen: Option<SocketAddr>,
    /// See [`Config::public_url`].
    pub public_url: Option<PublicUrl>,
    /// See [`Config::body_limit`].
    pub body_limit: Option<usize>,
    /// See [`Config::data`].
    pub data: Option<PathBuf>,
    /// See [`Config::allowed`].
    pub allow_broker: Vec<Pattern>,
}

impl ConfigFile {
    /// Reads the file.
    ///
    /// # Errors
    /// If it cannot be read, or is not a configuration.
    pub fn read(path: &Path) -> Result<Self, ConfigError> {
        let text = std::fs::read_to_string(path)
            .map_err(|error| ConfigError::Unreadable { path: path.to_path_buf(), cause: error.to_string() })?;
        toml::from_str(&text)
            .map_err(|error| ConfigError::NotAConfig { path: path.to_path_buf(), cause: error.to_string() })
    }
}

/// Why the configuration is refused.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ConfigError {
    /// No URL with a host.
    #[error("the public URL must be an address such as https://headgate.example.com, without a path")]
    PublicUrl,
    /// The file cannot be read.
    #[error("{path} cannot be read: {cause}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        cause: String,
    },
    /// The file is not TOML, or names something unknown.
    #[error("{path} is not a configuration: {cause}")]
    NotAConfig {
        /// The file.
        path: PathBuf,
        /// What is wrong, with line and column.
        cause: String,
    },
    /// There is no default for the folder.
    #[error("there is no home folder to keep data in. Give a folder with --data")]
    NoHome,
    /// Others can reach the server, and it does not know under which name.
    #[error(
        "{listen} can be reached from other machines. Give the address that browsers will use with --public-url, or \
         listen at 127.0.0.1"
    )]
    NotLoopback {
        /// Where it was to listen.
        listen: SocketAddr,
    },
}

impl std::str::FromStr for PublicUrl {
    type Err = ConfigError;

    fn from_str(text: &str) -> Result<Self, ConfigError> {
        let uri: Uri = text.parse().map_err(|_not_a_uri| ConfigError::PublicUrl)?;
        let scheme = uri.scheme_str().filter(|it| ["http", "https"].contains(it)).ok_or(ConfigError::PublicUrl)?;
        let authority = uri.authority().filter(|it| !it.as_str().contains('@')).ok_or(ConfigError::PublicUrl)?;
        if uri.path() != "/" || uri.query().is_some() {
            return Err(ConfigError::PublicUrl);
        }
        Ok(Self { scheme: scheme.to_owned(), authority: authority.as_str().to_ascii_lowercase() })
    }
}

impl<'de> Deserialize<'de> for PublicUrl {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

impl std::fmt::Display for PublicUrl {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}://{}", self.scheme, self.authority)
    }
}

impl Config {
    /// Refuses to listen to others under an unknown name: a page of theirs could then pass for this one.
    ///
    /// # Errors
    /// If the address is not loopback and there is no public URL.
    pub fn check(&self) -> Result<(), ConfigError> {
        if self.listen.ip().is_loopback() || self.public_url.is_some() {
            Ok(())
        } else {
            Err(ConfigError::NotLoopback { listen: self.listen })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(listen: &str, public_url: Option<&str>) -> Config {
        let public_url = public_url.map(|it| it.parse().unwrap());
        Config {
            listen: listen.parse().unwrap(),
            public_url,
            body_limit: BODY_LIMIT,
            data: PathBuf::new(),
            allowed: AllowedBrokers::default(),
            key: None,
            deliveries: KeptDeliveries::default(),
        }
    }

    #[test]
    fn an_address_that_others_reach_needs_a_public_url() {
        assert_eq!(config("127.0.0.1:8080", None).check(), Ok(()));
        assert_eq!(config("[::1]:8080", None).check(), Ok(()));
        assert_eq!(config("0.0.0.0:8080", Some("https://h.example")).check(), Ok(()));
        assert_eq!(
            config("0.0.0.0:8080", None).check().unwrap_err().to_string(),
            "0.0.0.0:8080 can be reached from other machines. Give the address that browsers will use with \
             --public-url, or listen at 127.0.0.1"
        );
    }

    #[test]
    fn a_public_url_is_a_scheme_and_a_host() {
        for wrong in ["headgate.example", "ftp://h.example", "https://h.example/path", "https://u:p@h.example", ""] {
            assert_eq!(wrong.parse::<PublicUrl>(), Err(ConfigError::PublicUrl), "{wrong}");
        }
        let url: PublicUrl = "https://H.example:8443/".parse().unwrap();
        assert_eq!((url.scheme.as_str(), url.authority.as_str()), ("https", "h.example:8443"));
    }
}
