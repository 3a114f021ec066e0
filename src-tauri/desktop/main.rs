//! The window: starts, gives the desk a clock, ids, a person and files, and passes every call through.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod calls;
mod dialogs;
#[cfg(debug_assertions)]
mod fresh_ui;
mod memory;
mod presenting;
mod start;

fn main() -> std::process::ExitCode {
    match start::run() {
        Ok(()) => std::process::ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("Slipway did not start: {error}");
            std::process::ExitCode::FAILURE
        }
    }
}
