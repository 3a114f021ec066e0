//! Publishing a shared plan: others rely on it, so it starts from what they have and goes to them at once.

use super::{VisitFault, Visitor};
use crate::{Desk, WireFailure};
use planning::ConflictReason;
use std::sync::Arc;

/// Brings a shared plan to where the hub is. `None` when the plan is not shared.
pub(crate) async fn before_publishing(desk: &Desk) -> Result<Option<Arc<Visitor>>, WireFailure> {
    let visitor = desk.visitor().await?;
    match visitor.visit().await {
        Ok(_) => Ok(Some(visitor)),
        Err(VisitFault::NotShared) => Ok(None),
        Err(fault) => {
            let failure = WireFailure::from(fault);
            let sentence = format!(
                "Publishing waits for the shared plan, because others rely on what is published. {} Nothing was published.",
                failure.sentence
            );
            Err(WireFailure { sentence, ..failure })
        }
    }
}

/// Brings the version to the hub. Whether others were faster, and what to say of it.
pub(crate) async fn after_publishing(visitor: &Visitor) -> (bool, String) {
    match visitor.visit().await {
        Ok(synced) => {
            let plan = visitor.store.plan();
            let overtaken = synced.conflicts.iter().any(|id| {
                plan.merge_conflicts
                    .get(id)
                    .is_some_and(|conflict| conflict.reason == ConflictReason::Overtaken)
            });
            let told = if overtaken {
                "Others changed the plan in the same moment, so this version is not published. Look at the \
                 difference, and publish again."
            } else {
                "Everybody has this version with their next visit."
            };
            (overtaken, told.to_owned())
        }
        Err(fault) => (
            false,
            format!(
                "The version waits on this computer. {} It is published with the next visit, unless others change \
                 the plan before.",
                fault.sentence()
            ),
        ),
    }
}
