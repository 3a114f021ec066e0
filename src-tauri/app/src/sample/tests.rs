//! What the sample promises, for any day it is opened on.

use super::{links, sample, services};
use planning::{Instant, Plan, ReleaseState};
use std::collections::BTreeSet;
use uuid::Uuid;

/// Days around both clock changes, month ends, a year end and a leap day.
const DAYS: &[&str] = &[
    "2026-01-01T00:00:00Z",
    "2026-03-27T09:00:00Z",
    "2026-03-29T01:30:00Z",
    "2026-06-15T12:00:00Z",
    "2026-08-31T22:30:00Z",
    "2026-10-06T11:57:00Z",
    "2026-10-24T23:00:00Z",
    "2026-11-23T00:51:00Z",
    "2026-12-28T07:00:00Z",
    "2028-02-29T18:00:00Z",
    "2029-07-04T04:00:00Z",
];

pub(super) fn at(now: &str) -> Plan {
    let mut next = 0_u128;
    sample(now.parse().unwrap(), &mut || {
        next += 1;
        Uuid::from_u128(next)
    })
}

pub(super) fn each_day(mut check: impl FnMut(&str, &Plan)) {
    for now in DAYS {
        check(now, &at(now));
    }
}

#[test]
fn the_same_day_and_ids_give_the_same_plan() {
    assert_eq!(at(DAYS[5]), at(DAYS[5]));
    assert_ne!(at(DAYS[5]), at(DAYS[6]));
}

#[test]
fn every_row_of_every_table_finds_what_it_names() {
    each_day(|now, plan| {
        assert_eq!(plan.services.len(), services::COUNT, "{now}");
        assert_eq!(plan.dependencies.len(), links::COUNT, "{now}");
        assert_eq!(plan.releases.len(), 28, "{now}");
        assert_eq!(plan.exceptions.len(), 5, "{now}");
        assert_eq!(plan.negotiations.len(), 3, "{now}");
        for change in &plan.changes {
            let name = &change.reference;
            assert!(!change.services.is_empty(), "{name} touches nothing");
            assert!(
                change.team.is_some() && change.owner.is_some(),
                "{name} has no team or owner"
            );
            let release = change.release.and_then(|id| plan.releases.get(&id));
            assert_eq!(
                release.is_none(),
                !change.deferral_reason.is_empty(),
                "{name} waits without a reason"
            );
        }
        for service in &plan.services {
            let outside = service.kind == planning::ServiceKind::ThirdParty;
            assert_eq!(service.owner.is_none(), outside, "{}", service.reference);
        }
        for team in &plan.teams {
            assert!(team.lead.is_some(), "{} has no lead", team.reference);
        }
        for release in &plan.releases {
            assert!(
                release.owner.is_some() && release.deputy.is_some(),
                "{}",
                release.reference
            );
        }
        for exception in &plan.exceptions {
            let freeze = plan.freezes.get(&exception.freeze).unwrap();
            assert_eq!(
                exception.criteria_met.len(),
                freeze.criteria.len(),
                "{}",
                exception.reference
            );
            assert!(
                !exception.changes.is_empty() || exception.release.is_some(),
                "{}",
                exception.reference
            );
        }
        for talks in &plan.negotiations {
            assert!(
                talks.parties.iter().all(|party| party.person.is_some()),
                "{}",
                talks.reference
            );
        }
    });
}

#[test]
fn every_id_in_the_plan_is_the_id_of_a_row() {
    each_day(|now, plan| {
        let mut known = BTreeSet::from([Uuid::nil()]);
        let mut spoken_of = Vec::new();
        plan.for_each_row(|table, row| {
            for (field, value) in &row {
                if field == "id" {
                    let id = value.as_str().and_then(|text| text.parse().ok()).unwrap();
                    assert!(known.insert(id) || id.is_nil(), "{now}: {id} is used twice");
                } else {
                    collect_ids(value, &mut |id| spoken_of.push((table, field.clone(), id)));
                }
            }
        });
        for (table, field, id) in spoken_of {
            assert!(
                known.contains(&id),
                "{now}: {table}.{field} speaks of {id}, which is not there"
            );
        }
    });
}

