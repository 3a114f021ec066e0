//! Freezes for the machines that deploy, read back as those machines read them.
#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot read what it wrote has failed"
)]

mod common;

use common::now;
use exchange::export::pipeline::{
    Dialect, Gap, Names, PipelineFile, PipelineOptions, pipeline, read_excerpt, read_names,
};
use planning::{
    ChangeId, DeploymentWindow, DeploymentWindowId, Environment, EnvironmentClass, EnvironmentId, Freeze,
    FreezeException, FreezeExceptionId, FreezeId, FreezeLevel, FreezeScope, FreezeState, Plan, Recurrence,
    Reference, Verdict, Window, WindowClass,
};
use serde_json::Value;
use uuid::Uuid;

fn window(from: &str, to: &str) -> Window {
    Window::new(from.parse().unwrap(), to.parse().unwrap()).unwrap()
}

fn freeze(number: u128, reference: &str, level: FreezeLevel, state: FreezeState) -> Freeze {
    Freeze {
        id: FreezeId(Uuid::from_u128(number)),
        reference: Reference::new(reference).unwrap(),
        name: format!("Peak {number}"),
        reason: "Black Friday".into(),
        level,
        state,
        window: window("2026-12-22T17:00:00Z", "2027-01-02T05:30:00Z"),
        zone: "America/New_York".parse().unwrap(),
        scope: FreezeScope::default(),
        asked_by: "Commerce".into(),
        criteria: Vec::new(),
        allowed: Vec::new(),
        in_flight: planning::InFlight::Stop,
        policy: None,
        origin: None,
    }
}

/// Production, a hard freeze for all, a soft one for a service, one only asked for, one that is over, two windows.
fn plan() -> Plan {
    let mut plan = Plan::default();
    for (number, reference, class) in [
        (1, "PROD", EnvironmentClass::Production),
        (2, "UAT-1", EnvironmentClass::Acceptance),
    ] {
        plan.put(Environment {
            id: EnvironmentId(Uuid::from_u128(number)),
            reference: Reference::new(reference).unwrap(),
            name: reference.into(),
            class,
            region: String::new(),
            order_index: 0,
            quota_hours: None,
            tests_per_day: None,
            shares_data_with: Vec::new(),
            origin: None,
        });
    }
    let services = b"reference,name,kind\nledger-core,Ledger,service\ncard-gateway,Cards,service\n";
    let mut mint = common::Mint(100);
    let batch = mint.edge(|edge| {
        let proposal = exchange::csv::propose("services.csv", services, None).unwrap();
        exchange::csv::read("services.csv", services, &proposal.mapping, edge).unwrap()
    });
    let diff = exchange::reconcile(&plan, batch);
    for service in diff.records().services.clone() {
        plan.put(service);
    }
    assert_eq!(plan.services.len(), 2);
    plan.put(freeze(1, "FZ-1", FreezeLevel::Hard, FreezeState::Agreed));
    let ledger = plan
        .services
        .iter()
        .find(|service| service.reference.as_str() == "ledger-core")
        .unwrap()
        .id;
    let mut soft = freeze(2, "FZ-2", FreezeLevel::Soft, FreezeState::Agreed);
    soft.scope.services = vec![ledger];
    plan.put(soft);
    plan.put(freeze(3, "FZ-3", FreezeLevel::Hard, FreezeState::Asked));
    let mut over = freeze(4, "FZ-4", FreezeLevel::Hard, FreezeState::Agreed);
    over.window = window("2026-10-01T00:00:00Z", "2026-10-05T00:00:00Z");
    plan.put(over);
    plan.put(FreezeException {
        id: FreezeExceptionId(Uuid::from_u128(1)),
        reference: Reference::new("FX-1").unwrap(),
        freeze: FreezeId(Uuid::from_u128(1)),
        changes: vec![ChangeId(Uuid::from_u128(9))],
        release: None,
        requester: "Ledger".into(),
        reason: "A security fix".into(),
        filed_at: now(),
        slot: None,
        criteria_met: Vec::new(),
        verdict: Verdict::Granted,
        decided_at: None,
        decided_by: None,
        conditions: Vec::new(),
        valid: None,
        case: planning::ExceptionCase::default(),
        after: planning::ExceptionAfter::default(),
        origin: None,
    });
    for (number, rule) in [(1, "FREQ=WEEKLY;BYDAY=TU,TH"), (2, "FREQ=MONTHLY;BYDAY=-1SU")] {
        plan.put(DeploymentWindow {
            id: DeploymentWindowId(Uuid::from_u128(number)),
            reference: Reference::new(&format!("WIN-{number}")).unwrap(),
            name: format!("Night {number}"),
            region: String::new(),
            class: WindowClass::Regular,
            recurrence: Recurrence {
                rule: rule.into(),
                from: "2026-01-01".parse().unwrap(),
                starts: "22:00".parse().unwrap(),
                minutes: 270,
                zone: "Europe/Berlin".parse().unwrap(),
            },
            until: None,
            environment: None,
            trains: Vec::new(),
            services: Vec::new(),
            origin: None,
        });
    }
    plan
}

fn made(dialect: Dialect, names: Names) -> PipelineFile {
    pipeline(&plan(), dialect, &PipelineOptions { from: now(), names })
}

fn says(file: &PipelineFile, gap: Gap, about: &str, part: &str) {
    assert!(
        file.unsaid
            .iter()
            .any(|line| line.gap == gap && line.about == about && line.sentence.contains(part)),
        "{gap:?} {about} {part} in {:#?}",
        file.unsaid
    );
}

