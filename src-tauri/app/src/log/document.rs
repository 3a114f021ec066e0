//! Whether a printed document belongs to this log, and what has happened since.

use crate::{Desk, WireFailure, failure, file};
use planning::journal::digest;
use planning::wording;
use planning::wording::thousands;
use report::Sealed;
use serde::{Deserialize, Serialize};
use store::Store;
use ts_rs::TS;

/// Which document to check.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct CheckDocument {
    /// Where it is.
    pub path: String,
}

/// What a check of a document found.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct CheckedDocument {
    /// In one word.
    pub verdict: DocumentVerdict,
    /// In words.
    pub sentence: String,
    /// Name of the file.
    pub file: String,
    /// The entry it was printed after, when it belongs to this log.
    #[ts(type = "number | null")]
    pub entry: Option<i64>,
    /// Entries since.
    #[ts(type = "number")]
    pub since: i64,
}

/// What a check of a document found, in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum DocumentVerdict {
    /// It shows the plan as the log has it.
    Matches,
    /// Its pages or its digests are not what was printed.
    Altered,
    /// It was printed from another plan, or from another history of this one.
    Foreign,
    /// It is not a document of Slipway.
    Unknown,
}

/// The largest file that is looked into.
const MOST: u64 = 256 << 20;

/// Reads the seal of a printed document back and compares it with the log.
///
/// # Errors
/// Refused when the file cannot be read.
pub async fn check_document(desk: &Desk, question: CheckDocument) -> Result<CheckedDocument, WireFailure> {
    let path = file::absolute(&question.path)?;
    let store = desk.session().await?.present().clone();
    let size = std::fs::metadata(&path).map_err(|error| file::unreadable(&path, error))?;
    if size.len() > MOST {
        let why = "it is larger than any document Slipway prints";
        return Err(file::unreadable(&path, why));
    }
    let bytes = file::read_in(&path)?;
    // A damaged file may break the reader; that it is no document is all there is to say then.
    let sealed = tokio::task::spawn_blocking(move || report::read_seal(&bytes))
        .await
        .unwrap_or(None);
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
    let (verdict, sentence, entry) = judge(&store, sealed).await?;
    Ok(CheckedDocument {
        verdict,
        sentence,
        file: name.unwrap_or_default(),
        since: entry.map_or(0, |seq| store.plan().seq - seq),
        entry,
    })
}

type Judged = (DocumentVerdict, String, Option<i64>);

async fn judge(store: &Store, sealed: Option<Sealed>) -> Result<Judged, WireFailure> {
    let foreign = |why: String| {
        let sentence = format!("This document does not belong to this log: {why}.");
        Ok((DocumentVerdict::Foreign, sentence, None))
    };
    let Some(Sealed { seal, pages_hold }) = sealed else {
        let sentence = "This is no document of Slipway, or one printed before documents carried a seal.";
        return Ok((DocumentVerdict::Unknown, sentence.into(), None));
    };
    if seal.plan != store.id().to_string() {
        return foreign("it was printed from another plan".into());
    }
    let (seq, last) = (seal.entry, store.plan().seq);
    let number = |seq: i64| thousands(seq.unsigned_abs());
    if seq < 1 || seq > last {
        return foreign(format!(
            "it was printed after entry {}, and this log ends at {}",
            number(seq),
            number(last)
        ));
    }
    let entry = super::entry::at(store, seq).await?;
    if entry.hash != seal.head {
        return foreign(format!(
            "entry {} has another hash here, so it was printed from another history of this plan",
            number(seq)
        ));
    }
    let altered = |why: &str| Ok((DocumentVerdict::Altered, why.to_owned(), Some(seq)));
    if !pages_hold {
        return altered(
            "The pages of this document were changed after it was printed. Its seal belongs to this log.",
        );
    }
    let plan = store.plan_at(seq).await.map_err(failure::from_store)?;
    if digest(&plan) != seal.digest {
        return altered("The digest of the data in this document is not that of the plan at its entry.");
    }
    let when = wording::moment(entry.at, plan.settings().zone);
    let since = match last - seq {
        0 => "nothing was changed since".to_owned(),
        1 => "1 entry since".to_owned(),
        more => format!("{} entries since", number(more)),
    };
    let sentence = format!(
        "This is the plan as of entry {}, {when}; {since}. It matches the log.",
        number(seq)
    );
    Ok((DocumentVerdict::Matches, sentence, Some(seq)))
}
