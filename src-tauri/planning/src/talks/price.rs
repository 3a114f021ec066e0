//! What waiting costs, who pays, what an incident would cost, and how long what waited takes to go.
//!
//! ```text
//! cost of delay      = Σ value of a day × days; an interest's value counts before the change's own value a week ÷ 7
//! protected exposure = Σ value of an hour × P(incident) × hours to back out, over releases inside the event
//! days to drain      = risk points that wait ÷ points that may go on one day, rounded up
//! ```

use super::consequences::Displaced;
use super::terms::policy;
use crate::collision::Index;
use crate::{Change, ChangeId, FreezeEvent, Negotiation, Plan, ReleaseId, Window};
use serde::Serialize;
use std::collections::BTreeMap;
use ts_rs::TS;

/// Minutes an incident lasts where nobody has measured a back-out.
const UNMEASURED_MINUTES: u32 = 60;

/// What the days of one change cost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Delay {
    /// The change.
    pub change: ChangeId,
    /// Days later.
    #[ts(type = "number")]
    pub days: i64,
    /// What a day costs, in whole units of the plan's currency.
    #[ts(type = "number")]
    pub a_day: i64,
    /// What all of them cost.
    #[ts(type = "number")]
    pub cost: i64,
    /// Whose figure it is: a party's name, or empty for the change's own value a week.
    pub said_by: String,
}

/// What an incident of one release would cost inside the event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct ExposureRow {
    /// The release.
    pub release: ReleaseId,
    /// Thousandths: how likely one of its changes fails.
    pub fails_permille: u32,
    /// Minutes to back it out.
    pub minutes: u32,
    /// Expected loss, in whole units of the plan's currency.
    #[ts(type = "number")]
    pub loss: i64,
}

/// What the freeze protects the event from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Exposure {
    /// What an hour of the event is worth.
    pub value_per_hour: u32,
    /// Release by release.
    pub rows: Vec<ExposureRow>,
    /// Sum of the losses.
    #[ts(type = "number")]
    pub loss: i64,
}

/// What waits for the end, and how long it takes to go.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Drain {
    /// Changes that wait.
    pub changes: u32,
    /// Their risk points.
    pub risk: u32,
    /// Points that may go on one day.
    pub daily_cap: u32,
    /// Days until all have gone.
    pub days: u32,
}

/// What one team pays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Share {
    /// The party at the table that speaks for the team, or the team.
    pub party: String,
    /// Days times changes.
    #[ts(type = "number")]
    pub change_days: i64,
    /// Cost of delay.
    #[ts(type = "number")]
    pub cost: i64,
    /// Thousandths of all: of the cost where anybody said what a day is worth, else of the change-days.
    pub permille: u32,
}

/// The price of an option.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Price {
    /// Sum of the delays.
    #[ts(type = "number")]
    pub cost_of_delay: i64,
    /// Change by change.
    pub delays: Vec<Delay>,
    /// Displaced changes of which nobody has said what a day is worth.
    pub unpriced: u32,
    /// What is protected; `None` when nobody has said what an hour of the event is worth.
    pub exposure: Option<Exposure>,
    /// How long what waited takes to go.
    pub drain: Drain,
    /// Who pays, the largest share first; the shares add up to 1000 where anybody pays.
    pub shares: Vec<Share>,
}

/// The price of what is displaced.
pub(super) fn price(plan: &Plan, index: &Index, talks: &Negotiation, displaced: &[Displaced]) -> Price {
    let delays: Vec<Delay> = displaced
        .iter()
        .flat_map(|row| row.changes.iter().map(|change| (*change, row.days)))
        .filter_map(|(change, days)| Some(delay(plan, talks, plan.changes.get(&change)?, days)))
        .collect();
    let event = talks.event.as_ref();
    Price {
        cost_of_delay: delays.iter().map(|delay| delay.cost).sum(),
        unpriced: delays.iter().filter(|delay| delay.a_day == 0).count() as u32,
        exposure: event.and_then(|event| exposure(plan, event, displaced)),
        drain: drain(plan, index, talks, displaced),
        shares: shares(plan, talks, &delays),
        delays,
    }
}

fn delay(plan: &Plan, talks: &Negotiation, change: &Change, days: i64) -> Delay {
    let said = plan
        .interests
        .iter()
        .filter(|interest| interest.negotiation == talks.id && interest.value_per_day > 0)
        .filter(|interest| {
            interest.change == Some(change.id)
                || (interest.release.is_some()
                    && interest.change.is_none()
                    && interest.release == change.release)
        })
        .max_by_key(|interest| (interest.value_per_day, std::cmp::Reverse(interest.id)));
    let (a_day, cost, said_by) = match said {
        Some(said) => {
            let a_day = i64::from(said.value_per_day);
            (a_day, a_day * days, said.party.clone())
        }
        None => {
            let a_week = i64::from(change.value_per_week);
            (a_week / 7, a_week * days / 7, String::new())
        }
    };
    Delay {
        change: change.id,
        days,
        a_day,
        cost,
        said_by,
    }
}

