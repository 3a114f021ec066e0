//! The problem the optimiser solves: which change rides which release, all in whole numbers.

use crate::schedule::{NightMinutes, Nights};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Deref;
use std::sync::Arc;

/// What a capacity row measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ResourceKind {
    /// Minutes of the deployment window.
    Minutes,
    /// Effort points of one team.
    Team,
    /// Load of one environment.
    Environment,
    /// Effort points of the whole release.
    Points,
    /// Risk points at one service of tier 0.
    Service,
    /// Tests shown in the days for which test environments are booked.
    Tests,
}

/// Something a release holds only so much of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resource {
    /// What it measures.
    pub kind: ResourceKind,
    /// Whose it is, as people say it: the team's or the environment's name.
    pub name: String,
}

/// A release that changes may ride.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProblemRelease {
    /// Reference people see.
    pub name: String,
    /// Day of its deployment, counted from any origin.
    pub day: i64,
    /// Thousandths of a change's value that are still earned when it rides this release.
    pub discount: i64,
    /// How much of each resource it holds; `None` for no limit.
    pub capacity: Vec<Option<i64>>,
    /// Risk points it may hold, interaction included; `None` for no limit.
    pub risk_budget: Option<i64>,
}

/// How much of one resource a change takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Demand {
    /// Index of the resource.
    pub resource: usize,
    /// How much.
    pub amount: i64,
}

/// A change that wants a release.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProblemChange {
    /// Reference people see.
    pub name: String,
    /// Value before the discount of the release.
    pub value: i64,
    /// First day on which it can go.
    pub ready: i64,
    /// Last good day.
    pub due: i64,
    /// Cost of each day after that.
    pub late_per_day: i64,
    /// Cost of deferring it.
    pub defer_cost: i64,
    /// Risk points it brings by itself.
    pub risk: i64,
    /// What it takes of each resource.
    pub demands: Vec<Demand>,
    /// Release it rides in the plan as it is.
    pub prior: Option<usize>,
    /// Release it is pinned to.
    pub pinned: Option<usize>,
}

/// Changes that disturb each other when they ride together: `n` of them add `kappa * n * (n - 1) / 2` risk points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cluster {
    /// What they share, as people say it.
    pub name: String,
    /// Risk points of each pair.
    pub kappa: i64,
    /// The changes that touch it.
    pub changes: Vec<usize>,
}

/// A freeze as it meets the releases and changes of the problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProblemFreeze {
    /// Name people say.
    pub name: String,
    /// True when nothing passes without an exception.
    pub hard: bool,
    /// Releases that lie inside it.
    pub releases: Vec<usize>,
    /// Changes it closes.
    pub changes: Vec<usize>,
    /// Granted exceptions: change and release that may pass.
    pub granted: Vec<(usize, usize)>,
    /// Cost of opening a soft freeze for a release, once.
    pub open_cost: i64,
    /// Cost of each change that passes a soft freeze.
    pub change_cost: i64,
}

/// A release that does not take a change, for a reason of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Barred {
    /// The change.
    pub change: usize,
    /// The release.
    pub release: usize,
    /// Why, as a clause: `RO-23 is locked since 11 Nov`.
    pub reason: String,
}

/// Everything a problem is made of, before it is checked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProblemDraft {
    /// Name of the problem.
    pub name: String,
    /// Cost of one risk point.
    pub risk_weight: i64,
    /// Cost of moving a change away from its prior release.
    pub move_cost: i64,
    /// Cost of deferring a change that had a release, on top of its own.
    pub prior_defer_cost: i64,
    /// Capacity rows.
    pub resources: Vec<Resource>,
    /// Releases in order of day.
    pub releases: Vec<ProblemRelease>,
    /// Changes.
    pub changes: Vec<ProblemChange>,
    /// Interaction.
    pub clusters: Vec<Cluster>,
    /// Freezes.
    pub freezes: Vec<ProblemFreeze>,
    /// Pairs: the first goes with or after the second.
    pub requires: Vec<(usize, usize)>,
    /// Groups that share one release.
    pub together: Vec<Vec<usize>>,
    /// Pairs that never share a release.
    pub apart: Vec<(usize, usize)>,
    /// Releases that do not take a change.
    pub barred: Vec<Barred>,
    /// How long each release's night takes with what rides it, held against the first resource of minutes. `None` where
    /// minutes simply add up.
    pub nights: Option<Arc<Nights>>,
}

