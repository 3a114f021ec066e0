//! What if a change were removed from its release, delayed or replaced: what must move too, and what the night
//! becomes.

use crate::collision::{Index, Preview, preview};
use crate::graph::Graph;
use crate::schedule::{Schedule, schedule};
use crate::{Change, ChangeId, DeployOrder, Instant, Move, Plan, ReleaseId, Subject, wording};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use ts_rs::TS;

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "what", rename_all = "kebab-case")]
pub enum WhatIfAsked {
    /// The change leaves its release and waits.
    Remove {
        /// The change.
        change: ChangeId,
    },
    /// The change goes with another release.
    Delay {
        /// The change.
        change: ChangeId,
        /// That release.
        to: ReleaseId,
    },
    /// Another change takes its place.
    Replace {
        /// The change.
        change: ChangeId,
        /// The other.
        by: ChangeId,
    },
}

/// A change that must move too.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct MustMove {
    /// The change.
    pub change: ChangeId,
    /// Its reference.
    pub reference: String,
    /// Where it would go; `None` means that it waits.
    pub to: Option<ReleaseId>,
    /// Why, in words.
    pub sentence: String,
}

/// The figures of a night.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct NightFigures {
    /// Waves.
    pub waves: u32,
    /// Steps.
    pub steps: u32,
    /// Minutes to the last check.
    pub critical_minutes: u32,
    /// Minutes back.
    pub back_out_minutes: u32,
    /// Minutes of the window.
    pub window_minutes: u32,
    /// Whether there and back fit the window.
    pub fits: bool,
    /// Last safe back-out.
    pub last_safe_back_out: Option<Instant>,
    /// Risk points.
    pub risk: u32,
    /// Risk points it may hold.
    pub budget: Option<u32>,
    /// The night in a sentence.
    pub sentence: String,
}

/// Where a change stands in the night, before and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct StepShift {
    /// The change.
    pub change: ChangeId,
    /// Its step in words.
    pub label: String,
    /// Wave and start now; `None` when it is not in the release.
    pub before: Option<(u32, Instant)>,
    /// Wave and start then.
    pub after: Option<(u32, Instant)>,
}

/// What would become of a release.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct WhatIf {
    /// The release.
    pub release: ReleaseId,
    /// Every move, the asked one first: ready to be made as one operation.
    pub moves: Vec<Move>,
    /// What must move too.
    pub must_move: Vec<MustMove>,
    /// The night now.
    pub before: NightFigures,
    /// The night then.
    pub after: NightFigures,
    /// Changes whose wave or start differs, by start.
    pub steps: Vec<StepShift>,
    /// Collisions that would be gone, new and still there.
    pub preview: Preview,
    /// In words.
    pub sentence: String,
}

/// What would become of the release of the change; `None` when it rides none or something is unknown.
#[must_use]
pub fn what_if(plan: &Plan, index: &Index, asked: &WhatIfAsked) -> Option<WhatIf> {
    let graph = index.graph();
    let (change, to, by) = match asked {
        WhatIfAsked::Remove { change } => (*change, None, None),
        WhatIfAsked::Delay { change, to } => (*change, Some(*to), None),
        WhatIfAsked::Replace { change, by } => (*change, None, Some(*by)),
    };
    let first = plan.changes.get(&change)?;
    let release = first.release?;
    if let Some(to) = to {
        plan.releases.get(&to)?;
    }
    let mut must_move = drawn_along(plan, graph, first, to, by);
    let mut moves = vec![Move::PlaceChange { change, release: to }];
    if let Some(by) = by {
        plan.changes.get(&by)?;
        moves.push(Move::PlaceChange {
            change: by,
            release: Some(release),
        });
        must_move.extend(pulled_in(plan, by, release));
    }
    moves.extend(must_move.iter().map(|one| Move::PlaceChange {
        change: one.change,
        release: one.to,
    }));
    let then = plan.with_moves(&moves);
    let (now_night, then_night) = (schedule(plan, graph, release)?, schedule(&then, graph, release)?);
    let preview = preview(plan, index, &moves);
    let before = figures(&now_night, index, release, &preview, false);
    let after = figures(&then_night, index, release, &preview, true);
    let name = plan.name_of(Subject::Release(release));
    let sentence = sentence(plan, asked, &name, &must_move, &before, &after, &preview);
    Some(WhatIf {
        release,
        moves,
        must_move,
        steps: steps(&now_night, &then_night),
        before,
        after,
        preview,
        sentence,
    })
}

/// Open changes that cannot stay where they are when `first` goes to `to`: they require it, they go together with it,
/// or they are deployed in lockstep with it.
fn drawn_along(
    plan: &Plan,
    graph: &Graph,
    first: &Change,
    to: Option<ReleaseId>,
    by: Option<ChangeId>,
) -> Vec<MustMove> {
    let target = to
        .and_then(|to| plan.releases.get(&to))
        .map(|to| to.deploy.start());
    let stays = |change: &Change| {
        let goes = change
            .release
            .and_then(|id| plan.releases.get(&id))
            .map(|release| release.deploy.start());
        match (goes, target) {
            // It waits already, or it goes with or after the new place.
            (None, _) => true,
            (Some(goes), Some(target)) => goes >= target,
            (Some(_), None) => false,
        }
    };
    let mut moved: BTreeMap<ChangeId, ()> = BTreeMap::from([(first.id, ())]);
    let mut queue = vec![first];
    let mut found = Vec::new();
    while let Some(moving) = queue.pop() {
        for other in plan.changes.iter().filter(|other| other.is_open()) {
            if moved.contains_key(&other.id) || Some(other.id) == by || stays(other) {
                continue;
            }
            let why = if other.requires.contains(&moving.id) {
                format!("{} requires {}", other.reference, moving.reference)
            } else if !other.together.is_empty() && other.together == moving.together {
                format!(
                    "{} goes together with {} ({})",
                    other.reference, moving.reference, moving.together
                )
            } else if other.release == moving.release && in_lockstep(graph, moving, other) {
                format!(
                    "{} is deployed in lockstep with {}",
                    other.reference, moving.reference
                )
            } else {
                continue;
            };
            moved.insert(other.id, ());
            let pinned = if other.pinned { ", though it is pinned" } else { "" };
            found.push(MustMove {
                change: other.id,
                reference: other.reference.to_string(),
                to,
                sentence: format!("{why}{pinned}."),
            });
            queue.push(other);
        }
    }
    found.sort_by(|one, other| one.sentence.cmp(&other.sentence));
    found
}

