//! Whatever people type or import comes back from the file letter by letter.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

mod support;

use planning::*;
use proptest::prelude::*;
use store::Store;
use support::*;

async fn through_the_file(service: Service, change: Change) -> (Service, Change) {
    let folder = tempfile::tempdir().unwrap();
    let store = on_disk(folder.path()).await;
    let mut tx = store.begin().await.unwrap();
    tx.put(service).unwrap();
    tx.put(change).unwrap();
    tx.commit(draft(1, "Added two")).await.unwrap();
    let report = store.verify().await.unwrap();
    assert!(report.is_sound(), "{:?}", report.problems);
    store.close().await;
    let store = Store::open(folder.path().join("plan.slipway")).await.unwrap();
    let plan = store.plan();
    (
        plan.services.get(&id(30)).unwrap().clone(),
        plan.changes.get(&id(60)).unwrap().clone(),
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn any_text_survives_the_file(
        name in any::<String>(),
        system in any::<String>(),
        regions in proptest::collection::vec(any::<String>(), 0..4),
        key in any::<String>(),
        description in any::<String>(),
        numbers in any::<(u32, u32, Option<u32>)>(),
        pinned in any::<bool>(),
    ) {
        let origin = Some(Origin { system: name.clone(), key, file: system.clone(), row: numbers.2 });
        let service = Service { name, system, regions, origin, ..service(30, "ledger-core") };
        let change = Change {
            services: vec![id(30)],
            description,
            value_per_week: numbers.0,
            effort_points: numbers.1,
            back_out_minutes: numbers.2,
            pinned,
            ..change(60, "CHG-1042")
        };
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let back = runtime.block_on(through_the_file(service.clone(), change.clone()));
        prop_assert_eq!(back, (service, change));
    }
}

#[tokio::test]
async fn a_zero_byte_and_every_control_character_survive_the_file() {
    let text: String = (0_u8..0x20)
        .map(char::from)
        .chain("a\0b\u{7f}\u{2028}\u{feff}👩‍🚀".chars())
        .collect();
    let service = Service {
        name: text.clone(),
        regions: vec![text.clone()],
        ..service(30, "ledger-core")
    };
    let change = Change {
        description: text,
        ..change(60, "CHG-1042")
    };
    assert_eq!(
        through_the_file(service.clone(), change.clone()).await,
        (service, change)
    );
}
