//! The 5 × 5 heat map: position, number and word carry the level, colour only helps.

use super::sized;
use crate::draft::Draft;
use crate::theme::{CELL_STRONG, FOOT, INK2, LEGEND, WHITE, risk};
use crate::typeset::Align;
use crate::value::HeatMap;

/// Draws the map with its top left at (x, y) in a width; answers the y below it.
pub(crate) fn heat_map(draft: &mut Draft<'_>, map: &HeatMap, [x, y, w]: [f32; 3], scale: f32) -> f32 {
    let s = scale;
    let names = 58.0 * s;
    let cell_w = (w - names) / 5.0;
    let cell_h = 33.0 * s;
    let top = y + if s > 1.2 { 0.0 } else { 12.0 * s };
    let bottom = top + cell_h * 5.0;
    let foot = bottom + 26.0 * s;
    let alt = if map.alt.is_empty() {
        "Heat map of likelihood against impact"
    } else {
        &map.alt
    };
    draft.figure(alt, [x, y, w, foot - y], |draft| {
        let name = sized(LEGEND, s).inked(INK2);
        if s <= 1.2 {
            draft.label_in(
                "Likelihood",
                sized(FOOT, s).bold(),
                x,
                y,
                names - 6.0 * s,
                Align::Right,
            );
        }
        for (row, likelihood) in map.likelihoods.iter().enumerate().rev() {
            let cell_y = top + cell_h * (4 - row) as f32;
            let at = cell_y + (cell_h - name.leading) / 2.0;
            draft.label_in(likelihood, name, x, at, names - 6.0 * s, Align::Right);
            for column in 0..5 {
                let cell_x = x + names + cell_w * column as f32;
                let (fill, text, _) = risk(map.levels[row][column]);
                draft.rect(cell_x, cell_y, cell_w - 1.4 * s, cell_h - 1.4 * s, fill);
                let inside: Vec<&str> = map
                    .marks
                    .iter()
                    .filter(|mark| place(mark.likelihood) == row && place(mark.impact) == column)
                    .map(|mark| mark.label.as_str())
                    .collect();
                if !inside.is_empty() {
                    marks(
                        draft,
                        &inside,
                        [cell_x, cell_y, cell_w - 1.4 * s, cell_h - 1.4 * s],
                        text,
                        s,
                    );
                }
            }
        }
        for (column, impact) in map.impacts.iter().enumerate() {
            let cell_x = x + names + cell_w * column as f32;
            draft.label_in(
                impact,
                name,
                cell_x,
                bottom + 3.0 * s,
                cell_w - 1.4 * s,
                Align::Centre,
            );
        }
        draft.label_in(
            "Impact if it fails",
            sized(FOOT, s).bold(),
            x + names,
            bottom + 14.0 * s,
            cell_w * 5.0,
            Align::Centre,
        );
    });
    foot
}

fn place(number: u8) -> usize {
    usize::from(number.clamp(1, 5)) - 1
}

/// Ids in a cell; what does not fit is counted.
fn marks(draft: &mut Draft<'_>, ids: &[&str], [x, y, w, h]: [f32; 4], ink: crate::theme::Colour, s: f32) {
    let style = sized(CELL_STRONG, s * 0.88).inked(if ink == WHITE { WHITE } else { ink });
    let lines = ((h / style.leading).floor() as usize).max(1);
    let joined = |count: usize| {
        let mut text = ids[..count].join("  ");
        if count < ids.len() {
            text.push_str(&format!("  +{}", ids.len() - count));
        }
        text
    };
    let mut count = ids.len();
    let mut block = draft
        .type_
        .plain(&joined(count), style, w - 4.0 * s, Align::Centre);
    while block.lines.len() > lines && count > 0 {
        count -= 1;
        block = draft
            .type_
            .plain(&joined(count), style, w - 4.0 * s, Align::Centre);
    }
    let at = y + (h - block.height()) / 2.0 - 0.3 * s;
    draft.block(&block, x + 2.0 * s, at);
}
