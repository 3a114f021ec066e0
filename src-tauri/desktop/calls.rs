//! The commands of the window: one for the whole contract, two for what the window itself remembers.

use crate::memory::{Memory, Theme};
use crate::start::{Opening, native_theme};
use app::{Desk, WireFailure};
use serde::Serialize;
use serde_json::Value;
use std::path::PathBuf;
use std::sync::Arc;
use tauri::ipc::Response;
use tauri::{State, WebviewWindow};

/// Answers longer than this travel as bytes of JSON: WebKit takes those over many times faster than text.
const LONG: usize = 64 * 1024;

/// Answers one line of the contract.
#[tauri::command]
pub async fn call(
    desk: State<'_, Arc<Desk>>,
    name: String,
    question: Value,
) -> Result<Response, WireFailure> {
    let answer = desk.call(&name, question).await?.to_string();
    let long = answer.len() > LONG;
    Ok(if long {
        Response::new(answer.into_bytes())
    } else {
        Response::new(answer)
    })
}

/// What the first screen needs to know before it asks anything.
#[derive(Serialize)]
pub struct Remembering {
    last_plan: Option<PathBuf>,
    theme: Theme,
    opening: Option<WireFailure>,
}

/// The remembered theme and plan, and why the plan of this start did not open, if so.
#[tauri::command]
pub async fn remembered(
    memory: State<'_, Memory>,
    opening: State<'_, Opening>,
) -> Result<Remembering, WireFailure> {
    let failure = opening.failure().await;
    let values = memory.values();
    Ok(Remembering {
        last_plan: values.last_plan,
        theme: values.theme,
        opening: failure,
    })
}

/// Chooses the theme, for this start and the next.
#[tauri::command]
pub fn remember_theme(memory: State<'_, Memory>, window: WebviewWindow, theme: Theme) {
    memory.change(|values| values.theme = theme);
    if let Err(error) = window.set_theme(native_theme(theme)) {
        eprintln!("The window frame kept its theme: {error}");
    }
}
