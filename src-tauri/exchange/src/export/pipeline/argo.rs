//! Sync windows of an Argo CD project: freezes deny, weekly deployment windows allow.

use super::closure::Closure;
use super::{Gap, PipelineOptions, Told, cron};
use planning::{Plan, Service, wording};
use serde::Serialize;

#[derive(Serialize)]
struct Patch {
    spec: Spec,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Spec {
    sync_windows: Vec<SyncWindow>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SyncWindow {
    kind: &'static str,
    schedule: String,
    duration: String,
    time_zone: String,
    applications: Vec<String>,
    manual_sync: bool,
    sync_overrun: bool,
    description: String,
}

pub(super) fn write(
    plan: &Plan,
    closures: &[Closure<'_>],
    options: &PipelineOptions,
    unsaid: &mut Told,
) -> String {
    let mut windows = Vec::new();
    let mut guessed = 0_usize;
    let mut applications = |services: Option<Vec<&Service>>| match services {
        None => vec!["*".to_owned()],
        Some(services) => services
            .iter()
            .map(|service| {
                options.names.service(service).map_or_else(
                    || {
                        guessed += 1;
                        service.reference.as_str().to_lowercase()
                    },
                    str::to_owned,
                )
            })
            .collect(),
    };
    for closure in closures {
        let freeze = closure.freeze;
        windows.push(SyncWindow {
            kind: "deny",
            schedule: cron::moment(freeze.window.start(), freeze.zone),
            duration: duration(freeze.window.minutes()),
            time_zone: freeze.zone.to_string(),
            applications: applications(closure.services.clone()),
            manual_sync: closure.is_soft(),
            sync_overrun: false,
            description: format!("{} {} ({})", freeze.reference, freeze.name, freeze.level),
        });
        cron::comes_again(closure, unsaid);
        unsaid.standard_changes(
            Gap::LetsPass,
            closure,
            "Argo CD knows no kinds of change, so syncing by hand stays open for all",
        );
        if !closure.is_production() {
            let names: Vec<String> = closure.environments.iter().map(|one| one.name.clone()).collect();
            unsaid.notes(
                &freeze.reference,
                format!(
                    "{} also closes {}: the project of each carries the window.",
                    freeze.name,
                    wording::list(&names)
                ),
            );
        }
    }
    for window in &plan.windows {
        let about = &window.reference;
        let ended = window
            .until
            .is_some_and(|until| until < options.from.day_in(window.recurrence.zone));
        if ended || !planning::calendar::is_production(plan, window.environment) {
            continue;
        }
        let Some(schedule) = cron::rule(&window.recurrence) else {
            unsaid.stops_more(about, format!(
                    "{} opens “{}”, which cron cannot say: its nights stay closed unless another window opens them.",
                    window.name,
                    planning::cadence::cadence(&window.recurrence)
                ));
            continue;
        };
        if let Some(until) = window.until {
            unsaid.lets_pass(
                about,
                format!("{} ends on {until}; Argo CD opens it for ever.", window.name),
            );
        }
        if !window.trains.is_empty() {
            unsaid.lets_pass(
                about,
                format!(
                    "{} is for some trains only; Argo CD opens it for every sync.",
                    window.name
                ),
            );
        }
        let services: Vec<&Service> = window
            .services
            .iter()
            .filter_map(|id| plan.services.get(id))
            .collect();
        windows.push(SyncWindow {
            kind: "allow",
            schedule,
            duration: duration(i64::from(window.recurrence.minutes)),
            time_zone: window.recurrence.zone.to_string(),
            applications: applications((!services.is_empty()).then_some(services)),
            manual_sync: false,
            sync_overrun: true,
            description: format!("{} {}", window.reference, window.name),
        });
    }
    if guessed > 0 {
        unsaid.lets_pass(
            "",
            format!(
                "{} taken to be called like the service in lower case; a table of names says otherwise.",
                match guessed {
                    1 => "1 application is".to_owned(),
                    many => format!("{many} applications are"),
                }
            ),
        );
    }
    unsaid.notes("", "The windows hold for the applications of the project they are put into; a sync that runs when a freeze begins is ended.");
    let patch = Patch {
        spec: Spec {
            sync_windows: windows,
        },
    };
    serde_norway::to_string(&patch).unwrap_or_default()
}

/// Elapsed minutes as Go writes them.
fn duration(minutes: i64) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes}m"),
        (hours, 0) => format!("{hours}h"),
        (hours, minutes) => format!("{hours}h{minutes}m"),
    }
}
