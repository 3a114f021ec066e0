//! Where waiting entries went when others came first, so that “changed since you looked?” keeps its meaning.

/// One merge: what stood after `base` now stands after `theirs`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Shift {
    /// The last position that both had.
    pub(crate) base: i64,
    /// The last position before the merge.
    pub(crate) end: i64,
    /// The last position of theirs.
    pub(crate) theirs: i64,
}

/// Where a position is now that somebody looked at, and the runs of others' entries that slid in before it.
pub(crate) fn shifted(shifts: &[Shift], mut seen: i64) -> (i64, Vec<(i64, i64)>) {
    let mut between = Vec::new();
    for shift in shifts {
        if shift.base < seen && seen <= shift.end {
            between.push((shift.base, shift.theirs));
            seen += shift.theirs - shift.base;
        }
    }
    (seen, between)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_slid_in_before_the_position_is_looked_at_too() {
        let shift = Shift {
            base: 10,
            end: 13,
            theirs: 15,
        };
        assert_eq!(shifted(&[shift], 9), (9, vec![]));
        assert_eq!(shifted(&[shift], 10), (10, vec![]));
        assert_eq!(shifted(&[shift], 12), (17, vec![(10, 15)]));
        assert_eq!(shifted(&[shift], 18), (18, vec![]));
    }
}
