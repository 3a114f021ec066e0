//! The exchange format `relbundle-1` of benchmark instances, and plan files.

use super::problem::{
    BadProblem, Cluster, Demand, Placement, Problem, ProblemChange, ProblemDraft, ProblemFreeze,
    ProblemRelease, Resource, ResourceKind,
};
use serde::Deserialize;
use std::collections::BTreeSet;

/// Why a text is no instance.
#[derive(Debug, thiserror::Error)]
pub enum BadInstance {
    /// It is no JSON of this shape.
    #[error("not a relbundle-1 file: {0}")]
    Json(#[from] serde_json::Error),
    /// It is another format.
    #[error("the format is “{0}”, not “relbundle-1”")]
    Format(String),
    /// A list has the wrong length or an index points nowhere.
    #[error(transparent)]
    Problem(#[from] BadProblem),
}

#[derive(Deserialize)]
struct Instance {
    format: String,
    name: String,
    n_teams: usize,
    n_envs: usize,
    risk_weight: i64,
    move_cost: i64,
    prior_defer_cost: i64,
    services: Vec<ServiceRow>,
    clusters: Vec<ClusterRow>,
    releases: Vec<ReleaseRow>,
    changes: Vec<ChangeRow>,
    requires: Vec<(usize, usize)>,
    together: Vec<Vec<usize>>,
    exclude: Vec<(usize, usize)>,
    freezes: Vec<FreezeRow>,
}

#[derive(Deserialize)]
struct ServiceRow {
    id: String,
}

#[derive(Deserialize)]
struct ClusterRow {
    services: Vec<usize>,
    kappa: i64,
}

#[derive(Deserialize)]
struct ReleaseRow {
    id: String,
    day: i64,
    discount: i64,
    minutes: i64,
    risk_budget: i64,
    team_capacity: Vec<i64>,
    env_capacity: Vec<i64>,
}

#[derive(Deserialize)]
struct ChangeRow {
    id: String,
    team: usize,
    services: Vec<usize>,
    value: i64,
    ready: i64,
    due: i64,
    late_per_day: i64,
    defer_cost: i64,
    minutes: i64,
    effort: i64,
    risk: i64,
    env: Vec<i64>,
    prior: Option<usize>,
    pinned: Option<usize>,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum FreezeKind {
    Hard,
    Soft,
}

#[derive(Deserialize)]
struct FreezeRow {
    id: String,
    name: String,
    kind: FreezeKind,
    services: Vec<usize>,
    day_from: i64,
    day_to: i64,
    open_cost: i64,
    change_cost: i64,
}

/// Reads an instance.
///
/// # Errors
/// [`BadInstance`] names the first thing that does not fit.
pub fn read_instance(text: &str) -> Result<Problem, BadInstance> {
    #[derive(Deserialize)]
    struct Head {
        format: String,
    }
    let head: Head = serde_json::from_str(text)?;
    if head.format != "relbundle-1" {
        return Err(BadInstance::Format(head.format));
    }
    let instance: Instance = serde_json::from_str(text)?;
    debug_assert_eq!(instance.format, head.format);
    Ok(Problem::new(draft(instance)?)?)
}

/// Writes a plan file: for each change the number of its release, or −1.
#[must_use]
pub fn write_plan(placement: &Placement) -> String {
    let rows: Vec<String> = placement
        .0
        .iter()
        .map(|at| at.map_or_else(|| "-1".to_owned(), |release| release.to_string()))
        .collect();
    format!("[{}]", rows.join(","))
}

/// Reads a plan file.
///
/// # Errors
/// A sentence when it is no list of numbers, or has another length than the problem.
pub fn read_plan(text: &str, problem: &Problem) -> Result<Placement, BadInstance> {
    let rows: Vec<Option<i64>> = serde_json::from_str(text)?;
    let (changes, releases) = (problem.changes.len(), problem.releases.len());
    if rows.len() != changes {
        return Err(BadProblem(format!("the plan has {} rows for {changes} changes", rows.len())).into());
    }
    let mut placement = Placement::empty(changes);
    for (change, row) in rows.into_iter().enumerate() {
        placement.0[change] = match row {
            None => None,
            Some(number) if number < 0 => None,
            Some(number) => match usize::try_from(number) {
                Ok(release) if release < releases => Some(release),
                _ => {
                    return Err(
                        BadProblem(format!("row {change} names release {number} of {releases}")).into(),
                    );
                }
            },
        };
    }
    Ok(placement)
}

fn draft(instance: Instance) -> Result<ProblemDraft, BadProblem> {
    let (teams, environments) = (instance.n_teams, instance.n_envs);
    let mut resources = vec![Resource {
        kind: ResourceKind::Minutes,
        name: "deployment window".into(),
    }];
    resources.extend((1..=teams).map(|k| Resource {
        kind: ResourceKind::Team,
        name: format!("T{k:02}"),
    }));
    resources.extend((1..=environments).map(|k| Resource {
        kind: ResourceKind::Environment,
        name: format!("E{k}"),
    }));

    let services: Vec<BTreeSet<usize>> = instance
        .changes
        .iter()
        .map(|change| change.services.iter().copied().collect())
        .collect();
    let touching = |wanted: &[usize]| -> Vec<usize> {
        (0..services.len())
            .filter(|&change| wanted.iter().any(|s| services[change].contains(s)))
            .collect()
    };
    for (change, touched) in instance.changes.iter().zip(&services) {
        if let Some(service) = touched
            .iter()
            .find(|&&service| service >= instance.services.len())
        {
            return Err(BadProblem(format!(
                "{} touches service {service}, which is not listed",
                change.id
            )));
        }
        if change.team >= teams {
            return Err(BadProblem(format!(
                "{} belongs to team {} of {teams}",
                change.id, change.team
            )));
        }
        if change.env.len() != environments {
            return Err(BadProblem(format!(
                "{} has {} environment loads for {environments} environments",
                change.id,
                change.env.len()
            )));
        }
    }
    let clusters = instance
        .clusters
        .iter()
        .map(|cluster| {
            let names: Vec<&str> = cluster
                .services
                .iter()
                .filter_map(|&service| instance.services.get(service).map(|service| service.id.as_str()))
                .collect();
            Cluster {
                name: names.join(" and "),
                kappa: cluster.kappa,
                changes: touching(&cluster.services),
            }
        })
        .collect();
    let freezes = instance
        .freezes
        .iter()
        .map(|freeze| ProblemFreeze {
            name: format!("{} {}", freeze.id, freeze.name),
            hard: matches!(freeze.kind, FreezeKind::Hard),
            releases: (0..instance.releases.len())
                .filter(|&r| (freeze.day_from..=freeze.day_to).contains(&instance.releases[r].day))
                .collect(),
            changes: touching(&freeze.services),
            granted: vec![],
            open_cost: freeze.open_cost,
            change_cost: freeze.change_cost,
        })
        .collect();
    let releases = instance
        .releases
        .into_iter()
        .map(|release| {
            if release.team_capacity.len() != teams || release.env_capacity.len() != environments {
                return Err(BadProblem(format!(
                    "release {} has {} team and {} environment capacities for {teams} teams and {environments} environments",
                    release.id,
                    release.team_capacity.len(),
                    release.env_capacity.len()
                )));
            }
            let rows = [release.minutes].into_iter().chain(release.team_capacity).chain(release.env_capacity);
            Ok(ProblemRelease {
                name: release.id,
                day: release.day,
                discount: release.discount,
                capacity: rows.map(Some).collect(),
                risk_budget: Some(release.risk_budget),
            })
        })
        .collect::<Result<_, _>>()?;
    let changes = instance.changes.into_iter().map(|change| {
        let mut demands = vec![
            Demand {
                resource: 0,
                amount: change.minutes,
            },
            Demand {
                resource: 1 + change.team,
                amount: change.effort,
            },
        ];
        demands.extend(change.env.iter().enumerate().map(|(k, &load)| Demand {
            resource: 1 + teams + k,
            amount: load,
        }));
        demands.retain(|demand| demand.amount != 0);
        ProblemChange {
            name: change.id,
            value: change.value,
            ready: change.ready,
            due: change.due,
            late_per_day: change.late_per_day,
            defer_cost: change.defer_cost,
            risk: change.risk,
            demands,
            prior: change.prior,
            pinned: change.pinned,
        }
    });
    Ok(ProblemDraft {
        name: instance.name,
        risk_weight: instance.risk_weight,
        move_cost: instance.move_cost,
        prior_defer_cost: instance.prior_defer_cost,
        resources,
        releases,
        changes: changes.collect(),
        clusters,
        freezes,
        requires: instance.requires,
        together: instance.together,
        apart: instance.exclude,
        barred: vec![],
        nights: None,
    })
}
