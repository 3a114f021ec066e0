//! A timeline: lanes over weeks or hours, freezes hatched, gates and today as lines.

use super::lanes::{Ground, PlacedLane, place};
use super::sized;
use crate::draft::Draft;
use crate::theme::{BAD, CELL_STRONG, INK, LEGEND, WARN, WHITE};
use crate::typeset::Align;
use crate::value::{FreezeBand, Gate, GateKind, Lane};
use chrono::NaiveDate;
use planning::time::{Instant, Window, Zone};

/// What the head of the timeline counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Axis {
    Weeks,
    Hours,
}

/// Everything a timeline needs.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Timeline<'v> {
    pub axis: Axis,
    pub span: Window,
    pub zone: Zone,
    pub lanes: &'v [Lane],
    pub freezes: &'v [FreezeBand],
    pub today: Option<(Instant, &'v str)>,
    pub gates: &'v [Gate],
    pub scale: f32,
    pub alt: &'v str,
}

/// A timeline measured for a place.
pub(super) struct Fitted<'v> {
    pub line: Timeline<'v>,
    pub lanes: Vec<PlacedLane<'v>>,
    pub heights: Vec<f32>,
    pub left: f32,
    pub plot: f32,
    pub right: f32,
    pub top: f32,
    pub base: f32,
}

impl<'v> Timeline<'v> {
    /// Draws as many lanes as fit into `height`; answers the y below and how many lanes are left.
    pub(crate) fn draw(self, draft: &mut Draft<'_>, y: f32, height: f32) -> (f32, usize) {
        let s = self.scale;
        let (left, right) = (draft.frame.left, draft.frame.right);
        let head = match self.axis {
            Axis::Weeks => 40.0 * s,
            Axis::Hours => (14.0 + 13.0 * gate_rows(&self, left + 98.0 * s, right) as f32) * s + 3.0 * s,
        };
        let plot = left + 98.0 * s;
        let (least, row) = match self.axis {
            Axis::Weeks => (31.0 * s, 19.0 * s),
            Axis::Hours => (25.0 * s, 18.0 * s),
        };
        let x = self.mapping(plot, right);
        let available = height - head;
        let most_rows = (((available - 8.0 * s) / row).floor().max(1.0)) as usize;
        let ground = Ground {
            left: plot,
            right,
            style: sized(LEGEND, s),
            scale: s,
            most_rows,
            x: &x,
        };
        let mut lanes = Vec::new();
        let mut heights: Vec<f32> = Vec::new();
        for lane in self.lanes {
            let placed = place(&mut draft.type_, lane, &ground);
            let tall = (placed.rows as f32 * row + 9.0 * s).max(least);
            if heights.iter().sum::<f32>() + tall > available + 0.5 && !heights.is_empty() {
                break;
            }
            heights.push(tall);
            lanes.push(placed);
        }
        let left_over = self.lanes.len() - lanes.len();
        let top = y + head;
        let base = top + heights.iter().sum::<f32>();
        let fitted = Fitted {
            line: self,
            lanes,
            heights,
            left,
            plot,
            right,
            top,
            base,
        };
        let alt = if self.alt.is_empty() { "Timeline" } else { self.alt };
        draft.figure(alt, [left, y, right - left, base - y], |draft| {
            fitted.paint(draft, y)
        });
        (base, left_over)
    }

    pub(super) fn mapping(&self, left: f32, right: f32) -> impl Fn(Instant) -> f32 + use<'v> {
        let (from, to) = (self.span.start().unix(), self.span.end().unix());
        let length = (to - from).max(1) as f32;
        move |at| left + (right - left) * ((at.unix() - from) as f32 / length)
    }

    pub(super) fn days(&self) -> impl Iterator<Item = NaiveDate> + use<'v> {
        let first = self.span.start().day_in(self.zone).0;
        let last = self.span.end().day_in(self.zone).0;
        first.iter_days().take_while(move |day| *day <= last).take(800)
    }
}

/// How many rows of tiles the gates need so that no tile covers another.
fn gate_rows(line: &Timeline<'_>, left: f32, right: f32) -> usize {
    gate_places(line, left, right)
        .iter()
        .map(|&(_, row)| row + 1)
        .max()
        .unwrap_or(1)
}

