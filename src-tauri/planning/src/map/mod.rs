//! What can be read from the map beyond its order: how far it is to be trusted, whom a change hurts, who is missing
//! from a release, what runs where, and what moves when one thing moves.
//!
//! ```text
//! blast(&Plan, &Graph, &[ServiceId]) -> BlastRadius                  the number BR, its parts, and who is spared
//! ways_to_break(&Plan, &Graph, &Cycle) -> Vec<CycleBreak>           links of a ring, the weakest first
//! partners(&Plan, &Graph, ReleaseId) -> Vec<Partner>           who shares a changed contract, and whether that holds
//! leaks(&Plan, &Graph, FreezeId) -> Option<Leaks>              providers through which a freeze leaks
//! readiness(&Plan, &Graph, ReleaseId) -> Vec<Readiness>        min(own, hard providers in the release)
//! map_health(&Plan, &Graph, now) -> MapHealth                  how much of the map is confirmed
//! link_queue(&Plan, &Graph, now, count) -> Vec<QueuedLink>     confirm these first
//! version_skew(&Plan) -> Skew                                  installed against expected, staging against production
//! resolve(&Plan, EnvironmentId, Option<ReleaseId>) -> Option<Resolution>   do the versions go together, else what would
//! cmdb_delta(&Plan, ReleaseId) -> Vec<InventoryDelta>                   what the release changes in the inventory
//! what_if(&Plan, &Index, &WhatIfAsked) -> Option<WhatIf>             remove, delay or replace, and all that must move too
//! ```

mod blast;
mod breaking;
mod delta;
mod health;
mod leaks;
mod partners;
mod queue;
mod readiness;
mod resolve;
mod runs;
mod skew;
mod what_if;

pub use blast::{BlastPart, BlastRadius, FORMULA, Spared, blast};
pub use breaking::{CycleBreak, ways_to_break};
pub use delta::{InventoryDelta, cmdb_delta};
pub use health::{MapHealth, map_health};
pub use leaks::{Leak, Leaks, leaks};
pub use partners::{Partner, PartnerVerdict, partners};
pub use queue::{QueuedLink, link_queue};
pub use readiness::{Readiness, ReadyLevel, readiness};
pub use resolve::{Resolution, Unmet, VersionPick, resolve};
pub use skew::{Skew, SkewCell, SkewRow, SkewVerdict, version_skew};
pub use what_if::{MustMove, NightFigures, StepShift, WhatIf, WhatIfAsked, what_if};

pub(crate) use partners::MISSING_PARTNER;
pub(crate) use resolve::unmet;
pub(crate) use runs::targets;

use crate::{Plan, ServiceId, Subject};

fn name(plan: &Plan, service: ServiceId) -> String {
    plan.name_of(Subject::Service(service))
}
