//! The runbook step by step, and the ways back.

use crate::cells::{Cell, Row, Sign};
use crate::draft::{Draft, Drawn};
use crate::marks::emptiness;
use crate::table::{Column, PAPER_LOOK, Table, column, figures};
use crate::theme::{BAD, BAD_TINT, BODY, CELL, CELL_STRONG, Frame, PANEL};
use crate::value::{BackOutRow, ReleasePlanDocument, RunbookRow, StepKind};

pub(super) const STEPS: [Column; 7] = [
    column("Plan", 38.0),
    figures("Min", 26.0),
    column("Step", 184.0),
    column("Who", 76.0),
    column("Done when", 108.0),
    column("Actual", 36.0),
    figures("", 24.0),
];
pub(super) const WAYS_BACK: [Column; 6] = [
    column("Plan", 32.0),
    column("When", 118.0),
    column("What we do", 164.0),
    figures("Min", 28.0),
    column("Last safe", 62.0),
    column("Decides", 84.0),
];

/// Draws runbook and back-out.
pub(super) fn draw(draft: &mut Draft<'_>, plan: &ReleasePlanDocument) -> Drawn {
    let title = "Deployment runbook";
    let up = Frame::upright(plan.imprint.paper);
    if draft.frame == up {
        draft.go_on(title, 260.0)?;
    } else {
        draft.turn_to(up, title)?;
    }
    draft.chapter(title, &plan.runbook.note)?;
    match emptiness(&plan.runbook.groups) {
        Some(says) => draft.nothing(&says)?,
        None => {
            let mut table = Table::begin(draft, &STEPS, PAPER_LOOK);
            for group in &plan.runbook.groups.rows {
                table.group(&group.title, &group.quiet);
                for step in &group.rows {
                    table.row(draft, &step_row(step))?;
                }
            }
        }
    }
    draft.section("Back-out", 70.0)?;
    match emptiness(&plan.back_out.rows) {
        Some(says) => draft.nothing(&says)?,
        None => {
            let mut table = Table::begin(draft, &WAYS_BACK, PAPER_LOOK);
            for way in &plan.back_out.rows.rows {
                table.row(draft, &way_back(way))?;
            }
        }
    }
    draft.section("What cannot be undone", 30.0)?;
    if let Some(says) = emptiness(&plan.back_out.cannot_be_undone) {
        return draft.nothing(&says);
    }
    for line in &plan.back_out.cannot_be_undone.rows {
        draft.prose(line, BODY, 3.0)?;
    }
    Ok(())
}

pub(super) fn step_row(step: &RunbookRow) -> Row {
    let style = if step.kind == StepKind::PointOfNoReturn {
        CELL_STRONG.inked(BAD)
    } else {
        CELL
    };
    let cells = vec![
        Cell::strong(&step.at),
        Cell::number(step.minutes),
        Cell::default().and_prose(&step.step, style),
        Cell::text(&step.who),
        Cell::prose(&step.done_when),
        Cell::text(&step.actual),
        Cell::sign(Sign::TickBox),
    ];
    let tint = match step.kind {
        StepKind::Step => None,
        StepKind::Gate => Some(PANEL),
        StepKind::PointOfNoReturn => Some(BAD_TINT),
    };
    Row { cells, tint }
}

pub(super) fn way_back(way: &BackOutRow) -> Row {
    Row::new(vec![
        Cell::strong(&way.name),
        Cell::prose(&way.when),
        Cell::prose(&way.what),
        Cell::number(way.minutes),
        Cell::text(&way.last_safe),
        Cell::text(&way.decides),
    ])
}
