//! The documented spelling of enumerated values.
//!
//! mParticle's Java SDK sends the names of its constants, its Python and Node SDKs `customerid`. Lower-casing gives the
//! documented value of most; the rest is in the table. Source: mParticle's Events API schema, and what its SDKs send.

use crate::batch::Level;

/// How a value compares with the documented ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Spelled {
    /// It is one of them, or the member is not enumerated.
    AsDocumented,
    /// It means this one.
    Means(&'static str),
    /// It is none of them.
    Unknown,
}

/// The documented values of the member `name` on `level`, if it has such.
pub(crate) fn values(level: Level, name: &str) -> Option<&'static Values> {
    TABLE.iter().find(|row| row.levels.contains(&level) && row.members.contains(&name)).map(|row| &row.values)
}

/// Compares an identity type, the name of a member of `user_identities`, with the documented ones.
pub(crate) fn spell_identity(value: &str) -> Spelled {
    IDENTITY_TYPES.spell(value)
}

impl Values {
    /// Compares `value` with the documented ones.
    pub(crate) fn spell(&self, value: &str) -> Spelled {
        if self.documented.contains(&value) {
            return Spelled::AsDocumented;
        }
        let known = self.documented.iter().copied().find(|it| it.eq_ignore_ascii_case(value));
        let constant = || self.constants.iter().find(|(it, _)| it.eq_ignore_ascii_case(value)).map(|&(_, it)| it);
        known.or_else(constant).map_or(Spelled::Unknown, Spelled::Means)
    }
}

/// The members with documented values, level by level.
pub(crate) fn enumerated() -> impl Iterator<Item = (Level, &'static str)> {
    TABLE.iter().flat_map(|row| row.levels.iter().flat_map(|level| row.members.iter().map(|name| (*level, *name))))
}

/// The documented values of a member.
#[derive(Debug)]
pub(crate) struct Values {
    documented: &'static [&'static str],
    /// Names that do not become the documented value by lower-casing.
    constants: &'static [(&'static str, &'static str)],
}

struct Row {
    levels: &'static [Level],
    members: &'static [&'static str],
    values: Values,
}

const IDENTITY_TYPES: Values = Values {
    documented: &[
        "other",
        "customer_id",
        "facebook",
        "twitter",
        "google",
        "microsoft",
        "yahoo",
        "email",
        "alias",
        "facebook_custom_audience_id",
        "other_id_2",
        "other_id_3",
        "other_id_4",
        "other_id_5",
        "other_id_6",
        "other_id_7",
        "other_id_8",
        "other_id_9",
        "other_id_10",
        "mobile_number",
        "phone_number_2",
        "phone_number_3",
    ],
    constants: &[("customerid", "customer_id")],
};

