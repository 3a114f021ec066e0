//! Correcting a link: its direction, and everything else that is said of it.

use super::links::service;
use crate::contract::{Nothing, Written};
use crate::seen::still_as_seen;
use crate::{Desk, WireFailure, failure};
use planning::plan::TableName;
use planning::{
    Dependency, DependencyId, DependencyKind, DeployOrder, EnvironmentId, LinkStatus, Plan, Redundancy,
    Strength, wording,
};
use serde::{Deserialize, Serialize};
use store::Tx;
use ts_rs::TS;

/// Turn a link round.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct FlipLink {
    /// The link.
    pub dependency: DependencyId,
    /// Journal position at which the person saw it.
    #[serde(default)]
    #[ts(type = "number | null")]
    pub seen: Option<i64>,
}

/// Correct what is said of a link.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct EditLink {
    /// The link.
    pub dependency: DependencyId,
    /// Journal position at which the person saw it.
    #[serde(default)]
    #[ts(type = "number | null")]
    pub seen: Option<i64>,
    /// What for.
    pub kind: DependencyKind,
    /// Whether it breaks without it.
    pub strength: Strength,
    /// In which order they are deployed.
    pub order: DeployOrder,
    /// Only in this environment; `None` means everywhere.
    #[serde(default)]
    pub environment: Option<EnvironmentId>,
    /// Version the consumer needs; empty when any.
    #[serde(default)]
    pub version_constraint: String,
    /// Minutes to wait between the two deployments.
    #[serde(default)]
    pub min_gap_minutes: u32,
    /// Redundancy group.
    #[serde(default)]
    pub redundancy: Option<Redundancy>,
    /// Key of the contract they share; empty when none.
    #[serde(default)]
    pub contract: String,
    /// Why, in words.
    #[serde(default)]
    pub note: String,
}

/// Turns a link round: who needed is needed.
///
/// # Errors
/// Refused when that link is there already, or the link is one of a redundancy group; stale when somebody was faster.
pub async fn flip_link(desk: &Desk, question: FlipLink) -> Result<Written<Nothing>, WireFailure> {
    let session = desk.session().await?;
    let mut tx = session.store.begin().await.map_err(failure::from_store)?;
    let link = looked_at(&mut tx, question.dependency, question.seen).await?;
    let link = flipped(tx.plan(), &link)?;
    let (consumer, provider) = (
        service(tx.plan(), link.consumer)?,
        service(tx.plan(), link.provider)?,
    );
    tx.put(link).map_err(failure::from_store)?;
    let sentence = format!("Flipped a link: {consumer} needs {provider}, not the other way round");
    let receipt = tx
        .commit(desk.entry("flip_link", sentence))
        .await
        .map_err(failure::from_store)?;
    Ok(Written::new(receipt, Nothing {}))
}

/// Corrects kind, strength, order, environment, version, gap, redundancy, contract and note of a link.
///
/// # Errors
/// Refused when nothing would change, when the same link is there already, or when more of a redundancy group must
/// be up than it has; stale when somebody was faster.
pub async fn edit_link(desk: &Desk, question: EditLink) -> Result<Written<Nothing>, WireFailure> {
    let session = desk.session().await?;
    let mut tx = session.store.begin().await.map_err(failure::from_store)?;
    let was = looked_at(&mut tx, question.dependency, question.seen).await?;
    let link = Dependency {
        kind: question.kind,
        strength: question.strength,
        order: question.order,
        environment: question.environment,
        version_constraint: question.version_constraint.trim().to_owned(),
        min_gap_minutes: question.min_gap_minutes,
        redundancy: question.redundancy.map(|redundancy| Redundancy {
            group: redundancy.group.trim().to_owned(),
            ..redundancy
        }),
        contract: question.contract.trim().to_owned(),
        note: question.note.trim().to_owned(),
        ..was.clone()
    };
    let (consumer, provider) = (
        service(tx.plan(), link.consumer)?,
        service(tx.plan(), link.provider)?,
    );
    let what = differences(&was, &link);
    if what.is_empty() {
        return Err(WireFailure::refused(
            "nothing-changed",
            format!("The link from {consumer} to {provider} says all of that already."),
        ));
    }
    not_known_yet(tx.plan(), &link)?;
    enough_in_group(tx.plan(), &link)?;
    // How many must be up is said of the group, so its other links say the same from now on.
    for mut other in others_of_group(tx.plan(), &link) {
        if other.redundancy != link.redundancy {
            other.redundancy.clone_from(&link.redundancy);
            tx.put(other).map_err(failure::from_store)?;
        }
    }
    tx.put(link).map_err(failure::from_store)?;
    let sentence = format!(
        "Corrected the link from {consumer} to {provider}: {}",
        wording::list(&what)
    );
    let receipt = tx
        .commit(desk.entry("edit_link", sentence))
        .await
        .map_err(failure::from_store)?;
    Ok(Written::new(receipt, Nothing {}))
}

