//! BUN-08: a change goes, and what it requires goes nowhere.

use super::Rule;
use super::from_collisions::of;
use crate::collision::CollisionKind;

pub(super) const RULE: Rule = Rule {
    id: "BUN-08",
    sentence: "A change requires one that waits.",
    why: "What it stands on is not there.",
    find: |asked| of(RULE, &[CollisionKind::RequirementDeferred], asked),
};
