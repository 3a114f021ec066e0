//! The sample plan: an invented retailer's quarter, dated from the week of `now`, with one solvable problem per
//! feature.
//!
//! Each topic is a table in its own file. The tables speak of each other by reference; `Draft` turns references
//! into ids. Weeks count from the Monday of the week of `now`, so the sample is as fresh in two years as today.

mod board;
mod calendar;
mod changes;
mod dates;
mod draft;
mod first_steps;
mod freezes;
mod links;
#[cfg(test)]
mod night;
#[cfg(test)]
mod problems;
mod season;
mod services;
mod talks;
mod teams;
#[cfg(test)]
mod tests;
mod versions;

use draft::Draft;
pub use first_steps::first_steps;
use planning::{Act, Clock, Instant, Plan, PlanSettings, Right};
use uuid::Uuid;

/// Halden Retail's quarter as seen at `now`: three weeks back, thirteen weeks ahead.
///
/// The same `now` and the same ids give the same plan.
#[must_use]
pub fn sample(now: Instant, mint: &mut dyn FnMut() -> Uuid) -> Plan {
    let mut draft = Draft::new(now, mint);
    settings(&mut draft);
    teams::write(&mut draft);
    services::write(&mut draft);
    links::write(&mut draft);
    versions::write(&mut draft);
    // Freezes before the calendar: monthly trains step around the month ends.
    freezes::write(&mut draft);
    calendar::write(&mut draft);
    changes::write(&mut draft);
    freezes::write_exceptions(&mut draft);
    talks::write(&mut draft);
    season::write(&mut draft);
    board::write(&mut draft);
    draft.plan
}

fn settings(draft: &mut Draft<'_>) {
    let clock = |label: &str, zone: chrono_tz::Tz| Clock {
        label: label.into(),
        zone: planning::Zone(zone),
    };
    draft.plan.put(PlanSettings {
        name: draft.grid.quarter(),
        organisation: "Halden Retail".into(),
        zone: dates::BERLIN,
        currency: "€".into(),
        clocks: vec![
            clock("Berlin", chrono_tz::Europe::Berlin),
            clock("Chicago", chrono_tz::America::Chicago),
            clock("Singapore", chrono_tz::Asia::Singapore),
            clock("UTC", chrono_tz::UTC),
        ],
        // Only what nobody needs in the first five minutes is kept to roles, so that anybody may try the rest.
        rights: vec![Right {
            act: Act::ApproveRelease,
            roles: vec!["CAB chair".into(), "Release manager".into()],
        }],
        ..PlanSettings::default()
    });
}
