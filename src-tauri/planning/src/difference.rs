//! What differs between two states of the plan, in sentences people read before they publish or merge.

use crate::plan::{Record, Table, TableName};
use crate::wording::moment;
use crate::{Change, Freeze, Plan, Release, Zone};
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

/// One thing that differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Difference {
    /// Table of the record.
    pub table: TableName,
    /// Its id.
    #[ts(type = "string")]
    pub id: Uuid,
    /// Its reference.
    pub reference: String,
    /// What differs, e.g. `RO-23 moves from Wed 25 Nov 22:00 to Wed 18 Nov 22:00`.
    pub sentence: String,
}

/// What differs in releases, placements and freezes, in that order and by reference within each.
#[must_use]
pub fn differences(before: &Plan, after: &Plan) -> Vec<Difference> {
    let zone = after.settings().zone;
    let mut all = compare(&before.releases, &after.releases, |old, new| {
        release_sentence(old, new, zone)
    });
    all.extend(compare(&before.changes, &after.changes, |old, new| {
        change_sentence(old, new, before, after)
    }));
    all.extend(compare(&before.freezes, &after.freezes, |old, new| {
        freeze_sentence(old, new, zone)
    }));
    all
}

trait Named {
    fn reference(&self) -> &str;
}
impl Named for Release {
    fn reference(&self) -> &str {
        self.reference.as_str()
    }
}
impl Named for Change {
    fn reference(&self) -> &str {
        self.reference.as_str()
    }
}
impl Named for Freeze {
    fn reference(&self) -> &str {
        self.reference.as_str()
    }
}

fn compare<R: Record + Named>(
    before: &Table<R>,
    after: &Table<R>,
    sentence: impl Fn(Option<&R>, Option<&R>) -> Option<String>,
) -> Vec<Difference> {
    let gone = before
        .iter()
        .filter(|old| !after.contains(&old.id()))
        .map(|old| (Some(old), None));
    let here = after.iter().map(|new| (before.get(&new.id()), Some(new)));
    let mut found: Vec<Difference> = gone
        .chain(here)
        .filter(|(old, new)| old != new)
        .filter_map(|(old, new)| {
            let record = new.or(old)?;
            Some(Difference {
                table: R::TABLE,
                id: record.uuid(),
                reference: record.reference().to_owned(),
                sentence: sentence(old, new)?,
            })
        })
        .collect();
    found.sort_by(|a, b| a.reference.cmp(&b.reference));
    found
}

fn release_sentence(old: Option<&Release>, new: Option<&Release>, zone: Zone) -> Option<String> {
    match (old, new) {
        (None, Some(new)) => Some(format!(
            "{} is new, {}",
            new.reference,
            moment(new.deploy.start(), zone)
        )),
        (Some(old), None) => Some(format!("{} is gone", old.reference)),
        (Some(old), Some(new)) if old.deploy != new.deploy => Some(format!(
            "{} moves from {} to {}",
            new.reference,
            moment(old.deploy.start(), zone),
            moment(new.deploy.start(), zone)
        )),
        (Some(old), Some(new)) if old.state != new.state => {
            Some(format!("{} is {}, was {}", new.reference, new.state, old.state))
        }
        (Some(_), Some(new)) => Some(format!("{} was edited", new.reference)),
        (None, None) => None,
    }
}

fn change_sentence(
    old: Option<&Change>,
    new: Option<&Change>,
    before: &Plan,
    after: &Plan,
) -> Option<String> {
    let place = |plan: &Plan, change: &Change| {
        change
            .release
            .and_then(|id| plan.releases.get(&id))
            .map_or_else(|| "deferred".to_owned(), |release| release.reference.to_string())
    };
    match (old, new) {
        (None, Some(new)) => Some(format!("{} is new, in {}", new.reference, place(after, new))),
        (Some(old), None) => Some(format!("{} is gone", old.reference)),
        (Some(old), Some(new)) if old.release != new.release => match new.release {
            Some(_) => Some(format!(
                "{} goes from {} to {}",
                new.reference,
                place(before, old),
                place(after, new)
            )),
            None => Some(format!(
                "{} is deferred, was in {}",
                new.reference,
                place(before, old)
            )),
        },
        (Some(_), Some(new)) => Some(format!("{} was edited", new.reference)),
        (None, None) => None,
    }
}

fn freeze_sentence(old: Option<&Freeze>, new: Option<&Freeze>, zone: Zone) -> Option<String> {
    let span = |freeze: &Freeze| {
        format!(
            "{} to {}",
            moment(freeze.window.start(), zone),
            moment(freeze.window.end(), zone)
        )
    };
    match (old, new) {
        (None, Some(new)) => Some(format!("{} is new, {}", new.name, span(new))),
        (Some(old), None) => Some(format!("{} is gone", old.name)),
        (Some(old), Some(new)) if old.window != new.window => {
            Some(format!("{} runs {}, was {}", new.name, span(new), span(old)))
        }
        (Some(old), Some(new)) if old.state != new.state => {
            Some(format!("{} is {}, was {}", new.name, new.state, old.state))
        }
        (Some(_), Some(new)) => Some(format!("{} was edited", new.name)),
        (None, None) => None,
    }
}
