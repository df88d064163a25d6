//! What only Chromium's devtools can do: another medium, a slower processor, a server that is gone.

use serde_json::{Value, json};

use super::Chromium;

impl Chromium {
    /// Calls a method of the [DevTools protocol](https://chromedevtools.github.io/devtools-protocol/).
    pub(crate) async fn devtools(&self, method: &str, parameters: Value) -> Value {
        let url = format!("{}/goog/cdp/execute", self.session);
        let body = json!({"cmd": method, "params": parameters});
        let call = move || ureq::post(&url).send_json(body).unwrap().body_mut().read_json::<Value>().unwrap();
        let answer = tokio::task::spawn_blocking(call).await.unwrap();
        answer["value"].clone()
    }

    /// Makes the page exactly this large, in CSS pixels.
    pub(crate) async fn resize(&self, width: u32, height: u32) {
        let metrics = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false});
        self.devtools("Emulation.setDeviceMetricsOverride", metrics).await;
        self.until("the page has its size", &format!("return innerWidth === {width} && innerHeight === {height}"))
            .await;
    }

    /// Runs the page's thread as on a processor that is so many times slower. Workers stay as fast as they are.
    pub(crate) async fn slow_down(&self, times: u32) {
        self.devtools("Emulation.setCPUThrottlingRate", json!({"rate": times})).await;
    }

    /// What the system says that its user prefers: `[("prefers-color-scheme", "dark")]`. The others are as usual.
    pub(crate) async fn prefer(&self, features: &[(&str, &str)]) {
        let features: Vec<_> = features.iter().map(|(name, value)| json!({"name": name, "value": value})).collect();
        self.devtools("Emulation.setEmulatedMedia", json!({"features": features})).await;
    }

    /// Runs a script in each document from now on, before anything of the page.
    pub(crate) async fn before_each_document(&self, script: &str) {
        self.devtools("Page.addScriptToEvaluateOnNewDocument", json!({"source": script})).await;
    }

    /// `Chromium 142.0.7444.175`
    pub(crate) async fn version(&self) -> String {
        let version = self.devtools("Browser.getVersion", json!({})).await;
        version["product"].as_str().unwrap().replace("HeadlessChrome/", "Chromium ").replace("Chrome/", "Chromium ")
    }

    /// Forgets what was loaded, as on a first visit.
    pub(crate) async fn forget_loaded(&self) {
        self.devtools("Network.enable", json!({})).await;
        self.devtools("Network.clearBrowserCache", json!({})).await;
    }

    /// Lets no request through whose address has this in it, where `*` is anything; an empty list lets all through.
    pub(crate) async fn block(&self, addresses: &[&str]) {
        self.devtools("Network.enable", json!({})).await;
        self.devtools("Network.setBlockedURLs", json!({"urls": addresses})).await;
    }

    /// Lets no request of the page reach anything any more.
    pub(crate) async fn unplug(&self) {
        self.network(true, 0).await;
    }

    /// Lets each answer come this late.
    pub(crate) async fn delay(&self, ms: u32) {
        self.network(false, ms).await;
    }

    /// Ends [`unplug`](Self::unplug) and [`delay`](Self::delay).
    pub(crate) async fn plug_in(&self) {
        self.network(false, 0).await;
    }

    async fn network(&self, offline: bool, latency: u32) {
        self.devtools("Network.enable", json!({})).await;
        let conditions =
            json!({"offline": offline, "latency": latency, "downloadThroughput": -1, "uploadThroughput": -1});
        self.devtools("Network.emulateNetworkConditions", conditions).await;
    }
}
