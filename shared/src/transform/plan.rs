//! Settings, compiled once: what to do with each known member, and which events to drop.

use super::names::Names;
use crate::account::Reason;
use crate::batch::{EventType, Form, Level};
use crate::outgoing::{BATCH_DEFAULTS, INTEGERS, Values, enumerated, values};
use crate::settings::ConnectionSettings;

/// The rules, in the order of the form. Each adds to the plan what it removes, drops or adds.
const RULES: [fn(&ConnectionSettings, &mut Rules); 12] = [
    super::credentials::compile,
    super::unique_id::compile,
    super::metadata_field_exclusion::compile,
    super::send_network_performance_events::compile,
    super::send_as_batch::compile,
    super::include_location::compile,
    super::include_metadata::compile,
    super::include_user_attribute_change_events::compile,
    super::include_user_identity_change_events::compile,
    super::send_batches_without_events::compile,
    super::include_mp_deviceid::compile,
    super::include_event_batch_location::compile,
];

/// Members that some settings remove, and others that senders are known to write: one that differs from them in case
/// only is reported.
const REMOVABLE: [(Level, &str); 11] = [
    (Level::Batch, "api_key"),
    (Level::Batch, "api_keys"),
    (Level::Batch, "ip"),
    (Level::Batch, "application_info"),
    (Level::Batch, "device_info"),
    (Level::Batch, "source_info"),
    (Level::Batch, "mp_deviceid"),
    (Level::DeviceInfo, "device"),
    (Level::Context, "location"),
    (Level::Data, "location"),
    (Level::Batch, "user_attributes"),
];

/// Members with a part of their own.
const PARTS: [(Level, &str, Part); 13] = [
    (Level::Batch, "events", Part::Events),
    (Level::Batch, "user_identities", Part::Identities),
    (Level::Batch, "mpid", Part::Mpid),
    (Level::Batch, "timestamp_unixtime_ms", Part::Time),
    (Level::Batch, "source_request_id", Part::RequestId),
    (Level::Batch, "unique_id", Part::UniqueId),
    (Level::Batch, "message_id", Part::MessageId),
    (Level::Batch, "message_type", Part::OutgoingSign),
    (Level::Batch, "batch_id", Part::OutgoingSign),
    (Level::Event, "event_type", Part::EventType),
    (Level::Event, "data", Part::Data),
    (Level::Data, "new", Part::None),
    (Level::Data, "old", Part::None),
];

/// What a member is to the conversion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    None,
    Events,
    Identities,
    Mpid,
    Time,
    RequestId,
    UniqueId,
    MessageId,
    /// It shows that the batch is in outgoing form.
    OutgoingSign,
    EventType,
    Data,
    /// A 64-bit member of an event, by its position among them.
    Integer(usize),
}

/// A member that something is known of.
#[derive(Debug, Clone)]
pub(super) struct Known {
    pub(super) level: Level,
    pub(super) name: &'static str,
    pub(super) part: Part,
    /// Why it is removed, if it is.
    pub(super) removal: Option<Reason>,
    /// Its position among those that outgoing form always has.
    pub(super) default: Option<usize>,
    /// Its documented values, if it has such.
    pub(super) values: Option<&'static Values>,
    /// The level behind it, if it is an object.
    pub(super) object: Option<Level>,
    /// In which modes there is something to do about it.
    matters: u8,
}

impl Known {
    /// Whether there is something to do about it.
    #[inline(always)]
    pub(super) fn matters(&self, mode: Mode) -> bool {
        self.matters & mode.0 != 0
    }
}

/// The form of a batch, and whether warnings are told: one bit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mode(u8);

impl Mode {
    const ALL: [Self; 4] = [Self(1), Self(2), Self(4), Self(8)];

    pub(super) fn new(form: Form, warnings: bool) -> Self {
        Self::ALL[usize::from(form == Form::Outgoing) * 2 + usize::from(warnings)]
    }

    fn is_outgoing(self) -> bool {
        self.0 >= 4
    }

    fn has_warnings(self) -> bool {
        self.0 & 10 != 0
    }
}

/// What the rules ask for.
#[derive(Debug, Default)]
pub(super) struct Rules {
    removals: Vec<(Level, &'static str, Reason)>,
    drops: Vec<(EventType, Reason)>,
    unique_id: Option<String>,
    split: bool,
    drop_eventless: bool,
}

impl Rules {
    /// Members called `name` on `level` are removed because of `reason`. The first reason given counts.
    pub(super) fn remove(&mut self, level: Level, name: &'static str, reason: Reason) {
        self.removals.push((level, name, reason));
    }

    /// Events of this type are dropped because of `reason`.
    pub(super) fn drop_events(&mut self, event_type: EventType, reason: Reason) {
        self.drops.push((event_type, reason));
    }

    /// Each message has this `unique_id`, given as JSON.
    pub(super) fn add_unique_id(&mut self, id: Option<String>) {
        self.unique_id = id;
    }

    /// Each event has a message of its own.
    pub(super) fn split(&mut self, split: bool) {
        self.split = split;
    }

    /// A batch without events yields no message.
    pub(super) fn drop_eventless(&mut self, drop: bool) {
        self.drop_eventless = drop;
    }

