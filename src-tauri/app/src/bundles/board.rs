//! The board: releases of a train as columns, cards, meters, what waits, and scenarios side by side.

use super::card::{Card, card};
use super::figures::{Against, ScenarioFigures, figures};
use super::proposals::differs;
use crate::calendar::{Meter, meters};
use crate::desk::Session;
use crate::frame::{Facts, facts};
use crate::{Desk, WireFailure, failure, publish};
use planning::collision::Index;
use planning::risk::Meeting;
use planning::{Change, Move, Plan, Release, ReleaseId, ScenarioId, SolveSummary, Subject, TrainId, Window};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which train.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
pub struct BoardQuestion {
    /// The train; `None` takes the first.
    #[serde(default)]
    pub train: Option<TrainId>,
}

/// A train to choose.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct TrainTab {
    /// Identity.
    pub id: TrainId,
    /// Name.
    pub name: String,
    /// Collisions among its releases.
    pub collisions: u32,
}

/// A release as a column.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct BoardColumn {
    /// Identity.
    pub id: ReleaseId,
    /// Reference.
    pub reference: String,
    /// Title.
    pub title: String,
    /// When it is deployed.
    pub deploy: Window,
    /// Load, risk, time.
    pub meters: Vec<Meter>,
    /// Where its changes meet, and the risk points that adds; the most first.
    pub meetings: Vec<Meeting>,
    /// Its cards, pinned first, then by value.
    pub cards: Vec<Card>,
    /// Sentences of its collisions.
    pub collisions: Vec<String>,
}

/// What waits.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Deferred {
    /// Its cards, the most costly first.
    pub cards: Vec<Card>,
    /// Money a week that waits.
    pub value_per_week: u32,
}

/// A scenario to compare.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ScenarioRow {
    /// `published`, `draft` or `proposal`.
    pub kind: String,
    /// A, B, C …
    pub letter: String,
    /// The saved scenario.
    pub id: Option<ScenarioId>,
    /// Name.
    pub name: String,
    /// What stands beside it.
    pub note: String,
    /// Its figures.
    pub figures: ScenarioFigures,
    /// What the optimiser says of it.
    pub solve: Option<SolveSummary>,
    /// What a proposal would still move; empty for the others.
    pub moves: Vec<Move>,
}

/// The board.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Board {
    /// Trains to choose.
    pub trains: Vec<TrainTab>,
    /// The train shown.
    pub train: Option<TrainId>,
    /// Scenarios, the published plan first, then the draft, then proposals.
    pub scenarios: Vec<ScenarioRow>,
    /// Releases to come.
    pub columns: Vec<BoardColumn>,
    /// What waits.
    pub deferred: Deferred,
    /// Journal position.
    #[ts(type = "number")]
    pub seq: i64,
}

/// The board of a train.
///
/// # Errors
/// Refused when no plan is open or the train is unknown.
pub async fn board(desk: &Desk, question: BoardQuestion) -> Result<Board, WireFailure> {
    let session = desk.session().await?;
    let plan = session.store.plan();
    let facts = facts(&session, &plan);
    let mut trains: Vec<_> = plan.trains.iter().collect();
    trains.sort_by(|a, b| {
        a.order_index
            .cmp(&b.order_index)
            .then_with(|| a.reference.cmp(&b.reference))
    });
    let train = match question.train {
        Some(id) if !plan.trains.contains(&id) => return Err(WireFailure::unknown("train")),
        Some(id) => Some(id),
        None => trains.first().map(|train| train.id),
    };
    let tabs = trains
        .iter()
        .map(|train| TrainTab {
            id: train.id,
            name: train.name.clone(),
            collisions: number(
                plan.releases
                    .iter()
                    .filter(|release| release.train == Some(train.id))
                    .flat_map(|release| facts.about(Subject::Release(release.id)))
                    .count(),
            ),
        })
        .collect();
    let (_, scenarios) = scenarios_of(&session, &plan, &facts, train).await?;
    Ok(Board {
        trains: tabs,
        train,
        scenarios,
        columns: open_releases(&plan, train)
            .into_iter()
            .map(|release| column(&plan, &facts, release))
            .collect(),
        deferred: deferred(&plan, &facts, train),
        seq: plan.seq,
    })
}

/// Releases of the train that can still be planned, by deployment; of no train when none is named.
pub(super) fn open_releases(plan: &Plan, train: Option<TrainId>) -> Vec<&Release> {
    let mut releases: Vec<&Release> = plan
        .releases
        .iter()
        .filter(|release| release.train == train && release.is_open())
        .collect();
    releases.sort_by_key(|release| (release.deploy.start(), release.reference.clone()));
    releases
}

