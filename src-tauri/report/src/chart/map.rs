//! The dependency map: boxes in wave columns, arrows in the gaps, long edges in a lane of their own.

use super::sized;
use crate::display::{Step, Stroke};
use crate::draft::Draft;
use crate::shapes::polygon;
use crate::theme::{BAD, CELL_STRONG, Colour, FOOT, INK3, PANEL, RULE2, WHITE, lane};
use crate::typeset::Align;
use crate::value::{DependencyMap, MapLink, MapNode};

const BOX: f32 = 45.0;
const PITCH: f32 = 58.0;
const HEAD: f32 = 30.0;
const GAP: f32 = 26.0;
const WIDEST: f32 = 176.0;

/// True when the map can be read on a page of this size.
pub(crate) fn map_fits(map: &DependencyMap, width: f32, height: f32) -> bool {
    let columns = map.waves.len().max(1) as f32;
    let column = (width - GAP * (columns - 1.0)) / columns;
    column >= 66.0 && pitch(map, height) >= 34.0
}

/// How tall the map is when it is pressed a little and still reads well.
pub(crate) fn map_height(map: &DependencyMap) -> f32 {
    HEAD + 6.0 + PITCH * 0.8 * rows(map)
}

fn rows(map: &DependencyMap) -> f32 {
    let nodes = map.nodes.iter().map(|node| node.row);
    let lanes = map
        .links
        .iter()
        .flat_map(|link| link.via.iter().map(|&(_, row)| row));
    f32::from(nodes.chain(lanes).max().unwrap_or(0)) + 1.0
}

fn pitch(map: &DependencyMap, height: f32) -> f32 {
    ((height - HEAD - 6.0) / rows(map)).min(PITCH)
}

/// Where everything of a map stands.
struct Ground<'v> {
    map: &'v DependencyMap,
    x: f32,
    top: f32,
    column: f32,
    pitch: f32,
    tall: f32,
}

impl Ground<'_> {
    fn left(&self, wave: u16) -> f32 {
        self.x + f32::from(wave) * (self.column + GAP)
    }
    fn right(&self, wave: u16) -> f32 {
        self.left(wave) + self.column
    }
    fn box_top(&self, row: u16) -> f32 {
        self.top + f32::from(row) * self.pitch
    }
    fn middle(&self, row: u16) -> f32 {
        self.box_top(row) + self.tall / 2.0
    }
    fn node(&self, index: usize) -> Option<&MapNode> {
        self.map.nodes.get(index)
    }
}

/// Draws the map at the left margin; answers the y below it.
pub(crate) fn dependency_map(draft: &mut Draft<'_>, map: &DependencyMap, y: f32, height: f32) -> f32 {
    let columns = map.waves.len().max(1) as f32;
    let (x, across) = (draft.frame.left, draft.frame.across());
    let pitch = pitch(map, height);
    let ground = Ground {
        map,
        x,
        top: y + HEAD,
        // A box wider than its name only looks lost.
        column: ((across - GAP * (columns - 1.0)) / columns).min(WIDEST),
        pitch,
        tall: (BOX / PITCH * pitch).min(pitch - 9.0),
    };
    let bottom = ground.top + rows(map) * pitch;
    let alt = if map.alt.is_empty() {
        "Dependency map"
    } else {
        &map.alt
    };
    draft.figure(alt, [x - 6.0, y, across + 12.0, bottom - y], |draft| {
        for (index, title) in map.waves.iter().enumerate() {
            let wave = u16::try_from(index).unwrap_or(u16::MAX);
            let hue = u8::try_from(index % 6).unwrap_or(0);
            let left = ground.left(wave);
            draft.rect(left - 6.0, y, ground.column + 12.0, bottom - y, PANEL);
            let style = CELL_STRONG.inked(lane(hue));
            draft.label_in(title, style, left, y + 6.0, ground.column, Align::Left);
            draft.line((left, y + 20.0), (left + ground.column, y + 20.0), lane(hue), 1.2);
        }
        for critical in [false, true] {
            for (index, link) in map
                .links
                .iter()
                .enumerate()
                .filter(|(_, link)| link.critical == critical)
            {
                arrow(draft, &ground, index, link);
            }
        }
        for node in &map.nodes {
            node_box(draft, &ground, node);
        }
    });
    bottom
}

fn node_box(draft: &mut Draft<'_>, ground: &Ground<'_>, node: &MapNode) {
    let (x, y, w, h) = (
        ground.left(node.wave),
        ground.box_top(node.row),
        ground.column,
        ground.tall,
    );
    let hue = u8::try_from(node.wave % 6).unwrap_or(0);
    draft.rounded([x, y, w, h], 3.0, Some(WHITE), Some((RULE2, 0.7)));
    draft.rect(x, y + 3.0, 2.6, h - 6.0, lane(hue));
    let chip = if node.risk.is_some() { 17.0 } else { 0.0 };
    let small = sized(FOOT, 0.98).inked(INK3);
    draft.label_in(
        &node.reference,
        small,
        x + 8.0,
        y + 3.0,
        w - 12.0 - chip,
        Align::Left,
    );
    if let Some(risk) = node.risk {
        draft.chip(risk, x + w - 16.5, y + 3.0, 12.6);
    }
    let style = sized(CELL_STRONG, 0.98);
    let lines = (((h - 14.0) / style.leading).floor() as usize).clamp(1, 2);
    let block = draft.type_.at_most(&node.title, style, w - 13.0, lines);
    draft.block(&block, x + 8.0, y + 14.5);
}

