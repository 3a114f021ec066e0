//! Small drawn signs: the chip of a risk, the shape of a state, the tick box, the empty-section line.

use crate::display::{Role, Step, Stroke};
use crate::draft::{Draft, Drawn};
use crate::shapes::{circle, polygon, rounded};
use crate::theme::{ACCENT, BAD, BODY, CELL_STRONG, CHIP, Colour, INK3, OK, RULE, RULE2, WARN, WHITE, risk};
use crate::typeset::{Align, Span};
use crate::value::{Listing, Risk, State, Verdict};

/// What an empty section says, `None` when it has rows.
pub(crate) fn emptiness<T>(listing: &Listing<T>) -> Option<String> {
    match (&listing.missing, listing.rows.is_empty()) {
        (_, false) => None,
        (None, true) => Some("None.".to_owned()),
        (Some(why), true) => Some(missing(why)),
    }
}

/// `Missing: …`, ended once.
pub(crate) fn missing(why: &str) -> String {
    let why = why.trim();
    let end = if why.ends_with(['.', '!', '?']) { "" } else { "." };
    format!("Missing: {why}{end}")
}

impl Draft<'_> {
    /// The line of an empty section.
    pub(crate) fn nothing(&mut self, says: &str) -> Drawn {
        let style = if says.starts_with("Missing") {
            BODY.inked(BAD)
        } else {
            BODY.inked(INK3).slanted()
        };
        let width = self.frame.across();
        self.paragraph(&[Span::new(says, style)], width, 6.0)
    }

    /// A risk's tile with its number; `side` is its width.
    pub(crate) fn chip(&mut self, level: Risk, x: f32, y: f32, side: f32) {
        let (fill, text, frame) = risk(level);
        let height = side * 0.9;
        self.rounded(
            [x, y, side, height],
            side * 0.18,
            Some(fill),
            frame.map(|colour| (colour, side * 0.05)),
        );
        let size = side * 0.62;
        let style = crate::theme::Style {
            size,
            leading: size * 1.2,
            colour: text,
            ..CHIP
        };
        let block = self
            .type_
            .plain(&level.number().to_string(), style, side, Align::Centre);
        self.block(&block, x, y + (height - size * 1.2) / 2.0 - size * 0.02);
    }

    /// A state's shape in a square of `size` points.
    pub(crate) fn state(&mut self, state: State, x: f32, y: f32, size: f32) {
        let (cx, cy, r) = (x + size / 2.0, y + size / 2.0, size / 2.0);
        let ring = |colour: Colour| {
            Some(Stroke {
                colour,
                width: size * 0.13,
                dash: None,
            })
        };
        match state {
            State::Done => {
                self.path(circle(cx, cy, r), Some(OK), None);
                let tick = vec![
                    Step::Move(cx - r * 0.46, cy + r * 0.02),
                    Step::Line(cx - r * 0.12, cy + r * 0.38),
                    Step::Line(cx + r * 0.48, cy - r * 0.36),
                ];
                self.path(
                    tick,
                    None,
                    Some(Stroke {
                        colour: WHITE,
                        width: size * 0.15,
                        dash: None,
                    }),
                );
            }
            State::Conditional => {
                self.path(circle(cx, cy, r * 0.88), Some(WHITE), ring(WARN));
                let k = r * 0.88 * 0.552_285;
                let e = r * 0.88;
                let half = vec![
                    Step::Move(cx, cy - e),
                    Step::Curve(cx - k, cy - e, cx - e, cy - k, cx - e, cy),
                    Step::Curve(cx - e, cy + k, cx - k, cy + e, cx, cy + e),
                    Step::Close,
                ];
                self.path(half, Some(WARN), None);
            }
            State::Pending => self.path(circle(cx, cy, r * 0.86), Some(WHITE), ring(INK3)),
            State::Failed => {
                self.path(rounded(x, y, size, size, size * 0.2), Some(BAD), None);
                let stroke = Some(Stroke {
                    colour: WHITE,
                    width: size * 0.15,
                    dash: None,
                });
                let a = r * 0.4;
                self.path(
                    vec![Step::Move(cx - a, cy - a), Step::Line(cx + a, cy + a)],
                    None,
                    stroke,
                );
                self.path(
                    vec![Step::Move(cx + a, cy - a), Step::Line(cx - a, cy + a)],
                    None,
                    stroke,
                );
            }
        }
    }

    /// A state's shape with a sentence beside it, across the flow.
    pub(crate) fn stated(&mut self, verdict: &Verdict) -> Drawn {
        let width = self.frame.across() - 18.0;
        let block = self
            .type_
            .set(&[Span::new(&verdict.label, CELL_STRONG)], width, Align::Left);
        self.need(block.height() + 6.0)?;
        let (left, y) = (self.frame.left + 4.0, self.y);
        self.content(Role::P, |draft| {
            draft.state(verdict.state, left, y + 1.4, 8.2);
            draft.block(&block, left + 13.0, y);
        });
        self.y += block.height() + 6.0;
        Ok(())
    }

    /// How much of a whole, as a bar.
    pub(crate) fn share_bar(&mut self, part: u32, whole: u32, [x, y, w, h]: [f32; 4]) {
        let filled = w * (part.min(whole) as f32 / whole.max(1) as f32);
        self.rect(x, y, w, h, RULE);
        if filled > 0.0 {
            self.rect(x, y, filled, h, ACCENT);
        }
    }

    /// A box to tick by hand.
    pub(crate) fn tick_box(&mut self, x: f32, y: f32, size: f32) {
        self.rounded([x, y, size, size], size * 0.22, Some(WHITE), Some((RULE2, 0.7)));
    }

    /// A diamond around its middle.
    pub(crate) fn diamond(&mut self, cx: f32, cy: f32, r: f32, fill: Colour, stroke: Option<Colour>) {
        let steps = polygon(&[(cx, cy - r), (cx + r, cy), (cx, cy + r), (cx - r, cy)]);
        self.path(
            steps,
            Some(fill),
            stroke.map(|colour| Stroke {
                colour,
                width: 1.1,
                dash: None,
            }),
        );
    }

    /// A paragraph of its own tag at a fixed place; answers the y below it.
    pub(crate) fn text_at(&mut self, role: Role, text: &[Span], x: f32, y: f32, width: f32) -> f32 {
        let block = self.type_.set(text, width, Align::Left);
        if block.lines.is_empty() {
            return y;
        }
        self.content(role, |draft| {
            draft.block(&block, x, y);
        });
        y + block.height()
    }
}
