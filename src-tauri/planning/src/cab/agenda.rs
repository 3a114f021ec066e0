//! The agenda by rule: what was owed and what failed first, then what has to be decided by risk × urgency × collision,
//! then what is approved together, then what is told.

use super::{approval_expired, footing, meetings_of};
use crate::collision::{Collision, Index};
use crate::risk::risk_of;
use crate::{
    AgendaBlock, AgendaItem, AgendaItemId, AgendaRule, CabMeetingId, Change, ChangeKind, ChangeState,
    Footing, FreezeState, Instant, MeetingKind, MeetingSeries, MeetingState, NegotiationState, PersonId,
    Plan, Release, ReleaseId, Severity, StepKind, Subject, Window, wording,
};
use chrono::TimeDelta;
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use ts_rs::TS;

/// Days that a first meeting looks back.
const FIRST_LOOK_BACK_DAYS: i64 = 14;
/// Collisions beyond which one more makes an item no more pressing.
const MOST_COLLISIONS: u32 = 4;

/// How pressing an item is: the product of its parts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
pub struct Priority {
    /// Risk level × urgency × (1 + collisions).
    pub product: u32,
    /// 1 to 5.
    pub risk: u32,
    /// 5 within two days, 4 within four, 3 within a week, 2 within two weeks, 1 beyond.
    pub urgency: u32,
    /// Collisions about it, four at most.
    pub collisions: u32,
}

impl Priority {
    fn of(level: u8, from: Instant, to: Instant, collisions: u32) -> Self {
        let urgency = match (to - from).num_days() {
            ..=2 => 5,
            3..=4 => 4,
            5..=7 => 3,
            8..=14 => 2,
            _ => 1,
        };
        let (risk, collisions) = (u32::from(level), collisions.min(MOST_COLLISIONS));
        Self {
            product: risk * urgency * (1 + collisions),
            risk,
            urgency,
            collisions,
        }
    }
}

/// An item that the rule brings on the agenda.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposed {
    /// What it is about.
    pub subject: Option<Subject>,
    /// What it is called.
    pub title: String,
    /// What the meeting does with it.
    pub block: AgendaBlock,
    /// Minutes.
    pub minutes: u32,
    /// Who presents it.
    pub presenter: Option<PersonId>,
    /// How pressing it is.
    pub priority: Priority,
    /// Why it is on the agenda, and why in this block.
    pub why: String,
    /// The facts it stands on, of a change.
    pub footing: Option<Footing>,
}

impl Proposed {
    /// The item of a meeting's agenda.
    #[must_use]
    pub fn item(self, id: AgendaItemId, meeting: CabMeetingId, order_index: u32) -> AgendaItem {
        AgendaItem {
            id,
            meeting,
            order_index,
            subject: self.subject,
            title: self.title,
            block: self.block,
            minutes: self.minutes,
            presenter: self.presenter,
            seconds_spent: 0,
            note: String::new(),
            questions: Vec::new(),
            read_as: self.footing,
        }
    }
}

/// Minutes the rule gives to a risk level; 0 for what has none.
#[must_use]
pub fn minutes_for(rule: &AgendaRule, level: u8) -> u32 {
    match level {
        1 | 2 => rule.minutes_low,
        4 | 5 => rule.minutes_high,
        _ => rule.minutes_medium,
    }
}

/// Minutes of an agenda: what is approved together takes the minutes of one low risk.
#[must_use]
pub fn minutes_of(rule: &AgendaRule, items: &[&AgendaItem]) -> u32 {
    let is_consent = |item: &&&AgendaItem| item.block == AgendaBlock::Consent;
    let together = if items.iter().any(|item| is_consent(&item)) {
        rule.minutes_low
    } else {
        0
    };
    let single = items.iter().filter(|item| !is_consent(item));
    single.map(|item| item.minutes).sum::<u32>() + together
}

/// What a change lacks to be approved together with others; empty when nothing.
#[must_use]
pub fn not_admissible(change: &Change) -> Vec<&'static str> {
    let mut lacks = Vec::new();
    if change.back_out_minutes.is_none() {
        lacks.push("a measured back-out");
    }
    if change.risk.evidence_seen == 0 {
        lacks.push("a test");
    }
    if change.owner.is_none() {
        lacks.push("an owner");
    }
    lacks
}

/// The moment since which a meeting looks back: the last meeting of its series that was held.
#[must_use]
pub fn since(plan: &Plan, series: &MeetingSeries, starts_at: Instant) -> Instant {
    meetings_of(plan, series.id)
        .into_iter()
        .rev()
        .find(|meeting| meeting.starts_at < starts_at && meeting.state == MeetingState::Closed)
        .map_or(starts_at - TimeDelta::days(FIRST_LOOK_BACK_DAYS), |meeting| {
            meeting.starts_at
        })
}

