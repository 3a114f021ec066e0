//! What may be moved to clear a collision, and whither.

use crate::calendar::Shape;
use crate::collision::{Collision, CollisionKind, Index};
use crate::{Change, ChangeId, Instant, Move, Plan, Release, ReleaseId, ReleaseKind, Subject};
use chrono::TimeDelta;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

/// Days on either side of where a release is.
const DAYS: i64 = 42;
/// Most slots of one release, the nearest first.
const SLOTS: usize = 12;
/// Most releases on either side for a change.
const NEIGHBOURS: usize = 3;

/// Something that may be moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Piece {
    /// A release.
    Release(ReleaseId),
    /// A change.
    Change(ChangeId),
}

/// One thing to do, and how far it moves something in days.
pub(super) type Choice = (Move, u32);

pub(super) struct Options<'a> {
    plan: &'a Plan,
    index: &'a Index,
    now: Instant,
    known: RefCell<BTreeMap<Piece, Rc<Vec<Choice>>>>,
}

impl<'a> Options<'a> {
    pub(super) fn of(plan: &'a Plan, index: &'a Index, now: Instant) -> Self {
        Self {
            plan,
            index,
            now,
            known: RefCell::default(),
        }
    }

    /// What may be moved to clear the collision: nothing else can.
    pub(super) fn pieces(&self, collision: &Collision) -> Vec<Piece> {
        let mut found = Vec::new();
        for subject in &collision.subjects {
            match subject {
                Subject::Release(id) => {
                    found.push(Piece::Release(*id));
                    if rests_on_load(collision.kind) {
                        found.extend(self.index.changes_of(*id).into_iter().map(Piece::Change));
                    }
                }
                Subject::Change(id) => {
                    found.push(Piece::Change(*id));
                    let rides = self.plan.changes.get(id).and_then(|change| change.release);
                    found.extend(rides.map(Piece::Release));
                }
                _ => {}
            }
        }
        found.sort_unstable();
        found.dedup();
        found.retain(|piece| !self.choices(*piece).is_empty());
        found
    }

    /// Whither it may go, the nearest first.
    pub(super) fn choices(&self, piece: Piece) -> Rc<Vec<Choice>> {
        if let Some(known) = self.known.borrow().get(&piece) {
            return Rc::clone(known);
        }
        let found = Rc::new(match piece {
            Piece::Release(id) => self.slots(id),
            Piece::Change(id) => self.releases(id),
        });
        self.known.borrow_mut().insert(piece, Rc::clone(&found));
        found
    }

    fn may_move(&self, release: &Release) -> bool {
        release.is_open() && release.deploy.start() > self.now && release.kind != ReleaseKind::Emergency
    }

    fn slots(&self, id: ReleaseId) -> Vec<Choice> {
        let Some(release) = self
            .plan
            .releases
            .get(&id)
            .filter(|release| self.may_move(release))
        else {
            return Vec::new();
        };
        let changes = self.index.changes_of(id);
        let riding: Vec<&Change> = changes
            .iter()
            .filter_map(|change| self.plan.changes.get(change))
            .collect();
        let here = release.deploy.start();
        let mut slots: Vec<(i64, crate::Window)> = Shape::with(release, riding)
            .slots(self.plan, self.index.openings())
            .into_iter()
            .map(|slot| ((slot.deploy.start() - here).num_seconds(), slot.deploy))
            .filter(|(by, _)| *by != 0 && by.abs() <= TimeDelta::days(DAYS).num_seconds())
            // What is to be tested is not moved to before today.
            .filter(|(by, deploy)| {
                let test = release.test_starts + TimeDelta::seconds(*by);
                deploy.start() > self.now && (test >= self.now || release.test_starts <= self.now && *by > 0)
            })
            .collect();
        slots.sort_by_key(|(by, _)| (by.abs(), *by));
        slots.truncate(SLOTS);
        slots
            .into_iter()
            .map(|(by, deploy)| {
                let step = Move::MoveRelease {
                    release: id,
                    deploy,
                    keep_lock: false,
                };
                (step, u32::try_from(by.abs() / 86_400).unwrap_or(u32::MAX))
            })
            .collect()
    }

    fn releases(&self, id: ChangeId) -> Vec<Choice> {
        let Some(change) = self
            .plan
            .changes
            .get(&id)
            .filter(|change| change.is_open() && !change.pinned)
        else {
            return Vec::new();
        };
        let Some(rides) = change
            .release
            .and_then(|release| self.plan.releases.get(&release))
        else {
            return Vec::new();
        };
        let here = rides.deploy.start();
        let mut others: Vec<(i64, ReleaseId)> = self
            .plan
            .releases
            .iter()
            .filter(|other| other.id != rides.id && other.train == rides.train && self.may_move(other))
            .map(|other| ((other.deploy.start() - here).num_seconds(), other.id))
            .collect();
        others.sort_by_key(|(by, id)| (by.abs(), *id));
        others.truncate(2 * NEIGHBOURS);
        others
            .into_iter()
            .map(|(by, release)| {
                let step = Move::PlaceChange {
                    change: id,
                    release: Some(release),
                };
                (step, u32::try_from(by.abs() / 86_400).unwrap_or(u32::MAX))
            })
            .collect()
    }
}

/// Kinds that rest on what a release carries: any of its changes may be the one that has to go.
fn rests_on_load(kind: CollisionKind) -> bool {
    !matches!(
        kind,
        CollisionKind::DueDateMissed
            | CollisionKind::NotReady
            | CollisionKind::RequirementLater
            | CollisionKind::RequirementDeferred
            | CollisionKind::TogetherSplit
            | CollisionKind::ApartTogether
    )
}
