//! THE table of routes: each with its methods, and who may call it. The router is made from it, and so is the test that
//! nothing is open by accident.

use axum::Router;
use axum::http::Method;
use axum::routing::MethodRouter;

use super::{check, connections, deliveries, health, integrations, messages, page, session, settings};
use crate::state::AppState;

/// Who may call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Anybody.
    Open,
    /// Those who are signed in.
    SignedIn,
}

/// A path and a method.
#[derive(Debug, Clone, Copy)]
pub struct Route {
    /// As the router takes it: `{…}` stands for one part, `{*…}` for the rest.
    pub path: &'static str,
    /// In lower case. `get` serves `HEAD` as well.
    pub method: &'static str,
    /// Who may call.
    pub access: Access,
}

macro_rules! routes {
    ($( $path:literal: $( $access:ident $method:ident $handler:path ),+; )+) => {
        /// All routes.
        pub const ROUTES: &[Route] = &[
            $( $( Route { path: $path, method: stringify!($method), access: Access::$access }, )+ )+
        ];

        /// The router of all routes.
        pub(super) fn router() -> Router<AppState> {
            Router::new()$( .route($path, MethodRouter::new()$( .$method($handler) )+) )+
        }
    };
}

routes! {
    "/": Open get page::shell;
    "/integrations": Open get page::shell;
    "/integrations/{*place}": Open get page::shell;
    "/deliveries": Open get page::shell;
    "/deliveries/{*place}": Open get page::shell;
    "/assets/{name}": Open get page::asset;
    "/healthz": Open get health::healthz;
    "/api/session": Open get session::read, Open post session::sign_in, SignedIn delete session::sign_out;
    "/api/settings": SignedIn get settings::table;
    "/api/check": SignedIn post check::run;
    "/api/deliveries": SignedIn get deliveries::list;
    "/api/deliveries/events": SignedIn get deliveries::follow;
    "/api/deliveries/{number}": SignedIn get deliveries::read;
    "/api/integrations": SignedIn get integrations::list, SignedIn post integrations::create;
    "/api/integrations/validate": SignedIn post integrations::validate;
    "/api/integrations/sandbox/messages": SignedIn get messages::history, SignedIn post messages::send;
    "/api/integrations/{id}/messages": SignedIn post messages::publish;
    "/api/integrations/{id}":
        SignedIn get integrations::read, SignedIn put integrations::update, SignedIn delete integrations::delete;
    "/api/integrations/{id}/connections": SignedIn get connections::list, SignedIn post connections::create;
    "/api/integrations/{id}/connections/{connection}":
        SignedIn get connections::read, SignedIn put connections::update, SignedIn delete connections::delete;
}

/// Whether anybody may call. What is not in the table is closed.
pub(super) fn is_open(path: &str, method: &Method) -> bool {
    let method = if method == Method::HEAD { Method::GET } else { method.clone() };
    let is_it = |it: &&Route| it.path == path && it.method.eq_ignore_ascii_case(method.as_str());
    ROUTES.iter().find(is_it).is_some_and(|it| it.access == Access::Open)
}
