// Put into each document before anything of the page runs. Notes, by the browser's own clock:
// - when the first message was shown;
// - from a key or a click until another message was in the document, and until the frame with it was drawn;
// - the longest time without a frame.
(() => {
    if (window !== top) return;
    const probe = { first: null, answers: [], longest: 0, causes: [] };
    window.headgateProbe = probe;

    const drawn = (then) => requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => then(performance.now());
        channel.port2.postMessage(null);
    });
    const hash = () => document.querySelector("[data-testid='message-sha256']")?.dataset.sha256;

    let last;
    let since = null;
    const begin = (event) => { since = event.timeStamp; };
    addEventListener("keydown", begin, true);
    addEventListener("pointerdown", begin, true);
    // As the document is changed, not as it is drawn.
    new MutationObserver(() => {
        const now = hash();
        if (now === last) return;
        last = now;
        const at = performance.now();
        if (probe.first === null && now) {
            probe.first = 0;
            drawn((end) => { probe.first = end; });
        }
        if (since === null || !now) return;
        const start = since;
        since = null;
        drawn((end) => probe.answers.push([at - start, end - start]));
    }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["data-sha256"] });

    let before = performance.now();
    requestAnimationFrame(function frame(now) {
        probe.longest = Math.max(probe.longest, now - before);
        before = now;
        requestAnimationFrame(frame);
    });
    new PerformanceObserver((list) => {
        for (const it of list.getEntries()) {
            probe.longest = Math.max(probe.longest, it.duration);
            probe.causes.push([it.duration, ...it.scripts.map((script) => `${Math.round(script.duration)} ms ${script.invoker}`)]);
        }
    }).observe({ type: "long-animation-frame" });
})();
