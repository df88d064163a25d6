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

async function start() {
    const lack = missing();
    if (lack) {
        return say(lack);
    }
    try {
        const app = await import(asset("app.js"));
        await app.default({ module_or_path: asset("app_bg.wasm") });
        app.mount({ openWorker, loadEditor: () => import(asset("editor.js")) });
        document.getElementById("starting").remove();
    } catch (error) {
        say("The page could not be loaded. Check that the server is still running and the network is up, then reload.", error);
    }
}

start();
