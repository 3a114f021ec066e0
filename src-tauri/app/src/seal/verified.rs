//! Whether the plan is what was written: chain, rows, signatures, and the checkpoints kept outside the file.

use crate::contract::Nothing;
use crate::{Desk, WireFailure, failure, seal};
use planning::wording::{count, list};
use planning::{Instant, Plan};
use serde::{Deserialize, Serialize};
use store::{VerifyReport, Writer};
use ts_rs::TS;

/// Whether the chain holds.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Verified {
    /// True when chain, rows, signatures and checkpoints fit.
    pub holds: bool,
    /// Entries checked.
    #[ts(type = "number")]
    pub entries: i64,
    /// Hash of the last entry.
    pub head: String,
    /// Digest of the records.
    pub digest: String,
    /// Checkpoints kept on this computer that hold.
    pub checkpoints: u32,
    /// Whose names are proved and whose are claims, most entries first.
    pub writers: Vec<Signing>,
    /// When it was checked.
    pub at: Instant,
    /// In words.
    pub sentence: String,
}

/// The entries under one name that one key has signed, or none.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Signing {
    /// The name.
    pub author: String,
    /// First digits of the key.
    pub key: Option<String>,
    /// How many entries.
    #[ts(type = "number")]
    pub entries: i64,
    /// How far the name can be trusted.
    pub standing: Standing,
    /// In words.
    pub sentence: String,
}

/// How far a name can be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// Signed by a key that the plan names as this person's.
    Proved,
    /// Signed by a key that nobody vouches for: the same computer each time, the name a claim.
    Signed,
    /// Not signed: the name is a claim.
    Claimed,
}

/// Checks the chain of hashes, the rows, the signatures, and that the journal is the one this computer saw before.
///
/// # Errors
/// Refused when no plan is open; fault when the log cannot be read.
pub async fn verify(desk: &Desk, _question: Nothing) -> Result<Verified, WireFailure> {
    let session = desk.session().await?;
    let store = session.present();
    let known = seal::known(desk.edge(), store);
    let report = store
        .verify_against(&known.here)
        .await
        .map_err(failure::from_store)?;
    let plan = store.plan();
    let writers: Vec<Signing> = report
        .writers
        .iter()
        .map(|writer| signing(&plan, writer))
        .collect();
    let sentence = if report.is_sound() {
        let mut said = vec![held(&report)];
        if known.here.is_empty() && !known.elsewhere.is_empty() {
            let mut same = 0;
            for checkpoint in &known.elsewhere {
                if store.holds(checkpoint).await.map_err(failure::from_store)? {
                    same += 1;
                }
            }
            said.push(format!(
                "{same} of {} kept of copies elsewhere hold for it too.",
                count(known.elsewhere.len(), "checkpoint")
            ));
        }
        said.extend(names(&writers));
        said.join(" ")
    } else {
        report.problems.join(" ")
    };
    Ok(Verified {
        holds: report.is_sound(),
        entries: report.entries,
        head: report.head,
        digest: report.digest,
        checkpoints: u32::try_from(report.checkpoints).unwrap_or(u32::MAX),
        writers,
        at: desk.edge().now(),
        sentence,
    })
}

fn entries(number: i64) -> String {
    if number == 1 {
        "1 entry".into()
    } else {
        format!("{number} entries")
    }
}

fn held(report: &VerifyReport) -> String {
    let whole = format!("{} hold together", entries(report.entries));
    match report.checkpoints {
        0 => format!("{whole}; no checkpoint of this file is kept on this computer yet."),
        held => format!(
            "{whole}, and with {} kept outside the file.",
            count(held, "checkpoint")
        ),
    }
}

/// How far the writers' names can be trusted, in one sentence for each standing.
fn names(writers: &[Signing]) -> Vec<String> {
    let of = |standing: Standing| {
        let found: Vec<&Signing> = writers.iter().filter(|each| each.standing == standing).collect();
        let sum: i64 = found.iter().map(|each| each.entries).sum();
        let mut names: Vec<&str> = found.iter().map(|each| each.author.as_str()).collect();
        names.dedup();
        (sum, list(&names))
    };
    let say = |standing, what: &str| {
        let (sum, names) = of(standing);
        (sum > 0).then(|| format!("{} {what}: {names}.", entries(sum)))
    };
    [
        say(Standing::Proved, "proved by signature"),
        say(Standing::Signed, "signed with a key that nobody vouches for"),
        say(Standing::Claimed, "under names that are only claims"),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn signing(plan: &Plan, writer: &Writer) -> Signing {
    let owner = writer.key.as_ref().and_then(|key| {
        plan.people
            .iter()
            .find(|person| person.keys.iter().any(|known| known == key))
    });
    let mark = writer
        .key
        .as_ref()
        .map(|key| key.chars().take(8).collect::<String>());
    let (many, author) = (entries(writer.entries), writer.author.as_str());
    let (standing, sentence) = match (&mark, owner) {
        (Some(mark), Some(person)) if person.name == writer.author => (
            Standing::Proved,
            format!("{many} by {author}, proved by key {mark}."),
        ),
        (Some(mark), Some(person)) => (
            Standing::Proved,
            format!(
                "{many} under the name {author}, proved by key {mark} to be {}.",
                person.name
            ),
        ),
        (Some(mark), None) => (
            Standing::Signed,
            format!(
                "{many} under the name {author}, signed with key {mark}, which is nobody's in this plan."
            ),
        ),
        (None, _) => (
            Standing::Claimed,
            format!("{many} under the name {author}, not signed: the name is a claim."),
        ),
    };
    Signing {
        author: writer.author.clone(),
        key: mark,
        entries: writer.entries,
        standing,
        sentence,
    }
}