async fn looked_at(tx: &mut Tx, id: DependencyId, seen: Option<i64>) -> Result<Dependency, WireFailure> {
    still_as_seen(tx, TableName::Dependency, id.0, seen).await?;
    tx.plan()
        .dependencies
        .get(&id)
        .cloned()
        .ok_or_else(|| WireFailure::unknown("link"))
}

/// The link turned round: somebody says so now, and nobody has confirmed it yet.
pub(super) fn flipped(plan: &Plan, link: &Dependency) -> Result<Dependency, WireFailure> {
    if let Some(group) = &link.redundancy {
        return Err(WireFailure::refused(
            "in-redundancy-group",
            format!(
                "{} counts it among “{}”. Take it out of that group first.",
                service(plan, link.consumer)?,
                group.group
            ),
        ));
    }
    let flipped = Dependency {
        consumer: link.provider,
        provider: link.consumer,
        status: LinkStatus::Asserted,
        confirmed_by: None,
        confirmed_at: None,
        ..link.clone()
    };
    not_known_yet(plan, &flipped)?;
    Ok(flipped)
}

/// Refuses a link that would say the same as another.
fn not_known_yet(plan: &Plan, link: &Dependency) -> Result<(), WireFailure> {
    let same = plan.dependencies.iter().any(|other| {
        other.id != link.id
            && other.counts()
            && (other.consumer, other.provider, other.kind) == (link.consumer, link.provider, link.kind)
            && other.environment == link.environment
    });
    if same {
        return Err(WireFailure::refused(
            "known-link",
            format!(
                "{} already needs {} for that ({}). Reject one of the two links first.",
                service(plan, link.consumer)?,
                service(plan, link.provider)?,
                link.kind
            ),
        ));
    }
    Ok(())
}

/// Refuses a redundancy group that could never have enough up.
fn enough_in_group(plan: &Plan, link: &Dependency) -> Result<(), WireFailure> {
    let Some(group) = &link.redundancy else {
        return Ok(());
    };
    let refused = |sentence: String| Err(WireFailure::refused("redundancy", sentence));
    if group.group.is_empty() {
        return refused("A redundancy group needs a name, such as databases.".to_owned());
    }
    let size = others_of_group(plan, link).len() + 1;
    if group.minimum == 0 || group.minimum as usize > size {
        return refused(format!(
            "“{}” has {}, so 1 to {size} of it can be asked to be up, not {}.",
            group.group,
            wording::count(size, "link"),
            group.minimum
        ));
    }
    Ok(())
}

/// The other links of its redundancy group.
fn others_of_group(plan: &Plan, link: &Dependency) -> Vec<Dependency> {
    let group = |link: &Dependency| {
        link.redundancy
            .as_ref()
            .map(|redundancy| redundancy.group.clone())
    };
    plan.dependencies
        .iter()
        .filter(|other| other.id != link.id && other.consumer == link.consumer && other.counts())
        .filter(|other| link.redundancy.is_some() && group(other) == group(link))
        .cloned()
        .collect()
}

/// What differs, in words.
fn differences(was: &Dependency, now: &Dependency) -> Vec<&'static str> {
    [
        (was.kind != now.kind, "kind"),
        (was.strength != now.strength, "strength"),
        (was.order != now.order, "order"),
        (was.environment != now.environment, "environment"),
        (was.version_constraint != now.version_constraint, "version"),
        (was.min_gap_minutes != now.min_gap_minutes, "gap"),
        (was.redundancy != now.redundancy, "redundancy"),
        (was.contract != now.contract, "contract"),
        (was.note != now.note, "note"),
    ]
    .into_iter()
    .filter_map(|(differs, what)| differs.then_some(what))
    .collect()
}
