//! What a document is gathered from, and the words that several of its parts share.

use super::decided::Before;
use crate::frame::Facts;
use planning::journal::Entry;
use planning::schedule::Schedule;
use planning::{
    CabVerdict, Change, ChangeState, Instant, PersonId, Plan, Publication, Release, Reversible, ServiceId,
    Zone, cab, wording,
};
use report::value::{Imprint, Paper, Risk, Standing, State, Verdict};

/// Everything a document may speak of.
pub(super) struct Source<'a> {
    pub(super) plan: &'a Plan,
    pub(super) plan_id: uuid::Uuid,
    pub(super) facts: &'a Facts,
    pub(super) release: &'a Release,
    pub(super) schedule: Option<Schedule>,
    pub(super) now: Instant,
    pub(super) author: String,
    pub(super) entries: Vec<Entry>,
    pub(super) head: String,
    pub(super) digest: String,
    pub(super) published: Option<&'a Publication>,
    /// The version the plan is compared with; `None` when there is none before it.
    pub(super) before: Option<Before>,
    pub(super) paper: Paper,
}

/// When, by whom and from which state of the log a document is made.
#[derive(Clone)]
pub(super) struct Stamp {
    pub(super) plan_id: uuid::Uuid,
    pub(super) now: Instant,
    pub(super) author: String,
    pub(super) head: String,
    pub(super) digest: String,
    pub(super) paper: Paper,
}

/// What stands on every page of a document.
pub(super) fn stamped(
    plan: &Plan,
    stamp: &Stamp,
    name: impl Into<String>,
    kind: &str,
    standing: Standing,
) -> Imprint {
    let settings = plan.settings();
    let version = match crate::publish::last(plan) {
        Some(last) if last.seq + 1 == plan.seq => last.version.to_string(),
        Some(last) => format!(
            "{} and {} since",
            last.version,
            wording::count((plan.seq - last.seq - 1).max(0) as usize, "edit")
        ),
        None => "draft".into(),
    };
    Imprint {
        organisation: settings.organisation,
        name: name.into(),
        kind: kind.into(),
        author: stamp.author.clone(),
        version,
        made_at: stamp.now,
        zone: settings.zone,
        fingerprint: fingerprint(&stamp.digest),
        class: "Internal".into(),
        language: "en-GB".into(),
        paper: stamp.paper,
        seal: Some(report::Seal {
            plan: stamp.plan_id.to_string(),
            entry: plan.seq,
            head: stamp.head.clone(),
            digest: stamp.digest.clone(),
        }),
        standing,
    }
}

