//! A plan shared by a team: where journals meet, who is there, what came in, what two people changed apart.

mod away;
mod conflicts;
mod copies;
mod joining;
mod state;
mod visit;

pub use away::{AwayColleague, AwayDifference, AwayView, away, seen_away};
pub use conflicts::{ChoiceView, ConflictView, SettleConflict, conflicts, settle_conflict};
pub use copies::{MergeCopy, merge_copy};
pub use joining::{
    HubPlace, HubPlaceKind, HubQuestion, JoinHub, create_hub, join_hub, judge_hub_place, leave_hub, republish,
};
pub use state::{Connection, Member, SharingKind, SharingState};
pub use visit::{IAmAt, Visited, i_am_at, sync_now};
