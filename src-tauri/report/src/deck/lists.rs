//! Slides with a table: since last time, the rest, conflicts, the decision record.

use super::frame::{nothing, numbers, slide};
use crate::cells::{Cell, Row};
use crate::display::Role;
use crate::draft::{Draft, Drawn};
use crate::plan::{finding_cells, freeze_cells};
use crate::table::{Column, SLIDE_LOOK, Table, column, figures};
use crate::theme::{CELL, Frame, INK2, SLIDE_H2, SLIDE_SMALL};
use crate::typeset::Span;
use crate::value::{CabDeckDocument, DecisionRow};

const SINCE: [Column; 5] = [
    column("State", 118.0),
    column("Change", 96.0),
    column("What happened", 270.0),
    column("What follows", 240.0),
    column("Owner", 132.0),
];
const REST: [Column; 7] = [
    column("Change", 92.0),
    column("What", 270.0),
    column("Risk", 46.0),
    column("What it can hurt", 186.0),
    figures("Back-out\nmin", 72.0),
    figures("Tests", 84.0),
    column("Owner", 126.0),
];
const FINDINGS: [Column; 4] = [
    column("Rule", 84.0),
    column("Severity", 118.0),
    column("What collides", 380.0),
    column("Ways out", 274.0),
];
const FREEZES: [Column; 5] = [
    column("Freeze", 150.0),
    column("From – to", 190.0),
    column("Covers", 156.0),
    column("Exception, or how far clear", 244.0),
    column("State", 116.0),
];
const DECISIONS: [Column; 5] = [
    column("What", 236.0),
    column("Decision", 178.0),
    column("Condition", 200.0),
    column("Owner", 130.0),
    column("By", 112.0),
];

/// Slides after the first of a table begin a little lower than paper does.
fn below(draft: &mut Draft<'_>, top: f32) {
    draft.y = top;
    draft.frame = Frame {
        top: 66.0,
        ..Frame::slide()
    };
}

/// Since last time.
pub(super) fn since(draft: &mut Draft<'_>, deck: &CabDeckDocument) -> Drawn {
    let words = &deck.since;
    let top = slide(draft, &words.kicker, &words.title, 0.0)?;
    let (left, across) = (draft.frame.left, draft.frame.across());
    let mut y = top + 2.0;
    if !words.numbers.is_empty() {
        numbers(draft, &words.numbers, [left, y, across]);
        y += 66.0;
    }
    below(draft, y);
    if !nothing(draft, &words.rows)? {
        let mut table = Table::begin(draft, &SINCE, SLIDE_LOOK);
        for row in &words.rows.rows {
            let cells = vec![
                Cell::verdict(&row.verdict),
                Cell::strong(&row.reference),
                Cell::text(&row.what),
                Cell::text(&row.follows),
                Cell::text(&row.owner),
            ];
            table.row(draft, &Row::new(cells))?;
        }
    }
    draft.frame = Frame::slide();
    Ok(())
}

/// The rest, approved together.
pub(super) fn rest(draft: &mut Draft<'_>, deck: &CabDeckDocument) -> Drawn {
    let words = &deck.rest;
    let top = slide(draft, &words.kicker, &words.title, 0.0)?;
    below(draft, top);
    if !nothing(draft, &words.body)? {
        let mut table = Table::begin(draft, &REST, SLIDE_LOOK);
        for row in &words.body.rows {
            let cells = vec![
                Cell::strong(&row.reference),
                Cell::text(&row.what),
                Cell::chip(Some(row.risk)),
                Cell::text(&row.hurts),
                Cell::number(row.back_out_minutes),
                Cell::text(&row.tests),
                Cell::text(&row.owner),
            ];
            table.row(draft, &Row::new(cells))?;
        }
    }
    draft.frame = Frame::slide();
    Ok(())
}

/// Collisions, freezes, exceptions.
pub(super) fn conflicts(draft: &mut Draft<'_>, deck: &CabDeckDocument) -> Drawn {
    let words = &deck.conflicts;
    let top = slide(draft, &words.kicker, &words.title, 0.0)?;
    below(draft, top);
    heading(draft, "Collisions and findings")?;
    if !nothing(draft, &words.findings)? {
        let mut table = Table::begin(draft, &FINDINGS, SLIDE_LOOK);
        for finding in &words.findings.rows {
            table.row(draft, &Row::new(finding_cells(finding)))?;
        }
    }
    draft.y += 16.0;
    heading(draft, "Freezes and exceptions")?;
    if !nothing(draft, &words.freezes)? {
        let mut table = Table::begin(draft, &FREEZES, SLIDE_LOOK);
        for freeze in &words.freezes.rows {
            table.row(draft, &Row::new(freeze_cells(freeze)))?;
        }
    }
    draft.frame = Frame::slide();
    Ok(())
}

fn heading(draft: &mut Draft<'_>, title: &str) -> Drawn {
    draft.need(90.0)?;
    let (left, width, y) = (draft.frame.left, draft.frame.across(), draft.y);
    draft.y = draft.text_at(Role::H2, &[Span::new(title, SLIDE_H2)], left, y, width) + 3.0;
    Ok(())
}

/// The decision record.
pub(super) fn decision(draft: &mut Draft<'_>, deck: &CabDeckDocument) -> Drawn {
    let words = &deck.decision;
    let top = slide(draft, &words.kicker, &words.title, 0.0)?;
    below(draft, top);
    if !nothing(draft, &words.rows)? {
        let mut table = Table::begin(draft, &DECISIONS, SLIDE_LOOK);
        for row in &words.rows.rows {
            table.row(draft, &Row::new(decision_cells(row)))?;
        }
    }
    if !words.footnote.is_empty() {
        draft.y += 14.0;
        let width = draft.frame.across();
        draft.paragraph(&[Span::new(&words.footnote, SLIDE_SMALL)], width, 0.0)?;
    }
    draft.frame = Frame::slide();
    Ok(())
}

fn decision_cells(row: &DecisionRow) -> Vec<Cell> {
    let decision = row.decided.as_ref().map_or_else(
        || {
            // Boxes to tick by hand; the box is a character, so that it is read aloud too.
            let choices: Vec<String> = row
                .choices
                .iter()
                .map(|choice| format!("□\u{A0}{choice}"))
                .collect();
            Cell::default().and(&choices.join("    "), CELL.inked(INK2))
        },
        Cell::verdict,
    );
    vec![
        Cell::strong(&row.what),
        decision,
        Cell::text(if row.condition.is_empty() {
            "None"
        } else {
            &row.condition
        }),
        Cell::text(&row.owner),
        Cell::text(&row.by),
    ]
}
