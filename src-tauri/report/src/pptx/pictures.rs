//! Calendar, night and heat map as native shapes, to be moved and coloured by hand.

use super::canvas::{Canvas, TableCell, words};
use crate::dates::{clock, local};
use crate::theme::{BAD, Colour, HATCH_FILL, INK, INK2, INK3, RULE, WARN, WHITE, lane, lane_tint, risk};
use crate::value::{Calendar, Event, GateKind, HeatMap, Lane, Night};
use planning::time::{Instant, Window, Zone};

const LEFT: f32 = 52.0;
const PLOT: f32 = 190.0;
const RIGHT: f32 = 908.0;

fn place(span: Window) -> impl Fn(Instant) -> f32 {
    let (from, to) = (span.start().unix(), span.end().unix());
    move |at| {
        let part = (at.unix() - from) as f32 / (to - from).max(1) as f32;
        PLOT + (RIGHT - PLOT) * part.clamp(0.0, 1.0)
    }
}

/// The weeks in lanes.
pub(super) fn calendar(slide: &mut Canvas, calendar: &Calendar, zone: Zone) {
    let x = place(calendar.span);
    let (top, base) = (128.0, 500.0);
    let mut day = calendar.span.start().day_in(zone);
    let last = calendar.span.end().day_in(zone);
    while day < last {
        let at = day.starts_in(zone);
        let left = x(at);
        slide.bar("Week", [left, top, 0.6, base - top], RULE);
        let name = local(at, zone).format("%-d %b").to_string();
        slide.text(
            "Monday",
            [left + 2.0, 108.0, 80.0, 16.0],
            &[words(name, 11.0, INK2)],
        );
        day = day.plus(7);
    }
    for band in &calendar.freezes {
        let (from, to) = (x(band.window.start()), x(band.window.end()));
        if to > from {
            let label = words(band.label.clone(), 11.0, INK2);
            slide.bar("Freeze", [from, top, to - from, base - top], HATCH_FILL);
            let wide = (to - from).max(90.0).min(RIGHT - from).max(60.0);
            slide.text("Freeze name", [from + 2.0, base - 34.0, wide, 32.0], &[label]);
        }
    }
    lanes(slide, &calendar.lanes, calendar.span, [top, base]);
    if let Some((at, flag)) = &calendar.today {
        let at = x(*at);
        slide.bar("Today", [at, 124.0, 1.4, base - 124.0], BAD);
        slide.text(
            "Today",
            [at - 40.0, 92.0, 110.0, 15.0],
            &[words(flag.clone(), 11.0, BAD).bold()],
        );
    }
}

/// The night in lanes, with its gates.
pub(super) fn night(slide: &mut Canvas, night: &Night, zone: Zone, base: f32) {
    let x = place(night.span);
    let top = 128.0;
    let hour = 3600;
    let mut at = night.span.start().unix().div_euclid(hour) * hour + hour;
    while at < night.span.end().unix() {
        if let Some(moment) = Instant::from_unix(at) {
            let left = x(moment);
            slide.bar("Hour", [left, top, 0.6, base - top], RULE);
            slide.text(
                "Hour",
                [left + 2.0, 108.0, 50.0, 16.0],
                &[words(clock(moment, zone), 11.0, INK2)],
            );
        }
        at += hour;
    }
    lanes(slide, &night.lanes, night.span, [top, base]);
    for gate in &night.gates {
        let colour = match gate.kind {
            GateKind::Gate => INK,
            GateKind::PointOfNoReturn => BAD,
            GateKind::LastSafeBackOut => WARN,
        };
        let left = x(gate.at);
        slide.bar("Gate", [left, top, 1.4, base - top], colour);
        let letter = [words(gate.letter.clone(), 11.0, WHITE).bold()];
        slide.shape(
            "Gate name",
            "rect",
            [left - 9.0, base - 8.0, 18.0, 16.0],
            Some(colour),
            None,
            &letter,
            true,
        );
    }
}

/// An event with the row it stands in and where its label goes.
struct Seat<'e> {
    event: &'e Event,
    row: usize,
    from: f32,
    to: f32,
    inside: bool,
}

fn label_width(label: &str) -> f32 {
    label.chars().count() as f32 * 5.6 + 6.0
}

/// Gives each event the first row in which neither it nor its label meets another.
fn seats<'e>(lane: &'e Lane, x: &dyn Fn(Instant) -> f32, span: Window) -> Vec<Seat<'e>> {
    let starts = |event: &Event| match event {
        Event::Bar { window, .. } => window.start(),
        Event::Milestone { at, .. } => *at,
    };
    let mut order: Vec<&Event> = lane
        .events
        .iter()
        .filter(|event| match event {
            Event::Bar { window, .. } => window.overlaps(span),
            Event::Milestone { at, .. } => span.contains(*at),
        })
        .collect();
    order.sort_by_key(|event| starts(event));
    let mut ends: Vec<f32> = Vec::new();
    order
        .into_iter()
        .map(|event| {
            let (from, to, label) = match event {
                Event::Bar { window, label, .. } => {
                    let from = x(window.start());
                    (from, x(window.end()).max(from + 4.0), label)
                }
                Event::Milestone { at, label, .. } => (x(*at) - 6.0, x(*at) + 6.0, label),
            };
            let inside = matches!(event, Event::Bar { .. }) && to - from > label_width(label);
            let end = if inside { to } else { to + 3.0 + label_width(label) };
            let row = ends.iter().position(|taken| *taken <= from).unwrap_or(ends.len());
            if row == ends.len() {
                ends.push(end);
            } else {
                ends[row] = end;
            }
            Seat {
                event,
                row,
                from,
                to,
                inside,
            }
        })
        .collect()
}

