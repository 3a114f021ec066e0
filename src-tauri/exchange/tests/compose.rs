//! Docker Compose projects: real ones with their figures, layers, merges and conditions.

mod common;

use common::{Mint, dry_run, real};
use exchange::{Choices, Diff, Files, ImportError, import, read_compose, reconcile};
use planning::plan::TableName;
use planning::{
    Dependency, Environment, EnvironmentClass, EnvironmentId, Knowledge, Plan, Reference, Strength,
};

fn read(files: &[(&str, &str)], layers: &[&str]) -> Diff {
    let files = Files::of(
        files
            .iter()
            .map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())),
    );
    let layers: Vec<String> = layers.iter().map(|layer| (*layer).to_owned()).collect();
    let batch = Mint::default().edge(|edge| read_compose(&files, &layers, "shop", edge));
    reconcile(&Plan::default(), batch)
}

fn figure(diff: &Diff, name: &str) -> u32 {
    diff.facts
        .iter()
        .find(|fact| fact.name == name)
        .map_or(0, |fact| fact.count)
}

fn named(diff: &Diff, link: &Dependency) -> String {
    let name = |id| {
        let found = diff.records().services.iter().find(|service| service.id == id);
        found.map_or("?".to_owned(), |service| service.reference.to_string())
    };
    format!("{} > {}", name(link.consumer), name(link.provider))
}

fn link(diff: &Diff, name: &str) -> Dependency {
    let links = &diff.records().dependencies;
    links
        .iter()
        .find(|one| named(diff, one) == name)
        .cloned()
        .expect("a link")
}

const BASE: &str = "
x-base: &base
  restart: always
  depends_on: [db]
services:
  web:
    <<: *base
    image: registry:5000/shop/web:${TAG:-1.0}
    environment:
      - CACHE_ADDR
      - GREETING=hello
  db:
    image: postgres:16.2
  cache:
    image: redis
";

#[test]
fn merges_bring_what_the_anchor_says_and_images_say_the_kind() {
    let files = [("compose.yaml", BASE), (".env", "CACHE_ADDR=cache:6379\n")];
    let diff = read(&files, &["compose.yaml"]);
    assert_eq!(diff.count(TableName::Service).added, 3);
    let stated = link(&diff, "web > db");
    assert_eq!((stated.kind.word(), stated.strength), ("data", Strength::Hard));
    assert_eq!(stated.note, "Waits until it has started.");
    let guessed = link(&diff, "web > cache");
    assert_eq!(guessed.note, "Guessed from CACHE_ADDR.");
    assert_eq!(
        (
            figure(&diff, "depends_on"),
            figure(&diff, "addresses in variables")
        ),
        (1, 1)
    );
    let known: Vec<_> = diff
        .records()
        .services
        .iter()
        .map(|one| one.dependencies_known)
        .collect();
    assert_eq!(
        known,
        [Knowledge::Unknown, Knowledge::Unknown, Knowledge::Partial]
    );
}

#[test]
fn layers_are_laid_over_each_other_in_their_order() {
    let over = "
services:
  web:
    depends_on:
      queue: {condition: service_healthy}
      migrate: {condition: service_completed_successfully}
      mail: {condition: service_healthy, required: false}
      ghost: {condition: service_ready}
  queue: {image: 'rabbitmq:3'}
  migrate: {image: shop/web}
  mail: {image: shop/mail}
";
    let diff = read(
        &[("compose.yaml", BASE), ("compose.full.yaml", over)],
        &["compose.yaml", "compose.full.yaml"],
    );
    assert_eq!(link(&diff, "web > queue").kind.word(), "event");
    assert_eq!(link(&diff, "web > migrate").note, "Waits until it has completed.");
    assert_eq!(link(&diff, "web > mail").strength, Strength::Soft);
    assert_eq!(
        link(&diff, "web > db").evidence[0].origin.row,
        Some(6),
        "the service that merges the anchor"
    );
    let wrong = &diff.refused[0];
    assert_eq!((wrong.row, wrong.value.as_str()), (Some(8), "service_ready"));
    assert!(
        diff.notes
            .iter()
            .any(|note| note.sentence == "web waits for ghost, which none of the files describes.")
    );
    assert_eq!(
        link(&diff, "web > queue").evidence[0].origin.file,
        "compose.full.yaml"
    );
}

#[test]
fn a_later_layer_takes_back_what_it_resets() {
    let over = "services:\n  web:\n    depends_on: !reset []\n";
    let diff = read(
        &[("compose.yaml", BASE), ("b.yaml", over)],
        &["compose.yaml", "b.yaml"],
    );
    assert_eq!(diff.records().dependencies.len(), 0);
}

#[test]
fn included_files_belong_to_the_project() {
    let over = "include:\n  - ./base.yaml\n  - path: gone.yaml\nservices:\n  api: {image: shop/api, depends_on: [db]}\n";
    let diff = read(&[("base.yaml", BASE), ("compose.yaml", over)], &["compose.yaml"]);
    assert_eq!(diff.count(TableName::Service).added, 4);
    assert_eq!(
        (diff.refused[0].row, diff.refused[0].value.as_str()),
        (Some(3), "gone.yaml")
    );
}

#[test]
fn a_file_of_only_comments_has_no_rows() {
    let diff = read(
        &[("compose.extras.yaml", "# nothing here\n#\n")],
        &["compose.extras.yaml"],
    );
    assert!(diff.is_empty() && diff.refused.is_empty(), "{:?}", diff.refused);
    assert_eq!(diff.notes[0].sentence, "compose.extras.yaml holds no service.");
}

