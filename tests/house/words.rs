//! Words of the field, and words that must not appear.

use crate::sources::{bare_rust, below, rust};

/// Never part of an identifier: the field has another word, or the word says nothing.
const NOT_IN_RUST: &[&str] = &[
    "blackout",
    "embargo",
    "rollback",
    "ticket",
    "tickets",
    "sprint",
    "clash",
    "retro",
    "postmortem",
    "ci",
    "cis",
    "manager",
    "helper",
    "helpers",
    "util",
    "utils",
    "processor",
];

/// Where a word is right after all: rollback is what databases do; libraries bring names of their own.
const ALLOWED: &[(&str, &str)] = &[
    ("src-tauri/store/", "rollback"),
    ("src-tauri/desktop/", "manager"),
    ("src-tauri/desktop/fresh_ui.rs", "utils"),
    ("tests/src/window/running.rs", "util"),
];

/// Never on a screen.
const NOT_ON_SCREEN: &[&str] = &[
    "blackout", "embargo", "rollback", "oops", "please", "sprint", "retro", "clash",
];

#[test]
fn rust_speaks_the_field_s_words() {
    let mut found = Vec::new();
    for source in rust() {
        for identifier in identifiers(&bare_rust(&source.text)) {
            for part in parts(&identifier) {
                let allowed = ALLOWED
                    .iter()
                    .any(|(room, word)| source.path.starts_with(room) && part == *word);
                if NOT_IN_RUST.contains(&part.as_str()) && !allowed {
                    found.push(format!("{}: {identifier} says {part}", source.path));
                }
            }
        }
    }
    found.dedup();
    assert!(
        found.is_empty(),
        "other words are agreed (docs/GLOSSARY.md):\n{}",
        found.join("\n")
    );
}

#[test]
fn screens_speak_the_field_s_words() {
    let mut found = Vec::new();
    for source in below("ui/src", &["ts", "svelte"]) {
        // What people may type into the palette is theirs to choose: it is found and never shown.
        let shown = |line: &str| !line.trim_start().starts_with("words: '");
        for (number, line) in source.text.lines().enumerate().filter(|(_, line)| shown(line)) {
            for word in line
                .to_lowercase()
                .split(|character: char| !character.is_alphanumeric())
            {
                if NOT_ON_SCREEN.contains(&word) {
                    found.push(format!("{}:{}: {word}", source.path, number + 1));
                }
            }
        }
    }
    assert!(
        found.is_empty(),
        "other words are agreed (docs/GLOSSARY.md):\n{}",
        found.join("\n")
    );
}

/// Sentences of refusals and faults live in Rust strings.
#[test]
fn sentences_blame_and_beg_nobody() {
    let mut found = Vec::new();
    for source in rust()
        .into_iter()
        .filter(|source| !source.path.starts_with("tests/house/"))
    {
        for (number, line) in source.text.lines().enumerate() {
            let Some((_, said)) = line.split_once('"') else {
                continue;
            };
            let said = said.to_lowercase();
            for word in ["oops", "please", "sorry"] {
                let hit = said
                    .split(|character: char| !character.is_alphanumeric())
                    .any(|each| each == word);
                if hit {
                    found.push(format!("{}:{}: {word}", source.path, number + 1));
                }
            }
        }
    }
    assert!(
        found.is_empty(),
        "say what happened, what is safe, what to do:\n{}",
        found.join("\n")
    );
}

fn identifiers(bare: &str) -> Vec<String> {
    bare.split(|character: char| !character.is_alphanumeric() && character != '_')
        .filter(|word| word.starts_with(|first: char| first.is_alphabetic() || first == '_'))
        .map(str::to_owned)
        .collect()
}

/// `BackOutPlan` and `back_out_plan` are back, out, plan.
fn parts(identifier: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut before = '_';
    for character in identifier.chars() {
        if character == '_' || character.is_uppercase() && before.is_lowercase() {
            parts.push(String::new());
        }
        if let Some(part) = parts.last_mut().filter(|_| character != '_') {
            part.extend(character.to_lowercase());
        }
        before = character;
    }
    parts.retain(|part| !part.is_empty());
    parts
}

#[test]
fn identifiers_come_apart_into_words() {
    assert_eq!(parts("BackOutPlan"), ["back", "out", "plan"]);
    assert_eq!(parts("back_out_plan"), ["back", "out", "plan"]);
    assert_eq!(parts("__CI"), ["ci"]);
}
