//! Sequence: the dependency map and the reasons for the order.

use crate::cells::{Cell, Row};
use crate::chart::{dependency_map, map_fits, map_height};
use crate::draft::{Draft, Drawn};
use crate::marks::{emptiness, missing};
use crate::table::{Column, PAPER_LOOK, Table, column};
use crate::theme::Frame;
use crate::value::{DependencyMap, Part, ReleasePlanDocument};

const REASONS: [Column; 3] = [
    column("Live first", 120.0),
    column("Then", 120.0),
    column("Because", 250.0),
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
    // A small map stands below what came before it.
    let below = match &plan.sequence.map {
        Part::Given(map) if !wide => map_height(map) + 60.0,
        _ => 120.0,
    };
    if wide || draft.frame != up || draft.room() < below + 30.0 {
        draft.turn_to(frame, "Sequence")?;
    } else {
        draft.go_on("Sequence", below)?;
    }
    draft.chapter("Sequence and dependencies", &plan.sequence.note)?;
    match &plan.sequence.map {
        Part::Given(map) => draw_map(draft, map)?,
        Part::Nothing => draft.nothing("None.")?,
        Part::Missing(why) => draft.nothing(&missing(why))?,
    }
    if wide {
        draft.turn_to(up, "Sequence")?;
    }
    reasons(draft, plan)
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
    if few && plan.sequence.reasons.missing.is_none() {
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
