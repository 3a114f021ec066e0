//! A release plan of 5,000 changes beside Typst on the same rows, in the same faces: processor time, memory, size.

use crate::cost::{Cost, watched};
use crate::steps::{Steps, cargo, command};
use crate::{paths, python};
use std::path::Path;

/// Each round runs both, the other one first every time.
const ROUNDS: usize = 3;

/// The script sets the table that the example's rows describe.
const SCRIPT: &str = include_str!("scope.typ");

/// What a round of one typesetter came to.
struct Round {
    cost: Cost,
    bytes: u64,
}

/// Builds ours, installs Typst, and prints every round and the medians.
pub fn measure(steps: &Steps) -> Result<(), String> {
    let example = [
        "build",
        "--quiet",
        "--release",
        "-p",
        "report",
        "--example",
        "sample_pages",
    ];
    steps.must("the sample pages, release", &mut cargo(&example))?;
    let ours = paths::built("release/examples", "sample_pages")
        .to_string_lossy()
        .into_owned();
    let folder = paths::target().join("documents");
    std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let place = folder.to_string_lossy().into_owned();
    steps.must("the rows", &mut command(&ours, &[&place, "rows-5000"]))?;
    let script = folder.join("scope.typ");
    std::fs::write(&script, SCRIPT).map_err(|error| format!("{}: {error}", script.display()))?;
    let Some(python) = python::ensure(steps, "typst") else {
        let round = slipway(&ours, &folder)?;
        println!("Slipway alone: {}", said(&round));
        return Ok(());
    };
    let python = python.to_string_lossy().into_owned();
    let (mut own, mut other) = (Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        for turn in 0..2 {
            if (round + turn) % 2 == 0 {
                own.push(slipway(&ours, &folder)?);
            } else {
                other.push(typst(&python, &folder)?);
            }
        }
        println!("round {}: Slipway {}", round + 1, said(&own[round]));
        println!("round {}: Typst   {}", round + 1, said(&other[round]));
    }
    for (name, figure) in figures() {
        if let (Some(own), Some(other)) = (median(&own, figure), median(&other, figure))
            && own > 0.0
        {
            println!(
                "{name}: Slipway {own:.2}, Typst {other:.2}, {:.2} times ours",
                other / own
            );
        }
    }
    Ok(())
}

fn slipway(program: &str, folder: &Path) -> Result<Round, String> {
    let place = folder.to_string_lossy().into_owned();
    let cost = watched(&mut command(program, &[&place, "plan-5000"]))?;
    Ok(Round {
        cost,
        bytes: size(&folder.join("plan-5000.pdf"))?,
    })
}

fn typst(python: &str, folder: &Path) -> Result<Round, String> {
    let fonts = paths::root().join("src-tauri/report/fonts");
    let out = folder.join("typst.pdf");
    let program = format!(
        "import typst; typst.compile({:?}, output={:?}, font_paths=[{:?}])",
        folder.join("scope.typ"),
        out,
        fonts
    );
    let cost = watched(&mut command(python, &["-c", &program]))?;
    Ok(Round {
        cost,
        bytes: size(&out)?,
    })
}

fn size(file: &Path) -> Result<u64, String> {
    std::fs::metadata(file)
        .map(|data| data.len())
        .map_err(|error| format!("{} was not written: {error}", file.display()))
}

fn said(round: &Round) -> String {
    format!("{}, {} KB", round.cost.said(), round.bytes / 1024)
}

/// A figure of a round, none where the system does not tell it.
type Figure = fn(&Round) -> Option<f64>;

fn figures() -> [(&'static str, Figure); 4] {
    [
        ("processor, s", |round| Some(round.cost.cpu?.as_secs_f64())),
        ("wall, s", |round| Some(round.cost.wall.as_secs_f64())),
        ("most memory, MB", |round| {
            Some(f64::from(u32::try_from(round.cost.kilobytes? / 1024).ok()?))
        }),
        ("file, KB", |round| {
            Some(f64::from(u32::try_from(round.bytes / 1024).ok()?))
        }),
    ]
}

fn median(rounds: &[Round], figure: Figure) -> Option<f64> {
    let mut values: Vec<f64> = rounds.iter().filter_map(figure).collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied()
}
