//! A sketch as proposed records.

use super::{Part, Place, Sketch};
use crate::{Batch, Edge, NamedVersion, UnknownReference};
use planning::plan::TableName;
use planning::{
    Dependency, DependencyId, Knowledge, Lifecycle, LinkEvidence, LinkStatus, Origin, Reference, Service,
    ServiceId, Team, TeamId, Tier,
};
use std::collections::{BTreeMap, BTreeSet};

/// A guess waits for a person.
const GUESSED: LinkStatus = LinkStatus::Suggested;

impl Sketch {
    /// The proposed records: teams, components, what is only referred to, links.
    pub(crate) fn into_batch(mut self, edge: &mut Edge) -> Batch {
        self.say_words();
        self.batch.local_names = self.names_are_local;
        self.batch.at = Some(edge.now);
        let teams = self.teams(edge);
        let services = self.services(&teams, edge);
        let system = self.system.clone();
        for ((consumer, provider), link) in std::mem::take(&mut self.links) {
            let (Some(from), Some(to)) = (services.get(&consumer), services.get(&provider)) else {
                continue;
            };
            let dependency = Dependency {
                id: edge.id::<DependencyId>(),
                consumer: *from,
                provider: *to,
                kind: link.kind,
                strength: link.strength,
                order: link.order,
                environment: None,
                version_constraint: link.version_constraint,
                contract: link.contract,
                min_gap_minutes: 0,
                redundancy: None,
                status: if link.suggested {
                    GUESSED
                } else {
                    LinkStatus::Imported
                },
                confirmed_by: None,
                confirmed_at: None,
                evidence: vec![LinkEvidence {
                    origin: origin(&system, &format!("{consumer} > {provider}"), &link.place),
                    first_seen: edge.now,
                    last_seen: edge.now,
                    present: true,
                }],
                note: link.note,
            };
            let mut carries = vec!["consumer", "provider", "kind", "strength", "order"];
            // What this source leaves blank, another one may have said.
            let said = [
                ("version_constraint", &dependency.version_constraint),
                ("contract", &dependency.contract),
                ("note", &dependency.note),
            ];
            carries.extend(
                said.iter()
                    .filter(|(_, text)| !text.is_empty())
                    .map(|(field, _)| *field),
            );
            self.batch.state_gently(&dependency, &carries);
        }
        for file in &self.files {
            for table in [TableName::Team, TableName::Service, TableName::Dependency] {
                self.batch.covers(table, &self.system, file);
            }
        }
        self.batch
    }

    fn teams(&mut self, edge: &mut Edge) -> BTreeMap<String, TeamId> {
        let mut ids = BTreeMap::new();
        for (key, owner) in std::mem::take(&mut self.owners) {
            let Some(reference) = short(&owner.reference) else {
                continue;
            };
            let team = Team {
                id: edge.id(),
                reference,
                name: owner.name,
                lead: None,
                contact: owner.contact,
                points_per_release: None,
                crews: 1,
                origin: Some(origin(&self.system, &key, &owner.place)),
            };
            ids.insert(key, team.id);
            if owner.stated {
                self.batch.state_gently(&team, &["name", "contact"]);
            } else {
                self.batch.mention(&team, UnknownReference::Stub);
            }
        }
        ids
    }

    fn services(&mut self, teams: &BTreeMap<String, TeamId>, edge: &mut Edge) -> BTreeMap<String, ServiceId> {
        let mut stubs = std::mem::take(&mut self.stubs);
        stubs.retain(|key, _| !self.parts.contains_key(key));
        let stated = std::mem::take(&mut self.parts).into_iter();
        let mut all: Vec<(bool, String, Part)> = stated.map(|(key, part)| (true, key, part)).collect();
        all.extend(stubs.into_iter().map(|(key, part)| (false, key, part)));
        all.sort_by_key(|(stated, key, part)| (!stated, part.rank, key.clone()));
        let mut taken: BTreeSet<String> = BTreeSet::new();
        let mut ids = BTreeMap::new();
        for (stated, key, part) in all {
            let wanted = [part.reference.as_str(), key.as_str()];
            let free = wanted
                .into_iter()
                .filter_map(short)
                .find(|one| taken.insert(one.as_str().to_lowercase()));
            let (Some(reference), Ok(tier)) = (free, Tier::new(2)) else {
                let reason = format!(
                    "“{}” cannot be told from another by its first 64 characters.",
                    part.name
                );
                self.batch
                    .refused
                    .push(crate::Refusal::whole(&part.place.file, part.place.row, reason));
                continue;
            };
            let service = Service {
                name: part.name,
                kind: part.kind,
                tier,
                owner: part.owner.as_ref().and_then(|owner| teams.get(owner)).copied(),
                lifecycle: part.lifecycle.unwrap_or(Lifecycle::Live),
                system: part.system,
                dependencies_known: part.knowledge,
                origin: Some(origin(&self.system, &key, &part.place)),
                ..Service::new(edge.id(), reference)
            };
            ids.insert(key.clone(), service.id);
            if stated && !part.version.is_empty() {
                self.batch.versions.push(NamedVersion {
                    service: service.id,
                    version: part.version,
                    origin: origin(&self.system, &key, &part.place),
                });
            }
            if !stated {
                self.batch.mention(&service, UnknownReference::Stub);
                continue;
            }
            let mut carries = vec!["name"];
            carries.extend(part.kind_said.then_some("kind"));
            carries.extend(service.owner.is_some().then_some("owner"));
            carries.extend(part.lifecycle.is_some().then_some("lifecycle"));
            carries.extend((!service.system.is_empty()).then_some("system"));
            carries.extend((part.knowledge != Knowledge::Unknown).then_some("dependencies_known"));
            self.batch.state_gently(&service, &carries);
        }
        ids
    }
}

fn origin(system: &str, key: &str, place: &Place) -> Origin {
    Origin {
        system: system.into(),
        key: key.into(),
        file: place.file.clone(),
        row: place.row,
    }
}

/// A reference of at most 64 characters.
fn short(text: &str) -> Option<Reference> {
    Reference::new(&text.chars().take(64).collect::<String>()).ok()
}
