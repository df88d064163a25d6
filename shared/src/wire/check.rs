//! The connection check: what is asked, and what is told while it runs.

use serde::{Deserialize, Serialize};

use crate::issue::Severity;
use crate::kafka::{ConnectionProblem, FieldProblem};
use crate::settings::KafkaSettings;

/// `POST /api/check`: answered with server-sent events, each a [`CheckEvent`] in JSON. Closing the connection cancels.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CheckRequest {
    /// The integration whose stored secrets stand in for those that are unset in `kafka`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub integration: Option<String>,
    /// What to check. Absent: the integration as it is stored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kafka: Option<KafkaSettings>,
    /// Keys of stored secrets that are not to stand in.
    #[serde(default)]
    pub remove_secrets: Vec<String>,
    /// Whether to publish one test record at the end.
    #[serde(default)]
    pub test_record: bool,
}

/// What happens in a check, in order: each stage starts and ends, and at last all is done.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum CheckEvent {
    /// A stage has begun.
    Started {
        /// Which.
        stage: Stage,
    },
    /// A stage has ended.
    Ended(StageReport),
    /// The check has ended.
    Done {
        /// Whether no stage failed.
        passed: bool,
        /// What it came to, in a sentence.
        summary: String,
        /// From beginning to end, in milliseconds.
        duration_ms: f64,
    },
}

/// The stages of a check, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// The settings are sound.
    Settings,
    /// The bootstrap servers' names resolve.
    Dns,
    /// Something listens there.
    Tcp,
    /// It speaks TLS, and its certificate is good for us.
    Tls,
    /// It is Kafka, and takes the chosen way to sign in.
    Mechanism,
    /// It takes user name and password.
    Login,
    /// It tells of its cluster.
    Cluster,
    /// Each broker can be reached at the address that the cluster advertises.
    Listeners,
    /// The topic exists and can be written to.
    Topic,
    /// A record is published, where that was asked for.
    TestRecord,
}

impl Stage {
    /// All of them, in order.
    pub const ALL: [Self; 10] = [
        Self::Settings,
        Self::Dns,
        Self::Tcp,
        Self::Tls,
        Self::Mechanism,
        Self::Login,
        Self::Cluster,
        Self::Listeners,
        Self::Topic,
        Self::TestRecord,
    ];

    /// Its name as people read it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Settings => "Settings",
            Self::Dns => "DNS",
            Self::Tcp => "TCP",
            Self::Tls => "TLS",
            Self::Mechanism => "SASL mechanism",
            Self::Login => "Login",
            Self::Cluster => "Cluster",
            Self::Listeners => "Advertised listeners",
            Self::Topic => "Topic",
            Self::TestRecord => "Test record",
        }
    }
}

/// How a stage ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StageStatus {
    /// As it should.
    Ok,
    /// It works; something is to be known.
    Warning,
    /// It does not work.
    Failed,
    /// It does not apply, or an earlier stage failed.
    Skipped,
}

/// What a stage found.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StageReport {
    /// Which.
    pub stage: Stage,
    /// How it ended.
    pub status: StageStatus,
    /// In milliseconds.
    pub duration_ms: f64,
    /// What was found, in a sentence.
    pub summary: String,
    /// What is wrong.
    #[serde(default)]
    pub findings: Vec<Finding>,
    /// What was seen: chains, names, dates, addresses.
    #[serde(default)]
    pub facts: Vec<Fact>,
}

/// Something wrong: what, where, and what to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// How bad it is.
    pub severity: Severity,
    /// A stable name; all are in docs/DIAGNOSTICS.md.
    pub code: String,
    /// What is wrong, in a sentence.
    pub message: String,
    /// What to do about it.
    pub hint: String,
    /// The key of the setting that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
}

impl From<&FieldProblem> for Finding {
    fn from(it: &FieldProblem) -> Self {
        Self {
            severity: it.severity(),
            code: it.code().to_owned(),
            message: it.problem.to_string(),
            hint: it.help().to_owned(),
            field: Some(it.field.to_owned()),
        }
    }
}

impl From<&ConnectionProblem> for Finding {
    fn from(it: &ConnectionProblem) -> Self {
        Self {
            severity: it.severity(),
            code: it.code().to_owned(),
            message: it.to_string(),
            hint: it.help().to_owned(),
            field: it.field().map(str::to_owned),
        }
    }
}

/// Something that was seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// What it is.
    pub label: String,
    /// What was seen.
    pub value: String,
}
