//! Why messages do not arrive: the connection check's answer, asked for once by all who wait.

use std::time::Duration;

use shared::kafka::KafkaConfig;
use shared::wire::Finding;
use tokio::sync::Mutex;
use tokio::time::Instant;

use crate::kafka::doctor::{AllowedBrokers, CheckOptions, diagnose};

/// How long an answer holds.
const FRESH: Duration = Duration::from_secs(3);
/// How long a step of the check may take: several fit into the time that a person waits.
const STEP: Duration = Duration::from_secs(2);

/// The diagnosis of one configuration.
pub(crate) struct Diagnosis {
    config: Option<KafkaConfig>,
    allowed: AllowedBrokers,
    last: Mutex<Option<(Instant, Option<Finding>)>>,
}

impl Diagnosis {
    /// Of no configuration there is nothing to be found.
    pub(crate) fn of(config: Option<KafkaConfig>, allowed: AllowedBrokers) -> Self {
        Self { config, allowed, last: Mutex::new(None) }
    }

    /// What is wrong with the connection, as far as it can be told before `deadline`.
    pub(super) async fn finding(&self, deadline: Instant) -> Option<Finding> {
        let config = self.config.as_ref()?;
        let mut last = tokio::time::timeout_at(deadline, self.last.lock()).await.ok()?;
        if let Some((at, finding)) = &*last
            && at.elapsed() < FRESH
        {
            return finding.clone();
        }
        let within = deadline.saturating_duration_since(Instant::now());
        let options = CheckOptions { step: within.min(STEP), allowed: self.allowed.clone(), ..CheckOptions::default() };
        let finding = diagnose(config, &options, within).await;
        *last = Some((Instant::now(), finding.clone()));
        finding
    }
}
