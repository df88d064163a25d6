//! Everyone can use every view: whatever one sees with, points with, or has set one's system to.

mod focus;
mod names;

use std::collections::BTreeMap;

use serde_json::Value;

use crate::axe;
use crate::chromium::Chromium;
use crate::screens;
use crate::views::{self, Scene, View};

/// Shows one view after the other. What `look` finds wrong is told at the end, each thing once, with the views that have it.
async fn each_view(page: &Chromium, look: impl AsyncFn(&View) -> Vec<String>) {
    let mut found = BTreeMap::<String, Vec<&str>>::new();
    for view in views::ALL {
        let scene = Scene::open(page, view).await;
        for wrong in look(view).await {
            found.entry(wrong).or_default().push(view.name);
        }
        scene.close(page).await;
    }
    let told: Vec<_> = found.iter().map(|(wrong, views)| format!("{}: {wrong}", views.join(", "))).collect();
    assert!(told.is_empty(), "{} things are wrong:\n{}", told.len(), told.join("\n"));
}

/// 360 px, and 200 % zoom of 1440 px.
const SMALL: [(u32, u32); 2] = [(360, 640), (720, 450)];

#[tokio::test(flavor = "multi_thread")]
async fn axe_finds_nothing_in_any_view_and_nothing_sticks_out_whatever_the_size() {
    let page = Chromium::open(1440, 900).await;
    each_view(&page, async |view| {
        let mut found = names::missing(&page).await;
        found.extend(screens::pictures(&page, view.name, view.about()).await);
        for scheme in ["dark", "light"] {
            page.prefer(&[("prefers-color-scheme", scheme)]).await;
            found.extend(axe::violations(&page).await.into_iter().map(|it| format!("{scheme}: {it}")));
        }
        for (width, height) in SMALL {
            page.resize(width, height).await;
            let wrong = screens::sticking_out(&page).await.into_iter().chain(axe::violations(&page).await);
            found.extend(wrong.map(|it| format!("{width} px: {it}")));
        }
        page.resize(1440, 900).await;
        found
    })
    .await;
    page.close().await;
}

/// Everything that moves by itself or takes its time to change, in the editor's shadow root too.
const MOVES: &str = "const all = root => [...root.querySelectorAll('*')].flatMap(it => [it, ...(it.shadowRoot ? all(it.shadowRoot) : [])]); \
    const takesTime = style => (style.animationName !== 'none' && style.animationDuration !== '0s') || !/^0s(, 0s)*$/.test(style.transitionDuration); \
    return all(document).filter(it => [null, '::before', '::after'].some(part => takesTime(getComputedStyle(it, part)))).map(it => it.className || it.localName)";

#[tokio::test(flavor = "multi_thread")]
async fn the_focus_is_always_seen_and_nothing_moves_for_those_who_want_less_motion() {
    let page = Chromium::open(1440, 900).await;
    page.prefer(&[("prefers-reduced-motion", "reduce")]).await;
    each_view(&page, async |_view| {
        let mut found = focus::unseen(&page).await;
        found.extend(lines(&page.run(MOVES).await).into_iter().map(|it| format!("{it} moves")));
        found
    })
    .await;
    page.close().await;
}

fn lines(found: &Value) -> Vec<String> {
    found.as_array().unwrap().iter().map(|it| it.as_str().unwrap().to_owned()).collect()
}
