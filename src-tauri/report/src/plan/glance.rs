//! The second page of the executive's two: the weeks, what waits and why, what this copy leaves out.

use super::appendix::left_out_lines;
use super::decided::{DEFERRED, deferred_cells};
use crate::cells::Row;
use crate::chart::{Axis, Timeline};
use crate::draft::{Draft, Drawn};
use crate::marks::{emptiness, missing};
use crate::table::{PAPER_LOOK, Table};
use crate::theme::{BODY, Frame};
use crate::typeset::Span;
use crate::value::{Part, ReleasePlanDocument};

/// Room kept at the foot for what this copy leaves out.
const FOOT_ROOM: f32 = 96.0;
/// The tallest a row of the table gets before fewer rows are shown.
const ROW: f32 = 44.0;

/// Draws the page.
pub(super) fn draw(draft: &mut Draft<'_>, plan: &ReleasePlanDocument) -> Drawn {
    let title = "Calendar and scope";
    draft.turn_to(Frame::upright(plan.imprint.paper), title)?;
    draft.chapter(title, &plan.decided.note)?;
    match &plan.calendar {
        Part::Given(calendar) => {
            // What does not fit beside the rest is told by the full plan.
            let room = (draft.room() - FOOT_ROOM - 170.0).max(150.0);
            let line = Timeline {
                axis: Axis::Weeks,
                span: calendar.span,
                zone: plan.imprint.zone,
                lanes: &calendar.lanes,
                freezes: &calendar.freezes,
                today: calendar.today.as_ref().map(|(at, flag)| (*at, flag.as_str())),
                gates: &[],
                scale: 1.0,
                alt: &calendar.alt,
            };
            let (below, left) = line.draw(draft, draft.y, room);
            draft.y = below + 8.0;
            if left > 0 {
                let rows = if left == 1 { "row" } else { "rows" };
                draft.nothing(&format!("{left} more {rows} in the full plan."))?;
            }
        }
        Part::Nothing => draft.nothing("None.")?,
        Part::Missing(why) => draft.nothing(&missing(why))?,
    }
    deferred(draft, plan)?;
    draft.section("What this copy leaves out", 20.0)?;
    left_out_lines(draft, plan)
}

fn deferred(draft: &mut Draft<'_>, plan: &ReleasePlanDocument) -> Drawn {
    draft.section("Deferred, and why", 20.0)?;
    if let Some(says) = emptiness(&plan.decided.deferred) {
        return draft.nothing(&says);
    }
    let rows = &plan.decided.deferred.rows;
    let mut shown = 0;
    let mut table = Table::begin(draft, &DEFERRED, PAPER_LOOK);
    for row in rows {
        if draft.room() < FOOT_ROOM + ROW + 16.0 {
            break;
        }
        table.row(draft, &Row::new(deferred_cells(row)))?;
        shown += 1;
    }
    if shown < rows.len() {
        draft.y += 5.0;
        let width = draft.frame.across();
        let says = format!("and {} more in the full plan", rows.len() - shown);
        draft.paragraph(&[Span::new(says, BODY.slanted())], width, 0.0)?;
    }
    Ok(())
}