/// Why a draft is no problem.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct BadProblem(pub String);

/// A checked problem with its look-ups.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    draft: ProblemDraft,
    needs: Vec<Vec<usize>>,
    dependents: Vec<Vec<usize>>,
    apart_from: Vec<Vec<usize>>,
    group: Vec<Option<usize>>,
    clusters_of: Vec<Vec<usize>>,
    freezes_of: Vec<Vec<usize>>,
    inside: Vec<bool>,
    granted: BTreeSet<(usize, usize, usize)>,
    barred_by: BTreeMap<(usize, usize), usize>,
}

impl Deref for Problem {
    type Target = ProblemDraft;
    fn deref(&self) -> &ProblemDraft {
        &self.draft
    }
}

impl Problem {
    /// Nothing to place.
    #[must_use]
    pub fn empty() -> Self {
        Self {
            draft: ProblemDraft::default(),
            needs: vec![],
            dependents: vec![],
            apart_from: vec![],
            group: vec![],
            clusters_of: vec![],
            freezes_of: vec![],
            inside: vec![],
            granted: BTreeSet::new(),
            barred_by: BTreeMap::new(),
        }
    }

    /// Checks the draft and builds the look-ups.
    ///
    /// # Errors
    /// A sentence that names the first thing that does not fit.
    pub fn new(draft: ProblemDraft) -> Result<Self, BadProblem> {
        super::soundness::check(&draft)?;
        let (changes, releases) = (draft.changes.len(), draft.releases.len());
        let mut problem = Self {
            needs: vec![vec![]; changes],
            dependents: vec![vec![]; changes],
            apart_from: vec![vec![]; changes],
            group: vec![None; changes],
            clusters_of: vec![vec![]; changes],
            freezes_of: vec![vec![]; changes],
            inside: vec![false; draft.freezes.len() * releases],
            granted: BTreeSet::new(),
            barred_by: draft
                .barred
                .iter()
                .enumerate()
                .map(|(k, bar)| ((bar.change, bar.release), k))
                .collect(),
            draft,
        };
        for &(change, needed) in &problem.draft.requires {
            problem.needs[change].push(needed);
            problem.dependents[needed].push(change);
        }
        for &(one, other) in &problem.draft.apart {
            problem.apart_from[one].push(other);
            problem.apart_from[other].push(one);
        }
        for (k, group) in problem.draft.together.iter().enumerate() {
            for &change in group {
                problem.group[change] = Some(k);
            }
        }
        for (k, cluster) in problem.draft.clusters.iter().enumerate() {
            for &change in &cluster.changes {
                problem.clusters_of[change].push(k);
            }
        }
        for (k, freeze) in problem.draft.freezes.iter().enumerate() {
            for &change in &freeze.changes {
                problem.freezes_of[change].push(k);
            }
            for &release in &freeze.releases {
                problem.inside[k * releases + release] = true;
            }
            problem.granted.extend(
                freeze
                    .granted
                    .iter()
                    .map(|&(change, release)| (k, change, release)),
            );
        }
        Ok(problem)
    }

