//! Response files: a form that a party without Slipway fills in, and the small JSON file it sends back.
//!
//! ```text
//! form_html(&Form) -> String             one page without any network: opens in any browser, prints, saves the answer
//! form_json(&Form) -> String             the same as JSON, for who answers by a program
//! read_reply(bytes) -> Result<Answer, Damage>
//! ```
//! An answer carries the plan it is for and a digest of all it says, so that a damaged or a foreign one is told.

use planning::talks::{Reply, value_digest};
use planning::{FreezeLevel, Instant, NegotiationId, OfferId};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use thiserror::Error;

/// What an answer says it is.
pub const FORMAT: &str = "slipway-response/1";
/// The page; `{{FORM}}` is where the form's data goes.
const PAGE: &str = include_str!("form.html");
/// An answer is a page of text; nothing larger is one.
const LARGEST_BYTES: usize = 256 * 1024;

/// One phase as a form shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormPhase {
    /// Name.
    pub name: String,
    /// First moment.
    pub start: Instant,
    /// First moment after it.
    pub end: Instant,
    /// The same in words, in the plan's zone.
    pub when: String,
    /// How closed.
    pub level: FreezeLevel,
    /// What it covers, in words.
    pub scope: String,
}

/// What a party is asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    /// Which plan asks.
    pub plan: String,
    /// Whose plan that is, in words.
    pub organisation: String,
    /// The talks.
    pub negotiation: NegotiationId,
    /// Their reference.
    pub reference: String,
    /// The freeze.
    pub freeze: String,
    /// Why it is asked for.
    pub reason: String,
    /// The offer to answer.
    pub offer: OfferId,
    /// Its round.
    pub round: u32,
    /// Who made it.
    pub by: String,
    /// What was said along with it.
    pub message: String,
    /// Who is asked.
    pub party: String,
    /// Who speaks for the party, as far as the plan knows.
    pub who: String,
    /// Until when, in words; empty without a deadline.
    pub replies_by: String,
    /// What silence means, in words.
    pub silence: String,
    /// The plan's zone.
    pub zone: String,
    /// What is offered.
    pub phases: Vec<FormPhase>,
    /// What it costs and protects, in words.
    pub numbers: Vec<(String, String)>,
}

/// The form as JSON.
#[must_use]
pub fn form_json(form: &Form) -> String {
    let mut value = serde_json::to_value(form).unwrap_or_default();
    value["format"] = Value::String(format!("{FORMAT}/form"));
    let mut text = serde_json::to_string_pretty(&value).unwrap_or_default();
    text.push('\n');
    text
}

/// The form as a page. What people wrote stands in it as data only.
#[must_use]
pub fn form_html(form: &Form) -> String {
    let data = serde_json::to_string(form).unwrap_or_default();
    // Nothing in the data may end the script it stands in.
    let data = data
        .replace('<', "\\u003c")
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029");
    PAGE.replacen("{{FORM}}", &data, 1)
}

/// An answer as it came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The plan it answers.
    pub plan: String,
    /// What it says.
    pub reply: Reply,
}

/// Why a file is no answer.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Damage {
    /// Not JSON, or something else.
    #[error("The file is no response: {0}.")]
    NoResponse(String),
    /// What it says is not what its digest was made of.
    #[error("The response was changed or cut after it was saved: its digest does not fit. Ask for it again.")]
    Digest,
}

impl Damage {
    /// A stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoResponse(_) => "no-response",
            Self::Digest => "response-damaged",
        }
    }
}

/// Reads an answer.
///
/// # Errors
/// When it is no answer, or not the one that was saved.
pub fn read_reply(bytes: &[u8]) -> Result<Answer, Damage> {
    let said = |what: &str| Damage::NoResponse(what.to_owned());
    if bytes.len() > LARGEST_BYTES {
        return Err(said("it is larger than 256 kB"));
    }
    let text = std::str::from_utf8(bytes).map_err(|_| said("it is not text"))?;
    let text = text.trim_start_matches('\u{feff}');
    let mut value: Value = serde_json::from_str(text)
        .map_err(|error| Damage::NoResponse(format!("it is not JSON ({error})")))?;
    let object = value.as_object_mut().ok_or_else(|| said("it is not an object"))?;
    if object.get("format").and_then(Value::as_str) != Some(FORMAT) {
        return Err(said("it does not say that it is one"));
    }
    let digest = object.remove("digest").ok_or_else(|| said("it has no digest"))?;
    if digest.as_str() != Some(value_digest(&value).as_str()) {
        return Err(Damage::Digest);
    }
    let plan = value["plan"].as_str().unwrap_or_default().to_owned();
    let reply = serde_json::from_value(value).map_err(|error| Damage::NoResponse(error.to_string()))?;
    Ok(Answer { plan, reply })
}

/// An answer as a file: what the page saves, for who answers by a program.
#[must_use]
pub fn write_reply(plan: &str, reply: &Reply) -> String {
    let mut value = serde_json::to_value(reply).unwrap_or_default();
    value["format"] = json!(FORMAT);
    value["plan"] = json!(plan);
    let digest = value_digest(&value);
    value["digest"] = json!(digest);
    let mut text = serde_json::to_string_pretty(&value).unwrap_or_default();
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]
    use super::*;

    fn reply() -> Reply {
        Reply {
            negotiation: "019200ee-0000-7000-8000-000000000001".parse().unwrap(),
            offer: "019200ee-0000-7000-8000-000000000002".parse().unwrap(),
            round: 2,
            party: "Handel „Süd“".into(),
            who: "Zoë".into(),
            at: "2026-10-05T09:00:00Z".parse().unwrap(),
            stance: "accept-if".into(),
            conditions: "Nur mit\nBereitschaft <b>".into(),
            phases: Vec::new(),
        }
    }

    #[test]
    fn an_answer_comes_back_as_it_was_written() {
        let answer = read_reply(write_reply("plan-1", &reply()).as_bytes()).unwrap();
        assert_eq!((answer.plan.as_str(), answer.reply), ("plan-1", reply()));
    }

    #[test]
    fn a_changed_letter_is_told() {
        let text = write_reply("plan-1", &reply()).replace("accept-if", "accept");
        assert_eq!(read_reply(text.as_bytes()), Err(Damage::Digest));
        let cut = &write_reply("plan-1", &reply())[..120];
        assert!(matches!(read_reply(cut.as_bytes()), Err(Damage::NoResponse(_))));
        assert!(matches!(read_reply(b"{}"), Err(Damage::NoResponse(_))));
        assert!(matches!(read_reply(&[0xff, 0xfe]), Err(Damage::NoResponse(_))));
    }

    #[test]
    fn what_people_wrote_cannot_leave_its_place_in_the_page() {
        let form = Form {
            plan: "p".into(),
            organisation: "</script><script>alert(1)</script>".into(),
            negotiation: reply().negotiation,
            reference: "NEG-3".into(),
            freeze: "Sale".into(),
            reason: String::new(),
            offer: reply().offer,
            round: 2,
            by: "Release".into(),
            message: String::new(),
            party: "Commerce".into(),
            who: String::new(),
            replies_by: String::new(),
            silence: String::new(),
            zone: "Europe/Berlin".into(),
            phases: Vec::new(),
            numbers: Vec::new(),
        };
        let page = form_html(&form);
        assert!(!page.contains("</script><script>alert"));
        assert!(!page.contains("{{FORM}}"));
        for address in ["http://", "https://", "src=", "@import", "url("] {
            assert!(!page.contains(address), "the page asks the network: {address}");
        }
    }
}
