//! Steps that somebody owes: conditions of a decision, actions of a meeting, reviews.

use super::words;
use crate::{AgendaItemId, Day, Instant, OwedStepId, PersonId, Subject};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

words! {
    /// Why a step is owed.
    StepKind {
        /// What it belongs to waits for it.
        Condition = "condition",
        /// To be done; nothing waits for it.
        Action = "action",
        /// A look back at what was done in a hurry.
        Review = "review",
    }
}

/// Something to be done by somebody until a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OwedStep {
    /// Identity.
    pub id: OwedStepId,
    /// Why it is owed.
    pub kind: StepKind,
    /// The item of the agenda from which it comes.
    pub item: Option<AgendaItemId>,
    /// What it belongs to.
    pub subject: Option<Subject>,
    /// What is to be done.
    pub text: String,
    /// Who does it; `None` until somebody takes it.
    pub owner: Option<PersonId>,
    /// Last good day; `None` until one is said.
    pub due: Option<Day>,
    /// When it was done.
    pub done_at: Option<Instant>,
    /// Who said so.
    pub done_by: String,
    /// What shows it.
    pub evidence: String,
}
