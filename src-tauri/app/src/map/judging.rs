//! Judging links: confirm, dispute, reject; one, or several as one operation.

use super::links::service;
use crate::contract::{Nothing, Written};
use crate::seen::still_as_seen;
use crate::{Desk, WireFailure, failure};
use planning::plan::TableName;
use planning::{DependencyId, LinkStatus, Plan, wording};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Judge a link.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct JudgeLink {
    /// The link.
    pub dependency: DependencyId,
    /// What it is now.
    pub status: LinkStatus,
    /// Journal position at which the person saw it.
    #[serde(default)]
    #[ts(type = "number | null")]
    pub seen: Option<i64>,
}

/// Judge several links alike.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct JudgeLinks {
    /// The links.
    pub dependencies: Vec<DependencyId>,
    /// What they are now.
    pub status: LinkStatus,
    /// Journal position at which the person saw them.
    #[serde(default)]
    #[ts(type = "number | null")]
    pub seen: Option<i64>,
}

/// Confirms, disputes or rejects a link.
///
/// # Errors
/// Refused when the link is unknown; stale when somebody was faster.
pub async fn judge_link(desk: &Desk, question: JudgeLink) -> Result<Written<Nothing>, WireFailure> {
    judge(
        desk,
        "judge_link",
        JudgeLinks {
            dependencies: vec![question.dependency],
            status: question.status,
            seen: question.seen,
        },
    )
    .await
}

/// Confirms, disputes or rejects several links as one operation.
///
/// # Errors
/// Refused when there are none or one is unknown; stale when somebody was faster at one of them: then none is judged.
pub async fn judge_links(desk: &Desk, question: JudgeLinks) -> Result<Written<Nothing>, WireFailure> {
    judge(desk, "judge_links", question).await
}

async fn judge(
    desk: &Desk,
    operation: &'static str,
    question: JudgeLinks,
) -> Result<Written<Nothing>, WireFailure> {
    let session = desk.session().await?;
    let mut tx = session.store.begin().await.map_err(failure::from_store)?;
    let me = desk.edge().author();
    let me = tx
        .plan()
        .people
        .iter()
        .find(|person| person.name == me)
        .map(|person| person.id);
    let mut names = Vec::new();
    for id in &question.dependencies {
        still_as_seen(&mut tx, TableName::Dependency, id.0, question.seen).await?;
        let mut link = tx
            .plan()
            .dependencies
            .get(id)
            .cloned()
            .ok_or_else(|| WireFailure::unknown("link"))?;
        names.push(name(tx.plan(), link.consumer, link.provider)?);
        link.status = question.status;
        if question.status == LinkStatus::Confirmed {
            link.confirmed_at = Some(desk.edge().now());
            link.confirmed_by = me;
        }
        tx.put(link).map_err(failure::from_store)?;
    }
    let verb = match question.status {
        LinkStatus::Confirmed => "Confirmed",
        LinkStatus::Disputed => "Disputed",
        LinkStatus::Rejected => "Rejected",
        LinkStatus::Asserted | LinkStatus::Imported | LinkStatus::Suggested => "Reset",
    };
    let sentence = match names.as_slice() {
        [] => {
            return Err(WireFailure::refused(
                "no-links",
                "No link is marked, so there is nothing to judge.",
            ));
        }
        [one] => format!("{verb} the link from {one}"),
        many => format!(
            "{verb} {}: {}",
            wording::count(many.len(), "link"),
            wording::list(many)
        ),
    };
    let receipt = tx
        .commit(desk.entry(operation, sentence))
        .await
        .map_err(failure::from_store)?;
    Ok(Written::new(receipt, Nothing {}))
}

fn name(
    plan: &Plan,
    consumer: planning::ServiceId,
    provider: planning::ServiceId,
) -> Result<String, WireFailure> {
    Ok(format!(
        "{} to {}",
        service(plan, consumer)?,
        service(plan, provider)?
    ))
}
