//! What the rules say of the plan, what of it is waived, and the gate a pipeline asks.

mod waiving;

pub use waiving::{TakeBackWaiver, WaiveFinding, take_back_waiver, waive_finding};

use crate::contract::Nothing;
use crate::frame::facts;
use crate::{Desk, WireFailure, file};
use planning::finding::{Finding, check_with};
use planning::gate::Gate;
use planning::{Instant, Plan, Severity};
use serde::{Deserialize, Serialize};
use std::path::Path;
use std::sync::Arc;
use ts_rs::TS;

/// What the rules say.
#[derive(Clone, Debug, Serialize, TS)]
pub struct Findings {
    /// Findings, errors first.
    pub findings: Vec<Finding>,
    /// Collisions, heaviest first.
    pub collisions: Vec<planning::collision::Collision>,
    /// How many errors.
    pub errors: u32,
    /// How many warnings.
    pub warnings: u32,
    /// Rules that were asked.
    pub rules: u32,
}

/// Ask the gate.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct GateQuestion {
    /// Reference, name or id of the service.
    pub service: String,
    /// Reference, name or id of the environment; `None` means production.
    #[serde(default)]
    pub environment: Option<String>,
    /// When; `None` means now.
    #[serde(default)]
    pub at: Option<Instant>,
    /// A freeze file that Slipway wrote, asked instead of the open plan.
    #[serde(default)]
    pub file: Option<String>,
}

/// What the rules say of the plan.
///
/// # Errors
/// Refused when no plan is open.
pub async fn findings(desk: &Desk, _question: Nothing) -> Result<Findings, WireFailure> {
    let session = desk.session().await?;
    let plan = session.store.plan();
    let facts = facts(&session, &plan);
    let findings = check_with(&plan, &facts.index, desk.edge().now());
    let count = |severity: Severity| {
        u32::try_from(
            findings
                .iter()
                .filter(|finding| finding.severity == severity)
                .count(),
        )
        .unwrap_or(u32::MAX)
    };
    Ok(Findings {
        errors: count(Severity::Error),
        warnings: count(Severity::Warning),
        rules: u32::try_from(planning::finding::RULES.len()).unwrap_or(u32::MAX),
        findings,
        collisions: facts.collisions.clone(),
    })
}

/// May this service be deployed there and then?
///
/// # Errors
/// Refused when the service or the environment is not in the plan, or the freeze file cannot be read.
pub async fn gate(desk: &Desk, question: GateQuestion) -> Result<Gate, WireFailure> {
    let plan = match &question.file {
        None => desk.session().await?.store.plan(),
        Some(path) => Arc::new(freeze_file(&file::absolute(path)?)?),
    };
    let services = plan.services.iter().map(|one| {
        (
            one.id.to_string(),
            one.reference.as_str(),
            one.name.as_str(),
            one.id,
        )
    });
    let service =
        find(services, &question.service).ok_or_else(|| not_there(&plan, "service", &question.service))?;
    let environments = plan.environments.iter().map(|one| {
        (
            one.id.to_string(),
            one.reference.as_str(),
            one.name.as_str(),
            one.id,
        )
    });
    let environment = match &question.environment {
        Some(name) => Some(find(environments, name).ok_or_else(|| not_there(&plan, "environment", name))?),
        None => None,
    };
    Ok(planning::gate::gate(
        &plan,
        service,
        environment,
        question.at.unwrap_or_else(|| desk.edge().now()),
    ))
}

fn freeze_file(path: &Path) -> Result<Plan, WireFailure> {
    let bytes = file::read_in(path)?;
    exchange::export::pipeline::read_excerpt(&bytes).map_err(|said| file::unreadable(path, said))
}

fn not_there(plan: &Plan, kind: &str, name: &str) -> WireFailure {
    WireFailure::refused(
        "unknown",
        format!("The plan {} has no {kind} called {name}.", plan.settings().name),
    )
}

/// By id or reference first, then by reference or name without regard to case.
fn find<'a, I>(all: impl Iterator<Item = (String, &'a str, &'a str, I)>, wanted: &str) -> Option<I> {
    let low = wanted.to_lowercase();
    let rank = |(id, reference, name, found): (String, &str, &str, I)| {
        let rank = if id == wanted || reference == wanted {
            0
        } else if reference.to_lowercase() == low {
            1
        } else if name.to_lowercase() == low {
            2
        } else {
            return None;
        };
        Some((rank, found))
    };
    all.filter_map(rank)
        .min_by_key(|(rank, _)| *rank)
        .map(|(_, found)| found)
}
