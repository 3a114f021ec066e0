//! Value against safety: the plan, what was published, the proposals, and five plans between value alone and safety
//! first, each solved on a thread of its own.

use super::board::scenarios_of;
use super::figures::{Against, ScenarioFigures, figures};
use super::solving::{Effort, in_question, search, summary};
use crate::desk::Job;
use crate::frame::facts;
use crate::{Desk, WireFailure};
use planning::bundling::{self, Leaning};
use planning::collision::Index;
use planning::pareto::knee;
use planning::{ChangeId, Day, Instant, Move, Plan, ReleaseId, ScenarioId, SolveSummary, TrainId, wording};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use ts_rs::TS;

/// Weigh the plans of a train.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct BalanceQuestion {
    /// The train; `None` takes releases on no train.
    pub train: Option<TrainId>,
    /// False for what is there already; true to solve the five stops too.
    pub stops: bool,
    /// Seconds each stop may take.
    #[serde(default)]
    pub seconds: Option<f64>,
    /// Iterations each stop may take; with the same seed the same iterations give the same plans.
    #[serde(default)]
    pub iterations: Option<u32>,
    /// Seed of the search.
    #[serde(default)]
    pub seed: Option<u32>,
}

/// A plan between value and safety.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct BalancePoint {
    /// `published`, `draft`, `proposal` or `stop`.
    pub kind: String,
    /// A, B, C … of a scenario; empty for a stop.
    pub letter: String,
    /// Its name.
    pub name: String,
    /// The saved proposal.
    pub id: Option<ScenarioId>,
    /// What a risk point costs at this stop, in the plan's currency.
    #[ts(type = "number | null")]
    pub risk_point: Option<i64>,
    /// Its figures.
    pub figures: ScenarioFigures,
    /// What it moves; empty for what is published and for the draft.
    pub moves: Vec<Move>,
    /// What the optimiser says of it.
    pub solve: Option<SolveSummary>,
    /// Name of a plan that earns no less with no more risk, and is better in one; empty when there is none.
    pub beaten_by: String,
}

/// Value against safety.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Balance {
    /// Every plan: as the board lists them, then the stops from value to safety.
    pub points: Vec<BalancePoint>,
    /// Numbers of those that no other beats, from the safest to the one that earns most.
    pub front: Vec<u32>,
    /// Number of the one past which risk gets dear; none where the line does not bend.
    pub knee: Option<u32>,
    /// The bend in words; empty when there is none.
    pub sentence: String,
    /// Earnings are counted up to this day.
    pub until: Day,
    /// Journal position.
    #[ts(type = "number")]
    pub seq: i64,
}

/// Seconds of each stop, where nobody says.
const SECONDS: f64 = 2.0;

/// Weighs value against safety.
///
/// # Errors
/// Refused when the stops are being solved already.
pub async fn balance(desk: &Desk, question: BalanceQuestion) -> Result<Balance, WireFailure> {
    let session = desk.session().await?;
    let plan = session.store.plan();
    let known = facts(&session, &plan);
    let train = question.train;
    let (published, rows) = scenarios_of(&session, &plan, &known, train).await?;
    let mut points: Vec<BalancePoint> = rows
        .into_iter()
        .map(|row| BalancePoint {
            kind: row.kind,
            letter: row.letter,
            name: row.name,
            id: row.id,
            risk_point: None,
            figures: row.figures,
            moves: row.moves,
            solve: row.solve,
            beaten_by: String::new(),
        })
        .collect();
    let base = published.map_or_else(|| Arc::clone(&plan), |(_, published)| Arc::new(published));
    let until = Against::of(&plan, &base, train).until;
    if question.stops {
        let running = desk.start_job("balance", "Weighing value against safety")?;
        let (job, snapshot, now) = (running.handle(), Arc::clone(&plan), desk.edge().now());
        let solved = tokio::task::spawn_blocking(move || stops(&snapshot, &base, now, &question, &job))
            .await
            .map_err(|error| {
                WireFailure::fault(
                    "balance",
                    format!("Weighing broke off: {error}. The plan is safe."),
                )
            })?;
        points.extend(solved);
    }
    Ok(weighed(
        points,
        until,
        plan.settings().currency.as_str(),
        plan.seq,
    ))
}

/// A plan for each stop; when it is stopped, those that are there.
fn stops(plan: &Plan, base: &Plan, now: Instant, question: &BalanceQuestion, job: &Job) -> Vec<BalancePoint> {
    let (releases, changes): (Vec<ReleaseId>, Vec<ChangeId>) = in_question(plan, question.train, now);
    if releases.is_empty() || changes.is_empty() {
        return vec![];
    }
    let (problem, mapping) = bundling::problem_from_plan(plan, &releases, &changes, now);
    let against = Against::of(plan, base, question.train);
    let effort = Effort::of(question.seconds, question.iterations, question.seed, SECONDS);
    let count = Leaning::ALL.len() as f64;
    let mut found = vec![];
    for (number, leaning) in Leaning::ALL.into_iter().enumerate() {
        if job.stopped() {
            break;
        }
        let solution = search(&leaning.lean(&problem), &effort, job, |gap, fraction| {
            let done = fraction.map(|fraction| (number as f64 + fraction) / count);
            (format!("{}: {gap}", leaning.name()), done)
        });
        let moves = bundling::moves(&mapping, &solution.placement);
        let then = plan.with_moves(&moves);
        found.push(BalancePoint {
            kind: "stop".into(),
            letter: String::new(),
            name: leaning.name().into(),
            id: None,
            risk_point: Some(leaning.of(problem.risk_weight)),
            figures: figures(&then, &Index::of(&then), &against),
            moves,
            solve: Some(summary(&solution, effort.seed)),
            beaten_by: String::new(),
        });
    }
    found
}

fn weighed(mut points: Vec<BalancePoint>, until: Day, currency: &str, seq: i64) -> Balance {
    let value = |point: &BalancePoint| (i64::from(point.figures.risk), point.figures.earned);
    let beats = |one: &BalancePoint, other: &BalancePoint| {
        let ((risk, earned), (more_risk, less)) = (value(one), value(other));
        risk <= more_risk && earned >= less && (risk < more_risk || earned > less)
    };
    let beaten: Vec<String> = points
        .iter()
        .map(|point| {
            let by = points.iter().find(|other| beats(other, point));
            by.map(|by| by.name.clone()).unwrap_or_default()
        })
        .collect();
    for (point, by) in points.iter_mut().zip(beaten) {
        point.beaten_by = by;
    }
    let mut front: Vec<usize> = (0..points.len())
        .filter(|&number| points[number].beaten_by.is_empty())
        .collect();
    front.sort_by_key(|&number| (value(&points[number]), number));
    front.dedup_by_key(|number| value(&points[*number]));
    let line: Vec<(i64, i64)> = front.iter().map(|&number| value(&points[number])).collect();
    let place = knee(&line);
    let sentence = place.map_or_else(String::new, |place| {
        let (here, next) = (line[place], line[place + 1]);
        let each = (next.1 - here.1) / (next.0 - here.0).max(1);
        format!(
            "{} is the knee. Past it, one more risk point earns only {currency}{}.",
            points[front[place]].name,
            wording::thousands(each.unsigned_abs())
        )
    });
    Balance {
        knee: place.map(|place| front[place] as u32),
        front: front.into_iter().map(|number| number as u32).collect(),
        points,
        sentence,
        until,
        seq,
    }
}
