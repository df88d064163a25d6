//! The types of events that are forwarded.

/// An `event_type` that is forwarded. Source: mParticle's documentation of its Kafka output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EventType {
    /// `custom_event`: App Event.
    CustomEvent,
    /// `application_state_transition`.
    ApplicationStateTransition,
    /// `breadcrumb`.
    Breadcrumb,
    /// `commerce_event`.
    CommerceEvent,
    /// `crash_report`.
    CrashReport,
    /// `first_run`.
    FirstRun,
    /// `network_performance`.
    NetworkPerformance,
    /// `opt_out`.
    OptOut,
    /// `profile`.
    Profile,
    /// `push_message`.
    PushMessage,
    /// `push_registration`.
    PushRegistration,
    /// `screen_view`.
    ScreenView,
    /// `session_start`.
    SessionStart,
    /// `session_end`.
    SessionEnd,
    /// `uninstall`.
    Uninstall,
    /// `user_attribute_change`.
    UserAttributeChange,
    /// `user_identity_change`.
    UserIdentityChange,
}

impl EventType {
    /// All of them.
    pub const ALL: [Self; 17] = [
        Self::CustomEvent,
        Self::ApplicationStateTransition,
        Self::Breadcrumb,
        Self::CommerceEvent,
        Self::CrashReport,
        Self::FirstRun,
        Self::NetworkPerformance,
        Self::OptOut,
        Self::Profile,
        Self::PushMessage,
        Self::PushRegistration,
        Self::ScreenView,
        Self::SessionStart,
        Self::SessionEnd,
        Self::Uninstall,
        Self::UserAttributeChange,
        Self::UserIdentityChange,
    ];

    /// Its documented spelling.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::CustomEvent => "custom_event",
            Self::ApplicationStateTransition => "application_state_transition",
            Self::Breadcrumb => "breadcrumb",
            Self::CommerceEvent => "commerce_event",
            Self::CrashReport => "crash_report",
            Self::FirstRun => "first_run",
            Self::NetworkPerformance => "network_performance",
            Self::OptOut => "opt_out",
            Self::Profile => "profile",
            Self::PushMessage => "push_message",
            Self::PushRegistration => "push_registration",
            Self::ScreenView => "screen_view",
            Self::SessionStart => "session_start",
            Self::SessionEnd => "session_end",
            Self::Uninstall => "uninstall",
            Self::UserAttributeChange => "user_attribute_change",
            Self::UserIdentityChange => "user_identity_change",
        }
    }

    /// Finds a type by its name, without regard to case: a sender's spelling must not slip past a filter.
    ///
    /// ```
    /// use shared::batch::EventType;
    /// assert_eq!(EventType::find("CUSTOM_EVENT"), Some(EventType::CustomEvent));
    /// assert_eq!(EventType::find("push_reaction"), None);
    /// ```
    #[must_use]
    pub fn find(name: &str) -> Option<Self> {
        Self::exact(name).or_else(|| Self::ALL.into_iter().find(|it| it.as_str().eq_ignore_ascii_case(name)))
    }

    /// Finds a type by its documented spelling.
    pub(crate) fn exact(name: &str) -> Option<Self> {
        Some(match name {
            "custom_event" => Self::CustomEvent,
            "application_state_transition" => Self::ApplicationStateTransition,
            "breadcrumb" => Self::Breadcrumb,
            "commerce_event" => Self::CommerceEvent,
            "crash_report" => Self::CrashReport,
            "first_run" => Self::FirstRun,
            "network_performance" => Self::NetworkPerformance,
            "opt_out" => Self::OptOut,
            "profile" => Self::Profile,
            "push_message" => Self::PushMessage,
            "push_registration" => Self::PushRegistration,
            "screen_view" => Self::ScreenView,
            "session_start" => Self::SessionStart,
            "session_end" => Self::SessionEnd,
            "uninstall" => Self::Uninstall,
            "user_attribute_change" => Self::UserAttributeChange,
            "user_identity_change" => Self::UserIdentityChange,
            _ => return None,
        })
    }
}
