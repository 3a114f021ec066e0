//! The sample's CAB: who sits in it, what it decided last week, and what it meets for next.

use super::dates::{FRI, MON, THU, WED};
use super::draft::Draft;
use chrono::TimeDelta;
use planning::cab::{agenda, footing_of};
use planning::collision::Index;
use planning::{
    AgendaBlock, AgendaItem, AgendaItemId, BoardMember, CabDecision, CabMeeting, CabMeetingId, CabVerdict,
    CabVote, Change, ChangeState, Day, Instant, MeetingSeries, MeetingState, MemberRole, OwedStep, PersonId,
    RoomQuestion, StepKind, Subject, VoteChoice,
};

/// Member, chair, has a vote, delegate.
const MEMBERS: &[(&str, bool, bool, &str)] = &[
    ("sofia.brandt", true, true, "deniz.aksoy"),
    ("lena.hoff", false, true, ""),
    ("tomas.rey", false, true, ""),
    ("grace.whitfield", false, true, ""),
    ("jonas.falk", false, true, ""),
    ("nils.berger", false, true, "priya.nair"),
    ("owen.clarke", false, true, ""),
    ("aisha.bello", false, false, ""),
];

/// The members of the CAB.
pub fn members(draft: &Draft<'_>) -> Vec<BoardMember> {
    let person = |key: &str| draft.people.get(key).copied();
    MEMBERS
        .iter()
        .filter_map(|(key, chair, votes, delegate)| {
            Some(BoardMember {
                person: person(key)?,
                role: if *chair {
                    MemberRole::Chair
                } else {
                    MemberRole::Member
                },
                votes: *votes,
                delegate: person(delegate),
            })
        })
        .collect()
}

/// Change, block, verdict, note, minutes it took, who voted how with which chance.
struct Past {
    change: &'static str,
    block: AgendaBlock,
    verdict: CabVerdict,
    note: &'static str,
    seconds: u32,
    votes: &'static [(&'static str, VoteChoice, u8)],
}

const LAST: &[Past] = &[
    Past {
        change: "CHG-2150",
        block: AgendaBlock::Review,
        verdict: CabVerdict::Noted,
        note: "The batch ran past its window. Backing out took 41 min instead of 25.",
        seconds: 402,
        votes: &[],
    },
    Past {
        change: "CHG-2301",
        block: AgendaBlock::Discuss,
        verdict: CabVerdict::ApprovedIf,
        note: "Forty shops first, the rest the night after.",
        seconds: 365,
        votes: &[
            ("tomas.rey", VoteChoice::For, 90),
            ("grace.whitfield", VoteChoice::For, 85),
            ("jonas.falk", VoteChoice::Unsure, 70),
            ("owen.clarke", VoteChoice::For, 80),
            ("sofia.brandt", VoteChoice::For, 85),
        ],
    },
    Past {
        change: "CHG-2324",
        block: AgendaBlock::Discuss,
        verdict: CabVerdict::Deferred,
        note: "Support has no script for a lost phone yet.",
        seconds: 280,
        votes: &[
            ("tomas.rey", VoteChoice::For, 75),
            ("lena.hoff", VoteChoice::Against, 60),
            ("sofia.brandt", VoteChoice::Against, 60),
        ],
    },
    Past {
        change: "CHG-2303",
        block: AgendaBlock::Consent,
        verdict: CabVerdict::Approved,
        note: "",
        seconds: 45,
        votes: &[],
    },
];

/// Change, kind, text, owner, due, day it was done.
type StepRow = (
    &'static str,
    StepKind,
    &'static str,
    &'static str,
    (i64, i64),
    Option<(i64, i64)>,
);

const OWED: &[StepRow] = &[
    (
        "CHG-2150",
        StepKind::Action,
        "Find out why the posting batch ran an hour longer than in the rehearsal",
        "grace.whitfield",
        (0, WED),
        None,
    ),
    (
        "CHG-2301",
        StepKind::Condition,
        "Forty shops agreed, one in each region",
        "nils.berger",
        (-1, FRI),
        Some((-1, FRI)),
    ),
    (
        "CHG-2301",
        StepKind::Condition,
        "Back-out rehearsed on a terminal of each model",
        "nils.berger",
        (1, MON),
        None,
    ),
    (
        "CHG-2324",
        StepKind::Action,
        "Write the script for a lost phone with Support",
        "aisha.bello",
        (1, WED),
        None,
    ),
];

/// Writes the last meeting with what it decided, and the coming one with its agenda by rule.
pub fn write(draft: &mut Draft<'_>) {
    let Some(series) = draft.plan.meetings.iter().next().cloned() else {
        return;
    };
    last(draft, &series);
    coming(draft, &series);
}

