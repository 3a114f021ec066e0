//! `slipway waves`: all services in the order in which they are deployed, or one release's night.

use super::{rows, text};
use crate::arguments::Waves;
use crate::desk::Session;
use crate::failure::Failure;
use crate::output::{Outcome, columns};
use app::contract::Nothing;
use planning::{Instant, Zone, wording};
use serde_json::{Value, json};

pub async fn run(session: &Session, waves: Waves) -> Result<Outcome, Failure> {
    session.open(&waves.file).await?;
    match waves.release {
        Some(release) => one_release(session, &release).await,
        None => all_services(session).await,
    }
}

async fn all_services(session: &Session) -> Result<Outcome, Failure> {
    let services: Vec<Value> = session.ask("services", Nothing {}).await?;
    let map = session.value("map", json!({})).await?;
    let mut said = String::new();
    let mut wave = 0;
    for service in &services {
        let number = service["wave"].as_u64().unwrap_or_default();
        if number != wave {
            wave = number;
            said.push_str(&format!("Wave {wave}\n"));
        }
        let cycle = if service["cycle"] == true {
            ", in a cycle: one step"
        } else {
            ""
        };
        said.push_str(&format!(
            "  {} ({}{cycle})\n",
            text(service, "name"),
            text(service, "reference")
        ));
    }
    if services.is_empty() {
        said.push_str("The plan has no services.\n");
    }
    for cycle in rows(&map, "cycles") {
        said.push_str(&format!("{}\n", text(cycle, "sentence")));
    }
    Outcome::done(
        said,
        json!({ "waves": wave, "services": services, "cycles": map["cycles"] }),
    )
}

async fn one_release(session: &Session, release: &str) -> Result<Outcome, Failure> {
    let id = session.find("releases", "release", release).await?;
    let order = session.value("release_order", json!({ "release": id })).await?;
    let frame = session.value("frame", Nothing {}).await?;
    let zone: Zone = text(&frame, "zone").parse().unwrap_or(Zone::UTC);
    let clock = |value: &Value| {
        let at = value.as_str().and_then(|text| text.parse::<Instant>().ok());
        at.map(|at| wording::moment(at, zone)).unwrap_or_default()
    };
    let steps = rows(&order, "lines");
    let heads: Vec<Vec<String>> = steps
        .iter()
        .map(|line| {
            let critical = if line["critical"] == true { "critical" } else { "" };
            vec![
                format!("wave {}", line["wave"]),
                clock(&line["deploy"]["start"]),
                text(line, "what").to_owned(),
                critical.to_owned(),
            ]
        })
        .collect();
    let mut said = String::new();
    for (head, line) in columns(&heads).lines().zip(steps) {
        said.push_str(&format!("{head}\n"));
        let crews: Vec<&str> = rows(line, "crews").iter().filter_map(Value::as_str).collect();
        let by = if crews.is_empty() {
            String::new()
        } else {
            format!(" By {}.", crews.join(" and "))
        };
        said.push_str(&format!("    {}{by}\n", text(line, "starts_because")));
        for reason in rows(line, "because").iter().filter_map(Value::as_str) {
            said.push_str(&format!("    {reason}\n"));
        }
    }
    if !rows(&order, "back_out").is_empty() {
        said.push_str("\nWay back\n");
    }
    let back: Vec<Vec<String>> = rows(&order, "back_out")
        .iter()
        .map(|step| {
            let why = step["forward_fix"].as_str().unwrap_or_default();
            vec![
                format!("+{} min", step["after_minutes"]),
                format!("{} min", step["minutes"]),
                format!("{} {why}", text(step, "label")).trim_end().to_owned(),
            ]
        })
        .collect();
    said.push_str(&columns(&back));
    for proof in rows(&order, "proof").iter().filter_map(Value::as_str) {
        said.push_str(&format!("\n{proof}"));
    }
    said.push_str(&format!("\n{}", text(&order, "sentence")));
    Outcome::done(said, order)
}
