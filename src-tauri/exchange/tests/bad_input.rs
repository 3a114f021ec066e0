//! Wrong, broken, empty and enormous input: refused with a place and a reason, never fatal to the rest.

mod common;

use common::{Mint, dry_run};
use exchange::csv::{propose, read};
use exchange::{Files, ImportError, SourceKind, detect, read_kubernetes, read_openstack, reconcile};
use planning::Plan;
use planning::plan::TableName;
use std::fmt::Write;
use std::time::Instant as Stopwatch;

fn deliverable(team: &str, version: &str) -> Vec<u8> {
    format!(
        "---\nteam: {team}\ntype: service\nrelease-model: cycle-with-rc\nreleases:\n  - version: {version}\n    projects:\n      - repo: openstack/x\n        hash: abc\n"
    )
    .into_bytes()
}

fn files(more: &[(&str, &[u8])]) -> Files {
    let schedule = "cycle:\n  - start: '2025-03-31'\n    name: R+0\n    x-project:\n      - e-final\n";
    let mut files = Files::of([
        (
            "deliverables/epoxy/good.yaml".to_owned(),
            deliverable("good", "1.0.0"),
        ),
        (
            "doc/source/epoxy/schedule.yaml".to_owned(),
            schedule.as_bytes().to_vec(),
        ),
    ]);
    for (path, bytes) in more {
        files.insert(path, bytes.to_vec());
    }
    files
}

fn read_epoxy(files: &Files) -> exchange::Diff {
    let batch = Mint::default().edge(|edge| read_openstack(files, "epoxy", edge));
    reconcile(&Plan::default(), batch)
}

#[test]
fn one_broken_file_is_refused_with_its_line_and_the_others_are_read() {
    let broken = b"---\nteam: x\ntype: service\nreleases:\n  - version: 1.0.0\n   projects: [\n";
    let diff = read_epoxy(&files(&[("deliverables/epoxy/broken.yaml", broken)]));
    assert_eq!(diff.count(TableName::Service).added, 1);
    let refusal = &diff.refused[0];
    assert_eq!(refusal.file, "deliverables/epoxy/broken.yaml");
    assert!(matches!(refusal.row, Some(5..=7)), "{refusal:?}");
    assert!(
        refusal.reason.starts_with("It is not sound YAML: "),
        "{refusal:?}"
    );
}

#[test]
fn empty_binary_and_wrongly_encoded_files_say_so() {
    let diff = read_epoxy(&files(&[
        ("deliverables/epoxy/a.yaml", b"" as &[u8]),
        ("deliverables/epoxy/b.yaml", b"team: \0\x01\x02"),
        ("deliverables/epoxy/c.yaml", b"team: x\ntype: caf\xe9\n"),
        ("deliverables/epoxy/d.yaml", b"just words\n"),
    ]));
    let said: Vec<(&str, Option<u32>)> = diff
        .refused
        .iter()
        .map(|one| (one.reason.as_str(), one.row))
        .collect();
    assert_eq!(said[0], ("The file is empty.", None));
    assert_eq!(said[1], ("It is not text.", None));
    assert_eq!(said[2], ("It is not UTF-8 text.", Some(2)));
    assert!(said[3].0.starts_with("It is not sound YAML"), "{said:?}");
    assert_eq!(diff.count(TableName::Service).added, 1);
}

