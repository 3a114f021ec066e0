//! Versions as people write them, and ranges of versions: `2026.43`, `v9.0.0-rc.2`, `>= 8.4, < 10`, `^4.2 || 6.x`.
//!
//! ```text
//! Version::read(text) -> Option<Version>        numbers with dots, then an optional pre-release
//! Range::read(text) -> Result<Range, String>    an empty text takes every version
//! range.takes(&Version) -> bool
//! ```
//! Missing numbers are zeros. A pre-release is older than its release, and `< 9` does not take `9.0.0-rc.1`: whoever
//! excludes 9 means its candidates too.

use semver::Prerelease;
use std::cmp::Ordering;
use std::fmt;

/// A version.
#[derive(Clone, Debug)]
pub struct Version {
    text: String,
    numbers: Vec<u64>,
    pre: Prerelease,
}

impl Version {
    /// Reads the text; `None` when it does not begin with a number.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let bare = text.strip_prefix(['v', 'V']).unwrap_or(text);
        // What is built is no matter of order.
        let bare = bare.split('+').next().unwrap_or_default();
        let end = bare
            .find(|letter: char| !letter.is_ascii_digit() && letter != '.')
            .unwrap_or(bare.len());
        let (core, rest) = bare.split_at(end);
        let numbers: Vec<u64> = core
            .trim_end_matches('.')
            .split('.')
            .map(|part| part.parse().ok())
            .collect::<Option<_>>()?;
        let pre = rest.trim_start_matches(['-', '.', '_', '~', ' ']);
        let pre: String = pre
            .chars()
            .map(|letter| {
                if letter.is_ascii_alphanumeric() || letter == '-' {
                    letter
                } else {
                    '.'
                }
            })
            .collect();
        let parts: Vec<&str> = pre
            .split('.')
            .filter(|part| !part.is_empty())
            .map(|part| {
                let number = part.bytes().all(|byte| byte.is_ascii_digit());
                if number && part.len() > 1 {
                    Some(part.trim_start_matches('0'))
                        .filter(|part| !part.is_empty())
                        .unwrap_or("0")
                } else {
                    part
                }
            })
            .collect();
        let pre = Prerelease::new(&parts.join(".")).unwrap_or(Prerelease::EMPTY);
        Some(Self {
            text: text.to_owned(),
            numbers,
            pre,
        })
    }
    /// True for `9.0.0-rc.1` and the like.
    #[must_use]
    pub fn is_candidate(&self) -> bool {
        !self.pre.is_empty()
    }
    fn number(&self, place: usize) -> u64 {
        self.numbers.get(place).copied().unwrap_or(0)
    }
    fn order_of_numbers(&self, other: &Self) -> Ordering {
        let places = self.numbers.len().max(other.numbers.len());
        (0..places)
            .map(|place| self.number(place).cmp(&other.number(place)))
            .find(|order| order.is_ne())
            .unwrap_or(Ordering::Equal)
    }
    /// The first version that no longer shares the first `places` numbers.
    fn after(&self, places: usize) -> Self {
        let mut numbers: Vec<u64> = (0..places.max(1)).map(|place| self.number(place)).collect();
        if let Some(last) = numbers.last_mut() {
            *last = last.saturating_add(1);
        }
        Self {
            text: String::new(),
            numbers,
            pre: Prerelease::EMPTY,
        }
    }
}

