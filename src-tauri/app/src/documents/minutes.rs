//! The minutes of a meeting of the CAB: gathered once, for paper and for every form of text.

use super::gather::{Stamp, stamped};
use crate::frame::Facts;
use planning::cab::{self, items_of, steps_of};
use planning::{
    AgendaBlock, AgendaItem, CabMeeting, CabVerdict, Instant, MeetingState, MemberRole, OwedStep, PersonId,
    Plan, StepKind, Subject, VoteChoice, Window, wording,
};
use report::value::{
    Approval, ConsentRow, DutyRow, Fact, Listing, MinutesDocument, MinutesItem, Number, PresentRow, Prose,
    Risk, Standing, State, Verdict, VoteRow,
};

/// The minutes of a meeting; a draft until it is closed.
pub(crate) fn minutes(plan: &Plan, facts: &Facts, stamp: &Stamp, meeting: &CabMeeting) -> MinutesDocument {
    let series = plan.meetings.get(&meeting.series);
    let zone = series.map_or(plan.settings().zone, |series| series.recurrence.zone);
    let items = items_of(plan, meeting.id);
    let verdict = |item: &AgendaItem| cab::decision_of(plan, item.id).map(|decision| decision.verdict);
    let count = |wanted: CabVerdict| items.iter().filter(|item| verdict(item) == Some(wanted)).count();
    let number = |value: usize, label: &str| Number {
        value: value.to_string(),
        label: label.into(),
        note: String::new(),
    };
    let closed = meeting.state == MeetingState::Closed;
    let quorum = cab::quorum(plan, meeting);
    let name = plan.name_of_meeting(meeting);
    let chair = quorum.seats.iter().find(|seat| seat.role == MemberRole::Chair);
    let chair = chair
        .map(|seat| person(plan, seat.taken_by.or(Some(seat.person))))
        .unwrap_or_default();
    let clock = |at: Instant| at.utc().with_timezone(&zone.0).format("%H:%M").to_string();
    let times = match (meeting.opened_at, meeting.closed_at) {
        (Some(from), Some(to)) => format!("{} – {}", clock(from), clock(to)),
        (Some(from), None) => format!("{} – open", clock(from)),
        _ => "not opened".into(),
    };
    let sat = cab::elapsed(meeting, stamp.now) / 60;
    let steps = |kind: StepKind| -> Vec<&OwedStep> {
        items
            .iter()
            .flat_map(|item| steps_of(plan, item.id))
            .filter(|step| step.kind == kind)
            .collect()
    };
    let duties = |steps: Vec<&OwedStep>| -> Vec<DutyRow> {
        steps
            .into_iter()
            .map(|step| duty(plan, step, stamp.now))
            .collect()
    };
    let mut actions = steps(StepKind::Action);
    actions.extend(steps(StepKind::Review));
    MinutesDocument {
        imprint: stamped(
            plan,
            stamp,
            name.clone(),
            "Minutes",
            if closed {
                Standing::Approved
            } else {
                Standing::Draft
            },
        ),
        purpose: "Minutes".into(),
        title: name,
        subtitle: times.clone(),
        facts: vec![
            fact("When", &wording::moment(meeting.starts_at, zone), &times),
            fact("Chair", &chair, ""),
            fact("Lasted", &wording::minutes(i64::from(sat)), ""),
            fact(
                "Present",
                &format!("{} of {}", quorum.present, quorum.seats.len()),
                "",
            ),
        ],
        decision_label: "What the board decided".into(),
        decision: Prose::from(outcome(&items, &verdict)),
        numbers: vec![
            number(items.len(), "items"),
            number(count(CabVerdict::Approved), "approved"),
            number(count(CabVerdict::ApprovedIf), "with conditions"),
            number(count(CabVerdict::Deferred), "deferred"),
            number(count(CabVerdict::Rejected), "rejected"),
        ],
        present: quorum
            .seats
            .iter()
            .map(|seat| PresentRow {
                name: person(plan, Some(seat.person)),
                role: match (seat.role, seat.votes) {
                    (MemberRole::Chair, _) => "Chair".into(),
                    (_, true) => "Voter".into(),
                    (_, false) => "Adviser".into(),
                },
                verdict: match seat.taken_by {
                    Some(by) if by == seat.person => Verdict::new(State::Done, "present"),
                    Some(_) => Verdict::new(State::Conditional, "represented"),
                    None => Verdict::new(State::Pending, "absent"),
                },
                note: match seat.taken_by {
                    Some(by) if by != seat.person => format!("{} stood in", person(plan, Some(by))),
                    _ => String::new(),
                },
            })
            .collect::<Vec<_>>()
            .into(),
        quorum: Verdict::new(
            if quorum.met { State::Done } else { State::Failed },
            format!(
                "{} there, {} needed",
                wording::count(quorum.voters as usize, "voter"),
                quorum.needed
            ),
        ),
        consent: items
            .iter()
            .filter(|item| item.block == AgendaBlock::Consent)
            .map(|item| consent(plan, facts, item, verdict(item)))
            .collect::<Vec<_>>()
            .into(),
        items: items
            .iter()
            .filter(|item| item.block != AgendaBlock::Consent)
            .map(|item| talked_about(plan, facts, meeting, item, stamp.now))
            .collect::<Vec<_>>()
            .into(),
        conditions: duties(steps(StepKind::Condition)).into(),
        actions: duties(actions).into(),
        carried: duties(carried(plan, meeting)).into(),
        next: Prose::from(next(plan, meeting)),
        signing: "Whoever signs says that these minutes tell what was decided.".into(),
        signatures: Listing::from(vec![Approval {
            role: "Chair".into(),
            name: chair,
            verdict: Verdict::new(State::Pending, "to sign"),
            detail: String::new(),
        }]),
        origin: vec![
            ("Log entry".into(), plan.seq.to_string()),
            ("Digest of the plan".into(), stamp.digest.clone()),
        ],
    }
}

