//! Pins that cannot all hold: the fewest of them that no plan keeps, and the rules that stand in the way, in words.

use super::constraint::{Rule, Violation, usage};
use super::formulation::{Aim, Formulation};
use super::problem::Problem;
use super::program::{Program, ProgramColumn, ProgramRow, Prover};
use super::solve::Answer;
use crate::wording;
use std::cell::Cell;

/// Nodes after which a set of pins counts as one that may hold.
const NODES: u32 = 2_000;
/// Rounds after which a set that could be smaller is told.
const ROUNDS: u32 = 200;

/// Pins that no plan keeps together, as few as there are; without any one of them some plan keeps the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// Changes with these pins.
    pub changes: Vec<usize>,
    /// How many pins were asked for.
    pub asked: usize,
    /// The rules that stand against them; without any one of them the pins could hold.
    pub rules: Vec<Violation>,
}

/// The fewest of the wished pins that no plan keeps, other pins taken as given. `None` when some plan keeps them all,
/// when the other pins alone leave none, or when the watch stops before that is known.
#[must_use]
pub fn conflict(
    problem: &Problem,
    wished: &[usize],
    prover: &dyn Prover,
    watch: &mut dyn FnMut() -> Answer,
) -> Option<Conflict> {
    let pinned = |change: &usize| problem.changes[*change].pinned.is_some();
    let given: Vec<usize> = (0..problem.changes.len())
        .filter(|change| pinned(change) && !wished.contains(change))
        .collect();
    let wished: Vec<usize> = wished.iter().copied().filter(pinned).collect();
    let stopped = Cell::new(false);
    let mut asked = || {
        let answer = if stopped.get() { Answer::Stop } else { watch() };
        stopped.set(answer == Answer::Stop);
        answer
    };
    // Rows of nights that turned out too long stay with the formulation.
    let mut none = |made: &mut Formulation<'_>, kept: Option<&[usize]>| {
        for _ in 0..ROUNDS {
            if asked() == Answer::Stop {
                return false;
            }
            let program = kept.map_or_else(|| made.program.clone(), |kept| made.with_rules(kept));
            let verdict = prover.prove(&program, None, NODES, &mut |_| asked());
            if verdict.impossible() {
                return true;
            }
            let placement = verdict.values.map(|values| made.placement(&values));
            if !placement.is_some_and(|placement| made.close_nights(&placement, kept)) {
                return false;
            }
        }
        false
    };
    let mut unkept = |some: &[usize]| {
        let pins = [&given, some].concat();
        let needed = with_what_they_need(problem, &pins);
        none(&mut Formulation::new(problem, &needed, &pins, Aim::Any), None)
    };
    if wished.is_empty() || !unkept(&wished) || unkept(&[]) {
        return None;
    }
    let changes = smallest(&wished, prover, &mut unkept);
    let pins = [&given[..], &changes].concat();
    let mut made = Formulation::new(problem, &with_what_they_need(problem, &pins), &pins, Aim::Any);
    let all: Vec<usize> = (0..made.reasons.len()).collect();
    let rules = fewest(all, &mut |kept| none(&mut made, Some(kept)));
    if stopped.get() {
        return None;
    }
    let mut rules: Vec<Violation> = rules.into_iter().map(|rule| made.reasons[rule].clone()).collect();
    for rule in &mut rules {
        if rule.rule == Rule::Ready {
            // Said of the pin that cannot wait for it.
            let late = |release: &usize| problem.releases[*release].day < rule.used;
            let pins = changes
                .iter()
                .filter_map(|&change| problem.changes[change].pinned);
            rule.release = pins.filter(late).max().or(rule.release);
            rule.limit = rule
                .release
                .map_or(rule.limit, |release| problem.releases[release].day);
        } else if rule.changes.is_empty() {
            rule.changes = takers(problem, rule, &pins);
            rule.used = taken(problem, rule, &rule.changes);
        }
    }
    Some(Conflict {
        changes,
        asked: wished.len(),
        rules,
    })
}

