//! CPU time of this thread: what other programs use is not counted.

use rustix::time::{ClockId, clock_gettime};

/// Seconds since some point.
pub fn now() -> f64 {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    time.tv_sec as f64 + time.tv_nsec as f64 * 1e-9
}

/// The seconds that `work` takes.
pub fn time(work: impl FnOnce()) -> f64 {
    let start = now();
    work();
    now() - start
}
