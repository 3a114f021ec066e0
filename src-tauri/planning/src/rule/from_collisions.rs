//! Rules whose fact is a collision: counted once, listed here under the rule's id.

use super::{Asked, Rule};
use crate::collision::{CollisionKind, ways_listed, ways_out};
use crate::finding::Finding;

pub(super) fn of(rule: Rule, kinds: &[CollisionKind], asked: &Asked<'_>) -> Vec<Finding> {
    let collisions = asked
        .index
        .collisions()
        .iter()
        .filter(|collision| kinds.contains(&collision.kind));
    let listed = ways_listed(asked.plan) / 8;
    let found = collisions.enumerate().map(|(place, collision)| {
        let mut finding = rule.found(
            collision.severity,
            &collision.subjects,
            collision.sentence.clone(),
        );
        if place < listed {
            finding.ways_out = ways_out(asked.plan, asked.index, collision);
        }
        finding
    });
    found.collect()
}

macro_rules! rules {
    ($($name:ident $id:literal $sentence:literal $why:literal [$($kind:ident),+];)*) => {$(
        pub(super) const $name: Rule = Rule {
            id: $id,
            sentence: $sentence,
            why: $why,
            find: |asked| of($name, &[$(CollisionKind::$kind),+], asked),
        };
    )*};
}

rules! {
    OVER_LIMIT "BUN-07" "A release holds more than it may."
        "Large releases fail more often and take longer to take back." [OverCapacity, OverRiskBudget, TooManyTests];
    DUE_DATE "BUN-09" "A change goes after the date by which it is wanted."
        "A promise or a law names the date." [DueDateMissed];
    TOGETHER "BUN-13" "Changes that go together are apart."
        "One without the other breaks what they share." [TogetherSplit];
    APART "BUN-14" "Changes that stay apart are together."
        "When it fails, nobody can tell which of the two did it." [ApartTogether];
    OUTSIDE_WINDOW "CAL-01" "A release is deployed outside every window it may use."
        "Nobody has agreed to that hour." [OutsideWindow];
    ENVIRONMENT "CAL-02" "Two releases use one test environment at the same time."
        "Each tests what the other has changed." [EnvironmentShared];
    NOT_READY "CAL-03" "A change goes before it is ready."
        "What is deployed is not what was built." [NotReady];
    ORDER "DEP-02" "A provider goes after its consumer."
        "The consumer meets a provider that does not know it yet." [RequirementLater, ProviderLater];
    WINDOW_TOO_SHORT "DEP-06" "A release does not fit its window with its back-out."
        "When it fails late, the way back ends after the window." [WindowTooShort];
    SAME_SERVICE "DEP-07" "Two releases deploy one service at the same time, or one right after the other."
        "They overwrite each other, and neither can be backed out alone." [SameService, SameServiceSoon];
    SAME_NIGHT "DEP-11" "A provider and its consumer are deployed at the same time by two releases."
        "When it fails, nobody can tell which of the two did it." [ProviderAndConsumer];
    CREW "DEP-12" "Releases need more crews of a team at the same time than it has."
        "One of them waits while its window runs." [CrewShared];
    DATABASE "DEP-13" "Two releases work on one database at the same time."
        "Locks and migrations of one stop the other, and neither can be backed out alone." [DatabaseShared];
    INSIDE_FREEZE "FRZ-07" "A change goes inside a freeze without an exception."
        "Somebody was promised that nothing changes." [ReleaseInFreeze];
}
