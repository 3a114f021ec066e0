//! Milestones from what project tools write: XML of Microsoft Project, tables of GanttProject and Microsoft Project.
#![allow(clippy::unwrap_used, reason = "a test that cannot read its file has failed")]

use exchange::csv::{TableKind, propose, read};
use exchange::{Batch, Diff, Edge, read_project, reconcile};
use planning::{Instant, Milestone, Plan};
use uuid::Uuid;

fn edge<T>(now: &str, make: impl FnOnce(&mut Edge) -> T) -> T {
    let mut next = 0;
    let mut mint = || {
        next += 1;
        Uuid::from_u128(
            u128::from(now.len() as u64) << 64 | now.bytes().map(u128::from).sum::<u128>() << 32 | next,
        )
    };
    let now: Instant = now.parse().unwrap();
    make(&mut Edge { mint: &mut mint, now })
}

fn project(finish: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<Project xmlns="http://schemas.microsoft.com/project">
  <Name>Ledger.mpp</Name>
  <Title>Ledger &amp; Tax</Title>
  <Tasks>
    <Task><UID>0</UID><Name>Ledger</Name><Summary>1</Summary><Milestone>0</Milestone></Task>
    <Task><UID>4</UID><Name>Write it</Name><Milestone>0</Milestone><Finish>2026-10-30T17:00:00</Finish></Task>
    <Task>
      <UID>7</UID><Name>Tax rules signed off</Name><Milestone>1</Milestone>
      <Finish>{finish}T17:00:00</Finish>
      <Baseline><Number>0</Number><Finish>2026-11-02T17:00:00</Finish></Baseline>
    </Task>
    <Task>
      <UID>9</UID><Name>Test data delivered</Name><Milestone>1</Milestone><PercentComplete>100</PercentComplete>
      <Finish>2026-09-30T12:00:00</Finish>
    </Task>
    <Task><UID>11</UID><Name>Nobody knows when</Name><Milestone>1</Milestone><Finish>soon</Finish></Task>
  </Tasks>
</Project>"#
    )
}

fn imported(plan: &mut Plan, batch: Batch) -> Diff {
    let diff = reconcile(plan, batch);
    diff.records().put_into(plan);
    diff
}

fn named<'p>(plan: &'p Plan, name: &str) -> &'p Milestone {
    plan.milestones.iter().find(|one| one.name == name).unwrap()
}

#[test]
fn a_project_gives_its_milestones_and_keeps_what_was_forecast_each_time() {
    let mut plan = Plan::default();
    let first = edge("2026-10-05T09:00:00Z", |edge| {
        read_project("ledger.xml", project("2026-11-09").as_bytes(), edge)
    });
    let diff = imported(&mut plan, first);
    assert_eq!(plan.milestones.len(), 2, "{diff:?}");
    let fault = diff.refused.iter().find(|one| one.value == "soon").unwrap();
    assert_eq!(
        (fault.file.as_str(), fault.row, fault.field.as_str()),
        ("ledger.xml", Some(17), "Finish")
    );
    let tax = named(&plan, "Tax rules signed off");
    assert_eq!(tax.project, "Ledger & Tax");
    assert_eq!(tax.planned.to_string(), "2026-11-02");
    assert_eq!(tax.expected().to_string(), "2026-11-09");
    assert_eq!(
        named(&plan, "Test data delivered").reached.unwrap().to_string(),
        "2026-09-30"
    );

    // The same file again changes nothing; a later one adds what is said now.
    let again = edge("2026-10-06T09:00:00Z", |edge| {
        read_project("ledger.xml", project("2026-11-09").as_bytes(), edge)
    });
    assert!(imported(&mut plan, again).records().is_empty());
    let later = edge("2026-10-12T09:00:00Z", |edge| {
        read_project("ledger.xml", project("2026-11-20").as_bytes(), edge)
    });
    imported(&mut plan, later);
    let said: Vec<String> = named(&plan, "Tax rules signed off")
        .forecasts
        .iter()
        .map(|one| format!("{} said {}", one.said_on, one.day))
        .collect();
    assert_eq!(said, ["2026-10-05 said 2026-11-09", "2026-10-12 said 2026-11-20"]);
}

#[test]
fn entities_that_would_grow_are_refused() {
    let bomb = r#"<?xml version="1.0"?><!DOCTYPE p [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>
<Project xmlns="http://schemas.microsoft.com/project"><Title>&b;</Title></Project>"#;
    let batch = edge("2026-10-05T09:00:00Z", |edge| {
        read_project("bomb.xml", bomb.as_bytes(), edge)
    });
    assert_eq!(batch.refused.len(), 1);
    assert!(batch.proposals.is_empty());
}

#[test]
fn a_table_of_ganttproject_gives_what_lasts_no_time() {
    let table = "ID,Name,Begin date,End date,Duration,Completion,Coordinator,Predecessors\n\
                 0,Build,2026-10-01,2026-10-20,14,40,Ines,\n\
                 1,Interface frozen,2026-10-21,2026-10-21,0,0,,0\n";
    let proposal = propose("gantt.csv", table.as_bytes(), None).unwrap();
    assert_eq!(proposal.mapping.kind, TableKind::Milestones);
    assert!(proposal.needs.is_empty(), "{:?}", proposal.needs);
    let batch = edge("2026-10-05T09:00:00Z", |edge| {
        read("gantt.csv", table.as_bytes(), &proposal.mapping, edge).unwrap()
    });
    let mut plan = Plan::default();
    imported(&mut plan, batch);
    assert_eq!(plan.milestones.len(), 1);
    assert_eq!(
        named(&plan, "Interface frozen").expected().to_string(),
        "2026-10-21"
    );
}

#[test]
fn a_table_of_microsoft_project_gives_what_it_marks() {
    let table = "ID;Name;Start;Finish;Baseline Finish;% Complete;Milestone\n\
                 3;Go or no go;2026-11-16;2026-11-16;2026-11-11;0%;Yes\n\
                 4;Cut over;2026-11-16;2026-11-20;2026-11-15;0%;No\n";
    let proposal = propose("project.csv", table.as_bytes(), None).unwrap();
    assert_eq!(proposal.mapping.kind, TableKind::Milestones);
    let batch = edge("2026-10-05T09:00:00Z", |edge| {
        read("project.csv", table.as_bytes(), &proposal.mapping, edge).unwrap()
    });
    let mut plan = Plan::default();
    imported(&mut plan, batch);
    let go = named(&plan, "Go or no go");
    assert_eq!(
        (plan.milestones.len(), go.planned.to_string()),
        (1, "2026-11-11".to_owned())
    );
    assert_eq!(go.expected().to_string(), "2026-11-16");
}

#[test]
fn a_list_of_changes_stays_a_list_of_changes() {
    let table = "Key,Summary,Issue Type,Status,Due date,Assignee\nAB-1,Do it,Story,Open,2026-10-01,Ines\n";
    let proposal = propose("jira.csv", table.as_bytes(), None).unwrap();
    assert_eq!(proposal.mapping.kind, TableKind::Changes);
}