    /// The parts, to make a changed problem of.
    #[must_use]
    pub fn draft(&self) -> &ProblemDraft {
        &self.draft
    }
    /// Changes that must be live before or together with the change.
    #[must_use]
    pub fn needs(&self, change: usize) -> &[usize] {
        &self.needs[change]
    }
    /// Changes that need the change.
    #[must_use]
    pub fn dependents(&self, change: usize) -> &[usize] {
        &self.dependents[change]
    }
    /// Changes that never share a release with the change.
    #[must_use]
    pub fn apart_from(&self, change: usize) -> &[usize] {
        &self.apart_from[change]
    }
    /// Clusters the change touches.
    #[must_use]
    pub fn clusters_of(&self, change: usize) -> &[usize] {
        &self.clusters_of[change]
    }
    /// The change and all that must ride with it, in order.
    #[must_use]
    pub fn riding_with(&self, change: usize) -> Vec<usize> {
        match self.group[change] {
            Some(group) => self.draft.together[group].clone(),
            None => vec![change],
        }
    }
    /// Freezes that close the release for the change, exceptions left out.
    pub fn freezes_on(&self, change: usize, release: usize) -> impl Iterator<Item = usize> + '_ {
        let releases = self.draft.releases.len();
        self.freezes_of[change].iter().copied().filter(move |&freeze| {
            self.inside[freeze * releases + release] && !self.granted.contains(&(freeze, change, release))
        })
    }
    /// Why the release does not take the change, when it does not.
    #[must_use]
    pub fn barred(&self, change: usize, release: usize) -> Option<&Barred> {
        self.barred_by
            .get(&(change, release))
            .map(|&k| &self.draft.barred[k])
    }
    /// The nights and the resource they are held against; `None` where minutes simply add up.
    #[must_use]
    pub fn nights(&self) -> Option<(&Nights, usize)> {
        let minutes = |resource: &Resource| resource.kind == ResourceKind::Minutes;
        let resource = self.draft.resources.iter().position(minutes)?;
        self.draft.nights.as_deref().map(|nights| (nights, resource))
    }
    /// What the night of the release takes with the riders; `None` where minutes simply add up.
    #[must_use]
    pub fn night(&self, release: usize, riders: &[usize]) -> Option<NightMinutes> {
        let nights = self.draft.nights.as_deref()?;
        Some(nights.minutes(release, riders.iter().copied()))
    }
    /// What the night takes with the riders, and its limit, where it takes more than that.
    #[must_use]
    pub fn night_too_long(&self, release: usize, riders: &[usize]) -> Option<(i64, i64)> {
        let (nights, resource) = self.nights()?;
        let limit = self.draft.releases[release].capacity[resource]?;
        let most: i64 = riders.iter().map(|&rider| nights.most_of(rider)).sum();
        if most + nights.most_riding(release) <= limit {
            return None;
        }
        let taken = nights.minutes(release, riders.iter().copied()).total();
        (taken > limit).then_some((taken, limit))
    }
    /// How much of the resource the change takes.
    #[must_use]
    pub fn demand(&self, change: usize, resource: usize) -> i64 {
        self.draft.changes[change]
            .demands
            .iter()
            .filter(|d| d.resource == resource)
            .map(|d| d.amount)
            .sum()
    }
}

/// Which release each change rides; `None` means it is deferred.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Placement(pub Vec<Option<usize>>);

impl Placement {
    /// Every change deferred.
    #[must_use]
    pub fn empty(changes: usize) -> Self {
        Self(vec![None; changes])
    }
    /// The plan as it is.
    #[must_use]
    pub fn prior(problem: &Problem) -> Self {
        Self(
            problem
                .changes
                .iter()
                .map(|change| change.pinned.or(change.prior))
                .collect(),
        )
    }
    /// The release of the change.
    #[must_use]
    pub fn of(&self, change: usize) -> Option<usize> {
        self.0.get(change).copied().flatten()
    }
    /// Changes that ride the release, in order.
    #[must_use]
    pub fn riders(&self, release: usize) -> Vec<usize> {
        (0..self.0.len())
            .filter(|&change| self.0[change] == Some(release))
            .collect()
    }
}
