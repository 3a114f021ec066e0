//! Adding a change with what a person knows at once; the rest is filled in later.

use crate::contract::{Nothing, Written};
use crate::{Desk, WireFailure, failure};
use planning::{
    Change, ChangeId, ChangeKind, ChangeState, Plan, Reference, ReleaseId, Reversible, RiskFacts, Score,
    ServiceId, TeamId,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Something to choose.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[ts(rename = "ChangeOption")]
pub struct Choice {
    /// Identity.
    pub id: String,
    /// Name.
    pub name: String,
}

/// What a new change can be made of.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ChangeChoices {
    /// The reference it would get.
    pub reference: String,
    /// Services it can touch, by name.
    pub services: Vec<Choice>,
    /// Teams that can bring it, by name.
    pub teams: Vec<Choice>,
}

/// Add a change.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct AddChange {
    /// Its reference; empty takes the next free one.
    #[serde(default)]
    pub reference: String,
    /// What it is, plain verb first.
    pub title: String,
    /// Standard, normal or emergency.
    pub kind: ChangeKind,
    /// Services it touches.
    #[serde(default)]
    pub services: Vec<ServiceId>,
    /// Team that brings it.
    #[serde(default)]
    pub team: Option<TeamId>,
    /// The release it rides; `None` lets it wait.
    #[serde(default)]
    pub release: Option<ReleaseId>,
    /// Effort in points.
    pub points: u32,
    /// Minutes it adds to the deployment window.
    pub minutes: u32,
    /// Money a week once live.
    pub value_per_week: u32,
    /// How likely it fails; `None` when nobody has assessed it.
    #[serde(default)]
    pub probability: Option<Score>,
    /// How bad a failure is; `None` when nobody has assessed it.
    #[serde(default)]
    pub impact: Option<Score>,
}

/// The change that was added.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct AddedChange {
    /// Its id.
    pub id: ChangeId,
    /// Its reference.
    pub reference: String,
}

/// Services and teams to choose from, and the next reference.
///
/// # Errors
/// Refused when no plan is open.
pub async fn change_choices(desk: &Desk, _question: Nothing) -> Result<ChangeChoices, WireFailure> {
    let session = desk.session().await?;
    let plan = session.store.plan();
    let by_name = |mut choices: Vec<Choice>| {
        choices.sort_by(|a, b| a.name.cmp(&b.name));
        choices
    };
    let services = plan.services.iter().map(|service| Choice {
        id: service.id.0.to_string(),
        name: service.name.clone(),
    });
    let teams = plan.teams.iter().map(|team| Choice {
        id: team.id.0.to_string(),
        name: team.name.clone(),
    });
    Ok(ChangeChoices {
        reference: next_reference(&plan),
        services: by_name(services.collect()),
        teams: by_name(teams.collect()),
    })
}

/// Adds a change.
///
/// # Errors
/// Refused when it has no title, when its reference is taken, or when a service, team or release is unknown.
pub async fn add_change(desk: &Desk, question: AddChange) -> Result<Written<AddedChange>, WireFailure> {
    let title = question.title.trim().to_owned();
    if title.is_empty() {
        return Err(WireFailure::refused("no-title", "A change needs a title."));
    }
    let session = desk.session().await?;
    let mut tx = session.store.begin().await.map_err(failure::from_store)?;
    let plan = tx.plan();
    if question.services.iter().any(|id| !plan.services.contains(id)) {
        return Err(WireFailure::unknown("service"));
    }
    if question.team.is_some_and(|id| !plan.teams.contains(&id)) {
        return Err(WireFailure::unknown("team"));
    }
    if question.release.is_some_and(|id| !plan.releases.contains(&id)) {
        return Err(WireFailure::unknown("release"));
    }
    let reference = match question.reference.trim() {
        "" => next_reference(plan),
        given => given.to_owned(),
    };
    if plan
        .changes
        .iter()
        .any(|change| change.reference.as_str() == reference)
    {
        return Err(WireFailure::refused(
            "reference-taken",
            format!("{reference} is another change already."),
        ));
    }
    let reference = Reference::new(&reference).map_err(WireFailure::malformed)?;
    let id = ChangeId(desk.edge().mint());
    let sentence = format!("Added {reference} {title}");
    tx.put(Change {
        id,
        reference: reference.clone(),
        title,
        kind: question.kind,
        state: ChangeState::Proposed,
        description: String::new(),
        services: question.services,
        team: question.team,
        owner: None,
        release: question.release,
        pinned: false,
        value_per_week: question.value_per_week,
        effort_points: question.points,
        deploy_minutes: question.minutes,
        back_out_minutes: None,
        reversible: Reversible::Yes,
        risk: RiskFacts {
            probability: question.probability,
            impact: question.impact,
            ..RiskFacts::unknown()
        },
        ready_on: None,
        due: None,
        requires: Vec::new(),
        apart_from: Vec::new(),
        together: String::new(),
        deferrals: 0,
        deferral_reason: String::new(),
        version: String::new(),
        contracts: Vec::new(),
        origin: None,
    })
    .map_err(failure::from_store)?;
    let receipt = tx
        .commit(desk.entry("add_change", sentence))
        .await
        .map_err(failure::from_store)?;
    Ok(Written::new(
        receipt,
        AddedChange {
            id,
            reference: reference.to_string(),
        },
    ))
}

/// One after the highest number that a reference ends in, under the word before it.
fn next_reference(plan: &Plan) -> String {
    let highest = plan
        .changes
        .iter()
        .filter_map(|change| {
            let (word, number) = change.reference.as_str().rsplit_once('-')?;
            Some((number.parse::<u64>().ok()?, word))
        })
        .max();
    match highest {
        Some((number, word)) => format!("{word}-{}", number.saturating_add(1)),
        None => "CHG-1".into(),
    }
}
