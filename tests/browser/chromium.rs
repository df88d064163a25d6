//! A real Chromium, driven by chromedriver.

mod devtools;
mod hands;

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use fantoccini::elements::Element;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

/// How long something may take to be shown.
const PATIENCE: Duration = Duration::from_secs(20);
/// How often it is looked for.
const INTERVAL: Duration = Duration::from_millis(20);

/// A browser window; its driver ends with it.
pub(crate) struct Chromium {
    client: Client,
    driver: Child,
    /// The session's address at the driver.
    session: String,
}

impl Chromium {
    /// Opens a window whose page has this size.
    pub(crate) async fn open(width: u32, height: u32) -> Self {
        let (driver, port) = (0..3).find_map(|_| start_driver()).expect("chromedriver says its port");
        let options = json!({"args": [
            "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", "--hide-scrollbars", "--force-device-scale-factor=1",
        ]});
        let capabilities = serde_json::Map::from_iter([
            ("goog:chromeOptions".to_owned(), options),
            ("goog:loggingPrefs".to_owned(), json!({"browser": "ALL"})),
        ]);
        let mut builder = ClientBuilder::new(HttpConnector::new());
        let address = format!("http://127.0.0.1:{port}");
        let client = builder.capabilities(capabilities).connect(&address).await.unwrap();
        let session = format!("{address}/session/{}", client.session_id().await.unwrap().unwrap());
        let window = Self { client, driver, session };
        // Several windows are open at once, and only one of them would have the focus.
        window.devtools("Emulation.setFocusEmulationEnabled", json!({"enabled": true})).await;
        window.resize(width, height).await;
        window
    }

    pub(crate) async fn go(&self, url: &str) {
        self.client.goto(url).await.unwrap();
    }

    /// Runs a script in the page.
    pub(crate) async fn run(&self, script: &str) -> Value {
        self.client.execute(script, vec![]).await.unwrap()
    }

    /// Runs a script in the page with an argument.
    pub(crate) async fn run_with(&self, script: &str, argument: Value) -> Value {
        self.client.execute(script, vec![argument]).await.unwrap()
    }

    /// The first thing that a CSS selector names, as soon as there is one.
    pub(crate) async fn find(&self, css: &str) -> Element {
        let wait = self.client.wait().at_most(PATIENCE).every(INTERVAL);
        wait.for_element(Locator::Css(css)).await.unwrap_or_else(|error| panic!("{css}: {error}"))
    }

    /// Waits until a CSS selector names something that is shown.
    pub(crate) async fn shown(&self, css: &str) {
        let script = format!("return [...document.querySelectorAll({})].some(it => it.checkVisibility())", json!(css));
        self.until(&format!("{css} is shown"), &script).await;
    }

    /// The thing with this `data-testid`.
    pub(crate) async fn part(&self, id: &str) -> Element {
        self.find(&format!("[data-testid='{id}']")).await
    }

    /// The text shown in the first thing that a CSS selector names; empty if there is none.
    pub(crate) async fn text(&self, css: &str) -> String {
        let script = "return document.querySelector(arguments[0])?.innerText ?? ''";
        self.run_with(script, json!(css)).await.as_str().unwrap_or_default().to_owned()
    }

    /// How many things a CSS selector names.
    pub(crate) async fn count(&self, css: &str) -> usize {
        self.client.find_all(Locator::Css(css)).await.unwrap().len()
    }

    /// The document as it is now.
    pub(crate) async fn client_source(&self) -> String {
        self.client.source().await.unwrap()
    }

    /// Waits until a script gives true.
    pub(crate) async fn until(&self, what: &str, script: &str) {
        let deadline = std::time::Instant::now() + PATIENCE;
        while self.run(script).await != json!(true) {
            assert!(std::time::Instant::now() < deadline, "{what}, within {PATIENCE:?}");
            tokio::time::sleep(INTERVAL).await;
        }
    }

    /// Waits until a selector's text has `wanted` in it.
    pub(crate) async fn until_text(&self, css: &str, wanted: &str) {
        let script =
            format!("return (document.querySelector({})?.innerText ?? '').includes({})", json!(css), json!(wanted));
        let deadline = std::time::Instant::now() + PATIENCE;
        while self.run(&script).await != json!(true) {
            let now = self.text(css).await;
            assert!(
                std::time::Instant::now() < deadline,
                "{css} shows {wanted:?}, within {PATIENCE:?}; it shows {now:?}"
            );
            tokio::time::sleep(INTERVAL).await;
        }
    }

    /// Leaves a picture of the page in `target/screenshots`.
    pub(crate) async fn screenshot(&self, name: &str) {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().join("target/screenshots");
        std::fs::create_dir_all(&folder).unwrap();
        let png = self.client.screenshot().await.unwrap();
        std::fs::write(folder.join(format!("{name}.png")), png).unwrap();
    }

    /// Ends the session, and fails if it has ended by itself.
    pub(crate) async fn close(self) {
        self.client.clone().close().await.unwrap();
    }
}

impl Drop for Chromium {
    fn drop(&mut self) {
        // The browser would outlive its driver. After a test that went well the session is over already.
        let _ = ureq::delete(&self.session).call();
        // It may have ended by itself.
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

/// Starts a driver on a port that it chooses; it ends by itself if somebody else takes that port meanwhile.
fn start_driver() -> Option<(Child, u16)> {
    let mut driver = Command::new("chromedriver").arg("--port=0").stdout(Stdio::piped()).spawn().unwrap();
    let said = BufReader::new(driver.stdout.take().unwrap()).lines().map_while(Result::ok);
    let port = said.filter_map(|line| port_in(&line)).next();
    if port.is_none() {
        driver.wait().unwrap();
    }
    port.map(|port| (driver, port))
}

/// `ChromeDriver was started successfully on port 40123.`
fn port_in(line: &str) -> Option<u16> {
    line.split_once("successfully on port ")?.1.trim_end_matches('.').parse().ok()
}