/// Thousandths: how likely the change fails. Its own past counts from five deployments on; else the assessment, 1 % for
/// very low to 30 % for very high; what nobody has assessed is taken as high.
#[must_use]
pub fn fails_permille(change: &Change) -> u32 {
    if change.risk.done_before >= 5 {
        return (change.risk.failed_before * 1000 / change.risk.done_before).min(1000);
    }
    match change.risk.probability.map(crate::Score::number) {
        Some(1) => 10,
        Some(2) => 30,
        Some(3) => 70,
        Some(5) => 300,
        _ => 150,
    }
}

fn exposure(plan: &Plan, event: &FreezeEvent, displaced: &[Displaced]) -> Option<Exposure> {
    let value_per_hour = event.value_per_hour?;
    let window = Window::new(event.start, event.end).ok()?;
    let inside = |row: &&Displaced| {
        let release = plan.releases.get(&row.release);
        release.is_some_and(|release| release.exposed().overlaps(window))
    };
    let row = |row: &Displaced| {
        let changes = || row.changes.iter().filter_map(|id| plan.changes.get(id));
        let holds = changes().fold(1_000_000_u64, |holds, change| {
            holds * u64::from(1000 - fails_permille(change)) / 1000
        });
        let fails_permille = ((1_000_000 - holds) / 1000) as u32;
        let minutes = changes()
            .map(|change| change.back_out_minutes.unwrap_or(UNMEASURED_MINUTES))
            .max()
            .unwrap_or(UNMEASURED_MINUTES);
        let loss = i64::from(value_per_hour) * i64::from(fails_permille) * i64::from(minutes) / 60_000;
        ExposureRow {
            release: row.release,
            fails_permille,
            minutes,
            loss,
        }
    };
    let rows: Vec<ExposureRow> = displaced.iter().filter(inside).map(row).collect();
    Some(Exposure {
        value_per_hour,
        loss: rows.iter().map(|row| row.loss).sum(),
        rows,
    })
}

fn drain(plan: &Plan, index: &Index, talks: &Negotiation, displaced: &[Displaced]) -> Drain {
    let changes = || displaced.iter().flat_map(|row| &row.changes);
    let risk = changes().map(|id| index.points(*id).unwrap_or(0)).sum::<u32>();
    let daily_cap = policy(plan, talks.policy).thaw.daily_risk;
    Drain {
        changes: changes().count() as u32,
        risk,
        daily_cap,
        days: risk.div_ceil(daily_cap.max(1)),
    }
}

fn shares(plan: &Plan, talks: &Negotiation, delays: &[Delay]) -> Vec<Share> {
    let mut paid: BTreeMap<String, (i64, i64)> = BTreeMap::new();
    for delay in delays {
        let Some(change) = plan.changes.get(&delay.change) else {
            continue;
        };
        let payer = payer(plan, talks, change, delay);
        let entry = paid.entry(payer).or_default();
        entry.0 += delay.days;
        entry.1 += delay.cost;
    }
    let weight = |party: &str| {
        let seat = talks.parties.iter().find(|seat| seat.name == party);
        i64::from(seat.map_or(10, |seat| seat.weight))
    };
    let priced = paid.values().any(|(_, cost)| *cost > 0);
    let counts = |party: &str, days: i64, cost: i64| (if priced { cost } else { days }) * weight(party);
    let all: i64 = paid
        .iter()
        .map(|(party, (days, cost))| counts(party, *days, *cost))
        .sum();
    let mut shares: Vec<Share> = paid
        .into_iter()
        .map(|(party, (change_days, cost))| Share {
            permille: (counts(&party, change_days, cost) * 1000)
                .checked_div(all)
                .unwrap_or(0) as u32,
            party,
            change_days,
            cost,
        })
        .collect();
    shares.sort_by(|one, other| {
        other
            .permille
            .cmp(&one.permille)
            .then(one.party.cmp(&other.party))
    });
    // What rounding left over belongs to the largest share.
    let rest = if all > 0 {
        1000 - shares.iter().map(|share| share.permille).sum::<u32>()
    } else {
        0
    };
    if let Some(first) = shares.first_mut() {
        first.permille += rest;
    }
    shares
}

/// The party that said what the change is worth, or whose person leads or works in the team, or the team.
fn payer(plan: &Plan, talks: &Negotiation, change: &Change, delay: &Delay) -> String {
    if !delay.said_by.is_empty() {
        return delay.said_by.clone();
    }
    let Some(team) = change.team.and_then(|id| plan.teams.get(&id)) else {
        return "No team".to_owned();
    };
    let speaks = talks.parties.iter().find(|seat| {
        let person = seat.person.and_then(|id| plan.people.get(&id));
        seat.name == team.name || person.is_some_and(|person| person.team == Some(team.id))
    });
    speaks.map_or_else(|| team.name.clone(), |seat| seat.name.clone())
}
