//! Scope and risk: every change, by wave; from 60 changes on the low risks take one line each.

use crate::cells::{Cell, Row};
use crate::draft::{Draft, Drawn};
use crate::marks::emptiness;
use crate::table::{Column, PAPER_LOOK, Table, column, figures};
use crate::theme::{CELL, CELL_STRONG, Frame};
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

/// From this many changes on, low risks are shown on one line.
const LONG: usize = 60;

/// Draws the scope table.
pub(super) fn draw(draft: &mut Draft<'_>, plan: &ReleasePlanDocument) -> Drawn {
    let title = "Scope and risk";
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
            let brief = count >= LONG && row.risk.is_some_and(|risk| risk < Risk::Medium);
            let row = if brief { one_line(draft, row) } else { whole(row) };
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

fn one_line(draft: &mut Draft<'_>, row: &ScopeRow) -> Row {
    let across = draft.frame.across() / COLUMNS.iter().map(|column| column.share).sum::<f32>();
    let mut fit = |text: &str, column: usize| {
        let width = COLUMNS[column].share * across - 8.5;
        if draft.type_.width(text, CELL) <= width {
            return text.to_owned();
        }
        let letters: Vec<char> = text.chars().collect();
        let (mut fits, mut over) = (0, letters.len());
        while fits + 1 < over {
            let middle = usize::midpoint(fits, over);
            let cut: String = letters[..middle].iter().collect();
            if draft.type_.width(&format!("{}…", cut.trim_end()), CELL) <= width {
                fits = middle
            } else {
                over = middle
            }
        }
        format!("{}…", letters[..fits].iter().collect::<String>().trim_end())
    };
    let what: String = row.what.0.iter().map(crate::value::Piece::text).collect();
    let (what, hurts) = (fit(&what, 1), fit(&row.hurts, 3));
    Row::new(vec![
        Cell::strong(&row.reference),
        Cell::text(&what),
        Cell::chip(row.risk),
        Cell::text(&hurts),
        Cell::number(row.back_out_minutes),
        Cell::text(&row.tests),
        Cell::verdict(&row.board),
    ])
}
