//! The commands of the README: `cargo xtask run`, `test`, and what developers need around them.

mod bench;
mod bundling;
mod cost;
mod documents;
mod ensure;
mod large_import;
mod package;
mod paths;
mod python;
mod run;
mod shot;
mod steps;
mod tally;
mod test;
mod ui;
mod wire;

use std::process::ExitCode;

const HELP: &str = "\
cargo xtask <command>

  run       build everything in release mode and open the window on a sample plan;
            without a display, write the sample's release plan and CAB deck into ./out
  test      format, lints, Rust tests, UI checks and tests, window stories under Xvfb;
            the last line is the total
  bench     run the benchmarks: planning, scale (a whole Debian beside petgraph and networkx), import,
            bundling (beside CP-SAT and HiGHS), documents (beside Typst)
  package   make the installers (deb and rpm)
  wire      write ui/src/desk/wire.ts from the contract
  shot      take a picture of a screen of the real window (cargo xtask shot --help)

run, test and package install what is missing first.";

fn main() -> ExitCode {
    let mut words = std::env::args().skip(1);
    let command = words.next().unwrap_or_default();
    let rest: Vec<String> = words.collect();
    let outcome = match command.as_str() {
        "run" => run::run(),
        "test" => return test::test(),
        "bench" => bench::bench(&rest),
        "package" => package::package(),
        "wire" => wire::wire(),
        "shot" => shot::shot(&rest),
        "" | "help" | "--help" | "-h" => {
            println!("{HELP}");
            Ok(())
        }
        unknown => Err(format!("There is no command {unknown}.\n\n{HELP}")),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}
