//! What only a pointer does.

use headgate_tests::TestApp;

use crate::chromium::Chromium;

#[tokio::test(flavor = "multi_thread")]
async fn text_that_is_dragged_over_is_selected_and_the_row_under_the_pointer_is_marked() {
    let app = tokio::task::spawn_blocking(TestApp::start).await.unwrap();
    let page = Chromium::open(1440, 900).await;
    page.go(&app.link()).await;
    page.shown("[data-testid='input']").await;
    page.drag("[data-testid='input']", 60.0, 80.0).await;
    let is_selected = "return document.querySelector(\"[data-testid='input']\").shadowRoot.querySelector('.cm-selectionBackground') !== null";
    page.until("text is selected", is_selected).await;

    page.find("a[href='/integrations']").await.click().await.unwrap();
    page.shown(".list tbody tr").await;
    page.hover(".list tbody tr").await;
    let is_marked = "const of = it => getComputedStyle(document.querySelector(it)).backgroundColor; return of('.list tbody tr') !== of('.list')";
    page.until("the row is marked", is_marked).await;
    page.close().await;
}
