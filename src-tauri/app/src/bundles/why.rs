//! Why a change is where it is, what would change that, and the parts of its risk.

use super::card::{Card, card};
use super::solving::in_question;
use super::ways_forward::{Asked, Counterfactual};
use crate::frame::facts;
use crate::{Desk, WireFailure};
use planning::bundling::{
    OFTEN, Placement, Problem, ReleaseOption, Solution, explain_change, parts, problem_from_plan,
};
use planning::risk::RiskIndex;
use planning::train::train_of;
use planning::{ChangeId, Plan, wording};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which change.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ChangeQuestion {
    /// The change.
    pub change: ChangeId,
}

/// One thing that stands in the way, or is met.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct WhyBlocker {
    /// What kind, in a word or two: `Risk budget`.
    pub title: String,
    /// With names and numbers, and by how much it misses.
    pub sentence: String,
}

/// Why not in a release.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct WhyReason {
    /// Reference of the release.
    pub release: String,
    /// What stands in the way, the hardest first; empty when nothing does.
    pub blockers: Vec<WhyBlocker>,
    /// What it needs there and has.
    pub met: Vec<WhyBlocker>,
    /// What the plan would gain, in its own points; negative costs.
    #[ts(type = "number")]
    pub gain: i64,
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
    /// A single fact that helps and is not enough; empty when there is none.
    pub near: String,
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
    let known = std::sync::Arc::clone(&facts);
    let asked = move || explained(&snapshot, known.index.risk(), id, now);
    let (reasons, (counterfactuals, near)) = tokio::task::spawn_blocking(asked).await.map_err(|error| {
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
        near: near.unwrap_or_default(),
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
            wording::thousands(u64::from(change.value_per_week))
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
        times if times < OFTEN => said.push(format!("Deferred {times} times before.")),
        times => said.push(format!(
            "Deferred {times} times before: from the third time on each weighs four times as much as the first."
        )),
    }
    said.join(" ")
}

/// The nearest other releases and what would let it in, among the releases of the train it rides or may ride.
fn explained(
    plan: &Plan,
    index: &RiskIndex,
    id: ChangeId,
    now: planning::Instant,
) -> (Vec<WhyReason>, (Vec<Counterfactual>, Option<String>)) {
    let Some(change) = plan.changes.get(&id) else {
        return Default::default();
    };
    let (releases, changes) = in_question(plan, train_of(plan, change), now);
    let (problem, mapping) = problem_from_plan(plan, &releases, &changes, now);
    let Some(number) = mapping.changes.iter().position(|known| *known == id) else {
        let left = mapping.left_out.iter().find(|left| left.change == id);
        let reasons = left.map(|left| WhyReason {
            release: String::new(),
            blockers: vec![WhyBlocker {
                title: "Not the solver's".into(),
                sentence: left.reason.clone(),
            }],
            met: Vec::new(),
            gain: 0,
        });
        return (reasons.into_iter().collect(), Default::default());
    };
    let today = Solution::of(&problem, Placement::prior(&problem));
    let own_parts = parts(&problem, &today.placement).swap_remove(number);
    let explanation = explain_change(&problem, &today.placement, number, own_parts);
    let here = today.placement.of(number);
    let mut nearest: Vec<&ReleaseOption> = explanation.options.iter().collect();
    // The question is why not earlier; for a change that waits every release is.
    nearest.sort_by_key(|option| here.is_some_and(|here| option.release > here));
    let reasons = nearest
        .into_iter()
        .take(NEAREST)
        .map(|option| reason(&problem, &today.placement, number, option))
        .collect();
    let asked = Asked {
        plan,
        index,
        problem: &problem,
        mapping: &mapping,
        today: &today,
        change: number,
        now,
    };
    (reasons, asked.ways())
}

/// Why not there, what it needs there and has, and what the plan would gain.
fn reason(problem: &Problem, placement: &Placement, change: usize, option: &ReleaseOption) -> WhyReason {
    let mut blockers: Vec<_> = option.blockers.iter().collect();
    blockers.sort_by_key(|blocker| std::cmp::Reverse(blocker.distance()));
    let met = problem.needs(change).iter().filter_map(|&needed| {
        let at = placement.of(needed).filter(|at| *at <= option.release)?;
        Some(WhyBlocker {
            title: "Order".into(),
            sentence: format!(
                "Needs {} first, which {} carries. This is met.",
                problem.changes[needed].name, problem.releases[at].name
            ),
        })
    });
    WhyReason {
        release: problem.releases[option.release].name.clone(),
        blockers: blockers
            .into_iter()
            .map(|blocker| WhyBlocker {
                title: blocker.title().into(),
                sentence: blocker.sentence(problem),
            })
            .collect(),
        met: met.collect(),
        gain: option.gain,
    }
}
