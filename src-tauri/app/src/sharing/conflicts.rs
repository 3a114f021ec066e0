//! Two edits of one thing, made apart: was, mine and theirs as people read them, and settling one.

use crate::contract::{Nothing, Written};
use crate::{Desk, WireFailure, failure};
use planning::journal::{Choice, settle};
use planning::plan::TableName;
use planning::{ConflictReason, Instant, MergeConflict, MergeConflictId, Plan};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use store::{Refusal, StoreError};
use ts_rs::TS;
use uuid::Uuid;

/// A conflict as people read it.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ConflictView {
    /// Identity.
    pub id: MergeConflictId,
    /// The table.
    pub table: TableName,
    /// The record.
    #[ts(type = "string")]
    pub record: Uuid,
    /// Kind of record, in words.
    pub kind: String,
    /// What people call the record.
    pub name: String,
    /// The field, in words; `None` when the whole record came or went.
    pub field: Option<String>,
    /// Why, as a stable word.
    pub reason: ConflictReason,
    /// Why, in a sentence that names the record.
    pub sentence: String,
    /// Who made the second edit.
    pub mine_by: String,
    /// When.
    pub mine_at: Instant,
    /// True when that was under my name.
    pub is_mine: bool,
    /// Who made the first edit; empty when nobody did.
    pub theirs_by: String,
    /// When.
    pub theirs_at: Option<Instant>,
    /// What can be taken: mine, theirs (what the plan holds now), was.
    pub choices: Vec<ChoiceView>,
}

/// One way to settle a conflict.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ChoiceView {
    /// Which.
    pub choice: Choice,
    /// The value as people read it; empty when there was none.
    pub shown: String,
    /// Why it cannot be taken, a sentence; `None` when it can.
    pub blocked: Option<String>,
}

/// Settle a conflict.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct SettleConflict {
    /// Which.
    pub id: MergeConflictId,
    /// The value to take.
    pub choice: Choice,
}

/// Every conflict of the plan, mine first, then the oldest first.
///
/// # Errors
/// Refused when no plan is open.
pub async fn conflicts(desk: &Desk, _question: Nothing) -> Result<Vec<ConflictView>, WireFailure> {
    let session = desk.session().await?;
    let plan = session.store.plan();
    let me = desk.edge().author();
    let mut views: Vec<ConflictView> = plan
        .merge_conflicts
        .iter()
        .map(|conflict| view(&plan, conflict, &me))
        .collect();
    views.sort_by(|one, other| {
        let key = |view: &ConflictView| (!view.is_mine, view.mine_at, view.name.clone(), view.field.clone());
        key(one).cmp(&key(other))
    });
    Ok(views)
}

/// Settles a conflict: an entry like any other.
///
/// # Errors
/// Refused when it is settled already or the choice cannot be taken.
pub async fn settle_conflict(desk: &Desk, question: SettleConflict) -> Result<Written<Nothing>, WireFailure> {
    let session = desk.session().await?;
    let mut tx = session.store.begin().await.map_err(failure::from_store)?;
    crate::rights::demand(desk, &session, tx.plan(), planning::Act::SettleConflict)?;
    let Some(conflict) = tx.plan().merge_conflicts.get(&question.id).cloned() else {
        return Err(WireFailure::refused(
            "settled-already",
            "Somebody has settled this conflict already. Nothing was changed.",
        ));
    };
    let shown = shown(tx.plan(), &conflict, question.choice);
    let (kind, name) = (kind_of(&conflict), name_of(tx.plan(), &conflict));
    let what = match &conflict.field {
        Some(field) => format!("{} of {kind} {name}", field.replace('_', " ")),
        None => format!("{kind} {name}"),
    };
    let changes = settle(tx.plan(), &conflict, question.choice).map_err(|unsettled| {
        WireFailure::refused(unsettled.code(), format!("{unsettled} Nothing was changed."))
    })?;
    tx.apply(&changes).map_err(failure::from_store)?;
    let sentence = format!(
        "Settled {what}: took {}, {shown}",
        whose(&conflict, question.choice)
    );
    let entry = desk.entry("settle_conflict", sentence);
    let receipt = tx.commit(entry).await.map_err(|error| match error {
        StoreError::Refused(Refusal::Broken { sentence }) => WireFailure::refused(
            "breaks-rule",
            format!("This cannot be taken: {sentence} Nothing was changed."),
        ),
        other => failure::from_store(other),
    })?;
    Ok(Written::new(receipt, Nothing {}))
}

