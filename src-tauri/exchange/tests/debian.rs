//! Debian package lists: relations, virtual packages, versions, bad input, and the lists of this machine.

#![allow(clippy::unwrap_used, reason = "a list that cannot be read fails the test")]

mod common;

use common::{Mint, dry_run, now, real};
use exchange::{Batch, Diff, SourceKind, detect, read_debian_list, reconcile};
use planning::plan::TableName;
use planning::{Dependency, Plan, Service, ServiceKind, Strength, Team};
use std::collections::BTreeMap;
use std::path::Path;

fn read(text: &str) -> Batch {
    let bytes = std::io::Cursor::new(text.as_bytes().to_vec());
    Mint::default().edge(|edge| read_debian_list("Packages", bytes, edge))
}

/// Paragraphs of `name: relations`, everything else being alike.
fn list(packages: &[(&str, &str)]) -> Batch {
    let paragraph = |(name, rest): &(&str, &str)| {
        format!("Package: {name}\nVersion: 1.0-1\nArchitecture: amd64\n{rest}\n\n")
    };
    read(&packages.iter().map(paragraph).collect::<String>())
}

/// `consumer → provider strength constraint note`, in order.
fn links(batch: &Batch) -> Vec<String> {
    let names: BTreeMap<_, _> = batch
        .records::<Service>()
        .into_iter()
        .map(|service| (service.id, service.name))
        .collect();
    let said = |link: Dependency| {
        let line = format!(
            "{} → {} {} {} {}",
            names[&link.consumer], names[&link.provider], link.strength, link.version_constraint, link.note
        );
        line.trim_end().replace("  ", " ")
    };
    batch.records::<Dependency>().into_iter().map(said).collect()
}

#[test]
fn depends_are_hard_recommends_are_soft_and_suggests_are_nothing() {
    let batch = list(&[
        (
            "app",
            "Pre-Depends: dpkg\nDepends: lib\nRecommends: docs\nSuggests: extra",
        ),
        ("dpkg", ""),
        ("lib", ""),
        ("docs", ""),
        ("extra", ""),
    ]);
    assert_eq!(
        links(&batch),
        ["app → docs soft", "app → dpkg hard", "app → lib hard"]
    );
    assert_eq!(batch.figure("hard dependencies"), Some(2));
}

#[test]
fn the_first_alternative_that_is_there_is_taken() {
    let batch = list(&[
        ("app", "Depends: gone | old | new, newer (>= 2) | old"),
        ("old", ""),
        ("new", ""),
        ("newer", ""),
    ]);
    // newer is there, but too old; old is not.
    assert_eq!(links(&batch), ["app → old hard"]);
    assert_eq!(
        batch.figure("relations whose version the lists do not have"),
        Some(0)
    );
}

#[test]
fn two_relations_to_one_package_are_one_link_that_keeps_epochs() {
    let batch = list(&[
        (
            "app",
            "Recommends: lib\nDepends: lib (>= 0:0.9~rc1), lib (<< 1:2.0)",
        ),
        ("lib", ""),
    ]);
    assert_eq!(links(&batch), ["app → lib hard >= 0:0.9~rc1, << 1:2.0"]);
}

#[test]
fn a_virtual_package_leads_to_the_most_important_one_that_provides_it() {
    let batch = list(&[
        ("app", "Depends: mail-transport-agent, default-db (>= 3)"),
        ("exim", "Provides: mail-transport-agent\nPriority: standard"),
        ("amail", "Provides: mail-transport-agent\nPriority: optional"),
        ("adb", "Provides: default-db"),
        ("bdb", "Provides: default-db (= 3.1)"),
    ]);
    assert_eq!(
        links(&batch),
        [
            "app → bdb hard >= 3 bdb provides default-db.",
            "app → exim hard exim provides mail-transport-agent."
        ]
    );
    assert_eq!(batch.figure("names that only other packages provide"), Some(2));
}

