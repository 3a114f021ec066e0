//! Colours, type roles and page measures: the visual specification in one place.

use crate::value::{Paper, Risk};

/// An sRGB colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Colour(pub u8, pub u8, pub u8);

pub(crate) const INK: Colour = Colour(0x17, 0x21, 0x2B);
pub(crate) const INK2: Colour = Colour(0x45, 0x52, 0x5F);
pub(crate) const INK3: Colour = Colour(0x66, 0x72, 0x7F);
pub(crate) const RULE: Colour = Colour(0xD3, 0xD9, 0xDF);
pub(crate) const RULE2: Colour = Colour(0x8D, 0x98, 0xA3);
pub(crate) const PANEL: Colour = Colour(0xF3, 0xF5, 0xF7);
pub(crate) const ACCENT: Colour = Colour(0x17, 0x50, 0x7F);
pub(crate) const TINT: Colour = Colour(0xE6, 0xEE, 0xF5);
pub(crate) const OK: Colour = Colour(0x0B, 0x6E, 0x5F);
pub(crate) const WARN: Colour = Colour(0xA6, 0x5A, 0x00);
pub(crate) const BAD: Colour = Colour(0x9B, 0x1C, 0x2E);
pub(crate) const BAD_TINT: Colour = Colour(0xFB, 0xED, 0xEE);
pub(crate) const WHITE: Colour = Colour(0xFF, 0xFF, 0xFF);
pub(crate) const HATCH: Colour = Colour(0xC2, 0xC9, 0xD0);
pub(crate) const HATCH_FILL: Colour = Colour(0xEE, 0xF1, 0xF3);

const LANES: [Colour; 6] = [
    ACCENT,
    Colour(0x0A, 0x6B, 0x67),
    Colour(0x8F, 0x4D, 0x00),
    Colour(0x7A, 0x4A, 0x86),
    Colour(0x4C, 0x6A, 0x1F),
    Colour(0x5B, 0x67, 0x70),
];
const LANE_TINTS: [Colour; 6] = [
    Colour(0xDC, 0xE8, 0xF2),
    Colour(0xD9, 0xEE, 0xEC),
    Colour(0xF6, 0xE6, 0xD0),
    Colour(0xEC, 0xE1, 0xEF),
    Colour(0xE4, 0xEC, 0xD6),
    Colour(0xE6, 0xE9, 0xEC),
];

/// The strong colour of a wave or lane; any number is allowed, six hues go round.
pub(crate) fn lane(hue: u8) -> Colour {
    LANES[usize::from(hue) % LANES.len()]
}

/// The light colour of a wave or lane.
pub(crate) fn lane_tint(hue: u8) -> Colour {
    LANE_TINTS[usize::from(hue) % LANE_TINTS.len()]
}

/// Tile colour, text colour and frame of a level of risk.
pub(crate) fn risk(level: Risk) -> (Colour, Colour, Option<Colour>) {
    match level {
        Risk::VeryLow => (Colour(0xF0, 0xF4, 0xF6), INK, Some(RULE2)),
        Risk::Low => (Colour(0xF3, 0xDC, 0x8F), INK, Some(Colour(0xB5, 0x9B, 0x3E))),
        Risk::Medium => (Colour(0xE9, 0xA5, 0x3C), INK, None),
        Risk::High => (Colour(0xC2, 0x50, 0x1A), WHITE, None),
        Risk::VeryHigh => (Colour(0x74, 0x12, 0x22), WHITE, None),
    }
}

/// The family a text is set in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Family {
    Sans,
    Mono,
}

/// How a text is set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Style {
    pub size: f32,
    pub leading: f32,
    pub strong: bool,
    pub italic: bool,
    pub family: Family,
    pub colour: Colour,
    pub tracking: f32,
}

const fn plain(size: f32, leading: f32, colour: Colour) -> Style {
    Style {
        size,
        leading,
        strong: false,
        italic: false,
        family: Family::Sans,
        colour,
        tracking: 0.0,
    }
}
const fn strong(size: f32, leading: f32, colour: Colour) -> Style {
    Style {
        size,
        leading,
        strong: true,
        italic: false,
        family: Family::Sans,
        colour,
        tracking: 0.0,
    }
}

impl Style {
    pub(crate) const fn inked(mut self, colour: Colour) -> Self {
        self.colour = colour;
        self
    }
    pub(crate) const fn slanted(mut self) -> Self {
        self.italic = true;
        self
    }
    pub(crate) const fn bold(mut self) -> Self {
        self.strong = true;
        self
    }
}

