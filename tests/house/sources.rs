//! The files of the repository, and Rust text without its comments and strings.

use std::path::{Path, PathBuf};

/// A file of ours.
pub struct Source {
    /// Its path from the root, with slashes.
    pub path: String,
    /// What is in it.
    pub text: String,
}

/// The files below a folder with one of these endings, in order.
pub fn below(folder: &str, endings: &[&str]) -> Vec<Source> {
    let root = tests::root();
    let mut files = Vec::new();
    walk(&root.join(folder), &mut files);
    files.sort();
    files
        .into_iter()
        .filter(|file| {
            file.extension()
                .is_some_and(|ending| endings.iter().any(|each| ending == *each))
        })
        .filter_map(|file| {
            let path = file
                .strip_prefix(&root)
                .ok()?
                .to_string_lossy()
                .replace('\\', "/");
            Some(Source {
                path,
                text: std::fs::read_to_string(&file).ok()?,
            })
        })
        .collect()
}

/// All our Rust.
pub fn rust() -> Vec<Source> {
    let mut sources = below("src-tauri", &["rs"]);
    sources.extend(below("tests", &["rs"]));
    assert!(sources.len() > 30, "the Rust sources are not where they were");
    sources
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let name = entry.file_name();
        if path.is_dir() {
            if !["node_modules", "target", "dist", "gen"]
                .iter()
                .any(|each| name == *each)
            {
                walk(&path, files);
            }
        } else {
            files.push(path);
        }
    }
}

/// Rust without comments, string and character literals: what is left are identifiers and signs.
pub fn bare_rust(text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    let mut bare = String::with_capacity(text.len());
    let mut at = 0;
    while at < characters.len() {
        let rest = &characters[at..];
        let length = match rest {
            ['/', '/', ..] => rest
                .iter()
                .position(|character| *character == '\n')
                .unwrap_or(rest.len()),
            ['/', '*', ..] => block_comment(rest),
            ['r', '"', ..] | ['r', '#', '"' | '#', ..] => raw_string(rest),
            ['"', ..] => quoted(rest),
            ['\'', '\\', ..] => {
                3 + rest[3..]
                    .iter()
                    .position(|character| *character == '\'')
                    .unwrap_or(0)
            }
            ['\'', _, '\'', ..] => 3,
            _ => 0,
        };
        if length == 0 {
            bare.push(characters[at]);
            at += 1;
        } else {
            bare.push(' ');
            at += length;
        }
    }
    bare
}

fn quoted(rest: &[char]) -> usize {
    let mut at = 1;
    while at < rest.len() && rest[at] != '"' {
        at += if rest[at] == '\\' { 2 } else { 1 };
    }
    at + 1
}

fn raw_string(rest: &[char]) -> usize {
    let hashes = rest[1..]
        .iter()
        .take_while(|character| **character == '#')
        .count();
    let closing: Vec<char> = std::iter::once('"')
        .chain(std::iter::repeat_n('#', hashes))
        .collect();
    let body = hashes + 2;
    rest.get(body..)
        .and_then(|rest| rest.windows(closing.len()).position(|part| part == closing))
        .map_or(rest.len(), |end| body + end + closing.len())
}

fn block_comment(rest: &[char]) -> usize {
    let end = rest.windows(2).skip(2).position(|pair| pair == ['*', '/']);
    end.map_or(rest.len(), |end| end + 4)
}

#[test]
fn comments_and_strings_are_taken_out() {
    let bare = bare_rust(
        "let a = \"bad \\\" word\"; // bad\n/* bad */ let b = r#\"bad\"#; let c: &'a str = 'x'.into();",
    );
    let words: Vec<&str> = bare.split_whitespace().collect();
    assert_eq!(words.join(" "), "let a = ; let b = ; let c: &'a str = .into();");
}
