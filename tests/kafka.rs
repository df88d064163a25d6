//! A real Apache Kafka for tests.
//!
//! [`Kafka::shared`] is one broker for the whole test run: each test takes a topic with a random name of its own, and puts
//! ACLs only on that. A test that kills the broker takes a cluster of its own with [`Kafka::own`].
//!
//! The work is done by the script `tests/kafka/kafka`, which also says what each listener is.

mod admin;
mod credentials;
mod listener;
mod reader;
mod script;
mod way;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

pub use credentials::{ALICE, BOB, ClientCertificate, Login};
pub use listener::Listener;
pub use reader::Message;
use script::{Script, target_tmp};
pub use way::{Way, with_login};

/// A cluster of one or more brokers, on the loopback interface.
#[derive(Debug)]
pub struct Kafka {
    script: Script,
    /// What the script printed: addresses and files.
    environment: HashMap<String, String>,
    nodes: u32,
    /// Whether the cluster goes when this is dropped.
    own: bool,
}

impl Kafka {
    /// The broker that all tests of a run share. It is started by the first test that asks and ends about a second
    /// after the process that runs the tests (cargo); its data is then gone.
    #[must_use]
    pub fn shared() -> &'static Self {
        static SHARED: OnceLock<Kafka> = OnceLock::new();
        SHARED.get_or_init(|| {
            let owner = std::os::unix::process::parent_id();
            Self::begin(Script::new(target_tmp().join("kafka"), owner), 1, false)
        })
    }

    /// A cluster of `nodes` brokers for one test, removed when this is dropped. `name` is for people who look into
    /// `target/tmp`. Two nodes: the second is no controller and may be killed. Three: topics have three replicas.
    #[must_use]
    pub fn own(name: &str, nodes: u32) -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let process = std::process::id();
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let folder = target_tmp().join(format!("kafka-{name}-{process}-{number}"));
        Self::begin(Script::new(folder, process), nodes, true)
    }

    fn begin(script: Script, nodes: u32, own: bool) -> Self {
        let printed = script.run(&["start", &nodes.to_string()]);
        let pairs = printed.lines().filter_map(|line| line.split_once('='));
        let environment = pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        Self { script, environment, nodes, own }
    }

    /// How many brokers there are.
    #[must_use]
    pub fn nodes(&self) -> u32 {
        self.nodes
    }

    /// The `host:port` of a listener; with several nodes, all of them with commas between.
    #[must_use]
    pub fn address(&self, listener: Listener) -> &str {
        self.value(listener.variable())
    }

    /// The brokers' logs and everything else are below this folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.script.folder()
    }

    /// Ends all nodes at once, as in a crash (SIGKILL).
    pub fn kill(&self) {
        // At once: until the script comes to it, what should be interrupted may be over.
        for node in 1..=self.nodes {
            if let Ok(pid) = std::fs::read_to_string(self.folder().join(format!("node-{node}/pid"))) {
                // It may have ended by itself.
                let _ = std::process::Command::new("kill").args(["-KILL", pid.trim()]).status();
            }
        }
        self.script.run(&["kill"]);
    }

    /// Ends one node, from 1, as in a crash.
    pub fn kill_node(&self, node: u32) {
        self.script.run(&["kill", &node.to_string()]);
    }

    /// Ends all nodes in order.
    pub fn stop(&self) {
        self.script.run(&["stop"]);
    }

    /// Starts every node that does not run, with the ports and the data that it had, and waits until all are ready.
    /// After a kill this takes 4 to 7 seconds: the controller waits for the end of the old session.
    pub fn start(&self) {
        self.script.run(&["start"]);
    }

    fn value(&self, name: &str) -> &str {
        &self.environment[name]
    }

    fn file(&self, name: &str) -> PathBuf {
        PathBuf::from(self.value(name))
    }
}

impl Drop for Kafka {
    fn drop(&mut self) {
        if self.own {
            self.script.run(&["remove"]);
        }
    }
}
