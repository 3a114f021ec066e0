//! Debian versions: `epoch:upstream-revision`, compared as dpkg does.

use std::cmp::Ordering;

/// Compares two versions.
pub(super) fn compare(one: &str, other: &str) -> Ordering {
    let (epoch, upstream, revision) = parts(one);
    let (other_epoch, other_upstream, other_revision) = parts(other);
    by_number(epoch, other_epoch)
        .then_with(|| by_part(upstream, other_upstream))
        .then_with(|| by_part(revision, other_revision))
}

/// A missing epoch is 0, a missing revision is empty.
fn parts(version: &str) -> (&str, &str, &str) {
    let (epoch, rest) = version.trim().split_once(':').unwrap_or(("0", version.trim()));
    let (upstream, revision) = rest.rsplit_once('-').unwrap_or((rest, ""));
    (epoch, upstream, revision)
}

/// Text and numbers in turn; `~` sorts before everything, even the end, letters before other signs.
fn by_part(one: &str, other: &str) -> Ordering {
    let (mut one, mut other) = (one.as_bytes(), other.as_bytes());
    while !one.is_empty() || !other.is_empty() {
        let (text, other_text) = (
            split(&mut one, |sign| !sign.is_ascii_digit()),
            split(&mut other, |sign| !sign.is_ascii_digit()),
        );
        for place in 0..text.len().max(other_text.len()) {
            let order = rank(text.get(place)).cmp(&rank(other_text.get(place)));
            if order != Ordering::Equal {
                return order;
            }
        }
        let (number, other_number) = (
            split(&mut one, u8::is_ascii_digit),
            split(&mut other, u8::is_ascii_digit),
        );
        let order = by_digits(number, other_number);
        if order != Ordering::Equal {
            return order;
        }
    }
    Ordering::Equal
}

fn split<'a>(rest: &mut &'a [u8], belongs: impl Fn(&u8) -> bool) -> &'a [u8] {
    let end = rest.iter().position(|sign| !belongs(sign)).unwrap_or(rest.len());
    let (start, after) = rest.split_at(end);
    *rest = after;
    start
}

fn rank(sign: Option<&u8>) -> i32 {
    match sign {
        Some(b'~') => -1,
        None => 0,
        Some(sign) if sign.is_ascii_alphabetic() => i32::from(*sign),
        Some(sign) => i32::from(*sign) + 256,
    }
}

fn by_number(one: &str, other: &str) -> Ordering {
    by_digits(one.as_bytes(), other.as_bytes())
}

/// Numbers of any length, without turning them into numbers.
fn by_digits(one: &[u8], other: &[u8]) -> Ordering {
    let plain = |digits: &[u8]| {
        digits
            .iter()
            .position(|digit| *digit != b'0')
            .unwrap_or(digits.len())
    };
    let (one, other) = (&one[plain(one)..], &other[plain(other)..]);
    one.len().cmp(&other.len()).then_with(|| one.cmp(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_in_the_order_dpkg_gives_them() {
        let ascending = [
            "0~beta1~svn1245-1",
            "0~beta1-1",
            "0-1",
            "1.0~rc1-1",
            "1.0-1",
            "1.0-1+deb12u1",
            "1.0-1.1",
            "1.0-2",
            "1.0+dfsg-1",
            "1.0.1-1",
            "1.2-1",
            "1.10-1",
            "1.10a-1",
            "20230311",
            "1:0.1-1",
            "1:1.2-1",
            "2:0.0-1",
        ];
        for pair in ascending.windows(2) {
            assert_eq!(
                compare(pair[0], pair[1]),
                Ordering::Less,
                "{} < {}",
                pair[0],
                pair[1]
            );
            assert_eq!(
                compare(pair[1], pair[0]),
                Ordering::Greater,
                "{} > {}",
                pair[1],
                pair[0]
            );
        }
    }

    #[test]
    fn equal_is_equal_however_it_is_written() {
        for (one, other) in [
            ("1.0", "0:1.0"),
            ("1.01-1", "1.1-1"),
            ("1.0-0", "1.0"),
            ("00123", "123"),
        ] {
            assert_eq!(compare(one, other), Ordering::Equal, "{one} = {other}");
        }
    }
}
