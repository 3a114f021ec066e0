//! Tables: repeated heads, rows kept whole or split by lines when taller than a page, groups “continued”.

use crate::cells::{Cell, Row, Sign};
use crate::display::Role;
use crate::draft::{Draft, Drawn};
use crate::theme::{CELL, CELL_QUIET, CELL_STRONG, HEAD, INK, INK2, PANEL, RULE, RULE2, Style};
use crate::typeset::{Align, Line, Span};

/// A column: its head, its share of the width, where its text stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Column {
    pub head: &'static str,
    pub share: f32,
    pub align: Align,
}

pub(crate) const fn column(head: &'static str, share: f32) -> Column {
    Column {
        head,
        share,
        align: Align::Left,
    }
}
pub(crate) const fn figures(head: &'static str, share: f32) -> Column {
    Column {
        head,
        share,
        align: Align::Right,
    }
}

/// The measures that differ between paper and slide.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Look {
    pub head: Style,
    pub pad_x: f32,
    pub pad_y: f32,
    pub group: f32,
    pub sign: f32,
    /// Times the size of the cell styles.
    pub scale: f32,
}

pub(crate) const PAPER_LOOK: Look = Look {
    head: HEAD,
    pad_x: 4.0,
    pad_y: 4.2,
    group: 19.0,
    sign: 12.6,
    scale: 1.0,
};
/// To be read standing, by a tired eye.
pub(crate) const NIGHT_LOOK: Look = Look {
    head: Style {
        size: 10.0,
        leading: 12.5,
        ..HEAD
    },
    pad_x: 5.0,
    pad_y: 6.0,
    group: 25.0,
    sign: 18.0,
    scale: 1.42,
};
/// To be read on a wall.
pub(crate) const POSTER_LOOK: Look = Look {
    head: Style {
        size: 10.0,
        leading: 12.5,
        ..HEAD
    },
    pad_x: 5.0,
    pad_y: 4.4,
    group: 24.0,
    sign: 16.0,
    scale: 1.25,
};
pub(crate) const SLIDE_LOOK: Look = Look {
    head: crate::theme::SLIDE_HEAD,
    pad_x: 5.0,
    pad_y: 4.0,
    group: 27.0,
    sign: 18.0,
    scale: 1.42,
};

/// A table while it is drawn, row after row.
pub(crate) struct Table<'c> {
    columns: &'c [Column],
    edges: Vec<f32>,
    look: Look,
    tag: usize,
    body: usize,
    group: Option<(String, String)>,
    group_shown: bool,
    /// The page on which the head stands, when it stands.
    headed: Option<usize>,
}

impl<'c> Table<'c> {
    /// Begins a table at the flow; nothing is drawn before the first row.
    pub(crate) fn begin(draft: &mut Draft<'_>, columns: &'c [Column], look: Look) -> Self {
        let total: f32 = columns.iter().map(|column| column.share).sum();
        let across = draft.frame.across();
        let mut edges = vec![draft.frame.left];
        let mut x = draft.frame.left;
        for column in columns {
            x += across * column.share / total;
            edges.push(x);
        }
        let tag = draft.tag(Role::Table);
        Self {
            columns,
            edges,
            look,
            tag,
            body: tag,
            group: None,
            group_shown: true,
            headed: None,
        }
    }

    fn inner(&self, column: usize) -> (f32, f32) {
        let x = self.edges[column] + self.look.pad_x;
        (x, (self.edges[column + 1] - self.look.pad_x - x).max(8.0))
    }

    /// The group all following rows belong to.
    pub(crate) fn group(&mut self, title: &str, quiet: &str) {
        self.group = (!title.trim().is_empty()).then(|| (title.to_owned(), quiet.to_owned()));
        self.group_shown = false;
    }

    fn head_lines(&self, draft: &mut Draft<'_>) -> (Vec<Vec<Line>>, f32) {
        let mut tallest: f32 = 0.0;
        let lines = self
            .columns
            .iter()
            .enumerate()
            .map(|(index, column)| {
                let (_, width) = self.inner(index);
                let block = draft
                    .type_
                    .plain(column.head, self.look.head, width, column.align);
                tallest = tallest.max(block.height());
                block.lines
            })
            .collect();
        (lines, tallest)
    }

