//! Opening, starting, copying and closing plan files.

use crate::contract::Nothing;
use crate::desk::Session;
use crate::{Desk, WireFailure, sample};
use planning::PlanSettings;
use planning::journal::RowChange;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use store::Store;
use ts_rs::TS;

/// Which file to open.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct OpenPlan {
    /// Path of the file.
    pub path: String,
}

/// Where and how to start a new plan.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct NewPlan {
    /// Path of the new file; it must not exist.
    pub path: String,
    /// Name of the plan; the file's name when empty.
    #[serde(default)]
    pub name: String,
    /// True to fill it with the sample.
    #[serde(default)]
    pub sample: bool,
}

/// The plan that is now open.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct OpenedPlan {
    /// Where it is.
    pub path: String,
    /// Its name.
    pub name: String,
    /// True when it can only be read.
    pub read_only: bool,
}

/// Where to write a copy.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct SaveCopy {
    /// Path of the copy; it must not exist.
    pub path: String,
}

/// The copy that was written.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct SavedCopy {
    /// Where it is.
    pub path: String,
}

/// Opens a plan file, makes the day's backup and sits down to it.
///
/// # Errors
/// Refused or fault with the sentence of why the file cannot be opened; the open plan stays open then.
pub async fn open_plan(desk: &Desk, question: OpenPlan) -> Result<OpenedPlan, WireFailure> {
    let path = absolute(&question.path)?;
    let store = Store::open(&path).await.map_err(crate::failure::from_open)?;
    // A backup that fails must not keep the plan shut; the next opening tries again.
    let _ = store
        .backup_of_the_day(&backups_beside(&path), desk.edge().now())
        .await;
    sit_down(desk, store, path).await
}

/// Starts a new plan file, empty or with the sample.
///
/// # Errors
/// Refused when the file exists or its folder cannot be written.
pub async fn new_plan(desk: &Desk, question: NewPlan) -> Result<OpenedPlan, WireFailure> {
    let path = absolute(&question.path)?;
    let pen = desk.pen().await;
    let store = if question.sample {
        let plan = sample::sample(desk.edge().now(), &mut || desk.edge().mint());
        let mut entry = desk.entry("new_plan", "Started the sample plan");
        entry.undoable = false;
        let store = Store::create_signed(&path, desk.edge().mint(), plan.settings(), entry, pen)
            .await
            .map_err(crate::failure::from_open)?;
        fill_with_sample(desk, &store, &plan).await?;
        store
    } else {
        let name = if question.name.trim().is_empty() {
            path.file_stem()
                .map(|stem| stem.to_string_lossy().into_owned())
                .unwrap_or_else(|| "New plan".into())
        } else {
            question.name.trim().to_owned()
        };
        let mut entry = desk.entry("new_plan", format!("Started the plan {name}"));
        entry.undoable = false;
        let settings = PlanSettings {
            name,
            ..PlanSettings::default()
        };
        Store::create_signed(&path, desk.edge().mint(), settings, entry, pen)
            .await
            .map_err(crate::failure::from_open)?
    };
    sit_down(desk, store, path).await
}

/// Opens a fresh sample plan in the folder of samples.
///
/// # Errors
/// Fault when the folder cannot be written.
pub async fn open_sample(desk: &Desk, _question: Nothing) -> Result<OpenedPlan, WireFailure> {
    let folder = desk.edge().home().join("samples");
    std::fs::create_dir_all(&folder).map_err(|error| {
        WireFailure::fault(
            "samples",
            format!(
                "The folder {} cannot be made: {error}. Nothing was changed.",
                folder.display()
            ),
        )
    })?;
    let stamp = desk.edge().now().utc().format("%Y-%m-%d %H%M%S").to_string();
    let path = folder.join(format!("Sample {stamp}.slipway"));
    new_plan(
        desk,
        NewPlan {
            path: path.to_string_lossy().into_owned(),
            name: String::new(),
            sample: true,
        },
    )
    .await
}

