//! What a member of the board reads before a meeting, as a value.

use super::{Answer, ConsentRow, Fact, Imprint, Listing, Number, Prose, Risk};

/// The agenda with the facts of each item; what touches the reader comes first.
#[derive(Clone, Debug, PartialEq)]
pub struct PreReadDocument {
    /// Head, foot, file description.
    pub imprint: Imprint,
    /// `To read before the meeting`
    pub purpose: String,
    /// `Change advisory board, Wed 18 Nov`
    pub title: String,
    /// `For Hanne Østergaard, who votes`
    pub subtitle: String,
    /// When, chair, quorum, minutes: up to four.
    pub facts: Vec<Fact>,
    /// `What the board is asked`
    pub decision_label: String,
    /// What touches the reader, in a sentence or two.
    pub decision: Prose,
    /// Items, yours, minutes.
    pub numbers: Vec<Number>,
    /// Items that are talked about, in the order of the agenda.
    pub items: Listing<PreReadItem>,
    /// Items approved together without talk.
    pub together: Listing<ConsentRow>,
}

/// An item of the agenda.
#[derive(Clone, Debug, PartialEq)]
pub struct PreReadItem {
    /// Its place on the agenda, from 1.
    pub number: usize,
    /// `CHG-1042`; empty when the item is about nothing in the plan.
    pub reference: String,
    /// Its title.
    pub title: String,
    /// Its risk.
    pub risk: Option<Risk>,
    /// Minutes planned for it.
    pub minutes: u32,
    /// True when it touches the reader's services, team or own change.
    pub theirs: bool,
    /// Who asks for it; may be empty.
    pub asked_by: String,
    /// What and why.
    pub what: Prose,
    /// A question with its answer from live data: when, who feels it, what proves it, the way back.
    pub answers: Vec<(String, Answer)>,
    /// What the plan itself would ask, a line each.
    pub asked: Vec<String>,
}