    fn known_without_mode(&self, level: Level, name: &'static str) -> Known {
        let integer = INTEGERS.iter().position(|it| level == Level::Data && *it == name).map(Part::Integer);
        let part = PARTS.iter().find(|it| it.0 == level && it.1 == name).map(|it| it.2);
        let part = part.or(integer).unwrap_or(Part::None);
        let default = BATCH_DEFAULTS.iter().position(|it| level == Level::Batch && it.0 == name);
        let removal = self.removals.iter().find(|it| it.0 == level && it.1 == name).map(|it| it.2);
        let values = values(level, name);
        let object = level.object(name);
        Known { level, name, part, removal, default, values, object, matters: 0 }
    }

    fn known(&self, level: Level, name: &'static str) -> Known {
        let known = self.known_without_mode(level, name);
        let matters = Mode::ALL.into_iter().filter(|mode| self.matters(&known, *mode)).map(|mode| mode.0).sum();
        Known { matters, ..known }
    }

    fn matters(&self, known: &Known, mode: Mode) -> bool {
        let converted = !mode.is_outgoing();
        let part = match known.part {
            Part::Events | Part::Identities | Part::Mpid | Part::MessageId | Part::OutgoingSign | Part::EventType => {
                true
            }
            Part::Data => converted || mode.has_warnings(),
            Part::Time => converted,
            Part::RequestId => converted || self.split,
            Part::UniqueId => self.unique_id.is_some(),
            Part::Integer(_) => converted || mode.has_warnings(),
            Part::None => false,
        };
        part || known.removal.is_some()
            || (known.default.is_some() && converted)
            || (known.values.is_some() && (converted || mode.has_warnings()))
            || known.object.is_some_and(|level| self.any_matters(level, mode))
    }

    fn any_matters(&self, level: Level, mode: Mode) -> bool {
        names().filter(|it| it.0 == level).any(|it| self.matters(&self.known_without_mode(it.0, it.1), mode))
    }
}

/// The known members, some more than once.
fn names() -> impl Iterator<Item = (Level, &'static str)> {
    let objects = ["product_action", "promotion_action", "device_current_state"].map(|it| (Level::Data, it));
    REMOVABLE
        .into_iter()
        .chain(PARTS.iter().map(|it| (it.0, it.1)))
        .chain(BATCH_DEFAULTS.iter().map(|it| (Level::Batch, it.0)))
        .chain(INTEGERS.iter().map(|it| (Level::Data, *it)))
        .chain(enumerated())
        .chain(objects)
}

/// A bit for each length and first byte of a name: few names are looked up that do not matter.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Filter(u64);

impl Filter {
    const ALL: Self = Self(u64::MAX);

    fn add(&mut self, name: &str) {
        self.0 |= 1 << Self::bit(name.len(), name.bytes().next().unwrap_or_default());
    }

    /// Whether a name of `length` bytes that begins with `first` may matter.
    #[inline(always)]
    pub(super) fn has(self, length: usize, first: u8) -> bool {
        self.0 >> Self::bit(length, first) & 1 == 1
    }

    #[inline(always)]
    fn bit(length: usize, first: u8) -> usize {
        (length.wrapping_mul(5) ^ usize::from(first)) & 63
    }
}

/// Where warnings are told, every name is looked at; so is every identity.
fn filters(known: &[Known], mode: Mode) -> [Filter; Level::COUNT] {
    if mode.has_warnings() {
        return [Filter::ALL; Level::COUNT];
    }
    let mut filters = [Filter::default(); Level::COUNT];
    for it in known.iter().filter(|it| it.matters(mode)) {
        filters[it.level as usize].add(it.name);
    }
    filters[Level::Identities as usize] = Filter::ALL;
    filters
}

/// What the settings ask for, ready to be asked for each member and event.
#[derive(Debug)]
pub(super) struct Plan {
    pub(super) names: Names,
    /// Which names may matter, by mode and level.
    filters: [[Filter; Level::COUNT]; Mode::ALL.len()],
    drops: [Option<Reason>; EventType::ALL.len()],
    /// The value of `unique_id`, as JSON.
    pub(super) unique_id: Option<String>,
    /// Each event has a message of its own.
    pub(super) split: bool,
    /// A batch without events yields no message.
    pub(super) drop_eventless: bool,
}

impl Plan {
    pub(super) fn new(settings: &ConnectionSettings) -> Self {
        let mut rules = Rules::default();
        for compile in RULES {
            compile(settings, &mut rules);
        }
        let mut distinct: Vec<(Level, &'static str)> = Vec::with_capacity(96);
        for name in names() {
            if !distinct.contains(&name) {
                distinct.push(name);
            }
        }
        let known: Vec<_> = distinct.into_iter().map(|(level, name)| rules.known(level, name)).collect();
        let drop = |event_type| rules.drops.iter().find(|it| it.0 == event_type).map(|it| it.1);
        Self {
            filters: Mode::ALL.map(|mode| filters(&known, mode)),
            names: Names::new(known),
            drops: EventType::ALL.map(drop),
            unique_id: rules.unique_id,
            split: rules.split,
            drop_eventless: rules.drop_eventless,
        }
    }

    /// Which names may matter in `mode`, by level.
    pub(super) fn filters(&self, mode: Mode) -> &[Filter; Level::COUNT] {
        &self.filters[mode.0.trailing_zeros() as usize]
    }

    /// Why an event of this type is dropped, if it is.
    pub(super) fn drop_reason(&self, event_type: Option<EventType>) -> Option<Reason> {
        match event_type {
            Some(known) => self.drops[known as usize],
            None => Some(Reason::UnsupportedEventType),
        }
    }
}
