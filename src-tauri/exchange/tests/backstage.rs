//! Backstage catalogues: real ones with their figures, and the traps of references.

mod common;

use common::{Mint, dry_run, real};
use exchange::{Diff, Files, NoteKind, RowStatus, read_backstage, reconcile};
use planning::plan::TableName;
use planning::{Dependency, Plan, Service};

fn read(files: &[(&str, &str)], entry: Option<&str>) -> Diff {
    let files = Files::of(
        files
            .iter()
            .map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())),
    );
    let batch = Mint::default().edge(|edge| read_backstage(&files, "shop", entry, edge));
    reconcile(&Plan::default(), batch)
}

fn figure(diff: &Diff, name: &str) -> u32 {
    diff.facts
        .iter()
        .find(|fact| fact.name == name)
        .map_or(0, |fact| fact.count)
}

/// Every link as `consumer > provider`, in references.
fn links(diff: &Diff) -> Vec<String> {
    let name = |id| {
        let found = diff.records().services.iter().find(|service| service.id == id);
        found.map_or("?".into(), |service: &Service| service.reference.to_string())
    };
    let link = |one: &Dependency| format!("{} > {}", name(one.consumer), name(one.provider));
    let mut all: Vec<_> = diff.records().dependencies.iter().map(link).collect();
    all.sort();
    all
}

const SHOP: &str = "
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: shop, title: Web shop}
spec:
  type: website
  lifecycle: production
  owner: web
  system: retail
  dependsOn: [resource:orders-db, component:payments/ledger]
  consumesApis: [payments/pay-v3, taxes]
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: ledger, namespace: payments}
spec: {type: service, lifecycle: beta, owner: user:ana, providesApis: [pay-v3]}
---
apiVersion: backstage.io/v1alpha1
kind: API
metadata: {name: pay-v3, namespace: payments}
spec: {type: openapi, lifecycle: production, owner: web, definition: x}
---
apiVersion: backstage.io/v1alpha1
kind: Resource
metadata: {name: orders-db}
spec: {type: database, owner: Web, dependencyOf: [component:reports]}
---
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: {name: web}
spec: {type: team, profile: {displayName: Web team, email: web@example.com}, children: []}
";