/// The items that the rule of the series brings to a meeting, in order.
#[must_use]
pub fn agenda(plan: &Plan, index: &Index, series: &MeetingSeries, starts_at: Instant) -> Vec<Proposed> {
    let mut items = owed(plan, series);
    items.extend(since_last(plan, index, series, starts_at));
    let mut talked_about = to_decide(plan, index, series, starts_at);
    talked_about.extend(matters(plan, series, starts_at));
    talked_about.sort_by_key(|item| {
        (
            item.block != AgendaBlock::Discuss,
            Reverse(item.priority),
            item.title.clone(),
        )
    });
    items.extend(talked_about);
    items.extend(told(plan, series, starts_at));
    items
}

/// One item for everything that is still owed.
fn owed(plan: &Plan, series: &MeetingSeries) -> Vec<Proposed> {
    let open = plan
        .owed_steps
        .iter()
        .filter(|step| step.done_at.is_none() && step.kind != StepKind::Review)
        .count();
    if open == 0 {
        return Vec::new();
    }
    vec![Proposed {
        subject: None,
        title: "Conditions and actions still open".into(),
        block: AgendaBlock::Review,
        minutes: series.agenda.minutes_low,
        presenter: None,
        priority: Priority::default(),
        why: format!(
            "{} from before {} not done.",
            wording::count(open, "step"),
            if open == 1 { "is" } else { "are" }
        ),
        footing: None,
    }]
}

/// Changes that were backed out, and emergencies that went out, since the last meeting.
fn since_last(plan: &Plan, index: &Index, series: &MeetingSeries, starts_at: Instant) -> Vec<Proposed> {
    let from = since(plan, series, starts_at);
    let mut found: Vec<(Instant, Proposed)> = Vec::new();
    for change in &plan.changes {
        let Some(release) = change.release.and_then(|id| plan.releases.get(&id)) else {
            continue;
        };
        let at = release.deploy.start();
        if at < from || at >= starts_at {
            continue;
        }
        let (failed, day) = (
            change.state == ChangeState::BackedOut,
            wording::moment(at, series.recurrence.zone),
        );
        let why = match (failed, change.kind, change.state) {
            (true, _, _) => format!("Backed out, {day} with {}.", release.reference),
            (_, ChangeKind::Emergency, ChangeState::Deployed) => {
                format!("Went out as an emergency, {day} with {}.", release.reference)
            }
            _ => continue,
        };
        let mut item = of_change(plan, index, series, change, starts_at, 0);
        item.block = AgendaBlock::Review;
        item.minutes = if failed {
            series.agenda.minutes_medium
        } else {
            series.agenda.minutes_low
        };
        item.why = why;
        found.push((at, item));
    }
    found.sort_by(|one, other| (other.0, &one.1.title).cmp(&(one.0, &other.1.title)));
    found.into_iter().map(|(_, item)| item).collect()
}

fn of_change(
    plan: &Plan,
    index: &Index,
    series: &MeetingSeries,
    change: &Change,
    starts_at: Instant,
    collisions: u32,
) -> Proposed {
    let level = risk_of(plan, index.risk(), change).level;
    let footing = footing(plan, level, change);
    let goes = footing.deploy.map_or(starts_at, Window::start);
    Proposed {
        subject: Some(Subject::Change(change.id)),
        title: format!("{} {}", change.reference, change.title),
        block: AgendaBlock::Discuss,
        minutes: minutes_for(&series.agenda, level),
        presenter: change.owner,
        priority: Priority::of(level, starts_at, goes, collisions),
        why: String::new(),
        footing: Some(footing),
    }
}

/// Collisions that weigh, about each change.
fn collisions_about(index: &Index) -> BTreeMap<Subject, (u32, bool)> {
    let mut about: BTreeMap<Subject, (u32, bool)> = BTreeMap::new();
    for collision in index.collisions() {
        if collision.severity < Severity::Warning {
            continue;
        }
        for subject in &collision.subjects {
            let known = about.entry(*subject).or_default();
            known.0 += 1;
            known.1 |= collision.severity == Severity::Error;
        }
    }
    about
}

