//! Starting: which plan to open, the one window, the pushes, and leaving tidily.

use crate::memory::{Memory, Theme};
use crate::{calls, dialogs, presenting};
use app::{Desk, Push, WireFailure};
use computer::Computer;
use serde_json::json;
use std::path::PathBuf;
use std::sync::Arc;
use tauri::async_runtime;
use tauri::webview::Color;
use tauri::{App, AppHandle, Emitter, Manager, RunEvent, WebviewUrl, WebviewWindowBuilder, WindowEvent};
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::watch;

pub(crate) const WINDOW: &str = "main";

/// How the plan of this start opened. Whoever asks waits until that is known.
pub struct Opening(watch::Receiver<Option<Result<(), WireFailure>>>);

impl Opening {
    /// Why it did not open; `None` when it did or when there was none to open.
    pub async fn failure(&self) -> Option<WireFailure> {
        let mut outcome = self.0.clone();
        let known = outcome.wait_for(Option::is_some).await.ok()?;
        known.clone().and_then(Result::err)
    }
}

/// What the person asked for on the command line or by a double click.
enum Asked {
    Plan(PathBuf),
    Sample,
    Nothing,
}

fn asked() -> Asked {
    match std::env::args_os().nth(1) {
        Some(word) if word == "--sample" => Asked::Sample,
        Some(path) => Asked::Plan(std::path::absolute(&path).unwrap_or_else(|_| PathBuf::from(&path))),
        None => Asked::Nothing,
    }
}

/// Opens the window and returns when it is closed.
pub fn run() -> Result<(), Box<dyn std::error::Error>> {
    paint_without_graphics_card()?;
    let desk = Arc::new(Desk::new(Computer::here()).visiting_by_itself());
    tauri::Builder::default()
        .manage(desk.clone())
        .manage(Memory::in_folder(&computer::config_folder()))
        .manage(dialogs::GivenAnswers::from_environment())
        .invoke_handler(tauri::generate_handler![
            calls::call,
            calls::remembered,
            calls::remember_theme,
            dialogs::pick_open_plan,
            dialogs::pick_save_plan,
            dialogs::pick_hub_place,
            dialogs::pick_hub,
            dialogs::pick_document,
            dialogs::pick_import,
            dialogs::pick_import_folder,
            dialogs::pick_export,
            presenting::fill_screen,
            presenting::open_audience,
            presenting::close_audience,
        ])
        .setup(move |app| set_up(app, desk).map_err(Into::into))
        .build(context())?
        .run(|app, event| match event {
            RunEvent::WindowEvent {
                label,
                event: WindowEvent::CloseRequested { .. },
                ..
            } if label == WINDOW => {
                remember_size(app);
                // The audience's screen does not outlive the meeting's.
                presenting::forget_audience(app);
            }
            RunEvent::Exit => {
                let desk = app.state::<Arc<Desk>>().inner().clone();
                async_runtime::block_on(desk.sit_down_to(None));
            }
            _ => {}
        });
    Ok(())
}

fn context() -> tauri::Context {
    let context = tauri::generate_context!();
    #[cfg(debug_assertions)]
    let context = crate::fresh_ui::in_place(context);
    context
}

fn set_up(app: &mut App, desk: Arc<Desk>) -> tauri::Result<()> {
    let (outcome, opening) = watch::channel(None);
    app.manage(Opening(opening));
    forward_pushes(app.handle().clone(), desk.clone());
    let last_plan = app.state::<Memory>().values().last_plan;
    async_runtime::spawn(async move {
        let opened = match (asked(), last_plan) {
            (Asked::Sample, _) => desk.call("open_sample", json!({})).await.map(drop),
            (Asked::Plan(path), _) => desk.call("open_plan", json!({ "path": path })).await.map(drop),
            (Asked::Nothing, Some(path)) if path.exists() => {
                desk.call("open_plan", json!({ "path": path })).await.map(drop)
            }
            (Asked::Nothing, _) => Ok(()),
        };
        outcome.send_replace(Some(opened));
    });
    open_window(app)
}

