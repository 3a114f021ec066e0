//! The way out of a freeze: what waited, day by day, under the caps of the policy.

use super::consequences::{Displaced, Weighed};
use super::terms::policy;
use super::{agreement_of, ask};
use crate::calendar::WorkingDays;
use crate::collision::Index;
use crate::{Change, ChangeId, Day, Negotiation, OfferPhase, Plan, Subject, ThawDay, wording};
use serde::Serialize;
use std::collections::BTreeMap;
use ts_rs::TS;

/// Days after which nothing more is looked for.
const LONGEST_DAYS: i64 = 120;

/// One change of the queue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct ThawStep {
    /// The change.
    pub change: ChangeId,
    /// Its risk points.
    pub risk: u32,
    /// True when it touches a service of tier 0.
    pub critical: bool,
    /// Why it stands where it stands.
    pub sentence: String,
}

/// One day of the thaw.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct ThawLoad {
    /// The day.
    pub on: Day,
    /// What goes, in order.
    pub steps: Vec<ThawStep>,
    /// Risk points of the day.
    pub risk: u32,
    /// Changes of it that touch services of tier 0.
    pub critical: u32,
    /// What is too much; empty when the caps hold.
    pub over: String,
}

/// The thaw.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct ThawProposal {
    /// Risk points that may go on one day.
    pub daily_cap: u32,
    /// Changes of tier 0 that may go on one day.
    pub tier_cap: Option<u32>,
    /// Day by day.
    pub days: Vec<ThawLoad>,
    /// In words.
    pub sentence: String,
}

impl ThawProposal {
    /// As the days of a record.
    #[must_use]
    pub fn as_days(&self) -> Vec<ThawDay> {
        let day = |load: &ThawLoad| ThawDay {
            on: load.on,
            changes: load.steps.iter().map(|step| step.change).collect(),
        };
        self.days.iter().map(day).collect()
    }
}

/// What the freeze of the talks makes wait, spread over the working days after it: what must go soonest first, then what is
/// worth most, never more than the caps on one day. What alone is more than the cap has a day to itself.
#[must_use]
pub fn thaw_proposal(plan: &Plan, index: &Index, talks: &Negotiation) -> ThawProposal {
    let weighed = Weighed::of(plan, index, talks);
    let taken = agreement_of(plan, talks.id).and_then(|agreement| plan.offers.get(&agreement.offer));
    let phases: Vec<OfferPhase> = taken.map_or_else(|| ask(plan, talks), |offer| offer.phases.clone());
    let displaced = weighed.weigh(&phases).displaced;
    let caps = policy(plan, talks.policy).thaw;
    let end = phases.iter().map(|phase| phase.window.end()).max();
    let first = end.map(|end| end.day_in(plan.settings().zone));
    let queue = queue(plan, index, &displaced);
    let days = first.map_or_else(Vec::new, |first| {
        spread(
            queue,
            first,
            &WorkingDays::about(plan, first),
            caps.daily_risk,
            caps.tier_zero,
        )
    });
    proposal(days, caps.daily_risk, caps.tier_zero)
}

/// Days as somebody arranged them, with their loads and what is too much.
#[must_use]
pub fn thaw_loads(
    plan: &Plan,
    index: &Index,
    days: &[ThawDay],
    daily_cap: u32,
    tier_cap: Option<u32>,
) -> ThawProposal {
    let load = |day: &ThawDay| {
        let changes = day.changes.iter().filter_map(|id| plan.changes.get(id));
        let steps = changes
            .map(|change| step(plan, index, change, change.due.map(|due| due.on)))
            .collect();
        load(day.on, steps, daily_cap, tier_cap)
    };
    proposal(days.iter().map(load).collect(), daily_cap, tier_cap)
}

fn proposal(days: Vec<ThawLoad>, daily_cap: u32, tier_cap: Option<u32>) -> ThawProposal {
    let changes: usize = days.iter().map(|day| day.steps.len()).sum();
    let sentence = match days.as_slice() {
        [] => "Nothing waits for the end of this freeze.".to_owned(),
        days => format!(
            "{} go on {}, at most {daily_cap} risk points a day.",
            wording::count(changes, "change"),
            wording::count(days.len(), "day")
        ),
    };
    ThawProposal {
        daily_cap,
        tier_cap,
        days,
        sentence,
    }
}

