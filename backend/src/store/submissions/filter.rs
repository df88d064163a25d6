//! Which submissions are asked for.

use shared::wire::SubmissionResult;

/// Which submissions are asked for; what is unset leaves none out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct SubmissionFilter {
    /// The id of an integration.
    pub(crate) integration: Option<String>,
    /// What became of them.
    pub(crate) result: Option<SubmissionResult>,
    /// What is in the name of the integration, the topic or an error, or begins the SHA-256 of a message.
    pub(crate) text: Option<String>,
    /// Only those that are older than this number.
    pub(crate) before: Option<u64>,
    /// How many at the most.
    pub(crate) limit: usize,
}

/// Fewer digits than the page shows of a hash begin too many hashes, and words such as `feed` are hexadecimal too.
const HASH_DIGITS: usize = 8;

impl SubmissionFilter {
    /// The text as a pattern of `LIKE`, with `\` before what is meant literally.
    pub(super) fn pattern(&self) -> Option<String> {
        let text = self.text.as_deref()?;
        Some(format!("%{}%", text.replace('\\', r"\\").replace('%', r"\%").replace('_', r"\_")))
    }

    /// The text as the pattern of a hash in hexadecimal, if it can be the beginning of one.
    pub(super) fn hash_pattern(&self) -> Option<String> {
        let text = self.text.as_deref()?;
        let is_hash = text.len() >= HASH_DIGITS && text.bytes().all(|it| it.is_ascii_hexdigit());
        is_hash.then(|| format!("{text}%"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn patterns(text: &str) -> (Option<String>, Option<String>) {
        let filter = SubmissionFilter { text: Some(text.to_owned()), ..SubmissionFilter::default() };
        (filter.pattern(), filter.hash_pattern())
    }

    #[test]
    fn a_text_is_looked_for_as_it_is_written() {
        assert_eq!(patterns(r"50%_a\").0.as_deref(), Some(r"%50\%\_a\\%"));
    }

    #[test]
    fn eight_hexadecimal_digits_may_begin_a_hash() {
        assert_eq!(patterns("0f3A99c1").1.as_deref(), Some("0f3A99c1%"));
        assert_eq!(patterns("feed").1, None);
        assert_eq!(patterns("orders-2").1, None);
    }
}
