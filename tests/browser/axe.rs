//! [axe](https://github.com/dequelabs/axe-core), which looks for what keeps people from using a page.

use std::path::Path;

use serde_json::{Value, json};

use crate::chromium::Chromium;

/// What is looked for: WCAG 2.0 to 2.2, levels A and AA, and what axe's makers hold to be good.
const RULES: [&str; 6] = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/// What axe finds in the page as it is now: the rule, what it says, and where; a line each.
pub(crate) async fn violations(page: &Chromium) -> Vec<String> {
    if page.run("return typeof axe").await != json!("object") {
        page.run(&source()).await;
    }
    // Sizes of targets are a rule of 2.2 that is off unless it is asked for.
    let script = "return axe.run(document, {runOnly: arguments[0], rules: {'target-size': {enabled: true}}}).then(found => [found.passes.length, \
        ...found.violations.flatMap(rule => rule.nodes.map(it => `${rule.id}: ${rule.help}: ${it.target.join(' ')}: ${it.failureSummary.replaceAll(/\\s+/g, ' ')}`))])";
    let found = page.run_with(script, json!(RULES)).await;
    let mut found: Vec<Value> = serde_json::from_value(found).unwrap();
    assert!(found.remove(0).as_u64().unwrap() > 5, "axe looked at nothing");
    found.iter().map(|it| it.as_str().unwrap().to_owned()).collect()
}

/// From the locked packages of the page's editor, which `cargo xtask page` installs.
fn source() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../frontend/editor/node_modules/axe-core/axe.min.js");
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{} is installed: {error}", path.display()))
}
