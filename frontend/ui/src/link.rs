//! Links that are real, and are followed without loading the page again.

use leptos::prelude::*;

use crate::browser::history;

/// The address of Preview.
pub const PREVIEW: &str = "/";
/// The address of Integrations; those under it belong to it.
pub const INTEGRATIONS: &str = "/integrations";
/// The address of Deliveries.
pub const DELIVERIES: &str = "/deliveries";

/// What a click on a link to `path` does.
pub fn follow(path: impl Into<String>) -> impl Fn(web_sys::MouseEvent) {
    let path = path.into();
    move |click| {
        if history::stays_here(&click) {
            click.prevent_default();
            history::push(&path);
        }
    }
}

/// A link within the page.
#[component]
pub fn Link(
    /// The path it leads to.
    #[prop(into)]
    to: String,
    /// What it says.
    children: Children,
) -> impl IntoView {
    view! { <a href=to.clone() on:click=follow(to)>{children()}</a> }
}
