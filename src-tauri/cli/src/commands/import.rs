//! `slipway import`: what would change, then the import as one operation per source.

use super::{rows, text};
use crate::arguments::{Import, Kind};
use crate::desk::Session;
use crate::failure::Failure;
use crate::output::{Outcome, columns};
use app::transfer::{DetectImport, ProposeTable};
use serde_json::{Value, json};
use std::path::Path;

pub async fn run(session: &Session, import: Import) -> Result<Outcome, Failure> {
    session.open(&import.file).await?;
    let mut said = String::new();
    let mut answers = Vec::new();
    for question in questions(session, &import).await? {
        let (sentence, answer) = one(session, question, import.dry_run).await?;
        said.push_str(&sentence);
        answers.push(answer);
    }
    Outcome::done(said, json!({ "dry_run": import.dry_run, "imports": answers }))
}

/// A question for each source; after a folder of one kind, what is no such folder itself belongs to it.
async fn questions(session: &Session, import: &Import) -> Result<Vec<Value>, Failure> {
    let mut questions: Vec<(bool, Value)> = Vec::new();
    for source in &import.sources {
        let path = source.to_string_lossy().into_owned();
        let after_folder = questions.last().is_some_and(|(folder, _)| *folder);
        let detected = session
            .value("detect_import", DetectImport { path: path.clone() })
            .await;
        let table = match &detected {
            Ok(detected) => text(detected, "kind") == "table",
            Err(_) => after_folder && source.exists(),
        };
        if after_folder && table {
            if let Some((_, Value::Object(question))) = questions.last_mut() {
                let extras = question.entry("extras").or_insert_with(|| json!([]));
                if let Some(extras) = extras.as_array_mut() {
                    extras.push(json!(path));
                }
            }
            continue;
        }
        let mapping = if table {
            mapping(session, import, &path).await?
        } else {
            Value::Null
        };
        detected?;
        questions.push((
            !table,
            json!({ "path": path, "extras": [], "release": import.series, "mapping": mapping }),
        ));
    }
    Ok(questions.into_iter().map(|(_, question)| question).collect())
}

/// The mapping a person wrote, or the one proposed for the kind a person named; nothing leaves it to the import.
async fn mapping(session: &Session, import: &Import, path: &str) -> Result<Value, Failure> {
    if let Some(file) = &import.mapping {
        return read_mapping(file);
    }
    let Some(kind) = import.kind else {
        return Ok(Value::Null);
    };
    let word = match kind {
        Kind::Services => "services",
        Kind::Dependencies => "dependencies",
        Kind::Changes => "changes",
    };
    let question: ProposeTable = serde_json::from_value(json!({ "path": path, "kind": word }))
        .map_err(|error| Failure::malformed(format!("{word} is no kind of table: {error}.")))?;
    let proposal = session.value("propose_table", question).await?;
    Ok(proposal["mapping"].clone())
}

fn read_mapping(file: &Path) -> Result<Value, Failure> {
    let name = file.display();
    let text = std::fs::read_to_string(file).map_err(|error| {
        Failure::refused(
            "unreadable",
            format!("The mapping {name} cannot be read: {error}."),
        )
    })?;
    serde_json::from_str(&text)
        .map_err(|error| Failure::malformed(format!("The mapping {name} is no JSON: {error}.")))
}

async fn one(session: &Session, question: Value, dry_run: bool) -> Result<(String, Value), Failure> {
    let diff = session.value("preview_import", &question).await?;
    let mut said = picture(&diff);
    if dry_run {
        said.push_str("Dry run: nothing was written.\n");
        return Ok((said, diff));
    }
    match session.value("apply_import", question).await {
        Ok(written) => {
            said.push_str(&format!("Written as entry {} of the log.\n", written["seq"]));
            Ok((
                said,
                json!({ "written": written, "refused": diff["refused"], "notes": diff["notes"] }),
            ))
        }
        Err(failure) if failure.code == "nothing-new" => {
            said.push_str("Nothing is new; nothing was written.\n");
            Ok((
                said,
                json!({ "written": null, "refused": diff["refused"], "notes": diff["notes"] }),
            ))
        }
        Err(failure) => Err(failure),
    }
}

/// Counts by table, then what was refused with file, row and reason.
fn picture(diff: &Value) -> String {
    let mut table = vec![
        ["", "added", "changed", "unchanged", "gone"]
            .map(str::to_owned)
            .to_vec(),
    ];
    for count in rows(diff, "counts") {
        let number = |field: &str| count[field].to_string();
        table.push(vec![
            text(count, "table").replace('_', " "),
            number("added"),
            number("changed"),
            number("unchanged"),
            number("gone"),
        ]);
    }
    let mut said = format!("{}\n{}", text(diff, "source"), columns(&table));
    for refused in rows(diff, "refused") {
        let row = refused["row"]
            .as_u64()
            .map(|row| format!(", row {row}"))
            .unwrap_or_default();
        said.push_str(&format!(
            "Refused: {}{row}: {}\n",
            text(refused, "file"),
            text(refused, "reason")
        ));
    }
    let notes = rows(diff, "notes").len();
    if notes > 0 {
        said.push_str(&format!("{notes} more to know; --json lists them.\n"));
    }
    said
}