#[test]
fn references_find_each_other_across_kinds_and_namespaces() {
    let diff = read(&[("catalog-info.yaml", SHOP)], None);
    assert!(diff.refused.is_empty(), "{:?}", diff.refused);
    assert_eq!(
        links(&diff),
        [
            "reports > orders-db",
            "shop > ledger",
            "shop > orders-db",
            "shop > taxes"
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
        (of("shop").name.as_str(), of("shop").system.as_str()),
        ("Web shop", "retail")
    );
    assert_eq!(of("shop").kind.word(), "application");
    assert_eq!(of("orders-db").kind.word(), "database");
    assert_eq!(of("orders-db").owner, of("shop").owner);
    assert_eq!(of("ledger").owner, None, "a person is no team");
    let team = &diff.records().teams[0];
    assert_eq!(
        (team.name.as_str(), team.contact.as_str()),
        ("Web team", "web@example.com")
    );
    let link = &diff.records().dependencies;
    let through = link
        .iter()
        .find(|one| one.note.contains("payments/pay-v3"))
        .expect("the link through the API");
    assert_eq!(through.provider, of("ledger").id);
    assert_eq!(link.iter().filter(|one| one.kind.word() == "data").count(), 2);
}

#[test]
fn unknown_words_and_nowhere_are_said_once_with_their_count() {
    let diff = read(&[("catalog-info.yaml", SHOP)], None);
    let said: Vec<_> = diff.notes.iter().map(|note| note.sentence.as_str()).collect();
    let has = |text: &str| said.iter().any(|sentence| sentence.contains(text));
    assert!(has("Lifecycle “beta” stands once"), "{said:?}");
    assert!(
        has("api:taxes is described nowhere; 1 reference leads to it: shop (catalog-info.yaml row 11)"),
        "{said:?}"
    );
    assert!(has("system:retail is described nowhere"), "{said:?}");
    assert!(has("component:reports is described nowhere"), "{said:?}");
    assert!(has("belong to the person user:ana"), "{said:?}");
    assert!(has("“Web” was read as group:web"), "{said:?}");
}

#[test]
fn a_document_without_name_is_refused_and_its_neighbours_are_read() {
    let broken = "apiVersion: backstage.io/v1alpha1\nkind: Component\nspec: {type: service}\n---\napiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: [\n---\napiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: good}\nspec: {type: service}\n---\napiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: Good}\nspec: {type: service, dependsOn: [component:good]}\n";
    let diff = read(&[("a.yaml", broken)], None);
    assert_eq!(diff.count(TableName::Service).added, 1);
    let said: Vec<_> = diff
        .refused
        .iter()
        .map(|one| (one.row.unwrap_or(0), one.reason.as_str()))
        .collect();
    assert!(
        said.contains(&(1, "The Component has no metadata.name.")),
        "{said:?}"
    );
    assert!(
        said.iter()
            .any(|(_, reason)| reason.starts_with("It is not sound YAML")),
        "{said:?}"
    );
    assert!(
        said.contains(&(14, "component:good is described twice; a.yaml row 9 was taken.")),
        "{said:?}"
    );
}

#[test]
fn locations_are_followed_and_stay_within_the_folder() {
    let all = "apiVersion: backstage.io/v1alpha1\nkind: Location\nmetadata: {name: all}\nspec:\n  targets:\n    - ./parts/*.yaml\n    - ./gone.yaml\n    - ../../etc/passwd\n    - https://example.com/catalog-info.yaml\n";
    let part = |name: &str| {
        format!(
            "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {{name: {name}}}\nspec: {{type: service}}\n"
        )
    };
    let (a, b, c) = (part("a"), part("b"), part("c"));
    let files = [
        ("all.yaml", all),
        ("parts/a.yaml", a.as_str()),
        ("parts/b.yaml", b.as_str()),
        ("other/c.yaml", c.as_str()),
    ];
    let diff = read(&files, Some("all.yaml"));
    assert_eq!(diff.count(TableName::Service).added, 2);
    assert_eq!(
        (diff.refused[0].row, diff.refused[0].reason.as_str()),
        (Some(7), "“./gone.yaml” is not there.")
    );
    let note = diff
        .notes
        .iter()
        .find(|note| note.subject == "locations")
        .expect("a note");
    assert!(
        note.sentence.starts_with("2 locations lie elsewhere"),
        "{}",
        note.sentence
    );
}

#[test]
fn what_vanished_is_told_and_its_link_loses_its_evidence() {
    let mut plan = Plan::default();
    let mut mint = Mint::default();
    let mut import = |plan: &mut Plan, text: &str| {
        let files = Files::of([("catalog-info.yaml".to_owned(), text.as_bytes().to_vec())]);
        let batch = mint.edge(|edge| read_backstage(&files, "shop", None, edge));
        let diff = reconcile(plan, batch);
        diff.records().put_into(plan);
        diff
    };
    import(&mut plan, SHOP);
    assert!(
        import(&mut plan, SHOP).is_empty(),
        "the second run changes nothing"
    );
    let less = SHOP.replace(
        "dependsOn: [resource:orders-db, component:payments/ledger]",
        "dependsOn: []",
    );
    let diff = import(&mut plan, &less);
    let gone: Vec<_> = diff
        .rows
        .iter()
        .filter(|row| row.status == RowStatus::Gone)
        .map(|row| row.label.as_str())
        .collect();
    assert_eq!(
        gone,
        ["shop → orders-db"],
        "the link through the API is still stated"
    );
    let link = plan
        .dependencies
        .iter()
        .find(|link| link.evidence.iter().any(|one| !one.present))
        .expect("the link stays");
    assert!(link.counts());
    import(&mut plan, SHOP);
    assert!(
        plan.dependencies
            .iter()
            .all(|link| link.evidence.iter().all(|one| one.present))
    );
}

#[test]
fn giant_swarm_has_its_319_components_and_its_owner_oddities() {
    let Some(folder) = real("backstage/giantswarm") else {
        return;
    };
    let mut plan = Plan::default();
    let mut mint = Mint::default();
    let diff = dry_run(&mut mint, &plan, &folder, None, None).expect("a catalogue");
    assert_eq!(diff.count(TableName::Service).added, 319);
    assert_eq!(figure(&diff, "component entities"), 319);
    assert_eq!(figure(&diff, "group entities"), 11 - 1, "one group stands twice");
    let twice: Vec<_> = diff.refused.iter().map(|one| one.reason.as_str()).collect();
    assert_eq!(twice.len(), 1, "{twice:?}");
    assert!(
        twice[0].starts_with("group:giantswarm/team-phoenix is described twice"),
        "{twice:?}"
    );
    let said: Vec<_> = diff.notes.iter().map(|note| note.sentence.as_str()).collect();
    let has = |text: &str| said.iter().any(|sentence| sentence.contains(text));
    assert!(
        has("91 components named no team: “group:giantswarm/unspecified” is none."),
        "{said:?}"
    );
    assert!(
        has("“group:giantswarm/team-Phoenix” was read as group:giantswarm/team-phoenix"),
        "{said:?}"
    );
    diff.records().put_into(&mut plan);
    let phoenix = plan
        .teams
        .iter()
        .find(|team| team.reference.as_str() == "team-phoenix")
        .expect("a team")
        .id;
    assert_eq!(
        plan.services
            .iter()
            .filter(|one| one.owner == Some(phoenix))
            .count(),
        73
    );
    assert_eq!(plan.services.iter().filter(|one| one.owner.is_none()).count(), 91);
    assert!(
        dry_run(&mut mint, &plan, &folder, None, None)
            .expect("again")
            .is_empty()
    );
}

#[test]
fn operate_first_lists_its_47_references_that_lead_nowhere() {
    let Some(folder) = real("backstage/operate-first-GPL-3.0/service-catalog") else {
        return;
    };
    let mut plan = Plan::default();
    let mut mint = Mint::default();
    for start in [folder.clone(), folder.join("all.yaml")] {
        let diff = dry_run(&mut mint, &plan, &start, None, None).expect("a catalogue");
        let figures = [
            "component entities",
            "system entities",
            "api entities",
            "resource entities",
            "domain entities",
        ]
        .map(|name| figure(&diff, name));
        assert_eq!(figures, [43, 14, 9, 6, 3]);
        assert_eq!(figure(&diff, "references"), 228);
        assert_eq!(figure(&diff, "references that resolve to nothing"), 47);
        let listed: usize = diff
            .notes
            .iter()
            .filter(|note| note.kind == NoteKind::Missing && note.sentence.contains("described nowhere"))
            .map(|note| note.sentence.matches(" row ").count())
            .sum();
        assert_eq!(listed, 47, "each with its file and row");
        assert!(diff.refused.is_empty(), "{:?}", diff.refused);
    }
    let diff = dry_run(&mut mint, &plan, &folder, None, None).expect("a catalogue");
    assert_eq!(diff.count(TableName::Service).added, 43 + 6 + 9, "nine stubs");
    assert!(
        links(&diff).contains(&"backstage > resource:service-catalog-pg-cluster".to_owned()),
        "{:?}",
        links(&diff)
    );
    assert!(
        links(&diff).contains(&"backstage > argocd".to_owned()),
        "through its API"
    );
    diff.records().put_into(&mut plan);
    let again = dry_run(&mut mint, &plan, &folder, None, None).expect("again");
    assert!(again.is_empty(), "{}", again.sentence());
    assert_eq!(again.totals().3, 0, "nothing is gone: {:?}", again.rows);
}