fn open_window(app: &App) -> tauri::Result<()> {
    let remembered = app.state::<Memory>().values();
    let window = WebviewWindowBuilder::new(app, WINDOW, WebviewUrl::default())
        .title("Slipway")
        .inner_size(remembered.width, remembered.height)
        .min_inner_size(1024.0, 700.0)
        .theme(native_theme(remembered.theme))
        .center();
    // The chrome of the chosen theme, so that a dark screen does not start with a white flash.
    match remembered.theme {
        Theme::Dark => window.background_color(Color(0x15, 0x16, 0x18, 0xff)),
        Theme::Light => window.background_color(Color(0xf3, 0xf2, 0xee, 0xff)),
        Theme::System => window,
    }
    .build()
    .map(drop)
}

/// The theme of the frame that the system draws.
pub fn native_theme(theme: Theme) -> Option<tauri::Theme> {
    match theme {
        Theme::System => None,
        Theme::Light => Some(tauri::Theme::Light),
        Theme::Dark => Some(tauri::Theme::Dark),
    }
}

/// Passes on what the desk says unasked. A listener that fell behind is told that the whole plan may be new.
fn forward_pushes(app: AppHandle, desk: Arc<Desk>) {
    let mut pushes = desk.listen();
    async_runtime::spawn(async move {
        loop {
            let push = match pushes.recv().await {
                Ok(push) => push,
                Err(RecvError::Lagged(_)) => Push::Plan,
                Err(RecvError::Closed) => break,
            };
            if matches!(push, Push::Plan) {
                show_plan_name(&app, desk.path().await);
            }
            if let Err(error) = app.emit("push", push) {
                eprintln!("A message did not reach the window: {error}");
            }
        }
    });
}

fn show_plan_name(app: &AppHandle, plan: Option<PathBuf>) {
    let name = plan
        .as_ref()
        .and_then(|path| path.file_stem())
        .map(|name| name.to_string_lossy().into_owned());
    let title = name.map_or_else(|| "Slipway".to_owned(), |name| format!("{name} – Slipway"));
    if let Some(window) = app.get_webview_window(WINDOW)
        && let Err(error) = window.set_title(&title)
    {
        eprintln!("The title stayed as it was: {error}");
    }
    if plan.is_some() {
        app.state::<Memory>().change(|values| values.last_plan = plan);
    }
}

fn remember_size(app: &AppHandle) {
    let Some(window) = app.get_webview_window(WINDOW) else {
        return;
    };
    let plain = !window.is_maximized().unwrap_or(false) && !window.is_fullscreen().unwrap_or(false);
    if let (true, Ok(size), Ok(scale)) = (plain, window.inner_size(), window.scale_factor()) {
        let size = size.to_logical::<f64>(scale);
        app.state::<Memory>()
            .change(|values| (values.width, values.height) = (size.width, size.height));
    }
}

/// Without a graphics card WebKit's shared buffers are a detour through software that costs ten times the
/// processor. They are left out by starting again with the switch set, except under automation, which needs
/// them for pictures.
#[cfg(target_os = "linux")]
fn paint_without_graphics_card() -> std::io::Result<()> {
    use std::os::unix::process::CommandExt;
    const SWITCH: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";
    let automated = std::env::var_os("TAURI_WEBVIEW_AUTOMATION").is_some();
    if automated || std::env::var_os(SWITCH).is_some() || std::path::Path::new("/dev/dri").exists() {
        return Ok(());
    }
    let program = std::env::current_exe()?;
    Err(std::process::Command::new(program)
        .args(std::env::args_os().skip(1))
        .env(SWITCH, "1")
        .exec())
}

#[cfg(not(target_os = "linux"))]
#[expect(
    clippy::unnecessary_wraps,
    reason = "the other systems have nothing to prepare"
)]
fn paint_without_graphics_card() -> std::io::Result<()> {
    Ok(())
}
