//! Kafka, through librdkafka. Its types are seen nowhere else.

mod broker;
mod client_config;
pub(crate) mod doctor;
mod failure;
mod portion;
mod producer;
mod reader;
mod signals;
mod topic_limit;

pub(crate) use broker::InProcessBroker;
pub(crate) use client_config::{
    ClientMap, Pace, connection, integration_producer, integration_reader, sandbox_producer, sandbox_reader,
};
pub use failure::Failure;
pub use portion::Answer;
pub(crate) use portion::Portion;
pub(crate) use producer::Producer;
pub(crate) use reader::{FoundMessage, Reader, Unread, Wanted};
pub(crate) use signals::Signals;
pub(crate) use topic_limit::topic_limit;