pub(crate) const COVER_TITLE: Style = Style {
    tracking: -0.55,
    ..strong(37.0, 40.0, INK)
};
pub(crate) const COVER_TITLE_LONG: Style = Style {
    tracking: -0.25,
    ..strong(23.0, 27.0, INK)
};
pub(crate) const COVER_TITLE_LONGEST: Style = strong(15.0, 18.5, INK);
pub(crate) const COVER_SUBTITLE: Style = plain(15.5, 20.0, INK2);
pub(crate) const H1: Style = strong(20.0, 24.0, INK);
pub(crate) const H2: Style = strong(12.5, 16.0, INK);
pub(crate) const BODY: Style = plain(9.5, 13.0, INK2);
pub(crate) const LEAD: Style = plain(10.2, 14.0, INK);
pub(crate) const CELL: Style = plain(8.4, 10.6, INK);
pub(crate) const CELL_STRONG: Style = strong(8.4, 10.6, INK);
pub(crate) const CELL_QUIET: Style = plain(7.8, 9.8, INK2);
pub(crate) const HEAD: Style = strong(7.6, 9.6, INK2);
pub(crate) const LABEL: Style = strong(7.4, 9.6, INK3);
pub(crate) const NUMBER: Style = strong(19.0, 22.0, INK);
pub(crate) const FOOT: Style = plain(7.2, 9.0, INK3);
pub(crate) const LEGEND: Style = plain(7.4, 9.0, INK2);
pub(crate) const CHIP: Style = strong(8.0, 10.0, INK);

pub(crate) const SLIDE_KICKER: Style = strong(12.0, 15.0, ACCENT);
pub(crate) const SLIDE_TITLE: Style = strong(30.0, 36.0, INK);
pub(crate) const SLIDE_TITLE_LONG: Style = strong(22.0, 26.0, INK);
pub(crate) const SLIDE_H2: Style = strong(17.0, 22.0, INK);
pub(crate) const SLIDE_BODY: Style = plain(17.0, 23.0, INK);
pub(crate) const SLIDE_SMALL: Style = plain(14.0, 18.5, INK2);
pub(crate) const SLIDE_LABEL: Style = strong(12.0, 15.0, INK3);
pub(crate) const SLIDE_NUMBER: Style = strong(27.0, 32.0, INK);
pub(crate) const SLIDE_CELL: Style = plain(13.0, 16.5, INK);
pub(crate) const SLIDE_HEAD: Style = strong(11.5, 14.0, INK2);
pub(crate) const SLIDE_FOOT: Style = plain(11.0, 14.0, INK3);

/// Width, height and text area of a kind of page, in points from the top left.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Frame {
    pub width: f32,
    pub height: f32,
    pub left: f32,
    pub right: f32,
    pub top: f32,
    pub bottom: f32,
}

impl Frame {
    pub(crate) fn upright(paper: Paper) -> Self {
        let (width, height) = match paper {
            Paper::A4 => (595.28, 841.89),
            Paper::Letter => (612.0, 792.0),
        };
        Self {
            width,
            height,
            left: 51.0,
            right: width - 51.0,
            top: 66.0,
            bottom: height - 56.0,
        }
    }
    /// Landscape keeps the side margins; its head and foot sit closer to the edge.
    pub(crate) fn landscape(paper: Paper) -> Self {
        let up = Self::upright(paper);
        Self {
            width: up.height,
            height: up.width,
            left: 51.0,
            right: up.height - 51.0,
            top: 56.0,
            bottom: up.width - 46.0,
        }
    }
    /// A sheet for the wall: A3 or tabloid, landscape.
    pub(crate) fn poster(paper: Paper) -> Self {
        let (width, height) = match paper {
            Paper::A4 => (1190.55, 841.89),
            Paper::Letter => (1224.0, 792.0),
        };
        Self {
            width,
            height,
            left: 51.0,
            right: width - 51.0,
            top: 46.0,
            bottom: height - 50.0,
        }
    }
    pub(crate) fn slide() -> Self {
        Self {
            width: 960.0,
            height: 540.0,
            left: 52.0,
            right: 908.0,
            top: 96.0,
            bottom: 500.0,
        }
    }
    pub(crate) fn across(self) -> f32 {
        self.right - self.left
    }
}
