//! Conditions, actions and reviews: written down, changed, ticked.

use super::held::{item_of_open, put, written};
use crate::contract::{Nothing, Written};
use crate::{Desk, WireFailure, failure};
use planning::{AgendaItemId, Day, OwedStep, OwedStepId, PersonId, Plan, StepKind, cab};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Write down what is owed.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct AddStep {
    /// The item it comes from.
    pub item: AgendaItemId,
    /// Condition, action or review.
    pub kind: StepKind,
    /// What.
    pub text: String,
    /// Who.
    #[serde(default)]
    pub owner: Option<PersonId>,
    /// Until when.
    #[serde(default)]
    pub due: Option<Day>,
}

/// What was written down.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct AddedStep {
    /// Identity.
    pub id: OwedStepId,
}

/// Change what is owed.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ChangeStep {
    /// The step.
    pub step: OwedStepId,
    /// What.
    pub text: String,
    /// Who.
    #[serde(default)]
    pub owner: Option<PersonId>,
    /// Until when.
    #[serde(default)]
    pub due: Option<Day>,
}

/// Tick it, or take the tick back.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct TickStep {
    /// The step.
    pub step: OwedStepId,
    /// True when done.
    pub done: bool,
    /// What shows it.
    #[serde(default)]
    pub evidence: String,
}

/// Take it out again.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct DropStep {
    /// The step.
    pub step: OwedStepId,
}

fn known(plan: &Plan, id: OwedStepId) -> Result<OwedStep, WireFailure> {
    let step = plan.owed_steps.get(&id);
    step.cloned().ok_or_else(|| WireFailure::unknown("step"))
}

fn in_words(text: &str) -> Result<String, WireFailure> {
    match text.trim() {
        "" => Err(WireFailure::refused("no-text", "Say what is to be done.")),
        text => Ok(text.to_owned()),
    }
}

/// Writes down a condition, an action or a review.
///
/// # Errors
/// Refused without words, or when the meeting is over.
pub async fn add_step(desk: &Desk, question: AddStep) -> Result<Written<AddedStep>, WireFailure> {
    let session = desk.session().await?;
    let mut tx = session.store.begin().await.map_err(failure::from_store)?;
    let (item, _) = item_of_open(tx.plan(), question.item)?;
    let id = OwedStepId(desk.edge().mint());
    let step = OwedStep {
        id,
        kind: question.kind,
        item: Some(item.id),
        subject: item.subject,
        text: in_words(&question.text)?,
        owner: question.owner,
        due: question.due,
        done_at: None,
        done_by: String::new(),
        evidence: String::new(),
    };
    let sentence = format!(
        "Wrote down a {} of {}: {}",
        step.kind,
        item.title,
        cab::step_in_words(tx.plan(), &step)
    );
    put(&mut tx, step)?;
    written(desk, &session, tx, "add_step", sentence, AddedStep { id }).await
}

/// Changes words, owner or date of what is owed.
///
/// # Errors
/// Refused without words, or when it is done.
pub async fn change_step(desk: &Desk, question: ChangeStep) -> Result<Written<Nothing>, WireFailure> {
    let session = desk.session().await?;
    let mut tx = session.store.begin().await.map_err(failure::from_store)?;
    let mut step = known(tx.plan(), question.step)?;
    if step.done_at.is_some() {
        return Err(WireFailure::refused(
            "step-done",
            format!("“{}” is done; take the tick back first.", step.text),
        ));
    }
    step.text = in_words(&question.text)?;
    step.owner = question.owner;
    step.due = question.due;
    let sentence = format!(
        "Changed the {}: {}",
        step.kind,
        cab::step_in_words(tx.plan(), &step)
    );
    put(&mut tx, step)?;
    written(desk, &session, tx, "change_step", sentence, Nothing {}).await
}

/// Ticks what is owed, or takes the tick back. The last condition that is ticked lets its release go.
///
/// # Errors
/// Refused when it is unknown.
pub async fn tick_step(desk: &Desk, question: TickStep) -> Result<Written<Nothing>, WireFailure> {
    let session = desk.session().await?;
    let mut tx = session.store.begin().await.map_err(failure::from_store)?;
    let mut step = known(tx.plan(), question.step)?;
    let sentence = if question.done {
        step.done_at = Some(desk.edge().now());
        step.done_by = desk.edge().author();
        step.evidence = question.evidence.trim().to_owned();
        format!("Ticked: {}", step.text)
    } else {
        step.done_at = None;
        step.done_by = String::new();
        format!("Took the tick back: {}", step.text)
    };
    put(&mut tx, step)?;
    written(desk, &session, tx, "tick_step", sentence, Nothing {}).await
}

/// Takes a step out while its meeting is not over.
///
/// # Errors
/// Refused when the meeting is over: what it wrote down stands.
pub async fn drop_step(desk: &Desk, question: DropStep) -> Result<Written<Nothing>, WireFailure> {
    let session = desk.session().await?;
    let mut tx = session.store.begin().await.map_err(failure::from_store)?;
    let step = known(tx.plan(), question.step)?;
    if let Some(item) = step.item {
        item_of_open(tx.plan(), item)?;
    }
    tx.remove::<OwedStep>(step.id).map_err(failure::from_store)?;
    let sentence = format!("Took the {} out: {}", step.kind, step.text);
    written(desk, &session, tx, "drop_step", sentence, Nothing {}).await
}
