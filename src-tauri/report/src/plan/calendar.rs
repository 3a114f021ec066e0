//! The calendar page: the weeks above, the night below, and what the signs mean.

use crate::chart::{Axis, LegendSign, Timeline, legend};
use crate::display::Role;
use crate::draft::{Draft, Drawn};
use crate::marks::missing;
use crate::theme::{BAD, BODY, FOOT, Frame, H2, INK, INK2, WARN};
use crate::typeset::Align;
use crate::value::{Calendar, Event, GateKind, Night, Part, ReleasePlanDocument};
use planning::time::Zone;

/// Draws calendar and night on landscape pages.
pub(super) fn draw(draft: &mut Draft<'_>, plan: &ReleasePlanDocument) -> Drawn {
    let frame = Frame::landscape(plan.imprint.paper);
    draft.turn_to(frame, "Release calendar")?;
    draft.chapter("Release calendar", "")?;
    match &plan.calendar {
        Part::Given(calendar) => weeks(draft, calendar, plan.imprint.zone)?,
        Part::Nothing => draft.nothing("None.")?,
        Part::Missing(why) => draft.nothing(&missing(why))?,
    }
    match &plan.night {
        Part::Given(night) => hours(draft, night, plan.imprint.zone)?,
        Part::Nothing => {
            draft.section("Deployment night", 20.0)?;
            draft.nothing("None.")?;
        }
        Part::Missing(why) => {
            draft.section("Deployment night", 20.0)?;
            draft.nothing(&missing(why))?;
        }
    }
    let signs = signs(plan);
    if !signs.is_empty() {
        let y = draft.frame.bottom - 10.0;
        legend(draft, &signs, y);
    }
    Ok(())
}

fn weeks(draft: &mut Draft<'_>, calendar: &Calendar, zone: Zone) -> Drawn {
    let mut from = 0;
    let mut first = true;
    loop {
        let line = Timeline {
            axis: Axis::Weeks,
            span: calendar.span,
            zone,
            lanes: &calendar.lanes[from..],
            freezes: &[],
            today: calendar.today.as_ref().map(|(at, flag)| (*at, flag.as_str())),
            gates: &[],
            scale: 1.0,
            alt: if first {
                &calendar.alt
            } else {
                "The calendar, continued"
            },
        };
        // Bands count lanes from the first of this page.
        let freezes: Vec<_> = calendar
            .freezes
            .iter()
            .filter_map(|band| {
                let mut band = band.clone();
                if let Some((low, high)) = band.lanes {
                    if high < from {
                        return None;
                    }
                    band.lanes = Some((low.saturating_sub(from), high - from));
                }
                Some(band)
            })
            .collect();
        let line = Timeline {
            freezes: &freezes,
            ..line
        };
        let room = draft.room() - 14.0;
        let (below, left) = line.draw(draft, draft.y, room);

        draft.y = below + 14.0;
        if left == 0 {
            return Ok(());
        }
        from = calendar.lanes.len() - left;
        first = false;
        draft.turn()?;
    }
}

fn hours(draft: &mut Draft<'_>, night: &Night, zone: Zone) -> Drawn {
    let mut from = 0;
    // The whole night on one page when it can be.
    let wanted = 25.0 * night.lanes.len() as f32 + 68.0;
    if draft.room() < wanted {
        draft.turn()?;
    }
    draft.bookmark(2, &night.title);
    let (left, y) = (draft.frame.left, draft.y);
    let title = draft
        .type_
        .one_line(&night.title, H2, draft.frame.across() * 0.6, Align::Left);
    draft.content(Role::H2, |draft| {
        draft.block(&title, left, y);
    });
    let quiet = draft
        .type_
        .one_line(&night.quiet, FOOT.inked(INK2), 260.0, Align::Left);
    draft.content(Role::P, |draft| {
        draft.block(&quiet, left + title.width + 9.0, y + 4.6);
    });
    draft.y += 22.0;
    loop {
        let line = Timeline {
            axis: Axis::Hours,
            span: night.span,
            zone,
            lanes: &night.lanes[from..],
            freezes: &[],
            today: None,
            gates: &night.gates,
            scale: 1.0,
            alt: if from == 0 {
                &night.alt
            } else {
                "The night, continued"
            },
        };
        let (below, left) = line.draw(draft, draft.y, draft.room() - 13.0);
        draft.y = below + 6.0;
        if left == 0 {
            return Ok(());
        }
        from = night.lanes.len() - left;
        draft.turn()?;
        draft.paragraph(
            &[crate::typeset::Span::new("The night, continued", BODY)],
            300.0,
            4.0,
        )?;
    }
}

/// Only the signs that are on the page.
fn signs(plan: &ReleasePlanDocument) -> Vec<(LegendSign, &'static str)> {
    let mut signs = Vec::new();
    if let Part::Given(night) = &plan.night {
        for (kind, colour, word) in [
            (GateKind::Gate, INK, "go / no-go gate"),
            (GateKind::PointOfNoReturn, BAD, "point of no return"),
            (GateKind::LastSafeBackOut, WARN, "last safe back-out"),
        ] {
            if night.gates.iter().any(|gate| gate.kind == kind) {
                signs.push((LegendSign::Gate(colour), word));
            }
        }
    }
    if let Part::Given(calendar) = &plan.calendar {
        let events = || calendar.lanes.iter().flat_map(|lane| lane.events.iter());
        if !calendar.freezes.is_empty() {
            signs.push((LegendSign::Freeze, "freeze"));
        }
        if events().any(|event| matches!(event, Event::Milestone { decision: true, .. })) {
            signs.push((LegendSign::Decision, "decision"));
        }
        if events().any(|event| matches!(event, Event::Milestone { decision: false, .. })) {
            signs.push((LegendSign::Board, "board"));
        }
        if events().any(|event| matches!(event, Event::Bar { solid: false, .. })) {
            signs.push((LegendSign::Planned, "planned"));
        }
        if events().any(|event| matches!(event, Event::Bar { solid: true, .. })) {
            signs.push((LegendSign::Fixed, "fixed"));
        }
        if events().any(|event| matches!(event, Event::Bar { collides: true, .. })) {
            signs.push((LegendSign::Collision, "in collision"));
        }
        signs.push((LegendSign::Weekend, "weekend"));
    }
    signs
}
