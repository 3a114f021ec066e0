//! Why a change is where it is, what would change that, and the parts of its risk.

use super::card::{Card, card};
use super::solving::in_question;
use crate::frame::facts;
use crate::{Desk, WireFailure};
use planning::bundling::{
    Mapping, Placement, PriceOfForcing, Problem, Relaxing, Solution, evaluate, explain_change, moves, parts,
    price_of_forcing, problem_from_plan, way_in,
};
use planning::{ChangeId, Move, Plan, wording};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which change.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ChangeQuestion {
    /// The change.
    pub change: ChangeId,
}

/// Why not in a release.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct WhyReason {
    /// Reference of the release.
    pub release: String,
    /// What stands in the way; empty when nothing does.
    pub blockers: Vec<String>,
    /// What the plan would gain, in its own points; negative costs.
    #[ts(type = "number")]
    pub gain: i64,
}

/// What would change the answer. Solved again before it is said.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Counterfactual {
    /// In words.
    pub sentence: String,
    /// What it costs or gains.
    pub detail: String,
    /// What the plan would then be, as moves from today.
    pub moves: Vec<Move>,
    /// True when a limit or a freeze has to give first: the moves alone would collide.
    pub needs_leave: bool,
}

/// A part of the risk.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct RiskLine {
    /// What it is.
    pub name: String,
    /// Points; an override may take some away.
    pub points: i32,
    /// Where they come from.
    pub why: String,
}

/// Why a change is where it is.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct WhyView {
    /// The change.
    pub card: Card,
    /// Why, in words.
    pub description: String,
    /// Who answers for it.
    pub owner: String,
    /// Name of its team.
    pub team: String,
    /// Names of all its services.
    pub services: Vec<String>,
    /// The release it rides; `None` when it waits.
    pub rides: Option<String>,
    /// The nearest other releases, with what stands in the way.
    pub reasons: Vec<WhyReason>,
    /// What would change the answer.
    pub counterfactuals: Vec<Counterfactual>,
    /// Its risk, 0 to 100.
    pub risk: u32,
    /// Parts of the risk; they add up to it.
    pub parts: Vec<RiskLine>,
    /// False when probability or impact was assumed.
    pub assessed: bool,
    /// What waiting costs, in words.
    pub waiting: String,
    /// Its collisions.
    pub collisions: Vec<String>,
    /// Journal position.
    #[ts(type = "number")]
    pub seq: i64,
}

/// Iterations of a search from today's plan.
const ITERATIONS: u64 = 4_000;
/// Other releases that are explained.
const NEAREST: usize = 3;

/// Why a change is where it is.
///
/// # Errors
/// Refused when the change is not in the plan.
pub async fn why(desk: &Desk, question: ChangeQuestion) -> Result<WhyView, WireFailure> {
    let session = desk.session().await?;
    let plan = session.store.plan();
    let facts = facts(&session, &plan);
    let change = plan
        .changes
        .get(&question.change)
        .ok_or_else(|| WireFailure::unknown("change"))?;
    let now = desk.edge().now();
    let snapshot = std::sync::Arc::clone(&plan);
    let id = change.id;
    let (reasons, counterfactuals) = tokio::task::spawn_blocking(move || explained(&snapshot, id, now))
        .await
        .map_err(|error| {
            WireFailure::fault(
                "why",
                format!("The explanation broke off: {error}. The plan is safe."),
            )
        })?;
    let score = facts.risks.get(&change.id);
    let name = |id: Option<planning::PersonId>| {
        id.and_then(|id| plan.people.get(&id))
            .map(|person| person.name.clone())
            .unwrap_or_default()
    };
    Ok(WhyView {
        card: card(&plan, &facts, change),
        description: change.description.clone(),
        owner: name(change.owner),
        team: change
            .team
            .and_then(|id| plan.teams.get(&id))
            .map(|team| team.name.clone())
            .unwrap_or_default(),
        services: change
            .services
            .iter()
            .filter_map(|id| plan.services.get(id))
            .map(|service| service.name.clone())
            .collect(),
        rides: change
            .release
            .and_then(|id| plan.releases.get(&id))
            .map(|release| release.reference.to_string()),
        reasons,
        counterfactuals,
        risk: score.map_or(0, |score| score.points),
        parts: score
            .map(|score| {
                let line = |part: &planning::risk::RiskPart| RiskLine {
                    name: part.name.into(),
                    points: part.points,
                    why: part.why.clone(),
                };
                score.parts.iter().map(line).collect()
            })
            .unwrap_or_default(),
        assessed: score.is_some_and(|score| score.assessed),
        waiting: waiting_words(&plan, change),
        collisions: facts
            .about(planning::Subject::Change(change.id))
            .map(|collision| collision.sentence.clone())
            .collect(),
        seq: plan.seq,
    })
}

