//! What stands before the input in a link: what differs from the defaults, as a file of settings has it.

use super::{LinkFault, SharedLink};
use crate::Form;
use crate::settings::CONNECTION;
use crate::settings::file::{Format, Found, Member, members, quoted, take, written};

const RECEIVED_AT: &str = "received_at";
const PARTITIONS: &str = "partitions";
const FORM: &str = "form";

/// The lines of `link`.
pub(super) fn write(link: &SharedLink) -> String {
    let mut out = String::new();
    let mut line = |key: &str, value: &str| out.extend([key, " = ", value, "\n"]);
    line(RECEIVED_AT, &link.received_at.to_string());
    line(PARTITIONS, &link.partitions.to_string());
    if let Some(form) = link.form {
        line(FORM, &quoted(name(form)));
    }
    for key in link.changed() {
        // None of the settings that can be unset is set by default: what is unset is never a change.
        if let Some(value) = link.settings.get(key).and_then(|it| written(&it, Format::Toml)) {
            line(key, &value);
        }
    }
    out
}

/// What `head` sets. Times and partitions must be there: without them it is cut off.
pub(super) fn read(head: &str) -> Result<SharedLink, LinkFault> {
    let mut link = SharedLink::default();
    let (mut has_time, mut has_partitions) = (false, false);
    for Member { key, value, .. } in members(head, Format::Toml).map_err(|_| LinkFault::Damaged)? {
        match (key.as_str(), &value) {
            (RECEIVED_AT, Found::Number(written)) => (link.received_at, has_time) = (number(written)?, true),
            (PARTITIONS, Found::Number(written)) => (link.partitions, has_partitions) = (number(written)?, true),
            (FORM, Found::Text(name)) => link.form = Some(form(name)?),
            _ => {
                let setting = CONNECTION.iter().find(|it| it.key == key);
                let setting = setting.ok_or(LinkFault::UnknownKey { key })?;
                take(&mut link.settings, setting, &value).map_err(|_| LinkFault::Damaged)?;
            }
        }
    }
    if has_time && has_partitions && link.partitions > 0 { Ok(link) } else { Err(LinkFault::Damaged) }
}

fn number<T: std::str::FromStr>(written: &str) -> Result<T, LinkFault> {
    written.parse().map_err(|_| LinkFault::Damaged)
}

fn name(form: Form) -> &'static str {
    match form {
        Form::Incoming => "incoming",
        Form::Outgoing => "outgoing",
    }
}

fn form(name: &str) -> Result<Form, LinkFault> {
    [Form::Incoming, Form::Outgoing].into_iter().find(|it| self::name(*it) == name).ok_or(LinkFault::Damaged)
}
