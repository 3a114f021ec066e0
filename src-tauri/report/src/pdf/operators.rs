//! A page's marks as printpdf operators.

use super::subset::{Subset, text_of};
use crate::display::{Item, Page, PlacedGlyph, Role, Run, Step, Stroke};
use crate::theme::Colour;
use printpdf::{
    Codepoint, Color, DictItem, Line, LineCapStyle, LineDashPattern, LineJoinStyle, LinePoint, Op, PaintMode,
    PdfFontHandle, Point, Polygon, PolygonRing, Pt, Rect, Rgb, TextItem, TextMatrix, WindingOrder,
};
use std::collections::BTreeMap;

/// The operators of a page.
pub(super) fn page(page: &Page, fonts: &BTreeMap<u8, Subset>) -> Vec<Op> {
    let mut writer = Writer {
        ops: Vec::with_capacity(page.items.len() * 4),
        height: page.height,
        ink: Ink::default(),
    };
    writer.ops.push(Op::SetLineJoinStyle {
        join: LineJoinStyle::Round,
    });
    for item in &page.items {
        match item {
            Item::Begin { role, number, actual } => writer.begin(*role, *number, actual.as_deref()),
            Item::BeginArtifact { pagination } => writer.begin_artifact(*pagination),
            Item::End => writer.ops.push(Op::EndMarkedContent),
            Item::Text(run) => {
                if let Some(font) = fonts.get(&run.face) {
                    writer.text(run, font);
                }
            }
            Item::Path { steps, fill, stroke } => writer.path(steps, *fill, *stroke),
            Item::Clip { x, y, w, h } => writer.clip(*x, *y, *w, *h),
            Item::Unclip => {
                writer.ops.push(Op::RestoreGraphicsState);
                writer.ink = Ink::default();
            }
        }
    }
    writer.ops
}

/// The graphics state already set, so that nothing is said twice.
#[derive(Default, Clone, PartialEq)]
struct Ink {
    fill: Option<Colour>,
    stroke: Option<Colour>,
    width: Option<f32>,
    dash: Option<Option<(f32, f32)>>,
    round: Option<bool>,
}

struct Writer {
    ops: Vec<Op>,
    height: f32,
    ink: Ink,
}

/// Two decimals are finer than any printer and keep the file small.
fn tidy(value: f32) -> f32 {
    (value * 100.0).round() / 100.0
}

fn colour(colour: Colour) -> Color {
    let part = |byte: u8| (f32::from(byte) / 255.0 * 1000.0).round() / 1000.0;
    Color::Rgb(Rgb {
        r: part(colour.0),
        g: part(colour.1),
        b: part(colour.2),
        icc_profile: None,
    })
}

impl Writer {
    fn at(&self, x: f32, y: f32) -> Point {
        Point {
            x: Pt(tidy(x)),
            y: Pt(tidy(self.height - y)),
        }
    }

    fn begin(&mut self, role: Role, number: u32, actual: Option<&str>) {
        let mut map = BTreeMap::from([("MCID".to_owned(), DictItem::Int(i64::from(number)))]);
        if let Some(actual) = actual {
            let mut data = vec![0xFE, 0xFF];
            data.extend(actual.encode_utf16().flat_map(u16::to_be_bytes));
            map.insert("ActualText".to_owned(), DictItem::String { data, literal: false });
        }
        let tag = if actual.is_some() { "Span" } else { role.name() };
        self.ops.push(Op::BeginMarkedContentWithProperties {
            tag: tag.to_owned(),
            properties: DictItem::Dict { map },
        });
    }

    fn begin_artifact(&mut self, pagination: bool) {
        if pagination {
            let map = BTreeMap::from([("Type".to_owned(), DictItem::Name(b"Pagination".to_vec()))]);
            self.ops.push(Op::BeginMarkedContentWithProperties {
                tag: "Artifact".to_owned(),
                properties: DictItem::Dict { map },
            });
        } else {
            self.ops.push(Op::BeginMarkedContent {
                tag: "Artifact".to_owned(),
            });
        }
    }

    fn fill(&mut self, wanted: Colour) {
        if self.ink.fill != Some(wanted) {
            self.ops.push(Op::SetFillColor { col: colour(wanted) });
            self.ink.fill = Some(wanted);
        }
    }

    fn stroke(&mut self, wanted: Stroke) {
        if self.ink.stroke != Some(wanted.colour) {
            self.ops.push(Op::SetOutlineColor {
                col: colour(wanted.colour),
            });
            self.ink.stroke = Some(wanted.colour);
        }
        if self.ink.width != Some(wanted.width) {
            self.ops.push(Op::SetOutlineThickness {
                pt: Pt(tidy(wanted.width)),
            });
            self.ink.width = Some(wanted.width);
        }
        if self.ink.dash != Some(wanted.dash) {
            let dash = wanted.dash.map_or_else(LineDashPattern::solid, |(on, off)| {
                LineDashPattern::new(0.0, &[on, off])
            });
            self.ops.push(Op::SetLineDashPattern { dash });
            self.ink.dash = Some(wanted.dash);
        }
        let round = wanted.dash.is_none() && wanted.width < 1.0;
        if self.ink.round != Some(round) {
            let cap = if round {
                LineCapStyle::Butt
            } else {
                LineCapStyle::Round
            };
            let cap = if wanted.dash.is_some() {
                LineCapStyle::Butt
            } else {
                cap
            };
            self.ops.push(Op::SetLineCapStyle { cap });
            self.ink.round = Some(round);
        }
    }

