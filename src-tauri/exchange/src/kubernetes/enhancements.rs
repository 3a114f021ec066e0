//! Enhancements (KEPs) with a milestone in the release, as changes of the team (SIG) that owns them.

use super::Read;
use super::exceptions::Request;
use crate::{Batch, Edge, Files, NoteKind, Refusal, days, yaml};
use planning::{
    Change, ChangeId, ChangeKind, ChangeState, Origin, Person, PersonId, Reference, Reversible, RiskFacts,
    Service, ServiceId, Team, TeamId, Tier, Verdict,
};
use serde::Deserialize;
use std::collections::BTreeMap;

/// Teams, people and components are the same in every release.
const SHARED: &str = "kubernetes";

#[derive(Deserialize)]
struct Enhancement {
    title: String,
    #[serde(rename = "kep-number")]
    number: String,
    #[serde(default)]
    authors: Option<Vec<String>>,
    #[serde(rename = "owning-sig", default)]
    sig: String,
    #[serde(default)]
    status: String,
    #[serde(rename = "creation-date", default)]
    created: Option<String>,
    #[serde(default)]
    stage: String,
    #[serde(default)]
    milestone: Option<BTreeMap<String, Option<String>>>,
    #[serde(rename = "latest-milestone", default)]
    latest: Option<String>,
    #[serde(rename = "feature-gates", default)]
    gates: Option<Vec<Gate>>,
    #[serde(rename = "disable-supported", default)]
    can_disable: Option<bool>,
}

#[derive(Deserialize)]
struct Gate {
    #[serde(default)]
    name: String,
    #[serde(default)]
    components: Option<Vec<String>>,
}

impl Enhancement {
    fn is_in(&self, version: &str) -> bool {
        let names = |milestone: &str| milestone.trim().trim_start_matches('v') == version;
        let stages = self
            .milestone
            .iter()
            .flatten()
            .filter_map(|(_, milestone)| milestone.as_deref());
        stages.chain(self.latest.as_deref()).any(names)
    }
    /// The stage it reaches in the release, e.g. `beta`.
    fn stage_in(&self, version: &str) -> &str {
        let names = |milestone: &Option<String>| {
            milestone
                .as_deref()
                .is_some_and(|milestone| milestone.trim().trim_start_matches('v') == version)
        };
        let found = self
            .milestone
            .iter()
            .flatten()
            .find(|(_, milestone)| names(milestone));
        found.map_or(self.stage.as_str(), |(stage, _)| stage.as_str())
    }
}

#[derive(Deserialize)]
struct Approval {
    approver: Option<String>,
}

/// Ids made once per name.
#[derive(Default)]
struct Known {
    teams: BTreeMap<String, TeamId>,
    people: BTreeMap<String, PersonId>,
    services: BTreeMap<String, ServiceId>,
}

