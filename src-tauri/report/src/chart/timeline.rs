//! A timeline: lanes over weeks or hours, freezes hatched, gates and today as lines.

use super::lanes::{Ground, Place, Placed, PlacedLane, place};
use super::sized;
use crate::dates::{clock, local, monday, month, week, weekday};
use crate::draft::Draft;
use crate::theme::{
    ACCENT, BAD, CELL_STRONG, Colour, FOOT, HATCH, HATCH_FILL, INK, INK2, INK3, LEGEND, PANEL, RULE, RULE2,
    WARN, WHITE, lane, lane_tint,
};
use crate::typeset::Align;
use crate::value::{Event, FreezeBand, Gate, GateKind, Lane};
use chrono::{Datelike, NaiveDate, TimeDelta, Timelike};
use planning::time::{Day, Instant, Window, Zone};

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
struct Fitted<'v> {
    line: Timeline<'v>,
    lanes: Vec<PlacedLane<'v>>,
    heights: Vec<f32>,
    left: f32,
    plot: f32,
    right: f32,
    top: f32,
    base: f32,
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

    fn mapping(&self, left: f32, right: f32) -> impl Fn(Instant) -> f32 + use<'v> {
        let (from, to) = (self.span.start().unix(), self.span.end().unix());
        let length = (to - from).max(1) as f32;
        move |at| left + (right - left) * ((at.unix() - from) as f32 / length)
    }

    fn days(&self) -> impl Iterator<Item = NaiveDate> + use<'v> {
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
        let bands: Vec<[f32; 4]> = self
            .line
            .freezes
            .iter()
            .filter_map(|band| self.band(draft, band, &x))
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
        for (band, place) in self.line.freezes.iter().zip(bands) {
            self.band_label(draft, band, place, &boxes);
        }
    }

    fn weekends(&self, draft: &mut Draft<'_>, x: &dyn Fn(Instant) -> f32) {
        for day in self
            .line
            .days()
            .filter(|day| day.weekday().num_days_from_monday() == 5)
        {
            let from = x(Day(day).starts_in(self.line.zone)).max(self.plot);
            let to = x(Day(day).plus(2).starts_in(self.line.zone)).min(self.right);
            if to > from {
                draft.rect(from, self.top, to - from, self.base - self.top, PANEL);
            }
        }
    }

    fn band(&self, draft: &mut Draft<'_>, band: &FreezeBand, x: &dyn Fn(Instant) -> f32) -> Option<[f32; 4]> {
        let from = x(band.window.start()).max(self.plot);
        let to = x(band.window.end()).min(self.right);
        let (first, last) = band.lanes.unwrap_or((0, usize::MAX));
        let top = self.top + self.heights.iter().take(first).sum::<f32>();
        let base = self.top + self.heights.iter().take(last.saturating_add(1)).sum::<f32>();
        if to <= from || base <= top {
            return None;
        }
        let place = [from, top, to - from, base - top];
        hatch(draft, place, 5.0 * self.line.scale, 0.7 * self.line.scale);
        Some(place)
    }

    fn weeks(&self, draft: &mut Draft<'_>, y: f32, x: &dyn Fn(Instant) -> f32) {
        let s = self.line.scale;
        let mut months: Vec<(f32, NaiveDate)> = Vec::new();
        for day in self.line.days() {
            let at = x(Day(day).starts_in(self.line.zone));
            if at < self.plot - 0.5 || at > self.right - 1.0 {
                continue;
            }
            if months.is_empty() || day.day() == 1 {
                months.push((at.max(self.plot), day));
            }
            if monday(day) == day || at <= self.plot + 0.5 {
                draft.line((at, y + 15.0 * s), (at, self.base), RULE, 0.5);
                let room = self.right - at - 3.0 * s;
                if room > 22.0 * s {
                    draft.label(
                        &format!("W{}", week(day)),
                        sized(FOOT, s * 0.92),
                        at + 3.0 * s,
                        y + 16.0 * s,
                    );
                    draft.label(&weekday(day), sized(LEGEND, s), at + 3.0 * s, y + 26.0 * s);
                }
            }
        }
        let flag = self.line.today.map(|(at, text)| self.flag(draft, x(at), text));
        let count = months.len();
        for (index, &(at, day)) in months.iter().enumerate() {
            let next = months.get(index + 1).map_or(self.right, |&(next, _)| next);
            let next = flag.map_or(next, |(from, to)| if to > at { next.min(from) } else { next });
            let year = index == 0 && count == 1 || index == 1 || day.month() == 1;
            let style = sized(CELL_STRONG, s * 0.92);
            let name = month(day, year);
            let name = if draft.type_.width(&name, style) + 8.0 * s > next - at {
                month(day, false)
            } else {
                name
            };
            if draft.type_.width(&name, style) + 6.0 * s <= next - at {
                if day.day() == 1 {
                    draft.line((at, y + 1.0), (at, y + 12.0 * s), RULE2, 0.7);
                }
                draft.label(&name, style, at + 3.0 * s, y + 1.0 * s);
            }
        }
        draft.line((self.left, self.top), (self.right, self.top), RULE2, 0.9);
    }

    fn hours(&self, draft: &mut Draft<'_>, y: f32, x: &dyn Fn(Instant) -> f32) {
        let s = self.line.scale;
        let hours = self.line.span.minutes().max(60) / 60;
        let step = [1, 2, 3, 4, 6, 12, 24]
            .into_iter()
            .find(|step| hours / step <= 12)
            .unwrap_or(24 * (hours / 200 + 1));
        let start = self.line.span.start();
        let past = i64::from(local(start, self.line.zone).minute());
        let mut at = if past == 0 {
            start
        } else {
            start + TimeDelta::minutes(60 - past)
        };
        while at <= self.line.span.end() {
            let here = x(at);
            let whole = i64::from(local(at, self.line.zone).hour());
            if whole % step.min(24) == 0 {
                draft.line((here, self.top - 3.0 * s), (here, self.base), RULE, 0.5);
                let style = sized(LEGEND, s);
                let text = clock(at, self.line.zone);
                let wide = draft.type_.width(&text, style);
                let from = (here - wide / 2.0).clamp(self.plot - wide / 2.0, self.right - wide);
                draft.label(&text, style, from, y);
            }
            at = at + TimeDelta::hours(1);
        }
        draft.line((self.left, self.top), (self.right, self.top), RULE2, 0.9);
    }

    fn lane_heads(&self, draft: &mut Draft<'_>) {
        let s = self.line.scale;
        let mut top = self.top;
        let width = self.plot - self.left - 8.0 * s;
        for (lane, height) in self.lanes.iter().zip(&self.heights) {
            let quiet = match lane.left_out {
                0 => lane.lane.quiet.clone(),
                more => format!("and {more} more"),
            };
            let strong = sized(CELL_STRONG, s * 0.95);
            let small = sized(FOOT, s).inked(INK2);
            let tall = if quiet.is_empty() {
                strong.leading
            } else {
                strong.leading + small.leading
            };
            let at = top + (height - tall) / 2.0;
            draft.label_in(&lane.lane.name, strong, self.left, at, width, Align::Left);
            if !quiet.is_empty() {
                draft.label_in(
                    &quiet,
                    small,
                    self.left,
                    at + strong.leading - 0.5 * s,
                    width,
                    Align::Left,
                );
            }
            top += height;
            draft.line((self.left, top), (self.right, top), RULE, 0.5);
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
    fn flag(&self, draft: &mut Draft<'_>, at: f32, text: &str) -> (f32, f32) {
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

    fn event(
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

    fn bar_label(
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
    fn beside(
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

    fn band_label(
        &self,
        draft: &mut Draft<'_>,
        band: &FreezeBand,
        [x, y, w, h]: [f32; 4],
        boxes: &[[f32; 4]],
    ) {
        let s = self.line.scale;
        let strong = sized(LEGEND, s).bold().inked(INK);
        let small = sized(FOOT, s * 0.95).inked(INK2);
        let wide = draft
            .type_
            .width(&band.label, strong)
            .max(draft.type_.width(&band.quiet, small))
            + 10.0 * s;
        let wide = wide.min(self.right - self.plot);
        let tall = if band.quiet.is_empty() { 15.0 * s } else { 24.0 * s };
        let from = (x + (w - wide) / 2.0).clamp(self.plot, (self.right - wide).max(self.plot));
        // The first height at which it covers no bar and no label.
        let mut at = y + 3.0 * s;
        let clear = |at: f32| {
            boxes.iter().all(|[bx, by, bw, bh]| {
                from + wide < *bx || bx + bw < from || at + tall + 1.5 < *by || by + bh + 1.5 < at
            })
        };
        while at + tall < y + h && !clear(at) {
            at += 2.0 * s;
        }
        if !clear(at) {
            at = y + h - tall - 2.0 * s;
        }
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

/// Light fill and 45° lines.
pub(super) fn hatch(draft: &mut Draft<'_>, [x, y, w, h]: [f32; 4], step: f32, width: f32) {
    draft.rect(x, y, w, h, HATCH_FILL);
    draft.clip([x, y, w, h], |draft| {
        let pitch = step * std::f32::consts::SQRT_2;
        let mut start = x - h;
        while start < x + w {
            draft.line((start, y + h), (start + h, y), HATCH, width);
            start += pitch;
        }
    });
}

/// The legend of what the timelines show; answers its height.
pub(crate) fn legend(draft: &mut Draft<'_>, signs: &[(LegendSign, &str)], y: f32) -> f32 {
    let style = LEGEND.inked(INK3);
    let mut widths = Vec::new();
    for (_, text) in signs {
        widths.push(draft.type_.width(text, style) + 34.0);
    }
    let total: f32 = widths.iter().sum();
    let mut x = draft.frame.left + ((draft.frame.across() - total) / 2.0).max(0.0);
    draft.artifact(|draft| {
        for ((sign, text), width) in signs.iter().zip(&widths) {
            sign.paint(draft, x, y);
            draft.label(text, style, x + 17.0, y);
            x += width;
        }
    });
    9.0
}

/// A sign of the legend.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LegendSign {
    Gate(Colour),
    Freeze,
    Decision,
    Board,
    Weekend,
    Collision,
    Planned,
    Fixed,
}

impl LegendSign {
    fn paint(self, draft: &mut Draft<'_>, x: f32, y: f32) {
        let frame = [x, y + 0.5, 13.0, 8.5];
        match self {
            Self::Gate(colour) => draft.rounded([x + 2.0, y, 9.0, 9.0], 2.0, Some(colour), None),
            Self::Freeze => hatch(draft, frame, 2.6, 0.6),
            Self::Decision => draft.diamond(x + 6.5, y + 4.7, 4.6, ACCENT, None),
            Self::Board => draft.diamond(x + 6.5, y + 4.7, 4.0, WHITE, Some(ACCENT)),
            Self::Weekend => draft.rounded(frame, 1.0, Some(PANEL), Some((RULE, 0.5))),
            Self::Collision => draft.rounded(frame, 1.6, Some(WHITE), Some((BAD, 1.2))),
            Self::Planned => draft.rounded(frame, 1.6, Some(lane_tint(0)), Some((lane(0), 0.8))),
            Self::Fixed => draft.rounded(frame, 1.6, Some(lane(0)), Some((lane(0), 0.8))),
        }
    }
}
