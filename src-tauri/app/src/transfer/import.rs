//! Import: detect, map the columns of a table, look at the difference, write it as one undo.

use crate::contract::Written;
use crate::{Desk, Edge, WireFailure, failure, file};
use exchange::csv::{Mapping, Proposal, TableKind};
use exchange::{Diff, SourceKind, TableCount};
use planning::Plan;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;
use std::sync::Arc;
use ts_rs::TS;

/// Look at a path.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct DetectImport {
    /// File or folder.
    pub path: String,
}

/// What a path holds.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Detected {
    /// File or folder.
    pub path: String,
    /// `openstack`, `kubernetes`, `debian`, `backstage`, `compose`, `manifests`, `cyclonedx`, `spdx`, `terraform`,
    /// `calendar`, `load-curves`, `project` or `table`.
    pub kind: String,
    /// What to call it.
    pub label: String,
    /// Series or releases to choose from; empty when there is no choice.
    pub releases: Vec<String>,
    /// Files beside it that can be laid over it, as Compose does; empty for every other source.
    pub layers: Vec<String>,
    /// References of the plan's environments, when the source names versions that run somewhere.
    pub environments: Vec<String>,
}

/// Look at a table.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ProposeTable {
    /// The file.
    pub path: String,
    /// What it lists; `None` guesses.
    #[serde(default)]
    pub kind: Option<TableKind>,
}

/// What to import, and how.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ImportQuestion {
    /// File or folder.
    pub path: String,
    /// More files or folders of the same source.
    #[serde(default)]
    pub extras: Vec<String>,
    /// Series or release; `None` takes the only one.
    #[serde(default)]
    pub release: Option<String>,
    /// How a table is read; `None` takes the proposal.
    #[serde(default)]
    pub mapping: Option<Mapping>,
    /// Reference of the environment in which the versions run that the source names; `None` when nobody has said.
    #[serde(default)]
    pub environment: Option<String>,
    /// The region for which a calendar holds; `None` for all.
    #[serde(default)]
    pub region: Option<String>,
    /// What the events of a calendar are; `None` when its name tells.
    #[serde(default)]
    pub business: Option<planning::BusinessTimeKind>,
}

/// What was imported.
#[derive(Clone, Debug, Serialize, TS)]
pub struct ImportDone {
    /// In words.
    pub sentence: String,
    /// Counts by table.
    pub counts: Vec<TableCount>,
    /// Rows that were refused.
    pub refused: u32,
}

/// Rows of the difference that a screen is given; counts are always whole.
const MOST_ROWS: usize = 500;

/// Says what a path holds.
///
/// # Errors
/// Refused with what can be imported when it is none of it.
pub async fn detect_import(desk: &Desk, question: DetectImport) -> Result<Detected, WireFailure> {
    let path = file::absolute(&question.path)?;
    let found = exchange::detect(&path).ok_or_else(|| {
        let error = exchange::ImportError::NotASource(path.clone());
        WireFailure::refused("not-a-source", error.to_string())
    })?;
    let (kind, label) = (found.source.word(), found.source.label());
    let folder = found.root.parent().map(PathBuf::from).unwrap_or_default();
    let (releases, layers) = match found.source {
        SourceKind::Openstack { series } => (series, Vec::new()),
        SourceKind::Kubernetes { releases } => (releases, Vec::new()),
        SourceKind::Compose { layers } => (Vec::new(), layers),
        _ => (Vec::new(), Vec::new()),
    };
    let layers = layers
        .iter()
        .map(|name| folder.join(name).to_string_lossy().into_owned());
    let layers = layers.collect();
    Ok(Detected {
        path: path.to_string_lossy().into_owned(),
        kind: kind.into(),
        label: label.into(),
        releases,
        layers,
        environments: environments(desk, kind).await,
    })
}

/// Where the versions of a source can run: the plan's environments, when a plan is open and the source names versions.
async fn environments(desk: &Desk, kind: &str) -> Vec<String> {
    let names_versions = matches!(kind, "compose" | "manifests" | "cyclonedx" | "spdx");
    match desk.session().await {
        Ok(session) if names_versions => {
            let plan = session.store.plan();
            let mut all: Vec<_> = plan.environments.iter().collect();
            all.sort_by_key(|one| one.order_index);
            all.iter().map(|one| one.reference.to_string()).collect()
        }
        _ => Vec::new(),
    }
}