fn last(draft: &mut Draft<'_>, series: &MeetingSeries) {
    let starts_at = draft.grid.at((-1, THU), "14:00");
    let after = |minutes: i64| starts_at + TimeDelta::minutes(minutes);
    let id: CabMeetingId = draft.id();
    let there = [
        "sofia.brandt",
        "lena.hoff",
        "tomas.rey",
        "grace.whitfield",
        "jonas.falk",
        "owen.clarke",
        "aisha.bello",
    ];
    draft.put(CabMeeting {
        state: MeetingState::Closed,
        present: there
            .iter()
            .filter_map(|key| draft.people.get(key).copied())
            .collect(),
        opened_at: Some(after(2)),
        closed_at: Some(after(31)),
        ..CabMeeting::planned(id, series.id, starts_at)
    });
    let index = Index::of(&draft.plan);
    for (number, past) in LAST.iter().enumerate() {
        let change = draft
            .changes
            .get(past.change)
            .and_then(|id| draft.plan.changes.get(id))
            .cloned();
        let Some(change) = change else { continue };
        let item = draft.id();
        decided(
            draft,
            &index,
            past,
            &change,
            (id, item),
            (number, after(6 + 7 * number as i64)),
        );
    }
}

fn decided(
    draft: &mut Draft<'_>,
    index: &Index,
    past: &Past,
    change: &Change,
    (meeting, item): (CabMeetingId, AgendaItemId),
    (number, at): (usize, Instant),
) {
    let person = |draft: &Draft<'_>, key: &str| -> Option<PersonId> { draft.people.get(key).copied() };
    let footing = footing_of(&draft.plan, index.risk(), change);
    let asked = RoomQuestion {
        by: person(draft, "owen.clarke"),
        text: "What does a shop do whose terminal does not come back?".into(),
        answer: "It takes the spare one from the safe; every shop has two.".into(),
    };
    draft.put(AgendaItem {
        id: item,
        meeting,
        order_index: u32::try_from(number).unwrap_or(u32::MAX),
        subject: Some(Subject::Change(change.id)),
        title: format!("{} {}", change.reference, change.title),
        block: past.block,
        minutes: if past.block == AgendaBlock::Consent { 2 } else { 5 },
        presenter: change.owner,
        seconds_spent: past.seconds,
        note: String::new(),
        questions: if past.verdict == CabVerdict::ApprovedIf {
            vec![asked]
        } else {
            Vec::new()
        },
        read_as: Some(footing.clone()),
    });
    for (key, choice, chance) in past.votes {
        let (id, Some(person)) = (draft.id(), person(draft, key)) else {
            continue;
        };
        draft.put(CabVote {
            id,
            item,
            person,
            choice: *choice,
            chance: Some(*chance),
            at,
        });
    }
    let id = draft.id();
    draft.put(CabDecision {
        id,
        item,
        verdict: past.verdict,
        note: past.note.into(),
        changed_something: matches!(past.verdict, CabVerdict::ApprovedIf | CabVerdict::Deferred),
        decided_at: at,
        by: "Sofia Brandt".into(),
        stands_on: Some(footing),
    });
    for (_, kind, text, owner, due, done) in OWED.iter().filter(|row| row.0 == past.change) {
        let (id, day): (_, Day) = (draft.id(), draft.grid.day(*due));
        draft.put(OwedStep {
            id,
            kind: *kind,
            item: Some(item),
            subject: Some(Subject::Change(change.id)),
            text: (*text).into(),
            owner: person(draft, owner),
            due: Some(day),
            done_at: done.map(|at| draft.grid.at(at, "16:00")),
            done_by: if done.is_some() {
                "Nils Berger".into()
            } else {
                String::new()
            },
            evidence: if done.is_some() {
                "List of shops, 40 of 40".into()
            } else {
                String::new()
            },
        });
    }
    if matches!(past.verdict, CabVerdict::Approved | CabVerdict::ApprovedIf) {
        draft.put(Change {
            state: ChangeState::Approved,
            ..change.clone()
        });
    }
}

fn coming(draft: &mut Draft<'_>, series: &MeetingSeries) {
    let starts_at = draft.grid.next(THU, "14:00");
    let id = draft.id();
    draft.put(CabMeeting::planned(id, series.id, starts_at));
    let index = Index::of(&draft.plan);
    for (number, proposed) in agenda(&draft.plan, &index, series, starts_at)
        .into_iter()
        .enumerate()
    {
        let item = draft.id();
        draft.put(proposed.item(item, id, u32::try_from(number).unwrap_or(u32::MAX)));
    }
}
