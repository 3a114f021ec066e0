//! Changes whose own dates and ties do not go with where they are placed.

use super::view::{Touched, View};
use super::{Collision, CollisionKind};
use crate::{Change, ChangeState, DueKind, Severity, Subject, wording};
use std::collections::BTreeSet;

pub(super) fn find(view: &View<'_>, touched: &Touched, found: &mut Vec<Collision>) {
    let mut asked: BTreeSet<u32> = touched.changes.clone();
    for release in &touched.releases {
        asked.extend(&view.facts(*release).changes);
    }
    let mut groups: BTreeSet<&str> = BTreeSet::new();
    let mut ties: BTreeSet<(u32, u32)> = BTreeSet::new();
    let mut apart: BTreeSet<(u32, u32)> = BTreeSet::new();
    for number in &asked {
        view.look(
            1 + view.index.required_by.row(*number).len() + view.index.kept_apart_by.row(*number).len(),
        );
        let Some(change) = view.change(*number) else {
            continue;
        };
        dates(view, *number, change, found);
        let numbered = |ids: &[crate::ChangeId]| -> Vec<u32> {
            ids.iter()
                .filter_map(|id| view.index.change_number(*id))
                .collect()
        };
        ties.extend(
            numbered(&change.requires)
                .into_iter()
                .map(|required| (*number, required)),
        );
        ties.extend(
            view.index
                .required_by
                .row(*number)
                .iter()
                .map(|dependent| (*dependent, *number)),
        );
        let others = numbered(&change.apart_from)
            .into_iter()
            .chain(view.index.kept_apart_by.row(*number).iter().copied());
        apart.extend(others.map(|other| (other.min(*number), other.max(*number))));
        if !change.together.is_empty() {
            groups.insert(&change.together);
        }
    }
    found.extend(
        ties.into_iter()
            .filter_map(|(dependent, required)| tie(view, dependent, required)),
    );
    found.extend(
        apart
            .into_iter()
            .filter_map(|(one, other)| not_apart(view, one, other)),
    );
    found.extend(groups.into_iter().filter_map(|group| split(view, group)));
}

fn is_coming(change: &Change) -> bool {
    matches!(
        change.state,
        ChangeState::Proposed | ChangeState::Ready | ChangeState::Approved
    )
}

fn dates(view: &View<'_>, number: u32, change: &Change, found: &mut Vec<Collision>) {
    let Some(facts) = view.place(number).map(|release| view.facts(release)) else {
        return;
    };
    if !facts.is_open || !is_coming(change) {
        return;
    }
    let release = view.plan.name_of(Subject::Release(facts.id));
    let day = facts.deploy.start().day_in(view.zone);
    let key = [Subject::Change(change.id), Subject::Release(facts.id)];
    if let Some(due) = change.due.filter(|due| due.on < day) {
        let severity = match due.kind {
            DueKind::Legal => Severity::Error,
            DueKind::Contract => Severity::Warning,
            DueKind::Wish => Severity::Note,
        };
        let sentence = format!(
            "{} is due {} ({}) and {release} deploys {}.",
            change.reference,
            wording::day(due.on),
            due.kind,
            wording::day(day)
        );
        found.push(Collision::new(
            CollisionKind::DueDateMissed,
            severity,
            &key,
            &[],
            sentence,
        ));
    }
    if let Some(ready) = change.ready_on.filter(|ready| *ready > day) {
        let sentence = format!(
            "{} is ready {} and {release} deploys {}.",
            change.reference,
            wording::day(ready),
            wording::day(day)
        );
        found.push(Collision::new(
            CollisionKind::NotReady,
            Severity::Error,
            &key,
            &[],
            sentence,
        ));
    }
}

