//! Tables from other tools: proposed, mapped, read, and written back.

mod common;

use common::{Mint, dry_run, real};
use exchange::csv::{self, Direction, Encoding, Match, Need, Proposal, TableKind, propose, read};
use exchange::export::{Beside, Sheet, csv as write};
use exchange::{Diff, RowStatus, UnknownReference, reconcile};
use planning::plan::TableName;
use planning::{ChangeKind, ChangeState, LinkStatus, Plan, Strength};

fn proposed(text: &str) -> Proposal {
    propose("table.csv", text.as_bytes(), None).expect("a table")
}

fn imported(mint: &mut Mint, plan: &Plan, text: &str) -> Diff {
    let proposal = proposed(text);
    assert!(proposal.needs.is_empty(), "{:?}", proposal.needs);
    let batch = mint
        .edge(|edge| read("table.csv", text.as_bytes(), &proposal.mapping, edge))
        .expect("a batch");
    reconcile(plan, batch)
}

#[test]
fn a_servicenow_export_maps_itself() {
    let text = "number,short_description,type,state,risk,impact,assignment_group,assigned_to,cmdb_ci,start_date,backout_plan\r\n\
                CHG0030001,Move the ledger,Normal,Scheduled,High,2 - Medium,Payments,Ines Costa,ledger,2026-11-20 22:00:00,x\r\n";
    let proposal = proposed(text);
    assert_eq!(proposal.mapping.kind, TableKind::Changes);
    let mapped: Vec<(usize, &str)> = proposal
        .mapping
        .columns
        .iter()
        .map(|one| (one.column, one.field.as_str()))
        .collect();
    assert_eq!(
        mapped,
        [
            (0, "reference"),
            (1, "title"),
            (2, "kind"),
            (3, "state"),
            (4, "probability"),
            (5, "impact"),
            (6, "team"),
            (7, "owner"),
            (8, "services"),
            (9, "ready_on")
        ]
    );
    let mut mapping = proposal.mapping;
    mapping.unknown = UnknownReference::Stub;
    let batch = Mint::default()
        .edge(|edge| read("c.csv", text.as_bytes(), &mapping, edge))
        .expect("a batch");
    let diff = reconcile(&Plan::default(), batch);
    assert!(diff.refused.is_empty(), "{:?}", diff.refused);
    let change = &diff.records().changes[0];
    assert_eq!(
        (change.kind, change.state),
        (ChangeKind::Normal, ChangeState::Approved)
    );
    assert_eq!(change.risk.probability.map(|score| score.number()), Some(4));
    assert_eq!(change.risk.impact.map(|score| score.number()), Some(3));
    assert_eq!(
        change.ready_on.map(|day| day.to_string()).as_deref(),
        Some("2026-11-20")
    );
    assert_eq!(diff.records().teams[0].name, "Payments");
    assert_eq!(
        diff.records().services[0].reference.as_str(),
        "ledger",
        "a stub, seen only as a reference"
    );
}

#[test]
fn a_jira_export_with_repeated_columns_is_read_whole() {
    let Some(path) = real("changes/kubernetes-1.34-keps.jira-layout.csv") else {
        return;
    };
    let bytes = std::fs::read(&path).expect("the file");
    let proposal = propose("keps.csv", &bytes, None).expect("a table");
    assert_eq!((proposal.mapping.kind, proposal.rows), (TableKind::Changes, 83));
    assert_eq!(proposal.mapping.encoding, Encoding::Utf8);
    let column_of = |field: &str| {
        proposal
            .mapping
            .columns
            .iter()
            .filter(|one| one.field == field)
            .count()
    };
    assert_eq!(column_of("services"), 5, "five columns named Components");
    assert_eq!((column_of("reference"), column_of("title")), (1, 1));
    let mut mapping = proposal.mapping.clone();
    mapping.unknown = UnknownReference::Stub;
    let mut mint = Mint::default();
    let mut plan = Plan::default();
    let first = dry_run(&mut mint, &plan, &path, None, Some(&mapping)).expect("an import");
    assert_eq!(first.count(TableName::Change).added, 83);
    let change = first
        .records()
        .changes
        .iter()
        .find(|one| one.reference.as_str() == "KEP-24")
        .expect("KEP-24");
    assert_eq!(change.title, "Add AppArmor Support");
    assert_eq!(change.services.len(), 4);
    assert_eq!(
        change.description.lines().count(),
        4,
        "quoted text over several lines"
    );
    first.records().put_into(&mut plan);
    let second = dry_run(&mut mint, &plan, &path, None, Some(&mapping)).expect("an import");
    assert!(second.rows.is_empty(), "{:#?}", second.rows.first());
}