fn collect_ids(value: &serde_json::Value, found: &mut impl FnMut(Uuid)) {
    match value {
        serde_json::Value::String(text) if text.len() == 36 => {
            if let Ok(id) = text.parse() {
                found(id);
            }
        }
        serde_json::Value::Array(items) => items.iter().for_each(|item| collect_ids(item, found)),
        serde_json::Value::Object(fields) => fields.values().for_each(|item| collect_ids(item, found)),
        _ => {}
    }
}

#[test]
fn every_reference_is_used_once() {
    each_day(|now, plan| {
        let mut seen = BTreeSet::new();
        plan.for_each_row(|table, row| {
            if let Some(reference) = row.get("reference").and_then(|value| value.as_str()) {
                assert!(
                    seen.insert((table, reference.to_owned())),
                    "{now}: {reference} is used twice"
                );
            }
        });
        assert!(seen.len() > 200, "{now}: only {} references", seen.len());
    });
}

#[test]
fn shapes_lie_in_order_and_follow_the_clock() {
    each_day(|now, plan| {
        let now: Instant = now.parse().unwrap();
        for release in &plan.releases {
            let name = &release.reference;
            assert!(release.scope_lock <= release.test_starts, "{name} at {now}");
            assert!(release.test_starts <= release.deploy.start(), "{name} at {now}");
            assert_eq!(release.deploy.end() <= now, !release.is_open(), "{name} at {now}");
        }
        let backed_out = plan
            .releases
            .iter()
            .filter(|release| release.state == ReleaseState::BackedOut)
            .count();
        assert_eq!(backed_out, 1);
        let past = |at: Instant| at <= now;
        assert!(plan.offers.iter().all(|offer| past(offer.made_at)));
        assert!(plan.positions.iter().all(|position| past(position.at)));
        assert!(plan.exceptions.iter().all(|exception| past(exception.filed_at)));
        assert!(
            plan.exceptions
                .iter()
                .filter_map(|exception| exception.decided_at)
                .all(past)
        );
        assert!(
            plan.negotiations
                .iter()
                .filter_map(|talks| planning::talks::standing_offer(plan, talks.id)?.replies_by)
                .all(|by| by > now)
        );
    });
}

#[test]
fn monthly_trains_step_around_the_month_ends() {
    each_day(|now, plan| {
        let ends: Vec<_> = plan
            .freezes
            .iter()
            .filter(|freeze| freeze.name.starts_with("Month end"))
            .collect();
        for freeze in &ends {
            for release in plan.releases.iter().filter(|release| {
                release.reference.as_str().starts_with("PL") || release.reference.as_str().starts_with("DW")
            }) {
                let name = &release.reference;
                assert!(
                    !release.exposed().overlaps(freeze.window),
                    "{name} and {} at {now}",
                    freeze.name
                );
            }
        }
        assert!(ends.len() >= 3, "{now}");
    });
}

#[test]
fn the_plan_is_named_after_its_quarter() {
    assert_eq!(at("2026-10-06T11:57:00Z").settings().name, "Q4 2026");
    assert_eq!(at("2026-12-28T07:00:00Z").settings().name, "Q1 2027");
}

#[test]
fn offers_close_in_by_rounds_to_ten_days() {
    let plan = at("2026-10-06T11:57:00Z");
    let talks = plan
        .negotiations
        .iter()
        .find(|talks| talks.reference.as_str() == "NEG-3")
        .unwrap();
    let days = |round: u32, side: planning::Side| {
        let of_round = |offer: &&planning::Offer| {
            offer.negotiation == talks.id && offer.round == round && offer.side == side
        };
        let offer = plan.offers.iter().find(of_round).unwrap();
        (offer.span().unwrap().minutes() + 720) / 1440
    };
    let gap = |round| days(round, planning::Side::Event) - days(round, planning::Side::Delivery);
    assert_eq!((gap(1), gap(2), gap(3)), (27, 15, 10));
}
