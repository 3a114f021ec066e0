//! The sample's changes: one table per train, one of what waits and one of what is already live.

mod data;
mod live;
mod online;
mod payments;
mod platform;
mod row;
mod stores;
mod waiting;

use super::draft::{Draft, reference, score};
use planning::{Change, ChangeKind, ChangeState, Due, ReleaseState, Reversible, RiskFacts, RiskOverride};
use row::Row;

const TABLES: &[&[Row]] = &[
    online::CHANGES,
    payments::CHANGES,
    stores::CHANGES,
    platform::CHANGES,
    data::CHANGES,
    waiting::CHANGES,
    live::CHANGES,
];

/// Writes every change.
pub fn write(draft: &mut Draft<'_>) {
    let rows = || TABLES.iter().copied().flatten();
    for row in rows() {
        let id = draft.id();
        draft.changes.insert(row.reference, id);
    }
    for row in rows() {
        put(draft, row);
    }
}

fn put(draft: &mut Draft<'_>, row: &Row) {
    let Some(&id) = draft.changes.get(row.reference) else {
        return;
    };
    let services = draft.services_named(row.services);
    let owning = services
        .first()
        .and_then(|service| draft.plan.services.get(service))
        .and_then(|service| service.owner);
    let team = draft.teams.get(row.team).copied().or(owning);
    let lead = team
        .and_then(|team| draft.plan.teams.get(&team))
        .and_then(|team| team.lead);
    let release = draft.releases.get(row.release).copied();
    let state = state_of(
        row,
        release
            .and_then(|release| draft.plan.releases.get(&release))
            .map(|release| release.state),
    );
    let overridden = row.overridden.map(|(level, reason, by)| RiskOverride {
        level: score(level).unwrap_or_else(|| score(1).expect("1 is a score")),
        reason: reason.into(),
        by: draft.people.get(by).copied(),
    });
    let (seen, needed) = row.evidence;
    let (failed, done) = row.history;
    let requires = draft.changes_named(row.requires);
    let apart_from = draft.changes_named(row.apart);
    draft.put(Change {
        id,
        reference: reference(row.reference),
        title: row.title.into(),
        kind: row.kind,
        state,
        description: row.why.into(),
        services,
        team,
        owner: draft.people.get(row.owner).copied().or(lead),
        release,
        pinned: row.pinned,
        value_per_week: row.value * 1_000,
        effort_points: row.points,
        deploy_minutes: row.minutes,
        back_out_minutes: (row.back_out > 0).then_some(row.back_out),
        reversible: row.reversible,
        risk: RiskFacts {
            probability: score(row.risk.0),
            impact: score(row.risk.1),
            failed_before: failed,
            done_before: done,
            evidence_needed: needed,
            evidence_seen: seen,
            back_out_rehearsed_on: (row.rehearsed > 0).then(|| draft.grid.days_ago(row.rehearsed)),
            overridden,
        },
        ready_on: row.ready.map(|at| draft.grid.day(at)),
        due: row.due.map(|(at, kind)| Due {
            on: draft.grid.day(at),
            kind,
        }),
        requires,
        apart_from,
        together: row.together.into(),
        deferrals: row.deferrals,
        deferral_reason: row.waits_for.into(),
        origin: None,
        version: row.version.into(),
        contracts: row.contracts.iter().map(|key| (*key).into()).collect(),
    });
}

/// A change goes with its release.
fn state_of(row: &Row, release: Option<ReleaseState>) -> ChangeState {
    match release {
        Some(ReleaseState::Deployed | ReleaseState::Closed) => ChangeState::Deployed,
        Some(ReleaseState::BackedOut) => ChangeState::BackedOut,
        Some(ReleaseState::Cancelled) => ChangeState::Cancelled,
        Some(ReleaseState::Approved) => ChangeState::Approved,
        Some(ReleaseState::Locked) => ChangeState::Ready,
        Some(ReleaseState::Planned) | None => {
            let shown = row.evidence.0 >= row.evidence.1 && row.risk.0 > 0;
            if shown && row.reversible == Reversible::Yes && row.kind != ChangeKind::Emergency {
                ChangeState::Ready
            } else {
                ChangeState::Proposed
            }
        }
    }
}
