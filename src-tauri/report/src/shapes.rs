//! Closed paths: rectangles, circles, polygons.

use crate::display::Step;

/// A closed rectangle.
pub(crate) fn rectangle(x: f32, y: f32, w: f32, h: f32) -> Vec<Step> {
    vec![
        Step::Move(x, y),
        Step::Line(x + w, y),
        Step::Line(x + w, y + h),
        Step::Line(x, y + h),
        Step::Close,
    ]
}

/// A closed rectangle with round corners.
pub(crate) fn rounded(x: f32, y: f32, w: f32, h: f32, radius: f32) -> Vec<Step> {
    let r = radius.min(w / 2.0).min(h / 2.0).max(0.0);
    let k = r * 0.447_715;
    vec![
        Step::Move(x + r, y),
        Step::Line(x + w - r, y),
        Step::Curve(x + w - k, y, x + w, y + k, x + w, y + r),
        Step::Line(x + w, y + h - r),
        Step::Curve(x + w, y + h - k, x + w - k, y + h, x + w - r, y + h),
        Step::Line(x + r, y + h),
        Step::Curve(x + k, y + h, x, y + h - k, x, y + h - r),
        Step::Line(x, y + r),
        Step::Curve(x, y + k, x + k, y, x + r, y),
        Step::Close,
    ]
}

/// A circle.
pub(crate) fn circle(x: f32, y: f32, r: f32) -> Vec<Step> {
    rounded(x - r, y - r, r * 2.0, r * 2.0, r)
}

/// A closed polygon.
pub(crate) fn polygon(points: &[(f32, f32)]) -> Vec<Step> {
    let mut steps: Vec<Step> = points
        .iter()
        .enumerate()
        .map(|(index, &(x, y))| {
            if index == 0 {
                Step::Move(x, y)
            } else {
                Step::Line(x, y)
            }
        })
        .collect();
    steps.push(Step::Close);
    steps
}
