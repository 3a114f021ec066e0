//! What the inspector says of a release: dates, load, changes, collisions, ways out, last edits.

use crate::frame::{Facts, PersonMark, facts, mark};
use crate::{Desk, WireFailure, failure};
use planning::plan::TableName;
use planning::{
    ChangeId, Instant, Move, Plan, Release, ReleaseId, ReleaseKind, ReleaseState, Subject, WayOut, Window,
};
use serde::{Deserialize, Serialize};
use store::{EntryFilter, EntryOrder};
use ts_rs::TS;

/// Which release.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ReleaseQuestion {
    /// The release.
    pub release: ReleaseId,
}

/// A limit and how much of it is used.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Meter {
    /// What is measured.
    pub name: String,
    /// How much is used.
    pub used: u32,
    /// How much there is; `None` for no limit.
    pub limit: Option<u32>,
    /// Unit, e.g. `points`, `min`.
    pub unit: String,
}

/// A change in a list.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ChangeLine {
    /// Identity.
    pub id: ChangeId,
    /// Reference.
    pub reference: String,
    /// Title.
    pub title: String,
    /// Risk level, 1 to 5.
    pub level: u8,
    /// Names of the services it touches.
    pub services: Vec<String>,
    /// Effort points.
    pub points: u32,
    /// True when pinned.
    pub pinned: bool,
}

/// A way out, ready to be taken.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct WayOutView {
    /// In words.
    pub sentence: String,
    /// Steps it takes.
    pub moves: Vec<Move>,
}

impl From<&WayOut> for WayOutView {
    fn from(way: &WayOut) -> Self {
        Self {
            sentence: way.sentence.clone(),
            moves: way.moves.clone(),
        }
    }
}

/// A collision with its ways out.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct CollisionCard {
    /// Stable id.
    pub id: String,
    /// In words.
    pub sentence: String,
    /// How much it weighs.
    pub severity: planning::Severity,
    /// Ways out.
    pub ways_out: Vec<WayOutView>,
}

/// A line of the log about one record.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct LastEdit {
    /// Position.
    #[ts(type = "number")]
    pub seq: i64,
    /// When.
    pub at: Instant,
    /// Who.
    pub author: String,
    /// What.
    pub sentence: String,
}

/// What the inspector says of a release.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ReleaseCard {
    /// Identity.
    pub id: ReleaseId,
    /// Reference.
    pub reference: String,
    /// Title.
    pub title: String,
    /// Why it exists.
    pub kind: ReleaseKind,
    /// How far.
    pub state: ReleaseState,
    /// Name of its train.
    pub train: Option<String>,
    /// Its environment.
    pub environment: Option<String>,
    /// When scope closes.
    pub scope_lock: Instant,
    /// When test starts.
    pub test_starts: Instant,
    /// When it is deployed.
    pub deploy: Window,
    /// When the watch ends.
    pub watch_ends: Instant,
    /// Where the published plan has it, when that differs.
    pub published: Option<Window>,
    /// Who answers for it.
    pub owner: Option<PersonMark>,
    /// `after PL-11, before PF-44`; empty when nothing orders it.
    pub sequence: String,
    /// Capacity, risk, time, evidence.
    pub meters: Vec<Meter>,
    /// Its changes.
    pub changes: Vec<ChangeLine>,
    /// Its collisions.
    pub collisions: Vec<CollisionCard>,
    /// Last lines of the log about it.
    pub last_edits: Vec<LastEdit>,
    /// Journal position at which it was read.
    #[ts(type = "number")]
    pub seq: i64,
    /// False once it is in production or cancelled.
    pub movable: bool,
}

/// What the inspector says of a release.
///
/// # Errors
/// Refused when the release is not in the plan.
pub async fn release_card(desk: &Desk, question: ReleaseQuestion) -> Result<ReleaseCard, WireFailure> {
    let session = desk.session().await?;
    let plan = session.store.plan();
    let facts = facts(&session, &plan);
    let release = plan
        .releases
        .get(&question.release)
        .ok_or_else(|| WireFailure::unknown("release"))?;
    let published = match crate::publish::last(&plan) {
        Some(last) => {
            let before = session
                .store
                .plan_at(last.seq)
                .await
                .map_err(failure::from_store)?;
            before
                .releases
                .get(&release.id)
                .map(|old| old.deploy)
                .filter(|old| *old != release.deploy)
        }
        None => None,
    };
    let about = EntryFilter {
        table: Some(TableName::Release),
        record: Some(release.id.0),
        ..EntryFilter::default()
    };
    let edits = session
        .store
        .find_entries(&about, i64::MAX, 5, EntryOrder::NewestFirst)
        .await
        .map_err(failure::from_store)?;
    Ok(ReleaseCard {
        id: release.id,
        reference: release.reference.to_string(),
        title: release.title.clone(),
        kind: release.kind,
        state: release.state,
        train: release
            .train
            .and_then(|id| plan.trains.get(&id))
            .map(|train| train.name.clone()),
        environment: release
            .environment
            .and_then(|id| plan.environments.get(&id))
            .map(|place| place.name.clone()),
        scope_lock: release.scope_lock,
        test_starts: release.test_starts,
        deploy: release.deploy,
        watch_ends: release.watch_ends(),
        published,
        owner: release.owner.and_then(|id| plan.people.get(&id)).map(mark),
        sequence: sequence(&plan, &facts, release),
        meters: meters(&plan, &facts, release.id),
        changes: facts
            .changes_of(release.id)
            .iter()
            .filter_map(|id| plan.changes.get(id))
            .map(|change| change_line(&plan, &facts, change))
            .collect(),
        collisions: facts
            .about(Subject::Release(release.id))
            .enumerate()
            .map(|(number, collision)| CollisionCard {
                id: collision.id.clone(),
                sentence: collision.sentence.clone(),
                severity: collision.severity,
                ways_out: ways(&plan, &facts, number, collision),
            })
            .collect(),
        last_edits: edits
            .into_iter()
            .map(|entry| LastEdit {
                seq: entry.seq,
                at: entry.at,
                author: entry.author,
                sentence: entry.sentence,
            })
            .collect(),
        seq: plan.seq,
        movable: release.is_open(),
    })
}

