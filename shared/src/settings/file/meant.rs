//! Which setting was meant by a key that is none.

use crate::settings::CONNECTION;

/// How many letters may be wrong.
const SLIPS: usize = 2;

/// The setting whose key is closest to `key`, if it is close.
pub(super) fn meant(key: &str) -> Option<&'static str> {
    let close = CONNECTION.iter().map(|it| (distance(key.as_bytes(), it.key.as_bytes()), it.key));
    close.filter(|(slips, _)| *slips <= SLIPS).min().map(|(_, key)| key)
}

/// How many letters are to be put in, taken out or replaced (Levenshtein).
fn distance(from: &[u8], to: &[u8]) -> usize {
    if from.len().abs_diff(to.len()) > SLIPS {
        return SLIPS + 1;
    }
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (above, letter) in from.iter().enumerate() {
        let mut corner = above;
        let mut left = above + 1;
        for (cell, other) in row.iter_mut().skip(1).zip(to) {
            let replaced = corner + usize::from(!letter.eq_ignore_ascii_case(other));
            corner = *cell;
            left = replaced.min(corner + 1).min(left + 1);
            *cell = left;
        }
        if let Some(first) = row.first_mut() {
            *first = above + 1;
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn up_to_two_slips_are_understood() {
        assert_eq!(meant("include_locaton"), Some("include_location"));
        assert_eq!(meant("Unique_ID"), Some("unique_id"));
        assert_eq!(meant("send_a_batch"), Some("send_as_batch"));
        assert_eq!(meant("include"), None);
        assert_eq!(meant(""), None);
    }

    #[test]
    fn each_setting_is_closest_to_itself() {
        for setting in CONNECTION {
            assert_eq!(meant(setting.key), Some(setting.key));
        }
    }
}
