//! Who is there, who may vote, and whether that is enough.

use crate::{
    AgendaItem, BoardMember, CabMeeting, CabVote, MemberRole, PersonId, Plan, Subject, VoteChoice, wording,
};
use serde::Serialize;
use ts_rs::TS;

/// A seat at the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Seat {
    /// Whose.
    pub person: PersonId,
    /// Chair or member.
    pub role: MemberRole,
    /// True when it has a vote.
    pub votes: bool,
    /// Who sits on it now: the member, or the delegate; `None` when it is empty.
    pub taken_by: Option<PersonId>,
}

/// Who is there, against who must be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Quorum {
    /// Seats, the chair's first, then as the series names them.
    pub seats: Vec<Seat>,
    /// Seats that are taken.
    pub present: u32,
    /// Voting seats that are taken.
    pub voters: u32,
    /// Voting seats that must be.
    pub needed: u32,
    /// True when a decision can be made.
    pub met: bool,
    /// `7 of 8 present, quorum met`.
    pub sentence: String,
}

/// Who is there of a meeting's series. A delegate counts for one absent member.
#[must_use]
pub fn quorum(plan: &Plan, meeting: &CabMeeting) -> Quorum {
    let Some(series) = plan.meetings.get(&meeting.series) else {
        return of(&[], 0, &meeting.present);
    };
    of(&series.members, series.quorum, &meeting.present)
}

fn of(members: &[BoardMember], needed: u32, present: &[PersonId]) -> Quorum {
    let is_member = |id: PersonId| members.iter().any(|member| member.person == id);
    let mut used: Vec<PersonId> = Vec::new();
    let mut seats: Vec<Seat> = Vec::new();
    let mut ordered: Vec<&BoardMember> = members.iter().collect();
    ordered.sort_by_key(|member| member.role);
    for member in ordered {
        let here = present.contains(&member.person).then_some(member.person);
        // Whoever has a seat of their own sits on it, and on no other.
        let stand_in = || {
            member
                .delegate
                .filter(|delegate| present.contains(delegate))
                .filter(|delegate| !is_member(*delegate) && !used.contains(delegate))
        };
        let taken_by = here.or_else(stand_in);
        used.extend(taken_by);
        seats.push(Seat {
            person: member.person,
            role: member.role,
            votes: member.votes,
            taken_by,
        });
    }
    let count = |test: fn(&Seat) -> bool| {
        u32::try_from(seats.iter().filter(|seat| test(seat)).count()).unwrap_or(u32::MAX)
    };
    let there = count(|seat| seat.taken_by.is_some());
    let voters = count(|seat| seat.taken_by.is_some() && seat.votes);
    let met = voters >= needed;
    let said = if needed == 0 {
        "no quorum is asked for".to_owned()
    } else if met {
        "quorum met".to_owned()
    } else {
        let missing = (needed - voters) as usize;
        format!("{} short of the quorum", wording::count(missing, "voter"))
    };
    Quorum {
        sentence: format!("{there} of {} present, {said}", seats.len()),
        seats,
        present: there,
        voters,
        needed,
        met,
    }
}

/// A voter of an item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Voter {
    /// Who votes: the member, or the delegate on the seat.
    pub person: PersonId,
    /// True for the chair's seat, which decides last.
    pub chair: bool,
    /// What was said; `None` when nothing yet.
    pub choice: Option<VoteChoice>,
    /// Per cent.
    pub chance: Option<u8>,
    /// Why the voter may be torn; empty when nothing is known.
    pub interest: String,
}

impl Quorum {
    /// Everybody who may vote on the item, with what they said. Who voted and left is still counted.
    #[must_use]
    pub fn voters_of(&self, plan: &Plan, item: &AgendaItem) -> Vec<Voter> {
        let votes: Vec<&CabVote> = plan
            .cab_votes
            .iter()
            .filter(|vote| vote.item == item.id)
            .collect();
        let mut voters: Vec<Voter> = Vec::new();
        for seat in self.seats.iter().filter(|seat| seat.votes) {
            let voted = votes.iter().any(|vote| vote.person == seat.person);
            let Some(person) = seat.taken_by.or(voted.then_some(seat.person)) else {
                continue;
            };
            let vote = votes
                .iter()
                .filter(|vote| vote.person == person)
                .max_by_key(|vote| (vote.at, vote.id));
            voters.push(Voter {
                person,
                chair: seat.role == MemberRole::Chair,
                choice: vote.map(|vote| vote.choice),
                chance: vote.and_then(|vote| vote.chance),
                interest: interest(plan, item, person).unwrap_or_default(),
            });
        }
        voters
    }
}

/// Why the person may be torn about the item: it is theirs, or their team's release.
#[must_use]
pub fn interest(plan: &Plan, item: &AgendaItem, person: PersonId) -> Option<String> {
    let Some(Subject::Change(id)) = item.subject else {
        return None;
    };
    let change = plan.changes.get(&id)?;
    let name = &plan.people.get(&person)?.name;
    if change.owner == Some(person) {
        return Some(format!("{name} answers for {}.", change.reference));
    }
    if item.presenter == Some(person) {
        return Some(format!("{name} presents {}.", change.reference));
    }
    let release = plan.releases.get(&change.release?)?;
    (release.owner == Some(person)).then(|| format!("{name} answers for {}.", release.reference))
}

/// `5 for, 1 unsure, chair decides last`.
#[must_use]
pub fn tally(voters: &[Voter]) -> String {
    let mut said: Vec<String> = VoteChoice::ALL
        .iter()
        .map(|choice| {
            let count = voters
                .iter()
                .filter(|voter| voter.choice == Some(*choice))
                .count();
            (count, choice)
        })
        .filter(|(count, _)| *count > 0)
        .map(|(count, choice)| format!("{count} {choice}"))
        .collect();
    if said.is_empty() {
        said.push("No vote yet".into());
    }
    if voters.iter().any(|voter| voter.chair && voter.choice.is_none()) {
        said.push("chair decides last".into());
    }
    said.join(", ")
}
