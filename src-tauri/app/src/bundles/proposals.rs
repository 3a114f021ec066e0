//! Adopting a proposal, whole or card by card, and dropping one.

use crate::contract::{Nothing, Written};
use crate::{Desk, WireFailure, calendar, failure};
use planning::{ChangeId, Move, Plan, Scenario, ScenarioId, wording};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Adopt a proposal.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct AdoptScenario {
    /// The scenario.
    pub scenario: ScenarioId,
    /// Only these changes; `None` adopts all.
    #[serde(default)]
    pub changes: Option<Vec<ChangeId>>,
}

/// Drop a proposal.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct DropScenario {
    /// The scenario.
    pub scenario: ScenarioId,
}

/// Adopts a proposal as one operation, which one undo takes back. Pins stay where they are.
///
/// # Errors
/// Refused when the scenario is unknown, or when nothing in it differs from the plan.
pub async fn adopt_scenario(desk: &Desk, question: AdoptScenario) -> Result<Written<Nothing>, WireFailure> {
    let session = desk.session().await?;
    let mut tx = session.store.begin().await.map_err(failure::from_store)?;
    crate::rights::demand(desk, &session, tx.plan(), planning::Act::Adopt)?;
    let scenario = known(tx.plan(), question.scenario)?;
    let wanted = |step: &&Move| match (step, &question.changes) {
        (Move::PlaceChange { change, .. }, Some(only)) => only.contains(change),
        (_, Some(_)) => false,
        (_, None) => true,
    };
    let moves: Vec<Move> = scenario
        .moves
        .iter()
        .filter(wanted)
        .filter(|step| differs(tx.plan(), step))
        .cloned()
        .collect();
    if moves.is_empty() {
        return Err(WireFailure::refused(
            "nothing-new",
            format!("{} is what the plan already says.", scenario.name),
        ));
    }
    calendar::put_moves(&mut tx, &moves, &format!("{} had no room for it", scenario.name))?;
    if question.changes.is_none() {
        tx.remove::<Scenario>(scenario.id).map_err(failure::from_store)?;
    }
    let sentence = format!(
        "Adopted {}: {}",
        scenario.name,
        wording::count(moves.len(), "move")
    );
    let receipt = tx
        .commit(desk.entry("adopt_scenario", sentence))
        .await
        .map_err(failure::from_store)?;
    Ok(Written::new(receipt, Nothing {}))
}

/// Drops a proposal.
///
/// # Errors
/// Refused when the scenario is unknown.
pub async fn drop_scenario(desk: &Desk, question: DropScenario) -> Result<Written<Nothing>, WireFailure> {
    let session = desk.session().await?;
    let mut tx = session.store.begin().await.map_err(failure::from_store)?;
    let scenario = known(tx.plan(), question.scenario)?;
    tx.remove::<Scenario>(scenario.id).map_err(failure::from_store)?;
    let receipt = tx
        .commit(desk.entry("drop_scenario", format!("Dropped {}", scenario.name)))
        .await
        .map_err(failure::from_store)?;
    Ok(Written::new(receipt, Nothing {}))
}

fn known(plan: &Plan, id: ScenarioId) -> Result<Scenario, WireFailure> {
    plan.scenarios
        .get(&id)
        .cloned()
        .ok_or_else(|| WireFailure::unknown("proposal"))
}

/// True when the plan does not already say so, and no pin holds the change.
pub(super) fn differs(plan: &Plan, step: &Move) -> bool {
    match step {
        Move::PlaceChange { change, release } => plan
            .changes
            .get(change)
            .is_some_and(|change| change.release != *release && !change.pinned),
        Move::MoveRelease { release, deploy, .. } => plan
            .releases
            .get(release)
            .is_some_and(|release| release.deploy != *deploy),
        Move::MoveFreeze { freeze, window } => plan
            .freezes
            .get(freeze)
            .is_some_and(|freeze| freeze.window != *window),
    }
}
