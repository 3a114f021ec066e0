//! Scope: every change, by wave; from 60 changes on the low risks say less.

use crate::cells::{Cell, Row, Sign};
use crate::draft::{Draft, Drawn};
use crate::marks::emptiness;
use crate::table::{Column, PAPER_LOOK, Table, column, figures};
use crate::theme::{CELL_STRONG, Frame};
use crate::value::{ReleasePlanDocument, Risk, ScopeRow};

const COLUMNS: [Column; 7] = [
    column("Change", 58.0),
    column("What, and why", 155.0),
    column("Risk", 26.0),
    column("What it can hurt", 82.0),
    figures("Back-out\nmin", 42.0),
    figures("Tests\npassed", 58.0),
    column("Board, owner", 84.0),
];

/// From this many changes on, low risks are shown without reason and kind.
const LONG: usize = 60;

/// Draws the scope table.
pub(super) fn draw(draft: &mut Draft<'_>, plan: &ReleasePlanDocument) -> Drawn {
    let title = "Scope";
    draft.turn_to(Frame::upright(plan.imprint.paper), title)?;
    draft.chapter(title, &plan.scope.note)?;
    if let Some(says) = emptiness(&plan.scope.groups) {
        return draft.nothing(&says);
    }
    let count: usize = plan.scope.groups.rows.iter().map(|group| group.rows.len()).sum();
    let mut table = Table::begin(draft, &COLUMNS, PAPER_LOOK);
    for group in &plan.scope.groups.rows {
        table.group(&group.title, &group.quiet);
        for row in &group.rows {
            let low = count >= LONG && row.risk.is_some_and(|risk| risk < Risk::Medium);
            let row = if low { brief(row) } else { whole(row) };
            table.row(draft, &row)?;
        }
        if group.rows.is_empty() {
            table.row(draft, &Row::new(vec![Cell::text("None.")]))?;
        }
    }
    Ok(())
}

fn whole(row: &ScopeRow) -> Row {
    Row::new(vec![
        Cell::strong(&row.reference).quiet(&row.kind),
        Cell::default().and_prose(&row.what, CELL_STRONG).quiet(&row.why),
        Cell::chip(row.risk),
        Cell::text(&row.hurts),
        Cell::number(row.back_out_minutes),
        Cell::text(&row.tests),
        Cell::verdict(&row.board).quiet(&row.owner),
    ])
}

/// The change without its reason and kind; nothing that is said is cut.
fn brief(row: &ScopeRow) -> Row {
    Row::new(vec![
        Cell::strong(&row.reference),
        Cell::prose(&row.what),
        Cell::chip(row.risk),
        Cell::text(&row.hurts),
        Cell::number(row.back_out_minutes),
        Cell::text(&row.tests),
        Cell {
            sign: Some(Sign::State(row.board.state)),
            ..Cell::text(&row.owner)
        },
    ])
}
