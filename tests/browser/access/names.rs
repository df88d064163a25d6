//! What a screen reader is told: a name of everything that can be used, and of every part that one can jump to.

use serde_json::{Value, json};

use crate::chromium::Chromium;

/// What needs a name.
const NAMED: [&str; 18] = [
    "button",
    "link",
    "checkbox",
    "switch",
    "combobox",
    "listbox",
    "textbox",
    "spinbutton",
    "tab",
    "tabpanel",
    "tablist",
    "region",
    "navigation",
    "dialog",
    "alertdialog",
    "radiogroup",
    "article",
    "heading",
];

/// The parts that every view has.
const LANDMARKS: [&str; 3] = ["banner", "navigation", "main"];

/// What is not told.
pub(super) async fn missing(page: &Chromium) -> Vec<String> {
    let tree = page.devtools("Accessibility.getFullAXTree", json!({})).await;
    let nodes: Vec<_> = tree["nodes"].as_array().unwrap().iter().filter(|it| it["ignored"] == json!(false)).collect();
    let unnamed = nodes.iter().filter(|it| NAMED.contains(&text(it, "role")) && text(it, "name").trim().is_empty());
    let mut found: Vec<_> = unnamed.map(|it| format!("a {} without a name: {it}", text(it, "role"))).collect();
    let has = |role: &str| nodes.iter().any(|it| text(it, "role") == role);
    // A dialog hides the rest of the page.
    if !has("dialog") {
        found.extend(LANDMARKS.iter().filter(|it| !has(it)).map(|it| format!("no {it}")));
    }
    found
}

fn text<'a>(node: &'a Value, member: &str) -> &'a str {
    node[member]["value"].as_str().unwrap_or_default()
}
