//! `slipway completions`.

use crate::arguments::Arguments;
use crate::failure::Failure;
use crate::output::Outcome;
use clap::CommandFactory;
use clap_complete::Shell;
use serde_json::json;

pub fn run(shell: Shell) -> Result<Outcome, Failure> {
    let mut bytes = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "slipway", &mut bytes);
    let script = String::from_utf8_lossy(&bytes).into_owned();
    Outcome::done(
        script.clone(),
        json!({ "shell": shell.to_string(), "script": script }),
    )
}
