//! The objects and arrays of a batch that are read member by member.

/// One of them.
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
    /// `new` of a `user_identity_change`: an identity.
    NewIdentity,
    /// `old` of a `user_identity_change`: an identity.
    OldIdentity,
    /// Any other object: no rule looks into it, but its names are read where warnings are told.
    Object,
    /// Any other array.
    Array,
}

impl Level {
    /// How many there are.
    pub(crate) const COUNT: usize = Self::Array as usize + 1;

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
            (Self::Data, "new") => Self::NewIdentity,
            (Self::Data, "old") => Self::OldIdentity,
            _ => return None,
        })
    }

    /// Whether it is an array.
    pub(crate) fn is_array(self) -> bool {
        matches!(self, Self::Events | Self::Array)
    }

    /// Whether it is inside of an event.
    pub(crate) fn is_in_event(self) -> bool {
        !matches!(
            self,
            Self::Batch | Self::Identities | Self::Context | Self::DeviceInfo | Self::ApplicationInfo | Self::Events
        )
    }

    /// The JSON Pointer of the object: from the batch, or on a level inside of an event from there.
    pub(crate) fn pointer(self) -> &'static str {
        match self {
            Self::Batch | Self::Event => "",
            Self::Identities => "/user_identities",
            Self::Context => "/context",
            Self::DeviceInfo => "/device_info",
            Self::ApplicationInfo => "/application_info",
            Self::Events => "/events",
            Self::Data => "/data",
            Self::ProductAction => "/data/product_action",
            Self::PromotionAction => "/data/promotion_action",
            Self::DeviceState => "/data/device_current_state",
            Self::NewIdentity => "/data/new",
            Self::OldIdentity => "/data/old",
            // Nothing is done there that would have an entry.
            Self::Object | Self::Array => "",
        }
    }
}