#[test]
fn day_first_dates_of_an_incident_log_leave_no_doubt() {
    let Some(path) = real("changes/uci498-incident-event-log.first2000.csv") else {
        return;
    };
    let bytes = std::fs::read(&path).expect("the file");
    let proposal = propose("log.csv", &bytes, Some(TableKind::Changes)).expect("a table");
    assert_eq!(proposal.rows, 2000);
    assert!(
        !proposal
            .needs
            .iter()
            .any(|need| matches!(need, Need::DateOrder { .. })),
        "{:?}",
        proposal.needs
    );
}

#[test]
fn a_dependency_table_of_real_deliverables_is_recognised() {
    let Some(path) = real("openstack/derived/epoxy-dependencies.csv") else {
        return;
    };
    let mut mint = Mint::default();
    let mut plan = Plan::default();
    let diff = dry_run(&mut mint, &plan, &path, None, None).expect("an import");
    assert_eq!(
        diff.count(TableName::Dependency).added,
        1212,
        "{:?}",
        diff.refused.first()
    );
    assert_eq!(
        diff.count(TableName::Service).added,
        166,
        "stubs, seen only as references"
    );
    let soft = diff
        .records()
        .dependencies
        .iter()
        .filter(|one| one.strength == Strength::Soft)
        .count();
    assert_eq!(soft, 8);
    diff.records().put_into(&mut plan);
    assert!(
        dry_run(&mut mint, &plan, &path, None, None)
            .expect("an import")
            .rows
            .is_empty()
    );
}

#[test]
fn the_direction_of_a_relation_decides_who_needs_whom() {
    let text = "parent,child,type\nshop,payments,Depends on::Used by\nqueue,shop,Provides::Provided by\n\
                shop,web01,Runs on::Runs\nretail,shop,Contains::Contained by\n";
    let diff = imported(&mut Mint::default(), &Plan::default(), text);
    let records = diff.records();
    let name = |id| {
        records
            .services
            .iter()
            .find(|one| one.id == id)
            .expect("a service")
            .name
            .clone()
    };
    let mut links: Vec<String> = records
        .dependencies
        .iter()
        .map(|one| {
            format!(
                "{} needs {} ({})",
                name(one.consumer),
                name(one.provider),
                one.kind
            )
        })
        .collect();
    links.sort();
    assert_eq!(
        links,
        [
            "shop needs payments (call)",
            "shop needs queue (call)",
            "shop needs web01 (hosting)"
        ]
    );
    assert!(
        records
            .dependencies
            .iter()
            .all(|one| one.status == LinkStatus::Imported)
    );
    assert_eq!(
        diff.notes.iter().filter(|note| note.subject == "part of").count(),
        1
    );
}

#[test]
fn a_link_to_an_unknown_service_is_refused_or_makes_a_stub() {
    let services = "reference,name,tier\nledger,Ledger,0\nshop,Shop,1\n";
    let links = "consumer,provider\nshop,ledger\nshop,nowhere\n";
    let mut mint = Mint::default();
    let mut plan = Plan::default();
    imported(&mut mint, &plan, services).records().put_into(&mut plan);
    let mut mapping = proposed(links).mapping;
    mapping.unknown = UnknownReference::Refuse;
    let batch = mint
        .edge(|edge| read("links.csv", links.as_bytes(), &mapping, edge))
        .expect("a batch");
    let diff = reconcile(&plan, batch);
    assert_eq!(diff.count(TableName::Dependency).added, 1);
    let refusal = &diff.refused[0];
    assert_eq!(
        (refusal.row, refusal.field.as_str(), refusal.value.as_str()),
        (Some(3), "provider", "nowhere")
    );
    assert_eq!(
        refusal.reason,
        "“nowhere” is neither in the file nor in the plan."
    );
    assert!(!refusal.rest_taken);
    mapping.unknown = UnknownReference::Stub;
    let batch = mint
        .edge(|edge| read("links.csv", links.as_bytes(), &mapping, edge))
        .expect("a batch");
    let diff = reconcile(&plan, batch);
    assert_eq!(
        (
            diff.count(TableName::Dependency).added,
            diff.count(TableName::Service).added
        ),
        (2, 1)
    );
}

