//! The legend of what the timelines show.

use crate::draft::Draft;
use crate::theme::{
    ACCENT, BAD, Colour, HATCH, HATCH_FILL, INK3, LEGEND, PANEL, RULE, WHITE, lane, lane_tint,
};

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