#[test]
fn a_package_that_provides_what_it_needs_has_no_link_to_itself() {
    let batch = list(&[("a", "Provides: x\nDepends: x, a"), ("b", "Provides: x")]);
    assert_eq!(links(&batch), Vec::<String>::new());
}

#[test]
fn an_architecture_behind_the_colon_is_looked_up_or_ignored() {
    let batch = list(&[
        ("app", "Depends: python:any, lib:amd64, other:i386"),
        ("python", ""),
        ("lib", ""),
        ("other", ""),
    ]);
    assert_eq!(links(&batch), ["app → lib hard", "app → python hard"]);
    assert_eq!(batch.refused.len(), 1);
    assert_eq!(batch.refused[0].value, "other");
}

#[test]
fn a_version_the_list_does_not_have_is_said_on_the_link() {
    let batch = list(&[("app", "Depends: lib (>= 2.0)"), ("lib", "")]);
    assert_eq!(
        links(&batch),
        ["app → lib hard >= 2.0 Wants >= 2.0; the lists have 1.0-1."]
    );
    assert_eq!(
        batch.figure("relations whose version the lists do not have"),
        Some(1)
    );
}

#[test]
fn of_the_same_package_the_newest_version_counts() {
    let batch = read(
        "Package: a\nVersion: 1:1.9\nArchitecture: amd64\nDepends: new\n\n\
         Package: a\nVersion: 2.0\nArchitecture: amd64\nDepends: old\n\n\
         Package: old\nVersion: 1\n\nPackage: new\nVersion: 1\n",
    );
    assert_eq!(links(&batch), ["a → new hard"]);
    assert_eq!(batch.figure("packages stated more than once"), Some(1));
}

#[test]
fn what_is_nowhere_is_listed_once_with_who_wants_it() {
    let batch = list(&[
        ("a", "Depends: gone | away"),
        ("b", "Recommends: gone"),
        ("c", "Depends: gone"),
    ]);
    let said: Vec<&str> = batch.refused.iter().map(|one| one.reason.as_str()).collect();
    assert_eq!(
        said,
        ["No package of the lists is or provides “gone”; a and 2 more want it."]
    );
    assert_eq!(
        (batch.refused[0].row, batch.refused[0].field.as_str()),
        (Some(4), "Depends")
    );
    assert_eq!(batch.figure("relations to nothing in the lists"), Some(3));
}

#[test]
fn sources_sections_priorities_and_maintainers_become_what_the_map_knows() {
    let batch = read(
        "Package: libssl3\nSource: openssl (3.0.1)\nVersion: 3.0.1-1\nSection: contrib/libs\nPriority: required\n\
         Maintainer: Debian OpenSSL Team <ssl@example.org>\nDescription: words\n over several\n lines\n",
    );
    let service = &batch.records::<Service>()[0];
    assert_eq!(
        (service.system.as_str(), service.kind, service.tier.number()),
        ("openssl", ServiceKind::Library, 0)
    );
    let team = &batch.records::<Team>()[0];
    assert_eq!(
        (team.name.as_str(), team.contact.as_str()),
        ("Debian OpenSSL Team", "ssl@example.org")
    );
    assert_eq!(service.owner, Some(team.id));
}

#[test]
fn bad_lines_are_named_and_the_good_ones_taken() {
    let batch = read(
        "# a comment\nPackage: a\r\nthis is no field\r\nDepends: b (>= , c\r\n\r\n\
         Version: 1\n\nPackage: c\nDepends: c\n\n\n\nPackage: caf\u{e9}\n",
    );
    assert_eq!(links(&batch), ["a → c hard"]);
    let said: Vec<(Option<u32>, &str)> = batch
        .refused
        .iter()
        .map(|one| (one.row, one.reason.as_str()))
        .collect();
    assert_eq!(
        said,
        [
            (Some(3), "“this is no field” is no field of a package list."),
            (Some(7), "The paragraph that ends here names no package."),
        ]
    );
    assert_eq!(batch.notes[0].sentence, "“b (>=” of a Depends is no relation.");
}