pub(super) fn fact(label: &str, value: &str, quiet: &str) -> Fact {
    Fact {
        label: label.into(),
        value: value.into(),
        quiet: quiet.into(),
    }
}

pub(super) fn person(plan: &Plan, id: Option<PersonId>) -> String {
    id.and_then(|id| plan.people.get(&id))
        .map(|person| person.name.clone())
        .unwrap_or_default()
}

/// `Approved: CHG-1 and CHG-2. Deferred: CHG-3.`
fn outcome(items: &[&AgendaItem], verdict: &impl Fn(&AgendaItem) -> Option<CabVerdict>) -> String {
    let named = |wanted: CabVerdict| -> Vec<&str> {
        let of_it = items.iter().filter(|item| verdict(item) == Some(wanted));
        of_it
            .map(|item| item.title.split(' ').next().unwrap_or(&item.title))
            .collect()
    };
    let said: Vec<String> = [
        (CabVerdict::Approved, "Approved"),
        (CabVerdict::ApprovedIf, "Approved with conditions"),
        (CabVerdict::Deferred, "Deferred"),
        (CabVerdict::Rejected, "Rejected"),
    ]
    .into_iter()
    .map(|(wanted, word)| (named(wanted), word))
    .filter(|(names, _)| !names.is_empty())
    .map(|(names, word)| format!("{word}: {}.", wording::list(&names)))
    .collect();
    if said.is_empty() {
        "Nothing was decided.".into()
    } else {
        said.join(" ")
    }
}

fn in_words(verdict: Option<CabVerdict>) -> Verdict {
    match verdict {
        Some(CabVerdict::Approved) => Verdict::new(State::Done, "approved"),
        Some(CabVerdict::ApprovedIf) => Verdict::new(State::Conditional, "approved with conditions"),
        Some(CabVerdict::Deferred) => Verdict::new(State::Pending, "deferred"),
        Some(CabVerdict::Rejected) => Verdict::new(State::Failed, "rejected"),
        Some(CabVerdict::Noted) => Verdict::new(State::Done, "noted"),
        None => Verdict::new(State::Pending, "not decided"),
    }
}

pub(super) fn change_of<'a>(plan: &'a Plan, item: &AgendaItem) -> Option<&'a planning::Change> {
    match item.subject {
        Some(Subject::Change(id)) => plan.changes.get(&id),
        _ => None,
    }
}

pub(super) fn risk(facts: &Facts, change: Option<&planning::Change>) -> Option<Risk> {
    change.map(|change| Risk::of(facts.level(change.id)))
}

pub(super) fn consent(
    plan: &Plan,
    facts: &Facts,
    item: &AgendaItem,
    verdict: Option<CabVerdict>,
) -> ConsentRow {
    let (reference, what) = crate::cab::parted(plan, item);
    let change = change_of(plan, item);
    ConsentRow {
        reference,
        what,
        risk: risk(facts, change),
        owner: person(plan, change.and_then(|change| change.owner)),
        verdict: in_words(verdict),
    }
}

