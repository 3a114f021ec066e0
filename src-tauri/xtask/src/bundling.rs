//! Bundling beside CP-SAT and HiGHS on the same instances: value, proven bound and gap after 1, 10 and 60 seconds.

use crate::steps::{Steps, cargo, command};
use crate::{paths, python};
use std::path::{Path, PathBuf};

/// Processor seconds at which the engines are compared.
const STAMPS: [f64; 3] = [1.0, 10.0, 60.0];
const INSTANCES: [&str; 8] = ["S-1", "S-1t", "M-1", "M-1t", "L-1", "L-1t", "XL-1", "XL-1t"];

/// Best plan and bound at one moment.
#[derive(Clone, Copy, Default)]
struct Standing {
    value: Option<f64>,
    bound: Option<f64>,
}

/// Runs every engine on every instance and prints the table.
pub fn measure(steps: &Steps) -> Result<(), String> {
    let given = std::env::var_os("SLIPWAY_ENGINE").map(PathBuf::from);
    let folder = given.unwrap_or_else(|| paths::root().join("../shared/engine"));
    let found: Vec<(&str, PathBuf)> = INSTANCES
        .iter()
        .map(|name| (*name, folder.join("instances").join(format!("{name}.json"))))
        .filter(|(name, file)| wanted(name) && file.is_file())
        .collect();
    if found.is_empty() {
        steps.say(&format!(
            "Bundling is left out: {} has no instances; SLIPWAY_ENGINE can name another folder.",
            folder.display()
        ));
        return Ok(());
    }
    let mut build = cargo(&["build", "--quiet", "--release", "-p", "cli"]);
    steps.must("slipway, release", &mut build)?;
    let slipway = paths::built("release", "slipway").to_string_lossy().into_owned();
    let script = folder.join("tools").join("cpsat.py");
    let solver = if script.is_file() {
        python::ensure(steps, "ortools")
    } else {
        steps.say(&format!("CP-SAT is left out: {} is not there.", script.display()));
        None
    };
    let places = paths::target().join("bundling");
    std::fs::create_dir_all(&places).map_err(|error| format!("{}: {error}", places.display()))?;
    let longest = seconds();
    let mut table = vec![heading(longest)];
    for (name, file) in &found {
        let file = file.to_string_lossy().into_owned();
        let time = longest.to_string();
        let mut engines = vec![
            (
                "Slipway",
                slipway.clone(),
                vec!["bench-bundle", &file, "--time", &time, "--trace"],
            ),
            (
                "HiGHS",
                slipway.clone(),
                vec!["bench-bundle", &file, "--highs", "--time", &time, "--trace"],
            ),
        ];
        let script = script.to_string_lossy().into_owned();
        if let Some(python) = &solver {
            let words = vec![
                script.as_str(),
                &file,
                "--time",
                &time,
                "--workers",
                "2",
                "--inter",
                "level",
                "--prec",
                "prefix",
                "--out",
            ];
            engines.push(("CP-SAT", python.to_string_lossy().into_owned(), words));
        }
        for (engine, program, mut words) in engines {
            let trace = places.join(format!("{name}-{engine}.jsonl"));
            let place = trace.to_string_lossy().into_owned();
            words.push(&place);
            steps.must(&format!("{engine} on {name}"), &mut command(&program, &words))?;
            table.push(line(name, engine, &trace, longest)?);
        }
    }
    println!("\n{}", table.join("\n"));
    Ok(())
}

/// `SLIPWAY_INSTANCES=S,M` takes those whose names begin so.
fn wanted(name: &str) -> bool {
    std::env::var("SLIPWAY_INSTANCES")
        .map_or(true, |list| list.split(',').any(|start| name.starts_with(start)))
}

/// `SLIPWAY_SECONDS=10` ends the comparison earlier.
fn seconds() -> f64 {
    let asked = std::env::var("SLIPWAY_SECONDS")
        .ok()
        .and_then(|text| text.parse().ok());
    asked.unwrap_or(STAMPS[2]).clamp(1.0, STAMPS[2])
}

fn heading(longest: f64) -> String {
    let mut text = format!("{:6} {:8}", "", "");
    for stamp in STAMPS.iter().filter(|stamp| **stamp <= longest) {
        text += &format!(" | {:>28}", format!("{stamp} s: value | bound | gap"));
    }
    text
}

fn line(name: &str, engine: &str, trace: &Path, longest: f64) -> Result<String, String> {
    let lines = std::fs::read_to_string(trace).map_err(|error| format!("{}: {error}", trace.display()))?;
    let mut text = format!("{name:6} {engine:8}");
    for stamp in STAMPS.iter().filter(|stamp| **stamp <= longest) {
        text += &format!(" | {:>28}", said(at(&lines, *stamp)));
    }
    Ok(text)
}

/// What the trace had told by then. Slipway says `cpu_seconds` and `objective`, the script `t` and `obj`.
fn at(trace: &str, stamp: f64) -> Standing {
    let mut standing = Standing::default();
    for line in trace.lines() {
        let told = number(line, "cpu_seconds").or_else(|| number(line, "t"));
        let closing = line.contains("\"UNKNOWN\"");
        if told.is_some_and(|told| told <= stamp) && !closing {
            standing.value = number(line, "objective")
                .or_else(|| number(line, "obj"))
                .or(standing.value);
            standing.bound = number(line, "bound").or(standing.bound);
        }
    }
    standing
}

fn said(standing: Standing) -> String {
    match (standing.value, standing.bound) {
        (Some(value), Some(bound)) if value > 0.0 => {
            let bound = (bound + 1e-6).floor().max(value);
            format!(
                "{value:.0} | {bound:.0} | {:.2} %",
                (bound - value) / value * 100.0
            )
        }
        (Some(value), _) => format!("{value:.0} | – | –"),
        (None, _) => "no plan".to_owned(),
    }
}

/// The number of a field in a line of JSON that has no fields within fields.
fn number(line: &str, field: &str) -> Option<f64> {
    let (_, rest) = line.split_once(&format!("\"{field}\":"))?;
    let end = rest.find([',', '}']).unwrap_or(rest.len());
    rest[..end].trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::{at, said};

    const OURS: &str = "{\"cpu_seconds\":0.2,\"iterations\":1,\"objective\":900,\"bound\":null}\n\
                        {\"cpu_seconds\":0.8,\"iterations\":9,\"objective\":990,\"bound\":1000}\n\
                        {\"cpu_seconds\":4.0,\"iterations\":99,\"objective\":1000,\"bound\":1000}\n";

    #[test]
    fn a_standing_is_what_was_told_by_then() {
        assert_eq!(said(at(OURS, 0.1)), "no plan");
        assert_eq!(said(at(OURS, 0.5)), "900 | – | –");
        assert_eq!(said(at(OURS, 1.0)), "990 | 1000 | 1.01 %");
        assert_eq!(said(at(OURS, 10.0)), "1000 | 1000 | 0.00 %");
    }

    #[test]
    fn the_scripts_lines_are_read_too() {
        let lines = "{\"ev\": \"sol\", \"t\": 0.5, \"obj\": 80, \"bound\": 100.0}\n{\"ev\": \"bound\", \"t\": 0.7, \"bound\": 90.0}\n";
        assert_eq!(said(at(lines, 1.0)), "80 | 90 | 12.50 %");
    }
}
