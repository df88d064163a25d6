//! The deliveries that are listed: asked for, filtered, and added to as they happen.

use std::time::Duration;

use js_sys::encode_uri_component;
use leptos::prelude::*;
use leptos::task::spawn_local;
use shared::wire::{Submission, SubmissionList, SubmissionTarget};
use ui::api::{self, Failure, Following, Heard};
use ui::browser::{history, page};

use super::choice::Choice;
use super::words::Kept;

/// Where they are.
pub(super) const PATH: &str = "/api/deliveries";
/// The id of the list in the document.
pub(super) const LIST: &str = "deliveries-list";
/// The id of the line that says whether new ones are told of.
pub(super) const LIVE: &str = "deliveries-live";
/// How long to wait before a server that has refused is followed again.
const AGAIN: Duration = Duration::from_secs(5);

/// A row of the list.
#[derive(Clone)]
pub(super) struct Row {
    pub(super) submission: Submission,
    /// Whether it came while one looked.
    pub(super) is_new: bool,
}

/// The state of the list. Every part is a handle, so it is copied freely.
#[derive(Clone, Copy)]
pub(super) struct Shelf {
    /// What is asked for: empty is everything.
    pub(super) choice: RwSignal<Choice>,
    pub(super) text: RwSignal<String>,
    /// Newest first.
    pub(super) rows: RwSignal<Vec<Row>>,
    /// New ones that are not shown yet, because somebody reads.
    pub(super) waiting: RwSignal<Vec<Row>>,
    pub(super) has_more: RwSignal<bool>,
    pub(super) kept: RwSignal<Kept>,
    /// Where something was sent, to choose from.
    pub(super) targets: RwSignal<Vec<SubmissionTarget>>,
    pub(super) failure: RwSignal<Option<Failure>>,
    /// Whether new ones are told of; `None` before that is known.
    pub(super) is_live: RwSignal<Option<bool>>,
    /// Whether the rows are those that are asked for.
    is_loaded: RwSignal<bool>,
    /// Whether this place is shown.
    is_shown: StoredValue<bool>,
    /// Which question was the last: an answer to another one no longer counts.
    question: StoredValue<u64>,
    following: StoredValue<Option<Following>, LocalStorage>,
}

impl Shelf {
    pub(super) fn new() -> Self {
        Self {
            choice: RwSignal::new(Choice::of_address()),
            text: RwSignal::default(),
            rows: RwSignal::new(Vec::new()),
            waiting: RwSignal::new(Vec::new()),
            has_more: RwSignal::new(false),
            kept: RwSignal::default(),
            targets: RwSignal::new(Vec::new()),
            failure: RwSignal::new(None),
            is_live: RwSignal::new(None),
            is_loaded: RwSignal::new(false),
            is_shown: StoredValue::new(false),
            question: StoredValue::new(0),
            following: StoredValue::new_local(None),
        }
    }

    pub(super) fn is_loading(self) -> bool {
        !self.is_loaded.get()
    }

    pub(super) fn is_filtered(self) -> bool {
        !self.choice.read().is_any() || !self.text.read().is_empty()
    }

    /// Looks at the server for as long as this place is shown.
    pub(super) fn follow(self) {
        self.is_shown.set_value(true);
        self.following.set_value(api::follow("/api/deliveries/events", move |heard| self.hear(heard)));
        self.load();
    }

    pub(super) fn leave(self) {
        self.is_shown.set_value(false);
        self.following.set_value(None);
        self.is_live.set(None);
        // What is under way no longer counts.
        self.question.update_value(|it| *it += 1);
    }

    /// Asks for everything.
    pub(super) fn show_all(self) {
        self.text.set(String::new());
        self.choose(Choice::default());
    }

    /// The address of `path`, a place in Deliveries, with what is chosen.
    pub(super) fn address(self, path: &str) -> String {
        self.choice.read().address(path)
    }

    /// Asks for what is chosen, and puts it into the address.
    pub(super) fn choose(self, choice: Choice) {
        history::push(&choice.address(&history::path()));
        self.choice.set(choice);
        self.ask();
    }

    /// Follows the address, which is Deliveries'. Who comes back by a link that chooses nothing finds what they left.
    pub(super) fn heed_address(self, came_back: bool) {
        let there = Choice::of_address();
        let here = self.choice.get_untracked();
        if there == here {
            return;
        }
        if came_back && there.is_any() {
            history::replace(&here.address(&history::path()));
        } else {
            self.choice.set(there);
            self.ask();
        }
    }

