//! The form of one integration.

use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::Deserialize;
use shared::issue::Severity;
use shared::settings::{KAFKA, Setting};
use shared::wire::Finding;
use ui::api::{self, INTEGRATIONS};

use super::draft::Draft;
use super::field::{Field, NameField};
use super::forms::Opened;
use super::save::SaveBar;

/// What the parts of a form share. Every part is a handle, so it is copied freely.
#[derive(Clone, Copy)]
pub(super) struct FormContext {
    pub(super) draft: Draft,
    /// Several forms can be in the document at once: their elements' ids have their numbers in them.
    number: usize,
    /// How often was asked what is wrong: only the newest answer counts.
    asked: StoredValue<u64>,
}

/// `POST /api/integrations/validate`
#[derive(Debug, Deserialize)]
struct Validation {
    problems: Vec<Finding>,
}

impl FormContext {
    pub(super) fn new(draft: Draft, number: usize) -> Self {
        Self { draft, number, asked: StoredValue::new(0) }
    }

    pub(super) fn id_of(self, part: &str) -> String {
        format!("integration-{}-{part}", self.number)
    }

    pub(super) fn help_of(self, field: &str) -> String {
        self.id_of(field) + "-help"
    }

    pub(super) fn problems_of(self, field: &str) -> String {
        self.id_of(field) + "-problems"
    }

    /// What belongs to a field beside its label: what is wrong with it, and its help.
    pub(super) fn described_by(self, field: &str) -> String {
        format!("{} {}", self.problems_of(field), self.help_of(field))
    }

    pub(super) fn is_wrong(self, field: &str) -> bool {
        self.draft.problems_of(field).iter().any(|it| it.severity == Severity::Error)
    }

    /// `field` was left: what is wrong with it is told.
    pub(super) fn left(self, field: &str) {
        self.draft.leave(field);
        self.look_over();
    }

    /// Asks the server what is wrong with what is typed. Without an answer everything stays as it is: saving will tell.
    pub(super) fn look_over(self) {
        let id = untrack(|| self.draft.id());
        let of = id.map(|id| format!("?integration={id}")).unwrap_or_default();
        let number = self.next();
        let write = self.draft.write();
        spawn_local(async move {
            let path = format!("{INTEGRATIONS}/validate{of}");
            let answer = api::send::<Validation>("POST", &path, &write).await;
            if let Ok(found) = answer
                && self.asked.try_get_value() == Some(number)
            {
                self.draft.problems.set(found.problems);
            }
        });
    }

    /// The number of a new question; answers to older ones no longer count.
    pub(super) fn next(self) -> u64 {
        self.asked.update_value(|it| *it += 1);
        self.asked.get_value()
    }
}

/// The settings as the form shows them: what only counts with a user name comes after it, so that nothing moves under the
/// hand that types one.
fn settings() -> impl Iterator<Item = &'static Setting> {
    const LATER: &str = "sasl_mechanism";
    let later = || KAFKA.iter().filter(|it| it.key == LATER);
    let others = KAFKA.iter().filter(|it| it.key != LATER);
    others.flat_map(move |it| std::iter::once(it).chain(later().filter(move |_| it.key == "username")))
}

#[component]
pub(super) fn Form(form: FormContext, opened: Opened) -> impl IntoView {
    provide_context(form);
    view! {
        <form class="integration-form" novalidate on:submit=|event| event.prevent_default()>
            <NameField />
            {settings().map(|setting| view! { <Field setting=setting /> }).collect_view()}
            <SaveBar form=form opened=opened />
        </form>
    }
}
