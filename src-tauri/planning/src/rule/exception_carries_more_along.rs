//! FRZ-13: a request whose delta is not told, or is larger than the fix it names.

use super::{Rule, request_in, standing_requests};
use crate::{Severity, wording};

pub(super) const RULE: Rule = Rule {
    id: "FRZ-13",
    sentence: "An exception carries more along than it names, or does not say what.",
    why: "A deployment takes every merged commit along, not only the fix.",
    find: |asked| {
        let plan = asked.plan;
        let found = standing_requests(plan)
            .filter(|(request, _)| request.origin.is_none())
            .filter_map(|(request, freeze)| {
                let of_release = asked.plan.changes.iter();
                let of_release = of_release
                    .filter(|change| request.release.is_some() && change.release == request.release);
                let named = (request.changes.len() + of_release.count()).max(1);
                let goes = request.case.delta.len();
                let sentence = if goes == 0 {
                    format!("{} does not say what goes along.", request.reference)
                } else if goes > named {
                    format!(
                        "{} is for {} and carries {goes} along: {}.",
                        request.reference,
                        wording::count(named, "change"),
                        wording::list(&request.case.delta)
                    )
                } else {
                    return None;
                };
                Some(RULE.found(Severity::Warning, &request_in(request, freeze), sentence))
            });
        found.collect()
    },
};
