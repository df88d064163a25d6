//! The page in a real browser, against a running server: whole journeys, by what is shown.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]
#![allow(clippy::print_stdout, reason = "measured times are told, not asserted")]

mod chromium;
mod first_journey;
mod integrations;
mod real_kafka;
mod sign_in;
mod what_if;