#[test]
fn aliases_that_multiply_are_stopped() {
    let mut bomb = String::from("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
    for level in 1..12 {
        let before = level - 1;
        let list = vec![format!("*a{before}"); 10].join(",");
        writeln!(bomb, "a{level}: &a{level} [{list}]").expect("text");
    }
    bomb.push_str("cycle-highlights: [*a11]\nteam: x\ntype: service\n");
    let watch = Stopwatch::now();
    let diff = read_epoxy(&files(&[("deliverables/epoxy/bomb.yaml", bomb.as_bytes())]));
    assert!(watch.elapsed().as_secs() < 10, "{:?}", watch.elapsed());
    assert_eq!(diff.refused.len(), 1, "{:?}", diff.refused);
    assert!(
        diff.refused[0].reason.contains("repetition"),
        "{:?}",
        diff.refused[0]
    );
}

#[test]
fn yaml_nested_without_end_is_stopped() {
    let deep = format!("cycle-highlights: {}", "[".repeat(100_000));
    let diff = read_epoxy(&files(&[("deliverables/epoxy/deep.yaml", deep.as_bytes())]));
    assert_eq!(diff.refused[0].reason, "Its brackets are nested too deeply.");
    assert_eq!(diff.count(TableName::Service).added, 1);
}

#[test]
fn a_schedule_that_is_missing_or_broken_still_gives_services() {
    for schedule in [b"cycle: 5".as_slice(), b"cycle:\n  - start: '2025-13-01'\n"] {
        let diff = read_epoxy(&files(&[("doc/source/epoxy/schedule.yaml", schedule)]));
        assert_eq!(diff.refused.len(), 1, "{:?}", diff.refused);
        assert_eq!(diff.count(TableName::Change).added, 1);
    }
}

#[test]
fn a_release_without_anything_is_refused_not_fatal() {
    let batch = Mint::default().edge(|edge| read_kubernetes(&Files::default(), "1.34", edge));
    assert_eq!(batch.refused.len(), 1);
    assert_eq!(batch.refused[0].reason, "The release has no schedule.");
}

#[test]
fn a_path_that_is_no_source_says_what_could_be_imported() {
    let folder = tempfile::tempdir().expect("a folder");
    assert_eq!(detect(folder.path()), None);
    let mut mint = Mint::default();
    let error = dry_run(&mut mint, &Plan::default(), folder.path(), None, None).expect_err("nothing there");
    assert!(matches!(error, ImportError::NotASource(_)), "{error}");
    let picture = folder.path().join("picture.csv");
    std::fs::write(&picture, b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR").expect("a file");
    assert_eq!(detect(&picture), None);
    let empty = folder.path().join("empty.csv");
    std::fs::write(&empty, b"").expect("a file");
    assert_eq!(detect(&empty), None);
    let error = dry_run(
        &mut mint,
        &Plan::default(),
        &folder.path().join("gone.csv"),
        None,
        None,
    )
    .expect_err("gone");
    assert!(
        error.to_string().ends_with("cannot be read: it is not there."),
        "{error}"
    );
}

#[test]
fn a_file_with_only_a_header_is_a_table_without_rows() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("services.csv");
    std::fs::write(&path, "\u{feff}reference;name;tier\r\n").expect("a file");
    assert!(matches!(
        detect(&path).map(|found| found.source),
        Some(SourceKind::Table)
    ));
    let diff = dry_run(&mut Mint::default(), &Plan::default(), &path, None, None).expect("an import");
    assert!(diff.is_empty() && diff.refused.is_empty());
}

#[test]
fn rows_of_uneven_width_and_open_quotes_are_taken_as_far_as_they_go() {
    let text = "reference,name,tier\nledger,Ledger\nshop,Shop,1,,,extra\nlast,\"open\n";
    let proposal = propose("x.csv", text.as_bytes(), None).expect("a table");
    let batch = Mint::default()
        .edge(|edge| read("x.csv", text.as_bytes(), &proposal.mapping, edge))
        .expect("a batch");
    assert_eq!(batch.records::<planning::Service>().len(), 3);
}

#[test]
fn ten_megabytes_of_rows_are_read_in_seconds() {
    let mut text = String::from("number,short_description,type,state,cmdb_ci,assignment_group\n");
    let mut row = 0;
    while text.len() < 10 << 20 {
        row += 1;
        let line = "a change with a rather long description of what it does and why. ".repeat(6);
        writeln!(
            text,
            "CHG{row:07},{line},Normal,Scheduled,service-{},team-{}",
            row % 500,
            row % 40
        )
        .expect("text");
    }
    let watch = Stopwatch::now();
    let proposal = propose("big.csv", text.as_bytes(), None).expect("a table");
    let mut mapping = proposal.mapping;
    mapping.unknown = exchange::UnknownReference::Stub;
    let batch = Mint::default()
        .edge(|edge| read("big.csv", text.as_bytes(), &mapping, edge))
        .expect("a batch");
    let diff = reconcile(&Plan::default(), batch);
    println!("{row} rows in {:?}", watch.elapsed());
    assert_eq!(diff.count(TableName::Change).added, row);
    assert_eq!(diff.count(TableName::Service).added, 500);
    assert!(watch.elapsed().as_secs() < 60, "{:?}", watch.elapsed());
}
