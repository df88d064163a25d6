//! What was replaced in a link: how much of each kind, and each value beside its fake.

use leptos::prelude::*;
use shared::scrub::{Kind, Scrubbed};
use ui::words::counted;

use crate::html::Html;

/// How many values are shown at the most.
const SHOWN: usize = 200;

/// The numbers, and the list.
pub(super) fn fakes(scrubbed: &Scrubbed) -> AnyView {
    let counts = Kind::ALL.into_iter().map(|it| (scrubbed.count(it), it.word())).filter(|it| it.0 > 0);
    let counts: Vec<_> = counts.map(|(count, word)| counted(count, word)).collect();
    let counts = if counts.is_empty() {
        "Nothing in it looks like one.".to_owned()
    } else {
        "Replaced: ".to_owned() + &counts.join(", ") + "."
    };
    view! {
        <p data-testid="share-counts" role="status">{counts}</p>
        <p class="help">"The same value has the same fake wherever it stands, in this link alone. Lengths and types stay. Addresses, places, and people in free text are not found."</p>
        <table class="fakes" hidden=scrubbed.replaced.is_empty() tabindex="0" aria-label="What was replaced" inner_html=rows(scrubbed)></table>
    }
    .into_any()
}

fn rows(scrubbed: &Scrubbed) -> String {
    let mut html = Html::default();
    html.raw("<thead><tr><th>Kind</th><th>In the input</th><th>In the link</th><th>Times</th></tr></thead><tbody>");
    for it in scrubbed.replaced.iter().take(SHOWN) {
        html.open("tr", &[]);
        html.element("td", &[], it.kind.word());
        html.element("td", &[("class", "mono")], &it.from);
        html.element("td", &[("class", "mono")], &it.to);
        html.element("td", &[], &it.times.to_string());
        html.close("tr");
    }
    html.raw("</tbody>");
    if scrubbed.replaced.len() > SHOWN {
        let rest = counted(scrubbed.replaced.len() - SHOWN, "more value");
        html.element("caption", &[], &("and ".to_owned() + &rest));
    }
    html.finish()
}
