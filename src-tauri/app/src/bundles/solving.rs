//! Letting the optimiser propose: on a thread of its own, with progress, stoppable, best so far kept.

use super::board::{open_releases, waiting};
use crate::contract::Written;
use crate::desk::Job;
use crate::{Desk, WireFailure, failure};
use exact::Highs;
use planning::bundling::{self, Answer, Limits, Mapping, Problem, Progress};
use planning::{
    ChangeId, Instant, Plan, Reference, ReleaseId, Scenario, ScenarioId, ScenarioSource, SolveSummary,
    TrainId, wording,
};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use std::time::Duration;
use ts_rs::TS;

/// Let the optimiser propose.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Solve {
    /// The train whose releases are filled; `None` takes releases on no train.
    pub train: Option<TrainId>,
    /// Seconds it may take.
    #[serde(default)]
    pub seconds: Option<f64>,
    /// Iterations it may take; with the same seed the same iterations give the same proposal.
    #[serde(default)]
    pub iterations: Option<u32>,
    /// Seed of the search.
    #[serde(default)]
    pub seed: Option<u32>,
}

/// The proposal.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Solved {
    /// The saved scenario.
    pub scenario: ScenarioId,
    /// Its name.
    pub name: String,
    /// Changes it places otherwise than the plan.
    pub moves: u32,
    /// What it says of itself.
    pub solve: SolveSummary,
    /// In words, with the pins that cannot all hold.
    pub sentence: String,
    /// The fewest pins that no plan keeps, and why, in words; none when all can hold.
    pub conflict: Option<String>,
    /// Changes that stay as they are, with why.
    pub left_out: Vec<String>,
}

const SECONDS: f64 = 10.0;
/// A proposal this close to the best there can be is good enough to stop early: a tenth of a percent.
const GOOD_ENOUGH_BASIS_POINTS: u32 = 10;

/// Lets the optimiser propose which change rides which release or waits, and saves the proposal.
///
/// # Errors
/// Refused when there is nothing to place or no release to fill, or when it is running already.
pub async fn solve(desk: &Desk, question: Solve) -> Result<Written<Solved>, WireFailure> {
    let session = desk.session().await?;
    let plan = session.store.plan();
    let now = desk.edge().now();
    let (releases, changes) = in_question(&plan, question.train, now);
    if releases.is_empty() {
        return Err(WireFailure::refused(
            "no-release",
            "This train has no release to come. Add one first.",
        ));
    }
    if changes.is_empty() {
        return Err(WireFailure::refused(
            "no-change",
            "No change rides this train or waits for it.",
        ));
    }
    let running = desk.start_job(
        "solve",
        format!("Solving {}", wording::count(changes.len(), "change")),
    )?;
    let (job, snapshot) = (running.handle(), Arc::clone(&plan));
    let solved =
        tokio::task::spawn_blocking(move || run(&snapshot, &releases, &changes, now, &question, &job))
            .await
            .map_err(|error| {
                WireFailure::fault(
                    "solve",
                    format!("Solving broke off: {error}. The plan was not changed."),
                )
            })??;
    drop(running);
    save(desk, &session.store, &plan, solved).await
}

/// Releases of the train to come, and the changes that ride them or wait for the train.
pub(super) fn in_question(
    plan: &Plan,
    train: Option<TrainId>,
    now: Instant,
) -> (Vec<ReleaseId>, Vec<ChangeId>) {
    let releases: Vec<ReleaseId> = open_releases(plan, train)
        .into_iter()
        .filter(|release| release.deploy.start() > now)
        .map(|release| release.id)
        .collect();
    let riding = plan
        .changes
        .iter()
        .filter(|change| change.is_open() && change.release.is_some_and(|id| releases.contains(&id)))
        .map(|change| change.id);
    let changes = riding
        .chain(waiting(plan, train).into_iter().map(|change| change.id))
        .collect();
    (releases, changes)
}

struct Run {
    moves: Vec<planning::Move>,
    summary: SolveSummary,
    left_out: Vec<String>,
    conflict: Option<String>,
}

