// Runs the page's own WebAssembly outside of a browser: reads cases from a file, writes what became of each.
// node desk.mjs APP_JS APP_WASM CASES RESULTS
//
// A case is {text, asks}, its result the answers. Asks and answers are bytes, written as Latin-1.

import { copyFileSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

const [appJs, appWasm, casesPath, resultsPath] = process.argv.slice(2);

// Node takes a script for a module by its name.
const module = join(mkdtempSync(join(tmpdir(), "headgate-")), "app.mjs");
copyFileSync(appJs, module);
const { default: init, Desk } = await import(pathToFileURL(module));
// Node fetches no files. What the page fetches later lies beside its WebAssembly.
globalThis.fetch = async (url) =>
    new Response(readFileSync(join(dirname(appWasm), basename(url.pathname))), { headers: { "content-type": "application/wasm" } });
await init({ module_or_path: readFileSync(appWasm) });

async function run({ text, asks }) {
    const desk = new Desk();
    await desk.prepare();
    desk.put(text);
    const answers = asks.map((ask) => Buffer.from(desk.answer(Buffer.from(ask, "latin1"))).toString("latin1"));
    desk.free();
    return answers;
}

const cases = JSON.parse(readFileSync(casesPath, "utf8"));
writeFileSync(resultsPath, JSON.stringify(await Promise.all(cases.map(run))));
