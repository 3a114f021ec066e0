//! Freeze periods of GitLab projects, as their API takes them.

use super::closure::Closure;
use super::{Gap, PipelineOptions, Told, cron};
use planning::Plan;
use serde::Serialize;
use std::collections::BTreeMap;

/// A year, in minutes: cron cannot hold more.
const YEAR: i64 = 365 * 24 * 60;

#[derive(Clone, Serialize)]
struct Period {
    freeze_start: String,
    freeze_end: String,
    cron_timezone: String,
}

#[derive(Serialize)]
struct File {
    /// What every project gets.
    every_project: Vec<Period>,
    /// What single projects get besides.
    projects: BTreeMap<String, Vec<Period>>,
}

pub(super) fn write(
    _plan: &Plan,
    closures: &[Closure<'_>],
    options: &PipelineOptions,
    unsaid: &mut Told,
) -> String {
    let mut file = File {
        every_project: Vec::new(),
        projects: BTreeMap::new(),
    };
    for closure in closures {
        let freeze = closure.freeze;
        if freeze.window.minutes() >= YEAR {
            unsaid.lets_pass(
                &freeze.reference,
                format!(
                    "{} lasts a year or longer, which cron cannot say: it is not in the file.",
                    freeze.name
                ),
            );
            continue;
        }
        let period = Period {
            freeze_start: cron::moment(freeze.window.start(), freeze.zone),
            freeze_end: cron::moment(freeze.window.end(), freeze.zone),
            cron_timezone: freeze.zone.to_string(),
        };
        cron::comes_again(closure, unsaid);
        unsaid.standard_changes(
            Gap::StopsMore,
            closure,
            "a freeze period stops every job that asks",
        );
        match &closure.services {
            None => file.every_project.push(period),
            Some(services) => {
                for service in services {
                    let project = options
                        .names
                        .service(service)
                        .unwrap_or(service.reference.as_str());
                    file.projects
                        .entry(project.to_owned())
                        .or_default()
                        .push(period.clone());
                }
            }
        }
    }
    if !closures.is_empty() {
        unsaid.lets_pass(
            "",
            "A freeze period stops only jobs that ask for it: `rules: - if: $CI_DEPLOY_FREEZE == null`.",
        );
        unsaid.stops_more("", "A freeze period holds for a whole project: which environment it closes is up to the jobs that ask.");
    }
    let mut text = serde_json::to_string_pretty(&file).unwrap_or_default();
    text.push('\n');
    text
}
