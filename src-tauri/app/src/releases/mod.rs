//! Releases: the list, adding one, and how far each is.

use crate::calendar::Meter;
use crate::contract::{Nothing, Written};
use crate::frame::facts;
use crate::seen::still_as_seen;
use crate::{Desk, WireFailure, failure};
use chrono::TimeDelta;
use planning::plan::TableName;
use planning::{
    Instant, Plan, Reference, Release, ReleaseId, ReleaseKind, ReleaseState, Subject, TrainId, Window,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A release as a row.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ReleaseRow {
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
    /// Name of its train; empty when it rides none.
    pub train: String,
    /// Who answers for it; empty when nobody.
    pub owner: String,
    /// When it is deployed.
    pub deploy: Window,
    /// Changes in it.
    pub changes: u32,
    /// Highest risk level among them.
    pub level: u8,
    /// Load against limits.
    pub meters: Vec<Meter>,
    /// Collisions it is in.
    pub collisions: u32,
}

/// Add a release by itself, or on a train.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct AddRelease {
    /// Its reference; the train's next number when empty.
    #[serde(default)]
    pub reference: String,
    /// Title.
    pub title: String,
    /// The train it rides.
    #[serde(default)]
    pub train: Option<TrainId>,
    /// Why it exists.
    pub kind: ReleaseKind,
    /// Where its deployment starts.
    pub deploy_start: Instant,
    /// Minutes of its deployment.
    pub minutes: u32,
}

/// The release that was added.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct AddedRelease {
    /// Its id.
    pub id: ReleaseId,
    /// Its reference.
    pub reference: String,
}

/// Say how far a release is.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct SetReleaseState {
    /// The release.
    pub release: ReleaseId,
    /// How far it is now.
    pub state: ReleaseState,
    /// Journal position at which the person saw it.
    #[serde(default)]
    #[ts(type = "number | null")]
    pub seen: Option<i64>,
}

/// Every release, by deployment.
///
/// # Errors
/// Refused when no plan is open.
pub async fn releases(desk: &Desk, _question: Nothing) -> Result<Vec<ReleaseRow>, WireFailure> {
    let session = desk.session().await?;
    let plan = session.store.plan();
    let facts = facts(&session, &plan);
    let mut rows: Vec<ReleaseRow> = plan
        .releases
        .iter()
        .map(|release| ReleaseRow {
            id: release.id,
            reference: release.reference.to_string(),
            title: release.title.clone(),
            kind: release.kind,
            state: release.state,
            train: release
                .train
                .and_then(|id| plan.trains.get(&id))
                .map(|train| train.name.clone())
                .unwrap_or_default(),
            owner: release
                .owner
                .and_then(|id| plan.people.get(&id))
                .map(|person| person.name.clone())
                .unwrap_or_default(),
            deploy: release.deploy,
            changes: u32::try_from(facts.changes_of(release.id).len()).unwrap_or(u32::MAX),
            level: facts.level_of(release.id),
            meters: crate::calendar::meters(&plan, &facts, release.id),
            collisions: u32::try_from(facts.about(Subject::Release(release.id)).count()).unwrap_or(u32::MAX),
        })
        .collect();
    rows.sort_by(|a, b| {
        a.deploy
            .start()
            .cmp(&b.deploy.start())
            .then_with(|| a.reference.cmp(&b.reference))
    });
    Ok(rows)
}

/// Adds a release. On a train it takes the train's cut-offs and next number.
///
/// # Errors
/// Refused when the train is unknown or the reference is taken.
pub async fn add_release(desk: &Desk, question: AddRelease) -> Result<Written<AddedRelease>, WireFailure> {
    let session = desk.session().await?;
    let mut tx = session.store.begin().await.map_err(failure::from_store)?;
    let train = match question.train {
        Some(id) => Some(
            tx.plan()
                .trains
                .get(&id)
                .cloned()
                .ok_or_else(|| WireFailure::unknown("train"))?,
        ),
        None => None,
    };
    let prefix = train
        .as_ref()
        .map_or("REL", |train| train.reference.as_str())
        .to_owned();
    let reference = if question.reference.trim().is_empty() {
        crate::reference::next(
            &prefix,
            tx.plan().releases.iter().map(|release| &release.reference),
        )
    } else {
        question.reference.trim().to_owned()
    };
    let reference = Reference::new(&reference).map_err(WireFailure::malformed)?;
    let deploy = Window::lasting(question.deploy_start, question.minutes);
    let days = |days: u32| TimeDelta::days(i64::from(days));
    let lock = train
        .as_ref()
        .map_or(TimeDelta::zero(), |train| days(train.scope_lock_days));
    let test = train
        .as_ref()
        .map_or(TimeDelta::zero(), |train| days(train.test_days))
        .min(lock);
    let id = ReleaseId(desk.edge().mint());
    tx.put(Release {
        id,
        reference: reference.clone(),
        title: question.title.trim().to_owned(),
        kind: question.kind,
        state: ReleaseState::Planned,
        train: question.train,
        departure: None,
        owner: None,
        deputy: None,
        scope_lock: deploy.start() - lock,
        test_starts: deploy.start() - test,
        deploy,
        watch_hours: train.as_ref().map_or(72, |train| train.watch_hours),
        environment: None,
        capacity_points: None,
        risk_budget: None,
        merged_into: None,
        note: String::new(),
        origin: None,
    })
    .map_err(failure::from_store)?;
    let zone = tx.plan().settings().zone;
    let sentence = format!(
        "Added {reference}, {}",
        planning::wording::moment(deploy.start(), zone)
    );
    let receipt = tx
        .commit(desk.entry("add_release", sentence))
        .await
        .map_err(failure::from_store)?;
    Ok(Written::new(
        receipt,
        AddedRelease {
            id,
            reference: reference.to_string(),
        },
    ))
}

/// A release is not approved and not deployed while a condition of one of its changes is open.
fn no_condition_is_open(plan: &Plan, release: &Release, state: ReleaseState) -> Result<(), WireFailure> {
    if !matches!(state, ReleaseState::Approved | ReleaseState::Deployed) {
        return Ok(());
    }
    let open: Vec<String> = plan
        .changes
        .iter()
        .filter(|change| change.release == Some(release.id))
        .flat_map(|change| planning::cab::open_conditions(plan, change))
        .map(|hold| hold.sentence)
        .collect();
    if open.is_empty() {
        return Ok(());
    }
    Err(WireFailure::refused(
        "conditions-open",
        format!("{} cannot be {state}: {}", release.reference, open.join(" ")),
    ))
}

/// Says how far a release is.
///
/// # Errors
/// Refused when a condition of the CAB is open or the release is unknown; stale when somebody was faster.
pub async fn set_release_state(
    desk: &Desk,
    question: SetReleaseState,
) -> Result<Written<Nothing>, WireFailure> {
    let session = desk.session().await?;
    let mut tx = session.store.begin().await.map_err(failure::from_store)?;
    still_as_seen(&mut tx, TableName::Release, question.release.0, question.seen).await?;
    let mut release = tx
        .plan()
        .releases
        .get(&question.release)
        .cloned()
        .ok_or_else(|| WireFailure::unknown("release"))?;
    no_condition_is_open(tx.plan(), &release, question.state)?;
    release.state = question.state;
    let sentence = format!("Set {} to {}", release.reference, question.state);
    tx.put(release).map_err(failure::from_store)?;
    crate::rights::demand_changes(desk, &session, &tx)?;
    let receipt = tx
        .commit(desk.entry("set_release_state", sentence))
        .await
        .map_err(failure::from_store)?;
    Ok(Written::new(receipt, Nothing {}))
}
