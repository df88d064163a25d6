//! Pictures of every view in every size and scheme, to be looked at.
//!
//! `HEADGATE_SCREENS=1 cargo test -p headgate-tests --test browser pictures` leaves all of them in `target/screenshots`;
//! otherwise only the first view is taken.

use crate::chromium::Chromium;
use crate::views::{self, Scene};

const SIZES: [(u32, u32); 3] = [(1440, 900), (1024, 768), (390, 844)];

#[tokio::test(flavor = "multi_thread")]
async fn pictures_are_left_of_every_view() {
    let views = if std::env::var_os("HEADGATE_SCREENS").is_some() { views::ALL } else { &views::ALL[..1] };
    let page = Chromium::open(1440, 900).await;
    for view in views {
        let scene = Scene::open(&page, view).await;
        for (width, height) in SIZES {
            page.resize(width, height).await;
            for scheme in ["light", "dark"] {
                page.prefer(&[("prefers-color-scheme", scheme)]).await;
                page.screenshot(&format!("{}-{width}x{height}-{scheme}", view.name)).await;
            }
        }
        page.resize(1440, 900).await;
        scene.close(&page).await;
    }
    page.close().await;
}
