//! FRZ-17: a party has not answered by the deadline, and the silence rule speaks for it.

use super::Rule;
use crate::talks::standing_offer;
use crate::{NegotiationState, Severity, SilenceRule, Stance, Subject, wording};

pub(super) const RULE: Rule = Rule {
    id: "FRZ-17",
    sentence: "A party is silent after the deadline.",
    why: "Silence decides unless somebody speaks.",
    find: |asked| {
        let plan = asked.plan;
        let open = plan
            .negotiations
            .iter()
            .filter(|talks| talks.state == NegotiationState::Open);
        let found = open.filter_map(|talks| {
            let offer = standing_offer(plan, talks.id)?;
            let deadline = offer.replies_by.filter(|by| *by <= asked.now)?;
            let spoke = |party: &str| {
                let positions = plan
                    .positions
                    .iter()
                    .filter(|position| position.offer == offer.id);
                let mut said = positions.filter(|position| position.party == party);
                said.any(|position| !matches!(position.stance, Stance::NotOpened | Stance::Reading))
            };
            let silent: Vec<&str> = talks
                .parties
                .iter()
                .filter(|party| party.required && party.side != offer.side && !spoke(&party.name))
                .map(|party| party.name.as_str())
                .collect();
            if silent.is_empty() {
                return None;
            }
            let (have, counts) = if silent.len() == 1 {
                ("has", "counts")
            } else {
                ("have", "count")
            };
            let rule = match talks.silence_rule {
                SilenceRule::Consent => format!("silence {counts} as agreed"),
                SilenceRule::Escalate => "the decider decides".to_owned(),
                SilenceRule::Object => format!("silence {counts} as an objection"),
            };
            let sentence = format!(
                "{} {have} not answered round {} of {} by {}; {rule}.",
                wording::list(&silent),
                offer.round,
                plan.name_of(Subject::Freeze(talks.freeze)),
                wording::moment(deadline, asked.zone)
            );
            let subjects = [Subject::Negotiation(talks.id), Subject::Freeze(talks.freeze)];
            Some(RULE.found(Severity::Warning, &subjects, sentence))
        });
        found.collect()
    },
};