/// The smallest set that no plan keeps. Whatever no plan keeps has a part outside every set that some plan keeps: so
/// guess the smallest set with a part outside all those known; when a plan keeps the guess, it grows to one more.
fn smallest(wished: &[usize], prover: &dyn Prover, unkept: &mut dyn FnMut(&[usize]) -> bool) -> Vec<usize> {
    let mut outside: Vec<Vec<usize>> = vec![];
    for _ in 0..ROUNDS {
        let Some(guess) = one_of_each(wished, &outside, prover) else {
            break;
        };
        if unkept(&guess) {
            return guess;
        }
        let mut kept = guess;
        let rest: Vec<usize> = wished.iter().copied().filter(|pin| !kept.contains(pin)).collect();
        grow(&mut kept, &rest, unkept);
        outside.push(rest.into_iter().filter(|pin| !kept.contains(pin)).collect());
    }
    fewest(wished.to_vec(), unkept)
}

/// Adds what can be added while some plan keeps the set, many at once first.
fn grow(kept: &mut Vec<usize>, more: &[usize], unkept: &mut dyn FnMut(&[usize]) -> bool) {
    if more.is_empty() {
        return;
    }
    if !unkept(&[kept, more].concat()) {
        kept.extend(more);
    } else if more.len() > 1 {
        let (first, second) = more.split_at(more.len() / 2);
        grow(kept, first, unkept);
        grow(kept, second, unkept);
    }
}

/// The fewest things that include one of each list.
fn one_of_each(things: &[usize], lists: &[Vec<usize>], prover: &dyn Prover) -> Option<Vec<usize>> {
    let take = ProgramColumn {
        least: 0.0,
        most: 1.0,
        whole: true,
        gain: -1.0,
    };
    let position = |thing: &usize| things.iter().position(|other| other == thing);
    let row = |list: &Vec<usize>| ProgramRow {
        least: 1.0,
        most: f64::INFINITY,
        terms: list
            .iter()
            .filter_map(position)
            .map(|column| (column, 1.0))
            .collect(),
    };
    let program = Program {
        columns: vec![take; things.len()],
        rows: lists.iter().map(row).collect(),
        constant: 0.0,
    };
    if lists.is_empty() {
        return Some(vec![]);
    }
    let values = prover
        .prove(&program, None, NODES, &mut |_| Answer::Continue)
        .values?;
    let taken = things.iter().zip(values).filter(|(_, value)| *value > 0.5);
    Some(taken.map(|(&thing, _)| thing).collect())
}

/// Takes things out, many at once first, as long as what is left is still too much.
fn fewest(mut set: Vec<usize>, still: &mut dyn FnMut(&[usize]) -> bool) -> Vec<usize> {
    let mut size = set.len().div_ceil(2);
    while size > 0 {
        let mut from = 0;
        while from < set.len() {
            let to = (from + size).min(set.len());
            let rest = [&set[..from], &set[to..]].concat();
            if still(&rest) {
                set = rest;
            } else {
                from = to;
            }
        }
        size = if size == 1 { 0 } else { size.div_ceil(2) };
    }
    set
}

/// The changes and all that must be placed when they are, in order.
fn with_what_they_need(problem: &Problem, changes: &[usize]) -> Vec<usize> {
    let mut seen = vec![false; problem.changes.len()];
    let mut open = changes.to_vec();
    while let Some(change) = open.pop() {
        if !std::mem::replace(&mut seen[change], true) {
            open.extend(problem.needs(change));
            open.extend(problem.riding_with(change));
        }
    }
    (0..seen.len()).filter(|&change| seen[change]).collect()
}

/// What the change takes of what the rule limits; of a night, what it takes alone.
fn amount(problem: &Problem, rule: &Violation, change: usize) -> i64 {
    match rule.resource {
        Some(_) => taken(problem, rule, &[change]),
        None => problem.changes[change].risk,
    }
}

/// What the changes take of what the rule limits, interaction aside.
fn taken(problem: &Problem, rule: &Violation, changes: &[usize]) -> i64 {
    match (rule.resource, rule.release) {
        (Some(resource), Some(release)) => usage(problem, release, changes, Some(resource)).0,
        (Some(resource), None) => changes
            .iter()
            .map(|&change| problem.demand(change, resource))
            .sum(),
        (None, _) => changes.iter().map(|&change| problem.changes[change].risk).sum(),
    }
}

