//! Where a release lands when it is put down: at the nearest opening, frozen or not.

use super::{Shape, Slot, Snap, openings};
use crate::{Plan, ReleaseId, Window, wording};
use chrono::TimeDelta;

/// Days on either side in which an opening counts as near.
const NEAR_DAYS: i64 = 3;

/// The opening nearest to `wanted` that the release may use, within three days; the earlier of two equally near.
///
/// Unlike [`super::snap`] it does not look at freezes: a release may be put into one, and the collision shows.
/// A place inside an opening is kept as it is. `None` when no opening is near.
#[must_use]
pub fn place(plan: &Plan, release: ReleaseId, wanted: Window) -> Option<Snap> {
    let release = plan.releases.get(&release)?;
    let near = TimeDelta::days(NEAR_DAYS);
    let span = Window::new(wanted.start() - near, wanted.end() + near).ok()?;
    let usable = Shape::of(plan, release).usable(plan, &openings(plan, span));
    let name = |slot: &Slot| {
        plan.windows
            .get(&slot.window)
            .map(|window| window.name.clone())
            .unwrap_or_default()
    };
    if let Some(inside) = usable.iter().find(|opening| opening.at.covers(wanted)) {
        let slot = Slot {
            window: inside.window,
            deploy: wanted,
        };
        return Some(Snap {
            note: format!("Inside {}.", name(&slot)),
            slot,
        });
    }
    let length = TimeDelta::minutes(wanted.minutes());
    let nearest = usable
        .iter()
        .filter(|opening| opening.at.minutes() >= wanted.minutes() && span.contains(opening.at.start()))
        .min_by_key(|opening| (opening.at.start() - wanted.start()).abs())?;
    let start = wanted
        .start()
        .clamp(nearest.at.start(), nearest.at.end() - length);
    let slot = Slot {
        window: nearest.window,
        deploy: wanted.shifted(start - wanted.start()),
    };
    let at = wording::moment(start, plan.settings().zone);
    Some(Snap {
        note: format!("Snapped to {at} in {}.", name(&slot)),
        slot,
    })
}
