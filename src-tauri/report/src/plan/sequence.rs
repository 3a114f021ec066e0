//! Sequence and risk: the dependency map, the reasons for the order, the heat map, the high risks.

use crate::chart::{dependency_map, heat_map, map_fits};
use crate::display::Role;
use crate::draft::{Draft, Drawn};
use crate::marks::{emptiness, missing};
use crate::table::{Cell, Column, PAPER_LOOK, Row, Sign, Table, column};
use crate::theme::{BODY, CELL, Frame, INK};
use crate::typeset::spans;
use crate::value::{DependencyMap, HeatMap, Part, ReleasePlanDocument, Risk};

const REASONS: [Column; 3] = [
    column("Live first", 120.0),
    column("Then", 120.0),
    column("Because", 250.0),
];
const RISKS: [Column; 5] = [
    column("Change", 60.0),
    column("Risk", 52.0),
    column("What may happen", 150.0),
    column("What is done about it", 150.0),
    column("Owner", 80.0),
];
/// From this many boxes on, the reasons are told in a table too.
const MANY: usize = 25;

/// Draws the chapter.
pub(super) fn draw(draft: &mut Draft<'_>, plan: &ReleasePlanDocument) -> Drawn {
    let up = Frame::upright(plan.imprint.paper);
    let wide = matches!(&plan.sequence.map, Part::Given(map) if map.waves.len() > 5);
    let frame = if wide {
        Frame::landscape(plan.imprint.paper)
    } else {
        up
    };
    draft.turn_to(frame, "Sequence and risk")?;
    draft.chapter("Sequence and dependencies", &plan.sequence.note)?;
    match &plan.sequence.map {
        Part::Given(map) => draw_map(draft, map)?,
        Part::Nothing => draft.nothing("None.")?,
        Part::Missing(why) => draft.nothing(&missing(why))?,
    }
    if wide {
        draft.turn_to(up, "Sequence and risk")?;
    }
    reasons(draft, plan)?;
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
    risks(draft, plan)
}

fn draw_map(draft: &mut Draft<'_>, map: &DependencyMap) -> Drawn {
    let room = draft.room();
    if map_fits(map, draft.frame.across(), room) {
        draft.y = dependency_map(draft, map, draft.y, room) + 6.0;
        return Ok(());
    }
    let says = format!(
        "The map has {} boxes in {} waves, more than a page can show. The application draws it; \
         the table below gives the order and its reasons.",
        map.nodes.len(),
        map.waves.len()
    );
    draft.nothing(&says)
}

fn reasons(draft: &mut Draft<'_>, plan: &ReleasePlanDocument) -> Drawn {
    let few = matches!(&plan.sequence.map, Part::Given(map) if map.nodes.len() <= MANY);
    if few && plan.sequence.reasons.rows.is_empty() && plan.sequence.reasons.missing.is_none() {
        return Ok(());
    }
    draft.section("Reasons for the order", 60.0)?;
    if let Some(says) = emptiness(&plan.sequence.reasons) {
        return draft.nothing(&says);
    }
    let mut table = Table::begin(draft, &REASONS, PAPER_LOOK);
    for reason in &plan.sequence.reasons.rows {
        let cells = vec![
            Cell::strong(&reason.first),
            Cell::text(&reason.then),
            Cell::text(&reason.why),
        ];
        table.row(draft, &Row::new(cells))?;
    }
    Ok(())
}

fn draw_heat(draft: &mut Draft<'_>, map: &HeatMap) -> Drawn {
    draft.section("Risk heat map", 220.0)?;
    let (left, right, top) = (draft.frame.left, draft.frame.right, draft.y);
    let below = heat_map(draft, map, [left, top, 318.0], 1.0);
    let x = left + 344.0;
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
    draft.section("Risks of 4 and 5", 64.0)?;
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