#[test]
fn argo_denies_in_a_freeze_and_allows_in_a_weekly_window() {
    let file = made(Dialect::Argo, Names::default());
    let read: Value = serde_norway::from_str(&file.text).unwrap();
    let windows = read["spec"]["syncWindows"].as_array().unwrap();
    assert_eq!(
        windows.len(),
        3,
        "two freezes and the weekly window: {}",
        file.text
    );
    assert_eq!(windows[0]["kind"], "deny");
    assert_eq!(windows[0]["schedule"], "0 12 22 12 *");
    assert_eq!(windows[0]["duration"], "252h30m");
    assert_eq!(windows[0]["timeZone"], "America/New_York");
    assert_eq!(windows[0]["applications"][0], "*");
    assert_eq!(windows[0]["manualSync"], false);
    assert_eq!(windows[1]["applications"][0], "ledger-core");
    assert_eq!(
        windows[1]["manualSync"], true,
        "a soft freeze leaves the hand free"
    );
    assert_eq!(windows[2]["kind"], "allow");
    assert_eq!(windows[2]["schedule"], "0 22 * * 2,4");
    assert_eq!(windows[2]["duration"], "4h30m");
    says(&file, Gap::StopsMore, "FZ-1", "it has to go after 2027-01-02");
    says(&file, Gap::StopsMore, "WIN-2", "last Sun, monthly");
    says(&file, Gap::StopsMore, "FX-1", "by hand");
    says(&file, Gap::ToKnow, "FZ-3", "is asked for and not agreed");
}

#[test]
fn gitlab_gets_the_periods_of_each_project() {
    let file = made(Dialect::Gitlab, Names::default());
    let read: Value = serde_json::from_str(&file.text).unwrap();
    let period = &read["every_project"][0];
    assert_eq!(period["freeze_start"], "0 12 22 12 *");
    assert_eq!(period["freeze_end"], "30 0 2 1 *");
    assert_eq!(period["cron_timezone"], "America/New_York");
    assert_eq!(read["projects"]["ledger-core"].as_array().unwrap().len(), 1);
    says(&file, Gap::LetsPass, "", "$CI_DEPLOY_FREEZE");
    says(&file, Gap::StopsMore, "FZ-2", "standard changes");
}

#[test]
fn harness_gets_a_document_for_each_freeze() {
    let file = made(Dialect::Harness, Names::default());
    let documents: Vec<Value> = file
        .text
        .split("---\n")
        .map(|text| serde_norway::from_str(text).unwrap())
        .collect();
    assert_eq!(documents.len(), 2);
    let freeze = &documents[0]["freeze"];
    assert_eq!(freeze["identifier"], "FZ_1");
    assert_eq!(freeze["windows"][0]["startTime"], "2026-12-22 12:00 PM");
    assert_eq!(freeze["windows"][0]["endTime"], "2027-01-02 12:30 AM");
    let entities = documents[1]["freeze"]["entityConfigs"][0]["entities"]
        .as_array()
        .unwrap();
    assert!(entities.iter().any(|entity| entity["type"] == "Service"
        && entity["filterType"] == "Equals"
        && entity["entityRefs"][0] == "ledger_core"));
    assert!(
        entities
            .iter()
            .any(|entity| entity["type"] == "EnvType" && entity["entityRefs"][0] == "Production")
    );
}

#[test]
fn octopus_gets_ids_from_the_table_of_names() {
    let bare = made(Dialect::Octopus, Names::default());
    says(
        &bare,
        Gap::LetsPass,
        "",
        "2 projects and 1 environment stand by reference",
    );
    let table = "kind,reference,name\nservice,Ledger-Core,Projects-7\nservice,card-gateway,Projects-8\nenvironment,prod,Environments-1\n";
    let named = made(Dialect::Octopus, read_names("ids.csv", table.as_bytes()).unwrap());
    assert!(
        !named
            .unsaid
            .iter()
            .any(|line| line.sentence.contains("by reference"))
    );
    let read: Value = serde_json::from_str(&named.text).unwrap();
    assert_eq!(read[0]["Name"], "FZ-1 Peak 1");
    assert_eq!(read[0]["Start"], "2026-12-22T12:00:00-05:00");
    assert_eq!(
        read[0]["ProjectEnvironmentScope"]["Projects-7"][0],
        "Environments-1"
    );
    assert_eq!(read[1]["ProjectEnvironmentScope"].as_object().unwrap().len(), 1);
}

#[test]
fn the_excerpt_reads_back_and_holds_no_more_than_the_gate_asks() {
    let file = made(Dialect::Slipway, Names::default());
    let back = read_excerpt(file.text.as_bytes()).unwrap();
    let names: Vec<&str> = back
        .freezes
        .iter()
        .map(|freeze| freeze.reference.as_str())
        .collect();
    assert_eq!(names, ["FZ-1", "FZ-2", "FZ-3"], "what is over is left out");
    let whole = plan();
    for service in &whole.services {
        for at in [
            "2026-12-23T21:30:00Z",
            "2026-12-22T16:59:59Z",
            "2027-01-02T05:30:00Z",
        ] {
            let at = at.parse().unwrap();
            let ask = |plan: &Plan| planning::gate::gate(plan, service.id, None, at);
            assert_eq!(ask(&whole), ask(&back));
        }
    }
    let broken = file.text.replace("\"version\": 1", "\"version\": 2");
    assert!(
        read_excerpt(broken.as_bytes())
            .unwrap_err()
            .contains("newer Slipway")
    );
}
