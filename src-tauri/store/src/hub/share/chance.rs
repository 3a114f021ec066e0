//! A little chance for waiting times and names of files that live a moment. Nothing of it reaches a plan.

use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::time::Duration;

/// 64 bits nobody else has drawn.
pub(super) fn draw() -> u64 {
    let mut hasher = RandomState::new().build_hasher();
    hasher.write_u32(std::process::id());
    hasher.finish()
}

/// A duration between the two.
pub(super) fn between(least: Duration, most: Duration) -> Duration {
    let span = u64::try_from(most.saturating_sub(least).as_micros()).unwrap_or(u64::MAX);
    least + Duration::from_micros(draw() % span.saturating_add(1))
}
