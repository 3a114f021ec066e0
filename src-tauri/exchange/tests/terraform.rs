//! Terraform: modules collapse to components, instances to resources, and no attribute gets anywhere.

mod common;

use common::{Mint, dry_run, real};
use exchange::{Batch, Diff, read_terraform, reconcile};
use planning::Plan;
use planning::plan::TableName;

fn batch(text: &str) -> Batch {
    Mint::default().edge(|edge| read_terraform("main.tfstate", "shop", text.as_bytes(), edge))
}

fn links(diff: &Diff) -> Vec<String> {
    let name = |id| {
        let found = diff.records().services.iter().find(|service| service.id == id);
        found.map_or("?".to_owned(), |service| service.reference.to_string())
    };
    let links = diff.records().dependencies.iter();
    let mut all: Vec<_> = links
        .map(|one| format!("{} > {}", name(one.consumer), name(one.provider)))
        .collect();
    all.sort();
    all
}

const STATE: &str = r#"{
  "version": 4, "terraform_version": "1.9.0", "outputs": {"password": {"value": "output-secret"}},
  "resources": [
    {"mode": "managed", "type": "aws_db_instance", "name": "orders", "instances": [
      {"index_key": 0, "attributes": {"password": "attribute-secret"}, "sensitive_attributes": ["x"], "private": "cHJpdmF0ZS1zZWNyZXQ="}]},
    {"module": "module.web[\"eu\"]", "mode": "managed", "type": "aws_ecs_service", "name": "main", "instances": [
      {"attributes": {"token": "attribute-secret"}, "dependencies": ["aws_db_instance.orders", "module.web.aws_iam_role.task", "data.aws_ami.x", "aws_vpc.gone"]}]},
    {"module": "module.web[\"us\"]", "mode": "managed", "type": "aws_ecs_service", "name": "main", "instances": []},
    {"module": "module.web.module.queue", "mode": "managed", "type": "aws_sqs_queue", "name": "main", "instances": [
      {"dependencies": ["aws_db_instance.orders"]}]},
    {"mode": "data", "type": "aws_ami", "name": "x", "instances": []}
  ]
}"#;

const SHOWN: &str = r#"{
  "format_version": "1.0", "terraform_version": "1.9.0",
  "values": {"root_module": {
    "resources": [
      {"address": "aws_db_instance.orders[0]", "mode": "managed", "type": "aws_db_instance", "name": "orders", "values": {"password": "attribute-secret"}}],
    "child_modules": [{"address": "module.web", "resources": [
      {"address": "module.web.aws_ecs_service.main", "mode": "managed", "type": "aws_ecs_service", "name": "main", "values": {"a": "attribute-secret"}, "depends_on": ["aws_db_instance.orders"]}]}]}}
}"#;

#[test]
fn modules_collapse_to_their_component() {
    let diff = reconcile(&Plan::default(), batch(STATE));
    assert!(diff.refused.is_empty(), "{:?}", diff.refused);
    assert_eq!(diff.count(TableName::Service).added, 2);
    assert_eq!(links(&diff), ["web > aws_db_instance.orders"]);
    let kinds: Vec<_> = diff
        .records()
        .services
        .iter()
        .map(|one| one.kind.word())
        .collect();
    assert_eq!(kinds, ["database", "infrastructure"]);
    assert!(
        diff.notes.iter().any(|note| note
            .sentence
            .starts_with("aws_vpc.gone is not in the file; 1 resource needs it")),
        "{:?}",
        diff.notes
    );
    assert_eq!(links(&reconcile(&Plan::default(), batch(SHOWN))), links(&diff));
}

#[test]
fn no_value_of_an_attribute_or_output_gets_into_the_batch() {
    for text in [STATE, SHOWN] {
        let batch = batch(text);
        let said = format!("{batch:?}");
        assert!(said.contains("aws_db_instance.orders"), "the resource is there");
        for secret in ["attribute-secret", "output-secret", "cHJpdmF0ZS1zZWNyZXQ"] {
            assert!(text.contains(secret) || secret != "attribute-secret");
            assert!(!said.contains(secret), "{secret} is in the batch");
        }
    }
}

/// Every text in the attributes of a real state that is long enough to be telling.
fn attributes(value: &serde_json::Value, inside: bool, found: &mut Vec<String>) {
    match value {
        serde_json::Value::Object(map) => {
            for (key, value) in map {
                let inside =
                    inside || matches!(key.as_str(), "attributes" | "def" | "definition" | "private");
                attributes(value, inside, found);
            }
        }
        serde_json::Value::Array(items) => items.iter().for_each(|item| attributes(item, inside, found)),
        serde_json::Value::String(text) if inside && text.len() >= 12 => found.push(text.clone()),
        _ => {}
    }
}

#[test]
fn no_attribute_of_a_real_state_stays_and_a_second_run_changes_nothing() {
    let Some(folder) = real("terraform") else { return };
    let mut mint = Mint::default();
    let mut plan = Plan::default();
    for (path, services, dependencies) in [
        ("inframap/multi_module_state.json", 3, 2),
        ("inframap/aws_state_sg.json", 2, 0),
        ("inframap/azure.tfstate", 5, 4),
        ("inframap/openstack_state_lb.json", 12, 11),
        ("blast-radius/demo-1.json", 4, 3),
        ("blast-radius/demo-2.json", 3, 2),
        ("blast-radius/demo-3.json", 9, 10),
    ] {
        let path = folder.join(path);
        let text = std::fs::read_to_string(&path).expect("a file");
        let mut values = Vec::new();
        attributes(&serde_json::from_str(&text).expect("JSON"), false, &mut values);
        assert!(!values.is_empty(), "{} has attributes", path.display());
        let diff = dry_run(&mut mint, &plan, &path, None, None).expect("a state");
        let said = format!("{:?} {:?}", diff, diff.records());
        for value in values {
            // The name of a resource may also be a value of it.
            let named = text.contains(&format!("\"name\": \"{value}\""))
                || text.contains(&format!("\"type\": \"{value}\""));
            assert!(
                named || !said.contains(&value),
                "{} keeps {value}",
                path.display()
            );
        }
        assert_eq!(
            (
                diff.count(TableName::Service).added,
                diff.count(TableName::Dependency).added
            ),
            (services, dependencies),
            "{}",
            path.display()
        );
        diff.records().put_into(&mut plan);
        let again = dry_run(&mut mint, &plan, &path, None, None).expect("again");
        assert!(
            again.is_empty() && again.totals().3 == 0,
            "{:?}",
            again.rows.first()
        );
    }
}