fn in_lockstep(graph: &Graph, one: &Change, other: &Change) -> bool {
    let numbers = one.services.iter().filter_map(|service| graph.number(*service));
    numbers
        .flat_map(|number| graph.providers_of(number).chain(graph.consumers_of(number)))
        .filter(|link| link.order == DeployOrder::Lockstep)
        .any(|link| {
            let ends = [graph.service(link.consumer), graph.service(link.provider)];
            other.services.iter().any(|service| ends.contains(service))
        })
}

/// What the newcomer requires and would not be live by then comes along.
fn pulled_in(plan: &Plan, by: ChangeId, release: ReleaseId) -> Vec<MustMove> {
    let Some(target) = plan.releases.get(&release).map(|release| release.deploy.start()) else {
        return Vec::new();
    };
    let mut seen = BTreeSet::from([by]);
    let mut queue = vec![by];
    let mut found = Vec::new();
    while let Some(coming) = queue.pop() {
        let Some(coming) = plan.changes.get(&coming) else {
            continue;
        };
        for required in coming.requires.iter().filter_map(|id| plan.changes.get(id)) {
            let goes = required
                .release
                .and_then(|id| plan.releases.get(&id))
                .map(|other| other.deploy.start());
            let in_time = !required.is_open() || goes.is_some_and(|goes| goes <= target);
            if in_time || !seen.insert(required.id) {
                continue;
            }
            found.push(MustMove {
                change: required.id,
                reference: required.reference.to_string(),
                to: Some(release),
                sentence: format!("{} requires {}.", coming.reference, required.reference),
            });
            queue.push(required.id);
        }
    }
    found
}

fn figures(
    night: &Schedule,
    index: &Index,
    release: ReleaseId,
    preview: &Preview,
    then: bool,
) -> NightFigures {
    let delta = preview.loads.iter().find(|delta| delta.release == release);
    let load = match delta {
        Some(delta) if then => Some(&delta.after),
        Some(delta) => Some(&delta.before),
        None => index.load(release),
    };
    NightFigures {
        waves: night.steps.iter().map(|step| step.wave).max().unwrap_or(0),
        steps: u32::try_from(night.steps.len()).unwrap_or(u32::MAX),
        critical_minutes: night.critical_minutes,
        back_out_minutes: night.back_out_minutes,
        window_minutes: night.window_minutes,
        fits: night.fits,
        last_safe_back_out: night.last_safe_back_out,
        risk: load.map_or(0, |load| load.risk),
        budget: load.and_then(|load| load.budget),
        sentence: night.sentence.clone(),
    }
}

fn steps(before: &Schedule, after: &Schedule) -> Vec<StepShift> {
    let mut found: BTreeMap<ChangeId, StepShift> = BTreeMap::new();
    for (night, then) in [(before, false), (after, true)] {
        for step in &night.steps {
            for change in &step.changes {
                let entry = found.entry(*change).or_insert_with(|| StepShift {
                    change: *change,
                    label: step.label.clone(),
                    before: None,
                    after: None,
                });
                let place = Some((step.wave, step.deploy.start()));
                if then {
                    entry.after = place;
                    entry.label.clone_from(&step.label);
                } else {
                    entry.before = place;
                }
            }
        }
    }
    let mut found: Vec<StepShift> = found
        .into_values()
        .filter(|step| step.before != step.after)
        .collect();
    found.sort_by_key(|step| (step.after.or(step.before).map(|(_, start)| start), step.change));
    found
}

fn sentence(
    plan: &Plan,
    asked: &WhatIfAsked,
    release: &str,
    must_move: &[MustMove],
    before: &NightFigures,
    after: &NightFigures,
    preview: &Preview,
) -> String {
    let change = |id: &ChangeId| plan.name_of(Subject::Change(*id));
    let done = match asked {
        WhatIfAsked::Remove { change: id } => format!("{} leaves {release}", change(id)),
        WhatIfAsked::Delay { change: id, to } => {
            format!(
                "{} goes with {} instead of {release}",
                change(id),
                plan.name_of(Subject::Release(*to))
            )
        }
        WhatIfAsked::Replace { change: id, by } => {
            format!("{} takes the place of {} in {release}", change(by), change(id))
        }
    };
    let along: Vec<String> = must_move.iter().map(|one| change(&one.change)).collect();
    let along = if along.is_empty() {
        "nothing else must move".to_owned()
    } else {
        format!("{} must move too", wording::list(&along))
    };
    let time = |minutes: u32| wording::minutes(minutes.into());
    let fits = match (before.fits, after.fits) {
        (true, true) => "it still fits",
        (false, true) => "it fits now",
        (true, false) => "it no longer fits",
        (false, false) => "it still does not fit",
    };
    format!(
        "{done}; {along}. The night takes {} instead of {} and {fits}; risk {} instead of {}. {} go, {} come.",
        time(after.critical_minutes),
        time(before.critical_minutes),
        after.risk,
        before.risk,
        wording::count(preview.clears.len(), "collision"),
        preview.adds.len()
    )
}
