//! The server and the command line of Headgate.
//!
//! [`cli`] reads the arguments; [`server`] runs the API and the page (`routes`); [`sandbox`] is the built-in broker,
//! published to through `kafka`. What a batch becomes is decided by the crate `shared` alone.

pub mod cli;
pub mod config;
mod error;
mod kafka;
pub mod publisher;
mod routes;
pub mod sandbox;
pub mod server;
mod state;