impl Source<'_> {
    pub(super) fn zone(&self) -> Zone {
        self.plan.settings().zone
    }
    /// Changes that ride the release and were not cancelled, by reference.
    pub(super) fn changes(&self) -> Vec<&Change> {
        self.facts
            .changes_of(self.release.id)
            .iter()
            .filter_map(|id| self.plan.changes.get(id))
            .filter(|change| change.state != ChangeState::Cancelled)
            .collect()
    }
    pub(super) fn board(&self, change: &Change) -> Verdict {
        board(self.plan, self.facts, change)
    }
    pub(super) fn risk(&self, change: &Change) -> Risk {
        Risk::of(self.facts.level(change.id))
    }
    pub(super) fn person(&self, id: Option<PersonId>) -> String {
        id.and_then(|id| self.plan.people.get(&id))
            .map(|person| person.name.clone())
            .unwrap_or_default()
    }
    pub(super) fn owner(&self, change: &Change) -> String {
        let person = self.person(change.owner);
        if !person.is_empty() {
            return person;
        }
        change
            .team
            .and_then(|id| self.plan.teams.get(&id))
            .map(|team| team.name.clone())
            .unwrap_or_else(|| "nobody yet".into())
    }
    pub(super) fn services(&self, ids: &[ServiceId]) -> Vec<String> {
        ids.iter()
            .filter_map(|id| self.plan.services.get(id))
            .map(|service| service.name.clone())
            .collect()
    }
    pub(super) fn moment(&self, at: Instant) -> String {
        wording::moment(at, self.zone())
    }
    pub(super) fn clock(&self, at: Instant) -> String {
        at.utc().with_timezone(&self.zone().0).format("%H:%M").to_string()
    }
    pub(super) fn day(&self, at: Instant) -> String {
        at.utc()
            .with_timezone(&self.zone().0)
            .format("%-d %b")
            .to_string()
    }
    /// Minutes to back the change out: measured, or unknown.
    pub(super) fn back_out(&self, change: &Change) -> Option<u32> {
        change.back_out_minutes
    }
    /// `3 services: Checkout API, Web shop, Mobile app`
    pub(super) fn hurts(&self, change: &Change) -> String {
        let mut names: Vec<String> = Vec::new();
        for service in &change.services {
            for reached in self
                .facts
                .graph()
                .blast_radius(*service, planning::graph::Direction::Consumers, 2)
            {
                if let Some(service) = self.plan.services.get(&reached.service)
                    && !names.contains(&service.name)
                {
                    names.push(service.name.clone());
                }
            }
        }
        let own = self.services(&change.services);
        names.retain(|name| !own.contains(name));
        match names.len() {
            0 => format!("{} only", wording::list(&own)),
            count => format!("{}: {}", wording::count(count, "service"), wording::list(&names)),
        }
    }
    pub(super) fn tests(&self, change: &Change) -> String {
        match change.risk.evidence_needed {
            0 => "none asked".into(),
            needed => format!("{} / {needed}", change.risk.evidence_seen),
        }
    }
    pub(super) fn way_back(&self, change: &Change) -> String {
        match change.reversible {
            Reversible::Yes => String::new(),
            Reversible::UntilStep => "until its last step".into(),
            Reversible::No => "cannot be taken back".into(),
        }
    }

    pub(super) fn imprint(&self, kind: &str) -> Imprint {
        let approved = matches!(
            self.release.state,
            planning::ReleaseState::Approved
                | planning::ReleaseState::Deployed
                | planning::ReleaseState::Closed
        );
        let standing = if approved {
            Standing::Approved
        } else {
            Standing::Draft
        };
        let stamp = Stamp {
            plan_id: self.plan_id,
            now: self.now,
            author: self.author.clone(),
            head: self.head.clone(),
            digest: self.digest.clone(),
            paper: self.paper,
        };
        let name = format!("{} {}", self.release.reference, self.release.title);
        stamped(self.plan, &stamp, name, kind, standing)
    }
}

/// Where the board stands on a change: what it said last, and whether that still holds.
pub(super) fn board(plan: &Plan, facts: &Facts, change: &Change) -> Verdict {
    match change.state {
        ChangeState::Approved => {
            if cab::approval_expired(plan, facts.index.risk(), change).is_some() {
                Verdict::new(State::Failed, "approval expired")
            } else if cab::open_conditions(plan, change).is_empty() {
                Verdict::new(State::Done, "approved")
            } else {
                Verdict::new(State::Conditional, "approved if")
            }
        }
        ChangeState::Deployed => Verdict::new(State::Done, "approved"),
        ChangeState::Proposed | ChangeState::Ready => match cab::last_decision(plan, change.id) {
            Some((decision, _)) if decision.verdict == CabVerdict::Deferred => {
                Verdict::new(State::Pending, "deferred, to decide")
            }
            Some((decision, _)) if decision.verdict == CabVerdict::Rejected => {
                Verdict::new(State::Failed, "rejected")
            }
            _ => Verdict::new(State::Pending, "to decide"),
        },
        ChangeState::BackedOut => Verdict::new(State::Failed, "backed out"),
        ChangeState::Cancelled => Verdict::new(State::Failed, "cancelled"),
    }
}

/// The first three groups of four of a digest, to compare by eye: `3F2A-90C1-77DE`
pub(super) fn fingerprint(digest: &str) -> String {
    let digest = digest.to_uppercase();
    let groups: Vec<_> = digest
        .as_bytes()
        .chunks(4)
        .take(3)
        .map(String::from_utf8_lossy)
        .collect();
    groups.join("-")
}
