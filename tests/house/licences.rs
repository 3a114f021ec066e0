//! Licences of what we build on: the list in deny.toml, checked without a network.

use crate::metadata::{cargo_metadata, items, text};

#[test]
fn every_dependency_s_licence_is_on_the_list() {
    let deny = std::fs::read_to_string(tests::root().join("deny.toml")).expect("deny.toml is there");
    let allowed = allowed(&deny);
    assert!(allowed.len() > 3, "deny.toml lists no licences any more");
    // The packages of other systems are not on this machine; cargo-deny looks at those.
    let host = host();
    let metadata = cargo_metadata(&["--filter-platform", &host]);
    let used: Vec<&str> = items(&metadata["resolve"], "nodes")
        .iter()
        .map(|node| text(node, "id"))
        .collect();
    let found: Vec<String> = items(&metadata, "packages")
        .iter()
        .filter(|package| used.contains(&text(package, "id")))
        .filter(|package| !allows(text(package, "license"), &allowed))
        .map(|package| {
            format!(
                "{} {}: {}",
                text(package, "name"),
                text(package, "version"),
                text(package, "license")
            )
        })
        .collect();
    assert!(
        found.is_empty(),
        "not on the list in deny.toml:\n{}",
        found.join("\n")
    );
}

fn allowed(deny: &str) -> Vec<String> {
    let list = deny
        .split("allow = [")
        .nth(1)
        .and_then(|rest| rest.split(']').next())
        .unwrap_or_default();
    list.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

fn host() -> String {
    let said = std::process::Command::new("rustc")
        .arg("-vV")
        .output()
        .expect("rustc starts");
    let said = String::from_utf8_lossy(&said.stdout).into_owned();
    said.lines()
        .find_map(|line| line.strip_prefix("host: "))
        .unwrap_or_default()
        .to_owned()
}

/// An SPDX expression: OR of ANDs, with parentheses; the old slash means OR.
fn allows(expression: &str, allowed: &[String]) -> bool {
    let spaced = expression
        .replace('/', " OR ")
        .replace('(', " ( ")
        .replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut at = 0;
    !words.is_empty() && either(&words, &mut at, allowed) && at == words.len()
}

fn either(words: &[&str], at: &mut usize, allowed: &[String]) -> bool {
    let mut holds = both(words, at, allowed);
    while words.get(*at) == Some(&"OR") {
        *at += 1;
        holds |= both(words, at, allowed);
    }
    holds
}

fn both(words: &[&str], at: &mut usize, allowed: &[String]) -> bool {
    let mut holds = one(words, at, allowed);
    while words.get(*at) == Some(&"AND") {
        *at += 1;
        holds &= one(words, at, allowed);
    }
    holds
}

fn one(words: &[&str], at: &mut usize, allowed: &[String]) -> bool {
    let Some(word) = words.get(*at) else { return false };
    *at += 1;
    if *word == "(" {
        let holds = either(words, at, allowed);
        *at += 1;
        return holds;
    }
    let mut name = (*word).to_owned();
    if words.get(*at) == Some(&"WITH") {
        name = format!("{name} WITH {}", words.get(*at + 1).unwrap_or(&""));
        *at += 2;
    }
    allowed.contains(&name)
}

#[test]
fn expressions_read_as_they_are_meant() {
    let allowed = [
        "MIT".to_owned(),
        "Unicode-3.0".to_owned(),
        "Apache-2.0 WITH LLVM-exception".to_owned(),
    ];
    for fine in [
        "MIT",
        "MIT/Apache-2.0",
        "(GPL-2.0 OR MIT) AND Unicode-3.0",
        "Apache-2.0 WITH LLVM-exception",
    ] {
        assert!(allows(fine, &allowed), "{fine}");
    }
    for not in [
        "",
        "GPL-3.0",
        "MIT AND GPL-3.0",
        "GPL-2.0 OR (MIT AND LGPL-3.0)",
        "Apache-2.0",
    ] {
        assert!(!allows(not, &allowed), "{not}");
    }
}
