//! Acceptance stories, window tests and house rules live in this crate.
