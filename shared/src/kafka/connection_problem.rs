//! THE table of what can be wrong with a connection to Kafka, with the situation that shows it.

use crate::issue::Example::Text;
use crate::issue::macros::problems;

problems! {
    /// What can be wrong between Headgate and a topic. `Display` is the message.
    ConnectionProblem, CONNECTION_PROBLEMS {
        BrokerNotAllowed { server: String } = "broker_not_allowed", Error,
            says "This server may not connect to `{server}`.",
            help "Ask whoever runs Headgate to start it with --allow-broker and a pattern that this address matches.",
            example Text("The server was started with --allow-broker `*.example.com:9093`.");
        NameNotResolved { server: String, why: String } = "name_not_resolved", Error,
            says "The name of `{server}` does not resolve: {why}.",
            help "Check the spelling, and that the machine that runs Headgate can resolve it: a name of Kubernetes or of a private zone often cannot be resolved from outside.",
            example Text("A misspelt host.");
        ConnectionRefused { server: String } = "connection_refused", Error,
            says "Nothing listens at `{server}`: the connection was refused.",
            help "Check the port, and that the broker is running.",
            example Text("A wrong port, or a broker that is down.");
        NoAnswer { server: String, seconds: u64 } = "no_answer", Error,
            says "`{server}` did not answer within {seconds} s.",
            help "A firewall or security group drops the packets: let the machine that runs Headgate reach this port.",
            example Text("A firewall that drops packets.");
        Unreachable { server: String, why: String } = "unreachable", Error,
            says "`{server}` cannot be reached: {why}.",
            help "Check the network between the machine that runs Headgate and the broker.",
            example Text("There is no route to the host.");
        SomeServersFailed { server: String, why: String } = "bootstrap_server_failed", Warning,
            says "Of the bootstrap servers, `{server}` does not work: {why}",
            help "The others do, so messages are delivered. Mend or remove it: it delays the first connection.",
            example Text("The first of two bootstrap servers is down.");
        Silent { server: String, seconds: u64 } = "tls_silent", Error,
            says "`{server}` took the connection and then said nothing for {seconds} s.",
            help "Something else than a TLS listener is there, or a proxy that cannot reach the broker. Check the port.",
            example Text("A load balancer without a broker behind it.");
        PlaintextBroker { server: String } = "plaintext_broker", Error,
            says "`{server}` is a Kafka listener without TLS.",
            help "Give the port of the TLS listener (SSL or SASL_SSL); it is often 9093 or 9094. Headgate never sends in plaintext.",
            example Text("The port of a PLAINTEXT listener.");
        NotTls { server: String } = "not_tls", Error,
            says "`{server}` does not speak TLS.",
            help "Give the port of the broker's TLS listener (SSL or SASL_SSL).",
            example Text("The port of some other service.");
        OldTls { server: String } = "tls_too_old", Error,
            says "`{server}` offers no TLS newer than 1.1.",
            help "Allow TLS 1.2 or 1.3 at the broker: `ssl.enabled.protocols=TLSv1.2,TLSv1.3`.",
            example Text("A broker with `ssl.enabled.protocols=TLSv1.1`.");
        HandshakeFailed { server: String, why: String } = "tls_handshake_failed", Error,
            says "The TLS handshake with `{server}` failed: {why}.",
            help "The broker's log, at the time of this check, has its side of it.",
            example Text("The broker has no certificate that this client can use.");
        CaNotTrusted { server: String, subject: String, issuer: String } = "ca_not_trusted", Error,
            says "The certificate of `{server}` (`{subject}`) was issued by `{issuer}`, which is not trusted.",
            help "Paste the certificate of that CA into SSL CA Certificate.",
            example Text("A wrong CA, or a private one and no CA given.");
        IssuerMissing { server: String, subject: String, issuer: String } = "issuer_missing", Error,
            says "The certificate of `{server}` (`{subject}`) was issued by `{issuer}`, whose own certificate is neither trusted nor sent by the broker.",
            help "Paste the certificate of that issuer into SSL CA Certificate, with its root if it is an intermediate; or let the broker send its whole chain.",
            example Text("A broker that does not send its intermediate.");
        CaIncomplete { server: String, issuer: String } = "ca_incomplete", Error,
            says "The chain of `{server}` ends at `{issuer}`, whose own certificate is missing.",
            help "Paste the root certificate too: the client library trusts a chain only up to its root.",
            example Text("An intermediate CA was given without its root.");
        SelfSigned { server: String, subject: String } = "certificate_self_signed", Error,
            says "The certificate of `{server}` (`{subject}`) is self-signed, and not trusted.",
            help "If it is the broker's own, paste it into SSL CA Certificate; otherwise give the broker a certificate of a CA.",
            example Text("A broker with a self-signed certificate.");
        BrokerCertificateExpired { server: String, subject: String, day: String, now: String } = "broker_certificate_expired", Error,
            says "The certificate of `{server}` (`{subject}`) was valid until {day}; this machine's clock says {now}.",
            help "Renew the broker's certificate, or set this machine's clock if it is wrong.",
            example Text("A broker whose certificate was not renewed.");
        BrokerCertificateNotYetValid { server: String, subject: String, day: String, now: String } = "broker_certificate_not_yet_valid", Error,
            says "The certificate of `{server}` (`{subject}`) is valid only from {day} on; this machine's clock says {now}.",
            help "Set this machine's clock if it is wrong, or wait until then.",
            example Text("A certificate that was issued ahead of time.");
        WrongHost { server: String, names: String } = "host_mismatch", Error,
            says "The certificate of `{server}` is for other names: {names}.",
            help "Connect by one of those names, or have the broker's certificate issued for this one.",
            example Text("An IP address was given, and the certificate is for a name.");
        CertificateRejected { server: String, why: String } = "broker_certificate_rejected", Error,
            says "The certificate of `{server}` is not good: {why}.",
            help "Have the broker's certificate issued anew.",
            example Text("A certificate with a broken signature.");
        ClientCertificateRequired { server: String } = "client_certificate_required", Error,
            says "`{server}` asks for a client certificate, and none is given.",
            help "Give SSL Certificate and SSL Private Key, issued by a CA that the broker trusts.",
            example Text("A listener with `ssl.client.auth=required`.");
        ClientCertificateRefused { server: String, subject: String, issuer: String, why: String } = "client_certificate_refused", Error,
            says "`{server}` refused the client certificate of `{subject}`, issued by `{issuer}`: {why}.",
            help "Give a certificate of a CA that is in the broker's trust store, and that is valid.",
            example Text("A client certificate that the broker revoked.");
        ClientCertificateForeign { server: String, issuer: String, accepted: String } = "client_certificate_foreign", Error,
            says "`{server}` accepts client certificates of `{accepted}`; the one given was issued by `{issuer}`.",
            help "Give a certificate of a CA that the broker accepts, or add its CA to the broker's `ssl.truststore`.",
            example Text("A client certificate of another CA.");
        ClientKeyUnusable { why: String } = "client_key_unusable", Error,
            says "The private key cannot be used with the certificate: {why}.",
            help "Give the key that the certificate was requested with.",
            example Text("A key of another certificate.");
        NotKafka { server: String } = "not_kafka", Error,
            says "`{server}` speaks TLS, but is no Kafka broker.",
            help "Check the port: this one belongs to another service, such as HTTPS, a schema registry or a REST proxy.",
            example Text("The port of an HTTPS server.");
        SaslRequired { server: String, mechanisms: String } = "sasl_required", Error,
            says "`{server}` wants a user to sign in, and there is no user name. It offers {mechanisms}.",
            help "Give User Name and Password, or the port of a listener without SASL.",
            example Text("The port of a SASL_SSL listener, and no user name.");
        SaslNotOffered { server: String } = "sasl_not_offered", Error,
            says "`{server}` is a listener without SASL: no user can sign in there.",
            help "Remove User Name and Password, or give the port of the SASL_SSL listener.",
            example Text("The port of an SSL listener, and a user name.");
        MechanismNotOffered { server: String, mechanism: String, offered: String } = "mechanism_not_offered", Error,
            says "`{server}` does not offer {mechanism}; it offers {offered}.",
            help "Choose one that it offers as Authentication Method.",
            example Text("PLAIN at a broker that has only SCRAM-SHA-512.");
        UnknownUser { user: String, mechanism: String } = "user_unknown", Error,
            says "The broker has no user `{user}` for {mechanism}.",
            help "Check the user name, capitals included, or create the user: `kafka-configs.sh --alter --entity-type users`. A user has a password for each mechanism.",
            example Text("A misspelt user name, with SCRAM.");
        WrongPassword { user: String, mechanism: String } = "password_wrong", Error,
            says "The broker knows the user `{user}` and refused the password ({mechanism}).",
            help "Type the password again. Spaces at its ends count.",
            example Text("A wrong password, with SCRAM.");
        LoginRefused { user: String } = "login_refused", Error,
            says "The broker refused user name or password of `{user}`; with PLAIN it does not say which.",
            help "Check both. Hosted clusters take an API key and its secret.",
            example Text("A wrong password, with PLAIN.");
        LoginFailed { why: String } = "login_failed", Error,
            says "Signing in failed: {why}.",
            help "The broker's log, at the time of this check, has its side of it.",
            example Text("The broker cannot read its user database.");
        BrokerStopped { server: String } = "broker_stopped", Error,
            says "`{server}` closed the connection during the check: it was there a moment ago.",
            help "The broker is stopping or restarting. Check again.",
            example Text("A broker that is being restarted.");
        ClusterSilent { seconds: u64 } = "cluster_silent", Error,
            says "The broker told nothing of its cluster within {seconds} s.",
            help "Check again; if that does not help, look at the broker's log.",
            example Text("A broker that is overloaded.");
        AdvertisedNotReached { node: i32, advertised: String, why: String } = "advertised_listener_unreachable", Error,
            says "The cluster names `{advertised}` as the address of broker {node}, which cannot be used: {why}",
            help "Set `advertised.listeners` of that broker to an address that this machine can reach. The bootstrap server is only asked for it.",
            example Text("A broker that advertises `localhost:9092`.");
        TopicMissing { topic: String } = "topic_missing_in_cluster", Error,
            says "There is no topic `{topic}`, or this user may not see it.",
            help "Create the topic: `kafka-topics.sh --create`. Headgate creates none.",
            example Text("A misspelt topic.");
        TopicHidden { topic: String } = "topic_describe_denied", Error,
            says "This user may not look at the topic `{topic}`.",
            help "Allow it: `kafka-acls.sh --add --allow-principal User:… --operation Describe --operation Write --topic …`.",
            example Text("An ACL without Describe.");
        TopicWriteDenied { topic: String } = "topic_write_denied", Error,
            says "This user may not write to the topic `{topic}`.",
            help "Allow it: `kafka-acls.sh --add --allow-principal User:… --operation Write --topic …`.",
            example Text("An ACL with Describe and without Write.");
        IdempotenceDenied = "idempotent_write_denied", Error,
            says "The cluster does not let this user write idempotently.",
            help "Allow it: `kafka-acls.sh --add --allow-principal User:… --operation IdempotentWrite --cluster`. Without it messages could be doubled and reordered.",
            example Text("A broker older than 3.0 without an ACL for IdempotentWrite.");
        NoLeader { partitions: String } = "partition_without_leader", Error,
            says "These partitions of the topic have no leader: {partitions}.",
            help "A broker is down, or an election is under way. Check again in a minute.",
            example Text("The only broker of a partition is down.");
        TooFewReplicas { partitions: String, in_sync: usize, required: usize } = "not_enough_in_sync_replicas", Error,
            says "In-sync replicas of partition {partitions}: {in_sync}; the topic requires {required} (`min.insync.replicas`).",
            help "Bring the missing brokers back. Until then the topic takes no message.",
            example Text("Two replicas, `min.insync.replicas=2`, and one broker is down.");
        SmallMessages { limit: usize, ours: usize } = "topic_takes_small_messages", Warning,
            says "The topic takes messages of at most {limit} bytes; Headgate sends up to {ours}.",
            help "Larger ones will fail. Raise `max.message.bytes` of the topic, or switch Send as Batch off.",
            example Text("A topic with `max.message.bytes=2000`.");
        RecordRefused { why: String } = "test_record_refused", Error,
            says "The test record was refused: {why}.",
            help "The broker's log, at the time of this check, has its side of it.",
            example Text("A broker that validates schemas.");
        RecordNotReplicated = "test_record_not_replicated", Error,
            says "The test record was refused: fewer replicas are in sync than `min.insync.replicas` of the topic requires.",
            help "Bring the missing brokers back. Until then the topic takes no message.",
            example Text("One of two brokers is down, and this user may not ask for the topic's settings.");
    }
}

