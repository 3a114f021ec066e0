//! Links between entities: what they depend on, and through which API they use each other.

use super::entity::Entity;
use super::reference::Key;
use super::{Catalogue, stand_in};
use crate::NoteKind;
use crate::sketch::{Link, Part, Place, Sketch, use_of};
use planning::{DependencyKind, ServiceKind};
use std::collections::BTreeMap;

/// Fields that hold references, with the kind a reference means when it names none.
const FIELDS: [(&str, &str); 9] = [
    ("owner", "group"),
    ("system", "system"),
    ("domain", "domain"),
    ("subcomponentOf", "component"),
    ("parent", "group"),
    ("dependsOn", "component"),
    ("dependencyOf", "component"),
    ("providesApis", "api"),
    ("consumesApis", "api"),
];

/// One reference as it stands.
struct Referring<'a> {
    entity: &'a Entity,
    field: &'static str,
    text: &'a str,
    key: Key,
    place: Place,
}

/// How many links the entity states by itself.
pub(crate) fn stated(entity: &Entity) -> usize {
    let spec = |field| entity.node.texts(&["spec", field]).len();
    spec("dependsOn") + spec("consumesApis")
}

/// The name of the system it belongs to, or that of what it is a part of.
pub(crate) fn system_of(entity: &Entity, catalogue: &Catalogue) -> String {
    if let Some(text) = entity.node.text(&["spec", "system"]) {
        let key = Key::read(text, "system", &entity.namespace);
        return catalogue
            .get(&key)
            .map_or(key.name.clone(), |system| system.name.clone());
    }
    let whole = entity.node.text(&["spec", "subcomponentOf"]);
    let whole = whole.and_then(|text| catalogue.get(&Key::read(text, "component", &entity.namespace)));
    whole
        .and_then(|whole| whole.node.text(&["spec", "system"]))
        .unwrap_or_default()
        .to_owned()
}

/// Reads every reference: counts it, links what depends on what, lists what resolves to nothing.
pub(crate) fn read(catalogue: &Catalogue, sketch: &mut Sketch) {
    let all: Vec<Referring> = catalogue.values().flat_map(references).collect();
    let mut nowhere: BTreeMap<Key, Vec<String>> = BTreeMap::new();
    let mut providers: BTreeMap<Key, Vec<Key>> = BTreeMap::new();
    for one in all.iter().filter(|one| one.field == "providesApis") {
        providers
            .entry(one.key.clone())
            .or_default()
            .push(one.entity.key());
    }
    let mut dangling = 0;
    for one in &all {
        if !catalogue.contains_key(&one.key) && one.field != "owner" {
            dangling += 1;
            let said = format!("{} ({})", one.entity.name, one.place.words());
            nowhere.entry(one.key.clone()).or_default().push(said);
        }
        let own = one.entity.key();
        match one.field {
            "dependsOn" => depends(&own, &one.key, one, catalogue, sketch),
            "dependencyOf" => depends(&one.key, &own, one, catalogue, sketch),
            "consumesApis" => through(&own, one, &providers, sketch),
            _ => {}
        }
    }
    let owners = all
        .iter()
        .filter(|one| one.field == "owner" && !catalogue.contains_key(&one.key))
        .count();
    sketch.batch.fact("references", all.len());
    sketch
        .batch
        .fact("references that resolve to nothing", dangling + owners);
    for (key, from) in nowhere {
        let sentence = format!(
            "{key} is described nowhere; {} to it: {}.",
            if from.len() == 1 {
                "1 reference leads".into()
            } else {
                format!("{} references lead", from.len())
            },
            from.join(", ")
        );
        sketch
            .batch
            .note(NoteKind::Missing, &key.to_string(), "", sentence);
    }
}

/// Every reference of an entity.
fn references(entity: &Entity) -> Vec<Referring<'_>> {
    let mut found = Vec::new();
    for (field, kind) in FIELDS {
        let from = entity.document.line_below(&["spec", field]);
        for text in entity.node.texts(&["spec", field]) {
            found.push(Referring {
                entity,
                field,
                text,
                key: Key::read(text, kind, &entity.namespace),
                place: Place::at(&entity.place.file, entity.document.line_of(text, from)),
            });
        }
    }
    found
}

/// A link between two entities, with stubs for those that are described nowhere.
fn depends(consumer: &Key, provider: &Key, one: &Referring, catalogue: &Catalogue, sketch: &mut Sketch) {
    for key in [consumer, provider] {
        let described = matches!(key.kind.as_str(), "component" | "resource") && catalogue.contains_key(key);
        if !described {
            stub(key, one, catalogue, sketch);
        }
    }
    let known = sketch
        .parts
        .get(&provider.to_string())
        .or_else(|| sketch.stubs.get(&provider.to_string()));
    let kind = use_of(known.map_or(ServiceKind::Service, |part| part.kind));
    let link = Link::of(kind, one.place.clone());
    sketch.link(&consumer.to_string(), &provider.to_string(), link);
}

/// A link through an API: to whoever provides it, or to the API itself when nobody does.
fn through(consumer: &Key, one: &Referring, providers: &BTreeMap<Key, Vec<Key>>, sketch: &mut Sketch) {
    let link = || {
        let mut link = Link::of(DependencyKind::Call, one.place.clone());
        link.contract = one.key.name.clone();
        link.note = format!("Through the API {}.", one.text);
        link
    };
    match providers.get(&one.key) {
        Some(providers) => {
            for provider in providers.iter().filter(|provider| *provider != consumer) {
                sketch.link(&consumer.to_string(), &provider.to_string(), link());
            }
        }
        None => {
            stub(&one.key, one, &Catalogue::new(), sketch);
            sketch.link(&consumer.to_string(), &one.key.to_string(), link());
        }
    }
}

/// Stands in for an entity that is no service by itself, or that is described nowhere.
fn stub(key: &Key, one: &Referring, catalogue: &Catalogue, sketch: &mut Sketch) {
    let described = catalogue.get(key);
    let name = described.map_or(key.name.clone(), |entity| entity.name.clone());
    let place = described.map_or(one.place.clone(), |entity| entity.place.clone());
    let mut part = Part::named(&name, place);
    part.kind = stand_in(&key.kind);
    part.rank = 5;
    sketch.stub(&key.to_string(), part);
}
