//! `slipway`: what the window does, for scripts and pipelines.

mod arguments;
mod commands;
mod desk;
mod failure;
mod output;

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments = arguments::Arguments::parse();
    let json = arguments.json;
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            return output::fail(
                &failure::Failure::fault(format!("No thread can be started: {error}.")),
                json,
            );
        }
    };
    match runtime.block_on(commands::run(arguments)) {
        Ok(outcome) => output::show(&outcome, json),
        Err(failure) => output::fail(&failure, json),
    }
}
