//! Pictures drawn with the pen: timelines, the dependency map, the heat map.

mod heat;
mod lanes;
mod map;
mod timeline;

pub(crate) use heat::heat_map;
pub(crate) use map::{dependency_map, map_fits};
pub(crate) use timeline::{Axis, LegendSign, Timeline, legend};

use crate::theme::Style;

/// A style at the size of a chart.
pub(crate) fn sized(style: Style, scale: f32) -> Style {
    Style {
        size: style.size * scale,
        leading: style.leading * scale,
        ..style
    }
}
