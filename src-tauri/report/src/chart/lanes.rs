//! Places the events of a lane in rows so that no bar and no label lies on another.

use crate::theme::Style;
use crate::typeset::Typesetter;
use crate::value::{Event, Lane};
use planning::time::Instant;

/// Where a label stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Place {
    /// Inside the bar.
    Inside,
    /// The number inside stands for it.
    Number,
    /// Beside, at this x.
    At(f32),
}

/// An event with its place.
#[derive(Clone, Debug)]
pub(super) struct Placed<'v> {
    pub event: &'v Event,
    pub row: usize,
    pub x0: f32,
    pub x1: f32,
    pub label: Place,
}

/// A lane with its rows.
#[derive(Clone, Debug)]
pub(super) struct PlacedLane<'v> {
    pub lane: &'v Lane,
    pub events: Vec<Placed<'v>>,
    pub rows: usize,
    /// Events that found no row.
    pub left_out: usize,
}

/// What the placing needs to know of the chart.
pub(super) struct Ground<'m> {
    pub left: f32,
    pub right: f32,
    pub style: Style,
    pub scale: f32,
    pub most_rows: usize,
    pub x: &'m dyn Fn(Instant) -> f32,
}

/// Places a lane's events.
pub(super) fn place<'v>(type_: &mut Typesetter, lane: &'v Lane, ground: &Ground<'_>) -> PlacedLane<'v> {
    let mut order: Vec<&Event> = lane.events.iter().collect();
    order.sort_by_key(|event| starts(event));
    let mut taken: Vec<Vec<(f32, f32)>> = Vec::new();
    let mut events = Vec::new();
    let mut left_out = 0;
    for event in order {
        let Some((x0, x1)) = extent(event, ground) else {
            continue;
        };
        let (label, number) = match event {
            Event::Bar { label, number, .. } => (label, number.as_deref()),
            Event::Milestone { label, .. } => (label, None),
        };
        let style = match event {
            Event::Milestone { decision: true, .. } | Event::Bar { .. } => ground.style.bold(),
            Event::Milestone { .. } => ground.style,
        };
        let wide = if label.is_empty() {
            0.0
        } else {
            type_.width(label, style)
        };
        let pad = 4.0 * ground.scale;
        let inside = matches!(event, Event::Bar { .. }) && {
            let whole = number.map_or(wide, |number| type_.width(&format!("{number}  {label}"), style));
            whole + 2.0 * pad + 1.2 * ground.scale <= x1 - x0
        };
        let number_inside =
            number.is_some_and(|number| type_.width(number, style) + pad <= x1 - x0) && !inside;
        let gap = 4.0 * ground.scale;
        // Candidates: inside; right; left; a number alone.
        let mut candidates: Vec<(Place, f32, f32)> = Vec::new();
        if inside || wide == 0.0 {
            candidates.push((Place::Inside, x0, x1));
        } else if number_inside {
            candidates.push((Place::Number, x0, x1));
        } else {
            if x1 + gap + wide <= ground.right {
                candidates.push((Place::At(x1 + gap), x0, x1 + gap + wide + gap));
            }
            if x0 - gap - wide >= ground.left {
                candidates.push((Place::At(x0 - gap - wide), x0 - gap * 2.0 - wide, x1));
            }
            if candidates.is_empty() {
                candidates.push((Place::Inside, x0, x1));
            }
        }
        match seat(&mut taken, &candidates, ground.most_rows) {
            Some((row, label)) => events.push(Placed {
                event,
                row,
                x0,
                x1,
                label,
            }),
            None => left_out += 1,
        }
    }
    PlacedLane {
        lane,
        events,
        rows: taken.len().max(1),
        left_out,
    }
}

/// The first row with room for the first candidate that has any.
fn seat(
    taken: &mut Vec<Vec<(f32, f32)>>,
    candidates: &[(Place, f32, f32)],
    most_rows: usize,
) -> Option<(usize, Place)> {
    let free = |row: &Vec<(f32, f32)>, from: f32, to: f32| {
        row.iter()
            .all(|&(start, end)| to <= start + 0.05 || end <= from + 0.05)
    };
    for (index, row) in taken.iter_mut().enumerate() {
        if let Some(&(place, from, to)) = candidates.iter().find(|&&(_, from, to)| free(row, from, to)) {
            row.push((from, to));
            return Some((index, place));
        }
    }
    if taken.len() >= most_rows {
        return None;
    }
    let &(place, from, to) = candidates.first()?;
    taken.push(vec![(from, to)]);
    Some((taken.len() - 1, place))
}

fn starts(event: &Event) -> Instant {
    match event {
        Event::Bar { window, .. } => window.start(),
        Event::Milestone { at, .. } => *at,
    }
}

/// Left and right edge, cut to the chart; `None` when it lies outside.
fn extent(event: &Event, ground: &Ground<'_>) -> Option<(f32, f32)> {
    match event {
        Event::Bar { window, .. } => {
            let (x0, x1) = ((ground.x)(window.start()), (ground.x)(window.end()));
            if x1 <= ground.left || x0 >= ground.right {
                return None;
            }
            let x0 = x0.max(ground.left);
            Some((
                x0,
                x1.min(ground.right)
                    .max(x0 + 4.0 * ground.scale)
                    .min(ground.right),
            ))
        }
        Event::Milestone { at, decision, .. } => {
            let x = (ground.x)(*at);
            let r = if *decision { 7.0 } else { 5.0 } * ground.scale;
            (x >= ground.left && x <= ground.right).then_some((x - r, x + r))
        }
    }
}
