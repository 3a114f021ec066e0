//! What an option costs and protects, each number with the rows behind it.

use super::room_view::{Impact, MovedRelease, NamedChange, PhaseCover, ThawRelease};
use crate::frame::Facts;
use planning::talks::{self as core, Consequences, Price, Thaw};
use planning::{ChangeId, FreezeScope, OfferPhase, Plan, ReleaseId, Subject};

/// As many changes of a release are named; more would make the answer of a large plan long.
const NAMED: usize = 12;

/// The numbers of an option with their rows.
pub(super) fn impact(plan: &Plan, facts: &Facts, phases: &[OfferPhase], result: &Consequences) -> Impact {
    let named = |id: &ChangeId| {
        plan.changes.get(id).map(|change| NamedChange {
            id: change.id,
            reference: change.reference.to_string(),
            title: change.title.clone(),
        })
    };
    let mut days: Vec<String> = result.phases.iter().map(|phase| phase.days.to_string()).collect();
    days.dedup();
    let cover = |(phase, days): (&OfferPhase, i64)| PhaseCover {
        scope: core::scope_note(plan, &phase.scope),
        services: services_in(plan, &phase.scope),
        days,
    };
    Impact {
        days: days.join(" / "),
        days_frozen: result.days_frozen,
        coverage_permille: result.coverage_permille,
        phases: phases
            .iter()
            .zip(result.phases.iter().map(|phase| phase.days))
            .map(cover)
            .collect(),
        change_days_lost: result.change_days_lost,
        moved: result
            .displaced
            .iter()
            .map(|displaced| MovedRelease {
                id: displaced.release,
                reference: plan.name_of(Subject::Release(displaced.release)),
                from: displaced.from,
                to: displaced.to,
                whole: displaced.whole,
                into: displaced
                    .into
                    .map(|id| plan.name_of(Subject::Release(id)))
                    .unwrap_or_default(),
                changes: u32::try_from(displaced.changes.len()).unwrap_or(u32::MAX),
                named: displaced.changes.iter().take(NAMED).filter_map(named).collect(),
                days: displaced.days,
            })
            .collect(),
        legal_missed: result.legal_dates_missed.iter().filter_map(named).collect(),
        thaw_risk: result.thaw.as_ref().map_or(0, |thaw| thaw.risk),
        thaw_budget: result.thaw.as_ref().and_then(|thaw| thaw.budget),
        thaw_on: result.thaw.as_ref().map(|thaw| thaw.on),
        thaw_releases: result
            .thaw
            .as_ref()
            .map(|thaw| thaw_releases(plan, facts, result, thaw))
            .unwrap_or_default(),
        exceptions: result.likely_exceptions.iter().filter_map(named).collect(),
        priced: priced(&result.price)
            .delays
            .iter()
            .filter_map(|delay| named(&delay.change))
            .collect(),
        cost_said: money(plan, result.price.cost_of_delay),
        exposure_said: result
            .price
            .exposure
            .as_ref()
            .map(|exposure| money(plan, exposure.loss))
            .unwrap_or_default(),
        price: priced(&result.price),
    }
}

/// As many delays are told; the sums hold for all of them.
const PRICED: usize = 200;

fn priced(price: &Price) -> Price {
    let mut price = price.clone();
    price.delays.sort_by_key(|delay| std::cmp::Reverse(delay.cost));
    price.delays.truncate(PRICED);
    price
}

/// An amount with the plan's currency, thousands apart: `€12,500`.
pub(super) fn money(plan: &Plan, amount: i64) -> String {
    let sign = if amount < 0 { "−" } else { "" };
    let said = planning::wording::thousands(amount.unsigned_abs());
    format!("{sign}{}{said}", plan.settings().currency)
}

/// How many services the scope covers.
pub(super) fn services_in(plan: &Plan, scope: &FreezeScope) -> u32 {
    u32::try_from(
        plan.services
            .iter()
            .filter(|service| scope.covers(service))
            .count(),
    )
    .unwrap_or(u32::MAX)
}

/// The releases of the night of the thaw with the points each brings: what it holds, and what waited for it.
fn thaw_releases(plan: &Plan, facts: &Facts, result: &Consequences, thaw: &Thaw) -> Vec<ThawRelease> {
    let zone = plan.settings().zone;
    let points = |ids: &[ChangeId]| ids.iter().filter_map(|id| facts.index.points(*id)).sum::<u32>();
    let brings = |release: ReleaseId| {
        let moved = result
            .displaced
            .iter()
            .any(|row| row.whole && row.release == release);
        let there = plan
            .releases
            .get(&release)
            .is_some_and(|found| found.deploy.start().day_in(zone) == thaw.on);
        let own = if there && !moved {
            points(facts.changes_of(release))
        } else {
            0
        };
        let landing = result
            .displaced
            .iter()
            .filter(|row| row.into.unwrap_or(row.release) == release)
            .filter(|row| row.to.is_some_and(|to| to.start().day_in(zone) == thaw.on));
        own + landing.map(|row| points(&row.changes)).sum::<u32>()
    };
    let row = |id: &ReleaseId| ThawRelease {
        id: *id,
        reference: plan.name_of(Subject::Release(*id)),
        risk: brings(*id),
    };
    thaw.releases.iter().map(row).collect()
}
