//! The connection check, for the server, the command line and tests.

pub use crate::kafka::doctor::{AllowedBrokers, CheckOptions, NotAPattern, Pattern, STEP, check, diagnose};
