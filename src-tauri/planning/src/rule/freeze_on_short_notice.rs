//! FRZ-18: a freeze that is agreed later than its policy allows.

use super::Rule;
use crate::talks::{agreement_of, policy, standing_offer};
use crate::{NegotiationState, Severity, Subject, wording};

pub(super) const RULE: Rule = Rule {
    id: "FRZ-18",
    sentence: "A freeze is on shorter notice than its policy allows.",
    why: "Who hears of a freeze in the last week has planned a release into it.",
    find: |asked| {
        let plan = asked.plan;
        let found = plan.negotiations.iter().filter_map(|talks| {
            let policy = policy(plan, Some(talks.policy?));
            let agreement = agreement_of(plan, talks.id);
            let offer = match agreement {
                Some(agreement) => plan.offers.get(&agreement.offer),
                None => standing_offer(plan, talks.id),
            };
            let start = offer?.span()?.start();
            let known = match talks.state {
                NegotiationState::Withdrawn | NegotiationState::Draft => return None,
                NegotiationState::Open | NegotiationState::Escalated => asked.now,
                NegotiationState::Agreed | NegotiationState::Decided => agreement?.agreed_at,
            };
            let days = (start.day_in(asked.zone).0 - known.day_in(asked.zone).0).num_days();
            if days >= i64::from(policy.notice_days) || start < known {
                return None;
            }
            let word = if agreement.is_some() {
                "was agreed"
            } else {
                "is still talked about"
            };
            let sentence = format!(
                "{} {word} {} before it begins; {} asks for {}.",
                plan.name_of(Subject::Freeze(talks.freeze)),
                wording::count(days.unsigned_abs() as usize, "day"),
                policy.name,
                policy.notice_days
            );
            let subjects = [Subject::Freeze(talks.freeze), Subject::Negotiation(talks.id)];
            Some(RULE.found(Severity::Warning, &subjects, sentence))
        });
        found.collect()
    },
};
