//! Times the WebAssembly module beside JavaScript's own parse, filter and stringify, in one process. Prints JSON.
//! Arguments: the folder of batches, rounds, and the modules.

import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { performance } from "node:perf_hooks";
import { brotliCompressSync, constants } from "node:zlib";

const SIZES = ["3 KB", "64 KB", "1 MB", "32 MB"];
const DROPPED = new Set(["user_attribute_change", "user_identity_change", "network_performance"]);
/// What `run` is told: location, metadata and network performance off; and 16 for the account.
const JOB = 7;
const WITH_ACCOUNT = 16;
const WARM_UPS = 2;

const [folder, rounds, ...files] = process.argv.slice(2);

function byDelete(text) {
    const batch = JSON.parse(text);
    delete batch.application_info;
    delete batch.device_info;
    delete batch.source_info;
    batch.events = batch.events.filter((event) => !DROPPED.has(event.event_type));
    for (const event of batch.events) delete event.data?.location;
    return JSON.stringify(batch);
}

function bySpread(text) {
    const { application_info, device_info, source_info, ...batch } = JSON.parse(text);
    batch.events = batch.events
        .filter((event) => !DROPPED.has(event.event_type))
        .map((event) => {
            const { location, ...data } = event.data;
            return { ...event, data };
        });
    return JSON.stringify(batch);
}

class Module {
    constructor(file) {
        this.bytes = readFileSync(file);
        this.name = basename(file, ".wasm");
        this.exports = new WebAssembly.Instance(new WebAssembly.Module(this.bytes)).exports;
    }

    /// The number of a batch that it then holds.
    put(text) {
        const bytes = new TextEncoder().encode(text);
        const at = this.exports.alloc(bytes.length);
        new Uint8Array(this.exports.memory.buffer, at, bytes.length).set(bytes);
        const number = this.exports.put();
        if (number < 0) throw new Error("a batch is not UTF-8");
        return number;
    }

    run(number, bits) {
        return this.exports.run(number, bits);
    }

    /// The message, or as much of it as is visible.
    text(length, visible = length) {
        const bytes = new Uint8Array(this.exports.memory.buffer, this.exports.output(), Math.min(length, visible));
        return new TextDecoder().decode(bytes);
    }

    weight() {
        const params = {
            [constants.BROTLI_PARAM_QUALITY]: 11,
            [constants.BROTLI_PARAM_SIZE_HINT]: this.bytes.length,
        };
        return { name: this.name, bytes: this.bytes.length, brotli: brotliCompressSync(this.bytes, { params }).length };
    }
}

/// What is timed on one size of batch: a name, and what is done with the batch of a number.
function candidates(texts) {
    const held = files.map((it) => new Module(it));
    const rows = [
        ["JavaScript, delete", (at) => byDelete(texts[at]).length],
        ["JavaScript, spread", (at) => bySpread(texts[at]).length],
    ];
    for (const module of held) {
        const numbers = texts.map((text) => module.put(text));
        check(module, numbers, texts);
        rows.push([`${module.name}, input held`, (at) => module.run(numbers[at], JOB)]);
        rows.push([`${module.name}, input held, with the account`, (at) => module.run(numbers[at], JOB | WITH_ACCOUNT)]);
        rows.push([
            `${module.name}, input held, 20 KB of output as text`,
            (at) => module.text(module.run(numbers[at], JOB), 20_000).length,
        ]);
    }
    return rows;
}

/// JavaScript reads the message and makes the same of it as of its own.
function check(module, numbers, texts) {
    const message = module.text(module.run(numbers[0], JOB));
    if (JSON.stringify(JSON.parse(message)) !== byDelete(texts[0])) {
        throw new Error(`${module.name}: its message is not JavaScript's`);
    }
}

/// Milliseconds a batch, one figure a round; the candidates take turns.
function measure(size) {
    const texts = readFileSync(join(folder, `${size}.ndjson`), "utf8").trimEnd().split("\n");
    const rows = candidates(texts).map(([candidate, work]) => ({ size, candidate, work, ms: [] }));
    const count = size === "32 MB" ? Math.ceil(rounds / 2) : Number(rounds);
    for (let round = -WARM_UPS; round < count; round++) {
        for (let step = 0; step < rows.length; step++) {
            const row = rows[(step + round + WARM_UPS) % rows.length];
            const start = performance.now();
            let total = 0;
            for (let at = 0; at < texts.length; at++) total += row.work(at);
            const ms = (performance.now() - start) / texts.length;
            if (total === 0) throw new Error(`${row.candidate} made nothing`);
            if (round >= 0) row.ms.push(ms);
        }
    }
    return rows.map(({ size, candidate, ms }) => ({ size, candidate, ms }));
}

const rows = SIZES.flatMap(measure);
const modules = files.map((file) => new Module(file).weight());
const [first] = readFileSync(join(folder, "1 MB.ndjson"), "utf8").split("\n", 1);
console.log(JSON.stringify({ node: process.version, rows, modules, message: byDelete(first) }));
