//! `slipway import`: what would change, then the import as one operation per source.

use super::{rows, text};
use crate::arguments::{Direction, Import, Kind};
use crate::desk::Session;
use crate::failure::Failure;
use crate::output::{Outcome, columns};
use app::transfer::{DetectImport, ProposeTable};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

pub async fn run(session: &Session, import: Import) -> Result<Outcome, Failure> {
    session.open(&import.file).await?;
    let mut said = String::new();
    let mut answers = Vec::new();
    let (responses, sources): (Vec<PathBuf>, Vec<PathBuf>) =
        import.sources.into_iter().partition(|source| is_response(source));
    let import = Import { sources, ..import };
    for source in responses {
        let (sentence, answer) = response(session, &source, import.dry_run).await?;
        said.push_str(&sentence);
        answers.push(answer);
    }
    for question in questions(session, &import).await? {
        let (sentence, answer) = one(session, question, import.dry_run).await?;
        said.push_str(&sentence);
        answers.push(answer);
    }
    Outcome::done(said, json!({ "dry_run": import.dry_run, "imports": answers }))
}

/// True for what a response form saves: the answer of a party to a freeze.
fn is_response(source: &Path) -> bool {
    let name = source
        .file_name()
        .map(|name| name.to_string_lossy().to_lowercase());
    name.is_some_and(|name| name.ends_with(".response.json"))
}

/// Takes in the answer of a party.
async fn response(session: &Session, source: &Path, dry_run: bool) -> Result<(String, Value), Failure> {
    if dry_run {
        return Err(Failure::malformed(
            "A response is taken or refused as it is; leave --dry-run out.".to_owned(),
        ));
    }
    let answer = session
        .value("import_response", json!({ "path": source.to_string_lossy() }))
        .await?;
    let sentence = format!("{}\n", text(&answer["answer"], "sentence"));
    Ok((sentence, answer))
}

/// A question for each source. After a folder of releases, what is no source of its own kind belongs to it; Compose
/// files of one folder are layers of one project.
async fn questions(session: &Session, import: &Import) -> Result<Vec<Value>, Failure> {
    let mut questions: Vec<(String, Value)> = Vec::new();
    for source in &import.sources {
        let path = source.to_string_lossy().into_owned();
        let last = questions.last().map_or("", |(kind, _)| kind.as_str()).to_owned();
        let after_folder = matches!(last.as_str(), "openstack" | "kubernetes");
        let detected = session
            .value("detect_import", DetectImport { path: path.clone() })
            .await;
        let kind = match &detected {
            Ok(detected) => text(detected, "kind").to_owned(),
            Err(_) if after_folder && source.exists() => "table".to_owned(),
            Err(_) => String::new(),
        };
        let beside = |first: &Value| Path::new(text(first, "path")).parent() == source.parent();
        let layer = last == "compose"
            && kind == "compose"
            && questions.last().is_some_and(|(_, first)| beside(first));
        let part = after_folder && !matches!(kind.as_str(), "openstack" | "kubernetes" | "");
        if layer || part {
            if let Some((_, Value::Object(question))) = questions.last_mut() {
                let extras = question.entry("extras").or_insert_with(|| json!([]));
                if let Some(extras) = extras.as_array_mut() {
                    extras.push(json!(path));
                }
            }
            continue;
        }
        let mapping = if kind == "table" {
            mapping(session, import, &path).await?
        } else {
            Value::Null
        };
        detected?;
        questions.push((
            kind,
            json!({ "path": path, "extras": [], "release": import.series, "mapping": mapping,
                "environment": import.environment, "region": import.region, "business": import.business }),
        ));
    }
    Ok(questions.into_iter().map(|(_, question)| question).collect())
}

/// The mapping a person wrote, or the one proposed for the kind and direction a person named; nothing leaves it to the
/// import.
async fn mapping(session: &Session, import: &Import, path: &str) -> Result<Value, Failure> {
    if let Some(file) = &import.mapping {
        return read_mapping(file);
    }
    if import.kind.is_none() && import.direction.is_none() {
        return Ok(Value::Null);
    }
    let word = import.kind.map(|kind| match kind {
        Kind::Services => "services",
        Kind::Dependencies => "dependencies",
        Kind::Changes => "changes",
    });
    let question: ProposeTable = serde_json::from_value(json!({ "path": path, "kind": word }))
        .map_err(|error| Failure::malformed(format!("{word:?} is no kind of table: {error}.")))?;
    let mut mapping = session.value("propose_table", question).await?["mapping"].clone();
    if let Some(direction) = import.direction {
        mapping["direction"] = json!(match direction {
            Direction::FirstNeedsSecond => "first-needs-second",
            Direction::SecondNeedsFirst => "second-needs-first",
        });
    }
    Ok(mapping)
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

/// Lines of one kind that are printed; JSON has all.
const MOST_LINES: usize = 40;

/// Counts by table, then what is gone, then what was refused with file, row and reason, then notes.
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
    let gone = rows(diff, "rows")
        .iter()
        .filter(|row| text(row, "status") == "gone");
    let gone: Vec<String> = gone
        .map(|row| {
            format!(
                "Gone: {} {} ({})\n",
                text(row, "table").replace('_', " "),
                text(row, "label"),
                text(row, "file")
            )
        })
        .collect();
    let refused: Vec<String> = rows(diff, "refused")
        .iter()
        .map(|refused| {
            let row = refused["row"]
                .as_u64()
                .map(|row| format!(", row {row}"))
                .unwrap_or_default();
            let left = if refused["rest_taken"] == true {
                "Left out"
            } else {
                "Refused"
            };
            format!(
                "{left}: {}{row}: {}\n",
                text(refused, "file"),
                text(refused, "reason")
            )
        })
        .collect();
    let notes: Vec<String> = rows(diff, "notes")
        .iter()
        .map(|note| format!("Note: {}\n", text(note, "sentence")))
        .collect();
    for lines in [gone, refused, notes] {
        said.extend(lines.iter().take(MOST_LINES).map(String::as_str));
        if lines.len() > MOST_LINES {
            said.push_str(&format!(
                "… and {} more; --json lists them.\n",
                lines.len() - MOST_LINES
            ));
        }
    }
    said
}
