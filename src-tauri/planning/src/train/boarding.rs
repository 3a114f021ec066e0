//! Who is on board of a release, who is ready for its cut-offs, and what the next train costs those who are not.

use super::timetable::{CutOffDate, cut_off_dates, zone_of};
use crate::{
    Change, ChangeId, ChangeKind, ChangeState, CutOffNeed, Instant, Move, Plan, Release, ReleaseId,
    ReleaseKind, WayOut, Window, Zone, wording,
};
use serde::Serialize;
use ts_rs::TS;

/// A cut-off that a change has missed, or will miss by its own dates.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Missed {
    /// The cut-off.
    pub cut_off: CutOffDate,
    /// What it lacks, e.g. `is not approved`.
    pub lacks: String,
}

/// The next train of a change that missed a cut-off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct NextTrain {
    /// The release; `None` when the train has no later one.
    pub release: Option<ReleaseId>,
    /// When that is deployed.
    pub departs: Option<Window>,
    /// Days later than this one.
    #[ts(type = "number")]
    pub days_later: i64,
    /// What the delay costs, in whole units of the plan's currency.
    #[ts(type = "number")]
    pub cost: u64,
    /// The proposal, to be taken.
    pub way_out: WayOut,
}

/// A change on board.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Passenger {
    /// The change.
    pub change: ChangeId,
    /// Its reference.
    pub reference: String,
    /// Its title.
    pub title: String,
    /// Cut-offs it missed or will miss, the earliest first.
    pub missed: Vec<Missed>,
    /// The next cut-off it does not fulfil yet but still may.
    pub next_due: Option<Missed>,
    /// Where it goes when it does not ride; only for those that missed one.
    pub next_train: Option<NextTrain>,
}

/// The boarding list of a release.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Boarding {
    /// The release.
    pub release: ReleaseId,
    /// Its cut-offs, in order of time.
    pub cut_offs: Vec<CutOffDate>,
    /// Its changes: those that missed something first.
    pub passengers: Vec<Passenger>,
    /// In words.
    pub sentence: String,
}

/// The next planned release of the same train that is still open.
#[must_use]
pub fn next_of<'a>(plan: &'a Plan, release: &Release) -> Option<&'a Release> {
    release.train?;
    plan.releases
        .iter()
        .filter(|other| other.train == release.train && other.is_open() && other.kind == ReleaseKind::Planned)
        .filter(|other| other.deploy.start() > release.deploy.start())
        .min_by_key(|other| (other.deploy.start(), other.id))
}

/// Who is on board of the release; `None` when it rides no train.
#[must_use]
pub fn boarding(plan: &Plan, release: ReleaseId, now: Instant) -> Option<Boarding> {
    let record = plan.releases.get(&release)?;
    let train = plan.trains.get(&record.train?)?;
    let cut_offs = cut_off_dates(plan, train, record.deploy);
    let zone = zone_of(plan, train);
    let next = next_of(plan, record);
    let mut passengers: Vec<Passenger> = plan
        .changes
        .iter()
        .filter(|change| change.release == Some(release) && change.state != ChangeState::Cancelled)
        .map(|change| passenger(plan, change, record, &cut_offs, next, now, zone))
        .collect();
    passengers.sort_by(|one, other| {
        (other.missed.len().cmp(&one.missed.len())).then_with(|| one.reference.cmp(&other.reference))
    });
    let missed = passengers
        .iter()
        .filter(|passenger| !passenger.missed.is_empty())
        .count();
    let sentence = match (passengers.len(), missed) {
        (0, _) => format!("Nobody is on board of {}.", record.reference),
        (all, 0) => format!(
            "{} on board of {}, all in time.",
            wording::count(all, "change"),
            record.reference
        ),
        (all, missed) => format!(
            "{} on board of {}, {missed} missed a cut-off.",
            wording::count(all, "change"),
            record.reference
        ),
    };
    Some(Boarding {
        release,
        cut_offs,
        passengers,
        sentence,
    })
}

