//! The grammar of the filter field: words and `name:value` parts become a condition that the store answers.

use super::filter_times;
use crate::{WireFailure, failure};
use planning::plan::TableName;
use planning::{Instant, Zone};
use store::{EntryFilter, EntrySign, Store};

/// What an operation decides: what others rely on from then on.
const DECISIONS: [&str; 6] = [
    "publish",
    "decide_talks",
    "decide_exception",
    "take_position",
    "adopt_scenario",
    "settle_conflict",
];

/// Operations that cannot be undone and yet decide nothing.
const BEGINNINGS: [&str; 2] = ["new_plan", "fill_sample"];

/// A rule or a computed value was set aside.
const OVERRIDES: [&str; 3] = ["challenge_risk", "request_exception", "decide_exception"];

const ALLOWED: &str = "since:, until:, by:, on:, did:, signed: or is:";

/// A part of the filter before anything is looked up.
#[derive(Debug, PartialEq, Eq)]
enum Part {
    Word(String),
    Named(String, String),
}

/// The condition that the text asks for.
///
/// # Errors
/// Refused with what is allowed when a part is not known.
pub(super) async fn read(store: &Store, text: &str, now: Instant) -> Result<EntryFilter, WireFailure> {
    let zone = store.plan().settings().zone;
    let mut filter = EntryFilter::default();
    for part in parts(text) {
        match part {
            Part::Word(word) => filter.words.push(word),
            Part::Named(name, value) if value.is_empty() => known(&name)?,
            Part::Named(name, value) if name == "on" => {
                filter.records.extend(records(store, &value).await?);
            }
            Part::Named(name, value) => named(&mut filter, &name, value, now, zone)?,
        }
    }
    Ok(filter)
}

/// Splits at spaces; quotes hold words together, also behind a name: `by:"Tomás Rey"`.
fn parts(text: &str) -> Vec<Part> {
    let mut tokens: Vec<(String, bool)> = Vec::new();
    let (mut token, mut quoted, mut began_quoted) = (String::new(), false, false);
    for character in text.chars().chain(std::iter::once(' ')) {
        match character {
            '"' => {
                began_quoted |= token.is_empty();
                quoted = !quoted;
            }
            space if space.is_whitespace() && !quoted => {
                if !token.is_empty() {
                    tokens.push((std::mem::take(&mut token), began_quoted));
                }
                began_quoted = false;
            }
            other => token.push(other),
        }
    }
    // A quote that is still open while it is typed.
    let left = token.trim_end();
    if !left.is_empty() {
        tokens.push((left.to_owned(), began_quoted));
    }
    tokens
        .into_iter()
        .map(|(token, literal)| match token.split_once(':') {
            Some((name, value))
                if !literal && !name.is_empty() && name.chars().all(|c| c.is_ascii_alphabetic()) =>
            {
                Part::Named(name.to_ascii_lowercase(), value.trim().to_owned())
            }
            _ => Part::Word(token),
        })
        .collect()
}

fn named(
    filter: &mut EntryFilter,
    name: &str,
    value: String,
    now: Instant,
    zone: Zone,
) -> Result<(), WireFailure> {
    let time = || {
        filter_times::read(&value, now, zone).ok_or_else(|| {
            refused(format!(
                "“{name}:{value}” names no day. Write {}.",
                filter_times::SPELLINGS
            ))
        })
    };
    match name {
        "since" => filter.since = Some(time()?.start()),
        "until" => filter.until = Some(time()?.end()),
        "by" => filter.authors.push(value),
        "did" => filter
            .operations
            .push(value.to_ascii_lowercase().replace([' ', '-'], "_")),
        "signed" => {
            filter.signed = Some(match value.to_ascii_lowercase().as_str() {
                "yes" => true,
                "no" => false,
                _ => {
                    return Err(refused(format!(
                        "“signed:{value}” is not known. Write signed:yes or signed:no."
                    )));
                }
            });
        }
        "is" => filter.signs.push(match value.to_ascii_lowercase().as_str() {
            "decision" => EntrySign {
                operations: DECISIONS.map(str::to_owned).to_vec(),
                last_word_except: Some(BEGINNINGS.map(str::to_owned).to_vec()),
                ..EntrySign::default()
            },
            "override" => EntrySign {
                operations: OVERRIDES.map(str::to_owned).to_vec(),
                tables: vec![TableName::FreezeException],
                ..EntrySign::default()
            },
            _ => {
                return Err(refused(format!(
                    "“is:{value}” is not known. Write is:decision or is:override."
                )));
            }
        }),
        other => known(other)?,
    }
    Ok(())
}

/// A name without a value is still being typed; an unknown one is refused.
fn known(name: &str) -> Result<(), WireFailure> {
    if ["since", "until", "by", "on", "did", "signed", "is"].contains(&name) {
        return Ok(());
    }
    Err(refused(format!(
        "There is no filter “{name}:”. Write {ALLOWED}, or put it in quotes to look for the word."
    )))
}

/// The rows with the reference: those of the plan, else those the log remembers.
async fn records(store: &Store, reference: &str) -> Result<Vec<uuid::Uuid>, WireFailure> {
    let wanted = reference.to_lowercase();
    let mut found = Vec::new();
    store.plan().for_each_row(|_, row| {
        let text = |field: &str| row.get(field).and_then(serde_json::Value::as_str);
        if text("reference").is_some_and(|reference| reference.to_lowercase() == wanted) {
            found.extend(text("id").and_then(|id| id.parse::<uuid::Uuid>().ok()));
        }
    });
    if found.is_empty() {
        found = store
            .records_called(reference)
            .await
            .map_err(failure::from_store)?;
    }
    if found.is_empty() {
        return Err(refused(format!(
            "Nothing is called {reference}, now or earlier. Write a reference such as on:RO-23."
        )));
    }
    Ok(found)
}

fn refused(sentence: String) -> WireFailure {
    WireFailure::refused("filter", sentence)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str, value: &str) -> Part {
        Part::Named(name.into(), value.into())
    }
    fn word(text: &str) -> Part {
        Part::Word(text.into())
    }

    #[test]
    fn words_and_named_parts_stand_in_one_field() {
        assert_eq!(
            parts("since:1-Oct  Wed 18 by:\"Tomás Rey\" \"is:decision\" BY:Deniz"),
            [
                named("since", "1-Oct"),
                word("Wed"),
                word("18"),
                named("by", "Tomás Rey"),
                word("is:decision"),
                named("by", "Deniz"),
            ]
        );
    }

    #[test]
    fn a_time_and_a_channel_are_words_and_an_open_quote_is_still_typed() {
        assert_eq!(parts("22:00"), [word("22:00")]);
        assert_eq!(parts("#pay:now"), [word("#pay:now")]);
        assert_eq!(parts("by:\"Tomás R"), [named("by", "Tomás R")]);
        assert_eq!(parts("  "), []);
    }
}
