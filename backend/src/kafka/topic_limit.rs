//! How large a batch a topic takes, where the user may ask.

use std::sync::Arc;
use std::time::Duration;

use rdkafka::admin::{AdminClient, AdminOptions, ResourceSpecifier};
use tokio::time::{sleep, timeout};

use super::producer::{Context, client_config};
use super::{ClientMap, Signals};

/// How long a broken connection may take to be mended.
const GRACE: Duration = Duration::from_millis(300);

/// The topic's `max.message.bytes`; `None` if it cannot be learnt within `within`. Blocks: the client waits for its
/// threads.
pub(crate) fn topic_limit(map: ClientMap, topic: &str, within: Duration) -> Option<usize> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().ok()?;
    let signals = Arc::new(Signals::new(map.get("client.id").cloned().unwrap_or_default()));
    let admin: AdminClient<Context> = client_config(map).create_with_context(Context(Arc::clone(&signals))).ok()?;
    let asked = async {
        let topic = [ResourceSpecifier::Topic(topic)];
        let options = AdminOptions::new().request_timeout(Some(within));
        let described = admin.describe_configs(&topic, &options).await.ok()?;
        described.into_iter().next()?.ok()?.get("max.message.bytes")?.value.as_deref()?.parse().ok()
    };
    let broken = async {
        signals.trouble().await;
        sleep(GRACE).await;
    };
    runtime.block_on(async {
        tokio::select! {
            limit = timeout(within, asked) => limit.ok()?,
            () = broken => None,
        }
    })
}
