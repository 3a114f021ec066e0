//! Bookings of environments: who uses one when, for what, and who waits.

use super::words;
use crate::{
    BookingId, ChangeId, EnvironmentId, Instant, Origin, Reference, ReleaseId, Score, ServiceId, TeamId,
    Window,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

words! {
    /// Whether others may use the environment at the same time.
    BookingMode {
        /// Nobody else.
        Exclusive = "exclusive",
        /// Others too, as long as nobody wants it alone.
        Shared = "shared",
    }
}
words! {
    /// How far a booking is.
    BookingState {
        /// It holds.
        Booked = "booked",
        /// It waits until there is room.
        Waiting = "waiting",
        /// Given back or given up.
        Released = "released",
    }
}

/// A version that a booking needs to find in its environment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NeededVersion {
    /// The service.
    pub service: ServiceId,
    /// Its version, or a constraint such as `>= 2.1`.
    pub version: String,
}

/// A booking of an environment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Booking {
    /// Identity.
    pub id: BookingId,
    /// Unique reference, e.g. `BK-7`.
    pub reference: Reference,
    /// The environment.
    pub environment: EnvironmentId,
    /// What for, plain verb first.
    pub purpose: String,
    /// The release it is for.
    pub release: Option<ReleaseId>,
    /// The change it is for.
    pub change: Option<ChangeId>,
    /// Alone or together with others.
    pub mode: BookingMode,
    /// When; what a waiting booking would have.
    pub window: Window,
    /// Versions it needs there.
    pub needs: Vec<NeededVersion>,
    /// Data it needs there, in words.
    pub data: String,
    /// 5 goes first.
    pub priority: Score,
    /// Who asks, in words.
    pub requester: String,
    /// The team that asks, against whose quota it counts.
    pub team: Option<TeamId>,
    /// How far it is.
    pub state: BookingState,
    /// When it was asked for: among equals the earlier goes first.
    pub asked_at: Instant,
    /// A waiting booking may move up to any time that ends by then; `None` when only its own time serves.
    pub until: Option<Instant>,
    /// Where it was imported from.
    pub origin: Option<Origin>,
}