    fn draw_head(&mut self, draft: &mut Draft<'_>) {
        let (cells, tallest) = self.head_lines(draft);
        draft.fresh = false;
        let y = draft.y;
        let bottom = y + tallest + self.look.pad_y + 1.0;
        let first = self.headed.is_none();
        let draw = |table: &Self, draft: &mut Draft<'_>, index: usize, lines: &[Line]| {
            let (x, _) = table.inner(index);
            let mut line_y = y + tallest - lines.iter().map(|line| line.height).sum::<f32>();
            for line in lines {
                draft.set_line(line, x, line_y);
                line_y += line.height;
            }
        };
        if first {
            let table = &*self;
            draft.inside(self.tag, |draft| {
                draft.within(Role::THead, |draft| {
                    draft.within(Role::TR, |draft| {
                        for (index, lines) in cells.iter().enumerate() {
                            draft.content(Role::TH, |draft| draw(table, draft, index, lines));
                        }
                    });
                });
            });
            self.body = draft.inside(self.tag, |draft| draft.tag(Role::TBody));
        } else {
            // A repeated head is furniture: a reader hears it once.
            let table = &*self;
            draft.artifact(|draft| {
                for (index, lines) in cells.iter().enumerate() {
                    draw(table, draft, index, lines);
                }
            });
        }
        let (left, right) = (self.edges[0], *self.edges.last().unwrap_or(&0.0));
        draft.artifact(|draft| draft.line((left, bottom), (right, bottom), INK, 0.9));
        draft.y = bottom + 0.45;
        self.headed = Some(draft.pages.len());
    }

    fn draw_group(&mut self, draft: &mut Draft<'_>, continued: bool) {
        let Some((title, quiet)) = self.group.clone() else {
            return;
        };
        let (y, height) = (draft.y, self.look.group);
        let (left, right) = (self.edges[0], *self.edges.last().unwrap_or(&0.0));
        let strong = scaled(CELL_STRONG, self.look.scale);
        let small = scaled(CELL_QUIET, self.look.scale);
        let quiet = if continued { "continued".to_owned() } else { quiet };
        draft.artifact(|draft| {
            draft.rect(left, y, right - left, height, PANEL);
            draft.line((left, y + height), (right, y + height), RULE, 0.5);
        });
        let pad = self.look.pad_x;
        let span = u16::try_from(self.columns.len()).unwrap_or(1);
        let draw = |draft: &mut Draft<'_>| {
            let text_y = y + (height - strong.leading) / 2.0;
            let width = right - left - 2.0 * pad;
            let quiet_width = if quiet.is_empty() {
                0.0
            } else {
                draft.type_.width(&quiet, small).min(width * 0.5)
            };
            let block = draft
                .type_
                .one_line(&title, strong, width - quiet_width - 10.0, Align::Left);
            draft.block(&block, left + pad, text_y);
            if !quiet.is_empty() {
                let x = left + pad + block.width + 9.0;
                let quiet_y = text_y + (strong.size - small.size) * 0.5;
                draft.label_in(&quiet, small, x, quiet_y, (right - pad - x).max(8.0), Align::Left);
            }
        };
        if continued {
            draft.artifact(draw);
        } else {
            draft.inside(self.body, |draft| {
                draft.within(Role::TR, |draft| {
                    let tag = draft.content(Role::TH, draw);
                    draft.tags[tag].span = span;
                });
            });
        }
        draft.y += height;
        self.group_shown = true;
    }

    /// Draws a row, turning the page first when it does not fit.
    pub(crate) fn row(&mut self, draft: &mut Draft<'_>, row: &Row) -> Drawn {
        let cells: Vec<(Option<Sign>, Vec<Line>)> = row
            .cells
            .iter()
            .enumerate()
            .map(|(index, cell)| self.set_cell(draft, index, cell))
            .collect();
        let least = if cells.iter().any(|(sign, _)| sign.is_some()) {
            self.look.sign * 0.9
        } else {
            0.0
        };
        let tall = cells
            .iter()
            .map(|(_, lines)| lines_height(lines))
            .fold(least, f32::max);
        let height = tall + 2.0 * self.look.pad_y;
        let (_, head) = self.head_lines(draft);
        let furniture = head
            + self.look.pad_y
            + 2.0
            + if self.group.is_some() {
                self.look.group
            } else {
                0.0
            };
        let whole_page = draft.frame.bottom - draft.frame.top - furniture;
        let stands = self.headed == Some(draft.pages.len());
        let wanted = match (stands, self.group.is_some() && !self.group_shown) {
            (true, false) => height,
            (true, true) => height + self.look.group,
            (false, _) => height + furniture,
        };
        if draft.room() < wanted && (height <= whole_page || draft.room() < furniture + 60.0) {
            if stands {
                self.close_page(draft);
            }
            if draft.y > draft.frame.top + 1.0 {
                draft.turn()?;
            }
        }
        self.furnish(draft);
        let tr = draft.inside(self.body, |draft| draft.tag(Role::TR));
        let tags: Vec<usize> = draft.inside(tr, |draft| cells.iter().map(|_| draft.tag(Role::TD)).collect());
        let mut rest: Vec<&[Line]> = cells.iter().map(|(_, lines)| lines.as_slice()).collect();
        let mut signs = true;
        loop {
            let room = draft.room() - 2.0 * self.look.pad_y;
            let split: Vec<usize> = rest.iter().map(|lines| fitting(lines, room)).collect();
            let part: Vec<&[Line]> = rest
                .iter()
                .zip(&split)
                .map(|(lines, &count)| &lines[..count])
                .collect();
            self.draw_part(draft, row, &cells, &tags, &part, signs, least);
            for (lines, count) in rest.iter_mut().zip(split) {
                *lines = &lines[count..];
            }
            signs = false;
            if rest.iter().all(|lines| lines.is_empty()) {
                return Ok(());
            }
            self.close_page(draft);
            draft.turn()?;
            self.furnish(draft);
        }
    }

    fn furnish(&mut self, draft: &mut Draft<'_>) {
        if self.headed != Some(draft.pages.len()) {
            let carried = self.group_shown && self.headed.is_some();
            self.draw_head(draft);
            if self.group.is_some() && carried {
                self.draw_group(draft, true);
            }
        }
        if self.group.is_some() && !self.group_shown {
            self.draw_group(draft, false);
        }
    }

    #[allow(
        clippy::too_many_arguments,
        reason = "one call site; the parts of a row travel together"
    )]
    fn draw_part(
        &self,
        draft: &mut Draft<'_>,
        row: &Row,
        cells: &[(Option<Sign>, Vec<Line>)],
        tags: &[usize],
        part: &[&[Line]],
        signs: bool,
        least: f32,
    ) {
        let y = draft.y;
        let tall = part
            .iter()
            .map(|lines| lines_height(lines))
            .fold(if signs { least } else { 0.0 }, f32::max);
        let height = tall + 2.0 * self.look.pad_y;
        let (left, right) = (self.edges[0], *self.edges.last().unwrap_or(&0.0));
        draft.artifact(|draft| {
            if let Some(tint) = row.tint {
                draft.rect(left, y, right - left, height, tint);
            }
            draft.line((left, y + height), (right, y + height), RULE, 0.5);
        });
        for (index, lines) in part.iter().enumerate() {
            let sign = cells[index].0.filter(|_| signs);
            if lines.is_empty() && sign.is_none() {
                continue;
            }
            let (x, width) = self.inner(index);
            let top = y + self.look.pad_y;
            let align = self.columns[index].align;
            draft.content_of(tags[index], |draft| {
                if let Some(sign) = sign {
                    self.draw_sign(draft, sign, x, top, width, align);
                }
                let shift = self.text_shift(cells[index].0);
                let mut line_y = top;
                for line in *lines {
                    draft.set_line(line, x + shift, line_y);
                    line_y += line.height;
                }
            });
        }
        draft.y = y + height;
    }

    fn text_shift(&self, sign: Option<Sign>) -> f32 {
        match sign {
            Some(Sign::State(_)) => self.look.sign * 1.0,
            Some(Sign::Chip(_)) => self.look.sign + 6.0,
            Some(Sign::Share(..)) => self.look.sign * 3.0,
            _ => 0.0,
        }
    }

    fn draw_sign(&self, draft: &mut Draft<'_>, sign: Sign, x: f32, y: f32, width: f32, align: Align) {
        let side = self.look.sign;
        match sign {
            Sign::Chip(risk) => draft.chip(risk, x, y, side),
            Sign::Chips(before, after) => {
                draft.chip(before, x, y, side);
                let arrow = scaled(CELL, self.look.scale).inked(INK2);
                draft.label("→", arrow, x + side + 2.5, y);
                draft.chip(after, x + side * 1.95, y, side);
            }
            Sign::State(state) => draft.state(state, x, y + side * 0.14, side * 0.62),
            Sign::Share(part, whole) => {
                let bar = [x, y + side * 0.2, side * 2.6, side * 0.42];
                draft.share_bar(part, whole, bar);
            }
            Sign::TickBox => {
                let box_x = if align == Align::Right {
                    x + width - side * 0.8
                } else {
                    x
                };
                draft.tick_box(box_x, y, side * 0.8);
            }
        }
    }

    fn set_cell(&self, draft: &mut Draft<'_>, index: usize, cell: &Cell) -> (Option<Sign>, Vec<Line>) {
        let (_, width) = self.inner(index);
        let width = width - self.text_shift(cell.sign);
        let mut lines = Vec::new();
        for paragraph in &cell.paragraphs {
            let paragraph: Vec<Span> = paragraph
                .iter()
                .map(|span| Span::new(span.text.as_str(), scaled(span.style, self.look.scale)))
                .collect();
            lines.extend(
                draft
                    .type_
                    .set(&paragraph, width, self.columns[index].align)
                    .lines,
            );
        }
        (cell.sign, lines)
    }

    fn close_page(&self, draft: &mut Draft<'_>) {
        let (left, right, y) = (self.edges[0], *self.edges.last().unwrap_or(&0.0), draft.y);
        draft.artifact(|draft| draft.line((left, y), (right, y), RULE2, 0.7));
    }
}

fn scaled(style: Style, scale: f32) -> Style {
    Style {
        size: style.size * scale,
        leading: style.leading * scale,
        ..style
    }
}

fn lines_height(lines: &[Line]) -> f32 {
    lines.iter().map(|line| line.height).sum()
}

/// How many lines fit; at least one, so that every page makes progress.
fn fitting(lines: &[Line], room: f32) -> usize {
    let mut height = 0.0;
    for (index, line) in lines.iter().enumerate() {
        height += line.height;
        if height > room {
            return index.max(1);
        }
    }
    lines.len()
}