fn talked_about(
    plan: &Plan,
    facts: &Facts,
    meeting: &CabMeeting,
    item: &AgendaItem,
    now: Instant,
) -> MinutesItem {
    let zone = plan.settings().zone;
    let (reference, title) = crate::cab::parted(plan, item);
    let change = change_of(plan, item);
    let decision = cab::decision_of(plan, item.id);
    let asked = item.questions.iter().map(|one| {
        let by = person(plan, one.by);
        let who = if by.is_empty() {
            String::new()
        } else {
            format!("{by}: ")
        };
        Prose::from(format!("{who}{} {}", one.text, one.answer).trim_end().to_owned())
    });
    let voters = cab::quorum(plan, meeting).voters_of(plan, item);
    let votes = voters.into_iter().filter_map(|voter| {
        let choice = voter.choice?;
        Some(VoteRow {
            name: person(plan, Some(voter.person)),
            verdict: match choice {
                VoteChoice::For => Verdict::new(State::Done, "for"),
                VoteChoice::Against => Verdict::new(State::Failed, "against"),
                VoteChoice::Unsure => Verdict::new(State::Pending, "unsure"),
            },
            chance: voter
                .chance
                .map(|chance| format!("{chance} %"))
                .unwrap_or_default(),
            note: voter.interest,
        })
    });
    let seconds = cab::spent(meeting, item, now);
    let read = item.read_as.as_ref().filter(|_| meeting.pre_read.is_some());
    // What the board knew when it decided, not what the plan says today.
    let stood = decision.and_then(|decision| decision.stands_on.as_ref());
    MinutesItem {
        reference,
        title,
        risk: risk(facts, change),
        at: decision
            .map(|one| {
                one.decided_at
                    .utc()
                    .with_timezone(&zone.0)
                    .format("%H:%M")
                    .to_string()
            })
            .unwrap_or_default(),
        time: format!("{} min of {}", seconds.div_ceil(60), item.minutes),
        presenter: person(plan, item.presenter),
        verdict: in_words(decision.map(|decision| decision.verdict)),
        reason: Prose::from(decision.map(|decision| decision.note.clone()).unwrap_or_default()),
        notes: asked.collect(),
        conditions: steps_of(plan, item.id)
            .filter(|step| step.kind == StepKind::Condition)
            .map(|step| duty(plan, step, now))
            .collect(),
        votes: votes.collect::<Vec<_>>().into(),
        differences: match (read, stood) {
            (Some(read), Some(stood)) => cab::differences(plan, read, stood)
                .into_iter()
                .map(|one| one.sentence)
                .collect(),
            _ => Vec::new(),
        },
    }
}

fn duty(plan: &Plan, step: &OwedStep, now: Instant) -> DutyRow {
    let late = step.due.is_some_and(|due| due < now.day_in(plan.settings().zone));
    DutyRow {
        about: step
            .subject
            .map(|subject| plan.name_of(subject))
            .unwrap_or_default(),
        what: step.text.clone(),
        owner: person(plan, step.owner),
        due: step.due.map(wording::day).unwrap_or_default(),
        verdict: match step.done_at {
            Some(_) => Verdict::new(State::Done, "met"),
            None if late => Verdict::new(State::Failed, "late"),
            None => Verdict::new(State::Pending, "open"),
        },
    }
}

/// Steps of earlier meetings that were open when this one began.
fn carried<'a>(plan: &'a Plan, meeting: &CabMeeting) -> Vec<&'a OwedStep> {
    let began = meeting.opened_at.unwrap_or(meeting.starts_at);
    let earlier = |step: &OwedStep| {
        let item = step.item.and_then(|id| plan.agenda_items.get(&id));
        let other = item.and_then(|item| plan.cab_meetings.get(&item.meeting));
        other.is_some_and(|other| other.id != meeting.id && other.starts_at < meeting.starts_at)
    };
    plan.owed_steps
        .iter()
        .filter(|step| step.kind != StepKind::Review && step.done_at.is_none_or(|done| done >= began))
        .filter(|step| earlier(step))
        .collect()
}

fn next(plan: &Plan, meeting: &CabMeeting) -> String {
    let Some(series) = plan.meetings.get(&meeting.series) else {
        return String::new();
    };
    let after = meeting.starts_at + chrono::TimeDelta::minutes(1);
    let span = Window::new(after, after + chrono::TimeDelta::days(120)).ok();
    let dates = span
        .map(|span| series.recurrence.occurrences(span))
        .unwrap_or_default();
    let first = dates
        .into_iter()
        .map(Window::start)
        .find(|start| *start > meeting.starts_at);
    first
        .map(|at| format!("{}.", wording::moment(at, series.recurrence.zone)))
        .unwrap_or_default()
}