/// A change that requires another: the other goes in the same release or an earlier one, or is live.
fn tie(view: &View<'_>, dependent: u32, required: u32) -> Option<Collision> {
    let (change, needed) = (view.change(dependent)?, view.change(required)?);
    let release = view.place(dependent)?;
    let facts = view.facts(release);
    if !facts.is_open || !is_coming(change) || needed.state == ChangeState::Deployed {
        return None;
    }
    let name = view.plan.name_of(Subject::Release(facts.id));
    let key = [Subject::Change(change.id), Subject::Change(needed.id)];
    let at = wording::day(facts.deploy.start().day_in(view.zone));
    let place = view
        .place(required)
        .filter(|place| is_coming(needed) && !view.facts(*place).is_off);
    let Some(other) = place else {
        let fate = match needed.state {
            ChangeState::Cancelled => "is cancelled",
            ChangeState::BackedOut => "is backed out",
            _ => "waits without a release",
        };
        let sentence = format!(
            "{} goes with {name} on {at} and requires {}, which {fate}.",
            change.reference, needed.reference
        );
        let also = [Subject::Release(facts.id)];
        return Some(Collision::new(
            CollisionKind::RequirementDeferred,
            Severity::Error,
            &key,
            &also,
            sentence,
        ));
    };
    let there = view.facts(other);
    if other == release || there.deploy.start() <= facts.deploy.start() {
        return None;
    }
    let sentence = format!(
        "{} goes with {name} on {at} and requires {}, which goes later: {} on {}.",
        change.reference,
        needed.reference,
        view.plan.name_of(Subject::Release(there.id)),
        wording::day(there.deploy.start().day_in(view.zone))
    );
    let also = [Subject::Release(facts.id), Subject::Release(there.id)];
    Some(Collision::new(
        CollisionKind::RequirementLater,
        Severity::Error,
        &key,
        &also,
        sentence,
    ))
}

fn not_apart(view: &View<'_>, one: u32, other: u32) -> Option<Collision> {
    let release = view.place(one)?;
    if one == other || view.place(other)? != release || !view.facts(release).is_open {
        return None;
    }
    let (one, other) = (view.change(one)?, view.change(other)?);
    let id = view.facts(release).id;
    let sentence = format!(
        "{} and {} stay apart and both go with {}.",
        one.reference,
        other.reference,
        view.plan.name_of(Subject::Release(id))
    );
    let key = [Subject::Change(one.id), Subject::Change(other.id)];
    Some(Collision::new(
        CollisionKind::ApartTogether,
        Severity::Error,
        &key,
        &[Subject::Release(id)],
        sentence,
    ))
}

/// Changes with the same word go together: all in one release, or none in any.
fn split(view: &View<'_>, group: &str) -> Option<Collision> {
    let mut members: Vec<(Option<u32>, &Change)> = Vec::new();
    for number in view.index.groups.get(group)? {
        view.look(1);
        let change = view.change(*number)?;
        if is_coming(change) {
            members.push((view.place(*number), change));
        }
    }
    let first = members.first()?.0;
    if members.iter().all(|(place, _)| *place == first) {
        return None;
    }
    let places: BTreeSet<Option<u32>> = members.iter().map(|(place, _)| *place).collect();
    let releases: Vec<Subject> = places
        .iter()
        .flatten()
        .map(|place| Subject::Release(view.facts(*place).id))
        .collect();
    let mut names: Vec<String> = releases
        .iter()
        .map(|release| view.plan.name_of(*release))
        .collect();
    if places.contains(&None) {
        names.push("no release".to_owned());
    }
    let changes: Vec<&str> = members
        .iter()
        .map(|(_, change)| change.reference.as_str())
        .collect();
    let sentence = format!(
        "{} go together ({group}) and are split over {}.",
        wording::list(&changes),
        wording::list(&names)
    );
    let key: Vec<Subject> = members
        .iter()
        .map(|(_, change)| Subject::Change(change.id))
        .collect();
    Some(Collision::new(
        CollisionKind::TogetherSplit,
        Severity::Error,
        &key,
        &releases,
        sentence,
    ))
}
