// The examples' texts by name; they stand in files of their own, which `cargo xtask page` puts before this as `texts`.

// Larger than a topic takes: made, not stored.
function overSize() {
    const event = (number) => ({
        event_type: "custom_event",
        data: {
            event_name: "viewport_sample",
            timestamp_unixtime_ms: 1764000100000 + number * 250,
            custom_attributes: { sample: String(number), trace: "scroll;".repeat(60) },
        },
    });
    const batch = { environment: "production", user_identities: { customer_id: "C-77120" }, events: Array.from({ length: 2200 }, (_, number) => event(number)) };
    // The number as JSON text: JavaScript would round it.
    return JSON.stringify({ mpid: "@", ...batch }).replace("\"@\"", "-2087341906213398174");
}

export const text = (name) => name === "over-size" ? overSize() : texts[name];
