//! What the release includes, what waits and why, and what is different from the version before.

use super::gather::Source;
use planning::bundling::{Decision, decisions};
use planning::difference::differences;
use planning::{Change, FreezeId, Publication, Subject, wording};
use report::value::{Decided, DecidedRow, Listing, Prose, Since, SinceVersionRow};

/// The version the page is compared with, and the plan as it stood then.
pub(super) struct Before {
    pub(super) publication: Publication,
    pub(super) plan: planning::Plan,
}

pub(super) fn decided(source: &Source) -> Decided {
    let release = source.release;
    let all = decisions(source.plan, source.now);
    let here: Vec<&Decision> = all
        .iter()
        .filter(|decision| decision.release == Some(release.id))
        .collect();
    let included: Vec<DecidedRow> = here
        .iter()
        .filter(|decision| !decision.reasons.is_empty())
        .filter_map(|decision| row(source, decision))
        .collect();
    let deferred: Vec<DecidedRow> = all
        .iter()
        .filter(|decision| decision.release != Some(release.id))
        .filter(|decision| concerns(source, decision))
        .filter_map(|decision| row(source, decision))
        .collect();
    let free = here.len() - included.len();
    let mut note = format!("{} included, {} deferred.", here.len(), deferred.len());
    if free > 0 {
        note.push_str(&format!(
            " {} with nothing in the way of riding here; the others are listed with what kept them from an earlier release.",
            wording::count(free, "change")
        ));
    }
    Decided {
        note,
        included: included.into(),
        deferred: deferred.into(),
    }
}

/// A change that waits and could ride the train, or rode this release in the version before.
fn concerns(source: &Source, decision: &Decision) -> bool {
    let Some(change) = source.plan.changes.get(&decision.change) else {
        return false;
    };
    rode_before(source, change) || decision.release.is_none() && takes(source, change)
}

fn rode_before(source: &Source, change: &Change) -> bool {
    source.before.as_ref().is_some_and(|before| {
        before
            .plan
            .changes
            .get(&change.id)
            .is_some_and(|old| old.release == Some(source.release.id))
    })
}

/// True when the release's train takes changes of the team.
fn takes(source: &Source, change: &Change) -> bool {
    let train = source.release.train.and_then(|id| source.plan.trains.get(&id));
    train.is_none_or(|train| {
        train.teams.is_empty() || change.team.is_some_and(|team| train.teams.contains(&team))
    })
}

fn row(source: &Source, decision: &Decision) -> Option<DecidedRow> {
    let change = source.plan.changes.get(&decision.change)?;
    let goes = decision
        .release
        .and_then(|id| source.plan.releases.get(&id))
        .map_or_else(
            || "waits".to_owned(),
            |release| format!("{}, {}", release.reference, source.moment(release.deploy.start())),
        );
    let why = if decision.reasons.is_empty() {
        "No reason is written down, and nothing stands in the way.".to_owned()
    } else {
        decision.reasons.join(" ")
    };
    Some(DecidedRow {
        reference: change.reference.to_string(),
        what: change.title.clone(),
        risk: Some(source.risk(change)),
        goes,
        quiet: match change.deferrals {
            0 => String::new(),
            1 => "deferred once".into(),
            times => format!("deferred {times} times"),
        },
        why,
    })
}

/// What the board should weigh: what becomes of the release when it is not approved.
pub(super) fn fallback(source: &Source, asked: Prose, changes: &[&Change]) -> Prose {
    let Some(next) = planning::train::next_of(source.plan, source.release) else {
        return asked;
    };
    let days = (next.deploy.start() - source.release.deploy.start())
        .num_days()
        .max(0);
    let value: u64 = changes
        .iter()
        .map(|change| u64::from(change.value_per_week))
        .sum();
    let cost = value * u64::try_from(days).unwrap_or(0) / 7;
    let asked = asked
        .plain(" If it is deferred, the next of its train is ")
        .strong(next.reference.to_string())
        .plain(format!(", {}", source.moment(next.deploy.start())));
    if cost > 0 {
        let currency = source.plan.settings().currency;
        asked.plain(format!(
            "; the delay costs {currency}{}.",
            wording::thousands(cost)
        ))
    } else {
        asked.plain(".")
    }
}

pub(super) fn since(source: &Source) -> Since {
    let Some(before) = &source.before else {
        let (title, rows) = match source.published {
            Some(first) => (
                format!("What changed since version {}", first.version),
                Listing::default(),
            ),
            None => (
                "What changed since the last version".to_owned(),
                Listing::missing("no version was published yet"),
            ),
        };
        return Since {
            title,
            note: source.published.map_or_else(String::new, |first| {
                format!(
                    "Version {} is the first, and nothing was edited since.",
                    first.version
                )
            }),
            rows,
        };
    };
    let near: Vec<FreezeId> = super::pictures::weeks(source)
        .map(|span| super::pictures::near(source, span))
        .unwrap_or_default()
        .into_iter()
        .map(|freeze| freeze.id)
        .collect();
    let about = |table: planning::plan::TableName, id: uuid::Uuid| {
        use planning::plan::TableName;
        match table {
            TableName::Release => id == source.release.id.0,
            TableName::Change => [&before.plan, source.plan].iter().any(|plan| {
                plan.changes
                    .get(&planning::ChangeId(id))
                    .is_some_and(|change| change.release == Some(source.release.id))
            }),
            TableName::Freeze => near.contains(&FreezeId(id)),
            _ => false,
        }
    };
    let rows: Vec<SinceVersionRow> = differences(&before.plan, source.plan)
        .into_iter()
        .filter(|difference| about(difference.table, difference.id))
        .map(|difference| SinceVersionRow {
            reference: difference.reference,
            kind: difference.table.word().replace('_', " "),
            sentence: difference.sentence,
        })
        .collect();
    Since {
        title: format!("What changed since version {}", before.publication.version),
        note: format!(
            "Published {} by {}. Listed is what concerns {}.",
            source.moment(before.publication.published_at),
            before.publication.published_by,
            source.plan.name_of(Subject::Release(source.release.id))
        ),
        rows: rows.into(),
    }
}
