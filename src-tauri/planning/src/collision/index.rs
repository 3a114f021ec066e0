//! What the collision rules ask again and again, prepared once per plan.

use super::view::{Touched, View};
use super::{Collision, in_order};
use crate::calendar::{Opening, Shape, covers_environment, is_production, openings};
use crate::graph::{Graph, Rows};
use crate::risk::{Load, RiskIndex, risk};
use crate::schedule::needed;
use crate::{
    Change, ChangeId, DependencyKind, EnvironmentId, FreezeId, Instant, Plan, Release, ReleaseId,
    ReleaseState, ServiceKind, Subject, TeamId, Window,
};
use chrono::TimeDelta;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Days of openings kept before the first and after the last date of the plan.
const DAYS_AROUND: i64 = 60;

/// What is known of one release.
#[derive(Clone, Debug)]
pub(super) struct Facts {
    pub(super) id: ReleaseId,
    pub(super) is_open: bool,
    /// Cancelled or taken back.
    pub(super) is_off: bool,
    pub(super) is_production: bool,
    pub(super) environment: Option<EnvironmentId>,
    pub(super) scope_lock: Instant,
    pub(super) deploy: Window,
    pub(super) exposed: Window,
    /// Stay in a test environment of its own name.
    pub(super) test: Option<Window>,
    /// Numbers of its changes, sorted.
    pub(super) changes: Vec<u32>,
    /// Numbers of their services, sorted.
    pub(super) services: Vec<u32>,
    /// Teams that deploy them, sorted, with the crews each has at work at once.
    pub(super) crews: Vec<(TeamId, u32)>,
    /// Numbers of the databases they are or work on, sorted.
    pub(super) databases: Vec<u32>,
    /// Openings it may use.
    pub(super) usable: Arc<Vec<Opening>>,
    pub(super) load: Load,
}

/// What is known of one freeze.
#[derive(Clone, Debug)]
pub(super) struct FreezeFacts {
    pub(super) id: FreezeId,
    pub(super) window: Window,
    /// By service number.
    pub(super) covers: Vec<bool>,
}

/// Everything prepared for one plan.
#[derive(Clone, Debug)]
pub struct Index {
    risk: RiskIndex,
    pub(super) change_ids: Vec<ChangeId>,
    pub(super) change_points: Vec<u32>,
    pub(super) change_services: Rows,
    /// Release number of each change.
    pub(super) place: Vec<Option<u32>>,
    /// Changes that require a change.
    pub(super) required_by: Rows,
    /// Changes that name a change as one to stay apart from.
    pub(super) kept_apart_by: Rows,
    pub(super) groups: BTreeMap<String, Vec<u32>>,
    pub(super) release_ids: Vec<ReleaseId>,
    pub(super) facts: Vec<Facts>,
    pub(super) freezes: Vec<FreezeFacts>,
    pub(super) openings: Vec<Opening>,
    /// Stretch of time for which openings are known.
    pub(super) span: Option<Window>,
    baseline: Vec<Collision>,
    /// Places in the baseline of the collisions that name a subject.
    about: BTreeMap<Subject, Vec<u32>>,
}

impl Index {
    /// Prepares the plan.
    #[must_use]
    pub fn of(plan: &Plan) -> Self {
        Self::with_graph(plan, Graph::of(plan))
    }

