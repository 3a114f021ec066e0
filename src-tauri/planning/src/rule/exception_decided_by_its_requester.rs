//! FRZ-10: who asked for an exception granted it.

use super::Rule;
use crate::{Severity, Subject};

pub(super) const RULE: Rule = Rule {
    id: "FRZ-10",
    sentence: "An exception was granted by the person who asked for it.",
    why: "A freeze that its askers can open is none.",
    find: |asked| {
        let found = asked
            .plan
            .exceptions
            .iter()
            .filter(|exception| exception.is_granted())
            .filter_map(|exception| {
                let person = asked.plan.people.get(&exception.decided_by?)?;
                let requester = exception.requester.trim();
                if requester != person.name && requester != person.reference.as_str() {
                    return None;
                }
                let sentence = format!(
                    "{} was asked for and granted by {}.",
                    exception.reference, person.name
                );
                let subjects = [
                    Subject::FreezeException(exception.id),
                    Subject::Freeze(exception.freeze),
                ];
                Some(RULE.found(Severity::Warning, &subjects, sentence))
            });
        found.collect()
    },
};
