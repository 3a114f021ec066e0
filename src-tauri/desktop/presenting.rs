//! The whole screen for a meeting, and the audience's window: on another screen where there is one.

use crate::start::WINDOW;
use app::WireFailure;
use tauri::{AppHandle, Manager, PhysicalPosition, WebviewUrl, WebviewWindow, WebviewWindowBuilder};

const AUDIENCE: &str = "audience";

fn could_not(what: &str, error: &tauri::Error) -> WireFailure {
    WireFailure::fault("window", format!("{what}: {error}."))
}

/// Fills the screen with the window, or gives it back.
#[tauri::command]
pub fn fill_screen(window: WebviewWindow, full: bool) -> Result<(), WireFailure> {
    window
        .set_fullscreen(full)
        .map_err(|error| could_not("The window could not fill the screen", &error))
}

/// Opens the audience's window at a route of the page; one that is open is led there.
#[tauri::command]
pub async fn open_audience(app: AppHandle, at: String) -> Result<(), WireFailure> {
    if !at.starts_with("#/") {
        return Err(WireFailure::malformed(
            "The audience is shown a place of this page.",
        ));
    }
    close_audience(app.clone()).await?;
    let failed = |error: tauri::Error| could_not("The audience's window did not open", &error);
    let window = WebviewWindowBuilder::new(&app, AUDIENCE, WebviewUrl::App(format!("index.html{at}").into()))
        .title("Slipway, audience")
        .inner_size(1280.0, 720.0)
        .build()
        .map_err(failed)?;
    // Built, moved, then filled: a window that is full before it is moved stays on the first screen.
    if let Some(position) = other_screen(&app) {
        window.set_position(position).map_err(failed)?;
        window.set_fullscreen(true).map_err(failed)?;
    }
    Ok(())
}

/// Closes the audience's window, if there is one.
#[tauri::command]
pub async fn close_audience(app: AppHandle) -> Result<(), WireFailure> {
    match app.get_webview_window(AUDIENCE) {
        Some(window) => window
            .destroy()
            .map_err(|error| could_not("The audience's window did not close", &error)),
        None => Ok(()),
    }
}

/// Closes it without a word: the presenter's window goes, and nobody is left to hear of it.
pub fn forget_audience(app: &AppHandle) {
    if let Some(window) = app.get_webview_window(AUDIENCE)
        && let Err(error) = window.destroy()
    {
        eprintln!("The audience's window did not close: {error}");
    }
}

/// Where a screen begins that does not show the presenter's window.
fn other_screen(app: &AppHandle) -> Option<PhysicalPosition<i32>> {
    let presenter = app.get_webview_window(WINDOW)?;
    let mine = presenter.current_monitor().ok().flatten()?;
    let all = presenter.available_monitors().ok()?;
    let other = all.iter().find(|screen| screen.position() != mine.position())?;
    Some(*other.position())
}