/// Changes that wait and may ride the train: their team rides it, or the train takes any.
pub(super) fn waiting(plan: &Plan, train: Option<TrainId>) -> Vec<&Change> {
    let teams = train
        .and_then(|id| plan.trains.get(&id))
        .map(|train| train.teams.clone())
        .unwrap_or_default();
    plan.changes
        .iter()
        .filter(|change| change.release.is_none() && change.is_open())
        .filter(|change| teams.is_empty() || change.team.is_none_or(|team| teams.contains(&team)))
        .collect()
}

fn column(plan: &Plan, facts: &Facts, release: &Release) -> BoardColumn {
    let held = facts.changes_of(release.id).iter();
    let mut riding: Vec<&Change> = held.filter_map(|id| plan.changes.get(id)).collect();
    let cards = cards(plan, facts, &riding);
    riding.retain(|change| change.state != planning::ChangeState::Cancelled);
    let mut collisions: Vec<String> = facts
        .about(Subject::Release(release.id))
        .map(|collision| collision.sentence.clone())
        .collect();
    collisions.dedup();
    BoardColumn {
        id: release.id,
        reference: release.reference.to_string(),
        title: release.title.clone(),
        deploy: release.deploy,
        meters: meters(plan, facts, release.id),
        meetings: facts.index.risk().meetings(plan, &riding),
        cards,
        collisions,
    }
}

/// Cards of the changes, those with most value first.
fn cards(plan: &Plan, facts: &Facts, changes: &[&Change]) -> Vec<Card> {
    let mut cards: Vec<Card> = changes.iter().map(|change| card(plan, facts, change)).collect();
    cards.sort_by(|a, b| {
        b.value_per_week
            .cmp(&a.value_per_week)
            .then_with(|| a.reference.cmp(&b.reference))
    });
    cards
}

fn deferred(plan: &Plan, facts: &Facts, train: Option<TrainId>) -> Deferred {
    let cards = cards(plan, facts, &waiting(plan, train));
    let value_per_week = cards
        .iter()
        .fold(0_u32, |sum, card| sum.saturating_add(card.value_per_week));
    Deferred {
        cards,
        value_per_week,
    }
}

/// The published plan with its version, where there is one, and the scenarios side by side.
pub(super) async fn scenarios_of(
    session: &Session,
    plan: &Plan,
    facts: &Facts,
    train: Option<TrainId>,
) -> Result<(Option<(u32, Plan)>, Vec<ScenarioRow>), WireFailure> {
    let published = match publish::last(plan) {
        Some(last) => {
            let then = session.store.plan_at(last.seq).await;
            Some((last.version, then.map_err(failure::from_store)?))
        }
        None => None,
    };
    let rows = scenarios(plan, facts, published.as_ref(), train);
    Ok((published, rows))
}

fn scenarios(
    plan: &Plan,
    facts: &Facts,
    published: Option<&(u32, Plan)>,
    train: Option<TrainId>,
) -> Vec<ScenarioRow> {
    let against = Against::of(plan, published.map_or(plan, |(_, published)| published), train);
    let mut rows = Vec::new();
    if let Some((version, published)) = published {
        rows.push(ScenarioRow {
            kind: "published".into(),
            letter: String::new(),
            id: None,
            name: format!("Agreed v{version}"),
            note: String::new(),
            figures: figures(published, &Index::of(published), &against),
            solve: None,
            moves: Vec::new(),
        });
    }
    let pins = plan
        .changes
        .iter()
        .filter(|change| change.pinned && change.is_open())
        .count();
    rows.push(ScenarioRow {
        kind: "draft".into(),
        letter: String::new(),
        id: None,
        name: "Your draft".into(),
        note: format!("{}, shown below", planning::wording::count(pins, "pin")),
        figures: figures(plan, &facts.index, &against),
        solve: None,
        moves: Vec::new(),
    });
    for scenario in &plan.scenarios {
        let branch = plan.with_moves(&scenario.moves);
        rows.push(ScenarioRow {
            kind: "proposal".into(),
            letter: String::new(),
            id: Some(scenario.id),
            name: scenario.name.clone(),
            note: if scenario.base_seq + 1 == plan.seq {
                String::new()
            } else {
                "made before your last edits".into()
            },
            figures: figures(&branch, &Index::of(&branch), &against),
            solve: scenario.solve.clone(),
            moves: scenario
                .moves
                .iter()
                .filter(|step| differs(plan, step))
                .cloned()
                .collect(),
        });
    }
    for (row, letter) in rows.iter_mut().zip('A'..='Z') {
        row.letter = letter.to_string();
    }
    rows
}

pub(super) fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
