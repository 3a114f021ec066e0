//! Collisions: facts between two things of the plan that do not go together. All of them, each with its reason.
//!
//! ```text
//! collisions(&Plan) -> Vec<Collision>                          every collision, with its ways out
//! with_ways_out(&Plan, &Index) -> Vec<Collision>               the same with an index at hand
//! Index::of(&Plan) -> Index                                    prepared once per plan, then:
//! index.collisions() -> &[Collision]                           every collision, without ways out
//! collisions_touching(&Plan, &Index, &[ReleaseId])             those of a few releases, evaluated anew
//! preview(&Plan, &Index, &[Move]) -> Preview                   what the moves clear and add; cheap enough for a drag
//! ways_out(&Plan, &Index, &Collision) -> Vec<WayOut>           next legal slot, next release …
//! groups(&[Collision]) -> Vec<CollisionGroup>                  all of them, by kind, each with its count
//! index.risk() -> &RiskIndex, index.load(ReleaseId) -> Option<&Load>, index.changes_of(ReleaseId) -> Vec<ChangeId>
//! ```

mod changes;
mod crews;
mod freezes;
mod groups;
mod index;
mod limits;
mod pairs;
mod preview;
mod slots;
mod view;
mod ways;

pub use groups::{CollisionGroup, groups};
pub use index::Index;
pub use preview::{Preview, preview};
pub(crate) use ways::ways_listed;
pub use ways::ways_out;

use crate::records::words;
use crate::{Plan, ReleaseId, Severity, Subject, WayOut};
use serde::Serialize;
use ts_rs::TS;
use view::{Touched, View};

words! {
    /// What does not go together.
    CollisionKind {
        /// A release, or its watch, inside a freeze.
        ReleaseInFreeze = "release-in-freeze",
        /// A release outside every window it may use.
        OutsideWindow = "outside-window",
        /// Two releases deploy the same service at the same time.
        SameService = "same-service",
        /// A release deploys a service that another one has deployed and still watches.
        SameServiceSoon = "same-service-soon",
        /// Releases need more crews of a team at the same time than it has.
        CrewShared = "crew-shared",
        /// Two releases work on one database at the same time.
        DatabaseShared = "database-shared",
        /// Two releases deploy a provider and its consumer at the same time.
        ProviderAndConsumer = "provider-and-consumer",
        /// A provider's release goes after the release of its consumer, though its scope was closed before.
        ProviderLater = "provider-later",
        /// A required change goes later than the change that requires it.
        RequirementLater = "requirement-later",
        /// A required change goes nowhere.
        RequirementDeferred = "requirement-deferred",
        /// More effort points than a release may hold.
        OverCapacity = "over-capacity",
        /// More risk points than a release may hold.
        OverRiskBudget = "over-risk-budget",
        /// More tests to show than its environments take in the days booked.
        TooManyTests = "too-many-tests",
        /// The minutes of the changes and the back-out do not fit the window.
        WindowTooShort = "window-too-short",
        /// A change goes after the date by which it is wanted.
        DueDateMissed = "due-date-missed",
        /// A change goes before it is ready.
        NotReady = "not-ready",
        /// Two releases use the same test environment at the same time.
        EnvironmentShared = "environment-shared",
        /// Changes that go together are apart.
        TogetherSplit = "together-split",
        /// Changes that stay apart are together.
        ApartTogether = "apart-together",
    }
}

/// A fact between two things of the plan that do not go together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Collision {
    /// The same collision has the same id after every edit: its kind and its sorted subjects.
    pub id: String,
    /// What kind.
    pub kind: CollisionKind,
    /// How much it weighs.
    pub severity: Severity,
    /// Between what: sorted, at least one.
    pub subjects: Vec<Subject>,
    /// The fact, with names and dates.
    pub sentence: String,
    /// What could be done; filled by [`collisions`], empty elsewhere.
    pub ways_out: Vec<WayOut>,
}

impl Collision {
    /// A collision whose id names `key`; `also` are further subjects that do not make it another collision.
    fn new(
        kind: CollisionKind,
        severity: Severity,
        key: &[Subject],
        also: &[Subject],
        sentence: String,
    ) -> Self {
        let mut key = key.to_vec();
        key.sort_unstable();
        let id = key.iter().fold(kind.word().to_owned(), |id, subject| {
            format!("{id}:{}", subject.uuid())
        });
        let mut subjects: Vec<Subject> = key.into_iter().chain(also.iter().copied()).collect();
        subjects.sort_unstable();
        subjects.dedup();
        Self {
            id,
            kind,
            severity,
            subjects,
            sentence,
            ways_out: Vec::new(),
        }
    }
    /// True when it is about the subject.
    #[must_use]
    pub fn is_about(&self, subject: Subject) -> bool {
        self.subjects.binary_search(&subject).is_ok()
    }
}

/// Every collision of the plan with its ways out: the heaviest first, then in order of kind and id.
///
/// On plans of more than a hundred changes only the heaviest few hundred, on plans of thousands the heaviest dozen carry
/// their ways out: trying them takes time. [`ways_out`] gives those of any other.
#[must_use]
pub fn collisions(plan: &Plan) -> Vec<Collision> {
    with_ways_out(plan, &Index::of(plan))
}

/// The same with an index of the plan that is already there.
#[must_use]
pub fn with_ways_out(plan: &Plan, index: &Index) -> Vec<Collision> {
    let mut found = index.collisions().to_vec();
    for collision in found.iter_mut().take(ways::ways_listed(plan)) {
        collision.ways_out = ways_out(plan, index, collision);
    }
    found
}

/// The collisions of a few releases, evaluated anew against everything else.
#[must_use]
pub fn collisions_touching(plan: &Plan, index: &Index, releases: &[ReleaseId]) -> Vec<Collision> {
    let view = View::of(plan, index);
    let mut touched = Touched::default();
    touched.releases.extend(
        releases
            .iter()
            .filter_map(|release| index.release_number(*release)),
    );
    view.collisions(&touched)
}

fn in_order(found: &mut Vec<Collision>) {
    found.sort_by(|one, other| {
        other
            .severity
            .cmp(&one.severity)
            .then(one.kind.cmp(&other.kind))
            .then_with(|| one.id.cmp(&other.id))
    });
    found.dedup_by(|one, other| one.id == other.id);
}
