//! What may be typed next into the Map's filter, and how many services fit what is there.

use super::{FLAGS, NAMES, fitting, sentence};
use crate::frame::facts;
use crate::{Desk, WireFailure};
use planning::{LinkStatus, Plan, ServiceId, ServiceKind};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use ts_rs::TS;

/// The most that are offered at once.
const MOST: usize = 10;

/// The filter.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
pub struct FilterQuestion {
    /// As it is typed.
    #[serde(default)]
    pub filter: String,
}

/// What fits the filter.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct FittingServices {
    /// The services; `None` when there is no filter and all fit.
    pub services: Option<Vec<ServiceId>>,
    /// How many, in words.
    pub sentence: String,
}

/// What stands before the caret.
#[derive(Clone, Debug, Default, Serialize, Deserialize, TS)]
pub struct FilterWordsQuestion {
    /// The text up to the caret.
    pub typed: String,
}

/// What may be typed next.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct FilterWords {
    /// Where the word begins that a choice replaces, in UTF-16 units.
    pub from: u32,
    /// Choices, the likeliest first.
    pub choices: Vec<FilterWord>,
}

/// A choice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct FilterWord {
    /// What stands in the field then.
    pub text: String,
    /// What it asks for.
    pub hint: String,
    /// False when a value still follows.
    pub whole: bool,
}

/// Services that fit the filter.
///
/// # Errors
/// Refused with what is allowed when a part of the filter is not known.
pub async fn fitting_services(desk: &Desk, question: FilterQuestion) -> Result<FittingServices, WireFailure> {
    let session = desk.session().await?;
    let plan = session.store.plan();
    if question.filter.trim().is_empty() {
        return Ok(FittingServices {
            services: None,
            sentence: sentence(plan.services.len(), plan.services.len()),
        });
    }
    let facts = facts(&session, &plan);
    let services = fitting(&plan, &facts, &question.filter, desk.edge().now())?;
    Ok(FittingServices {
        sentence: sentence(services.len(), plan.services.len()),
        services: Some(services),
    })
}

/// What may be typed next.
///
/// # Errors
/// Refused when no plan is open.
pub async fn filter_words(desk: &Desk, question: FilterWordsQuestion) -> Result<FilterWords, WireFailure> {
    let session = desk.session().await?;
    Ok(choices(&session.store.plan(), &question.typed))
}

fn choices(plan: &Plan, typed: &str) -> FilterWords {
    let start = begins(typed);
    let token = &typed[start..];
    let (minus, rest) = match token.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", token),
    };
    let mut choices = match rest.split_once(':') {
        _ if rest.starts_with('"') => Vec::new(),
        Some((name, value)) => values(plan, &name.to_lowercase(), value),
        None => openings(plan, rest),
    };
    choices.truncate(MOST);
    for choice in &mut choices {
        choice.text.insert_str(0, minus);
    }
    FilterWords {
        from: u32::try_from(typed[..start].encode_utf16().count()).unwrap_or(u32::MAX),
        choices,
    }
}

/// Where the part begins that is being typed.
fn begins(typed: &str) -> usize {
    let (mut start, mut quoted) = (0, false);
    for (at, character) in typed.char_indices() {
        if character == '"' {
            quoted = !quoted;
        } else if character.is_whitespace() && !quoted {
            start = at + character.len_utf8();
        }
    }
    start
}

/// Names, flags, and services whose names hold the word.
fn openings(plan: &Plan, typed: &str) -> Vec<FilterWord> {
    let typed = typed.to_lowercase();
    let names = NAMES.iter().map(|(name, hint)| FilterWord {
        text: format!("{name}:"),
        hint: (*hint).to_owned(),
        whole: false,
    });
    let flags = FLAGS.iter().map(|(flag, hint)| FilterWord {
        text: (*flag).to_owned(),
        hint: (*hint).to_owned(),
        whole: true,
    });
    let mut choices: Vec<FilterWord> = names
        .chain(flags)
        .filter(|choice| choice.text.starts_with(&typed))
        .collect();
    if !typed.is_empty() {
        choices.extend(
            plan.services
                .iter()
                .filter(|service| service.name.to_lowercase().contains(&typed))
                .take(MOST)
                .map(|service| whole(&service.name, &format!("{}", service.kind))),
        );
    }
    choices
}

