//! The examples as one script, which the page fetches when one is chosen. Each is a file of its own, so that it can be read.

use std::fs;
use std::path::Path;

use super::assets::Asset;
use super::editor::minified;
use super::{Mode, sorted};
use crate::Error;

const FOLDER: &str = "frontend/examples";

/// `examples.js`: the texts by the names of their files, and what is written in the folder's script.
pub(super) fn bundle(root: &Path, mode: Mode) -> Result<Asset, Error> {
    let folder = root.join(FOLDER);
    let mut script = String::from("const texts = {\n");
    for path in [sorted(&folder, "json")?, sorted(&folder, "ndjson")?].concat() {
        let name = path.file_stem().and_then(|it| it.to_str()).ok_or("an example's name is not UTF-8")?;
        // A JSON string is a string of JavaScript too.
        script.push_str(&format!("{}: {},\n", quoted(name)?, quoted(&fs::read_to_string(&path)?)?));
    }
    script.push_str("};\n");
    script.push_str(&fs::read_to_string(folder.join("examples.js"))?);
    let whole = root.join("target/page/examples.js");
    fs::write(&whole, script)?;
    let path = if mode == Mode::Release { minified(root, &whole)? } else { whole };
    Ok(Asset::new("examples.js", fs::read(path)?))
}

fn quoted(text: &str) -> Result<String, Error> {
    Ok(serde_json::to_string(text)?)
}