fn waiting_words(plan: &Plan, change: &planning::Change) -> String {
    let mut said = Vec::new();
    if change.value_per_week > 0 {
        said.push(format!(
            "{}{} a week.",
            plan.settings().currency,
            crate::documents::thousands(u64::from(change.value_per_week))
        ));
    }
    let dependants: Vec<String> = plan
        .changes
        .iter()
        .filter(|other| other.requires.contains(&change.id))
        .map(|other| other.reference.to_string())
        .collect();
    if !dependants.is_empty() {
        said.push(format!("{} wait for it.", wording::list(&dependants)));
    }
    match change.deferrals {
        0 => {}
        1 => said.push("Deferred once before.".into()),
        times => said.push(format!("Deferred {times} times before.")),
    }
    said.join(" ")
}

/// The nearest other releases and what would let it in, among the releases of the train it rides or may ride.
fn explained(plan: &Plan, id: ChangeId, now: planning::Instant) -> (Vec<WhyReason>, Vec<Counterfactual>) {
    let Some(change) = plan.changes.get(&id) else {
        return (Vec::new(), Vec::new());
    };
    let train = match change.release.and_then(|id| plan.releases.get(&id)) {
        Some(release) => release.train,
        None => plan
            .trains
            .iter()
            .filter(|train| {
                change.team.is_some_and(|team| train.teams.contains(&team)) || train.teams.is_empty()
            })
            .min_by_key(|train| train.order_index)
            .map(|train| train.id),
    };
    let (releases, changes) = in_question(plan, train, now);
    let (problem, mapping) = problem_from_plan(plan, &releases, &changes, now);
    let Some(number) = mapping.changes.iter().position(|known| *known == id) else {
        let left = mapping.left_out.iter().find(|left| left.change == id);
        let reasons = left.map(|left| WhyReason {
            release: String::new(),
            blockers: vec![left.reason.clone()],
            gain: 0,
        });
        return (reasons.into_iter().collect(), Vec::new());
    };
    let placement = Placement::prior(&problem);
    let evaluation = evaluate(&problem, &placement);
    let own_parts = parts(&problem, &placement).swap_remove(number);
    let today = Solution {
        evaluation,
        placement,
        bound: i64::MAX,
        iterations: 0,
        seed: 1,
    };
    let explanation = explain_change(&problem, &today.placement, number, own_parts);
    let reasons = explanation
        .options
        .iter()
        .take(NEAREST)
        .map(|option| WhyReason {
            release: problem.releases[option.release].name.clone(),
            blockers: option
                .blockers
                .iter()
                .map(|blocker| blocker.sentence(&problem))
                .collect(),
            gain: option.gain,
        })
        .collect();
    (reasons, counterfactuals(&problem, &mapping, &today, number))
}

fn counterfactuals(
    problem: &Problem,
    mapping: &Mapping,
    today: &Solution,
    change: usize,
) -> Vec<Counterfactual> {
    let mut found = Vec::new();
    let branch = |placement: &Placement| {
        moves(
            mapping,
            &Solution {
                placement: placement.clone(),
                ..today.clone()
            },
        )
    };
    if let Some(way) = way_in(problem, today, change, ITERATIONS) {
        let asks: Vec<String> = way.relaxing.iter().map(|step| relaxing(problem, step)).collect();
        found.push(Counterfactual {
            sentence: format!(
                "{}. It rides {} then.",
                capital(&wording::list(&asks)),
                problem.releases[way.release].name
            ),
            detail: format!("The plan gains {} points.", way.gain),
            needs_leave: !way.relaxing.is_empty(),
            moves: branch(&way.placement),
        });
    }
    if let PriceOfForcing::Costs { price, placement } = price_of_forcing(problem, today, change, ITERATIONS) {
        let steps = branch(&placement);
        let others = steps.len().saturating_sub(1);
        found.push(Counterfactual {
            sentence: format!("Take it in and move {}.", wording::count(others, "other change")),
            detail: if price > 0 {
                format!("The plan loses {price} points.")
            } else {
                format!("The plan gains {} points.", -price)
            },
            needs_leave: false,
            moves: steps,
        });
    }
    found
}

fn relaxing(problem: &Problem, step: &Relaxing) -> String {
    match *step {
        Relaxing::Raise {
            release,
            resource,
            by,
        } => {
            let name = &problem.releases[release].name;
            match resource {
                Some(resource) => format!("raise {} of {name} by {by}", problem.resources[resource].name),
                None => format!("raise the risk budget of {name} by {by}"),
            }
        }
        Relaxing::Grant { freeze, .. } => format!("grant an exception to {}", problem.freezes[freeze].name),
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}
