//! The server and the command line of Headgate.
//!
//! [`cli`] reads the arguments; [`server`] runs the API and the page (`routes`) for those whom `auth` lets in;
//! [`sandbox`] is the built-in broker, published to through `kafka`; `store` keeps what outlives the process, and
//! `deliveries` keeps what was sent there. What a batch becomes is decided by the crate `shared` alone.

mod auth;
pub mod check;
pub mod cli;
pub mod config;
mod deliveries;
mod error;
mod kafka;
pub mod publisher;
mod routes;
pub mod sandbox;
pub mod server;
mod state;
mod store;
