//! The plan for the night: landscape, large type, boxes to tick, nothing that is not needed at two o'clock.

use super::runbook::{STEPS, WAYS_BACK, step_row, way_back};
use crate::cells::{Cell, Row};
use crate::display::Role;
use crate::draft::{Draft, Drawn};
use crate::marks::emptiness;
use crate::table::{Column, Look, NIGHT_LOOK, Table, column};
use crate::theme::{BODY, H1, INK, INK2, LABEL, Style};
use crate::typeset::{Align, Span, spans};
use crate::value::{Fact, ReleasePlanDocument};

const AWAKE: [Column; 5] = [
    column("Role", 130.0),
    column("Name", 120.0),
    column("Deputy", 100.0),
    column("Hours", 84.0),
    column("Reach", 110.0),
];
const LARGE: Style = Style {
    size: 12.5,
    leading: 16.5,
    ..BODY
};

/// Draws all pages.
pub(super) fn draw(draft: &mut Draft<'_>, plan: &ReleasePlanDocument) -> Drawn {
    draft.bookmark(1, "Runbook");
    head(draft, plan);
    match emptiness(&plan.runbook.groups) {
        Some(says) => draft.nothing(&says)?,
        None => {
            let mut table = Table::begin(draft, &STEPS, NIGHT_LOOK);
            for group in &plan.runbook.groups.rows {
                table.group(&group.title, &group.quiet);
                for step in &group.rows {
                    table.row(draft, &step_row(step))?;
                }
            }
        }
    }
    draft.go_on("Back-out", 240.0)?;
    draft.chapter("Back-out", "")?;
    large(
        draft,
        emptiness(&plan.back_out.rows),
        &WAYS_BACK,
        |draft, table| {
            for way in &plan.back_out.rows.rows {
                table.row(draft, &way_back(way))?;
            }
            Ok(())
        },
    )?;
    draft.section("What cannot be undone", 40.0)?;
    if let Some(says) = emptiness(&plan.back_out.cannot_be_undone) {
        draft.nothing(&says)?;
    }
    for line in &plan.back_out.cannot_be_undone.rows {
        let width = draft.frame.across();
        draft.paragraph(&spans(line, LARGE, INK), width, 4.0)?;
    }
    draft.go_on("Who is awake", 180.0)?;
    draft.chapter("Who is awake", "")?;
    large(draft, emptiness(&plan.on_call), &AWAKE, |draft, table| {
        for person in &plan.on_call.rows {
            let cells = [
                &person.role,
                &person.name,
                &person.deputy,
                &person.hours,
                &person.reach,
            ];
            let mut cells: Vec<Cell> = cells.into_iter().map(|text| Cell::text(text)).collect();
            cells[0] = Cell::strong(&person.role);
            table.row(draft, &Row::new(cells))?;
        }
        Ok(())
    })
}

/// A table in large type, or the line that says why there is none.
fn large(
    draft: &mut Draft<'_>,
    empty: Option<String>,
    columns: &[Column],
    rows: impl FnOnce(&mut Draft<'_>, &mut Table<'_>) -> Drawn,
) -> Drawn {
    const LOOK: Look = NIGHT_LOOK;
    if let Some(says) = empty {
        return draft.nothing(&says);
    }
    let mut table = Table::begin(draft, columns, LOOK);
    rows(draft, &mut table)
}

/// Title, facts in one line, and how to read the table.
fn head(draft: &mut Draft<'_>, plan: &ReleasePlanDocument) {
    let (left, width) = (draft.frame.left, draft.frame.across());
    let title = draft
        .type_
        .at_most(&format!("{} · runbook", plan.cover.title), H1, width, 2);
    let y = draft.y - 8.0;
    draft.content(Role::H1, |draft| {
        draft.block(&title, left, y);
    });
    draft.y = y + title.height() + 8.0;
    let facts = &plan.cover.facts;
    let wide = width / facts.len().clamp(1, 4) as f32;
    let top = draft.y;
    let mut below = top;
    for (index, fact) in facts.iter().take(4).enumerate() {
        below = below.max(one_fact(
            draft,
            fact,
            [left + wide * index as f32, top, wide - 14.0],
        ));
    }
    draft.y = below + 8.0;
    let note = draft.type_.set(
        &[Span::new(&plan.runbook.note, BODY.inked(INK2))],
        width,
        Align::Left,
    );
    let y = draft.y;
    draft.content(Role::P, |draft| {
        draft.block(&note, left, y);
    });
    draft.y = y + note.height() + 10.0;
}

fn one_fact(draft: &mut Draft<'_>, fact: &Fact, [x, y, wide]: [f32; 3]) -> f32 {
    let y = draft.text_at(Role::P, &[Span::new(&fact.label, LABEL)], x, y, wide);
    let y = draft.text_at(
        Role::P,
        &[Span::new(&fact.value, LARGE.bold().inked(INK))],
        x,
        y + 1.0,
        wide,
    );
    draft.text_at(Role::P, &[Span::new(&fact.quiet, BODY)], x, y, wide)
}
