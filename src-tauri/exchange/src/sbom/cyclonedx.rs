//! CycloneDX in JSON, 1.2 to 1.7.
//!
//! A reference that is listed with nothing to depend on has no dependencies; one that is not listed is unknown; what
//! `compositions` says of it goes first.

use super::plain_purl;
use crate::json;
use crate::sketch::{Link, Part, Place, Sketch, use_of};
use crate::{Batch, Edge, NoteKind, Refusal};
use planning::{Knowledge, ServiceKind, Strength};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Default, Deserialize)]
#[serde(default)]
struct Bom {
    metadata: Metadata,
    components: Vec<Component>,
    services: Vec<Component>,
    dependencies: Vec<Depends>,
    compositions: Vec<Composition>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Metadata {
    component: Option<Component>,
}

/// A component, or a service: what both have in common.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Component {
    #[serde(rename = "bom-ref")]
    reference: Option<String>,
    #[serde(rename = "type")]
    kind: String,
    group: Option<String>,
    name: String,
    version: Option<String>,
    purl: Option<String>,
    scope: Option<String>,
    components: Vec<Component>,
    services: Vec<Component>,
}

#[derive(Deserialize)]
struct Depends {
    #[serde(rename = "ref")]
    reference: String,
    #[serde(rename = "dependsOn", default)]
    on: Vec<String>,
    #[serde(default)]
    provides: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Composition {
    aggregate: String,
    dependencies: Vec<String>,
}

/// What is known of each `bom-ref`.
struct Known {
    key: String,
    name: String,
    version: String,
    kind: ServiceKind,
    optional: bool,
}

/// Reads a bill of materials.
#[must_use]
pub fn read_cyclonedx(file: &str, bytes: &[u8], edge: &mut Edge) -> Batch {
    let bom: json::Read<Bom> = match json::read(file, bytes) {
        Ok(bom) => bom,
        Err(refusal) => {
            let mut batch = Batch::of(format!("CycloneDX {file}"));
            batch.refused.push(refusal);
            return batch;
        }
    };
    let root = bom.value.metadata.component.as_ref();
    let place = root.map_or_else(|| file.to_owned(), |root| root.name.clone());
    let mut sketch = Sketch::of(
        format!("CycloneDX bill of materials of {place}"),
        format!("cyclonedx/{place}"),
    );
    sketch.files.insert(String::new());
    sketch.batch.fact("components", count(&bom.value.components));
    sketch.batch.fact("services", count(&bom.value.services));
    let mut known: BTreeMap<String, Known> = BTreeMap::new();
    if let Some(root) = root {
        add(root, false, 0, file, &bom, &mut known, &mut sketch);
    }
    for component in &bom.value.components {
        add(component, false, 1, file, &bom, &mut known, &mut sketch);
    }
    for service in &bom.value.services {
        add(service, true, 1, file, &bom, &mut known, &mut sketch);
    }
    links(file, &bom, &known, &mut sketch);
    knowledge(&bom.value, &known, &mut sketch);
    sketch.into_batch(edge)
}

fn count(components: &[Component]) -> usize {
    let below = |one: &Component| count(&one.components) + count(&one.services);
    components.iter().map(|one| 1 + below(one)).sum()
}

fn add(
    one: &Component,
    service: bool,
    rank: u8,
    file: &str,
    bom: &json::Read<Bom>,
    known: &mut BTreeMap<String, Known>,
    sketch: &mut Sketch,
) {
    let found = one
        .reference
        .as_deref()
        .or(one.purl.as_deref())
        .unwrap_or(&one.name);
    let place = Place {
        file: file.to_owned(),
        row: bom.line_of(found),
    };
    for below in &one.components {
        add(below, false, rank + 1, file, bom, known, sketch);
    }
    for below in &one.services {
        add(below, true, rank + 1, file, bom, known, sketch);
    }
    if one.name.trim().is_empty() {
        let reason = "The component has no name.";
        sketch
            .batch
            .refused
            .push(Refusal::value(file, place.row, "name", found, reason).and_its_record());
        return;
    }
    if one.kind == "file" || one.kind == "cryptographic-asset" {
        sketch.unknown_word("Component type", &one.kind, "no component of the map", &place);
        return;
    }
    let group = one.group.as_deref().unwrap_or_default();
    let key = match &one.purl {
        Some(purl) => plain_purl(purl).to_owned(),
        None if group.is_empty() => one.name.clone(),
        None => format!("{group}/{}", one.name),
    };
    let mut part = Part::named(&one.name, place);
    if group.starts_with('@') {
        part.reference = format!("{group}/{}", one.name);
    }
    part.rank = rank;
    // Only what the bill is about runs somewhere; libraries are built into it.
    if rank == 0 {
        part.version = one.version.clone().unwrap_or_default();
    }
    (part.kind, part.kind_said) = if service {
        (ServiceKind::Service, true)
    } else {
        kind_of(&one.kind, &part.place, sketch)
    };
    let here = Known {
        key: key.clone(),
        name: one.name.clone(),
        version: one.version.clone().unwrap_or_default(),
        kind: part.kind,
        optional: one.scope.as_deref() == Some("optional"),
    };
    if known.contains_key(found) {
        let reason = format!("The bom-ref “{found}” stands twice; the first was taken.");
        sketch
            .batch
            .refused
            .push(Refusal::value(file, part.place.row, "bom-ref", found, reason).and_its_record());
        return;
    }
    known.insert(found.to_owned(), here);
    // A second version of the same package is the same component.
    if !sketch.parts.contains_key(&key) {
        sketch.part(&key, part);
    }
}

fn kind_of(word: &str, place: &Place, sketch: &mut Sketch) -> (ServiceKind, bool) {
    match word {
        "application" => (ServiceKind::Application, true),
        "library" | "framework" | "machine-learning-model" => (ServiceKind::Library, true),
        "container" | "platform" | "operating-system" | "device" | "device-driver" | "firmware" => {
            (ServiceKind::Infrastructure, true)
        }
        "data" => (ServiceKind::Database, true),
        other => {
            sketch.unknown_word("Component type", other, "a library", place);
            (ServiceKind::Library, false)
        }
    }
}

fn links(file: &str, bom: &json::Read<Bom>, known: &BTreeMap<String, Known>, sketch: &mut Sketch) {
    let mut stated = 0;
    let mut provided = 0;
    for one in &bom.value.dependencies {
        stated += one.on.len();
        provided += one.provides.len();
        let row = bom.line_of(&one.reference);
        let Some(consumer) = known.get(&one.reference) else {
            dangling(file, row, "ref", &one.reference, sketch);
            continue;
        };
        for provider in &one.on {
            let Some(to) = known.get(provider) else {
                dangling(file, row, "dependsOn", provider, sketch);
                continue;
            };
            if consumer.key == to.key {
                let sentence = format!(
                    "{} {} uses {} {} of itself; that is no link.",
                    consumer.name, consumer.version, to.name, to.version
                );
                sketch
                    .batch
                    .note(NoteKind::Reading, &consumer.name, file, sentence);
                continue;
            }
            let place = Place {
                file: file.to_owned(),
                row,
            };
            let mut link = Link::of(use_of(to.kind), place);
            if to.optional {
                link.strength = Strength::Soft;
            }
            if !to.version.is_empty() {
                link.note = format!("With {} {}.", to.name, to.version);
            }
            sketch.link(&consumer.key, &to.key, link);
        }
    }
    sketch.batch.fact("dependencies", stated);
    if provided > 0 {
        let sentence = format!("{provided} components are said to implement another; that is no link.");
        sketch.batch.note(NoteKind::Reading, "provides", file, sentence);
    }
}

fn dangling(file: &str, row: Option<u32>, field: &str, reference: &str, sketch: &mut Sketch) {
    let reason = format!("“{reference}” is no component of this file.");
    sketch
        .batch
        .refused
        .push(Refusal::value(file, row, field, reference, reason).and_its_record());
}

/// Which components have all their dependencies listed.
fn knowledge(bom: &Bom, known: &BTreeMap<String, Known>, sketch: &mut Sketch) {
    let listed: BTreeSet<&str> = bom
        .dependencies
        .iter()
        .map(|one| one.reference.as_str())
        .collect();
    let mut said: BTreeMap<&str, Knowledge> = BTreeMap::new();
    for composition in &bom.compositions {
        let knowledge = match composition.aggregate.as_str() {
            "complete" => Knowledge::Complete,
            "unknown" | "not_specified" => Knowledge::Unknown,
            _ => Knowledge::Partial,
        };
        for reference in &composition.dependencies {
            said.insert(reference, knowledge);
        }
    }
    for (reference, one) in known {
        let plain = if listed.contains(reference.as_str()) {
            Knowledge::Complete
        } else {
            Knowledge::Unknown
        };
        let knowledge = said.get(reference.as_str()).copied().unwrap_or(plain);
        if let Some(part) = sketch.parts.get_mut(&one.key) {
            part.knowledge = knowledge;
        }
    }
    let unknown = known.len()
        - known
            .keys()
            .filter(|reference| listed.contains(reference.as_str()))
            .count();
    sketch
        .batch
        .fact("components without a word on what they depend on", unknown);
}
