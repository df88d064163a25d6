//! What a link holds, in a few lines.

use leptos::prelude::*;
use shared::settings::{CONNECTION, SettingValue};
use shared::share::{LONGEST, SharedLink};
use ui::browser::clock;
use ui::words::{self, counted, grouped};

use super::Made;
use crate::browser::fragment;

/// A line each, and the link or why there is none.
pub(super) fn facts(made: &Made) -> AnyView {
    let link = &made.link;
    let lines = [
        ("Input", counted(link.input.len(), "byte")),
        ("Settings", settings(link)),
        ("Form", link.form.map_or("detected", words::form).to_owned()),
        ("Receipt time", clock::utc(link.received_at).unwrap_or_default()),
        ("Partitions", grouped(link.partitions as usize)),
        ("Never in it", "Integrations, Kafka settings, passwords and keys of brokers".to_owned()),
    ];
    let line = |(name, value)| view! { <dt>{name}</dt><dd>{value}</dd> };
    let link = match &made.address {
        Ok(address) => address_view(address.clone()),
        Err(words) => {
            view! { <p class="notice is-error" role="alert" data-testid="share-problem">{words.clone()}</p> }.into_any()
        }
    };
    view! { <dl class="facts" data-testid="share-facts">{lines.map(line)}</dl>{link} }.into_any()
}

fn address_view(address: String) -> AnyView {
    let length = address.len() - fragment::link("").len();
    let words = grouped(length) + " of at most " + &grouped(LONGEST) + " characters";
    view! {
        <label class="share-link">
            <span>"Link"<span class="fact" data-testid="share-length">{words}</span></span>
            <input type="text" class="mono" readonly data-testid="share-link" prop:value=address />
        </label>
    }
    .into_any()
}

/// Those that differ, with their values.
fn settings(link: &SharedLink) -> String {
    let changed = link.changed();
    if changed.is_empty() {
        return "all at their defaults".to_owned();
    }
    let rows = CONNECTION.iter().filter(|it| changed.contains(&it.key));
    let said = rows.filter_map(|it| Some(it.label.to_owned() + ": " + &value(&link.settings.get(it.key)?)));
    said.collect::<Vec<_>>().join(" · ")
}

fn value(value: &SettingValue) -> String {
    match value {
        SettingValue::Switch(on) => if *on { "on" } else { "off" }.to_owned(),
        SettingValue::Text(text) => text.clone().unwrap_or_default(),
        SettingValue::Set(names) => names.join(", "),
    }
}
