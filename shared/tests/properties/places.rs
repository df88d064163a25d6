//! Where the members of a batch stand in the text, found by a second reader.

use std::ops::Range;

use crate::reference::{elements, members, says};

/// A member or an element: its pointer, and where its name (empty for an element) and its value stand.
#[derive(Debug)]
pub(crate) struct Place {
    pub(crate) pointer: String,
    pub(crate) name: Range<usize>,
    pub(crate) value: Range<usize>,
}

/// All places in the value that `text` has at `range`, itself first.
pub(crate) fn places(text: &str, range: Range<usize>) -> Vec<Place> {
    let mut all = vec![Place { pointer: String::new(), name: range.start..range.start, value: range }];
    let mut next = 0;
    while next < all.len() {
        let inside = inside(text, &all[next]);
        all.extend(inside);
        next += 1;
    }
    all
}

/// What stands directly in the value of `place`.
fn inside(text: &str, place: &Place) -> Vec<Place> {
    let range = |part: &str| {
        let start = part.as_ptr() as usize - text.as_ptr() as usize;
        start..start + part.len()
    };
    let value = &text[place.value.clone()];
    if value.starts_with('{') {
        let member = |(name, value)| Place {
            pointer: format!("{}/{}", place.pointer, says(name).replace('~', "~0").replace('/', "~1")),
            name: range(name),
            value: range(value),
        };
        members(value).unwrap_or_default().into_iter().map(member).collect()
    } else if value.starts_with('[') {
        let element = |(index, value)| Place {
            pointer: format!("{}/{index}", place.pointer),
            name: range(value).start..range(value).start,
            value: range(value),
        };
        elements(value).unwrap_or_default().into_iter().enumerate().map(element).collect()
    } else {
        Vec::new()
    }
}
