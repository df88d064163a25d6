//! Pictures of a view in every size and scheme, to be looked at, and what sticks out of it.

use std::collections::BTreeSet;

use serde_json::json;

use crate::chromium::Chromium;

/// A desktop, a small laptop or a tablet, and a phone.
const SIZES: [(u32, u32); 3] = [(1440, 900), (1024, 768), (390, 844)];

/// Scrolls to what the view is about, if it is not in sight.
const SHOW: &str = "document.querySelector('main')?.scrollTo(0, 0); \
    const it = [...document.querySelectorAll(arguments[0])].find(it => it.checkVisibility()); \
    if (it?.getBoundingClientRect().top > innerHeight - 100) it.scrollIntoView({block: 'nearest'})";

/// What is wider than its place, the window's or another's, other than what is meant to be scrolled sideways: code, and tables of values.
const STICKS_OUT: &str = "const name = it => it.outerHTML.slice(0, 120); \
    const wide = document.documentElement.scrollWidth <= innerWidth ? [] \
        : [...document.querySelectorAll('body *')].filter(it => it.getBoundingClientRect().right > innerWidth + 1).map(name); \
    const scrolls = it => ['auto', 'scroll'].includes(getComputedStyle(it).overflowX) && it.scrollWidth > it.clientWidth && it.checkVisibility(); \
    const isCode = it => it.matches('pre, textarea, table'); \
    return [...wide, ...[...document.querySelectorAll('body *')].filter(it => scrolls(it) && !isCode(it)).map(name)]";

/// What sticks out of the page as it is now, a line each.
pub(crate) async fn sticking_out(page: &Chromium) -> Vec<String> {
    serde_json::from_value(page.run(STICKS_OUT).await).unwrap()
}

/// Leaves pictures of what the selector `about` names: `NAME-WIDTHxHEIGHT-THEME.png` in `target/screenshots` for each size and theme, and the page large and light.
/// What sticks out in which size, a line each.
pub(crate) async fn pictures(page: &Chromium, name: &str, about: &str) -> Vec<String> {
    let mut found = BTreeSet::new();
    for scheme in ["light", "dark"] {
        page.prefer(&[("prefers-color-scheme", scheme)]).await;
        for (width, height) in SIZES {
            page.resize(width, height).await;
            page.run_with(SHOW, json!(about)).await;
            page.screenshot(&format!("{name}-{width}x{height}-{scheme}")).await;
            found.extend(sticking_out(page).await.into_iter().map(|it| format!("{width} px: {it}")));
        }
    }
    page.prefer(&[]).await;
    page.resize(1440, 900).await;
    found.into_iter().collect()
}

/// The same, of a view that only a journey leads to.
pub(crate) async fn look_at(page: &Chromium, name: &str) {
    let found = pictures(page, name, "dialog[open], .notice").await;
    assert!(found.is_empty(), "{name}: these stick out: {found:#?}");
}