/// Values of a name that hold what is typed; those that begin with it come first.
fn values(plan: &Plan, name: &str, typed: &str) -> Vec<FilterWord> {
    let typed = typed.trim_matches('"').to_lowercase();
    let mut known: Vec<(String, String)> = match name {
        "tier" => [
            ("0", "the most critical"),
            ("<=1", "0 and 1"),
            ("1", ""),
            ("2", ""),
            ("3", "the least"),
        ]
        .map(|(value, hint)| (value.to_owned(), hint.to_owned()))
        .to_vec(),
        "risk" => [
            (">=4", "high and very high"),
            ("5", "very high"),
            ("0", "no change"),
        ]
        .map(|(value, hint)| (value.to_owned(), hint.to_owned()))
        .to_vec(),
        "wave" | "within" => (1..=5)
            .map(|number| (number.to_string(), String::new()))
            .collect(),
        "kind" => ServiceKind::ALL
            .iter()
            .map(|kind| (kind.word().to_owned(), String::new()))
            .collect(),
        "status" => LinkStatus::ALL
            .iter()
            .map(|status| (status.word().to_owned(), String::new()))
            .collect(),
        "owner" => plan
            .teams
            .iter()
            .map(|team| (team.name.clone(), String::new()))
            .collect(),
        "system" => distinct(plan.services.iter().map(|service| service.system.clone())),
        "region" => distinct(plan.services.iter().flat_map(|service| service.regions.clone())),
        "changed" => {
            let releases = plan
                .releases
                .iter()
                .map(|release| (release.reference.to_string(), release.title.clone()));
            let changes = plan
                .changes
                .iter()
                .map(|change| (change.reference.to_string(), change.title.clone()));
            releases.chain(changes).collect()
        }
        "needs" | "used-by" => plan
            .services
            .iter()
            .map(|service| (service.name.clone(), service.reference.to_string()))
            .collect(),
        _ => Vec::new(),
    };
    known.retain(|(value, hint)| {
        value.to_lowercase().contains(&typed) || (!typed.is_empty() && hint.to_lowercase().contains(&typed))
    });
    known.sort_by_key(|(value, _)| !value.to_lowercase().starts_with(&typed));
    known
        .into_iter()
        .map(|(value, hint)| {
            let mut choice = whole(&value, &hint);
            choice.text.insert_str(0, &format!("{name}:"));
            choice
        })
        .collect()
}

fn distinct(values: impl Iterator<Item = String>) -> Vec<(String, String)> {
    let values: BTreeSet<String> = values.filter(|value| !value.is_empty()).collect();
    values.into_iter().map(|value| (value, String::new())).collect()
}

fn whole(value: &str, hint: &str) -> FilterWord {
    let text = if value.contains(char::is_whitespace) {
        format!("\"{value}\"")
    } else {
        value.to_owned()
    };
    FilterWord {
        text,
        hint: hint.to_owned(),
        whole: true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(typed: &str) -> (u32, Vec<String>) {
        let plan = testkit::plan("teams store-systems\nservices till; ledger kind database in money");
        let words = choices(&plan, typed);
        (
            words.from,
            words.choices.into_iter().map(|choice| choice.text).collect(),
        )
    }

    #[test]
    fn names_and_flags_are_offered_by_what_they_begin_with() {
        assert_eq!(
            texts("un"),
            (
                0,
                vec!["unknown".into(), "unconfirmed".into(), "unconfirmed>90d".into()]
            )
        );
        assert_eq!(texts("tier:0 -sys"), (7, vec!["-system:".into()]));
    }

    #[test]
    fn values_come_from_the_plan_and_keep_the_minus() {
        assert_eq!(texts("-kind:da"), (0, vec!["-kind:database".into()]));
        assert_eq!(texts("é needs:led"), (2, vec!["needs:ledger".into()]));
        assert_eq!(texts("system:"), (0, vec!["system:money".into()]));
    }

    #[test]
    fn nothing_is_offered_inside_quotes() {
        assert_eq!(texts("\"un"), (0, vec![]));
    }
}
