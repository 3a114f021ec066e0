//! Debian package lists: packages as services, their relations as links. Lists are read as a stream, packed or not.
//!
//! A package is one service, its source package is the system, its maintainer the owning team. `Pre-Depends` and
//! `Depends` are hard links, `Recommends` soft ones; of alternatives the first that the lists can meet is taken.

mod lists;
mod relation;
mod resolve;
mod stanza;
mod version;

pub(crate) use lists::{is_list, lists_at};

use crate::{Batch, Edge, NoteKind, Refusal};
use lists::List;
use planning::plan::TableName;
use planning::{
    Dependency, DependencyId, DependencyKind, DeployOrder, Knowledge, LinkEvidence, LinkStatus, Origin,
    Reference, Service, ServiceId, ServiceKind, Strength, Team, TeamId, Tier,
};
use resolve::{Link, Lists};
use stanza::Package;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::path::PathBuf;

const SYSTEM: &str = "debian";

/// Reads the package lists at the paths: as apt keeps them (lz4), as mirrors offer them (gzip), or plain.
#[must_use]
pub fn read_debian(paths: &[PathBuf], edge: &mut Edge) -> Batch {
    let mut batch = Batch::of("Debian packages");
    let mut known = Lists::default();
    for path in paths {
        match List::open(path) {
            Ok(list) => read_list(list, &mut known, &mut batch),
            Err(refusal) => batch.refused.push(refusal),
        }
    }
    records(known, &mut batch, edge);
    batch
}

/// Reads one list from bytes; `file` names it in the report.
#[must_use]
pub fn read_debian_list(file: &str, bytes: impl Read + 'static, edge: &mut Edge) -> Batch {
    let mut batch = Batch::of("Debian packages");
    let mut known = Lists::default();
    read_list(List::of(file, Box::new(bytes)), &mut known, &mut batch);
    records(known, &mut batch, edge);
    batch
}

fn read_list(list: List, known: &mut Lists, batch: &mut Batch) {
    let file = list.file.clone();
    let mut stanzas = stanza::Stanzas::of(list);
    while let Some(package) = stanzas.next_package() {
        known.add(package);
    }
    // Of a list that broke off nobody knows what is gone.
    if stanzas.is_whole() {
        batch.covers(TableName::Service, SYSTEM, &file);
        batch.covers(TableName::Dependency, SYSTEM, &file);
    }
    batch.refused.extend(stanzas.refused(&file));
}

fn records(known: Lists, batch: &mut Batch, edge: &mut Edge) {
    if known.packages.is_empty() {
        return;
    }
    let teams = teams(&known, batch, edge);
    let services = services(&known, &teams, batch, edge);
    let resolved = known.resolve();
    let hard = resolved.links.values().filter(|link| link.hard).count();
    let total = resolved.links.len();
    for ((consumer, provider), link) in resolved.links {
        let (Some(from), Some(to)) = (services.get(&consumer), services.get(&provider)) else {
            continue;
        };
        let (Some(consumer), Some(provider)) = (known.packages.get(&consumer), known.packages.get(&provider))
        else {
            continue;
        };
        let dependency = dependency(consumer, (*from, *to), provider, link, edge);
        batch.state(
            &dependency,
            &["consumer", "provider", "strength", "version_constraint"],
        );
    }
    for (wanted, by) in &resolved.nowhere {
        batch.refused.push(nowhere(wanted, by));
    }
    batch.notes.extend(resolved.notes);
    batch.fact("packages", known.packages.len());
    batch.fact("packages stated more than once", known.older);
    batch.fact("names that only other packages provide", resolved.virtual_names);
    batch.fact("dependencies", total);
    batch.fact("hard dependencies", hard);
    batch.fact("soft dependencies", total - hard);
    batch.fact(
        "relations to nothing in the lists",
        resolved.nowhere.values().map(|by| by.count).sum(),
    );
    batch.fact("relations whose version the lists do not have", resolved.unmet);
}

/// One refusal for each name that nothing in the lists has.
fn nowhere(wanted: &str, by: &resolve::Wanting) -> Refusal {
    let others = match by.count {
        1 => String::new(),
        2 => " and one more".to_owned(),
        count => format!(" and {} more", count - 1),
    };
    let reason = format!(
        "No package of the lists is or provides “{wanted}”; {}{others} {} it.",
        by.first,
        if by.count == 1 { "wants" } else { "want" }
    );
    Refusal::value(&by.file, Some(by.line), by.field, wanted, reason)
}

fn origin(key: &str, file: &str, line: u32) -> Origin {
    Origin {
        system: SYSTEM.into(),
        key: key.into(),
        file: file.into(),
        row: Some(line),
    }
}