const TABLE: &[Row] = &[
    Row {
        levels: &[Level::Batch],
        members: &["environment"],
        values: Values { documented: &["development", "production", "unknown"], constants: &[] },
    },
    Row { levels: &[Level::NewIdentity, Level::OldIdentity], members: &["identity_type"], values: IDENTITY_TYPES },
    Row {
        levels: &[Level::Data],
        members: &["custom_event_type"],
        values: Values {
            documented: &[
                "attribution",
                "location",
                "media",
                "navigation",
                "search",
                "social",
                "transaction",
                "user_content",
                "user_preference",
                "other",
                "unknown",
                "add_to_cart",
                "remove_from_cart",
                "checkout",
                "checkout_option",
                "click",
                "view_detail",
                "purchase",
                "refund",
                "promotion_view",
                "promotion_click",
                "add_to_wishlist",
                "remove_from_wishlist",
                "impression",
                "consent_granted",
                "consent_denied",
            ],
            constants: &[],
        },
    },
    Row {
        levels: &[Level::Data],
        members: &["application_transition_type"],
        values: Values {
            documented: &[
                "application_initialized",
                "application_exit",
                "application_background",
                "application_foreground",
            ],
            constants: &[
                ("initialized", "application_initialized"),
                ("exit", "application_exit"),
                ("background", "application_background"),
                ("foreground", "application_foreground"),
            ],
        },
    },
    Row {
        levels: &[Level::Data],
        members: &["profile_event_type"],
        values: Values { documented: &["signup", "login", "logout", "update", "delete"], constants: &[] },
    },
    Row {
        levels: &[Level::Data],
        members: &["push_message_type"],
        values: Values { documented: &["sent", "received", "action"], constants: &[] },
    },
    Row {
        levels: &[Level::Data],
        members: &["push_message_behavior"],
        values: Values {
            documented: &["Received", "DirectOpen", "Read", "InfluencedOpen", "Displayed"],
            constants: &[],
        },
    },
    Row {
        levels: &[Level::Data],
        members: &["application_state"],
        values: Values { documented: &["not_running", "background", "foreground"], constants: &[] },
    },
    Row {
        levels: &[Level::ProductAction],
        members: &["action"],
        values: Values {
            documented: &[
                "add_to_cart",
                "remove_from_cart",
                "checkout",
                "checkout_option",
                "click",
                "view_detail",
                "purchase",
                "refund",
                "add_to_wishlist",
                "remove_from_wish_list",
                "unknown",
            ],
            constants: &[("remove_from_wishlist", "remove_from_wish_list")],
        },
    },
    Row {
        levels: &[Level::PromotionAction],
        members: &["action"],
        values: Values { documented: &["view", "click", "unknown"], constants: &[] },
    },
    Row {
        levels: &[Level::DeviceState],
        members: &["data_connection_type"],
        values: Values { documented: &["offline", "wifi", "mobile", "unknown"], constants: &[] },
    },
    Row {
        levels: &[Level::DeviceState],
        members: &["device_orientation", "status_bar_orientation"],
        values: Values {
            documented: &[
                "portrait",
                "portrait_upside_down",
                "landscape",
                "LandscapeLeft",
                "LandscapeRight",
                "FaceUp",
                "FaceDown",
                "Square",
                "unknown",
            ],
            constants: &[],
        },
    },
    Row {
        levels: &[Level::DeviceInfo],
        members: &["platform"],
        values: Values {
            documented: &[
                "iOS",
                "Android",
                "web",
                "desktop",
                "tvOS",
                "roku",
                "out_of_band",
                "alexa",
                "smart_tv",
                "fire_tv",
                "xbox",
            ],
            constants: &[("FireTV", "fire_tv")],
        },
    },
    Row {
        levels: &[Level::DeviceInfo],
        members: &["att_authorization_status"],
        values: Values { documented: &["authorized", "denied", "not_determined", "restricted"], constants: &[] },
    },
    Row {
        levels: &[Level::ApplicationInfo],
        members: &["os"],
        values: Values {
            documented: &[
                "Unknown",
                "IOS",
                "Android",
                "WindowsPhone",
                "MobileWeb",
                "UnityIOS",
                "UnityAndroid",
                "Desktop",
                "TVOS",
                "Roku",
                "OutOfBand",
                "Alexa",
                "SmartTV",
                "FireTV",
                "Xbox",
            ],
            constants: &[],
        },
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn javas_constants_mean_the_documented_values() {
        let cases = [
            (Level::Batch, "environment", "DEVELOPMENT", "development"),
            (Level::Data, "application_transition_type", "INITIALIZED", "application_initialized"),
            (Level::DeviceInfo, "platform", "TVOS", "tvOS"),
            (Level::ApplicationInfo, "os", "WINDOWSPHONE", "WindowsPhone"),
            (Level::DeviceState, "device_orientation", "FACEUP", "FaceUp"),
            (Level::Data, "push_message_behavior", "DIRECTOPEN", "DirectOpen"),
            (Level::NewIdentity, "identity_type", "customerid", "customer_id"),
        ];
        for (level, member, constant, documented) in cases {
            assert_eq!(values(level, member).unwrap().spell(constant), Spelled::Means(documented), "{member}");
        }
    }

    #[test]
    fn a_documented_value_stays_and_an_unknown_one_is_said_to_be_so() {
        let spell = |level, name, value| values(level, name).map(|it| it.spell(value));
        assert_eq!(spell(Level::DeviceInfo, "platform", "iOS"), Some(Spelled::AsDocumented));
        assert_eq!(spell(Level::Batch, "environment", "staging"), Some(Spelled::Unknown));
        assert_eq!(spell(Level::Batch, "ip", "staging"), None);
        assert_eq!(spell_identity("CustomerID"), Spelled::Means("customer_id"));
    }
}
