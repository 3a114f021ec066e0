//! The problem as a whole-number program: a column for each change in each release, a row for each rule.
//!
//! Interaction is counted by levels: the first pair-making change of a cluster costs one kappa, the next two, …; so
//! the levels are exact and need no whole numbers. A requirement is a row for each release over all before it.

use super::constraint::{Rule, Violation};
use super::problem::{Placement, Problem};
use super::program::{Program, ProgramColumn, ProgramRow};
use std::collections::BTreeMap;

/// What the program is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Aim {
    /// The plan that is worth most.
    Most,
    /// Whether there is any plan.
    Any,
}

/// A program with what its columns and rows stand for.
#[derive(Clone, Debug)]
pub(super) struct Formulation<'p> {
    problem: &'p Problem,
    pub(super) program: Program,
    /// The rule that each row or fixed column speaks for; `None` for rows that only define something.
    pub(super) rules: Vec<Option<usize>>,
    /// Rules as they would be broken.
    pub(super) reasons: Vec<Violation>,
    /// Column of each change and release.
    at: BTreeMap<(usize, usize), usize>,
    /// Levels of each release and cluster, lowest first.
    levels: Vec<(usize, usize, Vec<usize>)>,
    /// Column of each soft freeze that can be opened, with release.
    openings: BTreeMap<(usize, usize), usize>,
    /// The rule of each night that could get too long; what exactly does not fit is added as it turns up.
    nights: BTreeMap<usize, usize>,
}

const NO_LIMIT: f64 = f64::INFINITY;

impl<'p> Formulation<'p> {
    /// The whole problem with all its pins, for the plan that is worth most.
    pub(super) fn whole(problem: &'p Problem) -> Self {
        let changes: Vec<usize> = (0..problem.changes.len()).collect();
        Self::new(problem, &changes, &changes, Aim::Most)
    }

    /// The problem with these changes alone (the others wait) and with the pins of those in `pins`.
    pub(super) fn new(problem: &'p Problem, changes: &[usize], pins: &[usize], aim: Aim) -> Self {
        let mut made = Self {
            problem,
            program: Program::default(),
            rules: vec![],
            reasons: vec![],
            at: BTreeMap::new(),
            levels: vec![],
            openings: BTreeMap::new(),
            nights: BTreeMap::new(),
        };
        for &change in changes {
            made.place(change, pins.contains(&change), aim);
        }
        for &change in changes {
            made.need(change);
            made.keep_apart(change);
            made.go_together(change);
        }
        for release in 0..problem.releases.len() {
            made.hold(release, changes);
            made.watch_night(release, changes);
            made.risk(release, changes, aim);
        }
        made
    }

    fn column(&mut self, most: f64, whole: bool, gain: f64) -> usize {
        self.program.columns.push(ProgramColumn {
            least: 0.0,
            most,
            whole,
            gain,
        });
        self.program.columns.len() - 1
    }

    fn row(&mut self, rule: Option<usize>, least: f64, most: f64, terms: Vec<(usize, f64)>) {
        self.program.rows.push(ProgramRow { least, most, terms });
        self.rules.push(rule);
    }

    fn reason(&mut self, violation: Violation) -> Option<usize> {
        self.reasons.push(violation);
        Some(self.reasons.len() - 1)
    }

    fn place(&mut self, change: usize, pinned: bool, aim: Aim) {
        let problem = self.problem;
        let row = &problem.changes[change];
        let pin = row.pinned.filter(|_| pinned);
        let waiting = problem.deferral_cost(change);
        let mut ready = None;
        let mut terms = vec![];
        for release in (0..problem.releases.len()).filter(|&release| pin.is_none_or(|pin| pin == release)) {
            let gain = match aim {
                Aim::Most => (problem.own_gain(change, release) + waiting) as f64,
                Aim::Any => 0.0,
            };
            let column = self.column(1.0, true, gain);
            self.at.insert((change, release), column);
            terms.push((column, 1.0));
            let shut = |rule| Violation::of_changes(rule, Some(release), vec![change]);
            if pin.is_none() && row.ready > problem.releases[release].day {
                // One reason for all releases before it; the last of them says how little is missing.
                let day = problem.releases[release].day;
                let said = Violation {
                    used: row.ready,
                    limit: day,
                    ..shut(Rule::Ready)
                };
                match ready {
                    Some(known) => self.reasons[known] = said,
                    None => ready = self.reason(said),
                }
                self.row(ready, 0.0, 0.0, vec![(column, 1.0)]);
            }
            if pin.is_none() && problem.barred(change, release).is_some() {
                let rule = self.reason(shut(Rule::Barred));
                self.row(rule, 0.0, 0.0, vec![(column, 1.0)]);
            }
            for freeze in problem.freezes_on(change, release) {
                if problem.freezes[freeze].hard {
                    let rule = self.reason(Violation {
                        freeze: Some(freeze),
                        ..shut(Rule::HardFreeze)
                    });
                    self.row(rule, 0.0, 0.0, vec![(column, 1.0)]);
                } else if aim == Aim::Most {
                    let opening = self.opening(freeze, release);
                    self.row(None, -NO_LIMIT, 0.0, vec![(column, 1.0), (opening, -1.0)]);
                }
            }
        }
        if aim == Aim::Most {
            self.program.constant -= waiting as f64;
        }
        let least = if pin.is_some() { 1.0 } else { 0.0 };
        self.row(None, least, 1.0, terms);
    }