impl Ord for Version {
    fn cmp(&self, other: &Self) -> Ordering {
        self.order_of_numbers(other)
            .then_with(|| self.pre.cmp(&other.pre))
    }
}
impl PartialOrd for Version {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl PartialEq for Version {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}
impl Eq for Version {}
impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

#[derive(Clone, Debug)]
enum Bound {
    Same(Version),
    Other(Version),
    AtLeast(Version),
    Above(Version),
    AtMost(Version),
    Below(Version),
}

impl Bound {
    fn takes(&self, version: &Version) -> bool {
        match self {
            Self::Same(bound) => version == bound,
            Self::Other(bound) => version != bound,
            Self::AtLeast(bound) => version >= bound,
            Self::Above(bound) => version > bound,
            Self::AtMost(bound) => version <= bound,
            Self::Below(bound) => {
                let candidate_of_bound = version.is_candidate()
                    && !bound.is_candidate()
                    && version.order_of_numbers(bound).is_eq();
                version < bound && !candidate_of_bound
            }
        }
    }
}

/// A range of versions.
#[derive(Clone, Debug)]
pub struct Range {
    /// One of them has to hold, with every bound in it.
    either: Vec<Vec<Bound>>,
}

impl Range {
    /// Reads the text.
    ///
    /// # Errors
    /// A sentence that names the part that cannot be read.
    pub fn read(text: &str) -> Result<Self, String> {
        let either = text.split("||").map(bounds).collect::<Result<_, _>>()?;
        Ok(Self { either })
    }
    /// True when the range holds the version.
    #[must_use]
    pub fn takes(&self, version: &Version) -> bool {
        self.either
            .iter()
            .any(|all| all.iter().all(|bound| bound.takes(version)))
    }
    /// True when it holds every version.
    #[must_use]
    pub fn takes_all(&self) -> bool {
        self.either.iter().any(Vec::is_empty)
    }
}

/// `>= 8.4, < 10`: parts are set apart by commas or spaces, a space may follow the sign.
fn bounds(text: &str) -> Result<Vec<Bound>, String> {
    let mut found = Vec::new();
    let mut rest = text.trim_start_matches([' ', ',']);
    while !rest.is_empty() {
        let sign_ends = rest
            .find(|letter: char| !"<>=!~^".contains(letter))
            .unwrap_or(rest.len());
        let (sign, after) = rest.split_at(sign_ends);
        let after = after.trim_start();
        let end = after
            .find(|letter: char| letter == ',' || letter.is_whitespace() || "<>=!^".contains(letter))
            .unwrap_or(after.len());
        let (version, next) = after.split_at(end);
        push(&mut found, sign, version)?;
        rest = next.trim_start_matches([' ', ',', '\t']);
    }
    Ok(found)
}

fn push(found: &mut Vec<Bound>, sign: &str, text: &str) -> Result<(), String> {
    let unread = || format!("“{sign}{text}” is no range of versions");
    if matches!(text, "*" | "x" | "any") && matches!(sign, "" | "=" | "==" | ">=") {
        return Ok(());
    }
    let wild = text.strip_suffix(".*").or_else(|| text.strip_suffix(".x"));
    let version = Version::read(wild.unwrap_or(text)).ok_or_else(unread)?;
    let given = version.numbers.len();
    match (sign, wild) {
        ("" | "=" | "==", Some(_)) => {
            found.push(Bound::Below(version.after(given)));
            found.push(Bound::AtLeast(version));
        }
        // A bare `2.4` means every 2.4; a bare `2.4.1` means that one.
        ("", None) if given < 3 && !version.is_candidate() => {
            found.push(Bound::Below(version.after(given)));
            found.push(Bound::AtLeast(version));
        }
        ("" | "=" | "==" | "===", None) => found.push(Bound::Same(version)),
        ("!" | "!=", None) => found.push(Bound::Other(version)),
        (">=" | "=>", _) => found.push(Bound::AtLeast(version)),
        (">", None) => found.push(Bound::Above(version)),
        ("<=" | "=<", None) => found.push(Bound::AtMost(version)),
        ("<", _) => found.push(Bound::Below(version)),
        ("~", None) => {
            found.push(Bound::Below(version.after(given.min(2))));
            found.push(Bound::AtLeast(version));
        }
        ("~=" | "~>", None) => {
            found.push(Bound::Below(version.after(given.saturating_sub(1))));
            found.push(Bound::AtLeast(version));
        }
        ("^", _) => {
            let zeros = version.numbers.iter().take_while(|number| **number == 0).count();
            found.push(Bound::Below(version.after((zeros + 1).min(given))));
            found.push(Bound::AtLeast(version));
        }
        _ => return Err(unread()),
    }
    Ok(())
}

/// Whether the range, as written, takes the version, as written; `None` when one of them cannot be read.
#[must_use]
pub fn takes(range: &str, version: &str) -> Option<bool> {
    let range = Range::read(range).ok()?;
    if range.takes_all() {
        return Some(true);
    }
    Some(range.takes(&Version::read(version)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(one: &str, other: &str) -> Ordering {
        Version::read(one).unwrap().cmp(&Version::read(other).unwrap())
    }

    #[test]
    fn versions_are_ordered_as_people_mean_them() {
        let rising = [
            "0.9",
            "1.0.0-alpha",
            "1.0.0-alpha.2",
            "1.0.0-rc.1",
            "1.0.0-rc.2",
            "1.0.0",
            "1.0.1",
            "1.2",
            "1.10.0",
            "v2.0",
            "19.21",
            "2026.3",
            "2026.9.1",
            "2026.43",
        ];
        for pair in rising.windows(2) {
            assert_eq!(order(pair[0], pair[1]), Ordering::Less, "{pair:?}");
        }
        assert_eq!(order("1.2", "1.2.0"), Ordering::Equal);
        assert_eq!(order("1.2.0+build.7", "v1.2"), Ordering::Equal);
        assert_eq!(order("1.2.3.4", "1.2.3"), Ordering::Greater);
        assert!(Version::read("epoxy").is_none());
        assert!(Version::read("").is_none());
    }

    #[test]
    fn a_range_takes_what_it_says() {
        let cases = [
            ("", "1.0", true),
            (">= 8.4, < 10", "8.4.0", true),
            (">= 8.4, < 10", "10.0", false),
            (">=8.4 <10", "9.9.9", true),
            ("< 9", "9.0.0-rc.1", false),
            (">= 9.0", "9.0.0-rc.1", false),
            ("< 9", "8.9.9-rc.1", true),
            ("^4.2", "4.9", true),
            ("^4.2", "5.0", false),
            ("^0.4.1", "0.5.0", false),
            ("~1.4.2", "1.4.9", true),
            ("~1.4.2", "1.5.0", false),
            ("~=1.4", "1.9", true),
            ("~=1.4", "2.0", false),
            ("~=1.4.2", "1.5.0", false),
            ("2.4", "2.4.7", true),
            ("2.4", "2.5.0", false),
            ("2.4.1", "2.4.2", false),
            ("1.x", "1.99", true),
            ("=1.*", "2.0", false),
            (">=2.0.0,!=2.1.0", "2.1.0", false),
            (">=2.0.0,!=2.1.0", "2.1.1", true),
            ("1.x || >= 3", "3.1", true),
            ("1.x || >= 3", "2.1", false),
            ("*", "0.0.1", true),
        ];
        for (range, version, held) in cases {
            assert_eq!(takes(range, version), Some(held), "{range} takes {version}");
        }
    }

    #[test]
    fn what_cannot_be_read_is_said_and_not_guessed() {
        assert_eq!(
            Range::read(">= soon").unwrap_err(),
            "“>=soon” is no range of versions"
        );
        assert_eq!(takes("latest", "1.0"), None);
        assert_eq!(takes(">= 1.0", "nightly"), None);
    }
}
