//! librdkafka's mock cluster: a Kafka broker inside the process, on loopback, in memory.

use std::sync::mpsc;
use std::thread::JoinHandle;

use rdkafka::mocking::MockCluster;

/// A broker that lives as long as this does.
pub(crate) struct InProcessBroker {
    bootstrap_servers: String,
    stop: Option<mpsc::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl InProcessBroker {
    /// Starts a broker with one topic. It has a thread of its own: the cluster may not move between threads.
    pub(crate) fn start(topic: &str, partitions: i32) -> Result<Self, String> {
        let (started, bootstrap_servers) = mpsc::channel();
        let (stop, stopped) = mpsc::channel();
        let topic = topic.to_owned();
        let thread = std::thread::Builder::new()
            .name("sandbox-broker".to_owned())
            .spawn(move || {
                let cluster = MockCluster::new(1).and_then(|cluster| {
                    cluster.create_topic(&topic, partitions, 1)?;
                    Ok(cluster)
                });
                let servers = cluster.as_ref().map(MockCluster::bootstrap_servers).map_err(ToString::to_string);
                if started.send(servers).is_ok() {
                    // Ends when the sender is dropped.
                    let _ = stopped.recv();
                }
            })
            .map_err(|error| error.to_string())?;
        let bootstrap_servers = bootstrap_servers.recv().map_err(|error| error.to_string())??;
        Ok(Self { bootstrap_servers, stop: Some(stop), thread: Some(thread) })
    }

    pub(crate) fn bootstrap_servers(&self) -> &str {
        &self.bootstrap_servers
    }
}

impl Drop for InProcessBroker {
    fn drop(&mut self) {
        self.stop.take();
        if let Some(thread) = self.thread.take() {
            // A panic in there has ended the broker already.
            let _ = thread.join();
        }
    }
}
