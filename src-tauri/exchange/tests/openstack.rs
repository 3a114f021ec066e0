//! The OpenStack coordinated release, as its own repositories state it.

mod common;

use chrono::Datelike;
use common::{Mint, dry_run, real};
use exchange::{Diff, NoteKind, RowStatus};
use planning::plan::TableName;
use planning::{ChangeKind, ChangeState, FreezeLevel, Plan, ServiceKind, Strength};
use std::collections::BTreeMap;

fn epoxy(mint: &mut Mint, plan: &Plan) -> Option<Diff> {
    let folder = real("openstack/releases")?;
    Some(dry_run(mint, plan, &folder, Some("epoxy"), None).expect("an import"))
}

fn figure(diff: &Diff, name: &str) -> u32 {
    let fact = diff.facts.iter().find(|fact| fact.name == name);
    fact.unwrap_or_else(|| panic!("no figure “{name}” in {:?}", diff.facts))
        .count
}

#[test]
fn epoxy_has_the_figures_of_its_repositories() {
    let Some(diff) = epoxy(&mut Mint::default(), &Plan::default()) else {
        return;
    };
    for (name, count) in [
        ("deliverables", 224),
        ("teams", 39),
        ("versions", 526),
        ("version-and-repository rows", 536),
        ("repositories", 218),
        ("deliverables without a version", 8),
        ("weeks", 27),
        ("weeks with a name", 26),
        ("events", 39),
        ("deliverables on release day", 68),
        ("dependencies", 1212),
        ("hard dependencies", 1204),
        ("soft dependencies", 8),
        ("deliverables with dependencies", 166),
        ("dependencies between teams", 996),
        ("rows with a release date", 536),
    ] {
        assert_eq!(figure(&diff, name), count, "{name}");
    }
    for (table, count) in [
        (TableName::Team, 39),
        (TableName::Service, 224),
        (TableName::Change, 526),
        (TableName::Departure, 27),
        (TableName::ReleaseTrain, 1),
        (TableName::Dependency, 1212),
    ] {
        assert_eq!(diff.count(table).added, count, "{table}");
    }
    assert!(diff.refused.is_empty(), "{:#?}", diff.refused);
}

#[test]
fn flamingo_has_the_figures_of_its_repositories() {
    let Some(folder) = real("openstack/releases") else {
        return;
    };
    let diff = dry_run(
        &mut Mint::default(),
        &Plan::default(),
        &folder,
        Some("flamingo"),
        None,
    )
    .expect("an import");
    for (name, count) in [
        ("deliverables", 225),
        ("teams", 39),
        ("versions", 426),
        ("version-and-repository rows", 434),
        ("repositories", 219),
        ("deliverables without a version", 8),
        ("weeks", 27),
        ("weeks with a name", 26),
        ("events", 38),
    ] {
        assert_eq!(figure(&diff, name), count, "{name}");
    }
    assert!(diff.refused.is_empty(), "{:#?}", diff.refused);
}

#[test]
fn the_most_used_deliverables_are_the_oslo_libraries() {
    let Some(diff) = epoxy(&mut Mint::default(), &Plan::default()) else {
        return;
    };
    let records = diff.records();
    let names: BTreeMap<_, _> = records
        .services
        .iter()
        .map(|one| (one.id, one.reference.as_str()))
        .collect();
    let mut used: BTreeMap<&str, u32> = BTreeMap::new();
    for link in &records.dependencies {
        *used.entry(names[&link.provider]).or_default() += 1;
    }
    let mut used: Vec<(u32, &str)> = used.into_iter().map(|(name, count)| (count, name)).collect();
    used.sort_by(|one, other| other.cmp(one));
    assert_eq!(
        used[..3],
        [(95, "oslo.utils"), (78, "oslo.config"), (73, "oslo.i18n")]
    );
    let soft = records
        .dependencies
        .iter()
        .filter(|link| link.strength == Strength::Soft)
        .count();
    assert_eq!(soft, 8);
}

