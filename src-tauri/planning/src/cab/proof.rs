//! What shows that a change works and can be taken back: seven things, each met or not, in words.

use crate::{Change, ChangeState, Plan, Reversible, Subject, wording};
use serde::Serialize;
use ts_rs::TS;

/// One thing that has to be so before a change goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct CabProof {
    /// What, e.g. `Tests`.
    pub name: &'static str,
    /// True when it is so.
    pub met: bool,
    /// How it stands.
    pub sentence: String,
}

/// The seven, in a fixed order. `collisions` are those about the change.
#[must_use]
pub fn proof(plan: &Plan, change: &Change, collisions: &[&str]) -> Vec<CabProof> {
    let line = |name: &'static str, met: bool, sentence: String| CabProof { name, met, sentence };
    let facts = &change.risk;
    let (seen, needed) = (facts.evidence_seen, facts.evidence_needed);
    let rehearsed = facts.back_out_rehearsed_on;
    let owner = change.owner.and_then(|id| plan.people.get(&id));
    let behind = behind(plan, change);
    vec![
        line(
            "Assessed",
            facts.probability.is_some() && facts.impact.is_some(),
            match (facts.probability, facts.impact) {
                (Some(probability), Some(impact)) => {
                    format!(
                        "Probability {}, impact {}.",
                        probability.number(),
                        impact.number()
                    )
                }
                _ => "Nobody has assessed probability and impact.".into(),
            },
        ),
        line(
            "Tests",
            needed > 0 && seen >= needed,
            if needed == 0 {
                "No test was asked for.".into()
            } else {
                format!("{seen} of {needed} tests shown.")
            },
        ),
        line(
            "Back-out measured",
            change.back_out_minutes.is_some(),
            change
                .back_out_minutes
                .map_or("Nobody has measured the way back.".into(), |minutes| {
                    format!("Back-out takes {}.", wording::minutes(i64::from(minutes)))
                }),
        ),
        line(
            "Back-out rehearsed",
            rehearsed.is_some() && change.reversible != Reversible::No,
            match (change.reversible, rehearsed) {
                (Reversible::No, _) => "It cannot be backed out: forward fix only.".into(),
                (_, Some(day)) => format!("Rehearsed {}.", wording::day(day)),
                (_, None) => "The back-out was never rehearsed.".into(),
            },
        ),
        line(
            "Owner",
            owner.is_some(),
            owner.map_or("Nobody answers for it.".into(), |owner| {
                format!("{} answers for it.", owner.name)
            }),
        ),
        line(
            "What it requires",
            behind.is_empty(),
            if behind.is_empty() {
                "Nothing that it requires goes later.".into()
            } else {
                format!("It requires {}, not live by then.", wording::list(&behind))
            },
        ),
        line(
            "No collision",
            collisions.is_empty(),
            if collisions.is_empty() {
                "It collides with nothing.".into()
            } else {
                collisions.join(" ")
            },
        ),
    ]
}

/// Required changes that are not live when the change goes.
fn behind(plan: &Plan, change: &Change) -> Vec<String> {
    let goes = |change: &Change| Some(plan.releases.get(&change.release?)?.deploy.start());
    let own = goes(change);
    let is_behind = |other: &&Change| {
        let live = other.state == ChangeState::Deployed;
        let rides = other.is_open() && goes(other).is_some_and(|at| own.is_some_and(|own| at <= own));
        !live && !rides
    };
    change
        .requires
        .iter()
        .filter_map(|id| plan.changes.get(id))
        .filter(is_behind)
        .map(|other| plan.name_of(Subject::Change(other.id)))
        .collect()
}
