//! Releases inside freezes.

use super::index::{Facts, Index};
use super::view::{Touched, View};
use super::{Collision, CollisionKind};
use crate::calendar::{covers_environment, is_excepted, stops};
use crate::{Freeze, FreezeLevel, FreezeState, Severity, Subject, Window, wording};

pub(super) fn find(view: &View<'_>, touched: &Touched, found: &mut Vec<Collision>) {
    for number in 0..view.index.freezes.len() as u32 {
        view.look(1);
        let (facts, window) = view.freeze(number);
        let Some(freeze) = view.plan.freezes.get(&facts.id).filter(|freeze| freeze.is_live()) else {
            continue;
        };
        let mut evaluate = |release: u32| {
            view.look(1);
            let release_facts = view.facts(release);
            if release_facts.is_open
                && window.overlaps(release_facts.exposed)
                && Index::reaches(view.plan, freeze, release_facts)
            {
                found.extend(between(view, freeze, window, &facts.covers, release));
            }
        };
        if touched.freezes.contains(&number) {
            (0..view.index.facts.len() as u32).for_each(&mut evaluate);
        } else {
            touched.releases.iter().copied().for_each(&mut evaluate);
        }
    }
}

fn between(
    view: &View<'_>,
    freeze: &Freeze,
    window: Window,
    covers: &[bool],
    number: u32,
) -> Option<Collision> {
    let facts = view.facts(number);
    let release = view.release(number)?;
    let everything = freeze.scope.is_everything();
    let mut inside: Vec<&str> = Vec::new();
    let mut subjects = Vec::new();
    if facts.changes.is_empty() {
        let covered = everything && covers_environment(view.plan, &freeze.scope, facts.environment);
        if !covered || is_excepted(view.plan, freeze, release, facts.deploy, None) {
            return None;
        }
    } else {
        for change in &facts.changes {
            let services = view.index.change_services.row(*change);
            let covered = services.iter().any(|service| covers[*service as usize]);
            let is_everywhere = services.is_empty() && everything;
            if !covered && !is_everywhere {
                continue;
            }
            let record = view.change(*change)?;
            if stops(view.plan, freeze, window, record, facts.deploy)
                && !is_excepted(view.plan, freeze, release, facts.deploy, Some(record))
            {
                inside.push(record.reference.as_str());
                subjects.push(Subject::Change(record.id));
            }
        }
        if inside.is_empty() {
            return None;
        }
    }
    let severity = match (freeze.state, freeze.level) {
        (_, FreezeLevel::Notice) => Severity::Note,
        (FreezeState::Agreed, FreezeLevel::Hard | FreezeLevel::Lockdown) => Severity::Error,
        _ => Severity::Warning,
    };
    let sentence = sentence(view, freeze, window, facts, &inside);
    let key = [Subject::Release(facts.id), Subject::Freeze(freeze.id)];
    // The changes stay out of the subjects when there are many: they are the release's.
    let also = if subjects.len() <= 4 { subjects } else { Vec::new() };
    Some(Collision::new(
        CollisionKind::ReleaseInFreeze,
        severity,
        &key,
        &also,
        sentence,
    ))
}

fn sentence(view: &View<'_>, freeze: &Freeze, window: Window, facts: &Facts, inside: &[&str]) -> String {
    let release = view.plan.name_of(Subject::Release(facts.id));
    let what = format!(
        "{} ({}, {}, {})",
        freeze.name,
        freeze.state,
        freeze.level,
        wording::days(window, view.zone)
    );
    let which = match inside.len() {
        0 => String::new(),
        all if all == facts.changes.len() => ", with all its changes".to_owned(),
        _ => format!(", with {}", wording::list(inside)),
    };
    if window.overlaps(facts.deploy) {
        let at = wording::moment(facts.deploy.start(), view.zone);
        return format!("{release} deploys {at}, inside {what}{which}.");
    }
    let until = wording::moment(facts.exposed.end(), view.zone);
    format!("{release} is watched until {until}, inside {what}{which}.")
}
