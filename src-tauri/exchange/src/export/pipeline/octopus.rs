//! Deployment freezes of Octopus Deploy, as their API takes them.

use super::closure::Closure;
use super::{Gap, PipelineOptions, Unsaid};
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
    unsaid: &mut Vec<Unsaid>,
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
        let about = freeze.reference.to_string();
        if closure.services.is_none() {
            unsaid.push(Unsaid {
                gap: Gap::LetsPass,
                about: about.clone(),
                sentence: format!(
                    "{} closes all services; Octopus closes the projects listed, and none that comes later.",
                    freeze.name
                ),
            });
        }
        if environments.is_empty() {
            unsaid.push(Unsaid {
                gap: Gap::LetsPass,
                about: about.clone(),
                sentence: format!(
                    "The plan knows no production environment, so {} closes nothing in Octopus.",
                    freeze.name
                ),
            });
        }
        if closure.is_soft() {
            unsaid.push(Unsaid {
                gap: Gap::StopsMore,
                about,
                sentence: format!(
                    "{} lets standard changes go; Octopus stops them until somebody overrides the freeze with a reason.",
                    freeze.name
                ),
            });
        }
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
        unsaid.push(Unsaid {
            gap: Gap::LetsPass,
            about: String::new(),
            sentence: format!(
                "Octopus knows projects and environments by id: {} and {} stand by reference; a table of names gives their ids.",
                planning::wording::count(count("project"), "project"),
                planning::wording::count(count("environment"), "environment")
            ),
        });
    }
    if !closures.is_empty() {
        unsaid.push(Unsaid {
            gap: Gap::ToKnow,
            about: String::new(),
            sentence: "New deployments are refused and queued ones fail; a freeze for several projects needs an Enterprise licence.".into(),
        });
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
