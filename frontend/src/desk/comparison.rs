//! The outcome of pinned settings beside that of the present ones.

use shared::account::{About, Difference, Line};
use shared::{ConnectionSettings, Transformed, account};

use super::input::Input;
use super::utf16::Utf16;
use crate::protocol::{Comparison, DifferenceRow, Done, Fate, Figures, Run, Seen, Side, Window};

/// How many bytes of what is put in are shown at the most.
const PUT_IN_SHOWN: usize = 80;

/// The outcome of other settings, and its differences from that of a run.
pub(super) struct Compared {
    pinned: ConnectionSettings,
    outcome: Transformed,
    differences: Vec<Difference>,
}

impl Compared {
    pub(super) fn new(input: &Input, run: &Run, present: &Transformed, pinned: &ConnectionSettings) -> Self {
        let outcome = input.alternative(pinned, run);
        let differences = Difference::between(&outcome, present);
        Self { pinned: pinned.clone(), outcome, differences }
    }

    pub(super) fn is_with(&self, pinned: &ConnectionSettings) -> bool {
        self.pinned == *pinned
    }

    pub(super) fn figures(&self, present: &Transformed) -> Comparison {
        Comparison { pinned: figures(&self.outcome), present: figures(present), differences: self.differences.len() }
    }

    /// The differences in `window`, in full.
    pub(super) fn answer(&self, text: &str, present: &Transformed, window: Window) -> Seen {
        let mut utf16 = Utf16::new(text);
        let differences = self.differences.iter().skip(window.from).take(window.count);
        let rows = differences.filter_map(|it| self.row(it, present, &mut utf16)).collect();
        Seen::Differences(self.differences.len(), rows)
    }

    fn row(&self, it: &Difference, present: &Transformed, utf16: &mut Utf16<'_>) -> Option<DifferenceRow> {
        let [pinned, now] = it.lines(&self.outcome, present);
        let [put_in, put_in_now] = it.put_in(&self.outcome, present);
        let line = now.as_ref().or(pinned.as_ref())?;
        Some(DifferenceRow {
            batch: line.batch,
            pointer: line.pointer.clone(),
            event_type: line.event_type.as_deref().map(str::to_owned),
            place: utf16.place(line.source.offset, line.source.bytes),
            pinned: side(it.about, pinned.as_ref(), now.as_ref(), put_in),
            present: side(it.about, now.as_ref(), pinned.as_ref(), put_in_now),
        })
    }
}

fn figures(it: &Transformed) -> Figures {
    Figures { events: it.account.event_counts().kept, messages: it.records.len(), bytes: it.records.bytes() }
}

/// What becomes of it on one side; `other` is its entry on the other one.
fn side(about: About, entry: Option<&Line>, other: Option<&Line>, put_in: &str) -> Side {
    let is_added = other.is_some_and(|it| it.done == account::Done::Added);
    let fate = match (entry.map(|it| it.done), about) {
        (None, About::Member) => {
            if is_added {
                Fate::Absent
            } else {
                Fate::AsItCame
            }
        }
        (Some(account::Done::Removed), _) => Fate::Done(Done::Removed),
        (Some(account::Done::Added), _) => Fate::Done(Done::Added),
        (Some(account::Done::Converted), _) => Fate::Done(Done::Converted),
        (Some(account::Done::Dropped), About::Batch) => Fate::Done(Done::BatchDropped),
        (Some(account::Done::Dropped), _) => Fate::Done(Done::EventDropped),
        (None | Some(account::Done::Kept | account::Done::Changed), _) => Fate::Forwarded,
    };
    let put_in = put_in.trim_start_matches(',');
    let shown = put_in.get(..put_in.floor_char_boundary(PUT_IN_SHOWN)).unwrap_or_default();
    Side { fate, reason: entry.and_then(|it| it.reason), put_in: shown.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::Receipt;
    use shared::account::Reason;

    const TEXT: &str = r#"{"message_id":"é","mp_deviceid":"d","events":[{"event_type":"user_identity_change"}]}"#;
    const ALL: Window = Window { from: 0, count: 100 };

    fn compared(pinned: &ConnectionSettings, settings: ConnectionSettings) -> (Comparison, Vec<DifferenceRow>) {
        let run = Run { run: 1, settings, receipt: Receipt { time_ms: 0, number: 0 }, form: None };
        let input = Input::new(TEXT.to_owned());
        let present = input.transform(&run);
        let it = Compared::new(&input, &run, &present, pinned);
        let Seen::Differences(total, rows) = it.answer(TEXT, &present, ALL) else { panic!("rows") };
        assert_eq!(total, rows.len());
        (it.figures(&present), rows)
    }

    #[test]
    fn the_same_settings_give_the_same() {
        let (comparison, rows) = compared(&ConnectionSettings::default(), ConnectionSettings::default());
        assert_eq!((comparison.differences, rows), (0, Vec::new()));
        assert_eq!(comparison.pinned, comparison.present);
    }

    #[test]
    fn each_difference_says_what_becomes_of_it_with_both() {
        let present = ConnectionSettings {
            unique_id: Some("u".repeat(200)),
            include_mp_deviceid: true,
            include_user_identity_change_events: true,
            ..ConnectionSettings::default()
        };
        let (comparison, rows) = compared(&ConnectionSettings::default(), present);
        assert_eq!((comparison.pinned.events, comparison.present.events), (0, 1));
        let told: Vec<_> = rows.iter().map(|it| (it.pointer.as_str(), it.pinned.fate, it.present.fate)).collect();
        let expected = [
            ("/mp_deviceid", Fate::Done(Done::Removed), Fate::AsItCame),
            ("/events/0", Fate::Done(Done::EventDropped), Fate::Forwarded),
            ("/unique_id", Fate::Absent, Fate::Done(Done::Added)),
        ];
        assert_eq!(told, expected);
        assert_eq!(rows[0].pinned.reason, Some(Reason::MpDeviceIdOff));
        assert_eq!(rows[0].place.from, TEXT.chars().take_while(|it| *it != ',').count() + 1, "as editors count");
        assert_eq!(rows[1].event_type.as_deref(), Some("user_identity_change"));
        assert_eq!((rows[2].pinned.put_in.as_str(), rows[2].present.put_in.len()), ("", PUT_IN_SHOWN));
        assert!(rows[2].present.put_in.starts_with(r#""unique_id":"uu"#), "without the comma before it");
    }
}