/// Changes that deploy in the days ahead and are not approved, or whose approval has expired.
fn to_decide(plan: &Plan, index: &Index, series: &MeetingSeries, starts_at: Instant) -> Vec<Proposed> {
    let ahead = TimeDelta::days(i64::from(series.agenda.days_ahead));
    let about = collisions_about(index);
    let emergencies_apart = plan
        .meetings
        .iter()
        .any(|other| other.kind == MeetingKind::Emergency);
    let is_ours = |change: &Change| match (series.kind, change.kind) {
        (_, ChangeKind::Standard) => false,
        (MeetingKind::Normal, ChangeKind::Emergency) => !emergencies_apart,
        (MeetingKind::Normal, ChangeKind::Normal) => true,
        (MeetingKind::Emergency, kind) => kind == ChangeKind::Emergency,
    };
    let known = |subject: Subject| about.get(&subject).copied().unwrap_or_default();
    let mut releases: BTreeMap<ReleaseId, u32> = BTreeMap::new();
    let mut found = Vec::new();
    for change in plan
        .changes
        .iter()
        .filter(|change| change.is_open() && is_ours(change))
    {
        let Some(release) = change.release.and_then(|id| plan.releases.get(&id)) else {
            continue;
        };
        let goes = release.deploy.start();
        if !release.is_open() || goes < starts_at || goes >= starts_at + ahead {
            continue;
        }
        let expired = approval_expired(plan, index.risk(), change);
        if change.state == ChangeState::Approved && expired.is_none() {
            continue;
        }
        let (collisions, _) = known(Subject::Change(change.id));
        let mut item = of_change(plan, index, series, change, starts_at, collisions);
        let lacks = not_admissible(change);
        let level = item.priority.risk;
        item.why = if let Some(why) = &expired {
            format!("Its approval has expired: {why}.")
        } else if level >= u32::from(series.agenda.discuss_from.number()) {
            format!(
                "Risk {level}, discussed from {}.",
                series.agenda.discuss_from.number()
            )
        } else if collisions > 0 {
            format!(
                "Risk {level}, with {}.",
                wording::count(collisions as usize, "collision")
            )
        } else if lacks.is_empty() {
            item.block = AgendaBlock::Consent;
            format!("Risk {level}, no collision; back-out, tests and owner are known.")
        } else {
            format!("Risk {level}; it lacks {}.", wording::list(&lacks))
        };
        let highest = releases.entry(release.id).or_default();
        *highest = level.max(*highest);
        found.push(item);
    }
    found.extend(releases.into_iter().filter_map(|(id, level)| {
        let release = plan.releases.get(&id)?;
        let (_, stopped) = known(Subject::Release(id));
        stopped.then(|| of_release(index, series, release, starts_at, level))
    }));
    found
}

/// A release that does not hold as it stands: talked about once, not once for each of its changes.
fn of_release(
    index: &Index,
    series: &MeetingSeries,
    release: &Release,
    starts_at: Instant,
    level: u32,
) -> Proposed {
    let about = |collision: &&Collision| {
        collision.severity == Severity::Error && collision.is_about(Subject::Release(release.id))
    };
    let errors: Vec<&Collision> = index.collisions().iter().filter(about).collect();
    let why: Vec<&str> = errors.iter().take(2).map(|one| one.sentence.as_str()).collect();
    Proposed {
        subject: Some(Subject::Release(release.id)),
        title: format!("{} {}", release.reference, release.title),
        block: AgendaBlock::Discuss,
        minutes: series.agenda.minutes_medium,
        presenter: release.owner,
        priority: Priority::of(
            u8::try_from(level).unwrap_or(5),
            starts_at,
            release.deploy.start(),
            u32::try_from(errors.len()).unwrap_or(u32::MAX),
        ),
        why: why.join(" "),
        footing: None,
    }
}

/// Requests for exceptions and escalated talks.
fn matters(plan: &Plan, series: &MeetingSeries, starts_at: Instant) -> Vec<Proposed> {
    if series.kind == MeetingKind::Emergency {
        return Vec::new();
    }
    let matter = |subject: Subject, title: String, goes: Instant, why: String| Proposed {
        subject: Some(subject),
        title,
        block: AgendaBlock::Discuss,
        minutes: series.agenda.minutes_medium,
        presenter: None,
        priority: Priority::of(3, starts_at, goes, 0),
        why,
        footing: None,
    };
    let requests = plan.exceptions.iter().filter(|request| request.is_open());
    let mut found: Vec<Proposed> = requests
        .filter_map(|request| {
            let freeze = plan.freezes.get(&request.freeze)?;
            let goes = request.slot.map_or(freeze.window.start(), Window::start);
            Some(matter(
                Subject::FreezeException(request.id),
                format!("{} Exception to {}", request.reference, freeze.name),
                goes,
                format!("{} asks: {}", request.requester, request.reason),
            ))
        })
        .collect();
    let talks = plan
        .negotiations
        .iter()
        .filter(|talks| talks.state == NegotiationState::Escalated);
    found.extend(talks.filter_map(|talks| {
        let freeze = plan.freezes.get(&talks.freeze)?;
        Some(matter(
            Subject::Negotiation(talks.id),
            format!("{}: {}", talks.reference, freeze.name),
            talks.ends_by.unwrap_or(freeze.window.start()),
            "The talks were brought before the decider.".into(),
        ))
    }));
    found
}

/// Freezes that begin in the days ahead.
fn told(plan: &Plan, series: &MeetingSeries, starts_at: Instant) -> Vec<Proposed> {
    if series.kind == MeetingKind::Emergency {
        return Vec::new();
    }
    let until = starts_at + TimeDelta::days(i64::from(series.agenda.days_ahead));
    let mut freezes: Vec<_> = plan
        .freezes
        .iter()
        .filter(|freeze| freeze.state == FreezeState::Agreed)
        .filter(|freeze| freeze.window.start() >= starts_at && freeze.window.start() < until)
        .collect();
    freezes.sort_by_key(|freeze| (freeze.window.start(), freeze.id));
    freezes
        .into_iter()
        .map(|freeze| Proposed {
            subject: Some(Subject::Freeze(freeze.id)),
            title: freeze.name.clone(),
            block: AgendaBlock::Inform,
            minutes: 1,
            presenter: None,
            priority: Priority::default(),
            why: format!("Agreed, {}.", wording::days(freeze.window, plan.settings().zone)),
            footing: None,
        })
        .collect()
}
