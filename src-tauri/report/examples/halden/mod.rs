//! Halden Retail, an invented retailer: release RO-23 and its CAB deck, as finished values.
#![allow(
    dead_code,
    unused_imports,
    reason = "the example and the tests each use their part"
)]

mod crowded;
mod deck;
mod minutes;
mod night;
mod plan;
mod scope;

pub use crowded::{abroad, crowded, long_title};
pub use deck::{cab_deck, empty_deck, slides};
pub use minutes::{empty_minutes, minutes};
pub use plan::{empty_plan, grown, release_plan};

use planning::time::{Instant, Window, Zone};
use report::value::*;

/// A moment from its spelling.
pub fn at(text: &str) -> Instant {
    text.parse().unwrap_or_else(|fault| panic!("{text}: {fault}"))
}

/// A window from two spellings.
pub fn window(from: &str, to: &str) -> Window {
    Window::new(at(from), at(to)).unwrap_or_else(|fault| panic!("{from}: {fault}"))
}

/// Head and foot of everything.
pub fn imprint(kind: &str) -> Imprint {
    Imprint {
        organisation: "Halden Retail".into(),
        name: "RO-23".into(),
        kind: kind.into(),
        author: "Ines Aldana".into(),
        version: "1.3".into(),
        made_at: at("2026-11-09T09:14:00Z"),
        zone: "Europe/London".parse().unwrap_or(Zone::UTC),
        fingerprint: "7F3A-91C2-0D4E".into(),
        class: "Internal".into(),
        language: "en-GB".into(),
        paper: Paper::A4,
        standing: Standing::Draft,
        seal: Some(report::Seal {
            plan: "01996b3e-0000-7000-8000-000000000001".into(),
            entry: 312,
            head: "a91f77c0".repeat(8),
            digest: "7f3a91c2".repeat(8),
        }),
    }
}
