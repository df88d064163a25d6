//! Every view of the page in every state, and how to get there: what access, screenshots and sizes are tested with.
//!
//! A view of one's own is a line in [`ALL`].

use std::net::TcpListener;

use headgate_tests::TestApp;
use serde_json::json;

use crate::chromium::Chromium;
use crate::integrations::{fill, press};

/// A view: its name, and the way to it from a server and a browser that nobody has used.
pub(crate) struct View {
    pub(crate) name: &'static str,
    way: &'static [Step],
}

impl View {
    /// A CSS selector of what it is about: what the way waits for at its end.
    pub(crate) fn about(&self) -> &'static str {
        self.way.iter().rev().find_map(|it| if let See(css) = it { Some(*css) } else { None }).unwrap_or("main")
    }
}

/// One step of the way.
enum Step {
    /// Makes an integration called `orders`.
    Stored,
    /// Opens this path, signed in; `{orders}` is the integration's.
    Go(&'static str),
    /// Waits until a CSS selector names something that is shown.
    See(&'static str),
    /// Clicks what a CSS selector names.
    Click(&'static str),
    /// Clicks what has this `data-testid` and is not in a hidden room.
    Part(&'static str),
    /// Types into a field of the integration's form. `{silent}` is a broker that never answers.
    Fill(&'static str, &'static str),
    /// Replaces the input.
    Input(&'static str),
    /// Puts a value into the field or the list that a CSS selector names.
    Put(&'static str, &'static str),
    /// Opens a file of this name with this text.
    Open(&'static str, &'static str),
    /// Moves the pointer onto what a CSS selector names.
    Point(&'static str),
    /// Shows this pane where not all fit.
    Pane(&'static str),
    /// Chooses where to send to; 0 is the sandbox.
    Target(usize),
    /// The session ends, as it does after 30 days.
    SignOut,
    /// Presses keys.
    Keys(&'static str),
    /// Sends to the sandbox, to an integration whose broker is gone, and to the sandbox what it takes in part.
    Sent,
    /// What has this in its address does not arrive.
    Block(&'static str),
    /// The server is gone.
    Unplug,
    /// The server takes its time.
    Delay,
}

use Step::{
    Block, Click, Delay, Fill, Go, Input, Keys, Open, Pane, Part, Point, Put, See, Sent, SignOut, Stored, Target,
    Unplug,
};

const MESSAGE: Step = See("[data-testid='message']");
const EDITOR: Step = See("[data-testid='input']:not([hidden])");
const RECEIPT: Step = See("[data-testid='receipt']");
const DIALOG: Step = See("dialog[open]");
const FAILURE: Step = See(".notice.is-error");

const FORM: Step = See("[data-testid='field-name']");
const TOPIC: Step = Fill("topic", "app-events");

/// All of them.
#[rustfmt::skip]
pub(crate) const ALL: &[View] = &[
    view("preview", &[Go("/"), MESSAGE, EDITOR, See(".effect:not(:empty)"), MESSAGE]),
    view("preview-input", &[Go("/"), MESSAGE, EDITOR, Pane("input")]),
    view("preview-settings", &[Go("/"), MESSAGE, EDITOR, Pane("settings")]),
    view("preview-settings-changed", &[Go("/"), MESSAGE, EDITOR, Part("setting-include_location"), See(".setting.is-changed button[aria-label^='Reset']"), Pane("settings")]),
    view("preview-wait", &[Go("/"), MESSAGE, EDITOR, Part("setting-wait_for_complete_batch"), See(".ignored")]),
    view("preview-diff", &[Go("/"), MESSAGE, EDITOR, Part("tab-diff"), See("[data-testid='diff-row'][data-done='removed']")]),
    view("preview-why", &[Go("/"), MESSAGE, EDITOR, Part("tab-diff"), Point("[data-testid='diff-row'][data-done='removed']"), See(".why b")]),
    view("preview-diff-folded", &[Go("/"), MESSAGE, EDITOR, Part("tab-diff"), Part("diff-folded"), See(".diff-fold")]),
    view("preview-account", &[Go("/"), MESSAGE, EDITOR, Part("tab-account"), See("[data-testid='change']")]),
    view("preview-account-of-a-setting", &[Go("/"), MESSAGE, EDITOR, Part("touched-include_mp_deviceid"), See("[data-testid='change']")]),
    view("preview-compare-same", &[Go("/"), MESSAGE, EDITOR, Part("pin"), See("[data-testid='compare-tally']")]),
    view("preview-compare", &[Go("/"), MESSAGE, EDITOR, Part("pin"), Part("setting-include_mp_deviceid"), Part("setting-include_user_identity_change_events"), See("[data-testid='difference'] + [data-testid='difference']")]),
    view("preview-empty", &[Go("/"), MESSAGE, EDITOR, Input(""), See(".empty")]),
    view("preview-problems", &[Go("/"), MESSAGE, EDITOR, Input("{\n  \"mpid\": 7,\n  \"events\": [NaN]\n}"), See("[data-testid='problem']"), Pane("input")]),
    view("preview-no-message", &[Go("/"), MESSAGE, EDITOR, Input("{\"events\": []}"), Part("setting-send_batches_without_events"), See(".empty")]),
    view("preview-over-size", &[Go("/"), MESSAGE, EDITOR, Put("[data-testid='examples']", "over-size"), See(".size.is-warning"), See(".cut")]),
    view("preview-bulk", &[Go("/"), MESSAGE, EDITOR, Put("[data-testid='examples']", "bulk"), See("[data-testid='message'] + [data-testid='message']")]),
    view("preview-plain", &[Block("*editor*"), Go("/"), MESSAGE, See(".pane-input .notice"), Pane("input")]),
    view("preview-file-refused", &[Go("/"), MESSAGE, EDITOR, Open("b.zip", "PK\0"), See("[data-testid='file-refused']"), Pane("input")]),
    view("preview-link-refused", &[Go("/"), MESSAGE, EDITOR, Go("/#s=2.anything"), See("[data-testid='link-refused']"), Pane("input")]),
    view("preview-many", &[Go("/"), MESSAGE, EDITOR, Part("setting-send_as_batch"), See("[data-testid='message'] + [data-testid='message']")]),
    view("sent", &[Go("/"), MESSAGE, EDITOR, See(".effect:not(:empty)"), Part("send"), RECEIPT]),
    view("send-refused", &[Stored, Go("/"), MESSAGE, EDITOR, Target(1), Part("send"), See("[data-testid='retry-failed'], .send .notice")]),
    view("session-expired", &[Go("/"), MESSAGE, EDITOR, SignOut, Part("send"), See("#sign-in[open]")]),
    view("session-refused", &[Go("/"), MESSAGE, EDITOR, SignOut, Part("send"), See("#sign-in[open]"), Put("[data-testid='token']", "wrong"), Click("[data-testid='sign-in']"), See(".session-problem:not(:empty)")]),
    view("send-offline", &[Go("/"), MESSAGE, EDITOR, Unplug, Part("send"), FAILURE]),
    view("part-offline", &[Go("/"), MESSAGE, EDITOR, Unplug, Click("a[href='/integrations']"), FAILURE]),
    view("connections-empty", &[Go("/"), MESSAGE, EDITOR, Part("connections"), DIALOG, See("#connections .room-note")]),
    view("connections", &[Stored, Go("/"), MESSAGE, EDITOR, Part("connections"), DIALOG, See("[data-testid='connection-save']")]),
    view("connections-offline", &[Go("/integrations"), See("#integrations-title"), Click("a[href='/']"), MESSAGE, EDITOR, Part("connections"), DIALOG, Click("#connections .sheet-actions button"), Unplug, Part("connections"), FAILURE]),
    view("share", &[Go("/"), MESSAGE, EDITOR, Click("[data-testid='share']"), DIALOG, See("[data-testid='share-counts']")]),
    view("share-refused", &[Go("/"), MESSAGE, EDITOR, Input("{"), Click("[data-testid='share']"), DIALOG, See("[data-testid='share-problem']")]),
    view("transfer", &[Go("/"), MESSAGE, EDITOR, Pane("settings"), Click("[data-testid='transfer']"), DIALOG, See("[data-testid='export-text']")]),
    view("transfer-faults", &[Go("/"), MESSAGE, EDITOR, Pane("settings"), Click("[data-testid='transfer']"), DIALOG, Put("[data-testid='import-text']", "include_location = 1\nx = true"), Click("[data-testid='import-take']"), See(".faults li")]),
    view("shortcuts", &[Go("/"), MESSAGE, EDITOR, Keys("?"), DIALOG]),
    view("integrations-empty", &[Go("/integrations"), See("[data-testid='add']")]),
    view("integrations", &[Stored, Go("/integrations"), See(".list a[href^='/integrations/']")]),
    view("integrations-offline", &[Go("/"), MESSAGE, Click("a[href='/deliveries']"), See("#deliveries-title"), Unplug, Click("a[href='/integrations']"), FAILURE]),
    view("integrations-loading", &[Go("/"), MESSAGE, Click("a[href='/deliveries']"), See("#deliveries-title"), Delay, Click("a[href='/integrations']"), See(".loading")]),
    view("integration-new", &[Go("/integrations/new"), FORM]),
    view("integration-problems", &[Go("/integrations/new"), FORM, Part("save"), See("[data-testid='save-answer'] .is-removed")]),
    view("integration-set", &[Stored, Go("{orders}"), See("[data-testid='secret-password']")]),
    view("integration-secret", &[Stored, Go("{orders}"), See("[data-testid='secret-password']"), Click("[data-testid='secret-password'] button + button")]),
    view("integration-texts", &[Stored, Go("{orders}"), Click("[data-testid='copy-as'] summary"), Click("[data-testid='broker-setup'] summary"), See("[data-testid='broker-setup'] .text")]),
    view("integration-gone", &[Go("/integrations/i-7"), FAILURE]),
    view("integration-paste", &[Go("/integrations/new"), FORM, Part("paste"), DIALOG]),
    view("integration-pasted", &[Go("/integrations/new"), FORM, Part("paste"), DIALOG, Put("dialog[open] [data-testid='paste-text']", "bootstrap.servers=localhost:9\nsasl.username=alice\nclient.id=me\n"), Part("paste-take"), See("[data-testid='paste-told']")]),
    view("integration-delete", &[Stored, Go("{orders}"), See("[data-testid='secret-password']"), Part("delete"), See("[data-testid='delete-confirm']")]),
    view("check-running", &[Go("/integrations/new"), FORM, Fill("bootstrap_servers", "{silent}"), TOPIC, Part("check"), See("[data-status='running']")]),
    view("check-failed", &[Go("/integrations/new"), FORM, Fill("bootstrap_servers", "localhost:9"), TOPIC, Part("check"), See("[data-testid='check-result']")]),
    view("check-cancelled", &[Go("/integrations/new"), FORM, Fill("bootstrap_servers", "{silent}"), TOPIC, Part("check"), Part("check-cancel"), See("[data-testid='check-result']")]),
    view("deliveries-empty", &[Go("/deliveries"), See("[data-testid='deliveries-empty']")]),
    view("deliveries", &[Go("/"), MESSAGE, EDITOR, Part("send"), See("[data-testid='receipt']"), Click("a[href='/deliveries']"), See("[data-testid='delivery']")]),
    view("deliveries-full", &[Sent, Go("/deliveries"), See("li + li + li [data-testid='delivery']")]),
    view("deliveries-none", &[Sent, Go("/deliveries"), See("[data-testid='delivery']"), Put("[data-testid='filter-text']", "nowhere"), See("[data-testid='deliveries-empty']")]),
    view("deliveries-offline", &[Sent, Go("/deliveries"), See("[data-testid='delivery']"), Unplug, Put("[data-testid='filter-result']", "failed"), FAILURE]),
    view("delivery", &[Go("/"), MESSAGE, EDITOR, Part("send"), See("[data-testid='receipt']"), Go("/deliveries/1"), See("[data-testid='way']")]),
    view("delivery-values", &[Go("/"), MESSAGE, EDITOR, Part("send"), See("[data-testid='receipt']"), Go("/deliveries/1"), Part("show-values"), Click("[data-testid='value'] summary"), See("[data-testid='value'] pre")]),
    view("delivery-in-part", &[Sent, Go("/deliveries/3"), See("[data-testid='way']")]),
    view("delivery-failed", &[Sent, Go("/deliveries/2"), See("[data-testid='way']")]),
    view("delivery-gone", &[Go("/deliveries/7"), FAILURE]),
    view("deliveries-loading", &[Go("/"), MESSAGE, Click("a[href='/integrations']"), See("#integrations-title"), Delay, Click("a[href='/deliveries']"), See(".loading")]),
];

const fn view(name: &'static str, way: &'static [Step]) -> View {
    View { name, way }
}

/// What a view is shown with.
pub(crate) struct Scene {
    app: TestApp,
    /// Takes connections and never answers.
    silent: TcpListener,
}

impl Scene {
    /// Shows a view, on a server of its own.
    pub(crate) async fn open(page: &Chromium, view: &View) -> Self {
        println!("{}", view.name);
        let app = tokio::task::spawn_blocking(TestApp::start).await.unwrap();
        let mut scene = Self { app, silent: TcpListener::bind("127.0.0.1:0").unwrap() };
        let mut orders = String::new();
        for step in view.way {
            match step {
                Stored => (scene, orders) = scene.store().await,
                Sent => scene = scene.send().await,
                Go(path) => page.go(&scene.link(&path.replace("{orders}", &orders))).await,
                Fill(field, text) => fill(page, field, &text.replace("{silent}", &scene.silent_address())).await,
                step => take(page, step).await,
            }
        }
        scene
    }

    /// Leaves the view, and ends its server.
    pub(crate) async fn close(self, page: &Chromium) {
        page.plug_in().await;
        page.block(&[]).await;
        page.go("about:blank").await;
        tokio::task::spawn_blocking(move || drop(self)).await.unwrap();
    }

    /// Makes an integration; its path.
    async fn store(self) -> (Self, String) {
        let kafka = json!({"bootstrap_servers": "kafka-1.example.com:9093,kafka-2.example.com:9093", "topic": "app-events",
            "username": "svc-mp", "password": "p", "sasl_mechanism": "SCRAM-SHA-512"});
        let make = move || {
            let made = self.app.post("/api/integrations", &json!({"name": "orders", "kafka": kafka})).json();
            (self, format!("/integrations/{}", made["id"].as_str().unwrap()))
        };
        tokio::task::spawn_blocking(make).await.unwrap()
    }

    async fn send(self) -> Self {
        let send = move || {
            let gone = json!({"bootstrap_servers": "localhost:9", "topic": "app-events"});
            let made = self.app.post("/api/integrations", &json!({"name": "orders", "kafka": gone})).json();
            let large = format!(r#"{{"message_id":"m","a":"{}"}}"#, "x".repeat(1_000_000));
            let in_part = format!(r#"[{large},{{"message_id":"n","mpid":7}}]"#);
            for (to, batch) in [("sandbox", "{}"), (made["id"].as_str().unwrap(), "{}"), ("sandbox", &in_part)] {
                let sent = self.app.post(&format!("/api/integrations/{to}/messages"), &json!({"batch": batch}));
                assert_eq!(sent.status, 200);
            }
            self
        };
        tokio::task::spawn_blocking(send).await.unwrap()
    }

    /// A path with the token, as in the link that the server prints.
    fn link(&self, path: &str) -> String {
        let token = if path.contains('#') { String::new() } else { format!("#token={}", self.app.token) };
        self.app.url(path) + &token
    }

    fn silent_address(&self) -> String {
        self.silent.local_addr().unwrap().to_string()
    }
}

async fn take(page: &Chromium, step: &Step) {
    match step {
        See(css) => page.shown(css).await,
        Click(css) => {
            page.shown(css).await;
            page.find(css).await.click().await.unwrap();
        }
        Part(id) => press(page, id).await,
        Input(text) => {
            let script = "document.querySelector(\"[data-testid='input']\").headgate.set(arguments[0])";
            page.run_with(script, json!(text)).await;
        }
        Put(css, text) => {
            page.shown(css).await;
            let script = "const it = document.querySelector(arguments[0][0]); it.value = arguments[0][1]; \
                ['input', 'change'].forEach(name => it.dispatchEvent(new Event(name, {bubbles: true})))";
            page.run_with(script, json!([css, text])).await;
        }
        Open(name, text) => {
            let script = "const it = document.querySelector(\"[data-testid='open-file']\"), files = new DataTransfer(); \
                files.items.add(new File([arguments[0][1]], arguments[0][0])); it.files = files.files; \
                it.dispatchEvent(new Event('change', {bubbles: true}))";
            page.run_with(script, json!([name, text])).await;
        }
        Point(css) => {
            page.shown(css).await;
            page.hover(css).await;
        }
        // In a wide window the bar is hidden, but what it does counts when the window becomes narrow.
        Pane(pane) => {
            page.run_with("document.querySelector(`.pane-bar [data-to='${arguments[0]}']`).click()", json!(pane)).await;
        }
        Target(number) => {
            page.run("document.querySelector(\"[data-testid='target']\").focus()").await;
            let is_listed =
                format!("return document.querySelectorAll(\"[data-testid='target'] option\").length > {number}");
            page.until("the integration can be chosen", &is_listed).await;
            let choose = "const it = document.querySelector(\"[data-testid='target']\"); it.selectedIndex = arguments[0]; \
                it.dispatchEvent(new Event('change', {bubbles: true}))";
            page.run_with(choose, json!(number)).await;
        }
        SignOut => {
            page.run("return fetch('/api/session', {method: 'DELETE'}).then(it => it.status)").await;
        }
        Keys(keys) => page.type_keys(keys).await,
        Block(address) => page.block(&[*address]).await,
        Unplug => page.unplug().await,
        Delay => page.delay(60_000).await,
        Stored | Sent | Go(_) | Fill(..) => unreachable!("the scene takes these"),
    }
}