    fn clip(&mut self, x: f32, y: f32, w: f32, h: f32) {
        self.ops.push(Op::SaveGraphicsState);
        let low = self.at(x, y + h);
        self.ops.push(Op::DrawRectangle {
            rectangle: Rect {
                x: low.x,
                y: low.y,
                width: Pt(tidy(w)),
                height: Pt(tidy(h)),
                mode: Some(PaintMode::Clip),
                winding_order: Some(WindingOrder::NonZero),
            },
        });
    }

    fn path(&mut self, steps: &[Step], fill: Option<Colour>, stroke: Option<Stroke>) {
        if let Some(fill) = fill {
            self.fill(fill);
        }
        if let Some(stroke) = stroke {
            self.stroke(stroke);
        }
        let mut points = Vec::with_capacity(steps.len());
        let mut closed = false;
        for step in steps {
            match *step {
                Step::Move(x, y) | Step::Line(x, y) => points.push(LinePoint {
                    p: self.at(x, y),
                    bezier: false,
                }),
                Step::Curve(ax, ay, bx, by, x, y) => {
                    points.push(LinePoint {
                        p: self.at(ax, ay),
                        bezier: true,
                    });
                    points.push(LinePoint {
                        p: self.at(bx, by),
                        bezier: true,
                    });
                    points.push(LinePoint {
                        p: self.at(x, y),
                        bezier: false,
                    });
                }
                Step::Close => closed = true,
            }
        }
        let mode = match (fill, stroke) {
            (Some(_), Some(_)) => PaintMode::FillStroke,
            (Some(_), None) => PaintMode::Fill,
            (None, Some(_)) => PaintMode::Stroke,
            (None, None) => return,
        };
        self.ops.push(if closed {
            Op::DrawPolygon {
                polygon: Polygon {
                    rings: vec![PolygonRing { points }],
                    mode,
                    winding_order: WindingOrder::NonZero,
                },
            }
        } else {
            Op::DrawLine {
                line: Line {
                    points,
                    is_closed: false,
                },
            }
        });
    }

    fn text(&mut self, run: &Run, font: &Subset) {
        self.fill(run.colour);
        self.ops.push(Op::StartTextSection);
        self.ops.push(Op::SetFont {
            font: PdfFontHandle::External(font.id.clone()),
            size: Pt(tidy(run.size)),
        });
        let mut line = ShownLine {
            font,
            size: tidy(run.size),
            items: Vec::new(),
            text: String::new(),
            pen: 0.0,
        };
        let mut placed = false;
        let mut x = if run.rtl { run.x + run.width() } else { run.x };
        for glyph in &run.glyphs {
            if run.rtl {
                x -= glyph.advance;
            }
            let raised = glyph.dy.abs() > 0.01;
            if raised || !placed {
                self.show(&mut line);
                let place = self.at(x + glyph.dx, run.y - glyph.dy);
                self.ops.push(Op::SetTextMatrix {
                    matrix: TextMatrix::Translate(place.x, place.y),
                });
                line.pen = x + glyph.dx;
                // A raised glyph does not raise its neighbours.
                placed = !raised;
            }
            line.glyph(run, glyph, x + glyph.dx);
            if !run.rtl {
                x += glyph.advance;
            }
        }
        if run.ends && !run.text.ends_with(' ') && !run.text.is_empty() {
            line.space();
        }
        self.show(&mut line);
        self.ops.push(Op::EndTextSection);
    }

    fn show(&mut self, line: &mut ShownLine<'_>) {
        line.flush();
        let items = std::mem::take(&mut line.items);
        if !items.is_empty() {
            self.ops.push(Op::ShowText { items });
        }
    }
}

/// The items of one `TJ` while they are gathered.
struct ShownLine<'f> {
    font: &'f Subset,
    size: f32,
    items: Vec<TextItem>,
    text: String,
    /// Where the pen is after what was shown.
    pen: f32,
}

impl ShownLine<'_> {
    fn flush(&mut self) {
        if !self.text.is_empty() {
            self.items.push(TextItem::Text(std::mem::take(&mut self.text)));
        }
    }

    /// Moves the pen when the move is visible: 0.75 thousandths of an em or more.
    fn settle(&mut self, wanted: f32) {
        let thousandths = (wanted - self.pen) * 1000.0 / self.size.max(0.01);
        if thousandths.abs() >= 0.75 {
            let number = -thousandths.round();
            self.flush();
            self.items.push(TextItem::Offset(number));
            self.pen -= number * self.size / 1000.0;
        }
    }

    fn glyph(&mut self, run: &Run, glyph: &PlacedGlyph, wanted: f32) {
        self.settle(wanted);
        match self.font.nominal(run, glyph) {
            Some(character) => self.text.push(character),
            None => {
                self.flush();
                let gid = self.font.renumbered.get(&glyph.glyph).copied().unwrap_or(0);
                let own = || text_of(run, glyph).replace('\u{A0}', " ");
                let text = self.font.texts.get(&glyph.glyph).cloned().unwrap_or_else(own);
                let text = if text.is_empty() {
                    "\u{200B}".to_owned()
                } else {
                    text
                };
                self.items
                    .push(TextItem::GlyphIds(vec![Codepoint::with_cid(gid, 0.0, text)]));
            }
        }
        let stated = self.font.widths.get(&glyph.glyph).copied().unwrap_or(0.0);
        self.pen += stated * self.size / 1000.0;
    }

    /// A space after the last word, so that neighbours do not read as one word.
    fn space(&mut self) {
        if self.font.space.is_some() {
            self.text.push(' ');
        }
    }
}
