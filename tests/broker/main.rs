//! Headgate with a real Apache Kafka, and with servers that have a fault.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod broken;
mod cluster_faults;
mod command_line;
mod crash;
mod fatal;
mod faults;
mod faulty;
mod harness;
mod partitions;
mod publishing;
mod sending;
mod tls_faults;
