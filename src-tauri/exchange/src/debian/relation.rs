//! Relation fields: `a (>= 1:2.0), b | c:any [amd64]`.

use super::version;
use std::cmp::Ordering;

/// One alternative of a relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Alternative<'a> {
    /// Package it names.
    pub(super) name: &'a str,
    /// Architecture behind the colon, e.g. `any` or `i386`.
    pub(super) architecture: Option<&'a str>,
    /// Operator and version.
    pub(super) wants: Option<(&'a str, &'a str)>,
    /// Architectures between brackets; those with `!` are left out.
    only: Option<&'a str>,
}

impl Alternative<'_> {
    /// True when the version is one it wants.
    pub(super) fn takes(&self, version: &str) -> bool {
        let Some((operator, wanted)) = self.wants else {
            return true;
        };
        let order = version::compare(version, wanted);
        match operator {
            "<<" => order == Ordering::Less,
            "<=" | "<" => order != Ordering::Greater,
            ">>" => order == Ordering::Greater,
            ">=" | ">" => order != Ordering::Less,
            _ => order == Ordering::Equal,
        }
    }

    /// True when it holds on the architecture: `[amd64 arm64]`, `[!i386]`.
    pub(super) fn holds_on(&self, architecture: &str) -> bool {
        let Some(only) = self.only else {
            return true;
        };
        if architecture == "all" {
            return true;
        }
        let mut words = only.split_whitespace().peekable();
        if words.peek().is_some_and(|word| word.starts_with('!')) {
            words.all(|word| word.trim_start_matches('!') != architecture)
        } else {
            words.any(|word| word == architecture || word == "any" || word == "linux-any")
        }
    }

    /// `>= 1:2.0`, as the source spells it; empty when any version will do.
    pub(super) fn constraint(&self) -> String {
        self.wants
            .map_or_else(String::new, |(operator, version)| format!("{operator} {version}"))
    }
}

/// The relations of a field, each with its alternatives in order; what cannot be read is answered as text.
pub(super) fn relations(field: &str) -> Vec<Result<Vec<Alternative<'_>>, &str>> {
    let parts = field.split(',').map(str::trim).filter(|part| !part.is_empty());
    parts
        .map(|part| {
            let alternatives: Option<Vec<_>> = part.split('|').map(|one| alternative(one.trim())).collect();
            alternatives.ok_or(part)
        })
        .collect()
}

fn alternative(text: &str) -> Option<Alternative<'_>> {
    let end = text
        .find(|sign: char| sign.is_whitespace() || "([<".contains(sign))
        .unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    let (name, architecture) = name
        .split_once(':')
        .map_or((name, None), |(name, of)| (name, Some(of)));
    let is_name = |name: &str| {
        !name.is_empty()
            && name
                .chars()
                .all(|sign| sign.is_ascii_alphanumeric() || "+-._".contains(sign))
    };
    if !is_name(name) || architecture.is_some_and(|of| !is_name(of)) {
        return None;
    }
    let between = |open: char, close: char| -> Option<Option<&str>> {
        let Some((_, after)) = rest.split_once(open) else {
            return Some(None);
        };
        after.split_once(close).map(|(inside, _)| Some(inside.trim()))
    };
    let wants = match between('(', ')')? {
        None => None,
        Some(inside) => {
            let start = inside
                .find(|sign: char| !"<>=".contains(sign))
                .unwrap_or(inside.len());
            let (operator, version) = inside.split_at(start);
            let version = version.trim();
            if operator.is_empty() || version.is_empty() {
                return None;
            }
            Some((operator, version))
        }
    };
    Some(Alternative {
        name,
        architecture,
        wants,
        only: between('[', ']')?,
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a relation that cannot be read fails the test")]
mod tests {
    use super::*;

    #[test]
    fn alternatives_keep_their_order_epochs_and_architectures() {
        let field = "zlib1g (>= 1:1.2.0), python3:any (>= 3.9~) | python3.9, libfoo [amd64 arm64] <!nocheck>";
        let read: Vec<Vec<String>> = relations(field)
            .into_iter()
            .map(|relation| {
                let said = |one: &Alternative<'_>| {
                    format!("{} {:?} {}", one.name, one.architecture, one.constraint())
                };
                relation.unwrap().iter().map(said).collect()
            })
            .collect();
        assert_eq!(read[0], ["zlib1g None >= 1:1.2.0"]);
        assert_eq!(read[1], ["python3 Some(\"any\") >= 3.9~", "python3.9 None "]);
        assert_eq!(read[2], ["libfoo None "]);
    }

    #[test]
    fn brackets_say_on_which_architectures_a_relation_holds() {
        let holds = |field| relations(field)[0].as_ref().unwrap()[0].holds_on("amd64");
        assert!(holds("a [amd64 i386]") && holds("a [!armhf]") && holds("a"));
        assert!(!holds("a [i386]") && !holds("a [!amd64]"));
    }

    #[test]
    fn what_is_no_relation_is_handed_back() {
        assert_eq!(
            relations("a, b (>= , c (1.0)"),
            [Ok(vec![alternative("a").unwrap()]), Err("b (>="), Err("c (1.0)")]
        );
    }
}
