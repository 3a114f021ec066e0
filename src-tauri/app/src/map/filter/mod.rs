//! The grammar of the Map's filter: words, flags and `name:value` parts become the services that fit.

mod links;
mod names;
mod words;

pub use words::{
    FilterQuestion, FilterWord, FilterWords, FilterWordsQuestion, FittingServices, filter_words,
    fitting_services,
};

use crate::WireFailure;
use crate::frame::Facts;
use links::{Old, linked, vanished};
use names::{among, changed, releases_or_changes};
use planning::{Instant, Knowledge, LinkStatus, Plan, Service, ServiceId, ServiceKind, wording};
use std::collections::{BTreeMap, BTreeSet};

/// Names that take a value, with what they ask for.
const NAMES: [(&str, &str); 12] = [
    ("tier", "0 is the most critical: tier:0, tier:<=1"),
    ("kind", "what a service is: kind:database"),
    ("owner", "its team: owner:payments"),
    ("system", "its system or domain"),
    ("region", "where it runs"),
    ("status", "it has such a link: status:disputed"),
    ("changed", "a release or change touches it: changed:RO-23"),
    ("needs", "what needs that service, also through others"),
    ("used-by", "what that service needs, also through others"),
    ("within", "at most so many links away: within:2"),
    ("risk", "level of its riskiest change: risk:>=4"),
    ("wave", "when it is deployed: wave:1"),
];

/// Words that ask for something by themselves; in quotes they are only words.
const FLAGS: [(&str, &str); 6] = [
    ("unknown", "nobody has said what it needs"),
    ("unconfirmed", "it has a link nobody has confirmed"),
    ("unconfirmed>90d", "it has a link not confirmed for 90 days"),
    ("vanished", "its source no longer shows a link"),
    ("changed", "some change touches it"),
    ("cycle", "it waits for itself in a circle"),
];

/// A part of the filter before anything is looked up.
#[derive(Debug, PartialEq, Eq)]
struct Part {
    /// `-` before it: what fits is left out.
    not: bool,
    /// What stands before the colon.
    name: Option<String>,
    /// What stands behind it, or the word.
    value: String,
    /// It stood in quotes: a word whatever it says.
    quoted: bool,
}

type Test<'a> = Box<dyn Fn(&Service) -> bool + 'a>;

