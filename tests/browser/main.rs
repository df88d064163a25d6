//! The page in a real browser, against a running server: whole journeys, by what is shown.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]
#![allow(clippy::print_stdout, reason = "measured times are told, not asserted")]

mod chromium;
mod deliveries;
mod first_journey;
mod integrations;
mod message_card;
mod real_kafka;
mod sending;
mod sign_in;
mod states;
