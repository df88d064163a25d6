// The room where long inputs are transformed, so that the page never waits. It loads the same WebAssembly as the page.
//
// The first message names the files. Then {text} replaces the input, and {id, ask} is answered by {id, answer}.

let desk;

async function open({ app, wasm }) {
    const module = await import(app);
    await module.default({ module_or_path: wasm });
    return new module.Desk();
}

async function answer(desk, ask) {
    const answer = desk.answer(ask);
    if (answer !== undefined) {
        return answer;
    }
    await desk.prepare();
    return desk.answer(ask);
}

async function take(message) {
    if (message.app) {
        desk = open(message);
        return;
    }
    try {
        const ready = await desk;
        if (message.text === undefined) {
            postMessage({ id: message.id, answer: await answer(ready, message.ask) });
        } else {
            ready.put(message.text);
        }
    } catch (error) {
        postMessage({ id: message.id, failed: String(error) });
    }
}

onmessage = ({ data }) => take(data);
