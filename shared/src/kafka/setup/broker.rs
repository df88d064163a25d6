//! The broker's files: the listener in `server.properties`, and `jaas.conf`.

use super::{Plan, Section, Target};
use crate::kafka::export::{PASSWORD, jaas_quoted, module_class, properties_value};
use crate::settings::SaslMechanism;

/// The listener. Every setting of it has the listener's prefix, so that the others stay as they are.
pub(super) fn properties(plan: &Plan<'_>) -> Section {
    let name = if plan.user.is_some() { "SASL_SSL" } else { "SSL" };
    let prefix = format!("listener.name.{}", name.to_ascii_lowercase());
    let Plan { host, port, .. } = plan;
    let issuer = if plan.has_ca { "one of the CA certificates given to Headgate" } else { "a public CA" };
    let mut lines = vec![
        "# Add these to the lists that there are; the second with the name of each broker.".to_owned(),
        format!("listeners={name}://:{port}"),
        format!("advertised.listeners={name}://{host}:{port}"),
        "# A file with the broker's private key (PKCS#8) and certificate in PEM.".to_owned(),
        format!("# The certificate is issued by {issuer}, and for the name that is advertised."),
        format!("{prefix}.ssl.keystore.type=PEM"),
        format!("{prefix}.ssl.keystore.location=/etc/kafka/tls/broker.pem"),
        format!("{prefix}.ssl.enabled.protocols=TLSv1.3,TLSv1.2"),
    ];
    if plan.has_certificate {
        lines.extend([
            "# Asks for a client certificate, issued by one of the CAs in this file.".to_owned(),
            format!("{prefix}.ssl.client.auth=required"),
            format!("{prefix}.ssl.truststore.type=PEM"),
            format!("{prefix}.ssl.truststore.location=/etc/kafka/tls/client-ca.pem"),
        ]);
    }
    if let Some((mechanism, user)) = plan.user {
        let key = format!("{prefix}.{}.sasl.jaas.config", mechanism.as_str().to_ascii_lowercase());
        lines.push(format!("{prefix}.sasl.enabled.mechanisms={}", mechanism.as_str()));
        lines.push(format!("{key}={}", properties_value(&login_module(mechanism, user))));
    }
    let title = "A listener for Headgate";
    Section { title, target: Target::File("server.properties"), text: lines.join("\n") + "\n" }
}

/// The users of PLAIN in a file of their own, for brokers that are set up so.
pub(super) fn jaas_file(plan: &Plan<'_>) -> Option<Section> {
    let (mechanism, user) = plan.user.filter(|it| it.0 == SaslMechanism::Plain)?;
    let text = format!(
        "// In place of the line `…plain.sasl.jaas.config` in server.properties. The broker is started with\n\
         // KAFKA_OPTS=-Djava.security.auth.login.config=/etc/kafka/jaas.conf\n\
         KafkaServer {{\n  {}\n}};\n",
        login_module(mechanism, user)
    );
    Some(Section { title: "The user in a file of its own", target: Target::File("jaas.conf"), text })
}

/// The login module of the broker. PLAIN has its users in it; those of SCRAM are kept by the cluster.
fn login_module(mechanism: SaslMechanism, user: &str) -> String {
    let class = module_class(mechanism);
    match mechanism {
        SaslMechanism::Plain => format!("{class} required {}=\"{PASSWORD}\";", option(&format!("user_{user}"))),
        SaslMechanism::ScramSha256 | SaslMechanism::ScramSha512 => format!("{class} required;"),
    }
}

/// The name of an option, in quotes unless it is a word.
fn option(name: &str) -> String {
    let is_word = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-');
    if is_word { name.to_owned() } else { jaas_quoted(name) }
}