#[test]
fn owners_that_two_sources_name_differently_are_noted() {
    let Some(diff) = epoxy(&mut Mint::default(), &Plan::default()) else {
        return;
    };
    let conflicts: Vec<&str> = diff
        .notes
        .iter()
        .filter(|note| note.kind == NoteKind::OwnerConflict)
        .map(|note| note.sentence.as_str())
        .collect();
    assert_eq!(
        conflicts,
        ["keystoneauth belongs to keystone in its deliverable file and to OpenStackSDK in governance."]
    );
    let venus: Vec<_> = diff
        .notes
        .iter()
        .filter(|note| note.kind == NoteKind::UnknownThere && note.subject == "venus")
        .collect();
    assert_eq!(venus.len(), 1, "{:#?}", diff.notes);
    assert_eq!(venus[0].sentence, "Team venus is not in governance.");
}

#[test]
fn a_second_run_changes_nothing() {
    let mut mint = Mint::default();
    let mut plan = Plan::default();
    let Some(first) = epoxy(&mut mint, &plan) else {
        return;
    };
    first.records().put_into(&mut plan);
    let Some(second) = epoxy(&mut mint, &plan) else {
        return;
    };
    assert!(
        second.is_empty(),
        "{:#?}",
        second.rows.iter().take(5).collect::<Vec<_>>()
    );
    assert!(second.rows.is_empty());
    assert_eq!(second.totals(), (0, 0, first.totals().0, 0));
}

#[test]
fn another_series_adds_to_the_same_services() {
    let mut mint = Mint::default();
    let mut plan = Plan::default();
    let Some(first) = epoxy(&mut mint, &plan) else {
        return;
    };
    first.records().put_into(&mut plan);
    let folder = real("openstack/releases").expect("the folder");
    let second = dry_run(&mut mint, &plan, &folder, Some("flamingo"), None).expect("an import");
    assert!(
        second.count(TableName::Service).added < 10,
        "{:?}",
        second.count(TableName::Service)
    );
    assert_eq!(second.count(TableName::Change).added, 426);
    assert_eq!(second.totals().3, 0, "nothing of the other series is gone");
    second.records().put_into(&mut plan);
    let again = epoxy(&mut mint, &plan).expect("an import");
    assert_eq!(again.count(TableName::Change).changed, 0);
}

#[test]
fn what_a_person_edited_stays_unless_the_source_states_it() {
    let mut mint = Mint::default();
    let mut plan = Plan::default();
    let Some(first) = epoxy(&mut mint, &plan) else {
        return;
    };
    first.records().put_into(&mut plan);
    let mut cinder = plan
        .services
        .iter()
        .find(|one| one.reference.as_str() == "cinder")
        .expect("cinder")
        .clone();
    cinder.deploy_minutes = Some(40);
    cinder.kind = ServiceKind::Database;
    plan.put(cinder.clone());
    let second = epoxy(&mut mint, &plan).expect("an import");
    assert_eq!(second.rows.len(), 1);
    assert_eq!(second.rows[0].status, RowStatus::Changed);
    let fields: Vec<(&str, &str, &str)> = second.rows[0]
        .fields
        .iter()
        .map(|one| (one.field.as_str(), one.before.as_str(), one.after.as_str()))
        .collect();
    assert_eq!(fields, [("kind", "database", "service")]);
    assert_eq!(second.records().services[0].deploy_minutes, Some(40));
}