#[test]
fn other_encodings_and_empty_files_are_reported() {
    let latin = std::io::Cursor::new(b"Package: a\nMaintainer: Ren\xe9 <r@example.org>\n".to_vec());
    let batch = Mint::default().edge(|edge| read_debian_list("Packages", latin, edge));
    assert_eq!(batch.records::<Service>().len(), 1);
    assert!(batch.refused[0].reason.contains("not UTF-8") && batch.refused[0].rest_taken);
    for text in ["", "\n\n\n", "{\"json\": true}\n"] {
        let batch = read(text);
        assert!(batch.proposals.is_empty());
        assert!(
            batch
                .refused
                .iter()
                .any(|one| one.reason == "No paragraph of it names a package.")
        );
    }
}

/// Endless bytes without a line.
struct Endless;

impl std::io::Read for Endless {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        buffer.fill(b'x');
        Ok(buffer.len())
    }
}

#[test]
fn a_line_without_end_is_given_up() {
    let bytes = std::io::Read::chain(
        std::io::Cursor::new(b"Package: a\n\nPackage: b\nDepends: ".to_vec()),
        Endless,
    );
    let batch = Mint::default().edge(|edge| read_debian_list("Packages", bytes, edge));
    assert_eq!(batch.records::<Service>().len(), 1);
    assert!(
        batch.refused[0].reason.starts_with("A line has more than"),
        "{:?}",
        batch.refused
    );
    assert!(batch.covers.is_empty(), "nobody knows what the rest held");
}

#[test]
fn lists_are_unpacked_by_their_first_bytes_and_found_by_name_or_content() {
    use std::io::Write;
    let text = b"Package: a\nVersion: 1\nArchitecture: all\nDepends: b\n\nPackage: b\nVersion: 1\n";
    let folder = tempfile::tempdir().unwrap();
    let lists = folder.path().join("lists");
    std::fs::create_dir(&lists).unwrap();
    let at = |name: &str| lists.join(name);
    std::fs::write(at("plain.txt"), text).unwrap();
    std::fs::write(at("InRelease"), "Origin: Debian\n").unwrap();
    let mut lz4 = lz4_flex::frame::FrameEncoder::new(Vec::new());
    lz4.write_all(text).unwrap();
    std::fs::write(at("x_main_binary-amd64_Packages.lz4"), lz4.finish().unwrap()).unwrap();
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gzip.write_all(text).unwrap();
    std::fs::write(at("Packages.gz"), gzip.finish().unwrap()).unwrap();
    let taken = |path: &Path| {
        assert_eq!(
            detect(path).unwrap().source,
            SourceKind::Debian,
            "{}",
            path.display()
        );
        let diff = dry_run(&mut Mint::default(), &Plan::default(), path, None, None).unwrap();
        (
            diff.count(TableName::Service).added,
            diff.count(TableName::Dependency).added,
        )
    };
    for path in [
        at("plain.txt"),
        at("x_main_binary-amd64_Packages.lz4"),
        at("Packages.gz"),
        lists.clone(),
        folder.path().to_owned(),
    ] {
        assert_eq!(taken(&path), (2, 1), "{}", path.display());
    }
    std::fs::write(at("Packages.xz"), b"\xfd7zXZ\0rest").unwrap();
    let diff = dry_run(
        &mut Mint::default(),
        &Plan::default(),
        &at("Packages.xz"),
        None,
        None,
    )
    .unwrap();
    assert_eq!(
        diff.refused[0].reason,
        "It is packed with xz: unpack it first (xz -d Packages.xz)."
    );
}

