// Runs the page's own WebAssembly outside of a browser: reads cases from a file, writes what became of each.
// node desk.mjs APP_JS APP_WASM CASES RESULTS

import { copyFileSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [appJs, appWasm, casesPath, resultsPath] = process.argv.slice(2);

// Node takes a script for a module by its name.
const module = join(mkdtempSync(join(tmpdir(), "headgate-")), "app.mjs");
copyFileSync(appJs, module);
const { default: init, Desk } = await import(pathToFileURL(module));
await init({ module_or_path: readFileSync(appWasm) });

const everything = { from: 0, count: 1_000_000 };

function run({ text, settings, receipt, form }, number) {
    const desk = new Desk();
    const ask = (question) => JSON.parse(desk.answer(JSON.stringify(question)));
    desk.put(text);
    const { Summary: summary } = ask({ Run: { run: number, settings, receipt, form } });
    const values = Array.from({ length: summary.records }, (_, record) => ask({ Value: { run: number, record, layout: "Wire" } }).Text);
    const { Changes: changes } = ask({ Changes: { run: number, window: everything } });
    const { Hashes: hashes } = ask({ Hashes: { run: number } });
    desk.free();
    return {
        values,
        hashes,
        issues: summary.issues.map(({ issue }) => issue),
        changes: changes.map(({ pointer, reason }) => [pointer, reason]),
    };
}

const cases = JSON.parse(readFileSync(casesPath, "utf8"));
writeFileSync(resultsPath, JSON.stringify(cases.map(run)));