#[test]
fn each_version_rides_the_week_in_which_it_came_out() {
    let Some(diff) = epoxy(&mut Mint::default(), &Plan::default()) else {
        return;
    };
    let records = diff.records();
    let final_release = records
        .releases
        .iter()
        .find(|one| one.reference.as_str() == "epoxy R+0")
        .expect("the final release");
    assert_eq!(final_release.title, "Epoxy release");
    assert_eq!(final_release.deploy.start().to_string(), "2025-04-02T00:00:00Z");
    assert_eq!(
        final_release.scope_lock.to_string(),
        "2025-02-28T00:00:00Z",
        "feature freeze"
    );
    assert_eq!(
        final_release.test_starts.to_string(),
        "2025-03-14T00:00:00Z",
        "end of the RC1 week's Thursday"
    );
    let cinder = records
        .changes
        .iter()
        .find(|one| one.reference.as_str() == "cinder 26.0.0")
        .expect("cinder 26.0.0");
    assert_eq!(cinder.release, Some(final_release.id));
    assert_eq!(cinder.state, ChangeState::Deployed);
    assert_eq!(
        cinder.kind,
        ChangeKind::Standard,
        "made of the commits of its second candidate"
    );
    assert!(
        records.changes.iter().all(|one| one.release.is_some()),
        "every version has a date, so it rides"
    );
    let week = records
        .releases
        .iter()
        .find(|one| one.reference.as_str() == "epoxy R-5")
        .expect("R-5");
    assert_eq!(
        week.deploy.to_string(),
        "2025-02-24T00:00:00Z .. 2025-02-28T00:00:00Z"
    );
    assert!(
        !records
            .releases
            .iter()
            .any(|one| one.reference.as_str() == "epoxy R-26"),
        "d-final is another series"
    );
    for release in &records.releases {
        assert!(release.scope_lock <= release.test_starts && release.test_starts <= release.deploy.start());
        let day = release.deploy.start().utc().weekday();
        assert!(day == chrono::Weekday::Mon || release.id == final_release.id);
    }
}

#[test]
fn freezes_begin_at_their_deadline_and_cover_what_their_label_says() {
    let Some(diff) = epoxy(&mut Mint::default(), &Plan::default()) else {
        return;
    };
    let records = diff.records();
    let freeze = |reference: &str| {
        records
            .freezes
            .iter()
            .find(|one| one.reference.as_str() == reference)
            .unwrap_or_else(|| {
                panic!(
                    "{reference} in {:?}",
                    records
                        .freezes
                        .iter()
                        .map(|one| one.reference.as_str())
                        .collect::<Vec<_>>()
                )
            })
    };
    let features = freeze("epoxy ff");
    assert_eq!(features.name, "Feature freeze");
    assert_eq!(
        features.window.to_string(),
        "2025-02-28T00:00:00Z .. 2025-04-02T00:00:00Z"
    );
    assert_eq!(features.level, FreezeLevel::Soft);
    assert_eq!(
        features.scope.services.len(),
        73,
        "deliverables that follow cycle-with-rc"
    );
    assert!(features.reason.contains("No featureful patch should be landed"));
    let libraries = freeze("epoxy final-lib");
    assert_eq!(libraries.scope.kinds, [ServiceKind::Library]);
    assert_eq!(
        libraries.scope.except_services.len(),
        32,
        "client libraries stay out of it"
    );
    assert_eq!(libraries.window.start().to_string(), "2025-02-21T00:00:00Z");
    let clients = freeze("epoxy final-clientlib");
    assert_eq!(clients.scope.systems, ["client-library"]);
    let requirements = freeze("epoxy rf");
    assert_eq!(requirements.scope.services.len(), 1);
    assert_eq!(
        requirements.window.end().to_string(),
        "2025-03-14T00:00:00Z",
        "until the candidates"
    );
    assert_eq!(
        freeze("epoxy soft-sf").window.end(),
        freeze("epoxy hard-sf").window.start()
    );
    assert_eq!(freeze("epoxy mf").level, FreezeLevel::Open);
    let nova = freeze("epoxy nova-spec-freeze");
    let teams: Vec<_> = records
        .teams
        .iter()
        .filter(|team| nova.scope.teams.contains(&team.id))
        .collect();
    assert_eq!(
        teams.iter().map(|team| team.name.as_str()).collect::<Vec<_>>(),
        ["nova"]
    );
    assert_eq!(
        nova.window.start().to_string(),
        "2025-01-10T00:00:00Z",
        "9 January 23:59 UTC, as its text says"
    );
    let soft = freeze("epoxy nova-spec-soft-freeze");
    assert_eq!(
        soft.window.start().to_string(),
        "2024-12-13T00:00:00Z",
        "12 December 23:59 UTC"
    );
    let oslo = freeze("epoxy oslo-feature-freeze");
    assert_eq!(
        oslo.window.start().to_string(),
        "2025-02-15T00:00:00Z",
        "by the end of the week: Friday"
    );
    let client = freeze("epoxy openstackclient-freeze");
    assert_eq!(client.scope.services.len(), 1, "python-openstackclient only");
}

