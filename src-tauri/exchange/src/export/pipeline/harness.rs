//! Freeze windows of Harness, one document for each freeze.

use super::closure::Closure;
use super::{Gap, PipelineOptions, Told};
use planning::{Environment, EnvironmentClass, Instant, Plan, Zone};
use serde::Serialize;

#[derive(Serialize)]
struct Document {
    freeze: Freeze,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Freeze {
    identifier: String,
    name: String,
    description: String,
    status: &'static str,
    entity_configs: Vec<EntityConfig>,
    windows: Vec<FreezeWindow>,
    notification_rules: Vec<String>,
}

#[derive(Serialize)]
struct EntityConfig {
    name: String,
    entities: Vec<Entity>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Entity {
    r#type: &'static str,
    filter_type: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    entity_refs: Vec<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct FreezeWindow {
    time_zone: String,
    start_time: String,
    end_time: String,
}

pub(super) fn write(
    _plan: &Plan,
    closures: &[Closure<'_>],
    options: &PipelineOptions,
    unsaid: &mut Told,
) -> String {
    let mut text = String::new();
    for closure in closures {
        let freeze = closure.freeze;
        let document = Document {
            freeze: Freeze {
                identifier: identifier(freeze.reference.as_str()),
                name: freeze.name.clone(),
                description: freeze.reason.clone(),
                status: "Enabled",
                entity_configs: vec![EntityConfig {
                    name: "scope".into(),
                    entities: entities(closure, options),
                }],
                windows: vec![FreezeWindow {
                    time_zone: freeze.zone.to_string(),
                    start_time: moment(freeze.window.start(), freeze.zone),
                    end_time: moment(freeze.window.end(), freeze.zone),
                }],
                notification_rules: Vec::new(),
            },
        };
        unsaid.standard_changes(
            Gap::StopsMore,
            closure,
            "Harness stops every deployment of its services",
        );
        if !text.is_empty() {
            text.push_str("---\n");
        }
        text.push_str(&serde_norway::to_string(&document).unwrap_or_default());
    }
    if !closures.is_empty() {
        unsaid.lets_pass(
            "",
            "Account administrators pass every freeze, and GitOps pull-request pipelines are not stopped.",
        );
        unsaid.notes(
            "",
            "A freeze that is enabled cannot be edited: it is disabled, replaced and enabled again.",
        );
        unsaid.notes("", "A running pipeline ends its stage, then it is aborted.");
        let unnamed = closures
            .iter()
            .flat_map(|closure| closure.services.iter().flatten());
        if unnamed
            .into_iter()
            .any(|service| options.names.service(service).is_none())
        {
            unsaid.lets_pass("", "Services are named by an identifier made of their reference; a table of names says otherwise.");
        }
    }
    text
}

fn entities(closure: &Closure<'_>, options: &PipelineOptions) -> Vec<Entity> {
    let all = |r#type| Entity {
        r#type,
        filter_type: "All",
        entity_refs: Vec::new(),
    };
    let equals = |r#type, entity_refs| Entity {
        r#type,
        filter_type: "Equals",
        entity_refs,
    };
    let service = match &closure.services {
        None => all("Service"),
        Some(services) => {
            let refs = services.iter().map(|service| {
                options
                    .names
                    .service(service)
                    .map_or_else(|| identifier(service.reference.as_str()), str::to_owned)
            });
            equals("Service", refs.collect())
        }
    };
    let mut found = vec![all("Org"), all("Project"), service];
    if closure.freeze.scope.environments.is_empty() {
        found.push(equals("EnvType", vec!["Production".into()]));
    } else {
        let name = |environment: &&Environment| {
            options
                .names
                .environment(environment)
                .map_or_else(|| identifier(environment.reference.as_str()), str::to_owned)
        };
        let production = |environment: &&Environment| environment.class == EnvironmentClass::Production;
        let mut types = Vec::new();
        if closure.environments.iter().any(production) {
            types.push("Production".to_owned());
        }
        if !closure.is_production() {
            types.push("PreProduction".to_owned());
        }
        found.push(equals("EnvType", types));
        found.push(equals(
            "Environment",
            closure.environments.iter().map(name).collect(),
        ));
    }
    found
}

/// What Harness takes as an identifier: letters, digits and `_`, not a digit first, at most 128.
fn identifier(reference: &str) -> String {
    let mut name: String = reference
        .chars()
        .map(|letter| {
            if letter.is_ascii_alphanumeric() {
                letter
            } else {
                '_'
            }
        })
        .take(127)
        .collect();
    if name.chars().next().is_none_or(|first| first.is_ascii_digit()) {
        name.insert(0, '_');
    }
    name
}

fn moment(at: Instant, zone: Zone) -> String {
    at.utc()
        .with_timezone(&zone.0)
        .format("%Y-%m-%d %I:%M %p")
        .to_string()
}