#[test]
fn a_line_that_is_gone_lowers_its_evidence_and_deletes_nothing() {
    let mut mint = Mint::default();
    let mut plan = Plan::default();
    imported(&mut mint, &plan, "consumer,provider\na,b\na,c\n")
        .records()
        .put_into(&mut plan);
    let diff = imported(&mut mint, &plan, "consumer,provider\na,b\n");
    assert_eq!(diff.rows.len(), 1);
    assert_eq!(
        (diff.rows[0].status, diff.rows[0].label.as_str()),
        (RowStatus::Gone, "a → c")
    );
    diff.records().put_into(&mut plan);
    assert_eq!(plan.dependencies.len(), 2);
    let present: Vec<bool> = plan
        .dependencies
        .iter()
        .map(|one| one.evidence[0].present)
        .collect();
    assert_eq!(present.iter().filter(|present| !**present).count(), 1);
    assert!(
        imported(&mut mint, &plan, "consumer,provider\na,b\n").is_empty(),
        "flagged once"
    );
    let back = imported(&mut mint, &plan, "consumer,provider\na,b\na,c\n");
    assert_eq!(back.count(TableName::Dependency).changed, 1, "the line is back");
}

#[test]
fn rows_are_counted_as_lines_of_the_file_whatever_ends_a_line() {
    for end in ["\n", "\r\n"] {
        let text = ["reference;name;tier", "ledger;Ledger;1", "shop;Shop;9", ""].join(end);
        let diff = imported(&mut Mint::default(), &Plan::default(), &text);
        assert_eq!(diff.refused[0].row, Some(3), "{end:?}: {:#?}", diff.refused);
    }
}

#[test]
fn values_that_cannot_be_taken_are_refused_with_row_and_column() {
    let text = "reference;name;tier;deploy minutes\nledger;Ledger;7;soon\n;Nameless;1;5\nledger;Again;1;5\n";
    let diff = imported(&mut Mint::default(), &Plan::default(), text);
    let refused: Vec<(Option<u32>, &str, &str, bool)> = diff
        .refused
        .iter()
        .map(|one| (one.row, one.field.as_str(), one.value.as_str(), one.rest_taken))
        .collect();
    assert_eq!(
        refused,
        [
            (Some(2), "tier", "7", true),
            (Some(2), "deploy minutes", "soon", true),
            (Some(3), "reference", "", false),
            (Some(4), "", "", false)
        ],
        "{:#?}",
        diff.refused
    );
    assert_eq!(diff.records().services.len(), 1);
}

#[test]
fn a_person_may_map_columns_and_words_otherwise() {
    let text = "A,B,C\nCHG-1,Move it,Freigegeben\n";
    let proposal = propose("x.csv", text.as_bytes(), Some(TableKind::Changes)).expect("a table");
    assert!(
        matches!(proposal.needs.as_slice(), [Need::Column { .. }]),
        "{:?}",
        proposal.needs
    );
    let mut mapping = proposal.mapping;
    for (column, field) in [(0, "reference"), (1, "title"), (2, "state")] {
        mapping.columns.push(exchange::csv::ColumnUse {
            column,
            field: field.into(),
            matched: Match::Person,
        });
    }
    mapping.values.push(exchange::csv::ValueMap {
        field: "state".into(),
        from: "freigegeben".into(),
        to: "approved".into(),
    });
    let json = serde_json::to_string(&mapping).expect("a saved mapping");
    let mapping = serde_json::from_str(&json).expect("the same mapping");
    let batch = Mint::default()
        .edge(|edge| read("x.csv", text.as_bytes(), &mapping, edge))
        .expect("a batch");
    let diff = reconcile(&Plan::default(), batch);
    assert_eq!(
        diff.records().changes[0].state,
        ChangeState::Approved,
        "{:?}",
        diff.refused
    );
}

#[test]
fn every_sheet_we_write_is_read_back_unchanged() {
    let mut mint = Mint::default();
    let mut plan = Plan::default();
    let services =
        "reference,name,tier,owner,regions\nledger,=SUM(A1),0,payments,EU; US\nshop,-shop,1,retail,\n";
    let links = "consumer,provider,kind,strength,note\nshop,ledger,event,soft,@home\n";
    let changes = "reference,title,services,state,due,requires,probability\n\
                   CHG-1,+1 faster,ledger,ready,2026-12-01,,3\nCHG-2,Two,shop; ledger,proposed,,CHG-1,\n";
    for text in [services, links, changes] {
        let diff = imported(&mut mint, &plan, text);
        assert!(diff.refused.is_empty(), "{:?}", diff.refused);
        diff.records().put_into(&mut plan);
    }
    for (sheet, table, count) in [
        (Sheet::Services, TableName::Service, 2),
        (Sheet::Dependencies, TableName::Dependency, 1),
        (Sheet::Changes, TableName::Change, 2),
    ] {
        comes_back_unchanged(&mut mint, &plan, sheet, table, count);
    }
}

