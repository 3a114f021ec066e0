//! What the release includes, what waits and why, and what is different from the version before.

use super::evidence::listing;
use crate::cells::{Cell, Row};
use crate::draft::{Draft, Drawn};
use crate::marks::emptiness;
use crate::table::{Column, PAPER_LOOK, Table, column};
use crate::value::{DecidedRow, ReleasePlanDocument};

const INCLUDED: [Column; 4] = [
    column("Change", 62.0),
    column("What", 180.0),
    column("Risk", 30.0),
    column("Why here and not earlier", 222.0),
];
pub(super) const DEFERRED: [Column; 5] = [
    column("Change", 62.0),
    column("What", 150.0),
    column("Risk", 30.0),
    column("Goes", 84.0),
    column("Why", 168.0),
];
const DIFFERENCES: [Column; 3] = [
    column("Subject", 72.0),
    column("Kind", 62.0),
    column("What is different", 360.0),
];

/// Draws the chapter.
pub(super) fn draw(draft: &mut Draft<'_>, plan: &ReleasePlanDocument) -> Drawn {
    let title = "Included and deferred";
    draft.go_on(title, 250.0)?;
    draft.chapter(title, &plan.decided.note)?;
    listing(
        draft,
        "Included, and kept from an earlier release",
        &plan.decided.included,
        &INCLUDED,
        |row| {
            vec![
                Cell::strong(&row.reference),
                Cell::text(&row.what),
                Cell::chip(row.risk),
                Cell::text(&row.why).quiet(&row.quiet),
            ]
        },
    )?;
    listing(
        draft,
        "Deferred",
        &plan.decided.deferred,
        &DEFERRED,
        deferred_cells,
    )
}

/// The cells of a change that waits.
pub(super) fn deferred_cells(row: &DecidedRow) -> Vec<Cell> {
    vec![
        Cell::strong(&row.reference),
        Cell::text(&row.what),
        Cell::chip(row.risk),
        Cell::text(&row.goes).quiet(&row.quiet),
        Cell::text(&row.why),
    ]
}

/// Draws what is different from the version before.
pub(super) fn since(draft: &mut Draft<'_>, plan: &ReleasePlanDocument) -> Drawn {
    let since = &plan.since;
    draft.go_on(&since.title, 150.0)?;
    draft.chapter(&since.title, &since.note)?;
    if let Some(says) = emptiness(&since.rows) {
        return draft.nothing(&says);
    }
    let mut table = Table::begin(draft, &DIFFERENCES, PAPER_LOOK);
    for row in &since.rows.rows {
        let cells = vec![
            Cell::strong(&row.reference),
            Cell::text(&row.kind),
            Cell::text(&row.sentence),
        ];
        table.row(draft, &Row::new(cells))?;
    }
    Ok(())
}
