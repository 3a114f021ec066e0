//! Risk: the heat map, the high risks with what is done about them, freezes and collisions.

use super::evidence::freezes_and_findings;
use crate::cells::{Cell, Row, Sign};
use crate::chart::heat_map;
use crate::display::Role;
use crate::draft::{Draft, Drawn};
use crate::marks::{emptiness, missing};
use crate::table::{Column, PAPER_LOOK, Table, column};
use crate::theme::{BODY, CELL, INK};
use crate::typeset::spans;
use crate::value::{HeatMap, Part, ReleasePlanDocument, Risk};

const RISKS: [Column; 5] = [
    column("Change", 60.0),
    column("Risk", 52.0),
    column("What may happen", 150.0),
    column("What is done about it", 150.0),
    column("Owner", 80.0),
];

/// Draws the chapter.
pub(super) fn draw(draft: &mut Draft<'_>, plan: &ReleasePlanDocument) -> Drawn {
    let title = "Risks, freezes and collisions";
    draft.go_on(title, 170.0)?;
    draft.chapter(title, "")?;
    risks(draft, plan)?;
    match &plan.heat {
        Part::Given(map) => draw_heat(draft, map)?,
        Part::Nothing => {
            draft.section("Risk heat map", 20.0)?;
            draft.nothing("None.")?;
        }
        Part::Missing(why) => {
            draft.section("Risk heat map", 20.0)?;
            draft.nothing(&missing(why))?;
        }
    }
    freezes_and_findings(draft, plan)
}

fn draw_heat(draft: &mut Draft<'_>, map: &HeatMap) -> Drawn {
    draft.section("Risk heat map", 205.0)?;
    let (left, right, top) = (draft.frame.left, draft.frame.right, draft.y);
    let below = heat_map(draft, map, [left, top, 292.0], 1.0);
    let x = left + 318.0;
    let mut y = top + 10.0;
    for risk in Risk::ALL.into_iter().rev() {
        draft.content(Role::P, |draft| {
            draft.chip(risk, x, y, 13.2);
            draft.label(risk.word(), CELL, x + 18.5, y + 0.8);
        });
        y += 15.6;
    }
    y += 8.0;
    for note in &map.notes {
        y = draft.text_at(
            Role::P,
            &spans(note, CELL.inked(BODY.colour), INK),
            x,
            y,
            right - x,
        ) + 5.5;
    }
    draft.y = below.max(y);
    Ok(())
}

fn risks(draft: &mut Draft<'_>, plan: &ReleasePlanDocument) -> Drawn {
    draft.section("Risks of 4 and 5", 50.0)?;
    if let Some(says) = emptiness(&plan.risks) {
        return draft.nothing(&says);
    }
    let mut table = Table::begin(draft, &RISKS, PAPER_LOOK);
    for risk in &plan.risks.rows {
        let sign = risk
            .after
            .map_or(Sign::Chip(risk.risk), |after| Sign::Chips(risk.risk, after));
        let cells = vec![
            Cell::strong(&risk.reference),
            Cell::sign(sign),
            Cell::text(&risk.what),
            Cell::text(&risk.mitigation),
            Cell::text(&risk.owner),
        ];
        table.row(draft, &Row::new(cells))?;
    }
    Ok(())
}
