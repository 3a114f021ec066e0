//! Freezes of the schedule, each until thaw, with their rules from the page of release phases.

use super::{Read, markdown, zone_of};
use crate::{Batch, Edge, Files, Refusal};
use planning::{Freeze, FreezeId, FreezeLevel, FreezeScope, FreezeState, InFlight, Reference, Window};
use std::collections::BTreeMap;

/// How many days after a freeze an exception may still be asked for.
pub(super) const DAYS_TO_ASK: i64 = 3;

/// Every phrase that ends with “Freeze” in a row, as written: `[Code Freeze] and [Test Freeze]` holds two.
fn names(what: &str) -> Vec<String> {
    let mut found = Vec::new();
    let words: Vec<&str> = what.split_whitespace().collect();
    let mut start = 0;
    for (at, word) in words.iter().enumerate() {
        let plain = word.trim_matches(|letter: char| !letter.is_alphanumeric());
        if plain == "Begin" || plain == "and" || plain == "-" {
            start = at + 1;
        } else if plain.eq_ignore_ascii_case("freeze") && at > start {
            found.push(words.get(start..=at).unwrap_or_default().join(" "));
            start = at + 1;
        }
    }
    found
}

/// Makes a freeze of each one that a row begins.
pub(super) fn read(read: &mut Read, files: &Files, batch: &mut Batch, edge: &mut Edge) {
    let phases = files
        .get("sig-release/releases/release_phases.md")
        .map(String::from_utf8_lossy)
        .unwrap_or_default();
    let sections: BTreeMap<String, String> = markdown::sections(&phases);
    let thaw = read
        .rows
        .iter()
        .find(|row| row.what == "Thaw")
        .map(|row| row.when.starts());
    let end = thaw.or(read.final_release.map(|(_, at)| at));
    let mut made = Vec::new();
    for row in &read.rows {
        // Only links name phases: “Brace Yourself, Code Freeze is Coming” announces, it does not begin.
        if !row.source.contains('[') {
            continue;
        }
        for name in names(&row.what) {
            let anchor = match markdown::anchor(&name).as_str() {
                "production-readiness-freeze" => "prr-freeze".to_owned(),
                anchor => anchor.to_owned(),
            };
            let window = end
                .ok_or_else(|| "the schedule names no thaw".to_owned())
                .and_then(|end| {
                    let reference = Reference::new(&format!("v{} {anchor}", read.version))?;
                    Ok((reference, Window::new(row.when.deadline(), end)?))
                });
            let (reference, window) = match window {
                Ok(made) => made,
                Err(reason) => {
                    batch.refused.push(Refusal::whole(
                        &read.schedule_file,
                        Some(row.line),
                        format!("{name}: {reason}."),
                    ));
                    continue;
                }
            };
            let freeze = Freeze {
                id: edge.id::<FreezeId>(),
                reference,
                name,
                reason: sections.get(&anchor).cloned().unwrap_or_default(),
                level: level(&anchor),
                state: FreezeState::Agreed,
                window,
                zone: zone_of(&row.when),
                scope: FreezeScope {
                    systems: vec!["Kubernetes".into()],
                    ..FreezeScope::default()
                },
                asked_by: row.who.clone(),
                criteria: vec![format!(
                    "Asked for within {DAYS_TO_ASK} days after the freeze begins"
                )],
                allowed: Vec::new(),
                in_flight: InFlight::Stop,
                policy: None,
                origin: Some(read.origin(&anchor, &read.schedule_file, Some(row.line))),
            };
            made.push((anchor, (freeze.id, freeze.window)));
            batch.state(
                &freeze,
                &[
                    "name", "reason", "window", "zone", "scope", "asked_by", "criteria",
                ],
            );
        }
    }
    batch.fact("freezes", made.len());
    read.freezes.extend(made);
}

/// Code and tests are closed; the earlier freezes close the list of enhancements; the others are for texts.
fn level(anchor: &str) -> FreezeLevel {
    match anchor {
        "code-freeze" | "test-freeze" => FreezeLevel::Hard,
        "prr-freeze" | "enhancements-freeze" | "docs-freeze" => FreezeLevel::Notice,
        _ => FreezeLevel::Open,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_row_may_begin_two_freezes() {
        assert_eq!(
            names("Begin Code Freeze and Test Freeze"),
            ["Code Freeze", "Test Freeze"]
        );
        assert_eq!(
            names("Begin Feature blog freeze - Open placeholder PRs"),
            ["Feature blog freeze"]
        );
        assert_eq!(names("Docs Freeze"), ["Docs Freeze"]);
        assert!(names("Schedule finalized").is_empty());
    }
}
