//! What the map says of one release: missing partners, who holds whom, what the inventory gains, and what if.

use crate::calendar::ReleaseQuestion;
use crate::frame::facts;
use crate::transfer::Exported;
use crate::{Desk, WireFailure, file};
use exchange::export::InventoryShape;
use planning::map::{
    InventoryDelta, Partner, Readiness, WhatIf, WhatIfAsked, cmdb_delta as delta_of, partners,
    readiness as readiness_of, what_if as answer_what_if,
};
use planning::{Plan, ReleaseId, Subject, wording};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

fn known(plan: &Plan, question: &ReleaseQuestion) -> Result<(), WireFailure> {
    if plan.releases.contains(&question.release) {
        return Ok(());
    }
    Err(WireFailure::unknown("release"))
}

/// Everybody who shares a contract that the release changes, what is worst first.
///
/// # Errors
/// Refused when the release is not in the plan.
pub async fn missing_partners(desk: &Desk, question: ReleaseQuestion) -> Result<Vec<Partner>, WireFailure> {
    let session = desk.session().await?;
    let plan = session.store.plan();
    known(&plan, &question)?;
    Ok(partners(&plan, facts(&session, &plan).graph(), question.release))
}

/// How ready each change of the release is, and who holds whom.
///
/// # Errors
/// Refused when the release is not in the plan.
pub async fn readiness(desk: &Desk, question: ReleaseQuestion) -> Result<Vec<Readiness>, WireFailure> {
    let session = desk.session().await?;
    let plan = session.store.plan();
    known(&plan, &question)?;
    Ok(readiness_of(
        &plan,
        facts(&session, &plan).graph(),
        question.release,
    ))
}

/// What the release changes in the inventory.
///
/// # Errors
/// Refused when the release is not in the plan.
pub async fn cmdb_delta(desk: &Desk, question: ReleaseQuestion) -> Result<Vec<InventoryDelta>, WireFailure> {
    let session = desk.session().await?;
    let plan = session.store.plan();
    known(&plan, &question)?;
    Ok(delta_of(&plan, question.release))
}

/// Whose columns, of which release, and where to.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ExportInventory {
    /// The release.
    pub release: ReleaseId,
    /// Whose columns.
    pub shape: InventoryShape,
    /// Where to.
    pub path: String,
}

/// Writes what a release changes in the inventory as a table that a CMDB imports.
///
/// # Errors
/// Refused when the release is not in the plan; fault when the file cannot be written.
pub async fn export_inventory(desk: &Desk, question: ExportInventory) -> Result<Exported, WireFailure> {
    let path = file::absolute(&question.path)?;
    let session = desk.session().await?;
    let plan = session.store.plan();
    let release = ReleaseQuestion {
        release: question.release,
    };
    known(&plan, &release)?;
    let text = exchange::export::inventory(&plan, question.release, question.shape);
    file::write_out(&path, &text)?;
    let rows = wording::count(text.lines().count().saturating_sub(1), "row");
    let name = plan.name_of(Subject::Release(question.release));
    let path = path.to_string_lossy().into_owned();
    Ok(Exported {
        sentence: format!("{rows} of {name} for the inventory written to {path}"),
        bytes: text.len() as u64,
        path,
    })
}

/// What would become of a release if a change were removed, delayed or replaced. Nothing is changed.
///
/// # Errors
/// Refused when the change rides no release, or when something is not in the plan.
pub async fn what_if(desk: &Desk, question: WhatIfAsked) -> Result<WhatIf, WireFailure> {
    let session = desk.session().await?;
    let plan = session.store.plan();
    answer_what_if(&plan, &facts(&session, &plan).index, &question).ok_or_else(|| {
        WireFailure::refused(
            "rides-nothing",
            "The change rides no release that is in the plan.",
        )
    })
}