/// Who takes of what the rule limits: those pinned to the release and, when they alone are not too much, those that
/// must go somewhere because of the pins.
fn takers(problem: &Problem, rule: &Violation, pins: &[usize]) -> Vec<usize> {
    let here: Vec<usize> = pins
        .iter()
        .copied()
        .filter(|&change| problem.changes[change].pinned == rule.release)
        .filter(|&change| amount(problem, rule, change) > 0)
        .collect();
    let interaction = if rule.rule == Rule::Risk {
        problem.interaction(&here)
    } else {
        0
    };
    if taken(problem, rule, &here) + interaction > rule.limit {
        return here;
    }
    with_what_they_need(problem, pins)
        .into_iter()
        .filter(|change| here.contains(change) || !pins.contains(change))
        .filter(|&change| amount(problem, rule, change) > 0)
        .collect()
}

impl Conflict {
    /// The conflict as people read it, with its reasons.
    #[must_use]
    pub fn sentence(&self, problem: &Problem) -> String {
        let riding: Vec<String> = self
            .changes
            .iter()
            .map(|&change| {
                let row = &problem.changes[change];
                let release = row.pinned.map_or("", |pin| problem.releases[pin].name.as_str());
                format!("{} in {release}", row.name)
            })
            .collect();
        let head = match (self.asked, self.changes.len()) {
            (1, _) => format!("No plan keeps the pin of {}.", riding[0]),
            (all, 1) => format!("No plan keeps all {all} pins: {} cannot hold.", riding[0]),
            (2, _) => format!("No plan keeps both pins, {}.", wording::list(&riding)),
            (all, few) if all == few => format!("No plan keeps all {all} pins: {}.", wording::list(&riding)),
            (all, few) => format!(
                "No plan keeps all {all} pins: these {few} cannot hold together, {}.",
                wording::list(&riding)
            ),
        };
        let reasons = self.rules.iter().map(|rule| reason(problem, rule));
        std::iter::once(head).chain(reasons).collect::<Vec<_>>().join(" ")
    }
}

/// What the rule asks, with the amounts.
fn reason(problem: &Problem, rule: &Violation) -> String {
    let name = |k| rule.name(problem, k);
    let release = rule.release_name(problem).unwrap_or_default();
    let resource = rule.resource_name(problem).unwrap_or_default();
    let freeze = rule.freeze_name(problem).unwrap_or_default();
    let limit = rule.limit;
    let amounts = || {
        let amounts: Vec<String> = rule
            .changes
            .iter()
            .map(|&change| {
                format!(
                    "{} takes {}",
                    problem.changes[change].name,
                    amount(problem, rule, change)
                )
            })
            .collect();
        wording::list(&amounts)
    };
    match rule.rule {
        Rule::Requires => format!("{} requires {}.", name(0), name(1)),
        Rule::Together => format!("{} and {} go together.", name(0), name(1)),
        Rule::Apart => format!("{} and {} are kept apart.", name(0), name(1)),
        Rule::HardFreeze => format!("{release} lies inside {freeze} (hard), which stops {}.", name(0)),
        Rule::Minutes if problem.nights.is_some() => {
            let (who, needs) = match rule.changes.len() {
                1 => (name(0).to_owned(), "needs"),
                _ => {
                    let names = rule
                        .changes
                        .iter()
                        .map(|&change| problem.changes[change].name.as_str());
                    (wording::list(&names.collect::<Vec<_>>()), "together need")
                }
            };
            format!(
                "{release} has {limit} minutes; to be deployed, checked and backed out with the crews there are, {who} \
                 {needs} {}.",
                rule.used
            )
        }
        Rule::Minutes => format!("{release} has {limit} minutes for deployments: {}.", amounts()),
        Rule::Team => format!(
            "{release} has {limit} effort points of {resource}: {}.",
            amounts()
        ),
        Rule::Environment => format!("{release} may load {resource} with {limit}: {}.", amounts()),
        Rule::Points => format!("{release} holds {limit} effort points: {}.", amounts()),
        Rule::Service => format!(
            "{release} may bring {limit} risk points to {resource} (tier 0): {}.",
            amounts()
        ),
        Rule::Tests => format!(
            "In the days booked for {release} {limit} tests can be shown: {}.",
            amounts()
        ),
        Rule::Risk => {
            let each: i64 = rule
                .changes
                .iter()
                .map(|&change| problem.changes[change].risk)
                .sum();
            let between = problem.interaction(&rule.changes);
            let more = if between > 0 && each + between > limit {
                format!(", and {between} arise between them")
            } else {
                String::new()
            };
            format!("{release} may carry {limit} risk points: {}{more}.", amounts())
        }
        Rule::Pin | Rule::Ready | Rule::Barred => rule.sentence(problem),
    }
}
