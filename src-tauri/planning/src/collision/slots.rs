//! Releases outside every window they may use.

use super::index::Facts;
use super::view::{Touched, View};
use super::{Collision, CollisionKind};
use crate::{ReleaseKind, Severity, Subject, wording};

pub(super) fn find(view: &View<'_>, touched: &Touched, found: &mut Vec<Collision>) {
    for number in &touched.releases {
        let facts = view.facts(*number);
        view.look(facts.usable.len());
        let is_planned = view
            .release(*number)
            .is_some_and(|release| release.kind != ReleaseKind::Emergency);
        if facts.is_open && is_planned {
            found.extend(outside(view, facts));
        }
    }
}

/// A plan that names no window the release may use says nothing about windows.
fn outside(view: &View<'_>, facts: &Facts) -> Option<Collision> {
    let usable = &facts.usable;
    // Far from every known date the openings are not expanded; there a window is expanded for the moment.
    if usable.is_empty() || usable.iter().any(|opening| opening.at.covers(facts.deploy)) {
        return None;
    }
    let release = view.plan.name_of(Subject::Release(facts.id));
    let at = wording::moment(facts.deploy.start(), view.zone);
    let name =
        |opening: &crate::calendar::Opening| view.plan.name_of(Subject::DeploymentWindow(opening.window));
    let sentence = match usable
        .iter()
        .find(|opening| opening.at.contains(facts.deploy.start()))
    {
        Some(opening) => format!(
            "{release} deploys {at} until {}, longer than {} is open (until {}).",
            wording::moment(facts.deploy.end(), view.zone),
            name(opening),
            wording::moment(opening.at.end(), view.zone)
        ),
        None => match usable
            .iter()
            .find(|opening| opening.at.start() > facts.deploy.start())
        {
            Some(next) => format!(
                "{release} deploys {at}, outside every window; {} opens next, {}.",
                name(next),
                wording::moment(next.at.start(), view.zone)
            ),
            None => format!("{release} deploys {at}, outside every window; none opens after it."),
        },
    };
    let key = [Subject::Release(facts.id)];
    Some(Collision::new(
        CollisionKind::OutsideWindow,
        Severity::Error,
        &key,
        &[],
        sentence,
    ))
}
