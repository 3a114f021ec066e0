//! Kubernetes 1.34, as sig-release and enhancements state it.

mod common;

use common::{Mint, dry_run, real};
use exchange::Diff;
use planning::plan::TableName;
use planning::{ChangeState, FreezeLevel, Plan, Verdict};
use std::collections::BTreeMap;

fn release(mint: &mut Mint, plan: &Plan) -> Option<Diff> {
    let folder = real("kubernetes")?;
    Some(dry_run(mint, plan, &folder, Some("v1.34"), None).expect("an import"))
}

#[test]
fn the_release_has_the_figures_of_its_repositories() {
    let Some(diff) = release(&mut Mint::default(), &Plan::default()) else {
        return;
    };
    let figure = |name: &str| {
        diff.facts
            .iter()
            .find(|fact| fact.name == name)
            .map(|fact| fact.count)
    };
    for (name, count) in [
        ("enhancements", 83),
        ("enhancements-freeze exceptions", 2),
        ("code-freeze exceptions", 10),
        ("release notes", 327),
        ("release notes that require action", 7),
        ("authors of release notes", 141),
        ("releases", 8),
        ("freezes", 6),
    ] {
        assert_eq!(figure(name), Some(count), "{name} in {:?}", diff.facts);
    }
    assert_eq!(diff.count(TableName::Change).added, 83);
    assert_eq!(diff.count(TableName::Departure).added, 8);
    assert_eq!(diff.count(TableName::FreezeException).added, 12);
    assert_eq!(diff.count(TableName::Team).added, 14);
}

#[test]
fn exceptions_keep_their_verdict_and_the_days_it_took() {
    let Some(diff) = release(&mut Mint::default(), &Plan::default()) else {
        return;
    };
    let records = diff.records();
    let freezes: BTreeMap<_, _> = records
        .freezes
        .iter()
        .map(|one| (one.id, one.name.as_str()))
        .collect();
    let days: Vec<i64> = records
        .exceptions
        .iter()
        .map(|one| (one.decided_at.expect("a decision") - one.filed_at).num_days())
        .collect();
    assert_eq!(days, [3, 3, 3, 2, 1, 5, 4, 3, 3, 3, 0, 2]);
    let of = |freeze: &str, verdict: Verdict| {
        records
            .exceptions
            .iter()
            .filter(|one| freezes[&one.freeze] == freeze && one.verdict == verdict)
            .count()
    };
    assert_eq!(of("Enhancements Freeze", Verdict::Granted), 2);
    assert_eq!(of("Code Freeze", Verdict::Granted), 9);
    assert_eq!(of("Code Freeze", Verdict::Rejected), 1);
    assert!(
        records.exceptions.iter().all(|one| one.changes.len() == 1),
        "each issue has its KEP"
    );
    let late = records
        .exceptions
        .iter()
        .filter(|one| one.criteria_met == [false])
        .count();
    assert_eq!(
        late, 2,
        "KEP-4762 and KEP-4317 were asked for four days after the freeze"
    );
    let rejected = records
        .exceptions
        .iter()
        .find(|one| one.verdict == Verdict::Rejected)
        .expect("one");
    let change = records
        .changes
        .iter()
        .find(|one| one.id == rejected.changes[0])
        .expect("its change");
    assert_eq!(change.reference.as_str(), "KEP-961");
    assert_eq!(change.release, None);
    assert_eq!(
        change.deferral_reason,
        "The exception to the code freeze was rejected on 2025-07-29."
    );
}

#[test]
fn the_impossible_date_is_reported_and_its_enhancement_taken() {
    let Some(diff) = release(&mut Mint::default(), &Plan::default()) else {
        return;
    };
    assert_eq!(diff.refused.len(), 1, "{:#?}", diff.refused);
    let refusal = &diff.refused[0];
    assert_eq!(
        refusal.file,
        "enhancements/keps/sig-scheduling/5075-dra-consumable-capacity/kep.yaml"
    );
    assert_eq!(
        (refusal.row, refusal.field.as_str(), refusal.value.as_str()),
        (Some(10), "creation-date", "2025-30-01")
    );
    assert_eq!(refusal.reason, "2025-30-01 names month 30.");
    assert!(refusal.rest_taken);
    assert!(
        diff.records()
            .changes
            .iter()
            .any(|one| one.reference.as_str() == "KEP-5075")
    );
}

#[test]
fn freezes_begin_at_their_utc_time_and_end_with_thaw() {
    let Some(diff) = release(&mut Mint::default(), &Plan::default()) else {
        return;
    };
    let freezes = &diff.records().freezes;
    let found: Vec<(&str, String, &str)> = freezes
        .iter()
        .map(|one| {
            (
                one.name.as_str(),
                one.window.start().to_string(),
                one.level.word(),
            )
        })
        .collect();
    assert_eq!(
        found,
        [
            (
                "Production Readiness Freeze",
                "2025-06-13T12:00:00Z".into(),
                "notice"
            ),
            ("Enhancements Freeze", "2025-06-20T21:00:00Z".into(), "notice"),
            ("Feature blog freeze", "2025-07-11T02:00:00Z".into(), "open"),
            ("Code Freeze", "2025-07-25T02:00:00Z".into(), "hard"),
            ("Test Freeze", "2025-07-25T02:00:00Z".into(), "hard"),
            ("Docs Freeze", "2025-08-07T12:00:00Z".into(), "notice"),
        ]
    );
    assert!(
        freezes
            .iter()
            .all(|one| one.window.end().to_string() == "2025-08-27T00:00:00Z")
    );
    let code = freezes
        .iter()
        .find(|one| one.level == FreezeLevel::Hard)
        .expect("code freeze");
    assert!(
        code.reason
            .contains("All enhancements going into the release must be in a merge-ready state")
    );
    assert_eq!(
        freezes[0].zone.to_string(),
        "Etc/GMT+12",
        "a day ends anywhere on earth"
    );
}

#[test]
fn enhancements_become_changes_of_their_sig_with_their_approvals() {
    let Some(diff) = release(&mut Mint::default(), &Plan::default()) else {
        return;
    };
    let records = diff.records();
    let one = records
        .changes
        .iter()
        .find(|one| one.reference.as_str() == "KEP-4960")
        .expect("KEP-4960");
    assert_eq!(one.title, "Container Stop Signals");
    assert_eq!(one.state, ChangeState::Approved);
    let team = records
        .teams
        .iter()
        .find(|team| Some(team.id) == one.team)
        .expect("its team");
    assert_eq!(
        (team.reference.as_str(), team.name.as_str()),
        ("sig-node", "SIG Node")
    );
    assert!(
        one.description
            .contains("Production readiness (alpha): @deads2k."),
        "{}",
        one.description
    );
    let touched: Vec<&str> = records
        .services
        .iter()
        .filter(|service| one.services.contains(&service.id))
        .map(|service| service.reference.as_str())
        .collect();
    assert_eq!(touched, ["kube-apiserver", "kubelet"]);
}

#[test]
fn a_second_run_changes_nothing() {
    let mut mint = Mint::default();
    let mut plan = Plan::default();
    let Some(first) = release(&mut mint, &plan) else {
        return;
    };
    first.records().put_into(&mut plan);
    let second = release(&mut mint, &plan).expect("an import");
    assert!(
        second.is_empty(),
        "{:#?}",
        second.rows.iter().take(5).collect::<Vec<_>>()
    );
    assert!(second.rows.is_empty());
}
