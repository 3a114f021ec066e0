//! `slipway bundle`: a proposal for each train, saved beside the plan; with `--adopt` put into it.

use super::{rows, text};
use crate::arguments::Bundle;
use crate::desk::Session;
use crate::failure::Failure;
use crate::output::Outcome;
use serde_json::{Value, json};

/// Why a train has nothing to solve: no fault of the command.
const NOTHING_TO_SOLVE: [&str; 2] = ["no-release", "no-change"];

/// Changes of a train that stay as they are, up to which each is said with why.
const LEFT_SAID: usize = 3;

pub async fn run(session: &Session, bundle: Bundle) -> Result<Outcome, Failure> {
    session.open(&bundle.file).await?;
    let trains = trains(session, bundle.train.as_deref()).await?;
    // One budget for all: a plan with five trains takes no longer than a plan with one.
    let seconds = bundle.time / trains.len().max(1) as f64;
    let mut said = String::new();
    let mut proposals = Vec::new();
    for (train, name) in &trains {
        let limit = match bundle.iterations {
            Some(iterations) => json!({ "iterations": iterations }),
            None => json!({ "seconds": seconds }),
        };
        let mut question = json!({ "train": train, "seed": bundle.seed });
        if let (Some(question), Some(limit)) = (question.as_object_mut(), limit.as_object()) {
            question.extend(limit.clone());
        }
        let solved = match session.value("solve", question).await {
            Ok(written) => written["answer"].clone(),
            Err(failure) if NOTHING_TO_SOLVE.contains(&failure.code.as_str()) => {
                said.push_str(&format!("{name}: nothing to place.\n"));
                continue;
            }
            Err(failure) => return Err(failure),
        };
        said.push_str(&format!(
            "{name}: {}.\n",
            text(&solved, "sentence").trim_end_matches('.')
        ));
        let left = rows(&solved, "left_out");
        for reason in left.iter().take(LEFT_SAID) {
            said.push_str(&format!("  {}\n", reason.as_str().unwrap_or_default()));
        }
        if left.len() > LEFT_SAID {
            said.push_str(&format!(
                "  {} more stay as they are; --json names them all.\n",
                left.len() - LEFT_SAID
            ));
        }
        let adopted = bundle.adopt && adopt(session, &solved, &mut said).await?;
        proposals.push(json!({ "train": name, "proposal": solved, "adopted": adopted }));
    }
    if !bundle.adopt && !proposals.is_empty() {
        said.push_str("Saved beside the plan; no change was moved. --adopt puts a proposal into the plan.\n");
    }
    Outcome::done(said, json!({ "proposals": proposals }))
}

async fn adopt(session: &Session, solved: &Value, said: &mut String) -> Result<bool, Failure> {
    let name = text(solved, "name");
    match session
        .value("adopt_scenario", json!({ "scenario": solved["scenario"] }))
        .await
    {
        Ok(written) => {
            said.push_str(&format!("  {}.\n", text(&written, "sentence")));
            Ok(true)
        }
        Err(failure) if failure.code == "nothing-new" => {
            session
                .value("drop_scenario", json!({ "scenario": solved["scenario"] }))
                .await?;
            said.push_str(&format!("  {name} is what the plan already says.\n"));
            Ok(false)
        }
        Err(failure) => Err(failure),
    }
}

/// Ids and names of the trains to fill; releases on no train when the plan has no train.
async fn trains(session: &Session, wanted: Option<&str>) -> Result<Vec<(Value, String)>, Failure> {
    let board = session.value("board", json!({})).await?;
    let all: Vec<(Value, String)> = rows(&board, "trains")
        .iter()
        .map(|train| (train["id"].clone(), text(train, "name").to_owned()))
        .collect();
    match wanted {
        None if all.is_empty() => Ok(vec![(Value::Null, "Releases on no train".to_owned())]),
        None => Ok(all),
        Some(wanted) => {
            let lower = wanted.to_lowercase();
            let known: Vec<&str> = all.iter().map(|(_, name)| name.as_str()).collect();
            let unknown = Failure::refused(
                "unknown",
                format!("The plan has no train {wanted}. It has {}.", known.join(", ")),
            );
            all.iter()
                .find(|(_, name)| name.to_lowercase() == lower)
                .cloned()
                .map(|train| vec![train])
                .ok_or(unknown)
        }
    }
}