    /// Asks for what the filters say, in place of what is shown.
    pub(super) fn ask(self) {
        self.is_loaded.set(false);
        self.rows.set(Vec::new());
        self.waiting.set(Vec::new());
        self.has_more.set(false);
        self.load();
    }

    pub(super) fn load_older(self) {
        let Some(last) = self.rows.with_untracked(|it| it.last().map(|it| it.submission.number)) else { return };
        let before = "&before=".to_owned() + &last.to_string();
        self.get(before, move |list| {
            self.has_more.set(list.has_more);
            self.rows.update(|it| it.extend(rows(list.submissions, false)));
        });
    }

    /// Shows the new ones that have waited, somebody having asked for them.
    pub(super) fn show_new(self) {
        self.show_waiting();
        // What was clicked is gone.
        page::focus(LIVE);
    }

    fn show_waiting(self) {
        let mut new = self.waiting.try_update(std::mem::take).unwrap_or_default();
        self.rows.update(|it| {
            new.append(it);
            *it = new;
        });
    }

    fn hear(self, heard: Heard) {
        // The page may be gone.
        let _ = self.is_live.try_set(Some(heard == Heard::News));
        // A server that refuses says why when it is asked, and lets one sign in.
        let is_open_question = heard != Heard::Broken || !self.is_loaded.get_untracked();
        if is_open_question {
            self.load();
        }
    }

    /// The server answers, but the connection is gone for good: it is made anew in a while.
    fn follow_again(self) {
        if self.is_live.get_untracked() != Some(false) {
            return;
        }
        let again = move || {
            if self.is_shown.try_get_value() == Some(true) && self.is_live.get_untracked() == Some(false) {
                self.follow();
            }
        };
        set_timeout(again, AGAIN);
    }

    /// Reads the newest ones.
    fn load(self) {
        self.get(String::new(), move |list| self.take(list));
    }

    fn take(self, list: SubmissionList) {
        self.kept.set(Kept { submissions: list.limit, messages: list.limit_messages });
        if self.targets.with_untracked(|it| *it != list.integrations) {
            self.targets.set(list.integrations);
        }
        self.follow_again();
        let newest = self.waiting.with_untracked(|it| it.first().map(|it| it.submission.number));
        let newest = newest.or_else(|| self.rows.with_untracked(|it| it.first().map(|it| it.submission.number)));
        let is_new = |it: &Submission| newest.is_some_and(|newest| it.number > newest);
        // If all of them are new, there may be others between them and those that are shown.
        let is_gap = list.has_more && list.submissions.iter().all(is_new);
        if !self.is_loaded.get_untracked() || newest.is_none() || is_gap {
            let came_since = self.is_loaded.get_untracked();
            self.has_more.set(list.has_more);
            self.waiting.set(Vec::new());
            self.rows.set(rows(list.submissions, came_since));
            self.is_loaded.set(true);
        } else {
            let mut new = rows(list.submissions.into_iter().filter(is_new).collect(), true);
            self.waiting.update(|it| {
                new.append(it);
                *it = new;
            });
            if !page::is_being_read(LIST) {
                self.show_waiting();
            }
        }
    }

    fn get(self, more: String, then: impl FnOnce(SubmissionList) + 'static) {
        self.question.update_value(|it| *it += 1);
        let question = self.question.get_value();
        let path = self.asked() + &more;
        spawn_local(async move {
            let answer = api::get::<SubmissionList>(&path).await;
            if self.question.try_get_value() != Some(question) {
                return;
            }
            match answer {
                Ok(list) => {
                    self.failure.set(None);
                    then(list);
                }
                Err(failure) => self.failure.set(Some(failure)),
            }
        });
    }

    /// Where what the filters say is to be had.
    fn asked(self) -> String {
        let text = String::from(encode_uri_component(&self.text.get_untracked()));
        self.choice.read_untracked().address(&(PATH.to_owned() + "?text=" + &text))
    }
}

fn rows(submissions: Vec<Submission>, is_new: bool) -> Vec<Row> {
    submissions.into_iter().map(|submission| Row { submission, is_new }).collect()
}
