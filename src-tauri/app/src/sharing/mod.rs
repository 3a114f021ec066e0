//! A plan shared by a team: where journals meet, who is there, what came in, what two people changed apart.
//!
//! The window never waits for a hub: a background task visits it ([`crate::Desk::visiting_by_itself`]), and every
//! operation that must reach the hub lets go of the plan while it waits.

mod away;
mod conflicts;
mod copies;
mod fault;
mod hubs;
mod joining;
mod keeper;
mod looked;
mod publishing;
mod state;
mod visit;
mod visitor;

pub use away::{AwayColleague, AwayDifference, AwayEntry, AwayView, away, seen_away};
pub use conflicts::{ChoiceView, ConflictView, SettleConflict, conflicts, settle_conflict};
pub use copies::{MergeCopy, merge_copy};
pub(crate) use fault::VisitFault;
pub use hubs::{Hubs, RealHubs, Who};
pub use joining::{
    HubPlace, HubPlaceKind, HubQuestion, JoinHub, create_hub, join_hub, judge_hub_place, leave_hub, republish,
};
pub(crate) use keeper::Keeper;
pub(crate) use publishing::{after_publishing, before_publishing};
pub(crate) use state::state;
pub use state::{Connection, Member, SharingKind, SharingState};
pub use visit::{IAmAt, Visited, i_am_at, sync_now};
pub(crate) use visitor::Visitor;
