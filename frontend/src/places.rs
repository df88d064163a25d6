//! The three places of the page, each with an address of its own.

use leptos::prelude::*;

use crate::browser::{history, page};

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
            Self::Preview => "/",
            Self::Integrations => "/integrations",
            Self::Deliveries => "/deliveries",
        }
    }

    pub(crate) fn label(self) -> &'static str {
        match self {
            Self::Preview => "Preview",
            Self::Integrations => "Integrations",
            Self::Deliveries => "Deliveries",
        }
    }

    /// The place at the address shown; an unknown one is Preview's.
    fn current() -> Self {
        let path = history::path();
        Self::ALL.into_iter().find(|it| it.path() == path).unwrap_or(Self::Preview)
    }
}

/// Where the page is.
#[derive(Clone, Copy)]
pub(crate) struct Here(pub(crate) RwSignal<Place>);

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

    pub(crate) fn go(self, place: Place) {
        if self.0.get_untracked() != place {
            history::push(place.path());
            self.0.set(place);
        }
    }
}

/// A real link that is followed without loading the page again.
#[component]
pub(crate) fn PlaceLink(to: Place) -> impl IntoView {
    let here = expect_context::<Here>();
    let follow = move |click: web_sys::MouseEvent| {
        if history::stays_here(&click) {
            click.prevent_default();
            here.go(to);
        }
    };
    view! {
        <a class="place" href=to.path() aria-current=move || here.is(to).then_some("page") on:click=follow>
            {to.label()}
        </a>
    }
}