#[test]
fn four_pairs_of_deliverables_wait_for_each_other() {
    let Some(diff) = epoxy(&mut Mint::default(), &Plan::default()) else {
        return;
    };
    let mut plan = Plan::default();
    diff.records().put_into(&mut plan);
    let name = |id| {
        plan.services
            .get(id)
            .map_or("", |service| service.reference.as_str())
    };
    let graph = planning::graph::Graph::of(&plan);
    let mut cycles: Vec<Vec<&str>> = graph
        .cycles()
        .iter()
        .map(|one| one.services.iter().map(name).collect())
        .collect();
    cycles.iter_mut().for_each(|cycle| cycle.sort_unstable());
    cycles.sort();
    assert_eq!(
        cycles,
        [
            ["heat-tempest-plugin", "tempest"],
            ["networking-bagpipe", "networking-bgpvpn"],
            ["oslo.config", "oslo.log"],
            ["python-neutronclient", "python-openstackclient"],
        ]
    );
}

#[test]
fn the_cascade_finds_the_cut_offs_that_the_project_sets_by_hand() {
    let Some(diff) = epoxy(&mut Mint::default(), &Plan::default()) else {
        return;
    };
    let mut plan = Plan::default();
    let records = diff.records();
    records.services.iter().for_each(|one| plan.put(one.clone()));
    records.dependencies.iter().for_each(|one| plan.put(one.clone()));
    let named = |name: &str| {
        let found = records.freezes.iter().find(|one| one.reference.as_str() == name);
        found.unwrap_or_else(|| panic!("no {name}")).clone()
    };
    let libraries = named("epoxy final-lib");
    let clients = named("epoxy final-clientlib");
    // Candidates are cut three weeks before the release: what is no library is frozen from then on.
    let mut candidates = clients.clone();
    candidates.window = planning::Window::new(
        clients.window.start() + chrono::TimeDelta::weeks(2),
        clients.window.end(),
    )
    .expect("a window");
    candidates.scope = planning::FreezeScope {
        services: records
            .services
            .iter()
            .filter(|one| one.kind != ServiceKind::Library)
            .map(|one| one.id)
            .collect(),
        ..planning::FreezeScope::default()
    };
    // The project's own rule: clients two weeks before the candidates, libraries a week before who is built with them.
    let leads = [planning::talks::LeadDays {
        system: "client-library".into(),
        days: 14,
    }];
    let rows = planning::talks::cascade(&plan, &candidates, 7, &leads);
    let row = |group: &str| {
        let found = rows.iter().find(|row| row.group == group);
        found.unwrap_or_else(|| {
            panic!(
                "no {group} in {:?}",
                rows.iter().map(|row| &row.group).collect::<Vec<_>>()
            )
        })
    };
    // R-5 by hand; earlier only where a library that is frozen before is itself built with a client.
    let client = row("client-library");
    assert!(
        client.window.start() <= clients.window.start(),
        "{}",
        client.sentence
    );
    assert!(
        client.lead_days == 14 || client.way.len() > 2,
        "{}",
        client.sentence
    );
    assert!(
        row("library").window.start() <= libraries.window.start(),
        "R-6 or earlier: {}",
        row("library").sentence
    );
    println!(
        "{}",
        rows.iter()
            .map(|row| row.sentence.as_str())
            .collect::<Vec<_>>()
            .join("\n")
    );
}
