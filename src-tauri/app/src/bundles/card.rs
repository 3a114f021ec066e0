//! A change as a card of the board.

use crate::frame::Facts;
use planning::bundling::OFTEN;
use planning::{Change, ChangeId, DueKind, Plan, ReleaseId, Score, wording};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A short mark on a card.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct CardTag {
    /// `due`, `legal`, `evidence`, `needs`, `together`, `deferral`, `collision`.
    pub kind: String,
    /// Two or three words.
    pub text: String,
}

/// A change as a card.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Card {
    /// Identity.
    pub id: ChangeId,
    /// Reference.
    pub reference: String,
    /// Title.
    pub title: String,
    /// Name of the first service, and how many more.
    pub service: String,
    /// Names of all its services.
    pub services: Vec<String>,
    /// Name of its team.
    pub team: String,
    /// Changes that must be live before it or with it.
    pub requires: Vec<ChangeId>,
    /// Risk level, 1 to 5.
    pub level: u8,
    /// Risk points.
    pub risk: u32,
    /// How likely it fails, 1 to 5; `None` when nobody has assessed it.
    pub probability: Option<u8>,
    /// How bad a failure is, 1 to 5; `None` when nobody has assessed it.
    pub impact: Option<u8>,
    /// Effort points.
    pub points: u32,
    /// Minutes it adds to the window.
    pub minutes: u32,
    /// Money a week.
    pub value_per_week: u32,
    /// True when the optimiser must not move it.
    pub pinned: bool,
    /// The release it rides; `None` when it waits.
    pub release: Option<ReleaseId>,
    /// Marks.
    pub tags: Vec<CardTag>,
    /// How often it was deferred.
    pub deferrals: u32,
    /// Why it waits.
    pub deferral_reason: String,
}

pub(super) fn card(plan: &Plan, facts: &Facts, change: &Change) -> Card {
    let names: Vec<&str> = change
        .services
        .iter()
        .filter_map(|id| plan.services.get(id))
        .map(|service| service.name.as_str())
        .collect();
    let service = match names.as_slice() {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first, rest @ ..] => format!("{first} and {} more", rest.len()),
    };
    Card {
        id: change.id,
        reference: change.reference.to_string(),
        title: change.title.clone(),
        service,
        services: names.into_iter().map(str::to_owned).collect(),
        team: change
            .team
            .and_then(|id| plan.teams.get(&id))
            .map(|team| team.name.clone())
            .unwrap_or_default(),
        requires: change.requires.clone(),
        level: facts.level(change.id),
        risk: facts.risks.get(&change.id).map_or(0, |risk| risk.points),
        probability: change.risk.probability.map(Score::number),
        impact: change.risk.impact.map(Score::number),
        points: change.effort_points,
        minutes: change.deploy_minutes,
        value_per_week: change.value_per_week,
        pinned: change.pinned,
        release: change.release,
        tags: tags(plan, facts, change),
        deferrals: change.deferrals,
        deferral_reason: change.deferral_reason.clone(),
    }
}

fn tags(plan: &Plan, facts: &Facts, change: &Change) -> Vec<CardTag> {
    let mut tags = Vec::new();
    let mut tag = |kind: &str, text: String| {
        tags.push(CardTag {
            kind: kind.into(),
            text,
        })
    };
    if facts.about(planning::Subject::Change(change.id)).next().is_some() {
        tag("collision", "collides".into());
    }
    if let Some(due) = change.due {
        let kind = if due.kind == DueKind::Legal {
            "legal"
        } else {
            "due"
        };
        tag(kind, due.on.0.format("%-d %b").to_string());
    }
    let missing = change.risk.tests_missing();
    if missing > 0 {
        tag(
            "evidence",
            format!("{} missing", wording::count(missing as usize, "test")),
        );
    }
    if !change.together.is_empty() {
        tag("together", format!("with {}", change.together));
    }
    if let Some(needed) = change
        .requires
        .iter()
        .filter_map(|id| plan.changes.get(id))
        .next()
    {
        tag("needs", format!("after {}", needed.reference));
    }
    if change.is_open() && change.deferrals >= OFTEN {
        tag("deferral", format!("deferred {}×, weighs more", change.deferrals));
    } else if change.release.is_none() && change.deferrals > 1 {
        tag("deferral", format!("deferred {}×", change.deferrals));
    }
    tags
}
