//! The objects and arrays of a batch that are read member by member.

/// One of them. Anything else is carried whole, as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Level {
    /// The batch itself.
    Batch,
    /// `user_identities`, in incoming form an object.
    Identities,
    /// `context`.
    Context,
    /// `device_info`.
    DeviceInfo,
    /// `application_info`.
    ApplicationInfo,
    /// `events`: an array.
    Events,
    /// An element of `events`.
    Event,
    /// `events[].data`.
    Data,
    /// `events[].data.product_action`.
    ProductAction,
    /// `events[].data.promotion_action`.
    PromotionAction,
    /// `events[].data.device_current_state`.
    DeviceState,
    /// `new` or `old` of a `user_identity_change`: an identity.
    Identity,
}

impl Level {
    /// The level behind the object called `name` on this level.
    pub(crate) fn object(self, name: &str) -> Option<Self> {
        Some(match (self, name) {
            (Self::Batch, "context") => Self::Context,
            (Self::Batch, "device_info") => Self::DeviceInfo,
            (Self::Batch, "application_info") => Self::ApplicationInfo,
            (Self::Event, "data") => Self::Data,
            (Self::Data, "product_action") => Self::ProductAction,
            (Self::Data, "promotion_action") => Self::PromotionAction,
            (Self::Data, "device_current_state") => Self::DeviceState,
            (Self::Data, "new" | "old") => Self::Identity,
            _ => return None,
        })
    }
}
