//! What stands behind the `#` of the address, which browsers send to nobody.

use ui::browser::{history, page};
use web_sys::Event;

/// It, with its `#`; empty if there is none.
pub(crate) fn get() -> String {
    page::window().location().hash().unwrap_or_default()
}

/// Takes it out of the address, so that it is in no bookmark and in no list of visits.
pub(crate) fn take() -> String {
    let fragment = get();
    history::replace(&history::address());
    fragment
}

/// Calls `changed` whenever another one is opened. It lives as long as the page.
pub(crate) fn on_change(changed: impl Fn() + 'static) {
    page::on("hashchange", move |_: &Event| changed());
}

/// The address of Preview with `fragment` behind it.
pub(crate) fn link(fragment: &str) -> String {
    page::window().location().origin().unwrap_or_default() + ui::link::PREVIEW + "#" + fragment
}
