//! What a user may do to a topic. librdkafka can ask for it; rdkafka does not offer it, so this calls librdkafka.

#![allow(unsafe_code, reason = "rdkafka has no safe function for DescribeTopics")]

use std::ffi::CString;
use std::ptr;
use std::time::Duration;

use rdkafka::bindings as sys;
use rdkafka::client::{Client, ClientContext};
use rdkafka::types::RDKafka;

/// Whether the client's user may write to the topic; `None` if the cluster does not say.
pub(super) fn may_write<C: ClientContext>(client: &Client<C>, topic: &str, within: Duration) -> Option<bool> {
    let name = CString::new(topic).ok()?;
    let within_ms = i32::try_from(within.as_millis()).unwrap_or(i32::MAX);
    let question = Question::new(client.native_ptr(), &name, within_ms)?;
    question.ask(within_ms)
}

/// What a question needs; freed with it.
struct Question {
    client: *mut RDKafka,
    options: *mut sys::rd_kafka_AdminOptions_t,
    topics: *mut sys::rd_kafka_TopicCollection_t,
    answers: *mut sys::rd_kafka_queue_t,
}

impl Question {
    fn new(client: *mut RDKafka, topic: &CString, within_ms: i32) -> Option<Self> {
        let mut names = [topic.as_ptr()];
        // SAFETY: `client` lives as long as the caller's borrow of it; `names` points to a string that ends in NUL and
        // is copied by the callee.
        let question = unsafe {
            Self {
                client,
                options: sys::rd_kafka_AdminOptions_new(
                    client,
                    sys::rd_kafka_admin_op_t::RD_KAFKA_ADMIN_OP_DESCRIBETOPICS,
                ),
                topics: sys::rd_kafka_TopicCollection_of_topic_names(names.as_mut_ptr(), names.len()),
                answers: sys::rd_kafka_queue_new(client),
            }
        };
        if question.options.is_null() || question.topics.is_null() || question.answers.is_null() {
            return None;
        }
        // SAFETY: none of the pointers is null; the error, if there is one, is ours to free.
        unsafe {
            let error = sys::rd_kafka_AdminOptions_set_include_authorized_operations(question.options, 1);
            sys::rd_kafka_AdminOptions_set_request_timeout(question.options, within_ms, ptr::null_mut(), 0);
            if !error.is_null() {
                sys::rd_kafka_error_destroy(error);
                return None;
            }
        }
        Some(question)
    }

    fn ask(&self, within_ms: i32) -> Option<bool> {
        // SAFETY: the pointers are those of `new`; the event is looked at only before it is destroyed.
        unsafe {
            sys::rd_kafka_DescribeTopics(self.client, self.topics, self.options, self.answers);
            let event = sys::rd_kafka_queue_poll(self.answers, within_ms);
            if event.is_null() {
                return None;
            }
            let answer = may_write_in(event);
            sys::rd_kafka_event_destroy(event);
            answer
        }
    }
}

/// # Safety
/// `event` must be a live event.
unsafe fn may_write_in(event: *mut sys::rd_kafka_event_t) -> Option<bool> {
    // SAFETY: librdkafka gives null for an event of another kind; a result's topics and operations live as long as it.
    unsafe {
        let result = sys::rd_kafka_event_DescribeTopics_result(event);
        if result.is_null() {
            return None;
        }
        let mut count = 0;
        let topics = sys::rd_kafka_DescribeTopics_result_topics(result, &raw mut count);
        if topics.is_null() || count == 0 {
            return None;
        }
        let operations = sys::rd_kafka_TopicDescription_authorized_operations(*topics, &raw mut count);
        if operations.is_null() {
            return None;
        }
        let operations = std::slice::from_raw_parts(operations, count);
        Some(operations.contains(&sys::rd_kafka_AclOperation_t::RD_KAFKA_ACL_OPERATION_WRITE))
    }
}

impl Drop for Question {
    fn drop(&mut self) {
        // SAFETY: each was made by `new` and is freed once; librdkafka takes null for the first two.
        unsafe {
            if !self.options.is_null() {
                sys::rd_kafka_AdminOptions_destroy(self.options);
            }
            if !self.topics.is_null() {
                sys::rd_kafka_TopicCollection_destroy(self.topics);
            }
            if !self.answers.is_null() {
                sys::rd_kafka_queue_destroy(self.answers);
            }
        }
    }
}
