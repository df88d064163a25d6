//! `headgate preview` of packed input.

use super::{BATCH, gzip, headgate, zstd};

#[test]
fn packed_input_is_read_like_plain_input() {
    for packed in [gzip(BATCH), zstd(BATCH)] {
        let printed = headgate(&["preview", "--format", "values"], &packed);
        assert_eq!((printed.code, printed.out, printed.err), (0, format!("{BATCH}\n"), String::new()));
    }
}

#[test]
fn packed_input_that_is_cut_off_yields_nothing_and_says_so() {
    for (bytes, what) in [
        (gzip(BATCH), "gzip, but damaged or cut off: unexpected end of file"),
        (zstd(BATCH), "zstd, but damaged or cut off: incomplete frame"),
    ] {
        let printed = headgate(&["preview"], &bytes[..bytes.len() - 5]);
        let said = format!("error: the input is {what}\nNothing of it was used. Pack or download it again.\n");
        assert_eq!((printed.code, printed.out, printed.err), (1, String::new(), said));
    }
}