fn passenger(
    plan: &Plan,
    change: &Change,
    release: &Release,
    cut_offs: &[CutOffDate],
    next: Option<&Release>,
    now: Instant,
    zone: Zone,
) -> Passenger {
    let (mut missed, mut next_due) = (Vec::new(), None);
    for cut_off in cut_offs
        .iter()
        .filter(|cut_off| cut_off.at <= release.deploy.start())
    {
        let late = late(change, cut_off, zone);
        let lacks = lacks(change, cut_off.needs);
        if let (true, Some(lacks)) = (cut_off.at <= now, lacks.clone()) {
            missed.push(Missed {
                cut_off: cut_off.clone(),
                lacks,
            });
        } else if let (true, Some(lacks)) = (cut_off.at > now, late) {
            missed.push(Missed {
                cut_off: cut_off.clone(),
                lacks,
            });
        } else if let (None, Some(lacks)) = (&next_due, lacks) {
            next_due = Some(Missed {
                cut_off: cut_off.clone(),
                lacks,
            });
        }
    }
    let still = release.is_open() && change.is_open() && !missed.is_empty();
    let next_train = still.then(|| next_train(plan, change, release, next, zone));
    Passenger {
        change: change.id,
        reference: change.reference.to_string(),
        title: change.title.clone(),
        missed,
        next_due,
        next_train,
    }
}

/// What the change does not have of what the cut-off needs.
fn lacks(change: &Change, needs: CutOffNeed) -> Option<String> {
    let done = matches!(change.state, ChangeState::Approved | ChangeState::Deployed);
    match needs {
        CutOffNeed::Nothing | CutOffNeed::Scope => None,
        CutOffNeed::Code => (change.state == ChangeState::Proposed).then(|| "is not built".to_owned()),
        CutOffNeed::Evidence => {
            let (needed, seen) = (change.risk.evidence_needed, change.risk.evidence_seen);
            (!done && change.risk.tests_missing() > 0).then(|| format!("has shown {seen} of {needed} tests"))
        }
        CutOffNeed::Approval => {
            (!done && change.kind != ChangeKind::Standard).then(|| "is not approved".to_owned())
        }
    }
}

/// Said when the change's own dates already say that it will miss the cut-off.
fn late(change: &Change, cut_off: &CutOffDate, zone: Zone) -> Option<String> {
    let ready = change
        .ready_on
        .filter(|_| change.state == ChangeState::Proposed)?;
    let needs = !matches!(cut_off.needs, CutOffNeed::Nothing | CutOffNeed::Scope);
    (needs && ready > cut_off.at.day_in(zone)).then(|| format!("is ready only {}", wording::day(ready)))
}

fn next_train(
    plan: &Plan,
    change: &Change,
    release: &Release,
    next: Option<&Release>,
    zone: Zone,
) -> NextTrain {
    let Some(next) = next else {
        let sentence = format!(
            "Let {} wait: {} has no later release of its train.",
            change.reference, release.reference
        );
        let moves = vec![Move::PlaceChange {
            change: change.id,
            release: None,
        }];
        return NextTrain {
            release: None,
            departs: None,
            days_later: 0,
            cost: 0,
            way_out: WayOut { sentence, moves },
        };
    };
    let days_later = (next.deploy.start().day_in(zone).0 - release.deploy.start().day_in(zone).0).num_days();
    let cost = u64::from(change.value_per_week) * u64::try_from(days_later).unwrap_or(0) / 7;
    let price = if cost == 0 {
        "no cost of delay is known".to_owned()
    } else {
        format!("the delay costs {}{cost}", plan.settings().currency)
    };
    let sentence = format!(
        "Move {} to {}, {} later; {price}.",
        change.reference,
        next.reference,
        wording::count(usize::try_from(days_later).unwrap_or(0), "day")
    );
    NextTrain {
        release: Some(next.id),
        departs: Some(next.deploy),
        days_later,
        cost,
        way_out: WayOut {
            sentence,
            moves: vec![Move::PlaceChange {
                change: change.id,
                release: Some(next.id),
            }],
        },
    }
}
