//! Text that flows down the pages: chapters, sections, paragraphs broken by lines.

use crate::display::Role;
use crate::draft::{Draft, Drawn};
use crate::fault::ReportFault;
use crate::theme::{BODY, H1, H2, INK, Style};
use crate::typeset::{Align, Span, spans};
use crate::value::Prose;

impl Draft<'_> {
    /// Goes on below when `least` points are left, else turns to the next page of the same frame.
    pub(crate) fn go_on(&mut self, section: &str, least: f32) -> Drawn {
        section.clone_into(&mut self.section);
        if self.room() < least {
            return self.turn();
        }
        self.y += 30.0;
        Ok(())
    }

    /// Points left on the page.
    pub(crate) fn room(&self) -> f32 {
        self.frame.bottom - self.y
    }

    /// Turns the page unless `height` still fits.
    pub(crate) fn need(&mut self, height: f32) -> Drawn {
        if self.y > self.frame.top + 1.0 && self.room() < height {
            self.turn()?;
        }
        Ok(())
    }

    /// A chapter head at the top of the flow, with a bookmark; answers the bookmark.
    pub(crate) fn chapter(&mut self, title: &str, note: &str) -> Result<usize, ReportFault> {
        self.need(90.0)?;
        let mark = self.bookmark(1, title);
        let (left, width) = (self.frame.left, self.frame.across());
        let block = self.type_.plain(title, H1, width, Align::Left);
        let y = self.y;
        self.content(Role::H1, |draft| {
            draft.block(&block, left, y);
        });
        self.y += block.height() + 3.0;
        if !note.trim().is_empty() {
            self.paragraph(
                &[Span::new(note, BODY)],
                (width * 0.78).max(380.0).min(width),
                10.0,
            )?;
        }
        self.fresh = note.trim().is_empty();
        Ok(mark)
    }

    /// A section head with a bookmark; keeps `keep` points with it.
    pub(crate) fn section(&mut self, title: &str, keep: f32) -> Drawn {
        let gap = match (self.fresh, self.y > self.frame.top + 1.0) {
            (true, _) => 7.0,
            (false, true) => 20.0,
            (false, false) => 0.0,
        };
        self.fresh = false;
        self.need(gap + 22.0 + keep)?;
        if self.y > self.frame.top + 1.0 {
            self.y += gap;
        }
        self.bookmark(2, title);
        let (left, width) = (self.frame.left, self.frame.across());
        let block = self.type_.plain(title, H2, width, Align::Left);
        let y = self.y;
        self.content(Role::H2, |draft| {
            draft.block(&block, left, y);
        });
        self.y += block.height() + 5.0;
        Ok(())
    }

    /// A paragraph across the flow, broken by lines at the foot of a page.
    pub(crate) fn paragraph(&mut self, text: &[Span], width: f32, gap: f32) -> Drawn {
        let block = self.type_.set(text, width, Align::Left);
        let left = self.frame.left;
        let tag = self.tag(Role::P);
        let mut rest = block.lines.as_slice();
        while !rest.is_empty() {
            let mut height = 0.0;
            let mut count = 0;
            for line in rest {
                if height + line.height > self.room() && (count > 0 || self.y > self.frame.top + 1.0) {
                    break;
                }
                height += line.height;
                count += 1;
            }
            let y = self.y;
            let (now, later) = rest.split_at(count);
            if !now.is_empty() {
                self.content_of(tag, |draft| {
                    let mut y = y;
                    for line in now {
                        draft.set_line(line, left, y);
                        y += line.height;
                    }
                });
                self.y += height;
            }
            rest = later;
            if !rest.is_empty() {
                self.turn()?;
            }
        }
        self.y += gap;
        Ok(())
    }

    /// A paragraph of prose across the flow.
    pub(crate) fn prose(&mut self, prose: &Prose, style: Style, gap: f32) -> Drawn {
        let width = self.frame.across();
        self.paragraph(&spans(prose, style, INK), width, gap)
    }
}