/// Reads what was written of the sheet back into the plan: nothing is refused, nothing is asked, nothing would change.
fn comes_back_unchanged(mint: &mut Mint, plan: &Plan, sheet: Sheet, table: TableName, count: u32) {
    let text = write(plan, sheet, Beside::default(), false);
    let proposal = propose("ours.csv", text.as_bytes(), None).expect("a table");
    assert!(
        proposal.needs.is_empty() && proposal.unmapped.is_empty(),
        "{:?}",
        proposal.needs
    );
    let mut mapping = proposal.mapping;
    mapping.system = "csv/table.csv".into();
    let batch = mint
        .edge(|edge| read("ours.csv", text.as_bytes(), &mapping, edge))
        .expect("a batch");
    let diff = reconcile(plan, batch);
    assert!(diff.refused.is_empty(), "{:?}", diff.refused);
    assert_eq!(diff.count(table).unchanged, count, "{sheet:?}: {:#?}", diff.rows);
    assert!(diff.is_empty(), "{sheet:?}: {:#?}", diff.rows);
}

#[test]
fn what_a_night_is_reckoned_with_is_written_and_read_back() {
    let mut mint = Mint::default();
    let mut plan = testkit::plan("environments UAT-1 test; PROD production");
    let teams = "reference,name,contact,points_per_release,crews\ncore,Core,#core,20,3\n";
    let services = "reference,name,tier,owner,notice_days\nledger,Ledger,0,core,14\nshop,Shop,1,core,\n";
    let links = "consumer,provider,environment,version_constraint,min_gap_minutes,contract,redundancy_group,redundancy_minimum\n\
                 shop,ledger,PROD,>= 3.0,15,bookings v2,ledgers,2\n";
    let changes =
        "reference,title,services,version,contracts\nCHG-1,One,ledger,3.2.0,bookings v2; rates v1\n";
    for text in [teams, services, links, changes] {
        let diff = imported(&mut mint, &plan, text);
        assert!(diff.refused.is_empty(), "{:?}", diff.refused);
        diff.records().put_into(&mut plan);
    }
    let link = plan.dependencies.iter().next().expect("a link");
    let environment = link.environment.and_then(|id| plan.environments.get(&id));
    assert_eq!(environment.map(|one| one.reference.as_str()), Some("PROD"));
    assert_eq!(
        (link.contract.as_str(), link.min_gap_minutes),
        ("bookings v2", 15)
    );
    let redundancy = link
        .redundancy
        .as_ref()
        .map(|one| (one.group.as_str(), one.minimum));
    assert_eq!(redundancy, Some(("ledgers", 2)));
    let change = plan.changes.iter().next().expect("a change");
    assert_eq!((change.version.as_str(), change.contracts.len()), ("3.2.0", 2));
    assert_eq!(plan.teams.iter().map(|team| team.crews).collect::<Vec<_>>(), [3]);
    assert_eq!(plan.services.iter().find_map(|one| one.notice_days), Some(14));
    for (sheet, table, count) in [
        (Sheet::Teams, TableName::Team, 1),
        (Sheet::Services, TableName::Service, 2),
        (Sheet::Dependencies, TableName::Dependency, 1),
        (Sheet::Changes, TableName::Change, 1),
    ] {
        comes_back_unchanged(&mut mint, &plan, sheet, table, count);
    }
}

#[test]
fn an_environment_that_nobody_described_is_refused() {
    let mut mint = Mint::default();
    let plan = testkit::plan("services ledger; shop");
    let diff = imported(
        &mut mint,
        &plan,
        "consumer,provider,environment\nshop,ledger,MOON\n",
    );
    assert_eq!(diff.refused.len(), 1, "{:?}", diff.refused);
    assert!(diff.refused[0].reason.contains("MOON"), "{:?}", diff.refused);
}

#[test]
fn a_cell_that_looks_like_a_formula_is_guarded() {
    let mut plan = Plan::default();
    imported(
        &mut Mint::default(),
        &plan,
        "reference,name\nledger,\"=HYPERLINK(\"\"x\"\")\"\n",
    )
    .records()
    .put_into(&mut plan);
    let safe = write(&plan, Sheet::Services, Beside::default(), false);
    assert!(safe.contains(",\"'=HYPERLINK(\"\"x\"\")\","), "{safe}");
    assert!(safe.starts_with("\u{feff}reference,name,") && safe.contains("\r\n"));
    assert!(write(&plan, Sheet::Services, Beside::default(), true).contains(",\"=HYPERLINK(\"\"x\"\")\","));
}

