//! The one generic operation for master data: add, correct or remove a record field by field.

use crate::contract::{Nothing, Written};
use crate::seen::still_as_seen;
use crate::{Desk, WireFailure, failure};
use planning::Plan;
use planning::journal::RowChange;
use planning::plan::TableName;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use store::{Refusal, StoreError};
use ts_rs::TS;
use uuid::Uuid;

/// Add or correct a record.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Edit {
    /// Its table.
    pub table: TableName,
    /// Its id; `None` adds a new one.
    #[ts(type = "string | null")]
    pub id: Option<Uuid>,
    /// Journal position at which the person saw it; a later entry on it makes the edit stale.
    #[ts(type = "number | null")]
    pub seen: Option<i64>,
    /// Fields to set.
    #[ts(type = "Record<string, unknown>")]
    pub fields: Map<String, Value>,
}

/// What was edited.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Edited {
    /// Its id.
    #[ts(type = "string")]
    pub id: Uuid,
}

/// Remove a record.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Remove {
    /// Its table.
    pub table: TableName,
    /// Its id.
    #[ts(type = "string")]
    pub id: Uuid,
    /// Journal position at which the person saw it.
    #[ts(type = "number | null")]
    pub seen: Option<i64>,
}

/// Tables whose records are decisions or history: they have operations of their own.
const CLOSED: [TableName; 15] = [
    TableName::Negotiation,
    TableName::Offer,
    TableName::Position,
    TableName::Agreement,
    TableName::AgreementSignature,
    TableName::ThawPlan,
    TableName::Publication,
    TableName::Scenario,
    TableName::MergeConflict,
    TableName::Waiver,
    TableName::CabMeeting,
    TableName::AgendaItem,
    TableName::CabVote,
    TableName::CabDecision,
    TableName::OwedStep,
];

/// Adds or corrects a record.
///
/// # Errors
/// Malformed with the field when a value does not fit; stale when somebody was faster; refused for tables that
/// have operations of their own.
pub async fn edit(desk: &Desk, question: Edit) -> Result<Written<Edited>, WireFailure> {
    open_table(question.table)?;
    let session = desk.session().await?;
    let mut tx = session.store.begin().await.map_err(failure::from_store)?;
    let id = question.id.unwrap_or_else(|| {
        if question.table == TableName::PlanSettings {
            Uuid::nil()
        } else {
            desk.edge().mint()
        }
    });
    still_as_seen(&mut tx, question.table, id, question.seen).await?;
    let known = tx.plan().row(question.table, id);
    if question.id.is_some() && known.is_none() && question.table != TableName::PlanSettings {
        return Err(WireFailure::unknown(&question.table.word().replace('_', " ")));
    }
    let verb = if known.is_some() { "Changed" } else { "Added" };
    signed_stays(tx.plan(), question.table, id, known.as_ref(), &question.fields)?;
    let mut row = known.unwrap_or_default();
    let names: Vec<&str> = question
        .fields
        .keys()
        .map(String::as_str)
        .filter(|name| *name != "id")
        .collect();
    let what = if verb == "Changed" {
        format!(": {}", names.join(", ").replace('_', " "))
    } else {
        String::new()
    };
    row.extend(question.fields.clone());
    row.insert("id".into(), Value::String(id.to_string()));
    let name = name_of(&row);
    make_row(&mut tx, question.table, id, Some(row))?;
    crate::rights::demand_changes(desk, &session, &tx)?;
    let sentence = format!("{verb} {} {name}{what}", question.table.word().replace('_', " "));
    let receipt = tx
        .commit(desk.entry("edit", sentence))
        .await
        .map_err(failure::from_store)?;
    Ok(Written::new(receipt, Edited { id }))
}

