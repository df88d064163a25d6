//! The connections that the server keeps.

use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::ConnectionSettings;
use shared::wire::{Connection, ConnectionList, ConnectionWrite, IntegrationList};
use ui::api::{self, Failure, INTEGRATIONS};

/// An integration and its connections.
#[derive(Debug, Clone)]
pub(super) struct Group {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) connections: Vec<Connection>,
}

/// How far loading went.
#[derive(Clone)]
pub(super) enum Loading {
    Underway,
    Done(Vec<Group>),
    Failed(Failure),
}

/// The state of the dialog. Every part is a handle, so it is copied freely.
#[derive(Clone, Copy)]
pub(super) struct Kept {
    pub(super) state: RwSignal<Loading>,
    /// Why saving or deleting failed.
    pub(super) failed: RwSignal<Option<Failure>>,
}

impl Kept {
    pub(super) fn load() -> Self {
        let kept = Self { state: RwSignal::new(Loading::Underway), failed: RwSignal::new(None) };
        kept.reload();
        kept
    }

    pub(super) fn reload(self) {
        spawn_local(async move {
            let _ = self.state.try_set(groups().await.map_or_else(Loading::Failed, Loading::Done));
        });
    }

    /// Saves `settings` in `group`, in place of the connection of that name if there is one.
    pub(super) fn save(self, group: &Group, name: &str, settings: ConnectionSettings) {
        let old = group.connections.iter().find(|it| it.name == name.trim());
        let (method, path) = match old {
            Some(old) => ("PUT", path_of(old)),
            None => ("POST", connections_of(&group.id)),
        };
        let write = ConnectionWrite { name: name.to_owned(), version: old.map(|it| it.version), settings };
        spawn_local(async move {
            let answer = api::send::<Connection>(method, &path, &write).await;
            self.end(answer.map(drop));
        });
    }

    pub(super) fn delete(self, connection: &Connection) {
        let path = path_of(connection);
        spawn_local(async move { self.end(api::delete(&path).await) });
    }

    fn end(self, answer: Result<(), Failure>) {
        self.failed.try_set(answer.err());
        self.reload();
    }
}

fn connections_of(integration: &str) -> String {
    format!("{INTEGRATIONS}/{integration}/connections")
}

fn path_of(connection: &Connection) -> String {
    format!("{}/{}", connections_of(&connection.integration_id), connection.id)
}

async fn groups() -> Result<Vec<Group>, Failure> {
    let mut groups = Vec::new();
    for integration in api::get::<IntegrationList>(INTEGRATIONS).await?.integrations {
        let connections = api::get::<ConnectionList>(&connections_of(&integration.id)).await?.connections;
        groups.push(Group { id: integration.id, name: integration.name, connections });
    }
    Ok(groups)
}