    /// Prepares the plan, whose graph is at hand.
    #[must_use]
    pub fn with_graph(plan: &Plan, graph: Graph) -> Self {
        let risk_index = RiskIndex::with_graph(plan, graph);
        let change_ids: Vec<ChangeId> = plan.changes.iter().map(|change| change.id).collect();
        let points = |change: &Change| risk(plan, &risk_index, change.id).map_or(0, |score| score.points);
        let change_points = plan.changes.iter().map(points).collect();
        let number = |id: &ChangeId| change_ids.binary_search(id).ok().map(|number| number as u32);
        let graph = risk_index.graph();
        let touch = plan.changes.iter().zip(0..).flat_map(|(change, number)| {
            change
                .services
                .iter()
                .filter_map(move |service| Some((number, graph.number(*service)?)))
        });
        let change_services = Rows::of_pairs(change_ids.len(), &touch.collect::<Vec<_>>());
        let requires = plan.changes.iter().zip(0..).flat_map(|(change, dependent)| {
            change
                .requires
                .iter()
                .filter_map(move |required| Some((number(required)?, dependent)))
        });
        let required_by = Rows::of_pairs(change_ids.len(), &requires.collect::<Vec<_>>());
        let apart = plan.changes.iter().zip(0..).flat_map(|(change, from)| {
            change
                .apart_from
                .iter()
                .filter_map(move |other| Some((number(other)?, from)))
        });
        let kept_apart_by = Rows::of_pairs(change_ids.len(), &apart.collect::<Vec<_>>());
        let mut groups: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        for (change, number) in plan
            .changes
            .iter()
            .zip(0..)
            .filter(|(change, _)| !change.together.is_empty())
        {
            groups.entry(change.together.clone()).or_default().push(number);
        }
        let release_ids: Vec<ReleaseId> = plan.releases.iter().map(|release| release.id).collect();
        let place: Vec<Option<u32>> = plan
            .changes
            .iter()
            .map(|change| {
                release_ids
                    .binary_search(&change.release?)
                    .ok()
                    .map(|number| number as u32)
            })
            .collect();
        let span = span_of(plan);
        let all_openings = span.map(|span| openings(plan, span)).unwrap_or_default();
        let freezes = plan.freezes.iter().map(|freeze| FreezeFacts {
            id: freeze.id,
            window: freeze.window,
            covers: plan
                .services
                .iter()
                .map(|service| freeze.scope.covers(service))
                .collect(),
        });
        let mut this = Self {
            change_ids,
            change_points,
            change_services,
            place,
            required_by,
            kept_apart_by,
            groups,
            release_ids,
            facts: Vec::new(),
            freezes: freezes.collect(),
            openings: all_openings,
            span,
            baseline: Vec::new(),
            about: BTreeMap::new(),
            risk: risk_index,
        };
        let mut riding: Vec<Vec<u32>> = vec![Vec::new(); this.release_ids.len()];
        for (change, place) in this.place.iter().enumerate() {
            if let Some(release) = place {
                riding[*release as usize].push(change as u32);
            }
        }
        let mut usable: BTreeMap<Vec<bool>, Arc<Vec<Opening>>> = BTreeMap::new();
        let facts: Vec<Facts> = plan
            .releases
            .iter()
            .zip(riding)
            .map(|(release, changes)| this.facts_of(plan, release, changes, &mut usable))
            .collect();
        this.facts = facts;
        let mut touched = Touched::default();
        touched.releases.extend(0..this.release_ids.len() as u32);
        touched.changes.extend(0..this.change_ids.len() as u32);
        let mut baseline = View::of(plan, &this).collisions(&touched);
        in_order(&mut baseline);
        for (place, collision) in (0..).zip(&baseline) {
            for subject in &collision.subjects {
                this.about.entry(*subject).or_default().push(place);
            }
        }
        this.baseline = baseline;
        this
    }

    /// What is known of the release with these changes.
    pub(super) fn facts_of(
        &self,
        plan: &Plan,
        release: &Release,
        changes: Vec<u32>,
        known: &mut BTreeMap<Vec<bool>, Arc<Vec<Opening>>>,
    ) -> Facts {
        let mut services: Vec<u32> = changes
            .iter()
            .flat_map(|change| self.change_services.row(*change))
            .copied()
            .collect();
        services.sort_unstable();
        services.dedup();
        let riding: Vec<&Change> = changes
            .iter()
            .filter_map(|change| self.change(plan, *change))
            .collect();
        let shape = Shape::with(release, riding);
        let may: Vec<bool> = plan
            .windows
            .iter()
            .map(|window| shape.may_use(plan, window))
            .collect();
        let usable = if self.span.is_some_and(|span| span.covers(release.deploy)) {
            Arc::clone(
                known
                    .entry(may)
                    .or_insert_with(|| Arc::new(shape.usable(plan, &self.openings))),
            )
        } else {
            Arc::new(shape.usable(plan, &around(plan, release.deploy)))
        };
        let scored = changes
            .iter()
            .zip(&shape.changes)
            .map(|(number, change)| (*change, self.change_points[*number as usize]));
        let needed = needed(
            plan,
            self.graph(),
            shape.changes.iter().copied(),
            release.environment,
        );
        let load = Load::of(plan, release, &needed, &self.risk, scored);
        let is_production = is_production(plan, release.environment);
        Facts {
            id: release.id,
            is_open: release.is_open(),
            is_off: matches!(release.state, ReleaseState::Cancelled | ReleaseState::BackedOut),
            is_production,
            environment: release.environment,
            scope_lock: release.scope_lock,
            deploy: release.deploy,
            exposed: release.exposed(),
            test: (!is_production).then(|| {
                Window::new(
                    release.test_starts.min(release.deploy.start()),
                    release.deploy.end(),
                )
                .unwrap_or(release.deploy)
            }),
            usable,
            crews: needed.crews,
            databases: self.databases(plan, &services),
            changes,
            services,
            load,
        }
    }

