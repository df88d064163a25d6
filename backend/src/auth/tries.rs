//! How often a wrong token may be shown.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

/// Wrong tokens in [`WINDOW`], whoever shows them.
const LIMIT: usize = 10;
const WINDOW: Duration = Duration::from_secs(60);

/// When the last wrong tokens were shown; at most [`LIMIT`].
#[derive(Debug, Default)]
pub(super) struct Tries(VecDeque<Instant>);

impl Tries {
    /// Counts a wrong token, unless there were too many: then says how long to wait.
    pub(super) fn wrong(&mut self, now: Instant) -> Result<(), Duration> {
        while self.0.front().is_some_and(|first| now.duration_since(*first) >= WINDOW) {
            self.0.pop_front();
        }
        match self.0.front() {
            Some(first) if self.0.len() >= LIMIT => Err(WINDOW - now.duration_since(*first)),
            _ => {
                self.0.push_back(now);
                Ok(())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_eleventh_wrong_token_within_a_minute_has_to_wait_until_the_first_is_a_minute_old() {
        let (mut tries, start) = (Tries::default(), Instant::now());
        for second in 0..10 {
            assert_eq!(tries.wrong(start + Duration::from_secs(second)), Ok(()));
        }
        assert_eq!(tries.wrong(start + Duration::from_secs(10)), Err(Duration::from_secs(50)));
        assert_eq!(tries.wrong(start + Duration::from_secs(60)), Ok(()));
        assert_eq!(tries.wrong(start + Duration::from_secs(60)), Err(Duration::from_secs(1)));
    }
}
