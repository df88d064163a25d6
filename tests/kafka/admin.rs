//! What an administrator does: topics, users, rights, and Kafka's own tools.

use std::thread;
use std::time::Duration;

use rdkafka::ClientConfig;
use rdkafka::admin::{AdminClient, AdminOptions, NewTopic, TopicReplication};
use rdkafka::client::DefaultClientContext;

use super::{Kafka, Listener};

/// A broker that runs answers in less.
pub(super) const PATIENCE: Duration = Duration::from_secs(30);

impl Kafka {
    /// Makes a topic with a random name and as many replicas as there can be, and gives back the name.
    /// `config` is the topic's own, such as `("max.message.bytes", "2000")`.
    #[must_use]
    pub fn create_topic(&self, partitions: i32, config: &[(&str, &str)]) -> String {
        self.create_topics(&[partitions], config).remove(0)
    }

    /// Makes a topic with each of these numbers of partitions, in one request.
    #[must_use]
    pub fn create_topics(&self, partitions: &[i32], config: &[(&str, &str)]) -> Vec<String> {
        let names: Vec<_> = partitions.iter().map(|_| random_name()).collect();
        let replicas = i32::try_from(self.nodes()).unwrap();
        let topics: Vec<_> =
            names.iter().zip(partitions).map(|(name, count)| new_topic(name, *count, replicas, config)).collect();
        let admin: AdminClient<DefaultClientContext> = self.client().create().unwrap();
        // A thread of its own: a test that is asynchronous itself may not block on a second runtime.
        let made = thread::scope(|scope| {
            scope
                .spawn(|| blocking(admin.create_topics(&topics, &AdminOptions::new().request_timeout(Some(PATIENCE)))))
                .join()
        });
        for topic in made.unwrap().unwrap() {
            topic.unwrap();
        }
        names
    }

    /// Deletes a topic.
    pub fn delete_topic(&self, name: &str) {
        self.script.run(&["topic", "delete", name]);
    }

    /// Changes a topic's own settings, each as `key=value`.
    pub fn alter_topic(&self, name: &str, config: &[&str]) {
        self.script.run(&[&["topic", "alter", name], config].concat());
    }

    /// Lets `principal`, such as `User:bob` or `User:ANONYMOUS`, do `operation`, such as `Write`, with a topic. From then
    /// on everybody else but the administrator is denied.
    pub fn allow(&self, principal: &str, operation: &str, topic: &str) {
        self.acl(&["--add", "--allow-principal", principal, "--operation", operation, "--topic", topic]);
    }

    /// Changes rights: the arguments of `kafka-acls`.
    pub fn acl(&self, arguments: &[&str]) {
        self.script.run(&[&["acl"], arguments].concat());
    }

    /// Sets a user's password for both SCRAM mechanisms. PLAIN knows only Alice and Bob.
    pub fn scram(&self, user: &str, password: &str) {
        self.script.run(&["scram", user, password]);
    }

    /// Runs any main class of Kafka's jars and gives back what it printed. `@BOOTSTRAP@` and `@ADMIN@` in an argument
    /// stand for the administrator's addresses and file of client properties.
    #[must_use]
    pub fn tool(&self, class: &str, arguments: &[&str], input: &str) -> String {
        self.script.run_with_input(&[&["tool", class], arguments].concat(), input)
    }

    /// A client that may do everything.
    pub(super) fn client(&self) -> ClientConfig {
        let mut config = ClientConfig::new();
        config
            .set("bootstrap.servers", self.address(Listener::Admin))
            .set("security.protocol", "SASL_PLAINTEXT")
            .set("sasl.mechanisms", "PLAIN")
            .set("sasl.username", "admin")
            .set("sasl.password", "admin-secret");
        config
    }
}

fn new_topic<'a>(name: &'a str, partitions: i32, replicas: i32, config: &[(&'a str, &'a str)]) -> NewTopic<'a> {
    let topic = NewTopic::new(name, partitions, TopicReplication::Fixed(replicas));
    config.iter().fold(topic, |topic, (key, value)| topic.set(key, value))
}

fn blocking<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(future)
}

fn random_name() -> String {
    let number = getrandom::u64().unwrap();
    format!("topic-{number:016x}")
}
