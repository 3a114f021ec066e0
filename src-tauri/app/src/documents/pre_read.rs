//! What a member of the board reads before a meeting: the agenda with the facts of each item, their own first.

use super::gather::{Stamp, stamped};
use super::minutes::{change_of, consent, fact, person, risk};
use crate::cab::{CabSlide, slide_of};
use crate::frame::Facts;
use planning::cab::{self, items_of};
use planning::{AgendaBlock, AgendaItem, CabMeeting, MemberRole, PersonId, Plan, Subject, wording};
use report::value::{
    Answer, ConsentRow, Number, PreReadDocument, PreReadItem, Prose, Standing, State, Verdict,
};

/// The agenda as one member reads it, or everybody.
pub(super) fn pre_read(
    plan: &Plan,
    facts: &Facts,
    stamp: &Stamp,
    meeting: &CabMeeting,
    member: Option<PersonId>,
) -> PreReadDocument {
    let series = plan.meetings.get(&meeting.series);
    let zone = series.map_or(plan.settings().zone, |series| series.recurrence.zone);
    let quorum = cab::quorum(plan, meeting);
    let chair = quorum.seats.iter().find(|seat| seat.role == MemberRole::Chair);
    let all = items_of(plan, meeting.id);
    let (together, talked): (Vec<&AgendaItem>, Vec<&AgendaItem>) =
        all.iter().partition(|item| item.block == AgendaBlock::Consent);
    let touches = |item: &AgendaItem| member.is_some_and(|person| cab::touches(plan, item, person));
    let items: Vec<PreReadItem> = all
        .iter()
        .enumerate()
        .filter(|(_, item)| item.block != AgendaBlock::Consent)
        .map(|(place, item)| {
            let slide = slide_of(plan, facts, meeting, item, meeting.starts_at);
            told(plan, facts, item, slide, place + 1, touches(item))
        })
        .collect();
    let own: Vec<&str> = all
        .iter()
        .filter(|item| touches(item))
        .map(|item| item.title.split(' ').next().unwrap_or(&item.title))
        .collect();
    let minutes = series.map_or(0, |series| cab::minutes_of(&series.agenda, &all));
    let name = plan.name_of_meeting(meeting);
    let number = |value: String, label: &str| Number {
        value,
        label: label.into(),
        note: String::new(),
    };
    let decided = talked
        .iter()
        .filter(|item| {
            matches!(
                item.subject,
                Some(Subject::Change(_) | Subject::FreezeException(_))
            )
        })
        .count();
    PreReadDocument {
        imprint: stamped(plan, stamp, name.clone(), "Pre-read", Standing::Approved),
        purpose: "To read before the meeting".into(),
        title: name,
        subtitle: member.map_or_else(
            || "For everybody at the table".into(),
            |id| format!("For {}", person(plan, Some(id))),
        ),
        facts: vec![
            fact("When", &wording::moment(meeting.starts_at, zone), ""),
            fact("Chair", &person(plan, chair.map(|seat| seat.person)), ""),
            fact("Quorum", &wording::count(quorum.needed as usize, "voter"), ""),
            fact("Planned", &wording::minutes(i64::from(minutes)), ""),
        ],
        decision_label: "What the board is asked".into(),
        decision: Prose::from(format!(
            "{} to decide, {} to approve together. {}",
            wording::count(decided, "item"),
            wording::count(together.len(), "change"),
            match (member, own.as_slice()) {
                (None, _) => String::new(),
                (Some(_), []) => "Nothing touches your team or its services.".into(),
                (Some(_), [one]) => format!("{one} touches you."),
                (Some(_), own) => format!("{} touch you.", wording::list(own)),
            }
        )),
        numbers: vec![
            number(talked.len().to_string(), "items"),
            number(together.len().to_string(), "approved together"),
            number(
                if member.is_some() {
                    own.len().to_string()
                } else {
                    "–".into()
                },
                "touch you",
            ),
            number(minutes.to_string(), "minutes"),
        ],
        items: items.into(),
        together: together
            .iter()
            .map(|item| ready(plan, facts, item, touches(item)))
            .collect::<Vec<_>>()
            .into(),
    }
}

/// A change of the block, with what it lacks to stay in it.
fn ready(plan: &Plan, facts: &Facts, item: &AgendaItem, theirs: bool) -> ConsentRow {
    let lacks = change_of(plan, item).map(cab::not_admissible).unwrap_or_default();
    let verdict = if lacks.is_empty() {
        Verdict::new(State::Done, if theirs { "ready, yours" } else { "ready" })
    } else {
        Verdict::new(State::Pending, format!("lacks {}", wording::list(&lacks)))
    };
    ConsentRow {
        verdict,
        ..consent(plan, facts, item, None)
    }
}

fn told(
    plan: &Plan,
    facts: &Facts,
    item: &AgendaItem,
    slide: CabSlide,
    number: usize,
    theirs: bool,
) -> PreReadItem {
    let mut answers: Vec<(String, Answer)> = Vec::new();
    let mut answer = |question: &str, strong: String, quiet: String| {
        answers.push((question.into(), Answer::new(strong, quiet)));
    };
    if let Some(when) = slide.when {
        answer("When does it go?", when.headline, when.sentence);
    }
    if let Some(felt) = slide.felt {
        answer("Who feels it?", felt.headline, felt.sentence);
    }
    if let Some(proof) = slide.proof {
        answer("What proves it?", proof.headline, proof.sentence);
    }
    if let Some(way) = slide.way_back {
        answer("What is the way back?", way.headline, way.sentence);
    }
    if change_of(plan, item).is_some() {
        let waits = if slide.if_wait.is_empty() {
            "Nothing known".into()
        } else {
            wording::capital(slide.if_wait.trim_end_matches('.'))
        };
        answer("What if it waits?", waits, slide.history);
    }
    PreReadItem {
        number,
        reference: slide.reference,
        title: slide.title,
        risk: risk(facts, change_of(plan, item)),
        minutes: item.minutes,
        theirs,
        asked_by: slide.asked_by,
        what: Prose::from(slide.what),
        answers,
        asked: slide.linter,
    }
}
