//! Whether one sees where the focus is, wherever Tab leads.

use std::collections::BTreeSet;

use crate::chromium::Chromium;

/// More than any view has.
const MOST: usize = 300;

/// What has the focus: a name to tell it by, and what is wrong with how it is shown. Null outside of the page.
/// What was clicked has it without showing it: the pointer does.
const FOCUS: &str = "if (!it || it === document.body) return null; \
    const name = `${it.localName} “${(it.getAttribute('aria-label') ?? it.textContent).trim().slice(0, 40)}”`; \
    if (!it.matches(':focus-visible')) return [name, '']; \
    const outlined = it => { const style = getComputedStyle(it); return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 }; \
    const shown = it.getRootNode().host ?? it; \
    if (!outlined(shown)) return [name, 'has the focus and no outline']; \
    const box = shown.getBoundingClientRect(); \
    const x = (Math.max(box.left, 0) + Math.min(box.right, innerWidth - 1)) / 2, y = (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight - 1)) / 2; \
    const there = document.elementFromPoint(x, y); \
    const isSeen = there && (shown.contains(there) || there.contains(shown) || there.closest('label')?.contains(shown)); \
    return [name, isSeen ? '' : `has the focus behind ${there?.outerHTML.slice(0, 80)}`]";

/// Where the focus is not seen, as Tab leads through the page: from where it is to the end, and from the beginning to there.
pub(super) async fn unseen(page: &Chromium) -> Vec<String> {
    let (mut found, mut names, mut ends) = (Vec::new(), BTreeSet::new(), 0);
    for _ in 0..MOST {
        let focus = page.focused(FOCUS).await;
        if focus.is_null() {
            ends += 1;
        } else {
            let (name, wrong) = (focus[0].as_str().unwrap(), focus[1].as_str().unwrap());
            if names.insert(name.to_owned()) && !wrong.is_empty() {
                found.push(format!("{name} {wrong}"));
            }
        }
        if ends == 2 {
            break;
        }
        page.tab().await;
    }
    assert!(!names.is_empty(), "Tab leads somewhere");
    if ends < 2 {
        found.push("Tab does not lead out of the page".to_owned());
    }
    found
}
