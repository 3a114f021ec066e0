//! Publishing: the ceremony that changes what others rely on.

use crate::contract::{Nothing, Written};
use crate::{Desk, WireFailure, failure, rights, sharing};
use planning::bundling::deferred_since;
use planning::difference::{Difference, differences};
use planning::{Act, Change, Plan, Publication, PublicationId, wording};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What publishing would tell others.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PublishPreview {
    /// The version it would become.
    pub version: u32,
    /// The version before, if any.
    pub previous: Option<u32>,
    /// What differs, in words.
    pub differences: Vec<Difference>,
    /// Collisions that would be published along.
    pub collisions: u32,
}

/// Publish the plan.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Publish {
    /// What is new, in words.
    #[serde(default)]
    pub note: String,
}

/// The published version.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Published {
    /// Its number.
    pub version: u32,
    /// Digest of its records.
    pub digest: String,
    /// True when others changed the plan in the same moment: the version is not published, and a conflict says so.
    pub overtaken: bool,
    /// On a shared plan: whether the others have it, in a sentence. Empty otherwise.
    pub told: String,
}

/// The last published version.
pub(crate) fn last(plan: &Plan) -> Option<&Publication> {
    plan.publications
        .iter()
        .max_by_key(|publication| publication.version)
}

/// What publishing would tell others, in words.
///
/// # Errors
/// Refused when no plan is open; fault when the log cannot be read.
pub async fn publish_preview(desk: &Desk, _question: Nothing) -> Result<PublishPreview, WireFailure> {
    let session = desk.session().await?;
    let plan = session.store.plan();
    let previous = last(&plan).cloned();
    let before = match &previous {
        Some(publication) => session
            .store
            .plan_at(publication.seq)
            .await
            .map_err(failure::from_store)?,
        None => Plan::default(),
    };
    Ok(PublishPreview {
        version: previous.as_ref().map_or(1, |publication| publication.version + 1),
        previous: previous.map(|publication| publication.version),
        differences: differences(&before, &plan),
        collisions: u32::try_from(crate::frame::facts(&session, &plan).collisions.len()).unwrap_or(u32::MAX),
    })
}

/// Publishes the plan. It cannot be undone; a next version replaces it. A shared plan is brought to where the hub is
/// first, and the version goes there at once.
///
/// # Errors
/// Refused when nothing differs from the last version, or when a shared plan's hub cannot be reached.
pub async fn publish(desk: &Desk, question: Publish) -> Result<Written<Published>, WireFailure> {
    let shared = sharing::before_publishing(desk).await?;
    let mut published = publish_here(desk, question).await?;
    if let Some(visitor) = shared {
        let told = sharing::after_publishing(&visitor).await;
        (published.answer.overtaken, published.answer.told) = told;
    }
    Ok(published)
}

async fn publish_here(desk: &Desk, question: Publish) -> Result<Written<Published>, WireFailure> {
    let session = desk.session().await?;
    let tx = session.store.begin().await.map_err(failure::from_store)?;
    rights::demand(desk, &session, tx.plan(), Act::Publish)?;
    let previous = last(tx.plan()).cloned();
    let seq = tx.plan().seq;
    if previous
        .as_ref()
        .is_some_and(|publication| publication.seq + 1 == seq)
    {
        return Err(WireFailure::refused(
            "nothing-new",
            "Nothing has changed since the last version.",
        ));
    }
    let deferred = match &previous {
        Some(publication) => {
            let published = session.store.plan_at(publication.seq).await;
            deferred_since(&published.map_err(failure::from_store)?, tx.plan())
        }
        None => Vec::new(),
    };
    let published = commit_version(desk, tx, question.note, deferred).await?;
    crate::seal::keep_of(desk, &session).await;
    Ok(published)
}

/// Writes the plan as it stands as the next version, and after it counts what the version defers.
pub(crate) async fn commit_version(
    desk: &Desk,
    mut tx: store::Tx,
    note: String,
    deferred: Vec<Change>,
) -> Result<Written<Published>, WireFailure> {
    let seq = tx.plan().seq;
    let version = last(tx.plan()).map_or(1, |publication| publication.version + 1);
    let digest = planning::journal::digest(tx.plan());
    tx.put(Publication {
        id: PublicationId(desk.edge().mint()),
        version,
        seq,
        published_at: desk.edge().now(),
        published_by: desk.edge().author(),
        note,
        digest: digest.clone(),
    })
    .map_err(failure::from_store)?;
    let sentence = match deferred.len() {
        0 => format!("Published version {version}"),
        count => format!(
            "Published version {version}, which defers {}",
            wording::count(count, "change")
        ),
    };
    for change in deferred {
        tx.put(change).map_err(failure::from_store)?;
    }
    let mut entry = desk.entry("publish", sentence);
    entry.undoable = false;
    let receipt = tx.commit(entry).await.map_err(failure::from_store)?;
    let published = Published {
        version,
        digest,
        overtaken: false,
        told: String::new(),
    };
    Ok(Written::new(receipt, published))
}