fn lanes(slide: &mut Canvas, lanes: &[Lane], span: Window, [top, base]: [f32; 2]) {
    let x = place(span);
    let pitch = ((base - top) / lanes.len().max(1) as f32).min(48.0);
    for (index, lane) in lanes.iter().enumerate() {
        let y = top + pitch * index as f32;
        slide.bar("Lane", [LEFT, y, RIGHT - LEFT, 0.6], RULE);
        let size = if pitch < 26.0 { 10.0 } else { 12.0 };
        let mut name = vec![words(lane.name.clone(), size, INK).bold()];
        if pitch >= 34.0 && !lane.quiet.is_empty() {
            name.push(words(lane.quiet.clone(), 10.0, INK3));
        }
        slide.text(
            "Lane name",
            [LEFT, y + 3.0, PLOT - LEFT - 8.0, pitch - 4.0],
            &name,
        );
        let seats = seats(lane, &x, span);
        let rows = seats.iter().map(|seat| seat.row + 1).max().unwrap_or(1);
        let step = (pitch - 6.0) / rows as f32;
        let tall = (step - 3.0).clamp(4.0, 22.0);
        for seat in &seats {
            event(slide, seat, [y + 4.0 + step * seat.row as f32, tall]);
        }
    }
}

fn event(slide: &mut Canvas, seat: &Seat<'_>, [y, tall]: [f32; 2]) {
    let size = 10.0_f32.min(tall * 0.8);
    let (label, wide) = match seat.event {
        Event::Bar {
            label,
            solid,
            hue,
            collides,
            ..
        } => {
            let (fill, ink) = if *solid {
                (lane(*hue), WHITE)
            } else {
                (lane_tint(*hue), INK)
            };
            let line = if *collides { BAD } else { lane(*hue) };
            let inside = [words(label.clone(), size, ink)];
            let said: &[_] = if seat.inside { &inside } else { &[] };
            let bar = [seat.from, y, seat.to - seat.from, tall];
            slide.shape(label, "roundRect", bar, Some(fill), Some(line), said, true);
            (label, seat.to - seat.from)
        }
        Event::Milestone { label, decision, .. } => {
            let fill = if *decision { lane(0) } else { WHITE };
            let side = tall.min(12.0);
            let diamond = [seat.from, y + (tall - side) / 2.0, side, side];
            slide.shape(label, "diamond", diamond, Some(fill), Some(lane(0)), &[], false);
            (label, side)
        }
    };
    let room = (RIGHT - seat.from - wide - 3.0).min(label_width(label) + 8.0);
    if !seat.inside && room > 24.0 {
        let place = [
            seat.from + wide + 3.0,
            y + (tall - size * 1.25) / 2.0,
            room,
            size * 1.3,
        ];
        slide.text(label, place, &[words(label.clone(), size, INK)]);
    }
}

/// The 5 × 5 map as a table, likelihood upwards.
pub(super) fn heat(slide: &mut Canvas, map: &HeatMap, [x, y, w, h]: [f32; 4]) {
    let mut rows = Vec::new();
    let head = |text: &str| -> TableCell { words(text, 10.0, INK2).bold().into() };
    let mut first = vec![head("Likelihood ↓  Impact →")];
    first.extend(map.impacts.iter().map(|impact| head(impact)));
    rows.push((24.0, first));
    for likelihood in (1..=5_u8).rev() {
        let mut cells = vec![head(&map.likelihoods[usize::from(likelihood) - 1])];
        for impact in 1..=5_u8 {
            let level = map.levels[usize::from(likelihood) - 1][usize::from(impact) - 1];
            let (fill, ink, _): (Colour, Colour, _) = risk(level);
            let marks: Vec<&str> = map
                .marks
                .iter()
                .filter(|mark| (mark.likelihood, mark.impact) == (likelihood, impact))
                .map(|mark| mark.label.as_str())
                .collect();
            let says = match marks.len() {
                0 => level.number().to_string(),
                1..=3 => marks.join(" "),
                more => format!("{} and {} more", marks[0], more - 1),
            };
            cells.push(TableCell {
                paragraphs: vec![words(says, 10.0, ink)],
                fill: Some(fill),
                centred: true,
            });
        }
        rows.push(((h - 24.0) / 5.0, cells));
    }
    slide.table("Risk map", [x, y, w, h], &[1.25, 1.0, 1.0, 1.0, 1.0, 1.0], &rows);
}