#[test]
fn services_that_are_no_maps_are_refused_and_the_others_read() {
    let diff = read(
        &[("compose.yaml", "services:\n  web: [1]\n  db: {image: postgres}\n")],
        &["compose.yaml"],
    );
    assert_eq!(diff.count(TableName::Service).added, 1);
    assert_eq!(diff.refused[0].reason, "The service “web” is a list, not a map.");
}

#[test]
fn the_database_of_another_project_is_another_database() {
    let mut plan = Plan::default();
    let mut mint = Mint::default();
    for place in ["shop", "blog", "shop", "blog"] {
        let files = Files::of([("compose.yaml".to_owned(), BASE.as_bytes().to_vec())]);
        let layers = ["compose.yaml".to_owned()];
        let batch = mint.edge(|edge| read_compose(&files, &layers, place, edge));
        reconcile(&plan, batch).records().put_into(&mut plan);
    }
    let mut names: Vec<_> = plan
        .services
        .iter()
        .map(|one| one.reference.to_string())
        .collect();
    names.sort();
    assert_eq!(names, ["blog/cache", "blog/db", "blog/web", "cache", "db", "web"]);
}

#[test]
fn the_real_projects_have_their_figures_and_a_second_run_changes_nothing() {
    let Some(folder) = real("compose") else { return };
    let mut plan = Plan::default();
    let mut mint = Mint::default();
    for (path, services, needs) in [
        ("opentelemetry-demo/compose.yaml", 20, 46),
        ("deathstarbench-socialnetwork/docker-compose.yml", 27, 19),
        ("sock-shop", 15, 0),
    ] {
        let path = folder.join(path);
        let diff = dry_run(&mut mint, &plan, &path, None, None).expect("a project");
        assert!(diff.refused.is_empty(), "{:?}", diff.refused);
        assert_eq!(
            (figure(&diff, "services"), figure(&diff, "depends_on")),
            (services, needs)
        );
        assert_eq!(diff.count(TableName::Service).added, services, "{:?}", diff.notes);
        diff.records().put_into(&mut plan);
        let again = dry_run(&mut mint, &plan, &path, None, None).expect("again");
        assert!(again.is_empty(), "{:?}", again.rows.first());
        assert_eq!(again.totals().3, 0);
    }
}

#[test]
fn the_layers_of_a_real_project_come_in_one_import() {
    let Some(folder) = real("compose/opentelemetry-demo") else {
        return;
    };
    let layers = [
        "compose.full.yaml",
        "compose.observability.yaml",
        "compose.extras.yaml",
    ]
    .map(|name| folder.join(name));
    let choices = Choices {
        extras: layers.to_vec(),
        ..Choices::default()
    };
    let diff = Mint::default()
        .edge(|edge| import(&Plan::default(), &folder.join("compose.yaml"), &choices, edge))
        .expect("a project");
    assert_eq!(link(&diff, "checkout > kafka").note, "Waits until it is healthy.");
    assert_eq!(
        link(&diff, "checkout > kafka").evidence[0].origin.file,
        "compose.full.yaml"
    );
    assert!(diff.count(TableName::Service).added > 23, "{:?}", diff.counts);
}

#[test]
fn versions_run_where_a_person_says_and_nowhere_else() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("compose.yaml");
    std::fs::write(&path, BASE).expect("written");
    let mut plan = Plan::default();
    let mut mint = Mint::default();
    plan.put(Environment {
        id: EnvironmentId::from(uuid::Uuid::from_u128(7_000_000)),
        reference: Reference::new("PROD").expect("a reference"),
        name: "Production".into(),
        class: EnvironmentClass::Production,
        region: String::new(),
        order_index: 0,
        quota_hours: None,
        tests_per_day: None,
        shares_data_with: Vec::new(),
        origin: None,
    });
    assert_eq!(
        dry_run(&mut mint, &plan, &path, None, None)
            .expect("a project")
            .count(TableName::Installed)
            .added,
        0
    );
    let mut take = |plan: &mut Plan, environment: &str| {
        let choices = Choices {
            environment: Some(environment.into()),
            ..Choices::default()
        };
        let diff = mint.edge(|edge| import(plan, &path, &choices, edge))?;
        diff.records().put_into(plan);
        Ok::<Diff, ImportError>(diff)
    };
    let diff = take(&mut plan, "prod").expect("a project");
    let labels = |diff: &Diff| {
        let rows = diff.rows.iter().filter(|row| row.table == TableName::Installed);
        rows.map(|row| row.label.clone()).collect::<Vec<_>>()
    };
    assert_eq!(
        labels(&diff),
        ["db 16.2 in PROD", "web 1.0 in PROD"],
        "redis has no tag"
    );
    assert!(take(&mut plan, "PROD").expect("again").is_empty());
    std::fs::write(&path, BASE.replace("16.2", "17.0")).expect("written");
    let diff = take(&mut plan, "PROD").expect("again");
    assert_eq!(
        (labels(&diff), diff.totals().1),
        (vec!["db 17.0 in PROD".to_owned()], 1)
    );
    let refused = take(&mut plan, "UAT").expect_err("no such environment");
    assert_eq!(
        refused.to_string(),
        "The plan has no environment “UAT”; it has PROD."
    );
}
