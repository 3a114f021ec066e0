//! The one door: every act that may be kept to some roles asks here before it writes.

use crate::desk::Session;
use crate::{Desk, WireFailure};
use planning::journal::{Entry, RowChange, reverse};
use planning::rights::{self as core, Hand, Refusal};
use planning::{Act, Plan};
use serde::{Deserialize, Serialize};
use store::Tx;
use ts_rs::TS;

/// An act that the person at the keyboard may not do now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RefusedAct {
    /// The act.
    pub act: Act,
    /// Why, and who may.
    pub sentence: String,
}

/// The hand that would sign: the name at the keyboard and the key of this computer.
pub(super) fn with_hand<T>(desk: &Desk, session: &Session, ask: impl FnOnce(&Hand<'_>) -> T) -> T {
    let name = desk.edge().author();
    let key = session.store.pen().map(|pen| pen.key());
    ask(&Hand {
        name: &name,
        key: key.as_deref(),
    })
}

/// Refuses when the person at the keyboard may not do the act.
pub(crate) fn demand(desk: &Desk, session: &Session, plan: &Plan, act: Act) -> Result<(), WireFailure> {
    with_hand(desk, session, |hand| core::may(plan, hand, act)).map_err(|refusal| on_wire(&refusal))
}

/// Refuses when what is about to be written amounts to an act that the person may not do, or when nobody could
/// change the rights back afterwards.
pub(crate) fn demand_changes(desk: &Desk, session: &Session, tx: &Tx) -> Result<(), WireFailure> {
    let changes = tx.changes_in(core::concerns);
    demand_of(desk, session, tx.before(), &changes)?;
    if changes.iter().any(touches_rights) {
        core::changeable(tx.plan()).map_err(|refusal| on_wire(&refusal))?;
    }
    Ok(())
}

/// The same for an entry that is about to be taken back.
pub(crate) fn demand_undoing(desk: &Desk, session: &Session, entry: &Entry) -> Result<(), WireFailure> {
    let plan = session.store.plan();
    // What cannot be taken back is refused by the store with its own sentence.
    let Ok(changes) = reverse(&plan, &entry.changes) else {
        return Ok(());
    };
    demand_of(desk, session, &plan, &changes)?;
    let mut after = (*plan).clone();
    if changes.iter().any(touches_rights) && changes.iter().all(|change| after.apply(change).is_ok()) {
        core::changeable(&after).map_err(|refusal| on_wire(&refusal))?;
    }
    Ok(())
}

fn demand_of(desk: &Desk, session: &Session, plan: &Plan, changes: &[RowChange]) -> Result<(), WireFailure> {
    core::needed(plan, changes)
        .into_iter()
        .try_for_each(|act| demand(desk, session, plan, act))
}

fn touches_rights(change: &RowChange) -> bool {
    use planning::plan::TableName;
    matches!(change.table, TableName::PlanSettings | TableName::Person)
}

/// Every act that the person at the keyboard may not do.
pub(crate) fn refused(desk: &Desk, session: &Session, plan: &Plan) -> Vec<RefusedAct> {
    with_hand(desk, session, |hand| {
        Act::ALL
            .iter()
            .filter_map(|act| {
                let refusal = core::may(plan, hand, *act).err()?;
                Some(RefusedAct {
                    act: *act,
                    sentence: refusal.to_string(),
                })
            })
            .collect()
    })
}

pub(super) fn on_wire(refusal: &Refusal) -> WireFailure {
    WireFailure::refused(refusal.code(), refusal.to_string())
}
