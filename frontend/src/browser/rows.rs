//! What one points at: rows that say in their attributes what was done, and tokens of a message's value.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent};

use crate::protocol::Place;

/// What a row says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    pub(crate) pointer: String,
    /// What was done, in words.
    pub(crate) done: String,
    pub(crate) reason: Option<String>,
    /// The setting behind it.
    pub(crate) setting: Option<String>,
    /// Where it is in the input.
    pub(crate) place: Option<Place>,
}

/// What one points at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Pointed {
    Row(Row),
    /// A token of a record's value, and where it begins in the text that is shown, in UTF-16 code units.
    Token {
        record: usize,
        at: usize,
    },
}

/// Where a click leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    ToInput,
    ToSetting,
}

const ROW: &str = "[data-row]";
const VALUE: &str = "[data-record]";
const HERE: &str = "is-here";

/// What is under the mouse, or has the focus.
pub(crate) fn pointed(event: &Event) -> Option<Pointed> {
    let target: Element = event.target()?.dyn_into().ok()?;
    if let Some(row) = closest(&target, ROW) {
        return Some(Pointed::Row(row_of(&row)));
    }
    let value = closest(&target, VALUE).filter(|it| it != &target)?;
    token(&value, &target)
}

/// The row that a click is on, and where it leads from there. One that ends the selection of a text leads nowhere.
pub(crate) fn way(event: &Event) -> Option<(Row, Way)> {
    let target: Element = event.target()?.dyn_into().ok()?;
    let row = closest(&target, ROW)?;
    let selection = ui::browser::page::window().get_selection().ok().flatten();
    if selection.is_some_and(|it| !it.is_collapsed()) {
        return None;
    }
    let way = match closest(&target, "[data-go]")?.get_attribute("data-go")?.as_str() {
        "input" => Way::ToInput,
        _ => Way::ToSetting,
    };
    Some((row_of(&row), way))
}

/// The row that has the focus itself, not one of its buttons.
pub(crate) fn focused_row(event: &Event) -> Option<Row> {
    let target: Element = event.target()?.dyn_into().ok()?;
    target.has_attribute("data-row").then(|| row_of(&target))
}

/// Moves from row to row, and from name to name of a value, with the arrow keys. Gives the token that is come to; the
/// focus tells of rows.
pub(crate) fn step(event: &KeyboardEvent) -> Option<Pointed> {
    let is_on = match event.key().as_str() {
        "ArrowDown" | "ArrowRight" => true,
        "ArrowUp" | "ArrowLeft" => false,
        _ => return None,
    };
    let target: Element = event.target()?.dyn_into().ok()?;
    if target.matches(VALUE).unwrap_or_default() {
        let name = next_name(&target, is_on)?;
        event.prevent_default();
        return token(&target, &name);
    }
    let row = match closest(&target, ROW) {
        Some(row) => next_row(&row, is_on),
        None => target.query_selector(ROW).ok().flatten(),
    };
    let row: HtmlElement = row?.dyn_into().ok()?;
    event.prevent_default();
    // An element that is shown can take the focus.
    let _ = row.focus();
    None
}

fn closest(element: &Element, selector: &str) -> Option<Element> {
    element.closest(selector).ok().flatten()
}

fn row_of(row: &Element) -> Row {
    let number = |name| row.get_attribute(name)?.parse().ok();
    let place = number("data-from").zip(number("data-to"));
    Row {
        pointer: row.get_attribute("data-pointer").unwrap_or_default(),
        done: row.get_attribute("data-done").unwrap_or_default(),
        reason: row.get_attribute("data-reason"),
        setting: row.get_attribute("data-setting"),
        place: place.map(|(from, to)| Place { from, to }),
    }
}

/// The first element behind `element`, or before it, that `is_wanted`.
fn beside(element: &Element, is_on: bool, is_wanted: fn(&Element) -> bool) -> Option<Element> {
    let step = |it: &Element| if is_on { it.next_element_sibling() } else { it.previous_element_sibling() };
    let mut next = step(element);
    while let Some(found) = next.take_if(|it| !is_wanted(it)) {
        next = step(&found);
    }
    next
}

/// The next or the previous row; it may be in the next part of the list.
fn next_row(row: &Element, is_on: bool) -> Option<Element> {
    beside(row, is_on, |it| it.has_attribute("data-row")).or_else(|| {
        let part = beside(&closest(row, ".chunk")?, is_on, |_| true)?;
        part.query_selector(if is_on { ROW } else { "[data-row]:last-child" }).ok().flatten()
    })
}

/// Marks the next or the previous name in `value` as the one where one is.
fn next_name(value: &Element, is_on: bool) -> Option<Element> {
    let here = value.query_selector(".is-here").ok().flatten();
    let next = match &here {
        Some(here) => beside(here, is_on, |it| it.class_list().contains("json-k")),
        None => value.query_selector(".json-k").ok().flatten(),
    }?;
    // Only refused for a name that is none.
    let _ = next.class_list().add_1(HERE);
    if let Some(here) = here {
        let _ = here.class_list().remove_1(HERE);
    }
    let nearest = web_sys::ScrollIntoViewOptions::new();
    nearest.set_block(web_sys::ScrollLogicalPosition::Nearest);
    next.scroll_into_view_with_scroll_into_view_options(&nearest);
    Some(next)
}

/// The token in `value` that is `element`.
fn token(value: &Element, element: &Element) -> Option<Pointed> {
    let record = value.get_attribute("data-record")?.parse().ok()?;
    let before = ui::browser::page::window().document()?.create_range().ok()?;
    before.set_start(value, 0).ok()?;
    before.set_end(element, 0).ok()?;
    let at = usize::try_from(before.to_string().length()).ok()?;
    Some(Pointed::Token { record, at })
}
