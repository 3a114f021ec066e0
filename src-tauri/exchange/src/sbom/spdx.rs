//! SPDX 2.2 and 2.3 in JSON: relationships in both directions, `NONE` kept apart from `NOASSERTION`.

use super::plain_purl;
use crate::json;
use crate::sketch::{Link, Part, Place, Sketch, use_of};
use crate::{Batch, Edge, NoteKind, Refusal};
use planning::{Knowledge, ServiceKind, Strength};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Default, Deserialize)]
#[serde(default)]
struct Document {
    #[serde(rename = "SPDXID")]
    id: String,
    name: String,
    packages: Vec<Package>,
    relationships: Vec<Relationship>,
    #[serde(rename = "documentDescribes")]
    describes: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Package {
    #[serde(rename = "SPDXID")]
    id: String,
    name: String,
    #[serde(rename = "versionInfo")]
    version: Option<String>,
    #[serde(rename = "primaryPackagePurpose")]
    purpose: Option<String>,
    #[serde(rename = "externalRefs")]
    references: Vec<ExternalReference>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct ExternalReference {
    #[serde(rename = "referenceType")]
    kind: String,
    #[serde(rename = "referenceLocator")]
    locator: String,
}

#[derive(Deserialize)]
struct Relationship {
    #[serde(rename = "spdxElementId")]
    from: String,
    #[serde(rename = "relationshipType")]
    kind: String,
    #[serde(rename = "relatedSpdxElement")]
    to: String,
}

/// What a relationship says of its two ends.
enum Meaning {
    /// The first needs the second; soft when it can do without.
    Needs(Strength),
    /// The second needs the first.
    NeededBy(Strength),
    /// It speaks of tests, tools or contents: nothing that is deployed in an order.
    NoOrder,
}

fn meaning(kind: &str) -> Meaning {
    match kind {
        "DEPENDS_ON" | "DYNAMIC_LINK" | "STATIC_LINK" | "HAS_PREREQUISITE" => Meaning::Needs(Strength::Hard),
        "DEPENDENCY_OF"
        | "RUNTIME_DEPENDENCY_OF"
        | "BUILD_DEPENDENCY_OF"
        | "PROVIDED_DEPENDENCY_OF"
        | "PREREQUISITE_FOR" => Meaning::NeededBy(Strength::Hard),
        "OPTIONAL_DEPENDENCY_OF" => Meaning::NeededBy(Strength::Soft),
        _ => Meaning::NoOrder,
    }
}

/// Reads an SPDX document.
#[must_use]
pub fn read_spdx(file: &str, bytes: &[u8], edge: &mut Edge) -> Batch {
    let document: json::Read<Document> = match json::read(file, bytes) {
        Ok(document) => document,
        Err(refusal) => {
            let mut batch = Batch::of(format!("SPDX {file}"));
            batch.refused.push(refusal);
            return batch;
        }
    };
    let said = &document.value;
    let roots = described(said);
    let root = said.packages.iter().find(|package| roots.contains(&package.id));
    let place = root.map_or(&said.name, |root| &root.name).clone();
    let place = if place.is_empty() { file.to_owned() } else { place };
    let mut sketch = Sketch::of(format!("SPDX document of {place}"), format!("spdx/{place}"));
    sketch.files.insert(String::new());
    let mut keys: BTreeMap<&str, (String, ServiceKind, String)> = BTreeMap::new();
    for package in &said.packages {
        let row = document.line_of(&package.id);
        if package.name.trim().is_empty() || package.id.is_empty() {
            let reason = "The package has no name or no SPDXID.";
            let refusal = Refusal::value(file, row, "name", &package.id, reason).and_its_record();
            sketch.batch.refused.push(refusal);
            continue;
        }
        let purl = package.references.iter().find(|one| one.kind == "purl");
        let key = purl.map_or_else(
            || package.name.clone(),
            |purl| plain_purl(&purl.locator).to_owned(),
        );
        let mut part = Part::named(
            &package.name,
            Place {
                file: file.to_owned(),
                row,
            },
        );
        part.rank = u8::from(!roots.contains(&package.id));
        (part.kind, part.kind_said) = kind_of(package.purpose.as_deref());
        let version = package.version.clone().unwrap_or_default();
        // Only what the document is about runs somewhere; the rest is built into it.
        if part.rank == 0 {
            part.version.clone_from(&version);
        }
        if keys.contains_key(package.id.as_str()) {
            let reason = format!("The SPDXID “{}” stands twice; the first was taken.", package.id);
            let refusal = Refusal::value(file, row, "SPDXID", &package.id, reason).and_its_record();
            sketch.batch.refused.push(refusal);
            continue;
        }
        keys.insert(&package.id, (key.clone(), part.kind, version));
        if !sketch.parts.contains_key(&key) {
            sketch.part(&key, part);
        }
    }
    relationships(file, &document, &keys, &mut sketch);
    sketch.batch.fact("packages", said.packages.len());
    sketch.batch.fact("relationships", said.relationships.len());
    sketch.into_batch(edge)
}

/// The packages that the document is about.
fn described(document: &Document) -> Vec<String> {
    let mut roots = document.describes.clone();
    for one in &document.relationships {
        if one.kind == "DESCRIBES" && one.from == document.id {
            roots.push(one.to.clone());
        } else if one.kind == "DESCRIBED_BY" && one.to == document.id {
            roots.push(one.from.clone());
        }
    }
    roots
}

fn kind_of(purpose: Option<&str>) -> (ServiceKind, bool) {
    match purpose {
        Some("APPLICATION") => (ServiceKind::Application, true),
        Some("LIBRARY" | "FRAMEWORK") => (ServiceKind::Library, true),
        Some("CONTAINER" | "OPERATING-SYSTEM" | "OPERATING_SYSTEM" | "DEVICE" | "FIRMWARE") => {
            (ServiceKind::Infrastructure, true)
        }
        _ => (ServiceKind::Library, false),
    }
}

fn relationships(
    file: &str,
    document: &json::Read<Document>,
    keys: &BTreeMap<&str, (String, ServiceKind, String)>,
    sketch: &mut Sketch,
) {
    let mut without: BTreeMap<&str, usize> = BTreeMap::new();
    let mut stated = 0;
    for one in &document.value.relationships {
        let (consumer, provider, strength) = match meaning(&one.kind) {
            Meaning::Needs(strength) => (&one.from, &one.to, strength),
            Meaning::NeededBy(strength) => (&one.to, &one.from, strength),
            Meaning::NoOrder => {
                *without.entry(&one.kind).or_default() += 1;
                continue;
            }
        };
        let row = document.line_of(&one.from);
        let nothing = |word: &str| one.from == word || one.to == word;
        if nothing("NONE") || nothing("NOASSERTION") {
            let knowledge = if nothing("NONE") {
                Knowledge::Complete
            } else {
                Knowledge::Unknown
            };
            let key = keys
                .get(consumer.as_str())
                .or_else(|| keys.get(provider.as_str()));
            if let Some(part) = key.and_then(|(key, ..)| sketch.parts.get_mut(key)) {
                part.knowledge = knowledge;
            }
            continue;
        }
        let mut end = |id: &str| {
            let known = keys.get(id);
            if known.is_none() && id != document.value.id {
                let reason = format!("“{id}” is no package of this file.");
                let refusal = Refusal::value(file, row, "relationships", id, reason).and_its_record();
                sketch.batch.refused.push(refusal);
            }
            known
        };
        let (Some((from, ..)), Some((to, kind, version))) = (end(consumer), end(provider)) else {
            continue;
        };
        stated += 1;
        if from == to {
            continue;
        }
        if let Some(part) = sketch.parts.get_mut(from)
            && part.knowledge == Knowledge::Unknown
        {
            part.knowledge = Knowledge::Partial;
        }
        let mut link = Link::of(
            use_of(*kind),
            Place {
                file: file.to_owned(),
                row,
            },
        );
        link.strength = strength;
        if !version.is_empty() {
            link.note = format!("With version {version}.");
        }
        sketch.link(from, to, link);
    }
    sketch.batch.fact("dependencies", stated);
    without.retain(|kind, _| !matches!(*kind, "DESCRIBES" | "DESCRIBED_BY"));
    for (kind, count) in without {
        let sentence = format!("{kind} stands {count} times; it orders no deployment, so it makes no link.");
        sketch.batch.note(NoteKind::Reading, kind, file, sentence);
    }
}
