//! What the frame around every place shows.

mod facts;

pub use facts::Facts;
#[cfg(test)]
pub(crate) use facts::derive;
pub(crate) use facts::facts;

use crate::contract::Nothing;
use crate::log::{PastMoment, past_moment};
use crate::sharing::{SharingState, state};
use crate::{Desk, WireFailure, failure, publish};
use planning::{Clock, Instant, NegotiationState, Plan, Zone};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What the frame shows.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct FrameView {
    /// The open plan; `None` shows the welcome screen.
    pub plan: Option<PlanHeading>,
    /// Last published version.
    pub published: Option<PublishedVersion>,
    /// Operations since it.
    #[ts(type = "number")]
    pub edits_since_published: i64,
    /// Counts of the rail and the status bar.
    pub counts: FrameCounts,
    /// What undo would take back.
    pub undo: Option<String>,
    /// What redo would do again.
    pub redo: Option<String>,
    /// Time of the last entry.
    pub saved_at: Option<Instant>,
    /// The time now, by the same clock that writes entries.
    pub now: Instant,
    /// Journal position.
    #[ts(type = "number")]
    pub seq: i64,
    /// Clocks of the status bar.
    pub clocks: Vec<Clock>,
    /// Zone in which days are drawn.
    pub zone: Zone,
    /// Currency sign.
    pub currency: String,
    /// People of the plan.
    pub people: Vec<PersonMark>,
    /// First steps with the sample plan; empty otherwise.
    pub first_steps: Vec<FirstStep>,
    /// The earlier moment that every room shows; `None` while they show the plan as it is.
    pub past: Option<PastMoment>,
    /// How the plan is shared.
    pub sharing: SharingState,
    /// What the person at the keyboard may not do, and why.
    pub refused: Vec<crate::rights::RefusedAct>,
}

/// The open plan.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PlanHeading {
    /// Its name.
    pub name: String,
    /// Its organisation.
    pub organisation: String,
    /// Its file.
    pub file: String,
    /// True for the sample.
    pub sample: bool,
    /// True when it can only be read.
    pub read_only: bool,
}

/// A published version.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PublishedVersion {
    /// Its number.
    pub version: u32,
    /// When.
    pub at: Instant,
}

/// Counts of the rail and the status bar.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, TS)]
pub struct FrameCounts {
    /// Collisions in the plan.
    pub collisions: u32,
    /// Cycles among links that order deployment.
    pub cycles: u32,
    /// Talks that are open.
    pub talks: u32,
    /// Open talks in which the other side moved last.
    pub talks_waiting: u32,
    /// Releases still to come.
    pub releases: u32,
    /// Changes.
    pub changes: u32,
    /// Changes that wait for a release.
    pub deferred: u32,
    /// Services.
    pub services: u32,
}

/// A person of the plan.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PersonMark {
    /// Identity.
    pub id: String,
    /// Name.
    pub name: String,
    /// Two letters.
    pub initials: String,
}

/// A step of the first five minutes.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct FirstStep {
    /// Names the step.
    pub id: String,
    /// What to do.
    pub text: String,
    /// Where.
    pub route: String,
    /// True once the log shows it.
    pub done: bool,
}

/// What the frame shows.
///
/// # Errors
/// Fault when the log cannot be read.
pub async fn frame(desk: &Desk, _question: Nothing) -> Result<FrameView, WireFailure> {
    let guard = desk.session_if_any().await;
    let Some(session) = guard.as_ref() else {
        return Ok(empty(desk));
    };
    let plan = session.store.plan();
    let facts = facts(session, &plan);
    let settings = plan.settings();
    let sample = crate::desk::is_sample(desk.edge(), &session.path);
    let published = publish::last(&plan);
    let saved_at = session.store.saved_at().await.map_err(failure::from_store)?;
    let (undo, redo) = session
        .store
        .next_sentences()
        .await
        .map_err(failure::from_store)?;
    Ok(FrameView {
        plan: Some(PlanHeading {
            name: settings.name.clone(),
            organisation: settings.organisation.clone(),
            file: session.path.to_string_lossy().into_owned(),
            sample,
            read_only: session.present().is_read_only(),
        }),
        published: published.map(|last| PublishedVersion {
            version: last.version,
            at: last.published_at,
        }),
        edits_since_published: published.map_or(plan.seq, |last| (plan.seq - last.seq - 1).max(0)),
        counts: counts(&plan, &facts),
        undo,
        redo,
        saved_at,
        now: desk.edge().now(),
        seq: plan.seq,
        clocks: settings.clocks,
        zone: settings.zone,
        currency: settings.currency,
        people: plan.people.iter().map(mark).collect(),
        first_steps: if sample {
            crate::sample::first_steps(&plan)
        } else {
            Vec::new()
        },
        past: past_moment(session).await?,
        sharing: state(session.visitor()).await?,
        refused: crate::rights::refused(desk, session, &plan),
    })
}

fn empty(desk: &Desk) -> FrameView {
    let settings = planning::PlanSettings::default();
    FrameView {
        plan: None,
        published: None,
        edits_since_published: 0,
        counts: FrameCounts::default(),
        undo: None,
        redo: None,
        saved_at: None,
        now: desk.edge().now(),
        seq: 0,
        clocks: settings.clocks,
        zone: settings.zone,
        currency: settings.currency,
        people: Vec::new(),
        first_steps: Vec::new(),
        past: None,
        sharing: SharingState::alone(),
        refused: Vec::new(),
    }
}

/// Counts of the rail and the status bar.
fn counts(plan: &Plan, facts: &Facts) -> FrameCounts {
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let open = |negotiation: &&planning::Negotiation| negotiation.state == NegotiationState::Open;
    FrameCounts {
        collisions: number(facts.collisions.len()),
        cycles: number(facts.cycles.len()),
        talks: number(plan.negotiations.iter().filter(open).count()),
        talks_waiting: number(
            plan.negotiations
                .iter()
                .filter(open)
                .filter(|talks| {
                    planning::talks::standing_offer(plan, talks.id)
                        .is_some_and(|offer| offer.side == planning::Side::Event)
                })
                .count(),
        ),
        releases: number(plan.releases.iter().filter(|release| release.is_open()).count()),
        changes: number(plan.changes.len()),
        deferred: number(
            plan.changes
                .iter()
                .filter(|change| change.release.is_none() && change.is_open())
                .count(),
        ),
        services: number(plan.services.len()),
    }
}

pub(crate) fn mark(person: &planning::Person) -> PersonMark {
    PersonMark {
        id: person.id.to_string(),
        name: person.name.clone(),
        initials: initials(&person.name),
    }
}

/// First letters of the first and the last word.
pub(crate) fn initials(name: &str) -> String {
    let mut words = name.split_whitespace().filter_map(|word| word.chars().next());
    let first = words.next();
    let last = words.next_back();
    first
        .into_iter()
        .chain(last)
        .flat_map(char::to_uppercase)
        .collect()
}
