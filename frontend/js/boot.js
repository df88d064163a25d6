// Starts the page: loads the WebAssembly, hands it its worker and its editor, and says in words if that fails.

const asset = (name) => document.querySelector(`meta[name="asset:${name}"]`).content;

// A module with one SIMD instruction: browsers without SIMD refuse it.
const SIMD = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11]);

function missing() {
    if (typeof WebAssembly !== "object") {
        return "This browser has WebAssembly switched off or does not have it. Switch it on, or use another browser.";
    }
    if (!WebAssembly.validate(SIMD)) {
        return "This browser is too old: it lacks WebAssembly SIMD. Chrome 91, Firefox 89 and Safari 16.4 are the first to have it.";
    }
    return null;
}

function openWorker() {
    const worker = new Worker(asset("worker.js"), { type: "module" });
    worker.postMessage({ app: asset("app.js"), wasm: asset("app_bg.wasm") });
    return worker;
}

function say(words, detail) {
    const place = document.getElementById("starting");
    place.setAttribute("role", "alert");
    place.textContent = words;
    if (detail) {
        place.append(document.createElement("br"), Object.assign(document.createElement("code"), { textContent: String(detail) }));
    }
}

function offerReload() {
    const reload = Object.assign(document.createElement("button"), { textContent: "Reload", onclick: () => location.reload() });
    document.getElementById("starting").append(document.createElement("br"), reload);
}

function loadStyle(href) {
    return new Promise((resolve, reject) => {
        const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href, onload: resolve, onerror: reject });
        document.head.append(link);
    });
}

let roomsStyle;

// The style of the places other than Preview: loaded once, and tried again if that failed.
function loadRoomsStyle() {
    roomsStyle ??= loadStyle(asset("rooms.css")).catch((error) => {
        roomsStyle = undefined;
        throw error;
    });
    return roomsStyle;
}

// The printed link has the token behind its #, which browsers send to nobody. It is exchanged for a cookie and taken out of the address.
async function signIn() {
    const token = new URLSearchParams(location.hash.slice(1)).get("token");
    if (!token) {
        return;
    }
    history.replaceState(null, "", location.pathname + location.search);
    document.getElementById("sign-in-failed")?.remove();
    let words = "The server did not answer, so you are not signed in. Check that it is running, then open the link again.";
    try {
        const answer = await fetch("/api/session", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ token }) });
        if (answer.ok) {
            // The page may be asking for the token: what waits for it goes on.
            document.getElementById("sign-in")?.close("signed-in");
            return;
        }
        const { error } = await answer.json();
        words = `${error.message} ${error.hint ?? ""}`;
    } catch { /* The words are there already. */ }
    const note = Object.assign(document.createElement("p"), { id: "sign-in-failed", className: "starting", role: "alert", textContent: words });
    document.body.prepend(note);
}

// Opened where the page is already shown, the link changes nothing but the part behind the #.
addEventListener("hashchange", signIn);

async function start() {
    await signIn();
    const lack = missing();
    if (lack) {
        return say(lack);
    }
    try {
        const app = await import(asset("app.js"));
        await app.default({ module_or_path: asset("app_bg.wasm") });
        app.mount({
            openWorker,
            loadRoomsStyle,
            loadEditor: () => import(asset("editor.js")),
            loadTools: () => import(asset("files.js")),
            loadExample: async (name) => (await import(asset("examples.js"))).text(name),
        });
        document.getElementById("starting").remove();
    } catch (error) {
        say("The page could not be loaded. Check that the server is still running and the network is up, then reload.", error);
        offerReload();
    }
}

start();
