//! A map out of several sources: a catalogue, a Compose project and a bill of materials on one plan, and what becomes
//! of it when something vanishes from one of them.

use crate::story::Story;
use serde_json::{Value, json};
use std::path::Path;
use tests::real_input;

const CATALOGUE: &str = "
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: shop, title: Web shop}
spec: {type: website, lifecycle: production, owner: group:web, system: retail, dependsOn: [component:ledger, resource:mainframe]}
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: ledger}
spec: {type: service, lifecycle: production, owner: group:money}
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: reports}
spec: {type: service, lifecycle: production, owner: group:money, dependsOn: [component:ledger]}
---
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: {name: web}
spec: {type: team, profile: {displayName: Web team}, children: []}
";
const COMPOSE: &str = "services:
  shop:
    image: example/shop:3.1
    depends_on:
      ledger: {condition: service_healthy}
      cache: {condition: service_started, required: false}
    environment: [QUEUE_HOST=queue]
  ledger: {image: 'example/ledger:2'}
  cache: {image: 'redis:7'}
  queue: {image: 'rabbitmq:3'}
";
const BILL: &str = r#"{"bomFormat": "CycloneDX", "specVersion": "1.6",
 "metadata": {"component": {"bom-ref": "shop", "type": "application", "name": "shop", "version": "3.1"}},
 "components": [{"bom-ref": "tax", "type": "library", "name": "tax-rules", "version": "4.2", "purl": "pkg:maven/org.example/tax-rules@4.2"}],
 "services": [{"bom-ref": "l", "name": "ledger"}],
 "dependencies": [{"ref": "shop", "dependsOn": ["tax", "l"]}, {"ref": "tax", "dependsOn": []}]}"#;

fn write(story: &Story, name: &str, text: &str) -> Value {
    let path = story.path(name);
    std::fs::create_dir_all(Path::new(&path).parent().expect("a folder")).expect("a folder");
    std::fs::write(&path, text).expect("written");
    json!({ "path": path })
}

fn labels(diff: &Value, status: &str) -> Vec<String> {
    let rows = diff["rows"].as_array().expect("rows");
    let of = rows.iter().filter(|row| row["status"] == status);
    of.filter_map(|row| row["label"].as_str())
        .map(str::to_owned)
        .collect()
}

async fn card(story: &Story, reference: &str) -> Value {
    let services = story.ask("services", json!({})).await;
    let id = Story::find(&services, "reference", reference)["id"].clone();
    story.ask("service_card", json!({ "service": id })).await
}

