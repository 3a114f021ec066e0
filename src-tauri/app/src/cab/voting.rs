//! Votes, notes and what is asked in the room.

use super::held::{item_of_open, put, written};
use crate::contract::{Nothing, Written};
use crate::{Desk, WireFailure, failure};
use planning::{AgendaItemId, BoardMember, CabVote, CabVoteId, PersonId, RoomQuestion, VoteChoice};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A voter says something; nothing takes the vote back.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct VoteOnItem {
    /// The item.
    pub item: AgendaItemId,
    /// The voter.
    pub person: PersonId,
    /// What; `None` takes the vote back.
    pub choice: Option<VoteChoice>,
    /// How likely it succeeds, in per cent.
    #[serde(default)]
    pub chance: Option<u8>,
}

/// Keep a note of an item.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct NoteItem {
    /// The item.
    pub item: AgendaItemId,
    /// The note; replaces the one before.
    pub note: String,
}

/// Write down a question, or its answer.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct AskInRoom {
    /// The item.
    pub item: AgendaItemId,
    /// Which question, from 0; `None` adds one.
    #[serde(default)]
    pub number: Option<u32>,
    /// Who asks.
    #[serde(default)]
    pub by: Option<PersonId>,
    /// What; empty takes the question out.
    pub text: String,
    /// The answer.
    #[serde(default)]
    pub answer: String,
}

/// Writes down what a voter says, before the meeting or in it.
///
/// # Errors
/// Refused for somebody who has no vote, beyond 100 per cent, or when the meeting is over.
pub async fn vote_on_item(desk: &Desk, question: VoteOnItem) -> Result<Written<Nothing>, WireFailure> {
    let session = desk.session().await?;
    let mut tx = session.store.begin().await.map_err(failure::from_store)?;
    let (item, meeting) = item_of_open(tx.plan(), question.item)?;
    let person = tx.plan().people.get(&question.person).cloned();
    let person = person.ok_or_else(|| WireFailure::unknown("person"))?;
    let members = tx
        .plan()
        .meetings
        .get(&meeting.series)
        .map(|series| series.members.clone());
    let votes = |member: &BoardMember| {
        member.votes && (member.person == person.id || member.delegate == Some(person.id))
    };
    if !members.unwrap_or_default().iter().any(votes) {
        return Err(WireFailure::refused(
            "no-vote",
            format!("{} has no vote in this meeting.", person.name),
        ));
    }
    if question.chance.is_some_and(|chance| chance > 100) {
        return Err(WireFailure::malformed(
            "A chance is a number from 0 to 100 per cent.",
        ));
    }
    let known = tx
        .plan()
        .cab_votes
        .iter()
        .find(|vote| vote.item == item.id && vote.person == person.id);
    let id = known.map(|vote| vote.id);
    let sentence = match question.choice {
        Some(choice) => {
            let vote = CabVote {
                id: id.unwrap_or_else(|| CabVoteId(desk.edge().mint())),
                item: item.id,
                person: person.id,
                choice,
                chance: question.chance,
                at: desk.edge().now(),
            };
            put(&mut tx, vote)?;
            let chance = question
                .chance
                .map(|chance| format!(", {chance} %"))
                .unwrap_or_default();
            format!("{} votes {choice} {}{chance}", person.name, item.title)
        }
        None => {
            if let Some(id) = id {
                tx.remove::<CabVote>(id).map_err(failure::from_store)?;
            }
            format!("{} takes the vote on {} back", person.name, item.title)
        }
    };
    written(desk, &session, tx, "vote_on_item", sentence, Nothing {}).await
}

/// Keeps a note of an item.
///
/// # Errors
/// Refused when the meeting is over.
pub async fn note_item(desk: &Desk, question: NoteItem) -> Result<Written<Nothing>, WireFailure> {
    let session = desk.session().await?;
    let mut tx = session.store.begin().await.map_err(failure::from_store)?;
    let (mut item, _) = item_of_open(tx.plan(), question.item)?;
    item.note = question.note.trim().to_owned();
    let sentence = format!("Noted on {}: {}", item.title, item.note);
    put(&mut tx, item)?;
    written(desk, &session, tx, "note_item", sentence, Nothing {}).await
}

/// Writes down a question that was asked in the room, or its answer.
///
/// # Errors
/// Refused when the meeting is over.
pub async fn ask_in_room(desk: &Desk, question: AskInRoom) -> Result<Written<Nothing>, WireFailure> {
    let session = desk.session().await?;
    let mut tx = session.store.begin().await.map_err(failure::from_store)?;
    let (mut item, _) = item_of_open(tx.plan(), question.item)?;
    let text = question.text.trim().to_owned();
    let asked = RoomQuestion {
        by: question.by,
        text: text.clone(),
        answer: question.answer.trim().to_owned(),
    };
    let number = question.number.map(|number| number as usize);
    let sentence = match number {
        Some(number) if number >= item.questions.len() => return Err(WireFailure::unknown("question")),
        Some(number) if text.is_empty() => {
            item.questions.remove(number);
            format!("Took a question out of {}", item.title)
        }
        Some(number) => {
            item.questions[number] = asked;
            format!("Answered on {}: {text}", item.title)
        }
        None if text.is_empty() => return Err(WireFailure::refused("no-question", "Say what was asked.")),
        None => {
            item.questions.push(asked);
            format!("Asked on {}: {text}", item.title)
        }
    };
    put(&mut tx, item)?;
    written(desk, &session, tx, "ask_in_room", sentence, Nothing {}).await
}
