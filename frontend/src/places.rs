//! The three places of the page, each with an address of its own.

use leptos::prelude::*;
use ui::browser::{history, page};
use ui::link::{self, DELIVERIES, INTEGRATIONS, PREVIEW};

/// A place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    Preview,
    Integrations,
    Deliveries,
}

impl Place {
    pub(crate) const ALL: [Self; 3] = [Self::Preview, Self::Integrations, Self::Deliveries];

    pub(crate) fn path(self) -> &'static str {
        match self {
            Self::Preview => PREVIEW,
            Self::Integrations => INTEGRATIONS,
            Self::Deliveries => DELIVERIES,
        }
    }

    pub(crate) fn label(self) -> &'static str {
        match self {
            Self::Preview => "Preview",
            Self::Integrations => "Integrations",
            Self::Deliveries => "Deliveries",
        }
    }

    /// The place at the address shown; an unknown one is Preview's. What is under a place belongs to it.
    fn current() -> Self {
        let path = history::path();
        let is_at = |it: &Self| path == it.path() || path.strip_prefix(it.path()).is_some_and(|it| it.starts_with('/'));
        Self::ALL.into_iter().find(is_at).unwrap_or(Self::Preview)
    }
}

/// Where the page is.
#[derive(Clone, Copy)]
pub(crate) struct Here(RwSignal<Place>);

impl Here {
    /// Follows the address bar.
    pub(crate) fn follow() -> Self {
        let here = RwSignal::new(Place::current());
        history::on_move(move || here.set(Place::current()));
        Effect::new(move || page::set_title(&format!("{} · Headgate", here.get().label())));
        Self(here)
    }

    pub(crate) fn is(self, place: Place) -> bool {
        self.0.get() == place
    }
}

/// A real link that is followed without loading the page again.
#[component]
pub(crate) fn PlaceLink(to: Place) -> impl IntoView {
    let here = expect_context::<Here>();
    view! {
        <a class="place" href=to.path() aria-current=move || here.is(to).then_some("page") on:click=link::follow(to.path())>
            {to.label()}
        </a>
    }
}