/// Services that fit the text, in order of id.
///
/// # Errors
/// Refused with what is allowed when a part is not known.
pub(super) fn fitting(
    plan: &Plan,
    facts: &Facts,
    text: &str,
    now: Instant,
) -> Result<Vec<ServiceId>, WireFailure> {
    let parts = parts(text);
    let reach = within(&parts)?;
    let mut tests: Vec<(bool, Test<'_>)> = Vec::new();
    for part in &parts {
        if let Some(test) = test(plan, facts, part, reach, now)? {
            tests.push((part.not, test));
        }
    }
    Ok(plan
        .services
        .iter()
        .filter(|service| tests.iter().all(|(not, test)| test(service) != *not))
        .map(|service| service.id)
        .collect())
}

/// Splits at spaces; quotes hold words together, also behind a name: `owner:"Store systems"`.
fn parts(text: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let (mut token, mut quoted, mut began_quoted) = (String::new(), false, false);
    for character in text.chars().chain(std::iter::once('\0')) {
        match character {
            '"' => {
                began_quoted |= token.is_empty() || token == "-";
                quoted = !quoted;
            }
            end if end == '\0' || (end.is_whitespace() && !quoted) => {
                // A quote that is still open while it is typed ends with the text.
                parts.extend(part(token.trim_end(), began_quoted));
                (token, began_quoted) = (String::new(), false);
            }
            other => token.push(other),
        }
    }
    parts
}

fn part(token: &str, quoted: bool) -> Option<Part> {
    let (not, rest) = match token.strip_prefix('-') {
        Some(rest) if !rest.is_empty() => (true, rest),
        _ => (false, token),
    };
    if rest.is_empty() {
        return None;
    }
    let named = |name: &str| !name.is_empty() && name.chars().all(|c| c.is_ascii_alphabetic() || c == '-');
    let (name, value) = match rest.split_once(':') {
        Some((name, value)) if !quoted && named(name) => (Some(name.to_ascii_lowercase()), value),
        _ => (None, rest),
    };
    Some(Part {
        not,
        name,
        value: value.trim().to_owned(),
        quoted,
    })
}

/// How far `needs:` and `used-by:` reach.
fn within(parts: &[Part]) -> Result<u32, WireFailure> {
    let mut reach = u32::MAX;
    for part in parts.iter().filter(|part| part.name.as_deref() == Some("within")) {
        let digits = part.value.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        if !part.value.is_empty() {
            reach = digits.parse().map_err(|_| {
                refused(format!(
                    "“within:{}” is no number of links. Write within:2.",
                    part.value
                ))
            })?;
        }
    }
    Ok(reach)
}

fn test<'a>(
    plan: &'a Plan,
    facts: &'a Facts,
    part: &Part,
    reach: u32,
    now: Instant,
) -> Result<Option<Test<'a>>, WireFailure> {
    let value = part.value.to_lowercase();
    let Some(name) = part.name.as_deref() else {
        return Ok(Some(if part.quoted {
            word(plan, value)
        } else {
            flag(plan, facts, &value, now).unwrap_or_else(|| word(plan, value))
        }));
    };
    if !NAMES.iter().any(|(known, _)| *known == name) {
        let known: Vec<String> = NAMES.iter().map(|(name, _)| format!("{name}:")).collect();
        return Err(refused(format!(
            "There is no filter “{name}:”. Write {}, or put it in quotes to look for the word.",
            known.join(", ")
        )));
    }
    // A name without a value is still being typed.
    if value.is_empty() || name == "within" {
        return Ok(None);
    }
    Ok(Some(match name {
        "tier" => number(name, &value, |service| u32::from(service.tier.number()))?,
        "risk" => {
            let levels = levels(plan, facts);
            number(name, &value, move |service| {
                levels.get(&service.id).copied().unwrap_or(0)
            })?
        }
        "wave" => {
            let waves = waves(facts);
            number(name, &value, move |service| {
                waves.get(&service.id).copied().unwrap_or(1)
            })?
        }
        "kind" => {
            let kind: ServiceKind =
                known_word(name, &value, ServiceKind::ALL.iter().map(|kind| kind.word()))?;
            Box::new(move |service| service.kind == kind)
        }
        "status" => {
            let status: LinkStatus =
                known_word(name, &value, LinkStatus::ALL.iter().map(|status| status.word()))?;
            one_of(linked(plan, |link| link.status == status))
        }
        "owner" => Box::new(move |service| owner(plan, service).contains(&value)),
        "system" => Box::new(move |service| service.system.to_lowercase().contains(&value)),
        "region" => Box::new(move |service| {
            service
                .regions
                .iter()
                .any(|region| region.to_lowercase().contains(&value))
        }),
        "changed" => one_of(changed(plan, &releases_or_changes(plan, &value)?)),
        _ => one_of(among(plan, facts.graph(), name, &value, reach)?),
    }))
}

fn one_of<'a>(services: BTreeSet<ServiceId>) -> Test<'a> {
    Box::new(move |service| services.contains(&service.id))
}

/// A word that asks for something by itself.
fn flag<'a>(plan: &'a Plan, facts: &'a Facts, word: &str, now: Instant) -> Option<Test<'a>> {
    Some(match word {
        "unknown" => Box::new(|service| service.dependencies_known == Knowledge::Unknown),
        "vanished" => one_of(linked(plan, vanished)),
        "changed" => one_of(
            plan.changes
                .iter()
                .flat_map(|change| change.services.clone())
                .collect(),
        ),
        "cycle" => one_of(
            facts
                .cycles
                .iter()
                .flat_map(|cycle| cycle.services.clone())
                .collect(),
        ),
        other => {
            let old = Old::read(other)?;
            one_of(linked(plan, |link| old.holds(link, now)))
        }
    })
}

