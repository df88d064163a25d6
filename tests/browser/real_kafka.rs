//! The whole way in the page, with a real Apache Kafka behind it.

use headgate_tests::TestApp;
use headgate_tests::kafka::{ALICE, Kafka, Listener};
use serde_json::json;

use crate::chromium::Chromium;
use crate::integrations::{fill, press};

#[tokio::test(flavor = "multi_thread")]
async fn an_integration_is_set_up_checked_used_and_proven() {
    let (app, kafka, topic) = tokio::task::spawn_blocking(|| {
        let kafka = Kafka::shared();
        (TestApp::start(), kafka, kafka.create_topic(3, &[]))
    })
    .await
    .unwrap();
    let page = Chromium::open(1440, 900).await;
    page.go(&app.link()).await;
    page.part("message").await;

    fill_in(&page, &app, kafka, &topic).await;

    // The check goes green before anything is saved.
    press(&page, "check").await;
    page.until_text("[data-testid='check-result']", &format!("Everything works: 1 broker, topic {topic}")).await;
    let green = "return document.querySelectorAll(\"[data-testid='stage'][data-status='ok']\").length";
    assert_eq!(page.run(green).await, json!(9));
    page.screenshot("check-green-1440x900-light").await;
    press(&page, "save").await;
    page.until_text("[data-testid='save-answer']", "Saved.").await;

    // Sent to it from Preview, and read back.
    page.find("a[href='/']").await.click().await.unwrap();
    page.part("message").await;
    page.run("document.querySelector(\"[data-testid='target']\").focus()").await;
    let listed = "return document.querySelectorAll(\"[data-testid='target'] option\").length === 2";
    page.until("the integration can be chosen", listed).await;
    let choose = "const it = document.querySelector(\"[data-testid='target']\"); it.selectedIndex = 1; \
        it.dispatchEvent(new Event('change', {bubbles: true}))";
    page.run(choose).await;
    page.until_text("[data-testid='send']", "to orders").await;
    page.part("send").await.click().await.unwrap();
    page.until_text("[data-testid='receipt-readback']", "read back: identical").await;
    page.screenshot("sent-to-kafka-1440x900-light").await;
    let held = tokio::task::spawn_blocking(move || kafka.read(&topic)).await.unwrap();
    assert_eq!(held.len(), page.count("[data-testid='receipt']").await);

    // With a wrong password the login fails, in words.
    page.find("a[href='/integrations']").await.click().await.unwrap();
    page.find(".list a[href^='/integrations/']").await.click().await.unwrap();
    page.find("section:not([hidden]) button[aria-label='Replace Password']").await.click().await.unwrap();
    fill(&page, "password", "wrong").await;
    press(&page, "check").await;
    let failed = "[data-testid='stage'][data-status='failed']";
    page.until_text(failed, "The broker knows the user alice and refused the password (SCRAM-SHA-512).").await;
    page.until_text(failed, "Type the password again.").await;
    page.screenshot("check-login-failed-1440x900-light").await;
    page.close().await;
    drop(app);
}

/// SASL_SSL with SCRAM-SHA-512 and the cluster's own CA.
async fn fill_in(page: &Chromium, app: &TestApp, kafka: &Kafka, topic: &str) {
    page.go(&app.url("/integrations/new")).await;
    page.part("field-name").await;
    fill(page, "name", "orders").await;
    fill(page, "bootstrap_servers", kafka.address(Listener::SaslSsl)).await;
    fill(page, "topic", topic).await;
    fill(page, "username", ALICE.user).await;
    fill(page, "password", ALICE.password).await;
    fill(page, "sasl_mechanism", "SCRAM-SHA-512").await;
    fill(page, "ssl_ca", &kafka.ca()).await;
    page.until_text("section:not([hidden]) [data-field='ssl_ca']", "CN=Kafka test ca").await;
}
