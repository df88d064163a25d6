//! THE table of problems of a Kafka configuration, with a value of the field that has it, or the situation that shows it.

use crate::issue::Example::{Long, Text};
use crate::issue::macros::problems;

problems! {
    /// What can be wrong with a Kafka configuration. `Display` is the message.
    KafkaProblem, KAFKA_PROBLEMS {
        NoServers = "bootstrap_servers_missing", Error,
            says "No bootstrap server is named.",
            help "Give at least one broker as `host:port`, for example `kafka-1.example.com:9093`.",
            example Text(" ");
        ServerEmpty { number: usize } = "bootstrap_server_empty", Error,
            says "Server {number} is empty: there is a comma too many.",
            help "Remove the comma.",
            example Text("kafka-1:9093,,kafka-2:9093");
        ServerWithScheme { number: usize, entry: String, scheme: String } = "bootstrap_server_scheme", Error,
            says "Server {number}, `{entry}`, begins with a protocol.",
            help "Write only `host:port`. Connections are always TLS; with a user name they are SASL over TLS.",
            example Text("SASL_SSL://kafka-1:9093");
        ServerWithoutPort { number: usize, entry: String } = "bootstrap_server_port_missing", Error,
            says "Server {number}, `{entry}`, has no port.",
            help "Add the port of the TLS listener: it is often 9093 or 9094, and for hosted clusters it is in their console.",
            example Text("kafka-1.example.com");
        ServerPort { number: usize, entry: String, port: String } = "bootstrap_server_port", Error,
            says "Server {number}, `{entry}`: `{port}` is no port.",
            help "A port is a number from 1 to 65535.",
            example Text("kafka-1:90930");
        ServerIpv6 { number: usize, entry: String } = "bootstrap_server_ipv6", Error,
            says "Server {number}, `{entry}`, is an IPv6 address. The client library cannot verify the certificate of one.",
            help "Give the broker's DNS name instead: it may have an IPv6 address.",
            example Text("[2001:db8::7]:9093");
        ServerHost { number: usize, entry: String, why: &'static str } = "bootstrap_server_host", Error,
            says "Server {number}, `{entry}`: {why}.",
            help "Give a DNS name or an IPv4 address. A DNS name has letters, digits, hyphens and dots.",
            example Text("kafka_1!:9093");
        ServerTwice { number: usize, entry: String, first: usize } = "bootstrap_server_twice", Warning,
            says "Server {number}, `{entry}`, is server {first} again.",
            help "Remove one of them, or name another broker: a second one is of use when the first is down.",
            example Text("kafka-1:9093,kafka-1:9093");
        NoTopic = "topic_missing", Error,
            says "No topic is named.",
            help "Give the name of a topic that exists: it is not created.",
            example Text(" ");
        TopicTooLong { length: usize } = "topic_too_long", Error,
            says "The topic's name has {length} characters; Kafka allows 249.",
            help "Give the name of an existing topic.",
            example Long(&[("t", 250)]);
        TopicDots { name: String } = "topic_dots", Error,
            says "`{name}` cannot be the name of a topic.",
            help "Kafka does not allow `.` and `..`.",
            example Text("..");
        TopicCharacter { found: char, place: usize } = "topic_character", Error,
            says "{found:?}, character {place} of the topic's name, is not allowed.",
            help "A topic's name has the letters a to z and A to Z, digits, dots, underscores and hyphens.",
            example Text("app events");
        TopicInternal = "topic_internal", Warning,
            says "The topic's name begins with two underscores, as those of Kafka's internal topics do.",
            help "Make sure that it is a topic for events.",
            example Text("__events");
        PasswordWithoutUser = "password_without_user", Error,
            says "There is a password and no user name.",
            help "Give the SASL user's name, or remove the password: without a user name the connection is TLS only.",
            example Text("A password was typed, and no user name.");
        UserWithoutPassword = "user_without_password", Error,
            says "There is a user name and no password.",
            help "Give the SASL user's password, or remove the user name.",
            example Text("alice");
        UserSpaces = "username_spaces", Warning,
            says "The user name begins or ends with white space. It is sent as it is.",
            help "Remove the white space if it was pasted by accident.",
            example Text("alice ");
        KeyWithoutCertificate = "ssl_key_without_certificate", Error,
            says "There is a private key and no client certificate.",
            help "Give the certificate that belongs to the key, or remove the key.",
            example Text("A key was pasted, and no certificate.");
        CertificateWithoutKey = "ssl_certificate_without_key", Error,
            says "There is a client certificate and no private key.",
            help "Give the private key that belongs to the certificate, or remove the certificate.",
            example Text("A certificate was pasted, and no key.");
        NotPem = "pem_missing", Error,
            says "This is not PEM.",
            help "Paste the text of the `.pem` or `.crt` file, from `-----BEGIN` to `-----END …-----`. For a JKS or PKCS#12 store: `openssl pkcs12 -in store.p12 -nodes`.",
            example Text("kafka.client.keystore.jks");
        PemNotClosed { number: usize } = "pem_not_closed", Error,
            says "Block {number} begins and does not end.",
            help "Paste the whole text, with its line `-----END …-----`.",
            example Text("-----BEGIN CERTIFICATE-----\nMIIB");
        PemNotBase64 { number: usize } = "pem_not_base64", Error,
            says "Block {number} is damaged: it holds something that is not Base64.",
            help "Copy the text again from its file. Editors and chats change quotes and dashes, and cut long lines.",
            example Text("-----BEGIN CERTIFICATE-----\nMIIB…\n-----END CERTIFICATE-----");
        KeyAmongCertificates = "pem_key_among_certificates", Error,
            says "There is a private key among the certificates.",
            help "Move it to SSL Private Key. This field is not secret: it is shown again.",
            example Text("-----BEGIN PRIVATE KEY-----\nMAA=\n-----END PRIVATE KEY-----");
        NotACertificate { number: usize, found: &'static str } = "pem_not_a_certificate", Error,
            says "Block {number} is no certificate; it is {found}.",
            help "Paste blocks that begin with `-----BEGIN CERTIFICATE-----`.",
            example Text("-----BEGIN PUBLIC KEY-----\nMAA=\n-----END PUBLIC KEY-----");
        NotAKey { found: &'static str } = "pem_not_a_key", Error,
            says "This is no private key; it is {found}.",
            help "Paste the block that begins with `-----BEGIN PRIVATE KEY-----`, `-----BEGIN RSA PRIVATE KEY-----` or `-----BEGIN EC PRIVATE KEY-----`.",
            example Text("-----BEGIN PUBLIC KEY-----\nMAA=\n-----END PUBLIC KEY-----");
        KeyEncrypted = "ssl_key_encrypted", Error,
            says "The private key is protected by a pass phrase.",
            help "Take the pass phrase off: `openssl pkey -in client.key -out plain.key`, and paste the result. Headgate seals it before it is stored.",
            example Text("-----BEGIN ENCRYPTED PRIVATE KEY-----\nMAA=\n-----END ENCRYPTED PRIVATE KEY-----");
        SeveralKeys = "ssl_key_several", Error,
            says "There is more than one private key.",
            help "Leave only the one that belongs to the certificate.",
            example Text("-----BEGIN PRIVATE KEY-----\nMAA=\n-----END PRIVATE KEY-----\n-----BEGIN PRIVATE KEY-----\nMAA=\n-----END PRIVATE KEY-----");
        KeyMismatch { subject: String } = "ssl_key_mismatch", Error,
            says "The private key does not belong to the certificate of `{subject}`.",
            help "Give the key that the certificate was requested with.",
            example Text("A key of another certificate.");
        ChainOrder { number: usize } = "ssl_certificate_order", Error,
            says "The private key belongs to certificate {number}, which is not the first.",
            help "Put the client's own certificate first, and behind it those that issued it.",
            example Text("The CA's certificate was pasted before the client's.");
        CertificateExpired { subject: String, day: String } = "certificate_expired", Error,
            says "The certificate of `{subject}` was valid until {day}.",
            help "Give a certificate that is valid.",
            example Text("A certificate that was not renewed.");
        CertificateNotYetValid { subject: String, day: String } = "certificate_not_yet_valid", Error,
            says "The certificate of `{subject}` is valid only from {day} on.",
            help "Wait until then or give another one. If the day is wrong, set this machine's clock.",
            example Text("A certificate that was issued ahead of time.");
        CertificateEnds { subject: String, day: String, days: i64 } = "certificate_ends", Warning,
            says "The certificate of `{subject}` is valid until {day}: {days} days.",
            help "Renew it in time: afterwards nothing is delivered.",
            example Text("A certificate that ends in less than 30 days.");
        NotACa { subject: String } = "ssl_ca_not_a_ca", Error,
            says "The certificate of `{subject}` is no CA: it cannot vouch for a broker.",
            help "Give the certificate of the CA that issued the broker's. `openssl s_client -showcerts -connect HOST:PORT` shows who that is.",
            example Text("The broker's own certificate was pasted as CA, and it is not self-signed.");
        CaWithoutRoot { issuer: String } = "ssl_ca_without_root", Error,
            says "The CA certificates end at an intermediate: the root, `{issuer}`, is missing.",
            help "Add the root certificate: the client library trusts a chain only up to its root.",
            example Text("An intermediate was pasted, and not its root.");
    }
}