fn queue(plan: &Plan, index: &Index, displaced: &[Displaced]) -> Vec<ThawStep> {
    let mut found: Vec<(Option<Day>, std::cmp::Reverse<u32>, ThawStep)> = displaced
        .iter()
        .flat_map(|row| &row.changes)
        .filter_map(|id| plan.changes.get(id))
        .map(|change| {
            let due = change.due.map(|due| due.on);
            (
                due,
                std::cmp::Reverse(change.value_per_week),
                step(plan, index, change, due),
            )
        })
        .collect();
    found.sort_by(|one, other| {
        let late = |due: Option<Day>| due.map_or((1, None), |due| (0, Some(due)));
        (late(one.0), &one.1, one.2.change).cmp(&(late(other.0), &other.1, other.2.change))
    });
    let mut queue: Vec<ThawStep> = found.into_iter().map(|(_, _, step)| step).collect();
    // What a change requires goes before it.
    for _ in 0..queue.len() {
        let place: BTreeMap<ChangeId, usize> =
            (0..).zip(&queue).map(|(at, step)| (step.change, at)).collect();
        let early = queue.iter().enumerate().find_map(|(at, step)| {
            let needs = &plan.changes.get(&step.change)?.requires;
            let later = needs.iter().filter_map(|need| place.get(need)).max()?;
            (*later > at).then_some((at, *later))
        });
        let Some((at, later)) = early else { break };
        let step = queue.remove(at);
        queue.insert(later, step);
    }
    queue
}

fn step(plan: &Plan, index: &Index, change: &Change, due: Option<Day>) -> ThawStep {
    let critical = change
        .services
        .iter()
        .filter_map(|id| plan.services.get(id))
        .any(|service| service.tier.number() == 0);
    let risk = index.points(change.id).unwrap_or(0);
    let name = plan.name_of(Subject::Change(change.id));
    let sentence = match due {
        Some(due) => format!("{name} is wanted by {}.", wording::day(due)),
        None if change.value_per_week > 0 => {
            format!("{name} earns {} a week once it is live.", change.value_per_week)
        }
        None => format!("{name} has neither a date nor a value."),
    };
    ThawStep {
        change: change.id,
        risk,
        critical,
        sentence,
    }
}

fn spread(
    queue: Vec<ThawStep>,
    first: Day,
    working: &WorkingDays,
    daily_cap: u32,
    tier_cap: Option<u32>,
) -> Vec<ThawLoad> {
    let mut days: Vec<(Day, Vec<ThawStep>)> = Vec::new();
    let mut on = working.on_or_after(first);
    let last = first.plus(LONGEST_DAYS);
    for step in queue {
        let fits = |steps: &[ThawStep]| {
            let risk: u32 = steps.iter().map(|step| step.risk).sum();
            let critical = steps.iter().filter(|step| step.critical).count() as u32;
            steps.is_empty()
                || (risk + step.risk <= daily_cap
                    && !(step.critical && tier_cap.is_some_and(|cap| critical >= cap)))
        };
        let full = days.last().is_some_and(|(day, steps)| *day == on && !fits(steps));
        if full && on < last {
            on = working.plus(on, 1);
        }
        match days.last_mut() {
            Some((day, steps)) if *day == on => steps.push(step),
            _ => days.push((on, vec![step])),
        }
    }
    days.into_iter()
        .map(|(on, steps)| load(on, steps, daily_cap, tier_cap))
        .collect()
}

fn load(on: Day, steps: Vec<ThawStep>, daily_cap: u32, tier_cap: Option<u32>) -> ThawLoad {
    let risk: u32 = steps.iter().map(|step| step.risk).sum();
    let critical = steps.iter().filter(|step| step.critical).count() as u32;
    let mut over = Vec::new();
    if risk > daily_cap {
        over.push(format!("{risk} risk points; {daily_cap} may go on one day"));
    }
    if let Some(cap) = tier_cap.filter(|cap| critical > *cap) {
        over.push(format!(
            "{} of tier 0; {cap} may go on one day",
            wording::count(critical as usize, "change")
        ));
    }
    ThawLoad {
        on,
        steps,
        risk,
        critical,
        over: over.join(". "),
    }
}
