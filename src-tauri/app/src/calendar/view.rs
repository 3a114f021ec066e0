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
    /// Emergencies and hotfixes, and releases on no train.
    pub loose: Vec<ReleaseShape>,
    /// Projects, a lane each.
    pub projects: Vec<ProjectLane>,
    /// Series of meetings, a lane each.
    pub meetings: Vec<MeetingLane>,
    /// Test environments with their bookings, a lane each.
    pub environments: Vec<EnvironmentLane>,
    /// Peaks, holidays, closures and vendor windows, by time.
    pub business: Vec<BusinessBand>,
    /// Views that were given a name.
    pub saved: Vec<planning::SavedView>,
    /// From the first to the last thing of the plan; `None` for an empty plan.
    pub extent: Option<Window>,
}

/// A project's milestones.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ProjectLane {
    /// Its name.
    pub name: String,
    /// Its milestones, by time.
    pub milestones: Vec<MilestoneMark>,
}

/// A milestone on the time axis.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct MilestoneMark {
    /// Identity.
    pub id: planning::MilestoneId,
    /// Name.
    pub name: String,
    /// The noon of the day on which it is expected or was reached.
    pub at: Instant,
    /// The noon of the day that was planned at first.
    pub planned: Instant,
    /// True once reached.
    pub reached: bool,
    /// Reference of the release that waits for it; empty when none does.
    pub release: String,
    /// Days after what waits for it; 0 when it is in time.
    pub late_days: u32,
    /// Every forecast, the first first.
    pub forecasts: Vec<planning::Forecast>,
    /// In words.
    pub sentence: String,
}

/// A series of meetings.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct MeetingLane {
    /// Identity.
    pub id: planning::MeetingSeriesId,
    /// Name.
    pub name: String,
    /// When, in words, e.g. `Thu, weekly 14:00`.
    pub cadence: String,
    /// Its meetings.
    pub at: Vec<Window>,
}

/// A test environment.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct EnvironmentLane {
    /// Identity.
    pub id: planning::EnvironmentId,
    /// Reference.
    pub reference: String,
    /// Name.
    pub name: String,
    /// Its bookings.
    pub bookings: Vec<BookingBand>,
    /// Stretches in which bookings collide.
    pub collides: Vec<Window>,
}

/// A booking on the time axis.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct BookingBand {
    /// Identity.
    pub id: planning::BookingId,
    /// What is written in it: its release, else its purpose.
    pub label: String,
    /// The whole of it in words.
    pub sentence: String,
    /// When.
    pub window: Window,
    /// Booked or waiting.
    pub state: planning::BookingState,
}

/// A time of the business on the time axis.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct BusinessBand {
    /// Name.
    pub name: String,
    /// What it is.
    pub kind: planning::BusinessTimeKind,
    /// Region; empty for all.
    pub region: String,
    /// When.
    pub window: Window,
}

/// A departure of a train.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct DepartureMark {
    /// When it departs; as scheduled when it is skipped.
    pub window: Window,
    /// True when it is skipped.
    pub skipped: bool,
    /// True when a release uses it.
    pub used: bool,
    /// Why it does not depart as scheduled.
    pub note: Option<String>,
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
    /// Its departures, shifted by its rule.
    pub departures: Vec<DepartureMark>,
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
