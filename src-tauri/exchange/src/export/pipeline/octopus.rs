//! Deployment freezes of Octopus Deploy, as their API takes them.

use super::closure::Closure;
use super::{Gap, PipelineOptions, Told};
use planning::{Instant, Plan, Service, Zone};
use serde::Serialize;
use std::collections::BTreeMap;

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Freeze {
    name: String,
    description: String,
    start: String,
    end: String,
    project_environment_scope: BTreeMap<String, Vec<String>>,
}

pub(super) fn write(
    plan: &Plan,
    closures: &[Closure<'_>],
    options: &PipelineOptions,
    unsaid: &mut Told,
) -> String {
    let mut unnamed: BTreeMap<&str, &str> = BTreeMap::new();
    let mut freezes = Vec::new();
    for closure in closures {
        let freeze = closure.freeze;
        let environments: Vec<String> = closure
            .environments
            .iter()
            .map(|one| match options.names.environment(one) {
                Some(name) => name.to_owned(),
                None => {
                    unnamed.insert(one.reference.as_str(), "environment");
                    one.reference.to_string()
                }
            })
            .collect();
        let all: Vec<&Service> = match &closure.services {
            Some(services) => services.clone(),
            None => plan.services.iter().collect(),
        };
        let mut scope = BTreeMap::new();
        for service in all {
            let project = options.names.service(service).unwrap_or_else(|| {
                unnamed.insert(service.reference.as_str(), "project");
                service.reference.as_str()
            });
            scope.insert(project.to_owned(), environments.clone());
        }
        let about = &freeze.reference;
        if closure.services.is_none() {
            unsaid.lets_pass(
                about,
                format!(
                    "{} closes all services; Octopus closes the projects listed, and none that comes later.",
                    freeze.name
                ),
            );
        }
        if environments.is_empty() {
            unsaid.lets_pass(
                about,
                format!(
                    "The plan knows no production environment, so {} closes nothing in Octopus.",
                    freeze.name
                ),
            );
        }
        unsaid.standard_changes(
            Gap::StopsMore,
            closure,
            "Octopus stops them until somebody overrides the freeze with a reason",
        );
        freezes.push(Freeze {
            name: format!("{} {}", freeze.reference, freeze.name)
                .chars()
                .take(200)
                .collect(),
            description: freeze.reason.clone(),
            start: moment(freeze.window.start(), freeze.zone),
            end: moment(freeze.window.end(), freeze.zone),
            project_environment_scope: scope,
        });
    }
    if !unnamed.is_empty() {
        let count = |kind: &str| unnamed.values().filter(|known| **known == kind).count();
        unsaid.lets_pass("", format!(
                "Octopus knows projects and environments by id: {} and {} stand by reference; a table of names gives their ids.",
                planning::wording::count(count("project"), "project"),
                planning::wording::count(count("environment"), "environment")
            ));
    }
    if !closures.is_empty() {
        unsaid.notes("", "New deployments are refused and queued ones fail; a freeze for several projects needs an Enterprise licence.");
    }
    let mut text = serde_json::to_string_pretty(&freezes).unwrap_or_default();
    text.push('\n');
    text
}

/// With the offset of its own day: no rule repeats it, so that no clock change bends it.
fn moment(at: Instant, zone: Zone) -> String {
    at.utc()
        .with_timezone(&zone.0)
        .format("%Y-%m-%dT%H:%M:%S%:z")
        .to_string()
}
