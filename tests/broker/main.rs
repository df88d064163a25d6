//! Headgate with a real Apache Kafka, and with servers that have a fault.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod broken;
mod crash;
mod fatal;
mod harness;
mod publishing;
mod sending;
