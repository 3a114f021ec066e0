//! Kubernetes manifests: the real shop with its figures, and how an address becomes a suggestion.

mod common;

use common::{Mint, dry_run, real};
use exchange::{Diff, Files, read_manifests, reconcile};
use planning::Plan;
use planning::plan::TableName;

fn read(files: &[(&str, &str)]) -> Diff {
    let files = Files::of(
        files
            .iter()
            .map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())),
    );
    let batch = Mint::default().edge(|edge| read_manifests(&files, "shop", None, edge));
    reconcile(&Plan::default(), batch)
}

fn links(diff: &Diff) -> Vec<String> {
    let services = &diff.records().services;
    let name = |id| {
        let found = services.iter().find(|service| service.id == id);
        found.map_or("?".to_owned(), |service| service.reference.to_string())
    };
    let links = diff.records().dependencies.iter();
    let mut all: Vec<_> = links
        .map(|one| format!("{} > {}: {}", name(one.consumer), name(one.provider), one.note))
        .collect();
    all.sort();
    all
}

const SHOP: &str = "
apiVersion: v1
kind: List
items:
- apiVersion: apps/v1
  kind: Deployment
  metadata: {name: web, namespace: shop, labels: {app.kubernetes.io/part-of: retail}}
  spec:
    template:
      metadata: {labels: {app: web, tier: front}}
      spec:
        containers:
        - name: main
          image: shop/web:2.1
          env:
          - {name: LEDGER_URL, value: 'http://ledger.money.svc.cluster.local:8080/v1'}
          - {name: TAX_SERVICE_ADDR, value: 'taxes:80'}
          - {name: GREETING, value: ledger}
          envFrom: [{configMapRef: {name: web-settings}}]
- apiVersion: v1
  kind: ConfigMap
  metadata: {name: web-settings, namespace: shop}
  data: {application.yaml: 'queue: amqp://user:secret@events:5672'}
- apiVersion: v1
  kind: Service
  metadata: {name: web, namespace: shop}
  spec: {selector: {app: web}}
- apiVersion: v1
  kind: Service
  metadata: {name: events, namespace: shop}
  spec: {selector: {app: events}}
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: events, namespace: shop}
spec:
  template:
    metadata: {labels: {app: events}}
    spec: {containers: [{name: main, image: 'rabbitmq:3'}]}
---
apiVersion: v1
kind: Secret
metadata: {name: password, namespace: shop}
data: {password: aHVudGVyMg==}
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: {name: door, namespace: shop}
spec:
  rules:
  - http: {paths: [{path: /, backend: {service: {name: web, port: {number: 80}}}}]}
";

const MONEY: &str = "
apiVersion: v1
kind: Service
metadata: {name: ledger, namespace: money}
spec: {selector: {app: ledger}}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: ledger-core, namespace: money}
spec: {template: {metadata: {labels: {app: ledger}}, spec: {containers: [{name: main, image: ledger}]}}}
---
apiVersion: batch/v1
kind: CronJob
metadata: {name: report, namespace: money}
spec: {jobTemplate: {spec: {template: {spec: {containers: [{name: main, image: x, env: [{name: HOST, value: ledger}]}]}}}}}
";

#[test]
fn addresses_in_variables_settings_and_routes_become_suggestions() {
    let diff = read(&[("shop.yaml", SHOP), ("money.yaml", MONEY)]);
    assert!(diff.refused.is_empty(), "{:?}", diff.refused);
    assert_eq!(
        links(&diff),
        [
            "door > web: Guessed from a backend of the Ingress.",
            "report > ledger-core: Guessed from HOST.",
            "web > events: Guessed from application.yaml.",
            "web > ledger-core: Guessed from LEDGER_URL.",
        ]
    );
    let of = |name: &str| {
        let services = &diff.records().services;
        services
            .iter()
            .find(|one| one.reference.as_str() == name)
            .cloned()
            .expect("a service")
    };
    assert_eq!(
        (of("web").system.as_str(), of("ledger-core").system.as_str()),
        ("retail", "money")
    );
    assert_eq!(
        (of("events").kind.word(), of("report").kind.word()),
        ("queue", "batch-job")
    );
    let said: Vec<_> = diff.notes.iter().map(|note| note.sentence.as_str()).collect();
    assert_eq!(
        said,
        ["web names taxes in TAX_SERVICE_ADDR; none of the manifests has such a service."]
    );
}

#[test]
fn no_value_of_a_variable_or_secret_stays() {
    let diff = read(&[("shop.yaml", SHOP), ("money.yaml", MONEY)]);
    let mut plan = Plan::default();
    diff.records().put_into(&mut plan);
    let said = format!("{plan:?} {:?} {:?}", diff.notes, diff.rows);
    for secret in ["hunter", "aHVudGVyMg", "secret@", "5672", "/v1\""] {
        assert!(!said.contains(secret), "{secret} is kept");
    }
}

#[test]
fn a_chart_template_says_what_to_do() {
    let diff = read(&[
        (
            "a.yaml",
            "apiVersion: v1\nkind: Service\nmetadata:\n  name: {{ .Values.name }}-x: [\n",
        ),
        ("b.yaml", MONEY),
    ]);
    assert!(
        diff.refused[0].reason.contains("helm template"),
        "{:?}",
        diff.refused
    );
    assert_eq!(diff.count(TableName::Service).added, 2);
}

#[test]
fn the_real_shop_has_twelve_workloads_and_sixteen_suggested_links() {
    let Some(folder) = real("kubernetes-manifests/online-boutique") else {
        return;
    };
    let mut plan = Plan::default();
    let mut mint = Mint::default();
    let diff = dry_run(&mut mint, &plan, &folder, None, None).expect("manifests");
    assert!(diff.refused.is_empty(), "{:?}", diff.refused);
    assert_eq!(diff.count(TableName::Service).added, 12);
    assert_eq!(diff.count(TableName::Dependency).added, 16, "{:#?}", links(&diff));
    assert!(links(&diff).contains(&"cartservice > redis-cart: Guessed from REDIS_ADDR.".to_owned()));
    let missing = "frontend names shoppingassistantservice in SHOPPING_ASSISTANT_SERVICE_ADDR; none of the manifests has such a service.";
    assert!(
        diff.notes.iter().any(|note| note.sentence == missing),
        "{:?}",
        diff.notes
    );
    let row = diff
        .records()
        .dependencies
        .iter()
        .find(|one| one.note.contains("REDIS_ADDR"));
    assert_eq!(row.and_then(|one| one.evidence[0].origin.row), Some(333));
    diff.records().put_into(&mut plan);
    let again = dry_run(
        &mut mint,
        &plan,
        &folder.join("kubernetes-manifests.yaml"),
        None,
        None,
    )
    .expect("again");
    assert!(
        again.is_empty() && again.totals().3 == 0,
        "{:?}",
        again.rows.first()
    );
}
