//! Native file dialogs. Each answers paths, or nothing when the person thinks better of it.

use serde::Deserialize;
use serde_json::Value;
use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use tauri::{State, WebviewWindow};

/// File names by ending, e.g. `PDF` and `["pdf"]`.
#[derive(Deserialize)]
pub struct Filter {
    name: String,
    endings: Vec<String>,
}

/// Answers given in advance, for stories that drive the window where nobody can click a native dialog.
pub struct GivenAnswers(Option<Mutex<VecDeque<Value>>>);

impl GivenAnswers {
    /// Reads the file that `SLIPWAY_DIALOG_ANSWERS` names: a line of JSON for each dialog: a path, several
    /// paths, or `null` for Cancel.
    pub fn from_environment() -> Self {
        let lines = std::env::var_os("SLIPWAY_DIALOG_ANSWERS").map(|file| {
            let text = std::fs::read_to_string(&file).unwrap_or_default();
            let answers = text.lines().filter(|line| !line.trim().is_empty());
            Mutex::new(
                answers
                    .map(|line| serde_json::from_str(line).unwrap_or(Value::Null))
                    .collect(),
            )
        });
        Self(lines)
    }

    /// The next given answer; `None` when a person is to be asked.
    fn next(&self) -> Option<Vec<PathBuf>> {
        let mut answers = self.0.as_ref()?.lock().unwrap_or_else(PoisonError::into_inner);
        Some(match answers.pop_front() {
            Some(Value::String(path)) => vec![path.into()],
            Some(Value::Array(paths)) => paths
                .iter()
                .filter_map(Value::as_str)
                .map(PathBuf::from)
                .collect(),
            _ => Vec::new(),
        })
    }
}

fn dialog(window: &WebviewWindow, title: &str) -> rfd::AsyncFileDialog {
    rfd::AsyncFileDialog::new().set_parent(window).set_title(title)
}

fn plans(dialog: rfd::AsyncFileDialog) -> rfd::AsyncFileDialog {
    dialog.add_filter("Slipway plan", &["slipway"])
}

fn hubs(dialog: rfd::AsyncFileDialog) -> rfd::AsyncFileDialog {
    dialog.add_filter("Shared plan", &["hub"])
}

/// What a dialog asks for.
enum Ask {
    File,
    Files,
    Folder,
    /// Where a file with this name goes. It gets the ending when it has none.
    Place {
        name: String,
        ending: String,
    },
}

/// Asks, or takes the answer that was given in advance.
async fn ask(given: &GivenAnswers, dialog: rfd::AsyncFileDialog, what: Ask) -> Vec<PathBuf> {
    if let Some(answer) = given.next() {
        return answer;
    }
    let one = |picked: Option<rfd::FileHandle>| picked.into_iter().map(PathBuf::from).collect();
    match what {
        Ask::File => one(dialog.pick_file().await),
        Ask::Folder => one(dialog.pick_folder().await),
        Ask::Files => {
            let picked = dialog.pick_files().await.unwrap_or_default();
            picked.into_iter().map(PathBuf::from).collect()
        }
        Ask::Place { name, ending } => {
            let picked = dialog.set_file_name(name).save_file().await;
            let placed = picked.map(|file| with_ending(file.into(), &ending));
            placed.into_iter().collect()
        }
    }
}

/// Which plan to open.
#[tauri::command]
pub async fn pick_open_plan(
    window: WebviewWindow,
    given: State<'_, GivenAnswers>,
) -> Result<Option<PathBuf>, ()> {
    let dialog = plans(dialog(&window, "Open plan")).add_filter("All files", &["*"]);
    Ok(ask(&given, dialog, Ask::File).await.pop())
}

/// Where a plan goes. The name gets the ending `.slipway` when it has none.
#[tauri::command]
pub async fn pick_save_plan(
    window: WebviewWindow,
    given: State<'_, GivenAnswers>,
    suggested_name: String,
) -> Result<Option<PathBuf>, ()> {
    let place = Ask::Place {
        name: suggested_name,
        ending: "slipway".into(),
    };
    Ok(ask(&given, plans(dialog(&window, "Save plan")), place)
        .await
        .pop())
}

/// Where the hub of a shared plan goes. The name gets the ending `.hub` when it has none.
#[tauri::command]
pub async fn pick_hub_place(
    window: WebviewWindow,
    given: State<'_, GivenAnswers>,
    suggested_name: String,
) -> Result<Option<PathBuf>, ()> {
    let place = Ask::Place {
        name: suggested_name,
        ending: "hub".into(),
    };
    let dialog = hubs(dialog(&window, "Where the team shares the plan"));
    Ok(ask(&given, dialog, place).await.pop())
}

/// Which hub to join.
#[tauri::command]
pub async fn pick_hub(window: WebviewWindow, given: State<'_, GivenAnswers>) -> Result<Option<PathBuf>, ()> {
    let dialog = hubs(dialog(&window, "Join a shared plan")).add_filter("All files", &["*"]);
    Ok(ask(&given, dialog, Ask::File).await.pop())
}

/// Which files to import.
#[tauri::command]
pub async fn pick_import(window: WebviewWindow, given: State<'_, GivenAnswers>) -> Result<Vec<PathBuf>, ()> {
    Ok(ask(&given, dialog(&window, "Choose files to import"), Ask::Files).await)
}

/// Which printed document to check.
#[tauri::command]
pub async fn pick_document(
    window: WebviewWindow,
    given: State<'_, GivenAnswers>,
) -> Result<Option<PathBuf>, ()> {
    let dialog = dialog(&window, "Choose a printed document").add_filter("PDF", &["pdf"]);
    Ok(ask(&given, dialog, Ask::File).await.pop())
}

/// Which folder to import.
#[tauri::command]
pub async fn pick_import_folder(
    window: WebviewWindow,
    given: State<'_, GivenAnswers>,
) -> Result<Option<PathBuf>, ()> {
    let dialog = dialog(&window, "Choose a folder to import");
    Ok(ask(&given, dialog, Ask::Folder).await.pop())
}

/// Where an export goes. The name gets the first filter's ending when it has none.
#[tauri::command]
pub async fn pick_export(
    window: WebviewWindow,
    given: State<'_, GivenAnswers>,
    suggested_name: String,
    filters: Vec<Filter>,
) -> Result<Option<PathBuf>, ()> {
    let first = filters.first().and_then(|filter| filter.endings.first());
    let place = Ask::Place {
        name: suggested_name,
        ending: first.cloned().unwrap_or_default(),
    };
    let dialog = filters.iter().fold(dialog(&window, "Export"), |dialog, filter| {
        dialog.add_filter(&filter.name, &filter.endings)
    });
    Ok(ask(&given, dialog, place).await.pop())
}

fn with_ending(path: PathBuf, ending: &str) -> PathBuf {
    if ending.is_empty() || path.extension().is_some() {
        path
    } else {
        path.with_extension(ending)
    }
}
