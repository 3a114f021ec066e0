//! Letting the optimiser propose: on a thread of its own, with progress, stoppable, best so far kept.

use super::board::{open_releases, waiting};
use crate::contract::Written;
use crate::desk::Job;
use crate::{Desk, WireFailure, failure};
use exact::Highs;
use planning::bundling::{self, Answer, Limits, Mapping, Problem, Progress, Solution};
use planning::{
    ChangeId, Instant, Plan, Reference, ReleaseId, Scenario, ScenarioId, ScenarioSource, SolveSummary,
    TrainId, wording,
};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use std::time::Duration;
use store::Receipt;
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
    let conflict = pins_that_cannot_hold(plan, &problem, &mapping, job);
    let effort = Effort::of(question.seconds, question.iterations, question.seed, SECONDS);
    let solution = search(&problem, &effort, job, |gap, fraction| (gap, fraction));
    Ok(Run {
        moves: bundling::moves(&mapping, &solution.placement),
        summary: summary(&solution, effort.seed),
        left_out: mapping.left_out.into_iter().map(|left| left.reason).collect(),
        conflict,
    })
}

/// How long a search may take.
pub(super) struct Effort {
    pub(super) seconds: Option<f64>,
    pub(super) iterations: Option<u32>,
    pub(super) seed: u32,
}

impl Effort {
    /// What was asked for; `usual` seconds where nobody says how long.
    pub(super) fn of(seconds: Option<f64>, iterations: Option<u32>, seed: Option<u32>, usual: f64) -> Self {
        Self {
            seconds: seconds.or_else(|| iterations.is_none().then_some(usual)),
            iterations,
            seed: seed.unwrap_or(1),
        }
    }
}

/// Searches until the effort is spent, the plan is good enough or somebody stops the job; `say` makes what is told of
/// the gap and of the share of the time that is spent.
pub(super) fn search(
    problem: &Problem,
    effort: &Effort,
    job: &Job,
    say: impl Fn(String, Option<f64>) -> (String, Option<f64>),
) -> Solution {
    let started = std::time::Instant::now();
    let limit = effort
        .seconds
        .map(|seconds| Duration::from_secs_f64(seconds.clamp(0.05, 3600.0)));
    let mut told = Duration::ZERO;
    let mut watch = |progress: &Progress| {
        let spent = started.elapsed();
        if progress.improved && spent - told > Duration::from_millis(120) {
            told = spent;
            let fraction = limit.map(|limit| (spent.as_secs_f64() / limit.as_secs_f64()).min(1.0));
            let gap = gap_words(progress.gap_basis_points(), "looking for a bound");
            let (detail, fraction) = say(gap, fraction);
            job.report(detail, fraction);
        }
        if job.stopped() || limit.is_some_and(|limit| spent >= limit) {
            Answer::Stop
        } else {
            Answer::Continue
        }
    };
    let limits = Limits {
        iterations: effort.iterations.map(u64::from),
        gap_basis_points: GOOD_ENOUGH_BASIS_POINTS,
    };
    bundling::solve_with(problem, u64::from(effort.seed), limits, Some(&Highs), &mut watch)
}

/// What a proposal says of itself.
pub(super) fn summary(solution: &Solution, seed: u32) -> SolveSummary {
    SolveSummary {
        seed,
        iterations: u32::try_from(solution.iterations).unwrap_or(u32::MAX),
        objective: solution.objective(),
        bound: solution.bound,
        gap_basis_points: solution.gap_basis_points(),
    }
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

/// Keep what was looked at as a proposal.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct KeepProposal {
    /// What it is called.
    pub name: String,
    /// Journal position of the plan it was made from.
    #[ts(type = "number")]
    pub base_seq: i64,
    /// What it moves.
    pub moves: Vec<planning::Move>,
    /// What it says of itself.
    pub solve: SolveSummary,
}

/// Keeps a plan of the trade-off as a proposal, to be looked at on the board and adopted.
///
/// # Errors
/// Refused when it has no name, moves nothing or moves what is not in the plan.
pub async fn keep_proposal(desk: &Desk, question: KeepProposal) -> Result<Written<ScenarioId>, WireFailure> {
    let session = desk.session().await?;
    let tx = session.store.begin().await.map_err(failure::from_store)?;
    let known = |step: &planning::Move| match step {
        planning::Move::PlaceChange { change, release } => {
            tx.plan().changes.contains(change) && release.is_none_or(|id| tx.plan().releases.contains(&id))
        }
        _ => false,
    };
    if question.name.trim().is_empty() || question.moves.is_empty() || !question.moves.iter().all(known) {
        return Err(WireFailure::refused(
            "no-proposal",
            "A proposal has a name and places changes of this plan. Nothing was written.",
        ));
    }
    let number = next_number(tx.plan());
    let name = format!("Proposal {number}, {}", question.name.trim().to_lowercase());
    let sentence = format!("{name}: {}", wording::count(question.moves.len(), "move"));
    let proposal = Proposal {
        number,
        name,
        base_seq: question.base_seq,
        moves: question.moves,
        solve: question.solve,
    };
    let (receipt, id) = put(desk, tx, proposal, "keep_proposal", sentence).await?;
    Ok(Written::new(receipt, id))
}

/// A proposal before it is a record.
struct Proposal {
    number: u32,
    name: String,
    base_seq: i64,
    moves: Vec<planning::Move>,
    solve: SolveSummary,
}

/// The number of the next proposal.
fn next_number(plan: &Plan) -> u32 {
    let numbers = plan.scenarios.iter().filter_map(|scenario| {
        let number = scenario.reference.as_str().strip_prefix("P-")?;
        number.parse::<u32>().ok()
    });
    numbers.max().unwrap_or(0) + 1
}

async fn put(
    desk: &Desk,
    mut tx: store::Tx,
    proposal: Proposal,
    operation: &str,
    sentence: String,
) -> Result<(Receipt, ScenarioId), WireFailure> {
    let id = ScenarioId(desk.edge().mint());
    let scenario = Scenario {
        id,
        reference: Reference::new(&format!("P-{}", proposal.number)).map_err(WireFailure::malformed)?,
        name: proposal.name,
        source: ScenarioSource::Optimiser,
        made_at: desk.edge().now(),
        base_seq: proposal.base_seq,
        moves: proposal.moves,
        solve: Some(proposal.solve),
    };
    tx.put(scenario).map_err(failure::from_store)?;
    let receipt = tx
        .commit(desk.entry(operation, sentence))
        .await
        .map_err(failure::from_store)?;
    Ok((receipt, id))
}

async fn save(
    desk: &Desk,
    store: &store::Store,
    plan: &Plan,
    solved: Run,
) -> Result<Written<Solved>, WireFailure> {
    let tx = store.begin().await.map_err(failure::from_store)?;
    let number = next_number(tx.plan());
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
    let proposal = Proposal {
        number,
        name: name.clone(),
        base_seq: plan.seq,
        moves: solved.moves,
        solve: solved.summary.clone(),
    };
    let (receipt, id) = put(desk, tx, proposal, "solve", sentence.clone()).await?;
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
