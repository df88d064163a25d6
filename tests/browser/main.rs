//! The page in a real browser, against a running server: whole journeys, by what is shown.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]
#![allow(clippy::print_stdout, reason = "measured times are told, not asserted")]

mod access;
mod axe;
mod chromium;
mod deliveries;
mod files;
mod first_journey;
mod first_visit;
mod integrations;
mod keyboard;
mod message_card;
mod pointer;
mod provenance;
mod real_kafka;
mod screens;
mod sending;
mod sharing;
mod sign_in;
mod speed;
mod states;
mod views;
mod what_if;
