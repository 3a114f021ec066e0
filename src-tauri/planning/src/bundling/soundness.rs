//! What must hold before a draft is a problem at all: every index points somewhere, every amount is sensible.

use super::problem::{BadProblem, ProblemDraft};

/// Amounts above this are taken for a mistake; it keeps every sum far inside 64 bits.
const LARGEST: i64 = 1_000_000_000;

pub(super) fn check(draft: &ProblemDraft) -> Result<(), BadProblem> {
    let (changes, releases) = (draft.changes.len(), draft.releases.len());
    if releases >= usize::from(u16::MAX) {
        return bad(format!("{releases} releases are more than {}", u16::MAX - 1));
    }
    amount("risk weight", draft.risk_weight)?;
    amount("move cost", draft.move_cost)?;
    amount("deferral cost of a placed change", draft.prior_defer_cost)?;
    for pair in draft.releases.windows(2) {
        if pair[0].day > pair[1].day {
            return bad(format!(
                "release {} is listed before {} but comes after it",
                pair[0].name, pair[1].name
            ));
        }
    }
    for release in &draft.releases {
        if release.capacity.len() != draft.resources.len() {
            return bad(format!(
                "release {} has {} capacities for {} resources",
                release.name,
                release.capacity.len(),
                draft.resources.len()
            ));
        }
        amount(&format!("discount of {}", release.name), release.discount)?;
        for limit in release.capacity.iter().chain([&release.risk_budget]).flatten() {
            amount(&format!("capacity of {}", release.name), *limit)?;
        }
    }
    if let Some(nights) = &draft.nights
        && nights.size() != (changes, releases)
    {
        let (of_changes, of_releases) = nights.size();
        return bad(format!(
            "the nights are those of {of_changes} changes and {of_releases} releases, not of {changes} and {releases}"
        ));
    }
    for change in &draft.changes {
        let name = &change.name;
        for (what, value) in [
            ("value", change.value),
            ("lateness cost", change.late_per_day),
            ("deferral cost", change.defer_cost),
            ("risk", change.risk),
        ] {
            amount(&format!("{what} of {name}"), value)?;
        }
        for demand in &change.demands {
            index(
                &format!("a resource of {name}"),
                demand.resource,
                draft.resources.len(),
            )?;
            amount(&format!("demand of {name}"), demand.amount)?;
        }
        for release in change.prior.iter().chain(&change.pinned) {
            index(&format!("the release of {name}"), *release, releases)?;
        }
    }
    for cluster in &draft.clusters {
        amount(&format!("interaction of {}", cluster.name), cluster.kappa)?;
        each(&format!("cluster {}", cluster.name), &cluster.changes, changes)?;
    }
    for freeze in &draft.freezes {
        let name = format!("freeze {}", freeze.name);
        each(&name, &freeze.changes, changes)?;
        each(&name, &freeze.releases, releases)?;
        for &(change, release) in &freeze.granted {
            index(&format!("an exception to {name}"), change, changes)?;
            index(&format!("an exception to {name}"), release, releases)?;
        }
        amount(&name, freeze.open_cost)?;
        amount(&name, freeze.change_cost)?;
    }
    for (what, pairs) in [
        ("a requirement", &draft.requires),
        ("a pair kept apart", &draft.apart),
    ] {
        for &(one, other) in pairs {
            index(what, one, changes)?;
            index(what, other, changes)?;
            if one == other {
                return bad(format!("{what} names {} twice", draft.changes[one].name));
            }
        }
    }
    let mut seen = vec![false; changes];
    for group in &draft.together {
        each("a group that goes together", group, changes)?;
        for &change in group {
            if std::mem::replace(&mut seen[change], true) {
                return bad(format!(
                    "{} is in two groups that go together",
                    draft.changes[change].name
                ));
            }
        }
    }
    for bar in &draft.barred {
        index("a barred change", bar.change, changes)?;
        index("a barred release", bar.release, releases)?;
    }
    Ok(())
}

fn bad(sentence: String) -> Result<(), BadProblem> {
    Err(BadProblem(sentence))
}

fn amount(what: &str, value: i64) -> Result<(), BadProblem> {
    if (0..=LARGEST).contains(&value) {
        Ok(())
    } else {
        bad(format!("{what} is {value}, which is not between 0 and {LARGEST}"))
    }
}

fn index(what: &str, value: usize, count: usize) -> Result<(), BadProblem> {
    if value < count {
        Ok(())
    } else {
        bad(format!("{what} points to number {value} of {count}"))
    }
}

fn each(what: &str, values: &[usize], count: usize) -> Result<(), BadProblem> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    for pair in sorted.windows(2) {
        if pair[0] == pair[1] {
            return bad(format!("{what} lists number {} twice", pair[0]));
        }
    }
    values.iter().try_for_each(|&value| index(what, value, count))
}
