//! The bend of a line of best options: past it, more of the one costs much more of the other.

/// Place of the point farthest above the straight way between the ends of the line; none where it does not bend.
/// Points are (cost, gain), in order of cost.
#[must_use]
pub fn knee(line: &[(i64, i64)]) -> Option<usize> {
    let (first, last) = (*line.first()?, *line.last()?);
    let wide = |(x, y): (i64, i64)| (i128::from(x), i128::from(y));
    let ((x0, y0), (x1, y1)) = (wide(first), wide(last));
    let above = |place: usize| {
        let (x, y) = wide(line[place]);
        (x1 - x0) * (y - y0) - (y1 - y0) * (x - x0)
    };
    let inner = 1..line.len().saturating_sub(1);
    let best = inner.max_by_key(|place| (above(*place), std::cmp::Reverse(*place)))?;
    (above(best) > 0).then_some(best)
}

#[cfg(test)]
mod tests {
    use super::knee;

    #[test]
    fn a_line_bends_where_it_is_farthest_above_its_chord() {
        assert_eq!(knee(&[(0, 0), (10, 80), (50, 90), (100, 100)]), Some(1));
    }

    #[test]
    fn a_straight_line_and_one_that_sags_have_no_knee() {
        assert_eq!(knee(&[(0, 0), (50, 50), (100, 100)]), None);
        assert_eq!(knee(&[(0, 0), (50, 10), (100, 100)]), None);
        assert_eq!(knee(&[(0, 0), (100, 100)]), None);
        assert_eq!(knee(&[]), None);
    }
}
