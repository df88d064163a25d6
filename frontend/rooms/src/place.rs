//! Where the page is: a place, and what is opened in it.

use leptos::prelude::*;
use ui::browser::history;
use ui::link::{DELIVERIES, INTEGRATIONS};

/// What is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Place {
    /// The list of integrations.
    List,
    /// An integration that is not saved yet.
    New,
    /// The integration with this id.
    Integration(String),
    /// The list of deliveries.
    Deliveries,
    /// The delivery with this number.
    Delivery(String),
    /// Preview: shown by `frontend`.
    Elsewhere,
}

impl Place {
    /// The place at `path`.
    fn at(path: &str) -> Self {
        match path.strip_prefix(DELIVERIES) {
            Some("" | "/") => return Self::Deliveries,
            Some(rest) if rest.starts_with('/') => return Self::Delivery(rest.trim_matches('/').to_owned()),
            _ => {}
        }
        match path.strip_prefix(INTEGRATIONS) {
            Some("" | "/") => Self::List,
            Some("/new") => Self::New,
            Some(rest) if rest.starts_with('/') => Self::Integration(rest.trim_matches('/').to_owned()),
            _ => Self::Elsewhere,
        }
    }

    /// Follows the address bar.
    pub(crate) fn follow() -> RwSignal<Self> {
        let here = || Self::at(&history::path());
        let place = RwSignal::new(here());
        history::on_move(move || place.set(here()));
        place
    }

    pub(crate) fn is_deliveries(&self) -> bool {
        matches!(self, Self::Deliveries | Self::Delivery(_))
    }

    pub(crate) fn is_integrations(&self) -> bool {
        matches!(self, Self::List | Self::New | Self::Integration(_))
    }
}

#[cfg(test)]
mod tests {
    use super::Place;

    #[test]
    fn each_address_is_a_place() {
        for (path, place) in [
            ("/", Place::Elsewhere),
            ("/deliveries", Place::Deliveries),
            ("/deliveries/", Place::Deliveries),
            ("/deliveries/12", Place::Delivery("12".to_owned())),
            ("/deliveriesx", Place::Elsewhere),
            ("/integrations", Place::List),
            ("/integrations/", Place::List),
            ("/integrations/new", Place::New),
            ("/integrations/i-7", Place::Integration("i-7".to_owned())),
            ("/integrationsx", Place::Elsewhere),
        ] {
            assert_eq!(Place::at(path), place, "{path}");
        }
    }
}
