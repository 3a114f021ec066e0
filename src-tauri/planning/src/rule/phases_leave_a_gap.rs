//! FRZ-04: phases of one offer that leave the same scope open between them, or say two things at once.

use super::Rule;
use crate::talks::{standing_offer, taken_offer};
use crate::{NegotiationState, OfferPhase, Severity, Subject, wording};

pub(super) const RULE: Rule = Rule {
    id: "FRZ-04",
    sentence: "The phases of a freeze overlap or leave a gap.",
    why: "What lies between two phases is open, and what lies in both is read two ways.",
    find: |asked| {
        let plan = asked.plan;
        let mut found = Vec::new();
        for talks in plan
            .negotiations
            .iter()
            .filter(|talks| talks.state != NegotiationState::Withdrawn)
        {
            let taken = taken_offer(plan, talks.id).and_then(|id| plan.offers.get(&id));
            let Some(offer) = taken.or_else(|| standing_offer(plan, talks.id)) else {
                continue;
            };
            let mut phases: Vec<&OfferPhase> = offer.phases.iter().collect();
            phases.sort_by_key(|phase| (phase.window.start(), phase.window.end()));
            for pair in phases.windows(2) {
                let (one, next) = (pair[0], pair[1]);
                if one.scope != next.scope {
                    continue;
                }
                let freeze = plan.name_of(Subject::Freeze(talks.freeze));
                let subjects = [Subject::Freeze(talks.freeze), Subject::Negotiation(talks.id)];
                if one.window.end() < next.window.start() {
                    let sentence = format!(
                        "{freeze} is open from {} to {}, between {} and {}.",
                        wording::moment(one.window.end(), asked.zone),
                        wording::moment(next.window.start(), asked.zone),
                        one.name,
                        next.name
                    );
                    found.push(RULE.found(Severity::Note, &subjects, sentence));
                } else if one.window.overlaps(next.window) && one.level != next.level {
                    let sentence = format!(
                        "{freeze} is {} and {} at once from {}; the stricter holds.",
                        one.level,
                        next.level,
                        wording::moment(next.window.start(), asked.zone)
                    );
                    found.push(RULE.found(Severity::Warning, &subjects, sentence));
                }
            }
        }
        found
    },
};