#[test]
fn a_table_joins_services_that_another_source_brought() {
    let mut mint = Mint::default();
    let mut plan = Plan::default();
    imported(&mut mint, &plan, "reference,name,tier\nledger,Ledger,0\n")
        .records()
        .put_into(&mut plan);
    let text = "reference,name,deploy_minutes\nLEDGER,Ledger,40\n";
    let mut mapping = proposed(text).mapping;
    mapping.system = "csv/other".into();
    let batch = mint
        .edge(|edge| read("other.csv", text.as_bytes(), &mapping, edge))
        .expect("a batch");
    let diff = reconcile(&plan, batch);
    assert_eq!(
        (
            diff.count(TableName::Service).added,
            diff.count(TableName::Service).changed
        ),
        (0, 1)
    );
    let known = diff
        .notes
        .iter()
        .map(|note| note.sentence.as_str())
        .collect::<Vec<_>>();
    assert_eq!(
        known,
        ["1 service record is already known from csv/table.csv: LEDGER."]
    );
    diff.records().put_into(&mut plan);
    let service = plan.services.iter().next().expect("the service");
    assert_eq!(
        (
            service.reference.as_str(),
            service.deploy_minutes,
            service.tier.number()
        ),
        ("ledger", Some(40), 0)
    );
}

#[test]
fn a_relation_table_of_a_cmdb_is_read_by_its_words_and_unmapped_ones_are_counted() {
    let text = "parent.name,child.name,type.name,sys_id\nshop,payments,Depends on::Used by,1\n\
                shop,web01,Hosted on::Hosts,2\nfeeder,shop,Sends data to::Receives data from,3\n\
                shop,lan,Connects to::Connected by,4\nana,shop,Owns::Owned by,5\nbob,shop,Owns::Owned by,6\n\
                grid,web01,Cluster of::Cluster,7\nshop,shop,Depends on::Used by,8\n";
    let proposal = proposed(text);
    assert_eq!(proposal.mapping.kind, TableKind::Dependencies);
    let unmapped: Vec<_> = proposal
        .unmapped
        .iter()
        .map(|one| (one.value.as_str(), one.count))
        .collect();
    assert_eq!(unmapped, [("Owns::Owned by", 2)]);
    let diff = imported(&mut Mint::default(), &Plan::default(), text);
    assert_eq!(
        said(&diff),
        [
            "shop needs feeder (data, imported)",
            "shop needs lan (call, suggested)",
            "shop needs payments (call, imported)",
            "shop needs web01 (hosting, imported)"
        ]
    );
    let reasons: Vec<_> = diff
        .refused
        .iter()
        .map(|one| (one.row, one.reason.as_str()))
        .collect();
    assert_eq!(
        reasons,
        [
            (
                Some(6),
                "The relation “Owns::Owned by” is not mapped to a word of this plan; 2 rows with it make no link."
            ),
            (Some(9), "shop cannot depend on itself."),
        ]
    );
}

#[test]
fn a_table_of_from_relation_to_is_turned_by_its_direction() {
    let text = "Source Asset Id,Relationship,Target Asset ID\nshop,depends on,ledger\nledger,impacts,till\n";
    let mut mapping = proposed(text).mapping;
    assert_eq!(mapping.direction, Direction::FirstNeedsSecond);
    let read_as = |mapping: &csv::Mapping| {
        let batch = Mint::default()
            .edge(|edge| read("links.csv", text.as_bytes(), mapping, edge))
            .expect("a batch");
        said(&reconcile(&Plan::default(), batch))
    };
    assert_eq!(
        read_as(&mapping),
        [
            "shop needs ledger (call, imported)",
            "till needs ledger (call, imported)"
        ]
    );
    mapping.direction = Direction::SecondNeedsFirst;
    assert_eq!(
        read_as(&mapping),
        [
            "ledger needs shop (call, imported)",
            "ledger needs till (call, imported)"
        ]
    );
    let impacts = proposed("Impacting CI,Impacted CI\nledger,shop\n").mapping;
    assert_eq!(impacts.direction, Direction::SecondNeedsFirst);
}

/// Every link in words.
fn said(diff: &exchange::Diff) -> Vec<String> {
    let records = diff.records();
    let name = |id| {
        let found = records.services.iter().find(|one| one.id == id);
        found.map_or("?".to_owned(), |service| service.name.clone())
    };
    let links = records.dependencies.iter();
    let mut all: Vec<String> = links
        .map(|one| {
            format!(
                "{} needs {} ({}, {})",
                name(one.consumer),
                name(one.provider),
                one.kind,
                one.status
            )
        })
        .collect();
    all.sort();
    all
}
