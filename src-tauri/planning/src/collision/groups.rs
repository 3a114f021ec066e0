//! Collisions by kind: never one of many, always all of them with their count.

use super::{Collision, CollisionKind};
use crate::{Severity, wording};
use serde::Serialize;
use std::collections::BTreeMap;
use ts_rs::TS;

/// Every collision of one kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct CollisionGroup {
    /// The kind.
    pub kind: CollisionKind,
    /// The heaviest of them.
    pub severity: Severity,
    /// `3 collisions: same service.`
    pub sentence: String,
    /// All of them, the heaviest first.
    pub collisions: Vec<Collision>,
}

/// Every collision under its kind: the heaviest group first, then the largest.
#[must_use]
pub fn groups(collisions: &[Collision]) -> Vec<CollisionGroup> {
    let mut by_kind: BTreeMap<CollisionKind, Vec<Collision>> = BTreeMap::new();
    for collision in collisions {
        by_kind.entry(collision.kind).or_default().push(collision.clone());
    }
    let mut found: Vec<CollisionGroup> = by_kind
        .into_iter()
        .filter_map(|(kind, collisions)| {
            let severity = collisions.iter().map(|collision| collision.severity).max()?;
            let count = wording::count(collisions.len(), "collision");
            let sentence = format!("{count}: {}.", kind.word().replace('-', " "));
            Some(CollisionGroup {
                kind,
                severity,
                sentence,
                collisions,
            })
        })
        .collect();
    found.sort_by_key(|group| {
        (
            std::cmp::Reverse(group.severity),
            std::cmp::Reverse(group.collisions.len()),
            group.kind,
        )
    });
    found
}
