//! Pictures drawn with the pen: timelines, the dependency map, the heat map.

mod axis;
mod events;
mod heat;
mod lanes;
mod legend;
mod map;
mod timeline;

pub(crate) use heat::heat_map;
pub(crate) use legend::{LegendSign, legend};
pub(crate) use map::{dependency_map, map_fits, map_height};
pub(crate) use timeline::{Axis, Timeline};

use crate::theme::Style;

/// A style at the size of a chart.
pub(crate) fn sized(style: Style, scale: f32) -> Style {
    Style {
        size: style.size * scale,
        leading: style.leading * scale,
        ..style
    }
}