/// The height at which an arrow enters its box: arrows to one box are spread.
fn port(ground: &Ground<'_>, index: usize, link: &MapLink) -> f32 {
    let Some(to) = ground.node(link.to) else {
        return 0.0;
    };
    let mut incoming: Vec<(u16, usize)> = ground
        .map
        .links
        .iter()
        .enumerate()
        .filter(|(_, other)| {
            other.to == link.to && ground.node(other.from).is_some_and(|from| from.wave != to.wave)
        })
        .map(|(place, other)| {
            let last = other
                .via
                .iter()
                .max_by_key(|(wave, _)| *wave)
                .map(|&(_, row)| row);
            (
                last.or_else(|| ground.node(other.from).map(|from| from.row))
                    .unwrap_or(0),
                place,
            )
        })
        .collect();
    incoming.sort_unstable();
    let place = incoming
        .iter()
        .position(|&(_, other)| other == index)
        .unwrap_or(0) as f32;
    let count = incoming.len().max(1) as f32;
    let step = (ground.tall * 0.7 / count).min(9.0);
    ground.middle(to.row) + (place - (count - 1.0) / 2.0) * step
}

fn arrow(draft: &mut Draft<'_>, ground: &Ground<'_>, index: usize, link: &MapLink) {
    let (Some(from), Some(to)) = (ground.node(link.from), ground.node(link.to)) else {
        return;
    };
    let (colour, width) = if link.critical { (BAD, 1.7) } else { (RULE2, 0.9) };
    let stroke = Some(Stroke {
        colour,
        width,
        dash: None,
    });
    let head = if link.critical { 6.5 } else { 5.5 };
    if from.wave == to.wave {
        same_wave(draft, ground, (from, to), stroke, head, colour);
        return;
    }
    if from.wave > to.wave {
        return;
    }
    let end = (ground.left(to.wave), port(ground, index, link));
    let mut at = (ground.right(from.wave), ground.middle(from.row));
    let mut steps = vec![Step::Move(at.0, at.1)];
    for wave in from.wave + 1..to.wave {
        let y = link.via.iter().find(|(lane, _)| *lane == wave).map_or_else(
            // No lane given: run in the gutter below the row, where no box stands.
            || ground.box_top(from.row) + ground.tall + (ground.pitch - ground.tall) / 2.0,
            |&(_, row)| ground.middle(row),
        );
        bend(&mut steps, at, (ground.left(wave), y));
        steps.push(Step::Line(ground.right(wave), y));
        at = (ground.right(wave), y);
    }
    bend(&mut steps, at, (end.0 - head + 0.6, end.1));
    draft.path(steps, None, stroke);
    arrow_head(draft, end, (1.0, 0.0), head, colour);
}

/// An S from point to point, level at both ends.
fn bend(steps: &mut Vec<Step>, from: (f32, f32), to: (f32, f32)) {
    if (from.1 - to.1).abs() < 0.3 {
        steps.push(Step::Line(to.0, to.1));
    } else {
        let reach = (to.0 - from.0) * 0.55;
        steps.push(Step::Curve(
            from.0 + reach,
            from.1,
            to.0 - reach,
            to.1,
            to.0,
            to.1,
        ));
    }
}

fn same_wave(
    draft: &mut Draft<'_>,
    ground: &Ground<'_>,
    (from, to): (&MapNode, &MapNode),
    stroke: Option<Stroke>,
    head: f32,
    colour: Colour,
) {
    if to.row == from.row + 1 {
        let x = ground.left(from.wave) + ground.column / 2.0;
        let (start, end) = (ground.box_top(from.row) + ground.tall, ground.box_top(to.row));
        draft.path(
            vec![Step::Move(x, start), Step::Line(x, end - head + 0.6)],
            None,
            stroke,
        );
        arrow_head(draft, (x, end), (0.0, 1.0), head, colour);
        return;
    }
    // Around the boxes between, in the gap at the right.
    let right = ground.right(from.wave);
    let out = right + GAP * 0.42;
    let (start, end) = (ground.middle(from.row) + 6.0, ground.middle(to.row) - 6.0);
    let down = if end > start { 8.0 } else { -8.0 };
    let steps = vec![
        Step::Move(right, start),
        Step::Curve(out, start, out, start, out, start + down),
        Step::Line(out, end - down),
        Step::Curve(out, end, out, end, right + head - 0.6, end),
    ];
    draft.path(steps, None, stroke);
    arrow_head(draft, (right, end), (-1.0, 0.0), head, colour);
}

fn arrow_head(draft: &mut Draft<'_>, tip: (f32, f32), (dx, dy): (f32, f32), size: f32, colour: Colour) {
    let half = size * 0.48;
    let back = (tip.0 - dx * size, tip.1 - dy * size);
    let points = [
        tip,
        (back.0 - dy * half, back.1 + dx * half),
        (back.0 + dy * half, back.1 - dx * half),
    ];
    draft.path(polygon(&points), Some(colour), None);
}
