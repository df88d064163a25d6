//! From a place that is pointed at to a byte.

use shared::Transformed;
use shared::batch::{compact_len, pretty};

use super::super::utf16::offset_of;
use crate::protocol::{Beside, Layout, Spot};

/// What is shown beside each other at `spot`, and the byte there: of the input, or of the message.
pub(super) fn find(text: &str, it: &Transformed, spot: Spot) -> Option<(Beside, usize)> {
    match spot {
        Spot::Input(at) => {
            let offset = offset_of(text, at);
            let is_in =
                |batch: &shared::transform::BatchSummary| (batch.offset..batch.offset + batch.bytes).contains(&offset);
            it.batches.iter().position(is_in).map(|position| (Beside::Batch(position), offset))
        }
        Spot::Card { record, layout, at } => {
            let value = it.records.get(record)?.value;
            let offset = match layout {
                Layout::Wire => offset_of(&value, at),
                Layout::Pretty => {
                    let shown = pretty(&value);
                    compact_len(shown.get(..offset_of(&shown, at)).unwrap_or_default())
                }
            };
            Some((Beside::Message(record), offset))
        }
    }
}
