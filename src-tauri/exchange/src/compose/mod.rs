//! A Docker Compose project: services, what they wait for, and their images, from one file or several in layers.
//!
//! `depends_on` orders a start. Whether the consumer breaks without the provider it does not say, so a link is hard
//! unless the file says `required: false`; what is waited for stands in the link's note.

mod env;
mod layers;

use crate::node::{Document, documents};
use crate::sketch::{Link, Part, Sketch, use_of};
use crate::{Batch, Edge, Files, NoteKind, addresses, image};
use layers::{How, Services};
use planning::{DependencyKind, Knowledge, ServiceKind, Strength};
use std::collections::{BTreeSet, VecDeque};

/// Reads the layers in their order, with the `.env` file beside them. `place` is the name of their folder.
#[must_use]
pub fn read_compose(files: &Files, layers: &[String], place: &str, edge: &mut Edge) -> Batch {
    let mut sketch = Sketch::of(
        format!("Docker Compose project {place}"),
        format!("compose/{place}"),
    );
    sketch.names_are_local = true;
    let variables = files
        .get(".env")
        .and_then(|bytes| crate::yaml::stream(".env", bytes).ok())
        .map(|text| env::read(&text))
        .unwrap_or_default();
    let mut services = Services::new();
    let mut project = String::new();
    for (file, document) in all(files, layers, &mut sketch) {
        if let Some(name) = document.node.text(&["name"]) {
            project = env::filled(name, &variables);
        }
        layers::lay(
            &file,
            &document,
            &variables,
            &mut services,
            &mut sketch.batch.refused,
        );
    }
    let project = if project.is_empty() {
        place.to_owned()
    } else {
        project
    };
    parts(&services, &project, &mut sketch);
    let stated = links(&services, &mut sketch);
    let guessed = guessed(&services, &mut sketch);
    sketch.batch.fact("services", services.len());
    sketch.batch.fact("depends_on", stated);
    sketch.batch.fact("addresses in variables", guessed);
    let images = services
        .values()
        .filter(|service| !image::version(&service.image).is_empty());
    let images = images.count();
    sketch.batch.fact("image versions", images);
    sketch.into_batch(edge)
}

/// The documents of all layers and of what they include, in order; the included come first.
fn all(files: &Files, layers: &[String], sketch: &mut Sketch) -> Vec<(String, Document)> {
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    for layer in layers {
        let mut chain: Vec<(String, Document)> = Vec::new();
        let mut waiting = VecDeque::from([layer.clone()]);
        while let Some(file) = waiting.pop_front() {
            let Some(bytes) = files.get(&file).filter(|_| seen.insert(file.clone())) else {
                continue;
            };
            sketch.files.insert(file.clone());
            let documents = documents(&file, bytes, &mut sketch.batch.refused);
            if documents.is_empty() {
                let sentence = format!("{file} holds no service.");
                sketch.batch.note(NoteKind::Reading, &file, &file, sentence);
            }
            for document in documents {
                for text in included(&document) {
                    let path = text.trim_start_matches("./").to_owned();
                    if files.get(&path).is_none() {
                        let line = document.line_of(&text, 1);
                        let reason = format!("“{text}” is not there.");
                        let refusal = crate::Refusal::value(&file, Some(line), "include", &text, reason);
                        sketch.batch.refused.push(refusal);
                    }
                    waiting.push_back(path);
                }
                chain.push((file.clone(), document));
            }
        }
        chain.reverse();
        found.extend(chain);
    }
    found
}

/// The files that a document includes.
fn included(document: &Document) -> Vec<String> {
    let items = document
        .node
        .get("include")
        .map(crate::node::Node::items)
        .unwrap_or_default();
    let mut paths: Vec<String> = Vec::new();
    for item in items {
        paths.extend(item.as_text().map(str::to_owned));
        paths.extend(item.texts(&["path"]).into_iter().map(str::to_owned));
    }
    paths
}

fn parts(services: &Services, project: &str, sketch: &mut Sketch) {
    for (name, service) in services {
        let mut part = Part::named(name, service.place.clone());
        part.kind = image::kind(&service.image);
        part.system = project.to_owned();
        part.version = image::version(&service.image).to_owned();
        part.knowledge = if service.says_needs {
            Knowledge::Partial
        } else {
            Knowledge::Unknown
        };
        sketch.part(name, part);
    }
}

/// One link for each provider that is waited for; answers how many `depends_on` there are.
fn links(services: &Services, sketch: &mut Sketch) -> usize {
    let mut stated = 0;
    for (name, service) in services {
        for (provider, need) in &service.needs {
            stated += usize::from(matches!(need.how, How::Started | How::Healthy | How::Completed));
            let known = services.get(provider);
            if known.is_none() {
                let sentence = format!("{name} waits for {provider}, which none of the files describes.");
                sketch
                    .batch
                    .note(NoteKind::Missing, provider, &need.place.file, sentence);
                sketch.stub(provider, Part::named(provider, need.place.clone()));
            }
            let kind = known.map_or(ServiceKind::Service, |provider| image::kind(&provider.image));
            let (kind, note) = match need.how {
                How::Started => (use_of(kind), "Waits until it has started."),
                How::Healthy => (use_of(kind), "Waits until it is healthy."),
                How::Completed => (DependencyKind::Process, "Waits until it has completed."),
                How::Linked => (use_of(kind), "Linked by name."),
                How::Volumes => (DependencyKind::Data, "Uses its volumes."),
                How::Network => (DependencyKind::Hosting, "Shares its network."),
            };
            let mut link = Link::of(kind, need.place.clone());
            link.strength = if need.required {
                Strength::Hard
            } else {
                Strength::Soft
            };
            link.note = note.to_owned();
            sketch.link(name, provider, link);
        }
    }
    stated
}

/// Suggests a link for each address of another service that a variable holds, unless it is stated.
fn guessed(services: &Services, sketch: &mut Sketch) -> usize {
    let mut count = 0;
    for (name, service) in services {
        for (variable, (value, place)) in &service.variables {
            for host in addresses::hosts(value) {
                let Some((provider, _)) = services.get_key_value(&host).filter(|(other, _)| *other != name)
                else {
                    continue;
                };
                if !addresses::is_address(variable) && !value.contains(&format!("{host}:")) {
                    continue;
                }
                count += 1;
                sketch.suggest(name, provider, variable, place.clone());
            }
        }
    }
    count
}