fn view(plan: &Plan, conflict: &MergeConflict, me: &str) -> ConflictView {
    ConflictView {
        id: conflict.id,
        table: conflict.table,
        record: conflict.record,
        kind: kind_of(conflict),
        name: name_of(plan, conflict),
        field: conflict.field.as_ref().map(|field| field.replace('_', " ")),
        reason: conflict.reason,
        sentence: sentence(plan, conflict),
        mine_by: conflict.mine_by.clone(),
        mine_at: conflict.mine_at,
        is_mine: conflict.mine_by == me,
        theirs_by: conflict.theirs_by.clone(),
        theirs_at: conflict.theirs_at,
        choices: [Choice::Mine, Choice::Theirs, Choice::Was]
            .into_iter()
            .map(|choice| ChoiceView {
                choice,
                shown: shown(plan, conflict, choice),
                blocked: settle(plan, conflict, choice).err().map(|why| why.to_string()),
            })
            .collect(),
    }
}

fn kind_of(conflict: &MergeConflict) -> String {
    conflict.table.word().replace('_', " ")
}

/// What people call the record, from the plan or from either side when it is gone.
fn name_of(plan: &Plan, conflict: &MergeConflict) -> String {
    let known = crate::edit::label(plan, conflict.table, conflict.record);
    if !known.is_empty() {
        return known;
    }
    [&conflict.mine, &conflict.theirs, &conflict.was]
        .into_iter()
        .filter_map(Value::as_object)
        .map(crate::edit::name_of)
        .find(|name| !name.is_empty())
        .unwrap_or_else(|| "that is gone".to_owned())
}

fn sentence(plan: &Plan, conflict: &MergeConflict) -> String {
    let name = name_of(plan, conflict);
    let (mine, theirs) = (&conflict.mine_by, &conflict.theirs_by);
    let field = conflict.field.as_deref().unwrap_or_default().replace('_', " ");
    let theirs = if theirs.is_empty() { "Somebody" } else { theirs };
    match conflict.reason {
        ConflictReason::BothChanged if conflict.field.is_none() => {
            format!("{theirs} and {mine} both changed {name}.")
        }
        ConflictReason::BothChanged => format!("{theirs} and {mine} both changed {field} of {name}."),
        ConflictReason::RemovedByThem => format!("{theirs} took {name} out while {mine} changed it."),
        ConflictReason::RemovedByMe => {
            format!("{mine} took {name} out while {theirs} changed or used it.")
        }
        ConflictReason::NamesRemoved => {
            format!("{name}, as {mine} left it, names a record that {theirs} took out.")
        }
        ConflictReason::BreaksRule => {
            format!("{name} would break a rule of the plan when both edits are joined.")
        }
        ConflictReason::Overtaken => {
            format!("{mine} published a version while others had changed the plan. It is not published.")
        }
    }
}

/// Whose value a choice takes, for the log.
fn whose(conflict: &MergeConflict, choice: Choice) -> String {
    match choice {
        Choice::Mine => format!("what {} wanted", conflict.mine_by),
        Choice::Theirs if conflict.theirs_by.is_empty() => "what the plan holds".to_owned(),
        Choice::Theirs => format!("what {} left", conflict.theirs_by),
        Choice::Was => "what was before".to_owned(),
    }
}

/// The value of a choice as people read it. Theirs is what the plan holds now.
fn shown(plan: &Plan, conflict: &MergeConflict, choice: Choice) -> String {
    let now = plan.row(conflict.table, conflict.record);
    let value = match (choice, &conflict.field) {
        (Choice::Mine, _) => conflict.mine.clone(),
        (Choice::Was, _) => conflict.was.clone(),
        (Choice::Theirs, Some(field)) => now.and_then(|mut row| row.remove(field)).unwrap_or_default(),
        (Choice::Theirs, None) => now.map_or(Value::Null, Value::Object),
    };
    match (&conflict.field, &value) {
        (Some(_), value) => match crate::log::show(plan, Some(value)) {
            nothing if nothing.is_empty() => "nothing".to_owned(),
            shown => shown,
        },
        (None, Value::Object(row)) => whole(plan, conflict, choice, row),
        (None, _) => "not in the plan".to_owned(),
    }
}

/// A whole record: by its name, and where it differs from what was before.
fn whole(plan: &Plan, conflict: &MergeConflict, choice: Choice, row: &Map<String, Value>) -> String {
    let name = crate::edit::name_of(row);
    let was = conflict.was.as_object();
    let differs: Vec<String> = row
        .iter()
        .filter(|(field, _)| *field != "id" && choice != Choice::Was)
        .filter(|(field, value)| was.is_some_and(|was| was.get(*field) != Some(*value)))
        .map(|(field, value)| {
            format!(
                "{} {}",
                field.replace('_', " "),
                crate::log::show(plan, Some(value))
            )
        })
        .collect();
    match (name.is_empty(), differs.is_empty()) {
        (true, true) => "in the plan".to_owned(),
        (true, false) => differs.join(", "),
        (false, true) => format!("{name}, in the plan"),
        (false, false) => format!("{name}, with {}", differs.join(", ")),
    }
}