#[tokio::test]
async fn three_sources_make_one_map_and_what_vanishes_is_told_marked_and_kept() {
    let story = Story::with_empty_plan().await;
    let catalogue = write(&story, "shop/catalog-info.yaml", CATALOGUE);
    let compose = write(&story, "shop/compose.yaml", COMPOSE);
    let bill = write(&story, "shop/bom.json", BILL);
    for (question, kind) in [
        (&catalogue, "backstage"),
        (&compose, "compose"),
        (&bill, "cyclonedx"),
    ] {
        let detected = story.ask("detect_import", question.clone()).await;
        assert_eq!(detected["kind"], kind);
        story.ask("preview_import", question.clone()).await;
        story.ask("apply_import", question.clone()).await;
    }

    // One shop, whoever speaks of it, and one link to the ledger that all three state.
    let shop = card(&story, "shop").await;
    assert_eq!(
        (shop["name"].as_str(), shop["owner"].as_str()),
        (Some("Web shop"), Some("Web team"))
    );
    let ledger = Story::find(&shop["links"], "other_name", "ledger");
    assert_eq!(ledger["status"], "imported");
    assert_eq!(ledger["evidence"].as_array().map(Vec::len), Some(3), "{ledger}");
    let queue = Story::find(&shop["links"], "other_name", "queue");
    assert_eq!(queue["status"], "suggested", "an address is a guess");
    assert_eq!(
        Story::find(&shop["links"], "other_name", "cache")["strength"],
        "soft"
    );
    assert_eq!(
        Story::find(&shop["links"], "other_name", "tax-rules")["kind"],
        "build"
    );

    // Nothing goes back and forth.
    for question in [&catalogue, &compose, &bill] {
        let failure = story.refused("apply_import", question.clone()).await;
        assert_eq!(failure.code, "nothing-new", "{}", failure.sentence);
    }

    // Somebody confirms the link to the ledger; then the catalogue loses the link, the reports and the mainframe.
    let judged = json!({ "dependency": ledger["id"], "status": "confirmed" });
    story.ask("judge_link", judged).await;
    let less = CATALOGUE.replace(", dependsOn: [component:ledger, resource:mainframe]", "");
    let documents: Vec<&str> = less
        .split("---")
        .filter(|one| !one.contains("name: reports"))
        .collect();
    write(&story, "shop/catalog-info.yaml", &documents.join("---"));
    let diff = story.ask("preview_import", catalogue.clone()).await;
    let mut gone = labels(&diff, "gone");
    gone.sort();
    assert_eq!(
        gone,
        [
            "mainframe",
            "reports",
            "reports → ledger",
            "shop → ledger",
            "shop → mainframe"
        ]
    );
    story.ask("apply_import", catalogue.clone()).await;

    let shop = card(&story, "shop").await;
    let ledger = Story::find(&shop["links"], "other_name", "ledger");
    assert_eq!(ledger["status"], "confirmed", "what a person confirmed stays");
    let evidence: Vec<&str> = ledger["evidence"]
        .as_array()
        .expect("evidence")
        .iter()
        .filter_map(Value::as_str)
        .collect();
    let lost: Vec<&&str> = evidence
        .iter()
        .filter(|one| one.contains("gone since the last import"))
        .collect();
    assert_eq!((evidence.len(), lost.len()), (3, 1), "{evidence:?}");
    let reports = card(&story, "reports").await;
    let said = reports["knowledge"].as_str().expect("words");
    assert!(said.contains("backstage/shop no longer lists it since"), "{said}");

    // Told once, written once; one undo takes the marks back.
    assert_eq!(
        story.refused("apply_import", catalogue.clone()).await.code,
        "nothing-new"
    );
    assert_eq!(story.ask("verify", json!({})).await["holds"], true);
    story.ask("undo", json!({})).await;
    let reports = card(&story, "reports").await;
    assert!(
        !reports["knowledge"]
            .as_str()
            .expect("words")
            .contains("no longer"),
        "{reports}"
    );
}

#[tokio::test]
async fn every_real_sample_comes_in_and_a_second_run_changes_nothing() {
    let Some(data) = real_input("backstage") else {
        return;
    };
    let data = data.parent().expect("the data folder").to_owned();
    let story = Story::with_empty_plan().await;
    for (path, kind) in [
        ("backstage/giantswarm", "backstage"),
        (
            "backstage/operate-first-GPL-3.0/service-catalog/all.yaml",
            "backstage",
        ),
        ("compose/opentelemetry-demo", "compose"),
        ("compose/deathstarbench-socialnetwork", "compose"),
        ("compose/sock-shop", "compose"),
        ("kubernetes-manifests/online-boutique", "manifests"),
        (
            "sbom/SaaSBOM/apigateway-microservices-datastores/bom.json",
            "cyclonedx",
        ),
        ("sbom/SBOM/laravel-7.12.0/bom.1.4.json", "cyclonedx"),
        ("sbom/SBOM/dropwizard-1.3.15/bom.json", "cyclonedx"),
        ("sbom/SBOM/cern-lhc-vdm-editor-e564943/bom.json", "cyclonedx"),
        ("terraform/inframap/multi_module_state.json", "terraform"),
        ("terraform/inframap/azure.tfstate", "terraform"),
        ("terraform/inframap/aws_state_sg.json", "terraform"),
        ("terraform/inframap/openstack_state_lb.json", "terraform"),
        ("terraform/blast-radius/demo-1.json", "terraform"),
        ("terraform/blast-radius/demo-2.json", "terraform"),
        ("terraform/blast-radius/demo-3.json", "terraform"),
    ] {
        let question = json!({ "path": data.join(path) });
        assert_eq!(
            story.ask("detect_import", question.clone()).await["kind"],
            kind,
            "{path}"
        );
        story.ask("apply_import", question.clone()).await;
        let failure = story.refused("apply_import", question.clone()).await;
        assert_eq!(failure.code, "nothing-new", "{path}: {}", failure.sentence);
        assert!(
            failure.sentence.contains(" 0 gone"),
            "{path}: {}",
            failure.sentence
        );
    }
    assert_eq!(story.ask("verify", json!({})).await["holds"], true);
}