/// Closes the plan. Everything is saved already.
///
/// # Errors
/// None today.
pub async fn close_plan(desk: &Desk, _question: Nothing) -> Result<Nothing, WireFailure> {
    desk.sit_down_to(None).await;
    Ok(Nothing {})
}

/// Writes a copy of the open plan file.
///
/// # Errors
/// Refused when the target exists; fault when it cannot be written.
pub async fn save_copy(desk: &Desk, question: SaveCopy) -> Result<SavedCopy, WireFailure> {
    let path = absolute(&question.path)?;
    let session = desk.session().await?;
    session
        .store
        .copy_to(&path)
        .await
        .map_err(crate::failure::from_store)?;
    Ok(SavedCopy {
        path: path.to_string_lossy().into_owned(),
    })
}

pub(crate) async fn sit_down(desk: &Desk, store: Store, path: PathBuf) -> Result<OpenedPlan, WireFailure> {
    if let Some(pen) = desk.pen().await {
        store.write_with(pen);
    }
    let opened = OpenedPlan {
        path: path.to_string_lossy().into_owned(),
        name: store.plan().settings().name,
        read_only: store.is_read_only(),
    };
    desk.sit_down_to(Some(Session::new(desk, store, path))).await;
    Ok(opened)
}

async fn fill_with_sample(desk: &Desk, store: &Store, plan: &planning::Plan) -> Result<(), WireFailure> {
    let mut tx = store.begin().await.map_err(crate::failure::from_store)?;
    put_all(&mut tx, plan).map_err(crate::failure::from_store)?;
    let mut entry = desk.entry("fill_sample", "Filled the sample plan");
    entry.undoable = false;
    tx.commit(entry).await.map_err(crate::failure::from_store)?;
    let tx = store.begin().await.map_err(crate::failure::from_store)?;
    crate::publish::commit_version(desk, tx, "What was agreed before the quarter".into(), Vec::new()).await?;
    Ok(())
}

/// Puts every record of a plan, of whatever table.
fn put_all(tx: &mut store::Tx, plan: &planning::Plan) -> Result<(), store::StoreError> {
    let mut changes = Vec::new();
    plan.for_each_row(|table, row| {
        let id = row.get("id").and_then(|id| id.as_str()?.parse().ok());
        changes.extend(id.and_then(|id| RowChange::between(table, id, tx.plan().row(table, id), Some(row))));
    });
    tx.apply(&changes)
}

/// The folder of backups beside a plan file.
fn backups_beside(path: &Path) -> PathBuf {
    path.parent().unwrap_or(Path::new(".")).join("Slipway backups")
}

/// The path as an absolute one.
pub(crate) fn absolute(text: &str) -> Result<PathBuf, WireFailure> {
    if text.trim().is_empty() {
        return Err(WireFailure::malformed("No file was named."));
    }
    std::path::absolute(text)
        .map_err(|error| WireFailure::malformed(format!("{text} is not a path: {error}.")))
}

/// Writes beside the target and renames, so that a half file never stands under the name.
pub(crate) fn put_in_place(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let mut part = path.as_os_str().to_owned();
    part.push(".part");
    std::fs::write(&part, bytes)?;
    std::fs::rename(&part, path)
}

/// Writes what was exported; the plan is untouched whatever happens.
pub(crate) fn write_out(path: &Path, bytes: impl AsRef<[u8]>) -> Result<(), WireFailure> {
    put_in_place(path, bytes.as_ref()).map_err(|error| {
        let sentence = format!("{} cannot be written: {error}. The plan is safe.", path.display());
        WireFailure::fault("export", sentence)
    })
}

/// Reads a file that was named in the window or on the command line.
pub(crate) fn read_in(path: &Path) -> Result<Vec<u8>, WireFailure> {
    std::fs::read(path).map_err(|error| unreadable(path, error))
}

/// The refusal of a file that nothing can be made of, with its reason.
pub(crate) fn unreadable(path: &Path, reason: impl std::fmt::Display) -> WireFailure {
    WireFailure::refused(
        "unreadable",
        format!("{} cannot be read: {reason}.", path.display()),
    )
}