    /// Databases among the services, and those they share data with.
    fn databases(&self, plan: &Plan, services: &[u32]) -> Vec<u32> {
        let graph = self.graph();
        let is_database = |number: &u32| {
            let service = plan.services.get(&graph.service(*number));
            service.is_some_and(|service| service.kind == ServiceKind::Database)
        };
        let shared = services.iter().flat_map(|service| graph.providers_of(*service));
        let shared = shared
            .filter(|link| link.kind == DependencyKind::Data)
            .map(|link| link.provider);
        let mut found: Vec<u32> = services
            .iter()
            .copied()
            .chain(shared)
            .filter(is_database)
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Every collision of the plan, without ways out: the heaviest first.
    #[must_use]
    pub fn collisions(&self) -> &[Collision] {
        &self.baseline
    }
    /// Collisions that name one of the subjects, in the order of the baseline.
    pub(super) fn about(&self, subjects: &BTreeSet<Subject>) -> Vec<&Collision> {
        let places: BTreeSet<u32> = subjects
            .iter()
            .filter_map(|subject| self.about.get(subject))
            .flatten()
            .copied()
            .collect();
        places
            .into_iter()
            .filter_map(|place| self.baseline.get(place as usize))
            .collect()
    }
    /// The risk index.
    #[must_use]
    pub fn risk(&self) -> &RiskIndex {
        &self.risk
    }
    /// The dependency graph.
    #[must_use]
    pub fn graph(&self) -> &Graph {
        self.risk.graph()
    }
    /// What the release carries.
    #[must_use]
    pub fn load(&self, release: ReleaseId) -> Option<&Load> {
        self.release_number(release)
            .map(|number| &self.facts[number as usize].load)
    }
    /// Changes that ride the release, in order of id.
    #[must_use]
    pub fn changes_of(&self, release: ReleaseId) -> Vec<ChangeId> {
        let Some(number) = self.release_number(release) else {
            return Vec::new();
        };
        self.facts[number as usize]
            .changes
            .iter()
            .map(|change| self.change_ids[*change as usize])
            .collect()
    }
    /// Risk points of the change.
    #[must_use]
    pub fn points(&self, change: ChangeId) -> Option<u32> {
        self.change_number(change)
            .map(|number| self.change_points[number as usize])
    }
    /// Openings within 60 days of the plan's dates, in order.
    #[must_use]
    pub fn openings(&self) -> &[Opening] {
        &self.openings
    }
    pub(super) fn release_number(&self, release: ReleaseId) -> Option<u32> {
        self.release_ids
            .binary_search(&release)
            .ok()
            .map(|number| number as u32)
    }
    pub(super) fn change_number(&self, change: ChangeId) -> Option<u32> {
        self.change_ids
            .binary_search(&change)
            .ok()
            .map(|number| number as u32)
    }
    pub(super) fn change<'a>(&self, plan: &'a Plan, number: u32) -> Option<&'a Change> {
        plan.changes.get(self.change_ids.get(number as usize)?)
    }
    /// True when the freeze is known to cover one of the environments the release goes to.
    pub(super) fn reaches(plan: &Plan, freeze: &crate::Freeze, facts: &Facts) -> bool {
        covers_environment(plan, &freeze.scope, facts.environment)
    }
}

/// Openings near a deployment that lies far from every known date.
fn around(plan: &Plan, deploy: Window) -> Vec<Opening> {
    let days = TimeDelta::days(DAYS_AROUND);
    Window::new(deploy.start() - days, deploy.end() + days)
        .map(|span| openings(plan, span))
        .unwrap_or_default()
}

/// From the first to the last date of releases and freezes, with room around.
fn span_of(plan: &Plan) -> Option<Window> {
    let releases = plan.releases.iter().map(Release::exposed);
    let dates: Vec<Window> = releases
        .chain(plan.freezes.iter().map(|freeze| freeze.window))
        .collect();
    let start = dates.iter().map(|date| date.start()).min()?;
    let end = dates.iter().map(|date| date.end()).max()?;
    let around = TimeDelta::days(DAYS_AROUND);
    Window::new(start - around, end + around).ok()
}
