//! The events of a timeline with their labels, and the labels of the freezes between them.

use super::lanes::{Place, Placed, PlacedLane};
use super::sized;
use super::timeline::Fitted;
use crate::draft::Draft;
use crate::theme::{
    ACCENT, BAD, CELL_STRONG, Colour, FOOT, INK, INK2, LEGEND, RULE2, WHITE, lane, lane_tint,
};
use crate::typeset::Align;
use crate::value::{Event, FreezeBand};

impl Fitted<'_> {
    pub(super) fn event(
        &self,
        draft: &mut Draft<'_>,
        lane_of: &PlacedLane<'_>,
        placed: &Placed<'_>,
        top: f32,
        height: f32,
        boxes: &mut Vec<[f32; 4]>,
    ) {
        let s = self.line.scale;
        let pitch = (height - 8.0 * s) / lane_of.rows as f32;
        let tall = (16.0 * s).min(pitch - 2.0 * s).max(6.0 * s);
        let middle = top + 4.0 * s + pitch * (placed.row as f32 + 0.5);
        // A hair of white keeps neighbours apart.
        let wide = (placed.x1 - placed.x0 - 0.9 * s).max(3.0 * s);
        let bar = [placed.x0, middle - tall / 2.0, wide, tall];
        boxes.push(bar);
        match placed.event {
            Event::Bar {
                label,
                number,
                solid,
                hue,
                collides,
                ..
            } => {
                let (fill, text) = if *solid {
                    (lane(*hue), WHITE)
                } else {
                    (lane_tint(*hue), lane(*hue))
                };
                let frame = if *collides {
                    Some((BAD, 1.2 * s))
                } else {
                    Some((lane(*hue), 0.8 * s))
                };
                draft.rounded(bar, 2.2 * s, Some(fill), frame);
                self.bar_label(draft, placed, bar, (label, number.as_deref()), text, boxes);
                if *collides {
                    let side = 8.5 * s;
                    let tile = [placed.x1 - side * 0.6, bar[1] - side * 0.5, side, side];
                    draft.rounded(tile, 1.6 * s, Some(BAD), Some((WHITE, 0.6)));
                    let style = sized(CELL_STRONG, s * 0.78).inked(WHITE);
                    draft.label_in("!", style, tile[0], tile[1] - 0.1 * s, side, Align::Centre);
                }
            }
            Event::Milestone { label, decision, .. } => {
                let middle_x = f32::midpoint(placed.x0, placed.x1);
                if *decision {
                    draft.diamond(middle_x, middle, 7.0 * s, ACCENT, None);
                } else {
                    draft.diamond(middle_x, middle, 5.0 * s, WHITE, Some(ACCENT));
                }
                let style = sized(LEGEND, s).inked(INK);
                let style = if *decision { style.bold() } else { style };
                self.beside(draft, placed.label, label, style, middle, boxes);
            }
        }
    }

    pub(super) fn bar_label(
        &self,
        draft: &mut Draft<'_>,
        placed: &Placed<'_>,
        [x, y, w, h]: [f32; 4],
        (label, number): (&str, Option<&str>),
        text: Colour,
        boxes: &mut Vec<[f32; 4]>,
    ) {
        let s = self.line.scale;
        let style = sized(LEGEND, s).bold();
        let middle = y + h / 2.0;
        let line_y = middle - style.leading / 2.0 - 0.3 * s;
        match placed.label {
            Place::Number => {
                draft.label_in(
                    number.unwrap_or_default(),
                    style.inked(text),
                    x,
                    line_y,
                    w,
                    Align::Centre,
                );
            }
            Place::Inside => {
                let whole = number.map_or_else(|| label.to_owned(), |number| format!("{number}  {label}"));
                if w > 14.0 * s && !whole.is_empty() {
                    let pad = 4.0 * s;
                    draft.label_in(
                        &whole,
                        style.inked(text),
                        x + pad,
                        line_y,
                        w - pad * 1.6,
                        Align::Left,
                    );
                }
            }
            Place::At(_) => {
                let whole = number.map_or_else(|| label.to_owned(), |_| label.to_owned());
                self.beside(draft, placed.label, &whole, style.inked(INK), middle, boxes);
            }
        }
    }

    /// A label beside its mark, on white so that no line runs through it.
    pub(super) fn beside(
        &self,
        draft: &mut Draft<'_>,
        place: Place,
        label: &str,
        style: crate::theme::Style,
        middle: f32,
        boxes: &mut Vec<[f32; 4]>,
    ) {
        let Place::At(x) = place else { return };
        let s = self.line.scale;
        let block = draft.type_.plain(label, style, f32::INFINITY, Align::Left);
        let backing = [x - 1.0 * s, middle - 5.0 * s, block.width + 2.0 * s, 10.0 * s];
        draft.rect(backing[0], backing[1], backing[2], backing[3], WHITE);
        draft.block(&block, x, middle - style.leading / 2.0 - 0.3 * s);
        boxes.push(backing);
    }

    pub(super) fn band_label(
        &self,
        draft: &mut Draft<'_>,
        band: &FreezeBand,
        [x, y, w, h]: [f32; 4],
        boxes: &mut Vec<[f32; 4]>,
    ) {
        let s = self.line.scale;
        let strong = sized(LEGEND, s).bold().inked(INK);
        let small = sized(FOOT, s * 0.95).inked(INK2);
        let wide = draft
            .type_
            .width(&band.label, strong)
            .max(draft.type_.width(&band.quiet, small))
            + 10.0 * s;
        let wide = wide.min(w.max(130.0 * s)).min(self.right - self.plot);
        let tall = if band.quiet.is_empty() { 15.0 * s } else { 24.0 * s };
        let middle = (x + (w - wide) / 2.0).clamp(self.plot, (self.right - wide).max(self.plot));
        let clear = |from: f32, at: f32| {
            boxes.iter().all(|[bx, by, bw, bh]| {
                from + wide < *bx || bx + bw < from || at + tall + 1.5 < *by || by + bh + 1.5 < at
            })
        };
        // The first place at which it covers no bar and no label: in the middle of its band, else a little aside.
        let lowest = y + h - tall - 2.0 * s;
        let heights = || {
            std::iter::successors(Some(y + 3.0 * s), |at| Some(at + 2.0 * s)).take_while(|at| *at <= lowest)
        };
        let asides = [0.0, -0.3, 0.3, -0.6, 0.6, -0.85, 0.85].map(|part| {
            let rightmost = (x + w - 8.0 * s).min(self.right - wide).max(self.plot);
            let leftmost = (x - wide + 8.0 * s).max(self.plot).min(rightmost);
            (middle + part * wide).clamp(leftmost, rightmost)
        });
        let free = asides
            .iter()
            .find_map(|from| heights().find(|at| clear(*from, *at)).map(|at| (*from, at)));
        let (from, at) = free.unwrap_or((middle, lowest));
        boxes.push([from, at, wide, tall]);
        draft.rounded([from, at, wide, tall], 2.0 * s, Some(WHITE), Some((RULE2, 0.7)));
        draft.label_in(
            &band.label,
            strong,
            from + 4.0 * s,
            at + 2.6 * s,
            wide - 8.0 * s,
            Align::Centre,
        );
        if !band.quiet.is_empty() {
            draft.label_in(
                &band.quiet,
                small,
                from + 4.0 * s,
                at + 12.4 * s,
                wide - 8.0 * s,
                Align::Centre,
            );
        }
    }
}
