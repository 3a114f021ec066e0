//! The parts of a risk score. They add up exactly to its points.

use super::{BLAST_HOPS, Blast};
use crate::{Change, Plan, Reversible, wording};
use serde::Serialize;
use ts_rs::TS;

/// One part of a score.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct RiskPart {
    /// What it is, e.g. `Blast radius`.
    pub name: &'static str,
    /// Points it adds; an override may take some away.
    pub points: i32,
    /// Where they come from.
    pub why: String,
}

/// The risk of a change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct RiskScore {
    /// 0 to 100: the sum of the parts.
    pub points: u32,
    /// 1 (very low) to 5 (very high).
    pub level: u8,
    /// Parts, in a fixed order.
    pub parts: Vec<RiskPart>,
    /// False when probability or impact was assumed because nobody has assessed it.
    pub assessed: bool,
}

/// Five bands of twenty points.
#[must_use]
pub fn level_of(points: u32) -> u8 {
    (points / 20 + 1).min(5) as u8
}

impl RiskScore {
    pub(super) fn of(plan: &Plan, change: &Change, blast: Blast) -> Self {
        let mut parts = vec![
            probability_and_impact(change),
            blast_radius(blast),
            component_history(change),
            back_out_readiness(change),
            missing_evidence(change),
        ];
        if let Some(set) = &change.risk.overridden {
            let computed: i32 = parts.iter().map(|part| part.points).sum();
            let wanted = (i32::from(set.level.number()) - 1) * 20 + 10;
            let by = set
                .by
                .and_then(|by| plan.people.get(&by))
                .map_or("somebody", |person| person.name.as_str());
            let reason = if set.reason.trim().is_empty() {
                "no reason given"
            } else {
                set.reason.trim()
            };
            parts.push(RiskPart {
                name: "Override",
                points: wanted - computed,
                why: format!("Set to level {} by {by}: {reason}.", set.level.number()),
            });
        }
        let points = parts.iter().map(|part| part.points).sum::<i32>().clamp(0, 100) as u32;
        let assessed = change.risk.probability.is_some() && change.risk.impact.is_some();
        Self {
            points,
            level: level_of(points),
            parts,
            assessed,
        }
    }
}

/// Up to 50.
fn probability_and_impact(change: &Change) -> RiskPart {
    let facts = &change.risk;
    let (probability, impact) = (
        facts.probability.map(|score| score.number()),
        facts.impact.map(|score| score.number()),
    );
    let product = i32::from(probability.unwrap_or(3)) * i32::from(impact.unwrap_or(3));
    let said = |score: Option<u8>, what: &str| match score {
        Some(score) => format!("{what} {score} of 5"),
        None => format!("{what} not assessed, 3 assumed"),
    };
    RiskPart {
        name: "Probability × impact",
        points: product * 2,
        why: format!(
            "{} × {}.",
            said(probability, "Probability"),
            said(impact, "impact")
        ),
    }
}

/// Up to 20: three points for each doubling of the weight.
fn blast_radius(blast: Blast) -> RiskPart {
    let doublings = (1 + blast.weight / 100).ilog2() as i32;
    let why = match blast.services {
        0 => "No known service needs the services it touches.".to_owned(),
        _ => format!(
            "Within {BLAST_HOPS} links {}, {} over hard links, {} of tier 0 or 1.",
            wording::count(blast.services as usize, "service"),
            blast.hard,
            blast.critical
        ),
    };
    RiskPart {
        name: "Blast radius",
        points: (doublings * 3).min(20),
        why,
    }
}

/// Up to 15: thirty times the share that failed.
fn component_history(change: &Change) -> RiskPart {
    let (failed, done) = (change.risk.failed_before, change.risk.done_before);
    let (points, why) = match done {
        0 => (5, "No past change of its services is known.".to_owned()),
        _ => {
            let share = 30 * u64::from(failed.min(done)) / u64::from(done);
            (
                share.min(15) as i32,
                format!(
                    "{failed} of {} of its services failed.",
                    wording::count(done as usize, "past change")
                ),
            )
        }
    };
    RiskPart {
        name: "Own history",
        points,
        why,
    }
}

/// Up to 10.
fn back_out_readiness(change: &Change) -> RiskPart {
    let measured = change.back_out_minutes;
    let rehearsed = change.risk.back_out_rehearsed_on;
    let time = measured.map_or("not measured".to_owned(), |minutes| format!("{minutes} min"));
    let rehearsal = rehearsed.map_or("never rehearsed".to_owned(), |day| {
        format!("rehearsed {}", wording::day(day))
    });
    let open = if measured.is_none() { 3 } else { 0 } + if rehearsed.is_none() { 2 } else { 0 };
    let (points, why) = match change.reversible {
        Reversible::No => (10, "It cannot be backed out: forward fix only.".to_owned()),
        Reversible::UntilStep => (
            5 + open,
            format!("Back-out only until a step of the runbook; {time}, {rehearsal}."),
        ),
        Reversible::Yes => (open, format!("Back-out {time}, {rehearsal}.")),
    };
    RiskPart {
        name: "Back-out",
        points,
        why,
    }
}

/// Up to 5.
fn missing_evidence(change: &Change) -> RiskPart {
    let (seen, needed) = (
        change.risk.evidence_seen.min(change.risk.evidence_needed),
        change.risk.evidence_needed,
    );
    let (points, why) = match needed {
        0 => (0, "No test evidence is asked for.".to_owned()),
        _ => {
            let missing = u64::from(needed - seen);
            (
                (5 * missing).div_ceil(u64::from(needed)) as i32,
                format!("{seen} of {needed} tests shown."),
            )
        }
    };
    RiskPart {
        name: "Missing evidence",
        points,
        why,
    }
}