fn gate_places(line: &Timeline<'_>, left: f32, right: f32) -> Vec<(f32, usize)> {
    let x = line.mapping(left, right);
    let mut ends: Vec<f32> = Vec::new();
    line.gates
        .iter()
        .map(|gate| {
            let at = x(gate.at).clamp(left, right);
            let half = 8.5 * line.scale;
            let row = ends
                .iter()
                .position(|&end| end <= at - half)
                .unwrap_or(ends.len());
            if row == ends.len() {
                ends.push(at + half);
            } else {
                ends[row] = at + half;
            }
            (at, row)
        })
        .collect()
}

impl Fitted<'_> {
    fn paint(&self, draft: &mut Draft<'_>, y: f32) {
        let x = self.line.mapping(self.plot, self.right);
        if self.line.axis == Axis::Weeks {
            self.weekends(draft, &x);
        }
        let bands: Vec<_> = self
            .line
            .freezes
            .iter()
            .filter_map(|band| Some((band, self.band(draft, band, &x)?)))
            .collect();
        match self.line.axis {
            Axis::Weeks => self.weeks(draft, y, &x),
            Axis::Hours => self.hours(draft, y, &x),
        }
        self.lane_heads(draft);
        self.gate_lines(draft, y);
        if let Some((at, flag)) = self.line.today {
            self.today(draft, y, x(at), flag);
        }
        let mut boxes = Vec::new();
        let mut top = self.top;
        for (lane, height) in self.lanes.iter().zip(&self.heights) {
            for event in &lane.events {
                self.event(draft, lane, event, top, *height, &mut boxes);
            }
            top += height;
        }
        for (band, place) in bands {
            self.band_label(draft, band, place, &mut boxes);
        }
    }

    fn gate_lines(&self, draft: &mut Draft<'_>, y: f32) {
        let s = self.line.scale;
        let places = gate_places(&self.line, self.plot, self.right);
        for (gate, (at, row)) in self.line.gates.iter().zip(places) {
            let tile_y = y + (13.0 + 13.0 * row as f32) * s;
            let (colour, heavy) = match gate.kind {
                GateKind::Gate => (INK, false),
                GateKind::PointOfNoReturn => (BAD, true),
                GateKind::LastSafeBackOut => (WARN, false),
            };
            if heavy {
                draft.line((at, tile_y + 11.0 * s), (at, self.base), colour, 1.2 * s);
            } else {
                draft.dashed((at, tile_y + 11.0 * s), (at, self.base), colour, 1.0 * s);
            }
            let style = sized(CELL_STRONG, s * 0.9).inked(WHITE);
            let wide = (draft.type_.width(&gate.letter, style) + 5.0 * s).max(12.0 * s);
            draft.rounded(
                [at - wide / 2.0, tile_y, wide, 12.0 * s],
                2.0 * s,
                Some(colour),
                None,
            );
            draft.label_in(
                &gate.letter,
                style,
                at - wide / 2.0,
                tile_y + 1.2 * s,
                wide,
                Align::Centre,
            );
        }
    }

    /// Left and right edge of the flag of today.
    pub(super) fn flag(&self, draft: &mut Draft<'_>, at: f32, text: &str) -> (f32, f32) {
        let s = self.line.scale;
        let wide = draft.type_.width(text, sized(CELL_STRONG, s * 0.88)) + 10.0 * s;
        let from = (at - wide / 2.0).clamp(self.plot, (self.right - wide).max(self.plot));
        (from, from + wide)
    }

    fn today(&self, draft: &mut Draft<'_>, y: f32, at: f32, flag: &str) {
        if at < self.plot || at > self.right {
            return;
        }
        let s = self.line.scale;
        draft.line((at, y + 12.0 * s), (at, y + 15.0 * s), BAD, 1.0 * s);
        draft.dashed((at, self.top), (at, self.base), BAD, 1.0 * s);
        let style = sized(CELL_STRONG, s * 0.88).inked(WHITE);
        let (from, to) = self.flag(draft, at, flag);
        let wide = to - from;
        draft.rounded([from, y - 0.5 * s, wide, 12.5 * s], 2.0 * s, Some(BAD), None);
        draft.label_in(flag, style, from, y + 1.0 * s, wide, Align::Centre);
    }
}
