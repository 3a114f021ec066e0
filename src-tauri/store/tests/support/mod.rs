//! What the tests share: ids, drafts and one plan with every field of every record filled.
#![allow(dead_code, reason = "each test binary uses its own part")]

pub mod full;

use planning::journal::EntryDraft;
use planning::*;
use store::Store;
use uuid::Uuid;

pub fn uuid(number: u128) -> Uuid {
    Uuid::from_u128(0x0192_0000_0000_7000_8000_0000_0000_0000 + number)
}

pub fn id<T: From<Uuid>>(number: u128) -> T {
    T::from(uuid(number))
}

pub fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

pub fn day(text: &str) -> Day {
    text.parse().unwrap()
}

pub fn reference(text: &str) -> Reference {
    Reference::new(text).unwrap()
}

/// Entry ids are counted from here, apart from those of records.
pub fn draft(number: u128, sentence: &str) -> EntryDraft {
    EntryDraft {
        id: id(0xE000_0000 + number),
        at: at("2026-11-02T09:00:00Z"),
        author: "Inês Costa".into(),
        operation: "edit".into(),
        sentence: sentence.into(),
        undoable: true,
        undoes: None,
    }
}

pub async fn in_memory() -> Store {
    Store::open_in_memory(uuid(1), PlanSettings::default(), draft(0, "Made the plan"))
        .await
        .unwrap()
}

pub async fn on_disk(folder: &std::path::Path) -> Store {
    Store::create(
        folder.join("plan.slipway"),
        uuid(1),
        PlanSettings::default(),
        draft(0, "Made the plan"),
    )
    .await
    .unwrap()
}

pub fn window(start: &str, end: &str) -> Window {
    Window::new(at(start), at(end)).unwrap()
}

pub fn origin(key: &str) -> Option<Origin> {
    Some(Origin {
        system: "csv/services".into(),
        key: key.into(),
        file: "a/b.csv".into(),
        row: Some(7),
    })
}

pub fn team(number: u128, key: &str) -> Team {
    Team {
        id: id(number),
        reference: reference(key),
        name: format!("Team {key}"),
        lead: None,
        contact: String::new(),
        points_per_release: None,
        origin: None,
        crews: 1,
    }
}

pub fn service(number: u128, key: &str) -> Service {
    Service {
        id: id(number),
        reference: reference(key),
        name: format!("Service {key}"),
        kind: ServiceKind::Api,
        tier: Tier::new(2).unwrap(),
        owner: None,
        lifecycle: Lifecycle::Live,
        system: String::new(),
        regions: vec![],
        dependencies_known: Knowledge::Unknown,
        deploy_minutes: None,
        validate_minutes: None,
        back_out_minutes: None,
        origin: None,
        notice_days: None,
        vanished_at: None,
    }
}

pub fn dependency(number: u128, consumer: u128, provider: u128) -> Dependency {
    Dependency {
        id: id(number),
        consumer: id(consumer),
        provider: id(provider),
        kind: DependencyKind::Call,
        strength: Strength::Hard,
        order: DeployOrder::Any,
        environment: None,
        version_constraint: String::new(),
        min_gap_minutes: 0,
        redundancy: None,
        status: LinkStatus::Imported,
        confirmed_by: None,
        confirmed_at: None,
        evidence: vec![],
        note: String::new(),
        contract: String::new(),
    }
}

pub fn change(number: u128, key: &str) -> Change {
    Change {
        id: id(number),
        reference: reference(key),
        title: format!("Change {key}"),
        kind: ChangeKind::Normal,
        state: ChangeState::Proposed,
        description: String::new(),
        services: vec![],
        team: None,
        owner: None,
        release: None,
        pinned: false,
        value_per_week: 0,
        effort_points: 0,
        deploy_minutes: 0,
        back_out_minutes: None,
        reversible: Reversible::Yes,
        risk: RiskFacts::unknown(),
        ready_on: None,
        due: None,
        requires: vec![],
        apart_from: vec![],
        together: String::new(),
        deferrals: 0,
        deferral_reason: String::new(),
        origin: None,
        version: String::new(),
        contracts: Vec::new(),
    }
}