impl ConnectionProblem {
    /// The key of the setting that it is about.
    #[must_use]
    pub fn field(&self) -> Option<&'static str> {
        Some(match self {
            Self::CaNotTrusted { .. } | Self::IssuerMissing { .. } => "ssl_ca",
            Self::CaIncomplete { .. } | Self::SelfSigned { .. } => "ssl_ca",
            Self::ClientCertificateRequired { .. } | Self::ClientCertificateRefused { .. } => "ssl_certificate",
            Self::ClientCertificateForeign { .. } => "ssl_certificate",
            Self::ClientKeyUnusable { .. } => "ssl_key",
            Self::SaslRequired { .. } | Self::SaslNotOffered { .. } | Self::UnknownUser { .. } => "username",
            Self::MechanismNotOffered { .. } => "sasl_mechanism",
            Self::WrongPassword { .. } | Self::LoginRefused { .. } => "password",
            Self::TopicMissing { .. } | Self::TopicHidden { .. } | Self::TopicWriteDenied { .. } => "topic",
            Self::NoLeader { .. } | Self::TooFewReplicas { .. } | Self::SmallMessages { .. } => "topic",
            Self::RecordNotReplicated => "topic",
            Self::IdempotenceDenied | Self::ClusterSilent { .. } | Self::RecordRefused { .. } => return None,
            Self::LoginFailed { .. } => return None,
            _ => "bootstrap_servers",
        })
    }
}
