//! FRZ-11: a slot or a use of an exception outside of what was granted.

use super::{Rule, request_in};
use crate::talks::uses_judged;
use crate::{Severity, wording};

pub(super) const RULE: Rule = Rule {
    id: "FRZ-11",
    sentence: "An exception is used outside of what was granted.",
    why: "A grant for one hour is no grant for another.",
    find: |asked| {
        let plan = asked.plan;
        let found = plan
            .exceptions
            .iter()
            .filter(|request| request.is_granted())
            .filter_map(|request| {
                let freeze = plan.freezes.get(&request.freeze)?;
                let judged = uses_judged(plan, request);
                let wrong = judged
                    .iter()
                    .find(|used| !used.inside || used.beyond || !used.conditions_met);
                let slot = request
                    .slot
                    .filter(|slot| request.valid.is_some_and(|valid| !valid.covers(*slot)));
                let what = match (slot, wrong) {
                    (Some(slot), _) => format!(
                        "its slot {} lies outside of the time for which it holds",
                        wording::moment(slot.start(), asked.zone)
                    ),
                    (None, Some(used)) if !used.inside => {
                        format!("use {} lies outside its slot", used.number)
                    }
                    (None, Some(used)) if used.beyond => {
                        format!(
                            "use {} is one more than the {} granted",
                            used.number, request.after.uses_allowed
                        )
                    }
                    (None, Some(used)) => format!("use {} did not meet the conditions", used.number),
                    (None, None) => return None,
                };
                let sentence = format!("{}: {what}.", request.reference);
                let subjects = request_in(request, freeze);
                Some(RULE.found(Severity::Warning, &subjects, sentence))
            });
        found.collect()
    },
};
