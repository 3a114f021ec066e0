//! The dependency table between deliverables.

use super::beside::table;
use crate::{Batch, Edge, Files, Refusal};
use planning::plan::TableName;
use planning::{
    Dependency, DependencyId, DependencyKind, DeployOrder, LinkEvidence, LinkStatus, Origin, Service,
    ServiceKind, Strength,
};
use std::collections::{BTreeMap, BTreeSet};

/// The source system of the links.
const SYSTEM: &str = "openstack/dependencies";

/// Reads `<series>-dependencies.csv` and answers the names of all deliverables in it.
pub(super) fn read(
    files: &Files,
    series: &str,
    services: &BTreeMap<String, Service>,
    batch: &mut Batch,
    edge: &mut Edge,
) -> BTreeSet<String> {
    let Some((file, bytes)) = files.ending(&format!("{series}-dependencies.csv")) else {
        return BTreeSet::new();
    };
    let file = file.to_owned();
    let columns = [
        "from_deliverable",
        "from_team",
        "to_deliverable",
        "to_team",
        "kind",
        "debian_from",
        "debian_to",
        "constraint",
    ];
    let mut nodes = BTreeSet::new();
    let (mut links, mut hard, mut between_teams) = (0, 0, 0);
    for (line, row) in table(&file, bytes, &columns, &mut batch.refused) {
        let [
            from,
            from_team,
            to,
            to_team,
            kind,
            debian_from,
            debian_to,
            constraint,
        ] = row.as_slice()
        else {
            continue;
        };
        let mut end = |field: &str, name: &str| {
            let service = services.get(name);
            if service.is_none() {
                let reason = format!("“{name}” is no deliverable of {series}.");
                batch
                    .refused
                    .push(Refusal::value(&file, Some(line), field, name, reason).and_its_record());
            }
            service
        };
        let (Some(consumer), Some(provider)) = (end("from_deliverable", from), end("to_deliverable", to))
        else {
            continue;
        };
        let strength = match kind.parse::<Strength>() {
            Ok(strength) => strength,
            Err(reason) => {
                batch.refused.push(Refusal::value(
                    &file,
                    Some(line),
                    "kind",
                    kind,
                    format!("{reason}; taken as hard."),
                ));
                Strength::Hard
            }
        };
        links += 1;
        hard += usize::from(strength == Strength::Hard);
        between_teams += usize::from(from_team != to_team);
        nodes.extend([from.clone(), to.clone()]);
        let built_with = provider.kind == ServiceKind::Library;
        let link = Dependency {
            id: edge.id::<DependencyId>(),
            consumer: consumer.id,
            provider: provider.id,
            kind: if built_with {
                DependencyKind::Build
            } else {
                DependencyKind::Call
            },
            strength,
            order: DeployOrder::ProviderFirst,
            environment: None,
            version_constraint: constraint.clone(),
            min_gap_minutes: 0,
            redundancy: None,
            status: LinkStatus::Imported,
            confirmed_by: None,
            confirmed_at: None,
            evidence: vec![LinkEvidence {
                origin: Origin {
                    system: SYSTEM.into(),
                    key: format!("{from} > {to}"),
                    file: file.clone(),
                    row: Some(line),
                },
                first_seen: edge.now,
                last_seen: edge.now,
                present: true,
            }],
            note: format!("Debian package {debian_from} depends on {debian_to}."),
            contract: String::new(),
        };
        batch.state(&link, &["consumer", "provider", "strength", "version_constraint"]);
    }
    batch.fact("dependencies", links);
    batch.fact("hard dependencies", hard);
    batch.fact("soft dependencies", links - hard);
    batch.fact("deliverables with dependencies", nodes.len());
    batch.fact("dependencies between teams", between_teams);
    batch.covers(TableName::Dependency, SYSTEM, &file);
    nodes
}
