//! A page of the display list as SVG: paths as they are, glyphs as outlines, each outline once a page.

use crate::display::{Item, Page, Run, Step, Stroke};
use crate::faces;
use crate::theme::Colour;
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Units of an outline in the definitions, so that they need no decimals.
const UNITS: f32 = 1000.0;

/// The page, ready to be shown.
pub(crate) fn page(page: &Page) -> String {
    let mut drawing = Drawing::default();
    for item in &page.items {
        match item {
            Item::Text(run) => drawing.run(run),
            Item::Path { steps, fill, stroke } => drawing.path(steps, *fill, *stroke),
            Item::Clip { x, y, w, h } => drawing.clip(*x, *y, *w, *h),
            Item::Unclip => drawing.body.push_str("</g>"),
            // Tags are for readers; the picture has its text beside it.
            Item::Begin { .. } | Item::BeginArtifact { .. } | Item::End => {}
        }
    }
    let (width, height) = (number(page.width), number(page.height));
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" \
         height=\"{height}\"><defs>{}</defs><rect width=\"{width}\" height=\"{height}\" fill=\"#fff\"/>\
         <g stroke-linejoin=\"round\">{}</g></svg>",
        drawing.defs, drawing.body
    )
}

#[derive(Default)]
struct Drawing {
    defs: String,
    body: String,
    /// Outlines already defined; `false` for glyphs without any, such as the space.
    known: BTreeMap<(u8, u16), bool>,
    clips: usize,
}

impl Drawing {
    fn run(&mut self, run: &Run) {
        let scale = run.size / UNITS;
        let _ = write!(self.body, "<g fill=\"{}\">", colour(run.colour));
        let mut x = if run.rtl { run.x + run.width() } else { run.x };
        for glyph in &run.glyphs {
            if run.rtl {
                x -= glyph.advance;
            }
            if self.outline(run.face, glyph.glyph) {
                let _ = write!(
                    self.body,
                    "<use href=\"#g{}-{}\" transform=\"matrix({scale:.5} 0 0 {scale:.5} {} {})\"/>",
                    run.face,
                    glyph.glyph,
                    number(x + glyph.dx),
                    number(run.y - glyph.dy)
                );
            }
            if !run.rtl {
                x += glyph.advance;
            }
        }
        self.body.push_str("</g>");
    }

    /// Defines the outline of a glyph once; true when it has one.
    fn outline(&mut self, face: u8, glyph: u16) -> bool {
        if let Some(drawn) = self.known.get(&(face, glyph)) {
            return *drawn;
        }
        let steps = outline(face, glyph);
        let drawn = !steps.is_empty();
        if drawn {
            let _ = write!(self.defs, "<path id=\"g{face}-{glyph}\" d=\"{steps}\"/>");
        }
        self.known.insert((face, glyph), drawn);
        drawn
    }

    fn path(&mut self, steps: &[Step], fill: Option<Colour>, stroke: Option<Stroke>) {
        let mut closed = false;
        self.body.push_str("<path d=\"");
        for step in steps {
            let _ = match *step {
                Step::Move(x, y) => write!(self.body, "M{} {}", number(x), number(y)),
                Step::Line(x, y) => write!(self.body, "L{} {}", number(x), number(y)),
                Step::Curve(ax, ay, bx, by, x, y) => write!(
                    self.body,
                    "C{} {} {} {} {} {}",
                    number(ax),
                    number(ay),
                    number(bx),
                    number(by),
                    number(x),
                    number(y)
                ),
                Step::Close => {
                    closed = true;
                    write!(self.body, "Z")
                }
            };
        }
        let fill = fill.map_or_else(|| "none".to_owned(), colour);
        let _ = write!(self.body, "\" fill=\"{fill}\"");
        if let Some(stroke) = stroke {
            let _ = write!(
                self.body,
                " stroke=\"{}\" stroke-width=\"{}\"",
                colour(stroke.colour),
                number(stroke.width)
            );
            match stroke.dash {
                Some((on, off)) => {
                    let _ = write!(self.body, " stroke-dasharray=\"{} {}\"", number(on), number(off));
                }
                None if !closed => self.body.push_str(" stroke-linecap=\"round\""),
                None => {}
            }
        }
        self.body.push_str("/>");
    }

    fn clip(&mut self, x: f32, y: f32, w: f32, h: f32) {
        let id = self.clips;
        self.clips += 1;
        let _ = write!(
            self.defs,
            "<clipPath id=\"c{id}\"><rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/></clipPath>",
            number(x),
            number(y),
            number(w),
            number(h)
        );
        let _ = write!(self.body, "<g clip-path=\"url(#c{id})\">");
    }
}

/// A glyph's outline in thousandths of an em, y downwards; empty when it draws nothing.
fn outline(face: u8, glyph: u16) -> String {
    let mut pen = Pen::default();
    let face = faces::face(face);
    let drawn = FontRef::from_index(face.bytes, face.index).ok().and_then(|font| {
        let outline = font.outline_glyphs().get(GlyphId::new(u32::from(glyph)))?;
        let settings = DrawSettings::unhinted(Size::new(UNITS), LocationRef::default());
        outline.draw(settings, &mut pen).ok()
    });
    if drawn.is_some() { pen.steps } else { String::new() }
}

#[derive(Default)]
struct Pen {
    steps: String,
}

impl Pen {
    fn put(&mut self, verb: char, points: &[(f32, f32)]) {
        self.steps.push(verb);
        for (index, (x, y)) in points.iter().enumerate() {
            if index > 0 {
                self.steps.push(' ');
            }
            let _ = write!(self.steps, "{} {}", number(*x), number(-*y));
        }
    }
}

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.put('M', &[(x, y)]);
    }
    fn line_to(&mut self, x: f32, y: f32) {
        self.put('L', &[(x, y)]);
    }
    fn quad_to(&mut self, ax: f32, ay: f32, x: f32, y: f32) {
        self.put('Q', &[(ax, ay), (x, y)]);
    }
    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        self.put('C', &[(ax, ay), (bx, by), (x, y)]);
    }
    fn close(&mut self) {
        self.steps.push('Z');
    }
}

fn colour(Colour(red, green, blue): Colour) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// Two decimals at most, none when none are needed.
fn number(value: f32) -> String {
    let tidy = (value * 100.0).round() / 100.0;
    if tidy == 0.0 {
        "0".to_owned()
    } else {
        format!("{tidy}")
    }
}
