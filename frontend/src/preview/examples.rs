//! Examples, one for each story. All but the first are fetched when one is chosen.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::example::FIRST;
use super::workbench::Workbench;

/// Their names in `examples.js`, and in words.
const STORIES: [(&str, &str); 8] = [
    ("commerce", "Commerce"),
    ("media", "Media"),
    ("eventless", "No events"),
    ("bulk", "Bulk, as NDJSON"),
    ("outgoing", "Already outgoing"),
    ("no-mpid", "No MPID"),
    ("over-size", "Over-size"),
    ("broken", "Broken JSON"),
];

/// The list. It shows no choice: what is chosen is then edited.
pub(super) fn examples_menu(bench: Workbench) -> AnyView {
    let chosen = RwSignal::new(String::new());
    let choose = move |name: String| {
        spawn_local(async move {
            let text = match name.as_str() {
                "first" => Some(FIRST.into()),
                name => bench.doorway.get_value().example(name).await.ok(),
            };
            if let Some(text) = text {
                bench.set_text(&text);
            }
            chosen.set(String::new());
        });
    };
    let choose = move |event| {
        let name = event_target_value(&event);
        chosen.set(name.clone());
        choose(name);
    };
    let option = |(name, label): (&'static str, &'static str)| view! { <option value=name>{label}</option> }.into_any();
    view! {
        <select class="quiet-select examples" aria-label="Examples" data-testid="examples" title="Replace the input by an example" prop:value=move || chosen.get() on:change=choose>
            <option value="">"Examples"</option>
            <option value="first">"First visit"</option>
            {STORIES.into_iter().map(option).collect::<Vec<_>>()}
        </select>
    }
    .into_any()
}
