//! Drawing a link between two services.

use crate::contract::Written;
use crate::{Desk, WireFailure, failure};
use planning::{
    Dependency, DependencyId, DependencyKind, DeployOrder, LinkStatus, Plan, ServiceId, Strength,
};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Draw a link.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct AddLink {
    /// Who needs.
    pub consumer: ServiceId,
    /// Who is needed.
    pub provider: ServiceId,
    /// What for.
    pub kind: DependencyKind,
    /// Whether it breaks without it.
    pub strength: Strength,
    /// In which order they are deployed.
    pub order: DeployOrder,
    /// Why, in words.
    #[serde(default)]
    pub note: String,
}

/// The link that was drawn.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct AddedLink {
    /// Its id.
    pub id: DependencyId,
}

impl AddLink {
    /// Refuses a link to itself, and one that is there already.
    pub(super) fn check(&self, plan: &Plan) -> Result<(), WireFailure> {
        let (consumer, provider) = (service(plan, self.consumer)?, service(plan, self.provider)?);
        if self.consumer == self.provider {
            return Err(WireFailure::refused(
                "self-link",
                format!("{consumer} cannot need itself."),
            ));
        }
        let said_so = |counted: bool| {
            plan.dependencies.iter().any(|link| {
                (link.consumer, link.provider, link.kind) == (self.consumer, self.provider, self.kind)
                    && (if counted {
                        link.counts()
                    } else {
                        link.status == LinkStatus::Suggested
                    })
            })
        };
        if said_so(true) {
            return Err(WireFailure::refused(
                "known-link",
                format!("{consumer} already needs {provider} for that."),
            ));
        }
        if said_so(false) {
            return Err(WireFailure::refused(
                "suggested-link",
                format!(
                    "A file guesses already that {consumer} needs {provider} for that. Confirm that link."
                ),
            ));
        }
        Ok(())
    }
}

/// The record of a link that somebody draws.
pub(super) fn drawn(desk: &Desk, link: AddLink) -> Dependency {
    Dependency {
        id: DependencyId(desk.edge().mint()),
        consumer: link.consumer,
        provider: link.provider,
        kind: link.kind,
        strength: link.strength,
        order: link.order,
        environment: None,
        version_constraint: String::new(),
        min_gap_minutes: 0,
        redundancy: None,
        status: LinkStatus::Asserted,
        confirmed_by: None,
        confirmed_at: None,
        evidence: Vec::new(),
        note: link.note,
        contract: String::new(),
    }
}

/// Draws a link between two services.
///
/// # Errors
/// Refused when a service is unknown, needs itself, or the same link is there already.
pub async fn add_link(desk: &Desk, question: AddLink) -> Result<Written<AddedLink>, WireFailure> {
    let session = desk.session().await?;
    let mut tx = session.store.begin().await.map_err(failure::from_store)?;
    question.check(tx.plan())?;
    let (consumer, provider) = (
        service(tx.plan(), question.consumer)?,
        service(tx.plan(), question.provider)?,
    );
    let link = drawn(desk, question);
    let id = link.id;
    tx.put(link).map_err(failure::from_store)?;
    let receipt = tx
        .commit(desk.entry("add_link", format!("Linked {consumer} to {provider}")))
        .await
        .map_err(failure::from_store)?;
    Ok(Written::new(receipt, AddedLink { id }))
}

pub(super) fn service(plan: &Plan, id: ServiceId) -> Result<String, WireFailure> {
    plan.services
        .get(&id)
        .map(|service| service.name.clone())
        .ok_or_else(|| WireFailure::unknown("service"))
}