/// Maintainers by name; the first address is kept.
fn teams(known: &Lists, batch: &mut Batch, edge: &mut Edge) -> BTreeMap<String, TeamId> {
    let mut ids = BTreeMap::new();
    let mut taken = BTreeSet::new();
    for package in known
        .packages
        .values()
        .filter(|package| !package.maintainer.is_empty())
    {
        let (name, contact) = package.maintainer();
        if ids.contains_key(name) {
            continue;
        }
        let Some(reference) = reference(name, &mut taken) else {
            continue;
        };
        let team = Team {
            id: edge.id(),
            reference,
            name: name.to_owned(),
            lead: None,
            contact: contact.to_owned(),
            points_per_release: None,
            crews: 1,
            origin: Some(origin(name, &package.file, package.line)),
        };
        ids.insert(name.to_owned(), team.id);
        batch.state(&team, &["name", "contact"]);
    }
    ids
}

fn services(
    known: &Lists,
    teams: &BTreeMap<String, TeamId>,
    batch: &mut Batch,
    edge: &mut Edge,
) -> BTreeMap<String, ServiceId> {
    let mut ids = BTreeMap::new();
    let mut taken = BTreeSet::new();
    for package in known.packages.values() {
        let (Some(reference), Ok(tier)) = (
            reference(&package.name, &mut taken),
            Tier::new(tier(&package.priority)),
        ) else {
            continue;
        };
        let service = Service {
            name: package.name.clone(),
            kind: kind(&package.section),
            tier,
            owner: teams.get(package.maintainer().0).copied(),
            system: package.source().to_owned(),
            dependencies_known: Knowledge::Complete,
            origin: Some(origin(&package.name, &package.file, package.line)),
            ..Service::new(edge.id(), reference)
        };
        let mut carries = vec!["name", "system", "dependencies_known"];
        carries.extend(service.owner.is_some().then_some("owner"));
        ids.insert(package.name.clone(), service.id);
        batch.state(&service, &carries);
    }
    let long = ids.keys().filter(|name| name.chars().count() > 64).count();
    if long > 0 {
        let sentence =
            format!("{long} package names have more than 64 characters; their references are shortened.");
        batch.note(NoteKind::Reading, "reference", "", sentence);
    }
    ids
}

fn dependency(
    consumer: &Package,
    ends: (ServiceId, ServiceId),
    provider: &Package,
    link: Link,
    edge: &mut Edge,
) -> Dependency {
    let kind = match kind(&provider.section) {
        ServiceKind::Library => DependencyKind::Build,
        ServiceKind::Database => DependencyKind::Data,
        _ => DependencyKind::Call,
    };
    Dependency {
        id: edge.id::<DependencyId>(),
        consumer: ends.0,
        provider: ends.1,
        kind,
        strength: if link.hard { Strength::Hard } else { Strength::Soft },
        order: DeployOrder::ProviderFirst,
        environment: None,
        version_constraint: link.constraint,
        contract: String::new(),
        min_gap_minutes: 0,
        redundancy: None,
        status: LinkStatus::Imported,
        confirmed_by: None,
        confirmed_at: None,
        evidence: vec![LinkEvidence {
            origin: origin(
                &format!("{} > {}", consumer.name, provider.name),
                &consumer.file,
                link.line,
            ),
            first_seen: edge.now,
            last_seen: edge.now,
            present: true,
        }],
        note: link.note,
    }
}

/// The name itself when it is short enough, else its start and a number.
fn reference(name: &str, taken: &mut BTreeSet<String>) -> Option<Reference> {
    let mut number = 1;
    let mut wanted: String = name.chars().take(64).collect();
    while !taken.insert(wanted.to_lowercase()) {
        number += 1;
        let end = format!("~{number}");
        wanted = name.chars().take(64 - end.len()).collect();
        wanted.push_str(&end);
    }
    Reference::new(&wanted).ok()
}

/// Debian's priority as a tier: without a required package nothing runs.
fn tier(priority: &str) -> u8 {
    match priority {
        "required" => 0,
        "important" => 1,
        "standard" => 2,
        _ => 3,
    }
}

/// What the section says of a package.
fn kind(section: &str) -> ServiceKind {
    match section.rsplit('/').next().unwrap_or_default() {
        "libs" | "libdevel" | "oldlibs" | "python" | "perl" | "ruby" | "rust" | "golang" | "java"
        | "javascript" | "haskell" | "ocaml" | "lisp" | "php" | "gnu-r" | "introspection" | "cli-mono" => {
            ServiceKind::Library
        }
        "database" => ServiceKind::Database,
        "doc" => ServiceKind::Document,
        "kernel" | "shells" | "base" => ServiceKind::Infrastructure,
        "httpd" | "mail" | "net" | "admin" | "web" => ServiceKind::Service,
        _ => ServiceKind::Application,
    }
}
