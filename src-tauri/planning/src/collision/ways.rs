//! Ways out of a collision: moves that clear it and add nothing heavier, found by trying them.

use super::index::Index;
use super::preview::preview;
use super::{Collision, CollisionKind};
use crate::calendar::Shape;
use crate::schedule::{back_out_minutes, deploy_minutes};
use crate::{Change, ChangeId, Move, Plan, ReleaseId, Severity, Subject, WayOut, Window, wording};

/// Slots or releases tried on either side.
const TRIED: usize = 6;

/// Of how many collisions lists carry their ways out at once: all on plans of a few hundred changes, the heaviest dozen
/// on very large ones. The ways out of any other are one call of [`ways_out`] away.
pub(crate) fn ways_listed(plan: &Plan) -> usize {
    (40_000 / plan.changes.len().max(1)).clamp(12, 400)
}

/// What could be done about the collision. `index` must be of `plan`.
#[must_use]
pub fn ways_out(plan: &Plan, index: &Index, collision: &Collision) -> Vec<WayOut> {
    let ways = Ways {
        plan,
        index,
        collision,
    };
    match collision.kind {
        CollisionKind::ReleaseInFreeze => {
            let mut found = ways.move_releases();
            found.extend(ways.leave_out());
            found.extend(ways.ask_for_exception());
            found
        }
        CollisionKind::OutsideWindow
        | CollisionKind::SameService
        | CollisionKind::SameServiceSoon
        | CollisionKind::CrewShared
        | CollisionKind::DatabaseShared
        | CollisionKind::ProviderAndConsumer
        | CollisionKind::ProviderLater
        | CollisionKind::EnvironmentShared => ways.move_releases(),
        CollisionKind::OverCapacity
        | CollisionKind::OverRiskBudget
        | CollisionKind::TooManyTests
        | CollisionKind::WindowTooShort => ways.lighten(),
        CollisionKind::DueDateMissed
        | CollisionKind::NotReady
        | CollisionKind::RequirementLater
        | CollisionKind::RequirementDeferred
        | CollisionKind::TogetherSplit
        | CollisionKind::ApartTogether => ways.move_changes(),
    }
}

struct Ways<'a> {
    plan: &'a Plan,
    index: &'a Index,
    collision: &'a Collision,
}

