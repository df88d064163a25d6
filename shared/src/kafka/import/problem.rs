//! THE table of reasons not to take a value, with a text that has it.

use crate::issue::Example::Text;
use crate::issue::macros::problems;

problems! {
    /// Why a value was not taken. `Display` is the message.
    ImportProblem, IMPORT_PROBLEMS {
        Placeholder = "import_placeholder", Warning,
            says "Its value is a placeholder.",
            help "Give the real value in the form.",
            example Text("sasl.password={{ CLUSTER_API_SECRET }}");
        Empty = "import_empty", Warning,
            says "It has no value.",
            help "Give the value in the form.",
            example Text("sasl.username=");
        Plaintext { protocol: String } = "import_plaintext", Warning,
            says "`{protocol}` sends everything unencrypted, and Headgate always uses TLS.",
            help "Give the address of the cluster's TLS listener; its port is often 9093 or 9094.",
            example Text("security.protocol=SASL_PLAINTEXT");
        Protocol = "import_protocol", Warning,
            says "It names no protocol of Kafka's.",
            help "Nothing needs to be done: connections are TLS, and SASL over TLS with a user name.",
            example Text("security.protocol=TLS");
        Mechanism { mechanism: &'static str } = "import_mechanism", Warning,
            says "Headgate does not sign in with {mechanism}.",
            help "Ask for a user of PLAIN, SCRAM-SHA-256 or SCRAM-SHA-512, or for a client certificate.",
            example Text("sasl.mechanism=OAUTHBEARER");
        MechanismUnknown = "import_mechanism_unknown", Warning,
            says "It names no authentication method that Headgate knows.",
            help "Choose PLAIN, SCRAM-SHA-256 or SCRAM-SHA-512 in the form.",
            example Text("sasl.mechanism=SCRAM");
        ScramWhich = "import_scram_which", Warning,
            says "It does not tell whether the method is SCRAM-SHA-256 or SCRAM-SHA-512.",
            help "Choose the Authentication Method in the form: the one that the broker offers.",
            example Text("org.apache.kafka.common.security.scram.ScramLoginModule required username=\"alice\" password=\"p\";");
        LoginModule = "import_login_module", Warning,
            says "Its login module is not one of PLAIN or SCRAM.",
            help "Ask for a user of PLAIN, SCRAM-SHA-256 or SCRAM-SHA-512.",
            example Text("sasl.jaas.config=com.sun.security.auth.module.Krb5LoginModule required;");
        Jaas { why: &'static str } = "import_jaas", Warning,
            says "Its JAAS text cannot be read: {why}.",
            help "Paste the whole text, from the login module to the semicolon.",
            example Text("sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username=\"alice");
        File { label: &'static str } = "import_file", Warning,
            says "It is the path of a file; {label} takes the file's text.",
            help "Open the file and paste its text into the form.",
            example Text("ssl.ca.location=/etc/kafka/ca.pem");
        Store = "import_store", Warning,
            says "It is about a Java key store or a PKCS#12 file, and Headgate takes PEM text.",
            help "Export it: `keytool -exportcert -rfc -keystore FILE -alias NAME` prints a CA certificate; `openssl pkcs12 -in FILE -nodes` prints a key and its certificates. A JKS file becomes PKCS#12 with `keytool -importkeystore -srckeystore FILE -destkeystore FILE.p12 -deststoretype PKCS12`.",
            example Text("ssl.truststore.location=/etc/kafka/client.truststore.jks");
        StorePassword = "import_store_password", Warning,
            says "It opens a key store or an encrypted key, and Headgate takes neither.",
            help "Paste the decrypted key in PEM: `openssl pkey -in FILE` prints it.",
            example Text("ssl.key.password=secret");
        VerificationOff = "import_verification_off", Warning,
            says "Verification cannot be switched off: the broker's certificate and host name are always checked.",
            help "Give the CA certificate that the broker's is issued by, and the host name that it is issued for.",
            example Text("ssl.endpoint.identification.algorithm=");
        NotASetting = "import_not_a_setting", Warning,
            says "It is not a setting of Headgate.",
            help "Nothing needs to be done.",
            example Text("client.id=me");
    }
}