fn run(
    plan: &Plan,
    releases: &[ReleaseId],
    changes: &[ChangeId],
    now: Instant,
    question: &Solve,
    job: &Job,
) -> Result<Run, WireFailure> {
    let (problem, mapping) = bundling::problem_from_plan(plan, releases, changes, now);
    let started = std::time::Instant::now();
    let conflict = pins_that_cannot_hold(plan, &problem, &mapping, job);
    let seconds = match (question.seconds, question.iterations) {
        (Some(seconds), _) => Some(seconds),
        (None, Some(_)) => None,
        (None, None) => Some(SECONDS),
    };
    let limit = seconds.map(|seconds| Duration::from_secs_f64(seconds.clamp(0.05, 3600.0)));
    let mut told = Duration::ZERO;
    let mut watch = |progress: &Progress| {
        let spent = started.elapsed();
        if progress.improved && spent - told > Duration::from_millis(120) {
            told = spent;
            let fraction = limit.map(|limit| (spent.as_secs_f64() / limit.as_secs_f64()).min(1.0));
            job.report(
                gap_words(progress.gap_basis_points(), "looking for a bound"),
                fraction,
            );
        }
        if job.stopped() || limit.is_some_and(|limit| spent >= limit) {
            Answer::Stop
        } else {
            Answer::Continue
        }
    };
    let limits = Limits {
        iterations: question.iterations.map(u64::from),
        gap_basis_points: GOOD_ENOUGH_BASIS_POINTS,
    };
    let seed = question.seed.unwrap_or(1);
    let solution = bundling::solve_with(&problem, u64::from(seed), limits, Some(&Highs), &mut watch);
    Ok(Run {
        moves: bundling::moves(&mapping, &solution),
        summary: SolveSummary {
            seed,
            iterations: u32::try_from(solution.iterations).unwrap_or(u32::MAX),
            objective: solution.objective(),
            bound: solution.bound,
            gap_basis_points: solution.gap_basis_points(),
        },
        left_out: mapping.left_out.into_iter().map(|left| left.reason).collect(),
        conflict,
    })
}

/// The fewest of people's pins that no plan keeps, in words. What rides a locked release is taken as given.
fn pins_that_cannot_hold(plan: &Plan, problem: &Problem, mapping: &Mapping, job: &Job) -> Option<String> {
    let by_a_person = |id: &ChangeId| plan.changes.get(id).is_some_and(|change| change.pinned);
    let wished: Vec<usize> = (0..mapping.changes.len())
        .filter(|&number| by_a_person(&mapping.changes[number]))
        .collect();
    let mut watch = || {
        if job.stopped() {
            Answer::Stop
        } else {
            Answer::Continue
        }
    };
    let conflict = bundling::conflict(problem, &wished, &Highs, &mut watch)?;
    let way_out = match conflict.changes.len() {
        1 => "Take that pin off",
        _ => "Take one of these pins off",
    };
    Some(format!(
        "{} {way_out}, then solve again.",
        conflict.sentence(problem)
    ))
}

/// A proven gap in words; `unproven` while there is no bound.
fn gap_words(gap_basis_points: u32, unproven: &str) -> String {
    match gap_basis_points {
        u32::MAX => unproven.into(),
        0 => "proven best".into(),
        gap => format!("within {}.{} % of ideal", gap / 100, gap % 100 / 10),
    }
}

async fn save(
    desk: &Desk,
    store: &store::Store,
    plan: &Plan,
    solved: Run,
) -> Result<Written<Solved>, WireFailure> {
    let mut tx = store.begin().await.map_err(failure::from_store)?;
    let number = tx
        .plan()
        .scenarios
        .iter()
        .filter_map(|scenario| {
            scenario
                .reference
                .as_str()
                .strip_prefix("P-")?
                .parse::<u32>()
                .ok()
        })
        .max()
        .unwrap_or(0)
        + 1;
    let pins = plan.changes.iter().any(|change| change.pinned);
    let name = format!(
        "Proposal {number}{}",
        if pins && solved.conflict.is_none() {
            ", your pins kept"
        } else {
            ""
        }
    );
    let gap = gap_words(solved.summary.gap_basis_points, "gap not proven yet");
    let moves = u32::try_from(solved.moves.len()).unwrap_or(u32::MAX);
    let sentence = format!("{name}: {}, {gap}", wording::count(solved.moves.len(), "move"));
    let scenario = Scenario {
        id: ScenarioId(desk.edge().mint()),
        reference: Reference::new(&format!("P-{number}")).map_err(WireFailure::malformed)?,
        name: name.clone(),
        source: ScenarioSource::Optimiser,
        made_at: desk.edge().now(),
        base_seq: plan.seq,
        moves: solved.moves,
        solve: Some(solved.summary.clone()),
    };
    let id = scenario.id;
    tx.put(scenario).map_err(failure::from_store)?;
    let receipt = tx
        .commit(desk.entry("solve", sentence.clone()))
        .await
        .map_err(failure::from_store)?;
    let answer = Solved {
        scenario: id,
        name,
        moves,
        solve: solved.summary,
        sentence: match &solved.conflict {
            Some(conflict) => format!("{sentence}. {conflict}"),
            None => sentence,
        },
        conflict: solved.conflict,
        left_out: solved.left_out,
    };
    Ok(Written::new(receipt, answer))
}
