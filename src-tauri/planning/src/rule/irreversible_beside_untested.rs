//! BUN-02: what cannot go back rides with what has not shown its tests.

use super::Rule;
use crate::{Change, Reversible, Severity, Subject, wording};

pub(super) const RULE: Rule = Rule {
    id: "BUN-02",
    sentence: "A change that cannot be backed out rides with one that is not fully tested.",
    why: "If the untested one fails, the release cannot go back as a whole.",
    find: |asked| {
        let found = asked.open_releases().filter_map(|(release, changes)| {
            let stays: Vec<&Change> = changes
                .iter()
                .filter(|change| change.reversible == Reversible::No)
                .copied()
                .collect();
            let untested: Vec<&Change> = changes
                .iter()
                .filter(|change| change.risk.tests_missing() > 0)
                .filter(|change| stays.iter().any(|stay| stay.id != change.id))
                .copied()
                .collect();
            if stays.is_empty() || untested.is_empty() {
                return None;
            }
            let names = |changes: &[&Change]| {
                let names: Vec<&str> = changes.iter().map(|change| change.reference.as_str()).collect();
                wording::list(&names)
            };
            let sentence = format!(
                "{} holds {}, which cannot be backed out, with {}, whose tests are not all shown.",
                release.reference,
                names(&stays),
                names(&untested)
            );
            let subjects: Vec<Subject> = std::iter::once(Subject::Release(release.id))
                .chain(
                    stays
                        .iter()
                        .chain(&untested)
                        .map(|change| Subject::Change(change.id)),
                )
                .collect();
            Some(
                RULE.found(Severity::Warning, &subjects, sentence)
                    .with_way("Give what cannot be backed out a release of its own, or show the tests."),
            )
        });
        found.collect()
    },
};