/// Makes a change of every enhancement of the release.
pub(super) fn read(read: &mut Read, files: &Files, requests: &[Request], batch: &mut Batch, edge: &mut Edge) {
    let mut known = Known::default();
    let mut approved = 0;
    let (mut made, mut without) = (0, Vec::new());
    for (path, bytes) in files
        .below("enhancements/keps/")
        .filter(|(path, _)| path.ends_with("/kep.yaml"))
    {
        let one: Enhancement = match yaml::read(path, bytes) {
            Ok(one) => one,
            Err(refusal) => {
                batch.refused.push(refusal);
                continue;
            }
        };
        if !one.is_in(&read.version) {
            continue;
        }
        let number = one.number.trim().to_owned();
        let Ok(reference) = Reference::new(&format!("KEP-{number}")) else {
            continue;
        };
        let created = one.created.as_deref().map(days::iso);
        if let (Some(Err(reason)), Some(value)) = (&created, &one.created) {
            let line = yaml::line_of(bytes, "creation-date");
            batch
                .refused
                .push(Refusal::value(path, line, "creation-date", value, reason.clone()));
        }
        let approvals = approvals(files, &one.sig, &number, batch);
        let stage = one.stage_in(&read.version).to_owned();
        match approvals.get(&stage) {
            Some(_) => approved += 1,
            None => without.push(reference.to_string()),
        }
        let rejected = requests
            .iter()
            .find(|request| request.issue == number && request.verdict == Verdict::Rejected);
        let release = read
            .final_release
            .map(|(id, _)| id)
            .filter(|_| rejected.is_none());
        let origin = read.origin(&reference.to_string(), path, None);
        let change = Change {
            id: edge.id::<ChangeId>(),
            reference,
            title: one.title.trim().to_owned(),
            kind: ChangeKind::Normal,
            state: state(&one.status, path, bytes, batch),
            description: description(&one, &stage, created.and_then(Result::ok), &approvals),
            services: services(&one, path, &mut known, batch, edge),
            team: team(&one.sig, path, &mut known, batch, edge),
            owner: one
                .authors
                .as_ref()
                .and_then(|all| owner(all, path, &mut known, batch, edge)),
            release,
            pinned: false,
            value_per_week: 0,
            effort_points: 1,
            deploy_minutes: 0,
            back_out_minutes: None,
            reversible: if one.can_disable == Some(false) {
                Reversible::No
            } else {
                Reversible::Yes
            },
            risk: RiskFacts::unknown(),
            ready_on: None,
            due: None,
            requires: Vec::new(),
            apart_from: Vec::new(),
            together: String::new(),
            deferrals: 0,
            deferral_reason: rejected.map(refused_sentence).unwrap_or_default(),
            origin: Some(origin),
            version: String::new(),
            contracts: Vec::new(),
        };
        let mut carries = vec!["title", "state", "description", "services", "team", "owner"];
        if one.can_disable.is_some() {
            carries.push("reversible");
        }
        if rejected.is_some() {
            carries.push("deferral_reason");
        }
        read.changes.insert(number.clone(), change.id);
        read.sigs.insert(number, one.sig.clone());
        made += 1;
        batch.state(&change, &carries);
    }
    batch.fact("enhancements", made);
    batch.fact("enhancements approved for production", approved);
    if !without.is_empty() {
        let sentence = format!(
            "No production readiness approval for the stage of {}.",
            without.join(", ")
        );
        batch.note(
            NoteKind::Missing,
            "production readiness",
            "enhancements/keps/prod-readiness",
            sentence,
        );
    }
}

fn refused_sentence(request: &Request) -> String {
    let on = request
        .decided_on
        .map(|day| format!(" on {day}"))
        .unwrap_or_default();
    format!(
        "The exception to the {} was rejected{on}.",
        request.freeze.replace('-', " ")
    )
}

/// Who approved each stage for production.
fn approvals(files: &Files, sig: &str, number: &str, batch: &mut Batch) -> BTreeMap<String, String> {
    let own = format!("enhancements/keps/prod-readiness/{sig}/{number}.yaml");
    let found = files.get(&own).map(|bytes| (own.as_str(), bytes));
    let found = found.or_else(|| {
        files
            .ending(&format!("{number}.yaml"))
            .filter(|(path, _)| path.contains("/prod-readiness/"))
    });
    let Some((path, bytes)) = found else {
        return BTreeMap::new();
    };
    match yaml::read::<BTreeMap<String, serde_norway::Value>>(path, bytes) {
        Ok(stages) => {
            let approver = |value| serde_norway::from_value::<Approval>(value).ok()?.approver;
            stages
                .into_iter()
                .filter_map(|(stage, value)| Some((stage, approver(value)?)))
                .collect()
        }
        Err(refusal) => {
            batch.refused.push(refusal);
            BTreeMap::new()
        }
    }
}

/// How far the KEP is. That it has shipped only `implemented` says.
fn state(status: &str, path: &str, bytes: &[u8], batch: &mut Batch) -> ChangeState {
    match status.trim() {
        "implemented" => ChangeState::Deployed,
        "implementable" => ChangeState::Approved,
        "provisional" => ChangeState::Proposed,
        "withdrawn" | "rejected" | "replaced" => ChangeState::Cancelled,
        "deferred" => ChangeState::Proposed,
        other => {
            let reason = format!("“{other}” is no status of a KEP; it is taken as proposed.");
            batch.refused.push(Refusal::value(
                path,
                yaml::line_of(bytes, "status"),
                "status",
                other,
                reason,
            ));
            ChangeState::Proposed
        }
    }
}

