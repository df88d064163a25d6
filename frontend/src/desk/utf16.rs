//! From byte offsets in UTF-8 to UTF-16 code units, as editors count.

use crate::protocol::Place;

/// Walks along a text, so that ascending offsets cost one pass together.
pub(super) struct Utf16<'a> {
    bytes: &'a [u8],
    at: usize,
    units: usize,
}

impl<'a> Utf16<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { bytes: text.as_bytes(), at: 0, units: 0 }
    }

    /// The place of `bytes` bytes from `offset` on.
    pub(super) fn place(&mut self, offset: usize, bytes: usize) -> Place {
        let from = self.units_before(offset);
        Place { from, to: from + units(self.bytes.get(offset..offset + bytes).unwrap_or_default()) }
    }

    fn units_before(&mut self, offset: usize) -> usize {
        let offset = offset.min(self.bytes.len());
        if offset < self.at {
            (self.at, self.units) = (0, 0);
        }
        self.units += units(self.bytes.get(self.at..offset).unwrap_or_default());
        self.at = offset;
        self.units
    }
}

/// The byte offset of the character that has UTF-16 code unit number `at`; the end of the text behind its last one.
pub(super) fn offset_of(text: &str, at: usize) -> usize {
    let mut before = 0;
    let mut is_before = |c: &(usize, char)| {
        before += c.1.len_utf16();
        before <= at
    };
    text.char_indices().find(|it| !is_before(it)).map_or(text.len(), |it| it.0)
}

/// One for each character, two for those of four bytes: their lead bytes are 0xF0 and above.
fn units(bytes: &[u8]) -> usize {
    bytes.iter().map(|&byte| usize::from(byte & 0xc0 != 0x80) + usize::from(byte >= 0xf0)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_count_as_editors_count_them() {
        let text = "aé–😀b";
        let mut utf16 = Utf16::new(text);
        let places: Vec<_> = text.char_indices().map(|(at, c)| utf16.place(at, c.len_utf8())).collect();
        let ends: Vec<_> = places.iter().map(|it| (it.from, it.to)).collect();
        assert_eq!(ends, [(0, 1), (1, 2), (2, 3), (3, 5), (5, 6)]);
    }

    #[test]
    fn and_back_to_the_bytes_of_the_character() {
        let offsets: Vec<_> = (0..7).map(|at| offset_of("aé–😀b", at)).collect();
        assert_eq!(offsets, [0, 1, 3, 6, 6, 10, 11]);
    }

    #[test]
    fn going_back_and_beyond_the_end_is_harmless() {
        let mut utf16 = Utf16::new("😀😀");
        assert_eq!(utf16.place(8, 1).from, 4);
        assert_eq!(utf16.place(4, 4), Place { from: 2, to: 4 });
        assert_eq!(utf16.place(99, 9), Place { from: 4, to: 4 });
    }
}