/// Takes a record out.
///
/// # Errors
/// Refused when other records still need it; stale when somebody was faster.
pub async fn remove(desk: &Desk, question: Remove) -> Result<Written<Nothing>, WireFailure> {
    open_table(question.table)?;
    let session = desk.session().await?;
    let mut tx = session.store.begin().await.map_err(failure::from_store)?;
    still_as_seen(&mut tx, question.table, question.id, question.seen).await?;
    let kind = question.table.word().replace('_', " ");
    let Some(row) = tx.plan().row(question.table, question.id) else {
        return Err(WireFailure::unknown(&kind));
    };
    make_row(&mut tx, question.table, question.id, None)?;
    crate::rights::demand_changes(desk, &session, &tx)?;
    let receipt = tx
        .commit(desk.entry("remove", format!("Removed {kind} {}", name_of(&row))))
        .await
        .map_err(failure::from_store)?;
    Ok(Written::new(receipt, Nothing {}))
}

/// Refuses to edit what was agreed about a freeze: that is the next version, with the other side's word.
fn signed_stays(
    plan: &Plan,
    table: TableName,
    id: Uuid,
    known: Option<&Map<String, Value>>,
    fields: &Map<String, Value>,
) -> Result<(), WireFailure> {
    const AGREED: [&str; 7] = [
        "window",
        "level",
        "state",
        "scope",
        "criteria",
        "allowed",
        "in_flight",
    ];
    if table != TableName::Freeze {
        return Ok(());
    }
    let Some(agreement) = planning::talks::agreements_of(plan, planning::FreezeId(id)).pop() else {
        return Ok(());
    };
    let differs = |field: &&str| {
        let given = fields.get(*field);
        given.is_some() && given != known.and_then(|row| row.get(*field))
    };
    match AGREED.iter().find(|field| differs(field)) {
        None => Ok(()),
        Some(field) => Err(WireFailure::refused(
            "agreed-version",
            format!(
                "The {} of this freeze is agreed in version {}. Ask for version {} instead.",
                field.replace('_', " "),
                agreement.version,
                agreement.version + 1
            ),
        )),
    }
}

fn open_table(table: TableName) -> Result<(), WireFailure> {
    if CLOSED.contains(&table) {
        return Err(WireFailure::refused(
            "own-operation",
            format!("A {} is not edited by hand.", table.word()),
        ));
    }
    Ok(())
}

/// What people call the record.
pub(crate) fn name_of(row: &Map<String, Value>) -> String {
    ["reference", "name", "title", "note", "finding", "text"]
        .iter()
        .find_map(|field| {
            row.get(*field)
                .and_then(Value::as_str)
                .filter(|text| !text.is_empty())
        })
        .unwrap_or("")
        .to_owned()
}

/// Makes the row what is given; `None` takes it out.
fn make_row(
    tx: &mut store::Tx,
    table: TableName,
    id: Uuid,
    row: Option<Map<String, Value>>,
) -> Result<(), WireFailure> {
    match RowChange::between(table, id, tx.plan().row(table, id), row) {
        Some(change) => tx.apply(&[change]).map_err(|error| match error {
            StoreError::Refused(Refusal::Broken { sentence }) => {
                WireFailure::malformed(format!("This cannot be kept: {sentence}. Nothing was changed."))
            }
            other => failure::from_store(other),
        }),
        None => Ok(()),
    }
}

/// The row's sentence in a plan, for messages.
#[must_use]
pub fn label(plan: &Plan, table: TableName, id: Uuid) -> String {
    let of_item = |item: planning::AgendaItemId| plan.agenda_items.get(&item).map(|item| item.title.clone());
    let named = match table {
        TableName::CabMeeting => plan
            .cab_meetings
            .get(&id.into())
            .map(|meeting| plan.name_of_meeting(meeting)),
        TableName::CabVote => plan.cab_votes.get(&id.into()).and_then(|vote| of_item(vote.item)),
        TableName::CabDecision => plan
            .cab_decisions
            .get(&id.into())
            .and_then(|decision| of_item(decision.item)),
        _ => plan.row(table, id).map(|row| name_of(&row)),
    };
    named.unwrap_or_default()
}
