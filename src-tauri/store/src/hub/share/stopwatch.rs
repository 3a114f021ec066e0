//! How long something took, the time a laptop was asleep included.

use std::time::Duration;

/// Counts from its start. A machine that slept has not been quick.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stopwatch(Reading);

impl Stopwatch {
    pub(super) fn start() -> Self {
        Self(Reading::now())
    }

    pub(super) fn elapsed(&self) -> Duration {
        Reading::now().since(&self.0)
    }
}

/// Linux has a clock that counts sleep.
#[cfg(target_os = "linux")]
#[derive(Clone, Copy, Debug)]
struct Reading(Duration);

#[cfg(target_os = "linux")]
impl Reading {
    fn now() -> Self {
        let time = rustix::time::clock_gettime(rustix::time::ClockId::Boottime);
        let seconds = u64::try_from(time.tv_sec).unwrap_or_default();
        Self(
            Duration::from_secs(seconds)
                + Duration::from_nanos(u64::try_from(time.tv_nsec).unwrap_or_default()),
        )
    }

    fn since(&self, start: &Self) -> Duration {
        self.0.saturating_sub(start.0)
    }
}

/// Elsewhere the wall clock is asked too, and the longer of both is believed: a clock that was set only makes a
/// visit start again.
#[cfg(not(target_os = "linux"))]
#[derive(Clone, Copy, Debug)]
struct Reading(std::time::Instant, std::time::SystemTime);

#[cfg(not(target_os = "linux"))]
impl Reading {
    #[allow(
        clippy::disallowed_methods,
        reason = "measures sleep; the reading never leaves this file"
    )]
    fn now() -> Self {
        Self(std::time::Instant::now(), std::time::SystemTime::now())
    }

    fn since(&self, start: &Self) -> Duration {
        let wall = self.1.duration_since(start.1).unwrap_or_default();
        self.0.saturating_duration_since(start.0).max(wall)
    }
}
