//! The broker of the tests is what `headgate_tests::kafka` says that it is.

use std::net::TcpStream;

use headgate_tests::kafka::{Kafka, Listener, Way};

use crate::faults::now_ms;

#[test]
fn every_listener_of_the_shared_broker_takes_a_connection() {
    let kafka = Kafka::shared();
    for listener in Listener::ALL {
        let address = kafka.address(listener);
        assert!(TcpStream::connect(address).is_ok(), "{listener:?} at {address}");
    }
}

#[test]
fn the_settings_of_every_way_are_sound() {
    let kafka = Kafka::shared();
    for way in Way::ALL {
        let (config, problems) = shared::kafka::check(&kafka.settings(way, "topic"), now_ms());
        assert!(config.is_some() && problems.is_empty(), "{way:?}: {problems:?}");
    }
}

#[test]
fn a_topic_has_the_partitions_and_the_settings_that_were_asked_for() {
    let kafka = Kafka::shared();
    let topic = kafka.create_topic(3, &[("max.message.bytes", "2000")]);
    let arguments =
        ["--bootstrap-server", "@BOOTSTRAP@", "--command-config", "@ADMIN@", "--describe", "--topic", &topic];
    let described = kafka.tool("org.apache.kafka.tools.TopicCommand", &arguments, "");
    assert!(described.contains("PartitionCount: 3"), "{described}");
    assert!(described.contains("max.message.bytes=2000"), "{described}");
}

#[test]
fn a_cluster_of_its_own_is_killed_started_at_the_same_place_and_removed() {
    let kafka = Kafka::own("harness", 1);
    let (folder, address) = (kafka.folder().to_owned(), kafka.address(Listener::Ssl).to_owned());
    kafka.kill();
    assert!(TcpStream::connect(&address).is_err());
    kafka.start();
    assert!(TcpStream::connect(&address).is_ok());
    drop(kafka);
    assert!(TcpStream::connect(&address).is_err());
    assert!(!folder.exists());
}
