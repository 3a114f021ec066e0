//! The cascade of a freeze: the freezes its providers need, as a proposal that is taken whole or row by row.

use super::asking::next;
use crate::contract::{Nothing, Written};
use crate::{Desk, WireFailure, failure};
use planning::talks::{self as core, CascadeRow, LeadDays};
use planning::{Freeze, FreezeId, FreezeScope, FreezeState, Plan, Reference, Subject, Window, wording};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which freezes do the providers need?
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct CascadeQuestion {
    /// The freeze of the event.
    pub freeze: FreezeId,
    /// Days by which a provider is frozen before its consumers, where nothing else says so.
    pub default_days: u32,
    /// Days by system.
    #[serde(default)]
    pub leads: Vec<LeadDays>,
}

/// A row of the cascade.
#[derive(Clone, Debug, Serialize, TS)]
pub struct CascadeLine {
    /// What its services have in common.
    pub group: String,
    /// Their names.
    pub services: Vec<String>,
    /// When they would be frozen.
    pub window: Window,
    /// Days before the event's freeze.
    #[ts(type = "number")]
    pub lead_days: i64,
    /// Why.
    pub sentence: String,
    /// Freezes that close some of them already.
    pub already: Vec<String>,
}

/// Take rows of the cascade.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct TakeCascade {
    /// What was asked.
    pub question: CascadeQuestion,
    /// Groups to take; empty takes all.
    #[serde(default)]
    pub groups: Vec<String>,
}

fn rows(plan: &Plan, question: &CascadeQuestion) -> Result<(Freeze, Vec<CascadeRow>), WireFailure> {
    let freeze = plan
        .freezes
        .get(&question.freeze)
        .ok_or_else(|| WireFailure::unknown("freeze"))?;
    let rows = core::cascade(plan, freeze, question.default_days, &question.leads);
    Ok((freeze.clone(), rows))
}

/// The freezes that the providers of a frozen event need.
///
/// # Errors
/// Refused when the freeze is unknown.
pub async fn freeze_cascade(desk: &Desk, question: CascadeQuestion) -> Result<Vec<CascadeLine>, WireFailure> {
    let session = desk.session().await?;
    let plan = session.store.plan();
    let (_, rows) = rows(&plan, &question)?;
    let line = |row: CascadeRow| CascadeLine {
        services: row
            .services
            .iter()
            .map(|id| plan.name_of(Subject::Service(*id)))
            .collect(),
        already: row
            .already
            .iter()
            .map(|id| plan.name_of(Subject::Freeze(*id)))
            .collect(),
        group: row.group,
        window: row.window,
        lead_days: row.lead_days,
        sentence: row.sentence,
    };
    Ok(rows.into_iter().map(line).collect())
}

/// Asks for the freezes of the cascade: all, or those of some groups; one operation.
///
/// # Errors
/// Refused when the freeze is unknown or no group is named that the cascade has.
pub async fn take_cascade(desk: &Desk, asked: TakeCascade) -> Result<Written<Nothing>, WireFailure> {
    let session = desk.session().await?;
    let mut tx = session.store.begin().await.map_err(failure::from_store)?;
    let (event, mut rows) = rows(tx.plan(), &asked.question)?;
    if !asked.groups.is_empty() {
        rows.retain(|row| asked.groups.contains(&row.group));
    }
    if rows.is_empty() {
        return Err(WireFailure::refused(
            "nothing-to-take",
            format!("The cascade of {} has nothing to take.", event.name),
        ));
    }
    let taken = wording::count(rows.len(), "freeze");
    for row in rows {
        let reference: Reference = next("FZ", tx.plan().freezes.iter().map(|freeze| &freeze.reference))?;
        tx.put(Freeze {
            id: FreezeId(desk.edge().mint()),
            reference,
            name: format!("{}: {}", event.name, row.group),
            reason: row.sentence,
            state: FreezeState::Asked,
            window: row.window,
            scope: FreezeScope {
                services: row.services,
                environments: event.scope.environments.clone(),
                ..FreezeScope::default()
            },
            origin: None,
            ..event.clone()
        })
        .map_err(failure::from_store)?;
    }
    let sentence = format!("Asked for {taken} that {} needs of its providers", event.name);
    let receipt = tx
        .commit(desk.entry("take_cascade", sentence))
        .await
        .map_err(failure::from_store)?;
    Ok(Written::new(receipt, Nothing {}))
}