/// Collisions of a card whose ways out are tried when it is opened; more would make a crowded release slow to open.
const TRIED: usize = 6;

/// The ways out of a collision, tried now when the list of all collisions was too long to try them.
fn ways(
    plan: &Plan,
    facts: &Facts,
    number: usize,
    collision: &planning::collision::Collision,
) -> Vec<WayOutView> {
    if collision.ways_out.is_empty() && number < TRIED {
        return planning::collision::ways_out(plan, &facts.index, collision)
            .iter()
            .map(WayOutView::from)
            .collect();
    }
    collision.ways_out.iter().map(WayOutView::from).collect()
}

/// Capacity, risk, window time and evidence of a release.
pub(crate) fn meters(plan: &Plan, facts: &Facts, release: ReleaseId) -> Vec<Meter> {
    let load = facts.index.load(release).cloned().unwrap_or_default();
    let meter = |name: &str, used: u32, limit: Option<u32>, unit: &str| Meter {
        name: name.into(),
        used,
        limit,
        unit: unit.into(),
    };
    let mut meters = vec![
        meter("Capacity", load.points, load.capacity, "points"),
        meter("Risk budget", load.risk, load.budget, "risk points"),
        meter(
            "Window time",
            load.minutes + load.back_out_minutes,
            Some(load.window_minutes),
            "min",
        ),
        meter(
            "Evidence",
            load.evidence_seen,
            Some(load.evidence_needed),
            "tests",
        ),
    ];
    if load.tests_possible.is_some() {
        meters.push(meter(
            "Tests to show",
            load.tests_missing,
            load.tests_possible,
            "tests",
        ));
    }
    if let Some(worst) = load.critical.first() {
        let name = plan.name_of(Subject::Service(worst.service));
        meters.push(meter(
            &format!("{name}, tier 0"),
            worst.risk,
            load.critical_budget,
            "risk points",
        ));
    }
    meters
}

/// A change in a list.
pub(crate) fn change_line(plan: &Plan, facts: &Facts, change: &planning::Change) -> ChangeLine {
    ChangeLine {
        id: change.id,
        reference: change.reference.to_string(),
        title: change.title.clone(),
        level: facts.level(change.id),
        services: change
            .services
            .iter()
            .filter_map(|id| plan.services.get(id))
            .map(|service| service.name.clone())
            .collect(),
        points: change.effort_points,
        pinned: change.pinned,
    }
}

/// Releases that must go before and after it because changes require each other.
fn sequence(plan: &Plan, facts: &Facts, release: &Release) -> String {
    let riding = facts.changes_of(release.id);
    let name = |id: ReleaseId| plan.releases.get(&id).map(|other| other.reference.to_string());
    let others = |ids: Vec<ReleaseId>| {
        let mut names: Vec<String> = ids
            .into_iter()
            .filter(|id| *id != release.id)
            .filter_map(name)
            .collect();
        names.sort();
        names.dedup();
        names
    };
    let before: Vec<ReleaseId> = riding
        .iter()
        .filter_map(|id| plan.changes.get(id))
        .flat_map(|change| &change.requires)
        .filter_map(|id| plan.changes.get(id)?.release)
        .collect();
    let after: Vec<ReleaseId> = plan
        .changes
        .iter()
        .filter(|change| change.requires.iter().any(|required| riding.contains(required)))
        .filter_map(|change| change.release)
        .collect();
    let part = |word: &str, names: Vec<String>| {
        if names.is_empty() {
            None
        } else {
            Some(format!("{word} {}", planning::wording::list(&names)))
        }
    };
    [part("after", others(before)), part("before", others(after))]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(", ")
}
