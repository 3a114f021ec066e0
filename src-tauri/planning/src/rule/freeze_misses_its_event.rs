//! FRZ-01: a freeze that is over before what it protects begins, or begins after it.

use super::Rule;
use crate::{NegotiationState, Severity, Subject, Window, wording};

pub(super) const RULE: Rule = Rule {
    id: "FRZ-01",
    sentence: "A freeze misses what it is to protect.",
    why: "Dates that were typed the wrong way round protect nothing.",
    find: |asked| {
        let plan = asked.plan;
        let found = plan.negotiations.iter().filter_map(|talks| {
            let event = talks.event.as_ref()?;
            let freeze = plan
                .freezes
                .get(&talks.freeze)
                .filter(|freeze| freeze.is_live())?;
            let held = Window::new(event.start, event.end).ok()?;
            if talks.state == NegotiationState::Withdrawn || freeze.window.overlaps(held) {
                return None;
            }
            let sentence = format!(
                "{} closes {}, {} is {}.",
                freeze.name,
                wording::days(freeze.window, asked.zone),
                event.name,
                wording::days(held, asked.zone)
            );
            let subjects = [Subject::Freeze(freeze.id), Subject::Negotiation(talks.id)];
            Some(RULE.found(Severity::Error, &subjects, sentence))
        });
        found.collect()
    },
};
