//! The thaw board: what waited for the end of a freeze, day by day, as proposed and as kept.

use super::FreezeQuestion;
use super::room_view::NamedChange;
use crate::contract::{Nothing, Written};
use crate::frame::facts;
use crate::{Desk, WireFailure, failure};
use planning::talks::{self as core, ThawProposal};
use planning::{FreezeId, Negotiation, Plan, ThawDay, ThawPlan, ThawPlanId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The board.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ThawBoard {
    /// As it was kept; `None` when nobody has kept one.
    pub kept: Option<ThawProposal>,
    /// As it would be proposed now.
    pub proposed: ThawProposal,
    /// Names of every change on the board.
    pub changes: Vec<NamedChange>,
}

/// Keep a thaw plan.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct KeepThaw {
    /// The freeze.
    pub freeze: FreezeId,
    /// Day by day; `None` keeps the proposal.
    #[serde(default)]
    pub days: Option<Vec<ThawDay>>,
}

fn talks_of(plan: &Plan, freeze: FreezeId) -> Result<&Negotiation, WireFailure> {
    plan.negotiations
        .iter()
        .filter(|talks| talks.freeze == freeze)
        .max_by_key(|talks| talks.id)
        .ok_or_else(|| {
            WireFailure::refused(
                "no-talks",
                "Nobody talked about this freeze, so nothing waits under its caps.",
            )
        })
}

/// The thaw of a freeze.
///
/// # Errors
/// Refused when the freeze was never talked about.
pub async fn thaw_board(desk: &Desk, question: FreezeQuestion) -> Result<ThawBoard, WireFailure> {
    let session = desk.session().await?;
    let plan = session.store.plan();
    let facts = facts(&session, &plan);
    let talks = talks_of(&plan, question.freeze)?;
    let proposed = core::thaw_proposal(&plan, &facts.index, talks);
    let kept = plan.thaw_plans.iter().find(|thaw| thaw.freeze == question.freeze);
    let kept =
        kept.map(|thaw| core::thaw_loads(&plan, &facts.index, &thaw.days, thaw.daily_cap, thaw.tier_cap));
    let shown = kept.iter().chain([&proposed]);
    let mut ids: Vec<_> = shown
        .flat_map(|thaw| &thaw.days)
        .flat_map(|day| day.steps.iter().map(|step| step.change))
        .collect();
    ids.sort_unstable();
    ids.dedup();
    let named = ids
        .iter()
        .filter_map(|id| plan.changes.get(id))
        .map(|change| NamedChange {
            id: change.id,
            reference: change.reference.to_string(),
            title: change.title.clone(),
        });
    Ok(ThawBoard {
        changes: named.collect(),
        kept,
        proposed,
    })
}

/// Keeps a thaw plan under the caps of the policy.
///
/// # Errors
/// Refused when the freeze was never talked about, or a change stands on two days.
pub async fn keep_thaw(desk: &Desk, question: KeepThaw) -> Result<Written<Nothing>, WireFailure> {
    let session = desk.session().await?;
    let mut tx = session.store.begin().await.map_err(failure::from_store)?;
    let thaw = {
        let plan = tx.plan();
        let talks = talks_of(plan, question.freeze)?;
        let caps = core::policy(plan, talks.policy).thaw;
        let mut days = question.days.unwrap_or_else(|| {
            core::thaw_proposal(plan, &planning::collision::Index::of(plan), talks).as_days()
        });
        days.retain(|day| !day.changes.is_empty());
        days.sort_by_key(|day| day.on);
        let mut all: Vec<_> = days.iter().flat_map(|day| &day.changes).collect();
        all.sort_unstable();
        if let Some(twice) = all.windows(2).find(|pair| pair[0] == pair[1]) {
            let name = plan.name_of(planning::Subject::Change(*twice[0]));
            return Err(WireFailure::refused(
                "twice",
                format!("{name} stands on two days."),
            ));
        }
        let known = plan.thaw_plans.iter().find(|thaw| thaw.freeze == question.freeze);
        ThawPlan {
            id: known.map_or_else(|| ThawPlanId(desk.edge().mint()), |known| known.id),
            freeze: question.freeze,
            daily_cap: known.map_or(caps.daily_risk, |known| known.daily_cap),
            tier_cap: known.map_or(caps.tier_zero, |known| known.tier_cap),
            days,
        }
    };
    let days = planning::wording::count(thaw.days.len(), "day");
    let name = tx.plan().name_of(planning::Subject::Freeze(question.freeze));
    tx.put(thaw).map_err(failure::from_store)?;
    let receipt = tx
        .commit(desk.entry(
            "keep_thaw",
            format!("Spread what waits for the end of {name} over {days}"),
        ))
        .await
        .map_err(failure::from_store)?;
    Ok(Written::new(receipt, Nothing {}))
}