/// A word that name, system, kind, owner or reference must hold.
fn word(plan: &Plan, word: String) -> Test<'_> {
    Box::new(move |service| {
        let text = format!(
            "{} {} {} {} {}",
            service.reference,
            service.name,
            service.system,
            service.kind,
            owner(plan, service)
        );
        text.to_lowercase().contains(&word)
    })
}

fn owner(plan: &Plan, service: &Service) -> String {
    service
        .owner
        .and_then(|team| plan.teams.get(&team))
        .map(|team| format!("{} {}", team.reference, team.name).to_lowercase())
        .unwrap_or_default()
}

/// `2`, `0,1`, `<=1`, `>2`.
fn number<'a>(name: &str, value: &str, of: impl Fn(&Service) -> u32 + 'a) -> Result<Test<'a>, WireFailure> {
    let mut wanted: Vec<(&str, u32)> = Vec::new();
    for text in value.split(',').filter(|text| !text.is_empty()) {
        let sign = ["<=", ">=", "<", ">", "="]
            .into_iter()
            .find(|sign| text.starts_with(sign))
            .unwrap_or("");
        let number = &text[sign.len()..];
        if number.is_empty() {
            continue;
        }
        let number = number.parse().map_err(|_| {
            refused(format!(
                "“{name}:{value}” is no number. Write {name}:2 or {name}:<=2."
            ))
        })?;
        wanted.push((sign, number));
    }
    let wanted: Vec<(String, u32)> = wanted.into_iter().map(|(sign, n)| (sign.to_owned(), n)).collect();
    Ok(Box::new(move |service| {
        let is = of(service);
        wanted.is_empty()
            || wanted.iter().any(|(sign, n)| match sign.as_str() {
                "<=" => is <= *n,
                ">=" => is >= *n,
                "<" => is < *n,
                ">" => is > *n,
                _ => is == *n,
            })
    }))
}

/// The one word the value is or begins; refused with all of them when there is none.
fn known_word<T: std::str::FromStr>(
    name: &str,
    value: &str,
    words: impl Iterator<Item = &'static str>,
) -> Result<T, WireFailure> {
    let words: Vec<&str> = words.collect();
    let begun: Vec<&&str> = words.iter().filter(|word| word.starts_with(value)).collect();
    let found = words
        .iter()
        .find(|word| **word == value)
        .or(match begun.as_slice() {
            [one] => Some(*one),
            _ => None,
        });
    found.and_then(|word| word.parse().ok()).ok_or_else(|| {
        refused(format!(
            "There is no {name} “{value}”. Write {}.",
            words.join(", ")
        ))
    })
}

fn levels(plan: &Plan, facts: &Facts) -> BTreeMap<ServiceId, u32> {
    let mut levels = BTreeMap::new();
    for change in &plan.changes {
        for service in &change.services {
            let level = levels.entry(*service).or_insert(0);
            *level = u32::from(facts.level(change.id)).max(*level);
        }
    }
    levels
}

fn waves(facts: &Facts) -> BTreeMap<ServiceId, u32> {
    let mut of = BTreeMap::new();
    for (wave, steps) in (1..).zip(facts.graph().waves().iter()) {
        for step in steps {
            of.extend(step.services.iter().map(|service| (*service, wave)));
        }
    }
    of
}

fn refused(sentence: String) -> WireFailure {
    WireFailure::refused("filter", sentence)
}

/// How many fit, in words: `12 of 87 services fit`.
fn sentence(fit: usize, all: usize) -> String {
    format!("{fit} of {} fit", wording::count(all, "service"))
}

#[cfg(test)]
mod tests;