/// Looks at a table and proposes how to read it.
///
/// # Errors
/// Refused when the file cannot be read or is no table.
pub async fn propose_table(_desk: &Desk, question: ProposeTable) -> Result<Proposal, WireFailure> {
    let path = file::absolute(&question.path)?;
    let bytes = file::read_in(&path)?;
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    exchange::csv::propose(&name, &bytes, question.kind)
        .map_err(|sentence| WireFailure::refused("no-table", sentence))
}

/// Says what an import would add and change. Nothing is written.
///
/// # Errors
/// Refused with the reason when the path cannot be imported or needs an answer first.
pub async fn preview_import(desk: &Desk, question: ImportQuestion) -> Result<Diff, WireFailure> {
    let session = desk.session().await?;
    let mut diff = diff(desk, session.store.plan(), question).await?;
    diff.rows.truncate(MOST_ROWS);
    Ok(diff)
}

/// Imports as one operation, which one undo takes back.
///
/// # Errors
/// Refused with the reason when the path cannot be imported, or when there is nothing new.
pub async fn apply_import(desk: &Desk, question: ImportQuestion) -> Result<Written<ImportDone>, WireFailure> {
    let session = desk.session().await?;
    let base = session.store.plan();
    let seq = base.seq;
    let mut diff = diff(desk, base, question).await?;
    if diff.is_empty() {
        return Err(WireFailure::refused(
            "nothing-new",
            format!("{} There is nothing new to write.", diff.sentence()),
        ));
    }
    let mut tx = session.store.begin().await.map_err(failure::from_store)?;
    if tx.plan().seq != seq {
        return Err(WireFailure::stale(
            "The plan was changed while the files were read. Import once more.",
        ));
    }
    put_records(&mut tx, diff.take_records())?;
    crate::rights::demand_changes(desk, &session, &tx)?;
    let receipt = tx
        .commit(desk.entry("import", format!("Imported {}", diff.sentence())))
        .await
        .map_err(failure::from_store)?;
    let done = ImportDone {
        sentence: diff.sentence(),
        refused: u32::try_from(diff.refused.len()).unwrap_or(u32::MAX),
        counts: diff.counts,
    };
    Ok(Written::new(receipt, done))
}

/// Reads the files on a thread of their own and compares them with the plan.
async fn diff(desk: &Desk, plan: Arc<Plan>, question: ImportQuestion) -> Result<Diff, WireFailure> {
    let path = file::absolute(&question.path)?;
    let extras = question
        .extras
        .iter()
        .map(|extra| file::absolute(extra))
        .collect::<Result<Vec<PathBuf>, _>>()?;
    let job = desk.start_job("import", format!("Reading {}", path.display()))?;
    job.handle().report("Reading", None);
    let edge: Arc<dyn Edge> = desk.edge_to_carry();
    let work = tokio::task::spawn_blocking(move || {
        let mut mint = || edge.mint();
        let mut minter = exchange::Edge {
            mint: &mut mint,
            now: edge.now(),
        };
        let choices = exchange::Choices {
            extras,
            release: question.release,
            mapping: question.mapping,
            environment: question.environment,
            region: question.region,
            business: question.business,
        };
        exchange::import(&plan, &path, &choices, &mut minter)
    });
    work.await
        .map_err(|error| {
            WireFailure::fault(
                "import",
                format!("Reading the files broke off: {error}. Nothing was changed."),
            )
        })?
        .map_err(|error| WireFailure::refused(code(&error), error.to_string()))
}

fn code(error: &exchange::ImportError) -> &'static str {
    match error {
        exchange::ImportError::NotASource(_) => "not-a-source",
        exchange::ImportError::Unreadable(..) => "unreadable",
        exchange::ImportError::NoSuchEnvironment { .. } => "no-such-environment",
        exchange::ImportError::NoSuchRelease { .. } => "no-such-release",
        exchange::ImportError::WhichRelease(_) => "which-release",
        exchange::ImportError::Table(_) => "table",
    }
}

/// Puts every record of the difference.
fn put_records(tx: &mut store::Tx, records: exchange::Records) -> Result<(), WireFailure> {
    macro_rules! put {
        ($($table:ident),*) => {
            let exchange::Records { $($table),* } = records;
            $(for record in $table { tx.put(record).map_err(failure::from_store)?; })*
        };
    }
    put!(
        teams,
        people,
        environments,
        services,
        dependencies,
        installed,
        trains,
        departures,
        releases,
        changes,
        freezes,
        exceptions,
        business_times,
        load_curves,
        milestones
    );
    Ok(())
}
