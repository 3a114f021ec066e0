//! How one offer differs from another, in words.

use super::scope_note;
use crate::{OfferPhase, Plan, wording};

/// `Everything in scope: end −2 days; payments excluded.` Nothing when the two are the same.
#[must_use]
pub fn difference(plan: &Plan, before: &[OfferPhase], after: &[OfferPhase]) -> Vec<String> {
    let mut said = Vec::new();
    for (number, phase) in after.iter().enumerate() {
        let name = if phase.name.is_empty() {
            format!("Phase {}", number + 1)
        } else {
            phase.name.clone()
        };
        let Some(old) = before.get(number) else {
            said.push(format!(
                "{name}: new, {}, {}.",
                wording::days(phase.window, plan.settings().zone),
                phase.level
            ));
            continue;
        };
        let parts = parts(plan, old, phase);
        if !parts.is_empty() {
            said.push(format!("{name}: {}.", parts.join("; ")));
        }
    }
    for gone in before.iter().skip(after.len()) {
        said.push(format!("{}: dropped.", gone.name));
    }
    said
}

fn parts(plan: &Plan, old: &OfferPhase, new: &OfferPhase) -> Vec<String> {
    let mut parts = Vec::new();
    let mut moved = |edge: &str, minutes: i64| {
        if minutes != 0 {
            parts.push(format!("{edge} {}", signed(minutes)));
        }
    };
    moved("start", (new.window.start() - old.window.start()).num_minutes());
    moved("end", (new.window.end() - old.window.end()).num_minutes());
    if old.level != new.level {
        parts.push(format!("{} instead of {}", new.level, old.level));
    }
    if old.scope != new.scope {
        parts.push(format!(
            "{} instead of {}",
            scope_note(plan, &new.scope),
            scope_note(plan, &old.scope)
        ));
    }
    if old.zone_mode != new.zone_mode {
        parts.push(match new.zone_mode {
            crate::ZoneMode::Local => "by the clock of each region".to_owned(),
            crate::ZoneMode::Fixed => "one moment everywhere".to_owned(),
        });
    }
    let words = |classes: &[crate::ChangeClass]| {
        let words: Vec<&str> = classes.iter().map(|class| class.word()).collect();
        wording::list(&words)
    };
    let passing = |phase: &OfferPhase| {
        if phase.allowed.is_empty() {
            crate::passing_at(phase.level)
        } else {
            phase.allowed.clone()
        }
    };
    let (was, is) = (passing(old), passing(new));
    if old.allowed != new.allowed && was != is {
        parts.push(if is.is_empty() {
            "nothing passes".to_owned()
        } else {
            format!("{} may pass", words(&is))
        });
    }
    if old.in_flight != new.in_flight {
        parts.push(match new.in_flight {
            crate::InFlight::Stop => "nothing may reach into it".to_owned(),
            crate::InFlight::Finish => "what has started may finish".to_owned(),
            crate::InFlight::Abort => "what runs is backed out".to_owned(),
        });
    }
    parts
}

/// `+2 days`, `−3 h`.
fn signed(minutes: i64) -> String {
    let sign = if minutes < 0 { '−' } else { '+' };
    let minutes = minutes.abs();
    if minutes % (24 * 60) == 0 {
        format!("{sign}{}", wording::count((minutes / (24 * 60)) as usize, "day"))
    } else if minutes > 24 * 60 {
        let days = wording::count((minutes / (24 * 60)) as usize, "day");
        format!("{sign}{days} {}", wording::minutes(minutes % (24 * 60)))
    } else {
        format!("{sign}{}", wording::minutes(minutes))
    }
}