fn description(
    one: &Enhancement,
    stage: &str,
    created: Option<planning::Day>,
    approvals: &BTreeMap<String, String>,
) -> String {
    let mut lines = vec![format!("Stage in this release: {stage}.")];
    lines.extend(created.map(|day| format!("Written {day}.")));
    let gates: Vec<&str> = one
        .gates
        .iter()
        .flatten()
        .map(|gate| gate.name.as_str())
        .filter(|name| !name.is_empty())
        .collect();
    if !gates.is_empty() {
        lines.push(format!("Feature gates: {}.", gates.join(", ")));
    }
    for (stage, approver) in approvals {
        lines.push(format!("Production readiness ({stage}): {approver}."));
    }
    lines.join("\n")
}

fn origin(key: &str, file: &str) -> Option<Origin> {
    Some(Origin {
        system: SHARED.into(),
        key: key.into(),
        file: file.into(),
        row: None,
    })
}

fn team(sig: &str, file: &str, known: &mut Known, batch: &mut Batch, edge: &mut Edge) -> Option<TeamId> {
    if let Some(id) = known.teams.get(sig) {
        return Some(*id);
    }
    let reference = Reference::new(sig).ok()?;
    let name = format!("SIG {}", sig_name(sig));
    let team = Team {
        id: edge.id(),
        reference,
        name,
        lead: None,
        contact: String::new(),
        points_per_release: None,
        origin: origin(sig, file),
        crews: 1,
    };
    known.teams.insert(sig.to_owned(), team.id);
    batch.state(&team, &[]);
    Some(team.id)
}

/// `sig-api-machinery` becomes `API Machinery`.
fn sig_name(sig: &str) -> String {
    let words = sig.trim_start_matches("sig-").split('-').map(|word| {
        if matches!(word, "api" | "cli" | "ui") {
            return word.to_uppercase();
        }
        let mut letters = word.chars();
        letters
            .next()
            .map(|first| first.to_uppercase().chain(letters).collect())
            .unwrap_or_default()
    });
    words.collect::<Vec<String>>().join(" ")
}

fn owner(
    authors: &[String],
    file: &str,
    known: &mut Known,
    batch: &mut Batch,
    edge: &mut Edge,
) -> Option<PersonId> {
    let handle = authors.first()?.trim().trim_start_matches('@').to_owned();
    if let Some(id) = known.people.get(&handle.to_lowercase()) {
        return Some(*id);
    }
    let reference = Reference::new(&handle).ok()?;
    let person = Person {
        id: edge.id(),
        reference,
        name: handle.clone(),
        role: "KEP author".into(),
        team: None,
        zone: None,
        keys: Vec::new(),
        origin: origin(&handle, file),
    };
    known.people.insert(handle.to_lowercase(), person.id);
    batch.state(&person, &[]);
    Some(person.id)
}

/// Components that the feature gates touch.
fn services(
    one: &Enhancement,
    file: &str,
    known: &mut Known,
    batch: &mut Batch,
    edge: &mut Edge,
) -> Vec<ServiceId> {
    let mut found = Vec::new();
    for written in one
        .gates
        .iter()
        .flatten()
        .flat_map(|gate| gate.components.iter().flatten())
    {
        // “kube-controller-manager via client-go library” touches the first of the two.
        let name = written.split_whitespace().next().unwrap_or_default();
        if let Some(id) = known.services.get(name) {
            found.push(*id);
            continue;
        }
        let (Ok(reference), Ok(tier)) = (Reference::new(name), Tier::new(1)) else {
            continue;
        };
        let service = Service {
            name: name.to_owned(),
            tier,
            system: "Kubernetes".into(),
            origin: origin(name, file),
            ..Service::new(edge.id(), reference)
        };
        known.services.insert(name.to_owned(), service.id);
        found.push(service.id);
        batch.state(&service, &[]);
    }
    found.sort_unstable();
    found.dedup();
    found
}
