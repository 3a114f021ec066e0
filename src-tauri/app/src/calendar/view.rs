//! The shapes the Calendar draws.

use super::TimeAxis;
use planning::{
    Day, FreezeId, FreezeLevel, FreezeState, Instant, ReleaseId, ReleaseKind, ReleaseState, Severity,
    TrainId, Window, Zone,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which days to draw.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
pub struct CalendarQuestion {
    /// First day; `None` takes the Monday before this week.
    #[serde(default)]
    pub from: Option<Day>,
    /// First day after; `None` takes fifteen weeks.
    #[serde(default)]
    pub until: Option<Day>,
    /// True to draw the published plan as a ghost.
    #[serde(default)]
    pub compare: bool,
}

/// Everything the Calendar draws.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct CalendarView {
    /// The days drawn.
    pub span: Window,
    /// The time now.
    pub now: Instant,
    /// Zone in which days are drawn.
    pub zone: Zone,
    /// Weeks, months and weekends.
    pub axis: TimeAxis,
    /// Collisions, by time.
    pub collisions: Vec<CollisionMark>,
    /// Windows, a lane each.
    pub windows: Vec<WindowLane>,
    /// Freezes, a lane each.
    pub freezes: Vec<FreezeLane>,
    /// Trains, a lane each.
    pub trains: Vec<TrainLane>,
    /// Releases on no train: emergencies and hotfixes.
    pub loose: Vec<ReleaseShape>,
    /// From the first to the last thing of the plan; `None` for an empty plan.
    pub extent: Option<Window>,
}

/// A collision on the time axis.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct CollisionMark {
    /// Stable id.
    pub id: String,
    /// Where it is drawn; `None` when it has no place in time.
    pub at: Option<Instant>,
    /// Two or three words.
    pub label: String,
    /// The whole sentence.
    pub sentence: String,
    /// How much it weighs.
    pub severity: Severity,
    /// Releases it concerns.
    pub releases: Vec<ReleaseId>,
}

/// A deployment window rule as a lane.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct WindowLane {
    /// Region or name.
    pub name: String,
    /// Local time, e.g. `22:00–02:00`.
    pub local: String,
    /// Zone of the local time.
    pub zone: Zone,
    /// When it opens.
    pub open: Vec<OpenWindow>,
    /// Clock changes of the zone inside the span.
    pub clock_changes: Vec<ClockMark>,
}

/// One opening of a window.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct OpenWindow {
    /// When.
    pub window: Window,
    /// True for a long one.
    pub extended: bool,
    /// The agreed freeze that closes all of it.
    pub closed_by: Option<String>,
}

/// A clock change.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ClockMark {
    /// When.
    pub at: Instant,
    /// By how many minutes clocks go forward; negative when they go back.
    pub minutes: i32,
}

/// A freeze as a lane.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct FreezeLane {
    /// Identity.
    pub id: FreezeId,
    /// Reference.
    pub reference: String,
    /// Name.
    pub name: String,
    /// What stands beside the name, e.g. `round 3`.
    pub note: String,
    /// How closed.
    pub level: FreezeLevel,
    /// How far.
    pub state: FreezeState,
    /// Bands to draw: the freeze itself, and ask and offer while talks are open.
    pub bands: Vec<FreezeBand>,
}

/// A band of a freeze.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct FreezeBand {
    /// `agreed`, `ask`, `offer` or `both` (inside ask and offer).
    pub kind: String,
    /// When.
    pub window: Window,
}

/// A train as a lane.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct TrainLane {
    /// Identity.
    pub id: TrainId,
    /// Name.
    pub name: String,
    /// Cadence in words.
    pub cadence: String,
    /// Releases.
    pub releases: Vec<ReleaseShape>,
    /// Freezes that touch the train's services.
    pub freezes: Vec<LaneBand>,
}

/// A freeze over a train's lane.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct LaneBand {
    /// The freeze.
    pub id: FreezeId,
    /// When.
    pub window: Window,
    /// True once agreed.
    pub agreed: bool,
}

/// A release as a shape in time.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ReleaseShape {
    /// Identity.
    pub id: ReleaseId,
    /// Reference.
    pub reference: String,
    /// Title.
    pub title: String,
    /// Why it exists.
    pub kind: ReleaseKind,
    /// How far.
    pub state: ReleaseState,
    /// Highest risk level of its changes; 0 without changes.
    pub level: u8,
    /// Number of changes.
    pub changes: u32,
    /// When scope closes.
    pub scope_lock: Instant,
    /// When test starts.
    pub test_starts: Instant,
    /// When it is deployed.
    pub deploy: Window,
    /// When the watch ends.
    pub watch_ends: Instant,
    /// Ids of its collisions.
    pub collisions: Vec<String>,
    /// Where the published plan has it, when that differs.
    pub published: Option<Window>,
    /// False once it is in production or cancelled.
    pub movable: bool,
}
