// What the platform does for links and files: packing, unpacking, random keys, reading. Loaded when it is first asked for.

const LIMIT = 64 * 1024 * 1024;

const grouped = (number) => number.toLocaleString("en-US");

async function all(stream, limit) {
    const parts = [];
    let length = 0;
    const reader = stream.getReader();
    for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
        parts.push(value);
        length += value.length;
        if (length > limit) {
            await reader.cancel();
            throw "There is more in it than a link may hold.";
        }
    }
    return new Uint8Array(await new Blob(parts).arrayBuffer());
}

export const randomKey = () => crypto.getRandomValues(new Uint8Array(32));

export const pack = (text) => all(new Blob([text]).stream().pipeThrough(new CompressionStream("deflate-raw")), Infinity);

export const unpack = (bytes, limit) => all(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw")), limit);

async function isGzip(file) {
    const [first, second] = new Uint8Array(await file.slice(0, 2).arrayBuffer());
    return first === 0x1f && second === 0x8b;
}

// Counts what passes, and hands it on.
function counting(told) {
    let bytes = 0;
    return new TransformStream({
        transform(chunk, to) {
            told(bytes += chunk.length);
            to.enqueue(chunk);
        },
    });
}

function checked(chunk, bytes) {
    if (bytes > LIMIT) {
        throw `Unpacked, the file has more than ${grouped(LIMIT)} bytes, the most that is opened here. Split it, or use headgate preview on the command line: it takes files of any size.`;
    }
    if (chunk.includes(0)) {
        throw "The file is not text: it holds zero bytes. Open a file of JSON or NDJSON, plain or packed with gzip.";
    }
    return chunk;
}

async function read(file, told, signal) {
    if (file.size > LIMIT) {
        throw `The file has ${grouped(file.size)} bytes; at most ${grouped(LIMIT)} are opened here. Split it, or use headgate preview on the command line: it takes files of any size.`;
    }
    const packed = await isGzip(file);
    let stream = file.stream().pipeThrough(counting((bytes) => told(bytes / file.size)), { signal });
    if (packed) {
        stream = stream.pipeThrough(new DecompressionStream("gzip"));
    }
    // A byte order mark stays: it is reported with the other problems.
    const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
    const parts = [];
    let bytes = 0;
    const reader = stream.getReader();
    for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
        signal.throwIfAborted();
        parts.push(decoder.decode(checked(value, bytes += value.length), { stream: true }));
    }
    parts.push(decoder.decode());
    return parts.join("");
}

// The words for what the platform throws.
function words(error, packed) {
    if (typeof error === "string") {
        return error;
    }
    if (error instanceof TypeError && error.message.includes("encoded data")) {
        return "The file is not UTF-8. Save it as UTF-8, then open it again.";
    }
    return packed
        ? "The file is packed with gzip, and damaged: it cannot be unpacked to its end."
        : "The file could not be read. Check that it still exists and may be read.";
}

let current;

/** Reads a file: `told` gets how far it is, from 0 to 1. Whatever was being opened before is given up. */
export function open(file, told) {
    current?.abort();
    const stop = current = new AbortController();
    return {
        /** The text; `null` once it is cancelled. Throws words. */
        text: async () => {
            try {
                return await read(file, told, stop.signal);
            } catch (error) {
                if (stop.signal.aborted) {
                    return null;
                }
                throw words(error, await isGzip(file).catch(() => false));
            }
        },
        cancel: () => stop.abort(),
        isCancelled: () => stop.signal.aborted,
    };
}
