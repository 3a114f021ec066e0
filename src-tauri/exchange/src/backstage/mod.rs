//! A Backstage catalogue: entities of many documents in many files, joined by relative references.

mod entity;
mod links;
mod locations;
mod reference;

use crate::sketch::{Owner, Part, Place, Sketch};
use crate::{Batch, Edge, Files, NoteKind};
use entity::Entity;
use planning::{Knowledge, ServiceKind};
use reference::Key;
use std::collections::BTreeMap;

/// Owners that say that nobody owns it.
const NOBODY: [&str; 8] = [
    "unspecified",
    "unknown",
    "none",
    "nobody",
    "unowned",
    "tbd",
    "n-a",
    "na",
];

/// The entities of a catalogue by their key.
pub(crate) type Catalogue = BTreeMap<Key, Entity>;

/// Reads the catalogue. `place` is the name of its folder; `entry` is the file that was asked for, and what its
/// locations name; without it every file counts.
#[must_use]
pub fn read_backstage(files: &Files, place: &str, entry: Option<&str>, edge: &mut Edge) -> Batch {
    let mut sketch = Sketch::of(
        format!("Backstage catalogue {place}"),
        format!("backstage/{place}"),
    );
    sketch.batch.refused.extend(files.refused.iter().cloned());
    let entities = locations::entities(files, entry, &mut sketch);
    let mut catalogue = Catalogue::new();
    let mut twice = Vec::new();
    for entity in entities {
        let key = entity.key();
        match catalogue.get(&key) {
            Some(first) => twice.push((first.place.clone(), entity)),
            None => drop(catalogue.insert(key, entity)),
        }
    }
    for (first, entity) in twice {
        let reason = format!(
            "{} is described twice; {} was taken.",
            entity.key(),
            first.words()
        );
        let refusal = crate::Refusal::whole(&entity.place.file, entity.place.row, reason);
        sketch.batch.refused.push(refusal);
    }
    teams(&catalogue, &mut sketch);
    parts(&catalogue, &mut sketch);
    links::read(&catalogue, &mut sketch);
    for kind in [
        "component",
        "api",
        "resource",
        "system",
        "domain",
        "group",
        "user",
    ] {
        let count = catalogue.keys().filter(|key| key.kind == kind).count();
        sketch.batch.fact(&format!("{kind} entities"), count);
    }
    sketch.into_batch(edge)
}

/// Every group is a team.
fn teams(catalogue: &Catalogue, sketch: &mut Sketch) {
    for (key, entity) in catalogue.iter().filter(|(key, _)| key.kind == "group") {
        let profile = |field: &str| entity.node.text(&["spec", "profile", field]).map(str::to_owned);
        let owner = Owner {
            reference: entity.name.clone(),
            name: profile("displayName").unwrap_or_else(|| entity.title()),
            contact: profile("email").unwrap_or_default(),
            place: entity.place.clone(),
            stated: true,
        };
        sketch.owners.insert(key.to_string(), owner);
    }
}

/// Components and resources are services; systems are the name of what they belong to.
fn parts(catalogue: &Catalogue, sketch: &mut Sketch) {
    let mut nobody: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut people: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut unknown: BTreeMap<Key, Vec<String>> = BTreeMap::new();
    let mut spelled: BTreeMap<String, (Key, Vec<String>)> = BTreeMap::new();
    for (key, entity) in catalogue {
        let rank = match key.kind.as_str() {
            "component" => 0,
            "resource" => 1,
            _ => continue,
        };
        let mut part = Part::named(&entity.name, entity.place.clone());
        part.rank = rank;
        part.name = entity.title();
        (part.kind, part.kind_said) = entity.service_kind(sketch);
        part.lifecycle = entity.lifecycle(sketch);
        part.system = links::system_of(entity, catalogue);
        part.knowledge = match links::stated(entity) {
            0 if entity.node.at(&["spec", "dependsOn"]).is_some() => Knowledge::Complete,
            0 => Knowledge::Unknown,
            _ => Knowledge::Partial,
        };
        if let Some(text) = entity.node.text(&["spec", "owner"]) {
            let owner = Key::read(text, "group", &entity.namespace);
            let name = entity.name.clone();
            if NOBODY.contains(&owner.name.as_str()) && !catalogue.contains_key(&owner) {
                nobody.entry(text.to_owned()).or_default().push(name);
            } else if owner.kind == "user" {
                people.entry(text.to_owned()).or_default().push(name);
            } else {
                match catalogue.get(&owner) {
                    None => {
                        team_by_name(&owner, text, entity, sketch);
                        unknown.entry(owner.clone()).or_default().push(name);
                    }
                    Some(group) if !text.ends_with(&group.name) => {
                        spelled
                            .entry(text.to_owned())
                            .or_insert((owner.clone(), Vec::new()))
                            .1
                            .push(name);
                    }
                    Some(_) => {}
                }
                part.owner = Some(owner.to_string());
            }
        }
        sketch.part(&key.to_string(), part);
    }
    let mut say = |kind, subject: &str, sentence: String| sketch.batch.note(kind, subject, "", sentence);
    for (text, names) in nobody {
        say(
            NoteKind::Missing,
            &text,
            format!(
                "{} named no team: “{text}” is none. {}.",
                counted(&names),
                some(&names)
            ),
        );
    }
    for (text, names) in people {
        say(
            NoteKind::Reading,
            &text,
            format!(
                "{} belong to the person {text}; a service here belongs to a team. {}.",
                counted(&names),
                some(&names)
            ),
        );
    }
    for (key, names) in unknown {
        say(
            NoteKind::UnknownThere,
            &key.name,
            format!(
                "Group {key} owns {} and is described nowhere; it is a team by name. {}.",
                counted(&names),
                some(&names)
            ),
        );
    }
    for (text, (key, names)) in spelled {
        say(
            NoteKind::Reading,
            &text,
            format!("“{text}” was read as {key}, spelled otherwise. {}.", some(&names)),
        );
    }
}

/// A team that is only named as an owner.
fn team_by_name(key: &Key, text: &str, entity: &Entity, sketch: &mut Sketch) {
    let name = text.rsplit(['/', ':']).next().unwrap_or(text);
    let place = Place::at(&entity.place.file, entity.document.line_below(&["owner", text]));
    sketch.owners.entry(key.to_string()).or_insert(Owner {
        reference: name.into(),
        name: name.into(),
        contact: String::new(),
        place,
        stated: false,
    });
}

/// `1 component` or `3 components`.
fn counted(names: &[String]) -> String {
    match names.len() {
        1 => "1 component".into(),
        many => format!("{many} components"),
    }
}

/// The first five names, and how many more.
pub(crate) fn some(names: &[String]) -> String {
    let first = names.iter().take(5).cloned().collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(5) {
        0 => first,
        more => format!("{first} and {more} more"),
    }
}

/// The kind of service that stands in for something that is only referred to.
pub(crate) fn stand_in(kind: &str) -> ServiceKind {
    match kind {
        "api" => ServiceKind::Api,
        "resource" => ServiceKind::Infrastructure,
        "system" | "domain" => ServiceKind::BusinessService,
        _ => ServiceKind::Service,
    }
}
