//! `check`, `waves` and `gate` on the sample plan.

use super::Folder;
use serde_json::Value;

#[test]
fn the_sample_has_findings_with_rule_ids() {
    let folder = Folder::with_sample();
    let ran = folder.run(&["check", "plan.slipway"]).ends_with(1);
    let line = |rule: &str, name: &str| {
        ran.out
            .lines()
            .any(|line| line.starts_with(rule) && line.contains(name))
    };
    assert!(line("BUN-09", "CHG-2233"), "{}", ran.out);
    assert!(line("FRZ-07", "RO-22"), "{}", ran.out);
    assert!(line("DEP-01", "Pricing"), "{}", ran.out);
}

#[test]
fn a_heavier_level_leaves_the_lighter_findings_out() {
    let folder = Folder::with_sample();
    let count = |level: &str| {
        let answer = folder
            .run(&["check", "plan.slipway", "--level", level, "--json"])
            .ends_with(1)
            .json();
        assert_eq!(answer["clean"], false);
        answer["findings"].as_array().unwrap().len()
    };
    let (errors, warnings) = (count("error"), count("warning"));
    assert!(errors > 0 && errors < warnings, "{errors} of {warnings}");
}

#[test]
fn waves_put_providers_first() {
    let folder = Folder::with_sample();
    let answer = folder
        .run(&["waves", "plan.slipway", "--json"])
        .ends_with(0)
        .json();
    assert_eq!(answer["waves"], 5);
    let wave = |reference: &str| {
        let services = answer["services"].as_array().unwrap();
        services
            .iter()
            .find(|service| service["reference"] == reference)
            .unwrap()["wave"]
            .as_u64()
            .unwrap()
    };
    let chain = [
        "pg-ledger",
        "ledger-core",
        "payments-hub",
        "checkout-api",
        "web-shop",
    ]
    .map(wave);
    assert_eq!(chain, [1, 2, 3, 4, 5]);
    let said = folder.run(&["waves", "plan.slipway"]).ends_with(0).out;
    assert!(
        said.contains("Wave 5") && said.contains("in a cycle: one step"),
        "{said}"
    );
}

#[test]
fn a_release_has_an_order_with_minutes() {
    let folder = Folder::with_sample();
    let answer = folder
        .run(&["waves", "plan.slipway", "--release", "pl-11", "--json"])
        .ends_with(0)
        .json();
    let lines = answer["lines"].as_array().unwrap();
    let place = |name: &str| {
        lines
            .iter()
            .position(|line| line["what"].as_str().unwrap().contains(name))
            .unwrap()
    };
    assert!(
        place("pg-ledger") < place("Ledger Core") && place("Ledger Core") < place("Payments Hub"),
        "{lines:?}"
    );
    assert!(answer["critical_minutes"].as_u64().unwrap() > 60);
    let ran = folder
        .run(&["waves", "plan.slipway", "--release", "RO-99"])
        .ends_with(2);
    assert!(
        ran.err.contains("RO-99") && ran.err.contains("Nothing was changed"),
        "{}",
        ran.err
    );
}

/// The stock count is agreed, hard and covers everything: a moment inside it and inside a window.
fn in_the_stock_count(folder: &Folder) -> String {
    folder
        .run(&["export", "plan.slipway", "--format", "json", "--out", "all.json"])
        .ends_with(0);
    let plan: Value = serde_json::from_str(&folder.read("all.json")).unwrap();
    let freezes = plan["tables"]["freeze"].as_array().unwrap();
    let count = freezes
        .iter()
        .find(|freeze| freeze["name"] == "Stock count")
        .unwrap();
    count["window"]["start"].as_str().unwrap().to_owned()
}

#[test]
fn a_freeze_closes_the_gate_and_says_so() {
    let folder = Folder::with_sample();
    let at = in_the_stock_count(&folder);
    let ran = folder
        .run(&["gate", "plan.slipway", "--service", "order-hub", "--at", &at])
        .ends_with(1);
    assert!(
        ran.out.starts_with("Closed.") && ran.out.contains("Stock count"),
        "{}",
        ran.out
    );
    assert!(ran.out.contains("Opens next at "), "{}", ran.out);
}

#[test]
fn the_gate_opens_at_the_moment_it_named() {
    let folder = Folder::with_sample();
    let at = in_the_stock_count(&folder);
    let words = ["gate", "plan.slipway", "--service", "Order Hub", "--json", "--at"];
    let closed = folder.run(&[&words[..], &[&at]].concat()).ends_with(1).json();
    let next = closed["opens_next"].as_str().unwrap();
    let open = folder.run(&[&words[..], &[next]].concat()).ends_with(0).json();
    assert_eq!(open["open"], true);
}

#[test]
fn a_gate_for_what_the_plan_does_not_know_is_an_error_and_not_open() {
    let folder = Folder::with_sample();
    let ran = folder
        .run(&["gate", "plan.slipway", "--service", "abacus"])
        .ends_with(2);
    assert!(ran.err.contains("abacus"), "{}", ran.err);
    let ran = folder
        .run(&[
            "gate",
            "plan.slipway",
            "--service",
            "web-shop",
            "--environment",
            "moon",
        ])
        .ends_with(2);
    assert!(ran.err.contains("moon"), "{}", ran.err);
    folder
        .run(&[
            "gate",
            "plan.slipway",
            "--service",
            "web-shop",
            "--at",
            "tomorrow",
        ])
        .ends_with(2);
}
