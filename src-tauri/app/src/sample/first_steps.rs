//! The first five minutes with the sample: one step per core feature, ticked by the plan itself.

use crate::frame::FirstStep;
use planning::{Change, Freeze, NegotiationState, Plan, Release, Side};

/// The steps and how far they are.
#[must_use]
pub fn first_steps(plan: &Plan) -> Vec<FirstStep> {
    [
        drag_off_the_freeze(plan),
        put_in_order(plan),
        keep_the_legal_date(plan),
        answer_the_ask(plan),
        publish(plan),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn step(id: &str, text: &str, route: String, done: bool) -> Option<FirstStep> {
    Some(FirstStep {
        id: id.into(),
        text: text.into(),
        route,
        done,
    })
}

fn drag_off_the_freeze(plan: &Plan) -> Option<FirstStep> {
    let (release, freeze) = (release(plan, "RO-22")?, freeze(plan, "FZ-21")?);
    let clear = !release.exposed().overlaps(freeze.window);
    step(
        "move",
        "Drag RO-22 off Members' week, one week earlier",
        format!("#/calendar?release={}", release.id),
        clear,
    )
}

fn put_in_order(plan: &Plan) -> Option<FirstStep> {
    let (dependent, required) = (change(plan, "CHG-2203")?, change(plan, "CHG-2211")?);
    let deploys = |change: &Change| {
        plan.releases
            .get(&change.release?)
            .map(|release| release.deploy.start())
    };
    let done = match (deploys(dependent), deploys(required)) {
        (Some(dependent), Some(required)) => required <= dependent,
        (None, _) => true,
        (Some(_), None) => false,
    };
    let text = "Put CHG-2203 into RO-21, with the change it needs";
    step("order", text, format!("#/bundles?change={}", dependent.id), done)
}

fn keep_the_legal_date(plan: &Plan) -> Option<FirstStep> {
    let change = change(plan, "CHG-2233")?;
    let due = change.due?;
    let release = change.release.and_then(|id| plan.releases.get(&id));
    let done = release.is_some_and(|release| release.deploy.start().day_in(plan.settings().zone) <= due.on);
    let text = "Solve, and adopt a plan in which CHG-2233 keeps its legal date";
    step("solve", text, format!("#/bundles?change={}", change.id), done)
}

fn answer_the_ask(plan: &Plan) -> Option<FirstStep> {
    let freeze = freeze(plan, "FZ-21")?;
    let talks = plan.negotiations.iter().find(|talks| talks.freeze == freeze.id)?;
    let latest = plan
        .offers
        .iter()
        .filter(|offer| offer.negotiation == talks.id)
        .max_by_key(|offer| offer.made_at)?;
    let done = talks.state != NegotiationState::Open || latest.side == Side::Delivery;
    step(
        "talk",
        "Answer Trading APAC: it is your turn on Members' week",
        format!("#/freezes?freeze={}", freeze.id),
        done,
    )
}

fn publish(plan: &Plan) -> Option<FirstStep> {
    let text = "Publish, then export the plan as PDF";
    step("publish", text, "#/calendar".into(), plan.publications.len() > 1)
}

fn release<'a>(plan: &'a Plan, reference: &str) -> Option<&'a Release> {
    plan.releases
        .iter()
        .find(|release| release.reference.as_str() == reference)
}

fn change<'a>(plan: &'a Plan, reference: &str) -> Option<&'a Change> {
    plan.changes
        .iter()
        .find(|change| change.reference.as_str() == reference)
}

fn freeze<'a>(plan: &'a Plan, reference: &str) -> Option<&'a Freeze> {
    plan.freezes
        .iter()
        .find(|freeze| freeze.reference.as_str() == reference)
}