#[test]
fn importing_again_changes_nothing_and_what_vanished_is_named() {
    let mut plan = Plan::default();
    let whole = "Package: a\nVersion: 1\nDepends: b, c\n\nPackage: b\nVersion: 1\n\nPackage: c\nVersion: 1\n";
    let take = |plan: &Plan, mint: &mut Mint, text: &str| -> Diff {
        let bytes = std::io::Cursor::new(text.as_bytes().to_vec());
        reconcile(plan, mint.edge(|edge| read_debian_list("Packages", bytes, edge)))
    };
    let mut mint = Mint::default();
    take(&plan, &mut mint, whole).records().put_into(&mut plan);
    assert_eq!(plan.dependencies.len(), 2);
    assert!(take(&plan, &mut mint, whole).is_empty());
    let less = take(
        &plan,
        &mut mint,
        "Package: a\nVersion: 1\nDepends: b\n\nPackage: b\nVersion: 1\n",
    );
    assert_eq!(
        (
            less.count(TableName::Service).gone,
            less.count(TableName::Dependency).gone
        ),
        (1, 1)
    );
    less.records().put_into(&mut plan);
    let absent: Vec<bool> = plan
        .dependencies
        .iter()
        .map(|link| link.evidence[0].present)
        .collect();
    assert_eq!(absent.iter().filter(|present| !**present).count(), 1);
    assert_eq!(plan.services.len(), 3, "nothing is deleted");
    assert_eq!(
        plan.dependencies.iter().next().unwrap().evidence[0].last_seen,
        now()
    );
}

fn figure(batch: &Batch, name: &str) -> u32 {
    batch
        .figure(name)
        .unwrap_or_else(|| panic!("no figure “{name}” in {:?}", batch.facts))
}

#[test]
fn openstack_in_debian_has_its_known_figures() {
    let Some(path) = real("openstack/derived/epoxy-debian-trixie.Packages") else {
        return;
    };
    let batch = Mint::default().edge(|edge| exchange::read_debian(std::slice::from_ref(&path), edge));
    let links = batch.records::<Dependency>();
    let soft = links
        .iter()
        .filter(|link| link.strength == Strength::Soft)
        .count();
    assert_eq!(figure(&batch, "soft dependencies"), soft as u32);
    assert_eq!(figure(&batch, "dependencies"), links.len() as u32);
    let names: BTreeMap<_, _> = batch
        .records::<Service>()
        .into_iter()
        .map(|service| (service.id, service.name))
        .collect();
    let known: BTreeMap<(&str, &str), Strength> = links
        .iter()
        .map(|link| {
            (
                (names[&link.consumer].as_str(), names[&link.provider].as_str()),
                link.strength,
            )
        })
        .collect();
    // The table somebody else derived from the same list names the packages behind each of its rows.
    let table = std::fs::read_to_string(path.with_file_name("epoxy-dependencies.csv")).unwrap();
    let rows: Vec<Vec<&str>> = table
        .lines()
        .skip(1)
        .map(|line| line.split(',').collect())
        .collect();
    assert_eq!(rows.len(), 1212);
    for row in rows {
        assert_eq!(
            known.get(&(row[5], row[6])).map(|strength| strength.to_string()),
            Some(row[4].to_owned()),
            "{row:?}"
        );
    }
}

/// The smallest list that apt keeps on this machine, when it is a Debian or one of its children.
#[test]
fn a_list_that_apt_keeps_is_read() {
    let folder = Path::new("/var/lib/apt/lists");
    if detect(folder).is_none_or(|found| found.source != SourceKind::Debian) {
        println!("skipped: {} holds no package lists", folder.display());
        return;
    }
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    let lists = entries.filter(|entry| entry.file_name().to_string_lossy().contains("_Packages"));
    let smallest = lists
        .min_by_key(|entry| entry.metadata().unwrap().len())
        .unwrap()
        .path();
    let batch = Mint::default().edge(|edge| exchange::read_debian(&[smallest], edge));
    println!("{:#?}", batch.facts);
    assert!(figure(&batch, "packages") > 0);
    assert_eq!(
        figure(&batch, "packages"),
        batch.records::<Service>().len() as u32
    );
}
