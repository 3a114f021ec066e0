//! The slide of an item: one change, from live data, with what was asked, owed, voted and decided about it.

use super::slide_facts::{SlideFelt, SlideProof, SlideWayBack, SlideWhen, felt, proven, way_back, when};
use super::view::{lacks, parted};
use crate::frame::{Facts, PersonMark, facts, mark};
use crate::{Desk, WireFailure};
use planning::cab::{self, Differing, Voter, footing, steps_of};
use planning::schedule::schedule;
use planning::{
    AgendaBlock, AgendaItem, AgendaItemId, CabMeeting, CabMeetingId, CabVerdict, Change, Instant, OwedStep,
    Plan, Release, ReleaseId, Subject, wording,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which item.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ItemQuestion {
    /// The item.
    pub item: AgendaItemId,
}

/// Something owed, with names.
#[derive(Clone, Debug, Serialize, TS)]
pub struct CabStep {
    /// The step.
    pub step: OwedStep,
    /// Who owes it.
    pub owner: Option<PersonMark>,
    /// What it belongs to, e.g. `CHG-2140`; empty for none.
    pub about: String,
    /// True when its day has passed and it is not done.
    pub overdue: bool,
}

/// A voter with a name.
#[derive(Clone, Debug, Serialize, TS)]
pub struct CabVoter {
    /// What was said.
    pub voter: Voter,
    /// Who.
    pub person: PersonMark,
}

/// A question of the room with a name.
#[derive(Clone, Debug, Serialize, TS)]
pub struct CabAsked {
    /// Who asked; `None` when nobody wrote it down.
    pub by: Option<PersonMark>,
    /// What.
    pub text: String,
    /// The answer.
    pub answer: String,
}

/// What was decided.
#[derive(Clone, Debug, Serialize, TS)]
pub struct CabDecisionView {
    /// The verdict.
    pub verdict: CabVerdict,
    /// Why.
    pub note: String,
    /// When.
    pub decided_at: Instant,
    /// Who wrote it down.
    pub by: String,
}

/// A change that is approved together with others.
#[derive(Clone, Debug, Serialize, TS)]
pub struct CabConsentLine {
    /// The item.
    pub item: AgendaItemId,
    /// Reference.
    pub reference: String,
    /// Title.
    pub title: String,
    /// Risk level.
    pub level: u8,
    /// When it goes; empty when it goes nowhere.
    pub when: String,
    /// Minutes to back out.
    pub back_out_minutes: Option<u32>,
    /// Who answers for it.
    pub owner: String,
    /// What was decided.
    pub verdict: Option<CabVerdict>,
    /// What it lacks to be approved together.
    pub lacks: Vec<String>,
}

/// The release an item is about or rides.
#[derive(Clone, Debug, Serialize, TS)]
pub struct CabRelease {
    /// Identity.
    pub id: ReleaseId,
    /// Reference.
    pub reference: String,
    /// Title.
    pub title: String,
    /// True while it may still be moved.
    pub movable: bool,
}

/// The slide of an item.
#[derive(Clone, Debug, Serialize, TS)]
pub struct CabSlide {
    /// The item.
    pub item: AgendaItemId,
    /// Its meeting.
    pub meeting: CabMeetingId,
    /// Its place, from one.
    pub number: u32,
    /// How many there are.
    pub of: u32,
    /// Its block.
    pub block: AgendaBlock,
    /// What it is about.
    pub subject: Option<Subject>,
    /// Reference.
    pub reference: String,
    /// The claim.
    pub title: String,
    /// The release it rides.
    pub release: Option<CabRelease>,
    /// Who asks for it.
    pub asked_by: String,
    /// Risk level; 0 without one.
    pub level: u8,
    /// What drives the risk, the three heaviest.
    pub drivers: Vec<String>,
    /// What and why.
    pub what: String,
    /// What it costs to wait; empty when nothing is known.
    pub if_wait: String,
    /// When it goes.
    pub when: Option<SlideWhen>,
    /// Who feels it.
    pub felt: Option<SlideFelt>,
    /// What proves it.
    pub proof: Option<SlideProof>,
    /// The way back.
    pub way_back: Option<SlideWayBack>,
    /// What the plan itself would ask.
    pub linter: Vec<String>,
    /// What became of earlier changes of its services.
    pub history: String,
    /// What was asked in the room.
    pub asked: Vec<CabAsked>,
    /// What is owed: of this item, or all that is still open.
    pub steps: Vec<CabStep>,
    /// Everybody who may vote on it.
    pub voters: Vec<CabVoter>,
    /// `5 for, 1 unsure, chair decides last`.
    pub tally: String,
    /// What was decided.
    pub decision: Option<CabDecisionView>,
    /// What changed since the members read it.
    pub differences: Vec<Differing>,
    /// Everything that is approved together, when that is what the slide is of.
    pub consent: Vec<CabConsentLine>,
    /// What to keep of it; not for the audience.
    pub note: String,
}

/// The slide of an item.
///
/// # Errors
/// Refused when it is not on an agenda.
pub async fn slide(desk: &Desk, question: ItemQuestion) -> Result<CabSlide, WireFailure> {
    let session = desk.session().await?;
    let plan = session.store.plan();
    let derived = facts(&session, &plan);
    let now = desk.edge().now();
    let item = plan.agenda_items.get(&question.item);
    let item = item.ok_or_else(|| WireFailure::unknown("item of the agenda"))?;
    let meeting = plan
        .cab_meetings
        .get(&item.meeting)
        .ok_or_else(|| WireFailure::unknown("meeting"))?;
    Ok(of(&plan, &derived, meeting, item, now))
}

pub(crate) fn of(
    plan: &Plan,
    facts: &Facts,
    meeting: &CabMeeting,
    item: &AgendaItem,
    now: Instant,
) -> CabSlide {
    let items = cab::items_of(plan, meeting.id);
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let place = items.iter().position(|one| one.id == item.id).unwrap_or(0);
    let change = match item.subject {
        Some(Subject::Change(id)) => plan.changes.get(&id),
        _ => None,
    };
    let release = match item.subject {
        Some(Subject::Release(id)) => Some(id),
        _ => change.and_then(|change| change.release),
    };
    let release = release.and_then(|id| plan.releases.get(&id));
    let night = release.and_then(|release| schedule(plan, facts.graph(), release.id));
    let (reference, title) = parted(plan, item);
    let voters = cab::quorum(plan, meeting).voters_of(plan, item);
    let together = item.block == AgendaBlock::Consent;
    let score = change.and_then(|change| facts.risks.get(&change.id));
    CabSlide {
        item: item.id,
        meeting: meeting.id,
        number: count(place + 1),
        of: count(items.len()),
        block: item.block,
        subject: item.subject,
        reference,
        title,
        release: release.map(|release| CabRelease {
            id: release.id,
            reference: release.reference.to_string(),
            title: release.title.clone(),
            movable: release.is_open(),
        }),
        asked_by: change.map(|change| asked_by(plan, change)).unwrap_or_default(),
        level: change.map_or(0, |change| facts.level(change.id)),
        drivers: score.map(drivers).unwrap_or_default(),
        what: what(plan, facts, item, change),
        if_wait: change.map(|change| if_wait(plan, change)).unwrap_or_default(),
        when: release.map(|release| when(plan, facts, release, change, night.as_ref())),
        felt: change.map(|change| felt(plan, facts, &change.services)),
        proof: change.map(|change| proven(plan, facts, change)),
        way_back: change.map(|change| way_back(plan, change, release, night.as_ref())),
        linter: change
            .map(|change| linter(plan, facts, change))
            .unwrap_or_default(),
        history: change.map(history).unwrap_or_default(),
        asked: item
            .questions
            .iter()
            .map(|asked| CabAsked {
                by: asked.by.and_then(|id| plan.people.get(&id)).map(mark),
                text: asked.text.clone(),
                answer: asked.answer.clone(),
            })
            .collect(),
        steps: steps(plan, item, now),
        tally: cab::tally(&voters),
        voters: voters
            .into_iter()
            .filter_map(|voter| {
                Some(CabVoter {
                    person: mark(plan.people.get(&voter.person)?),
                    voter,
                })
            })
            .collect(),
        decision: cab::decision_of(plan, item.id).map(|decision| CabDecisionView {
            verdict: decision.verdict,
            note: decision.note.clone(),
            decided_at: decision.decided_at,
            by: decision.by.clone(),
        }),
        differences: match (change, &item.read_as, meeting.pre_read) {
            (Some(change), Some(was), Some(_)) => {
                cab::differences(plan, was, &footing(plan, facts.level(change.id), change))
            }
            _ => Vec::new(),
        },
        consent: if together {
            consent(plan, facts, &items)
        } else {
            Vec::new()
        },
        note: item.note.clone(),
    }
}

fn asked_by(plan: &Plan, change: &Change) -> String {
    let owner = change
        .owner
        .and_then(|id| plan.people.get(&id))
        .map(|person| person.name.clone());
    let team = change
        .team
        .and_then(|id| plan.teams.get(&id))
        .map(|team| team.name.clone());
    let parts: Vec<String> = owner.into_iter().chain(team).collect();
    parts.join(", ")
}

fn drivers(score: &planning::risk::RiskScore) -> Vec<String> {
    let mut parts: Vec<_> = score.parts.iter().filter(|part| part.points > 0).collect();
    parts.sort_by_key(|part| std::cmp::Reverse(part.points));
    parts
        .into_iter()
        .take(3)
        .map(|part| format!("{} {}: {}", part.name, part.points, part.why))
        .collect()
}

fn what(plan: &Plan, facts: &Facts, item: &AgendaItem, change: Option<&Change>) -> String {
    if let Some(change) = change {
        return change.description.clone();
    }
    let said = match item.subject {
        Some(Subject::Release(id)) => facts
            .about(Subject::Release(id))
            .take(3)
            .map(|collision| collision.sentence.clone())
            .collect::<Vec<_>>()
            .join(" "),
        Some(Subject::FreezeException(id)) => plan
            .exceptions
            .get(&id)
            .map(|request| format!("{} asks: {}", request.requester, request.reason))
            .unwrap_or_default(),
        Some(Subject::Freeze(id)) => plan
            .freezes
            .get(&id)
            .map(|freeze| {
                format!(
                    "{}: {}",
                    wording::days(freeze.window, plan.settings().zone),
                    freeze.reason
                )
            })
            .unwrap_or_default(),
        Some(Subject::Negotiation(id)) => plan
            .negotiations
            .get(&id)
            .map(|talks| talks.escalation.clone())
            .unwrap_or_default(),
        _ => String::new(),
    };
    said.trim().to_owned()
}

/// What waiting costs: money, a date, changes that wait too.
fn if_wait(plan: &Plan, change: &Change) -> String {
    let mut said = Vec::new();
    if change.value_per_week > 0 {
        let sum = wording::thousands(u64::from(change.value_per_week));
        said.push(format!("each week costs {}{sum}", plan.settings().currency));
    }
    if let Some(due) = change.due {
        said.push(match due.kind {
            planning::DueKind::Legal => format!("the law wants it by {}", wording::dated(due.on)),
            planning::DueKind::Contract => format!("it is promised for {}", wording::dated(due.on)),
            planning::DueKind::Wish => format!("it is wished for by {}", wording::dated(due.on)),
        });
    }
    let behind: Vec<&str> = plan
        .changes
        .iter()
        .filter(|other| other.is_open() && other.requires.contains(&change.id))
        .map(|other| other.reference.as_str())
        .collect();
    if !behind.is_empty() {
        let verb = if behind.len() == 1 { "waits" } else { "wait" };
        said.push(format!("{} {verb} too", wording::list(&behind)));
    }
    match said.as_slice() {
        [] => String::new(),
        said => format!("{}.", wording::list(said)),
    }
}

/// What the plan would ask: its proof's gaps are on the slide, so these are its neighbours' questions.
fn linter(plan: &Plan, facts: &Facts, change: &Change) -> Vec<String> {
    let mut asked: Vec<String> = facts
        .about(Subject::Change(change.id))
        .map(|collision| collision.sentence.clone())
        .collect();
    if change.deferrals > 0 {
        let times = wording::count(change.deferrals as usize, "time");
        asked.push(format!("It was deferred {times}. What is different now?"));
    }
    if change.risk.overridden.is_some() {
        asked.push("Its risk was set by hand. By whom, and why?".into());
    }
    let unknown: Vec<&str> = change
        .services
        .iter()
        .filter_map(|id| plan.services.get(id))
        .filter(|service| service.dependencies_known == planning::Knowledge::Unknown)
        .map(|service| service.name.as_str())
        .collect();
    if !unknown.is_empty() {
        asked.push(format!(
            "Nobody has said what {} needs. Who knows?",
            wording::list(&unknown)
        ));
    }
    asked.truncate(3);
    asked
}

fn history(change: &Change) -> String {
    match (change.risk.failed_before, change.risk.done_before) {
        (_, 0) => "No past change of its services is known.".into(),
        (failed, done) => format!(
            "{failed} of {} of its services failed.",
            wording::count(done as usize, "past change")
        ),
    }
}

/// What is owed: of the item, or everything still open on the item that asks after it.
fn steps(plan: &Plan, item: &AgendaItem, now: Instant) -> Vec<CabStep> {
    let today = now.day_in(plan.settings().zone);
    let view = |step: &OwedStep| CabStep {
        owner: step.owner.and_then(|id| plan.people.get(&id)).map(mark),
        about: step
            .subject
            .map(|subject| plan.name_of(subject))
            .unwrap_or_default(),
        overdue: step.done_at.is_none() && step.due.is_some_and(|due| due < today),
        step: step.clone(),
    };
    let asks_after_all = item.subject.is_none() && item.block == AgendaBlock::Review;
    let mut found: Vec<&OwedStep> = if asks_after_all {
        let meeting = |step: &OwedStep| {
            step.item
                .and_then(|id| plan.agenda_items.get(&id))
                .map(|item| item.meeting)
        };
        let opened = plan
            .cab_meetings
            .get(&item.meeting)
            .and_then(|meeting| meeting.opened_at);
        plan.owed_steps
            .iter()
            .filter(|step| {
                step.done_at
                    .is_none_or(|done| opened.is_some_and(|opened| done >= opened))
            })
            .filter(|step| meeting(step) != Some(item.meeting))
            .collect()
    } else {
        steps_of(plan, item.id).collect()
    };
    found.sort_by_key(|step| (asks_after_all.then_some(step.due), step.id));
    found.into_iter().map(view).collect()
}

fn consent(plan: &Plan, facts: &Facts, items: &[&AgendaItem]) -> Vec<CabConsentLine> {
    let zone = plan.settings().zone;
    let lines = items.iter().filter(|item| item.block == AgendaBlock::Consent);
    lines
        .map(|item| {
            let change = match item.subject {
                Some(Subject::Change(id)) => plan.changes.get(&id),
                _ => None,
            };
            let (reference, title) = parted(plan, item);
            let release: Option<&Release> = change
                .and_then(|change| change.release)
                .and_then(|id| plan.releases.get(&id));
            let owner = change
                .and_then(|change| change.owner)
                .and_then(|id| plan.people.get(&id));
            CabConsentLine {
                item: item.id,
                reference,
                title,
                level: change.map_or(0, |change| facts.level(change.id)),
                when: release
                    .map(|release| wording::moment(release.deploy.start(), zone))
                    .unwrap_or_default(),
                back_out_minutes: change.and_then(|change| change.back_out_minutes),
                owner: owner.map(|person| person.name.clone()).unwrap_or_default(),
                verdict: cab::decision_of(plan, item.id).map(|decision| decision.verdict),
                lacks: lacks(change),
            }
        })
        .collect()
}