impl Ways<'_> {
    fn subjects<T>(&self, pick: impl Fn(Subject) -> Option<T>) -> Vec<T> {
        self.collision
            .subjects
            .iter()
            .filter_map(|subject| pick(*subject))
            .collect()
    }
    fn releases(&self) -> Vec<ReleaseId> {
        self.subjects(|subject| {
            if let Subject::Release(id) = subject {
                Some(id)
            } else {
                None
            }
        })
    }

    /// The moves as a way out when they clear this collision and add no error.
    fn way(&self, sentence: String, moves: Vec<Move>) -> Option<WayOut> {
        let tried = preview(self.plan, self.index, &moves);
        let heavier = tried.adds.iter().any(|added| added.severity == Severity::Error);
        (tried.clears(&self.collision.id) && !heavier).then_some(WayOut { sentence, moves })
    }

    /// For each release: the nearest legal slot after and before that clears the collision.
    fn move_releases(&self) -> Vec<WayOut> {
        let zone = self.plan.settings().zone;
        let mut found = Vec::new();
        for release in self
            .releases()
            .into_iter()
            .filter_map(|id| self.plan.releases.get(&id))
        {
            let changes = self.index.changes_of(release.id);
            let riding: Vec<&Change> = changes
                .iter()
                .filter_map(|id| self.plan.changes.get(id))
                .collect();
            let slots: Vec<Window> = Shape::with(release, riding)
                .slots(self.plan, self.index.openings())
                .iter()
                .map(|slot| slot.deploy)
                .collect();
            let now = release.deploy.start();
            let later = slots.iter().filter(|slot| slot.start() > now).take(TRIED);
            let earlier = slots.iter().rev().filter(|slot| slot.start() < now).take(TRIED);
            let mut attempt = |slot: &Window| {
                let at = wording::moment(slot.start(), zone);
                let to = Move::MoveRelease {
                    release: release.id,
                    deploy: *slot,
                    keep_lock: false,
                };
                self.way(format!("Move {} to {at}.", release.reference), vec![to])
            };
            let (after, before) = (later.map(&mut attempt).find_map(|way| way), None::<WayOut>);
            let before = before.or_else(|| earlier.map(attempt).find_map(|way| way));
            found.extend(after.into_iter().chain(before));
        }
        found
    }

    /// The changes inside a freeze wait for the next release of the same train.
    fn leave_out(&self) -> Option<WayOut> {
        let inside: Vec<ChangeId> = self.subjects(|subject| {
            if let Subject::Change(id) = subject {
                Some(id)
            } else {
                None
            }
        });
        let release = *self.releases().first()?;
        if inside.is_empty() || inside.len() == self.index.changes_of(release).len() {
            return None;
        }
        let names: Vec<String> = inside
            .iter()
            .map(|id| self.plan.name_of(Subject::Change(*id)))
            .collect();
        let next = self.neighbours(release, true).first().copied();
        let moves = |to| {
            inside
                .iter()
                .map(|change| Move::PlaceChange {
                    change: *change,
                    release: to,
                })
                .collect()
        };
        match next {
            Some(next) => {
                let to = self.plan.name_of(Subject::Release(next));
                self.way(
                    format!("Move {} to {to}.", wording::list(&names)),
                    moves(Some(next)),
                )
            }
            None => self.way(format!("Defer {}.", wording::list(&names)), moves(None)),
        }
    }

    fn ask_for_exception(&self) -> Option<WayOut> {
        let freeze = self.subjects(|subject| {
            if let Subject::Freeze(id) = subject {
                Some(id)
            } else {
                None
            }
        });
        let freeze = self.plan.freezes.get(freeze.first()?)?;
        let criteria = match freeze.criteria.len() {
            0 => "it names no criteria".to_owned(),
            number => format!(
                "it must meet {}",
                if number == 1 {
                    "1 criterion".to_owned()
                } else {
                    format!("{number} criteria")
                }
            ),
        };
        let sentence = format!("Ask for an exception to {}; {criteria}.", freeze.name);
        Some(WayOut {
            sentence,
            moves: Vec::new(),
        })
    }

    /// Open releases of the same train (of no train: all), after or before the release, nearest first.
    fn neighbours(&self, release: ReleaseId, later: bool) -> Vec<ReleaseId> {
        let Some(here) = self.plan.releases.get(&release) else {
            return Vec::new();
        };
        let mut others: Vec<_> = self
            .plan
            .releases
            .iter()
            .filter(|other| other.is_open() && other.id != release && other.train == here.train)
            .filter(|other| (other.deploy.start() > here.deploy.start()) == later)
            .collect();
        others.sort_by_key(|other| ((other.deploy.start() - here.deploy.start()).abs(), other.id));
        others.into_iter().take(TRIED).map(|other| other.id).collect()
    }

    /// One change less: the lightest that is enough and may be moved to a neighbour.
    fn lighten(&self) -> Vec<WayOut> {
        let Some(&release) = self.releases().first() else {
            return Vec::new();
        };
        let Some(load) = self.index.load(release) else {
            return Vec::new();
        };
        let over = |weight: u32, limit: Option<u32>| limit.map_or(0, |limit| weight.saturating_sub(limit));
        let critical = self.collision.subjects.iter().find_map(|subject| match subject {
            Subject::Service(id) => Some(*id),
            _ => None,
        });
        let at_service = critical.map_or(0, |id| {
            let brought = load.critical.iter().find(|one| one.service == id);
            over(brought.map_or(0, |one| one.risk), load.critical_budget)
        });
        let weight = |change: &Change| match self.collision.kind {
            CollisionKind::OverRiskBudget if critical.is_some_and(|id| !change.services.contains(&id)) => {
                (0, u32::MAX)
            }
            CollisionKind::OverRiskBudget if critical.is_some() => {
                (self.index.points(change.id).unwrap_or(0), at_service)
            }
            CollisionKind::TooManyTests => (
                change.risk.tests_missing(),
                over(load.tests_missing, load.tests_possible),
            ),
            CollisionKind::OverCapacity => (change.effort_points, over(load.points, load.capacity)),
            CollisionKind::OverRiskBudget => (
                self.index.points(change.id).unwrap_or(0),
                over(load.risk, load.budget),
            ),
            // More than its own minutes a change seldom costs the night; how many, only the way itself shows.
            _ => (
                deploy_minutes(self.plan, change) + back_out_minutes(self.plan, change),
                over(load.minutes + load.back_out_minutes, Some(load.window_minutes)),
            ),
        };
        let mut riding: Vec<(u32, &Change)> = Vec::new();
        for change in self
            .index
            .changes_of(release)
            .iter()
            .filter_map(|id| self.plan.changes.get(id))
        {
            let (weight, needed) = weight(change);
            if weight >= needed && !change.pinned {
                riding.push((weight, change));
            }
        }
        riding.sort_by_key(|(weight, change)| (*weight, change.id));
        let others = [self.neighbours(release, true), self.neighbours(release, false)].concat();
        for (_, change) in riding.into_iter().take(TRIED) {
            for other in &others {
                let sentence = format!(
                    "Move {} to {}.",
                    change.reference,
                    self.plan.name_of(Subject::Release(*other))
                );
                let place = Move::PlaceChange {
                    change: change.id,
                    release: Some(*other),
                };
                if let Some(way) = self.way(sentence, vec![place]) {
                    return vec![way];
                }
            }
        }
        Vec::new()
    }

    /// One of the changes in another release: first the releases that are named, then their neighbours.
    fn move_changes(&self) -> Vec<WayOut> {
        let named = self.releases();
        let mut targets = named.clone();
        for release in &named {
            for later in [true, false] {
                targets.extend(self.neighbours(*release, later));
            }
        }
        let mut tried: Vec<ReleaseId> = Vec::new();
        targets.retain(|target| {
            let new = !tried.contains(target);
            tried.push(*target);
            new
        });
        let changes: Vec<ChangeId> = self.subjects(|subject| {
            if let Subject::Change(id) = subject {
                Some(id)
            } else {
                None
            }
        });
        let mut found = Vec::new();
        for change in changes
            .iter()
            .filter_map(|id| self.plan.changes.get(id))
            .filter(|change| !change.pinned)
            .take(TRIED)
        {
            let way = targets
                .iter()
                .filter(|target| change.release != Some(**target))
                .find_map(|target| {
                    let sentence = format!(
                        "Move {} to {}.",
                        change.reference,
                        self.plan.name_of(Subject::Release(*target))
                    );
                    self.way(
                        sentence,
                        vec![Move::PlaceChange {
                            change: change.id,
                            release: Some(*target),
                        }],
                    )
                });
            found.extend(way);
        }
        found
    }
}