    fn opening(&mut self, freeze: usize, release: usize) -> usize {
        if let Some(&known) = self.openings.get(&(freeze, release)) {
            return known;
        }
        let cost = self.problem.freezes[freeze].open_cost as f64;
        let column = self.column(1.0, false, -cost);
        self.openings.insert((freeze, release), column);
        column
    }

    /// Columns of the change up to the release, each counted so often.
    fn up_to(&self, change: usize, release: usize, count: f64) -> impl Iterator<Item = (usize, f64)> + '_ {
        self.at
            .range((change, 0)..=(change, release))
            .map(move |(_, &column)| (column, count))
    }

    fn need(&mut self, change: usize) {
        for &needed in self.problem.needs(change) {
            let rule = self.reason(Violation::of_changes(Rule::Requires, None, vec![change, needed]));
            for release in 0..self.problem.releases.len() {
                if self.at.contains_key(&(change, release)) {
                    let mut terms: Vec<_> = self.up_to(change, release, 1.0).collect();
                    terms.extend(self.up_to(needed, release, -1.0));
                    self.row(rule, -NO_LIMIT, 0.0, terms);
                }
            }
        }
    }

    fn keep_apart(&mut self, change: usize) {
        for &other in self
            .problem
            .apart_from(change)
            .iter()
            .filter(|&&other| change < other)
        {
            let mut rule = None;
            for release in 0..self.problem.releases.len() {
                let columns = (self.at.get(&(change, release)), self.at.get(&(other, release)));
                if let (Some(&one), Some(&two)) = columns {
                    rule = rule.or_else(|| {
                        self.reason(Violation::of_changes(
                            Rule::Apart,
                            Some(release),
                            vec![change, other],
                        ))
                    });
                    self.row(rule, -NO_LIMIT, 1.0, vec![(one, 1.0), (two, 1.0)]);
                }
            }
        }
    }

    fn go_together(&mut self, change: usize) {
        let first = self.problem.riding_with(change)[0];
        if first == change {
            return;
        }
        let rule = self.reason(Violation::of_changes(Rule::Together, None, vec![change, first]));
        for release in 0..self.problem.releases.len() {
            let column = |of: usize| self.at.get(&(of, release)).copied();
            let mut terms = vec![];
            terms.extend(column(change).map(|column| (column, 1.0)));
            terms.extend(column(first).map(|column| (column, -1.0)));
            if !terms.is_empty() {
                self.row(rule, 0.0, 0.0, terms);
            }
        }
    }

    fn hold(&mut self, release: usize, changes: &[usize]) {
        let mut terms = vec![vec![]; self.problem.resources.len()];
        for &change in changes {
            if let Some(&column) = self.at.get(&(change, release)) {
                for demand in self.problem.changes[change]
                    .demands
                    .iter()
                    .filter(|d| d.amount > 0)
                {
                    terms[demand.resource].push((column, demand.amount as f64));
                }
            }
        }
        for (resource, terms) in terms.into_iter().enumerate() {
            let Some(limit) = self.problem.releases[release].capacity[resource] else {
                continue;
            };
            if terms.iter().map(|(_, amount)| amount).sum::<f64>() > limit as f64 {
                let rule = super::constraint::rule_of(self.problem.resources[resource].kind);
                let rule = self.reason(Violation {
                    resource: Some(resource),
                    limit,
                    ..Violation::of_changes(rule, Some(release), vec![])
                });
                self.row(rule, -NO_LIMIT, limit as f64, terms);
            }
        }
    }

    fn watch_night(&mut self, release: usize, changes: &[usize]) {
        let Some((nights, resource)) = self.problem.nights() else {
            return;
        };
        let Some(limit) = self.problem.releases[release].capacity[resource] else {
            return;
        };
        let may_ride = |change: &&usize| self.at.contains_key(&(**change, release));
        let most: i64 = changes
            .iter()
            .filter(may_ride)
            .map(|&change| nights.most_of(change))
            .sum();
        if most + nights.most_riding(release) > limit {
            let rule = self.reason(Violation {
                resource: Some(resource),
                limit,
                ..Violation::of_changes(Rule::Minutes, Some(release), vec![])
            });
            self.nights.extend(rule.map(|rule| (release, rule)));
        }
    }

    /// Closes every night that is too long in the plan to what makes it so, so that a solver does not come back with it:
    /// to the fewest changes that no night of that length holds, whatever rides beside them, or, where only the schedule
    /// of just these is too long, to just these. Rules that are not in the list do not count. True when there was one.
    pub(super) fn close_nights(&mut self, placement: &Placement, kept: Option<&[usize]>) -> bool {
        let problem = self.problem;
        let Some((nights, resource)) = problem.nights() else {
            return false;
        };
        let counts = |rule: &usize| kept.is_none_or(|kept| kept.contains(rule));
        let watched: Vec<usize> = self.nights.keys().copied().collect();
        let counted: Vec<usize> = (self.nights.iter())
            .filter(|(_, rule)| counts(rule))
            .map(|(release, _)| *release)
            .collect();
        let never_hold = |release: usize, set: &[usize]| {
            let limit = problem.releases[release].capacity[resource];
            limit.is_some_and(|limit| nights.least(release, set.iter().copied()) > limit)
        };
        let mut closed = false;
        for release in counted {
            let mut set = placement.riders(release);
            if problem.night_too_long(release, &set).is_none() {
                continue;
            }
            closed = true;
            if !never_hold(release, &set) {
                self.close(release, &set, true);
                continue;
            }
            for change in set.clone() {
                let without: Vec<usize> = set.iter().copied().filter(|&other| other != change).collect();
                if never_hold(release, &without) {
                    set = without;
                }
            }
            for &other in &watched {
                if never_hold(other, &set) {
                    self.close(other, &set, false);
                }
            }
        }
        closed
    }

    /// The release does not take all of the set; when `alone`, it may where others ride beside it.
    fn close(&mut self, release: usize, set: &[usize], alone: bool) {
        let mut terms = vec![];
        for (&(change, _), &column) in self.at.iter().filter(|((_, at), _)| *at == release) {
            if set.contains(&change) {
                terms.push((column, 1.0));
            } else if alone {
                terms.push((column, -1.0));
            }
        }
        if terms.iter().filter(|(_, count)| *count > 0.0).count() == set.len() {
            let rule = self.nights.get(&release).copied();
            self.row(rule, -NO_LIMIT, set.len() as f64 - 1.0, terms);
        }
    }

    fn risk(&mut self, release: usize, changes: &[usize], aim: Aim) {
        let problem = self.problem;
        let budget = problem.releases[release].risk_budget;
        let mut terms = vec![];
        let mut touching: BTreeMap<usize, Vec<(usize, f64)>> = BTreeMap::new();
        for &change in changes {
            if let Some(&column) = self.at.get(&(change, release)) {
                terms.push((column, problem.changes[change].risk as f64));
                for &cluster in problem.clusters_of(change) {
                    touching.entry(cluster).or_default().push((column, 1.0));
                }
            }
        }
        for (cluster, mut members) in touching {
            let kappa = problem.clusters[cluster].kappa;
            if kappa <= 0 || members.len() < 2 || (budget.is_none() && aim == Aim::Any) {
                continue;
            }
            let mut levels = vec![];
            for level in 1..members.len() as i64 {
                let cost = match aim {
                    Aim::Most => (problem.risk_weight * kappa * level) as f64,
                    Aim::Any => 0.0,
                };
                let column = self.column(1.0, false, -cost);
                levels.push(column);
                terms.push((column, (kappa * level) as f64));
                members.push((column, -1.0));
                // Where the whole problem is meant, a level beyond the budget stays empty anyway.
                if aim == Aim::Most && budget.is_some_and(|budget| kappa * level * (level + 1) / 2 > budget) {
                    break;
                }
            }
            self.row(None, -NO_LIMIT, 1.0, members);
            self.levels.push((release, cluster, levels));
        }
        if let Some(budget) = budget
            && terms.iter().map(|(_, amount)| amount).sum::<f64>() > budget as f64
        {
            let rule = self.reason(Violation {
                limit: budget,
                ..Violation::of_changes(Rule::Risk, Some(release), vec![])
            });
            self.row(rule, -NO_LIMIT, budget as f64, terms);
        }
    }

    /// The program without the rules that are not in the list.
    pub(super) fn with_rules(&self, kept: &[usize]) -> Program {
        let rows = self.program.rows.iter().zip(&self.rules);
        Program {
            rows: rows
                .filter(|(_, rule)| rule.is_none_or(|rule| kept.contains(&rule)))
                .map(|(row, _)| row.clone())
                .collect(),
            columns: self.program.columns.clone(),
            constant: self.program.constant,
        }
    }

    /// The plan as numbers of the program.
    pub(super) fn values(&self, placement: &Placement) -> Vec<f64> {
        let mut values = vec![0.0; self.program.columns.len()];
        for (&(change, release), &column) in &self.at {
            if placement.of(change) == Some(release) {
                values[column] = 1.0;
                for freeze in self.problem.freezes_on(change, release) {
                    if let Some(&opening) = self.openings.get(&(freeze, release)) {
                        values[opening] = 1.0;
                    }
                }
            }
        }
        for (release, cluster, levels) in &self.levels {
            let touching = &self.problem.clusters[*cluster].changes;
            let riders = touching
                .iter()
                .filter(|&&change| placement.of(change) == Some(*release))
                .count();
            for &level in levels.iter().take(riders.saturating_sub(1)) {
                values[level] = 1.0;
            }
        }
        values
    }

    /// The plan that numbers of the program stand for.
    pub(super) fn placement(&self, values: &[f64]) -> Placement {
        let mut placement = Placement::empty(self.problem.changes.len());
        for (&(change, release), &column) in &self.at {
            if values[column] > 0.5 {
                placement.0[change] = Some(release);
            }
        }
        placement
    }
}
