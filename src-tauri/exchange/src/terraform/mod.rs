//! Terraform: a state, what `terraform show -json` writes, or a resource graph; collapsed to owning components.
//!
//! Attributes hold passwords and keys. None of the shapes here has a field for them, so they are skipped while the
//! file is read and reach nothing.

mod address;
mod shapes;

use crate::sketch::{Link, Part, Place, Sketch, use_of};
use crate::{Batch, Edge, NoteKind, json};
use address::Owner;
use planning::{Knowledge, ServiceKind};
use shapes::{Resource, Written};
use std::collections::BTreeMap;

/// Reads a Terraform file; `place` names the project.
#[must_use]
pub fn read_terraform(file: &str, place: &str, bytes: &[u8], edge: &mut Edge) -> Batch {
    let mut sketch = Sketch::of(format!("Terraform project {place}"), format!("terraform/{place}"));
    sketch.names_are_local = true;
    let written: json::Read<Written> = match json::read(file, bytes) {
        Ok(written) => written,
        Err(refusal) => {
            sketch.batch.refused.push(refusal);
            return sketch.into_batch(edge);
        }
    };
    sketch.files.insert(String::new());
    let resources = written.value.resources();
    sketch.batch.fact("resources", resources.len());
    // The whole of a module is one component; a resource of the root stands for itself.
    let mut owners: BTreeMap<String, (ServiceKind, usize)> = BTreeMap::new();
    for resource in &resources {
        let owner = Owner::of(&resource.address);
        let place = Place {
            file: file.to_owned(),
            row: written.line_of(&resource.name),
        };
        let kind = if owner.is_module {
            ServiceKind::Infrastructure
        } else {
            kind_of(&resource.kind)
        };
        let count = owners.entry(owner.name.clone()).or_insert((kind, 0));
        count.1 += 1;
        if count.1 == 1 {
            let mut part = Part::named(&owner.name, place);
            part.kind = kind;
            part.system = sketch.system.trim_start_matches("terraform/").to_owned();
            part.knowledge = Knowledge::Partial;
            sketch.part(&owner.name, part);
        }
    }
    links(file, &resources, &written, &owners, &mut sketch);
    sketch.batch.fact("components", owners.len());
    let collapsed = owners.values().filter(|(_, count)| *count > 1).count();
    sketch.batch.fact("components of several resources", collapsed);
    sketch.into_batch(edge)
}

fn links(
    file: &str,
    resources: &[Resource],
    written: &json::Read<Written>,
    owners: &BTreeMap<String, (ServiceKind, usize)>,
    sketch: &mut Sketch,
) {
    let mut nowhere: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut stated = 0;
    for resource in resources {
        let consumer = Owner::of(&resource.address).name;
        for needed in &resource.needs {
            if address::is_data(needed) {
                continue;
            }
            stated += 1;
            let provider = Owner::of(needed).name;
            let Some((kind, _)) = owners.get(&provider) else {
                nowhere
                    .entry(provider)
                    .or_default()
                    .push(resource.address.clone());
                continue;
            };
            if provider == consumer {
                continue;
            }
            let place = Place {
                file: file.to_owned(),
                row: written
                    .line_of(needed)
                    .or_else(|| written.line_of(&resource.name)),
            };
            let mut link = Link::of(use_of(*kind), place);
            link.note = format!(
                "{} needs {}.",
                address::plain(&resource.address),
                address::plain(needed)
            );
            sketch.link(&consumer, &provider, link);
        }
    }
    sketch.batch.fact("dependencies of resources", stated);
    for (provider, from) in nowhere {
        let sentence = format!(
            "{provider} is not in the file; {}: {}.",
            if from.len() == 1 {
                "1 resource needs it".into()
            } else {
                format!("{} resources need it", from.len())
            },
            crate::backstage::some(&from)
        );
        sketch.batch.note(NoteKind::Missing, &provider, file, sentence);
    }
}

/// What a type of resource is on the map.
fn kind_of(kind: &str) -> ServiceKind {
    let has = |words: &[&str]| words.iter().any(|word| kind.contains(word));
    if has(&[
        "_db_",
        "rds",
        "sql",
        "database",
        "dynamodb",
        "elasticache",
        "redis",
        "cosmosdb",
        "bigtable",
        "spanner",
    ]) {
        ServiceKind::Database
    } else if has(&[
        "sqs",
        "sns",
        "kafka",
        "msk",
        "queue",
        "topic",
        "pubsub",
        "kinesis",
        "eventhub",
        "servicebus",
        "_mq_",
    ]) {
        ServiceKind::Queue
    } else if has(&[
        "lambda_function",
        "cloud_run",
        "function_app",
        "cloudfunctions",
        "ecs_service",
        "app_service",
    ]) {
        ServiceKind::Service
    } else {
        ServiceKind::Infrastructure
    }
}
