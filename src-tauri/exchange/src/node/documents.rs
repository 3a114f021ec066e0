//! Takes a YAML stream apart: a broken document is refused with its line and spoils no other.

use super::tree::{Node, Within};
use crate::Refusal;
use crate::yaml;
use serde::de::DeserializeSeed;
use std::cell::Cell;

/// Values of one document at most, aliases expanded.
const MOST_VALUES: usize = 1_000_000;

/// One document of a stream.
#[derive(Clone, Debug)]
pub(crate) struct Document {
    /// The line of its first key, counted from one.
    pub(crate) line: u32,
    /// What it holds.
    pub(crate) node: Node,
    lines: Vec<(u32, String)>,
}

impl Document {
    /// The first line at or after `from` that holds the text as a word of its own; the document's line when none does.
    pub(crate) fn line_of(&self, text: &str, from: u32) -> u32 {
        self.find(text, from, u32::MAX).unwrap_or(self.line.max(from))
    }
    /// The line of a value under a key of the block that begins on a line; that line when the block does not hold both.
    pub(crate) fn line_within(&self, block: u32, key: &str, text: &str) -> u32 {
        let end = self.block_end(block);
        let key = self.find(&format!("{key}:"), block, end);
        key.and_then(|key| self.find(text, key, end)).unwrap_or(block)
    }
    /// The first line after a block that is no part of it: not deeper than its first.
    fn block_end(&self, block: u32) -> u32 {
        let depth = |line: &str| line.len() - line.trim_start().len();
        let filled = |line: &str| !line.trim().is_empty() && !line.trim_start().starts_with('#');
        let first = self.lines.iter().find(|(number, _)| *number == block);
        let first = first.map_or(0, |(_, line)| depth(line));
        let after = self
            .lines
            .iter()
            .filter(|(number, line)| *number > block && filled(line));
        after
            .into_iter()
            .find(|(_, line)| depth(line) <= first)
            .map_or(u32::MAX, |(number, _)| *number)
    }
    fn find(&self, text: &str, from: u32, to: u32) -> Option<u32> {
        let edge = |letter: Option<char>| {
            letter.is_none_or(|letter| !(letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.')))
        };
        let holds = |line: &str| {
            line.match_indices(text).any(|(at, _)| {
                edge(line.get(..at).and_then(|before| before.chars().next_back()))
                    && edge(line.get(at + text.len()..).and_then(|after| after.chars().next()))
            })
        };
        self.lines
            .iter()
            .find(|(number, line)| *number >= from && *number < to && !text.is_empty() && holds(line))
            .map(|(number, _)| *number)
    }
    /// The line of the first of several words that is found after the one before it.
    pub(crate) fn line_below(&self, path: &[&str]) -> u32 {
        path.iter().fold(self.line, |from, word| self.line_of(word, from))
    }
}

/// Every document of a stream that holds something; merges are resolved.
pub(crate) fn documents(file: &str, bytes: &[u8], refused: &mut Vec<Refusal>) -> Vec<Document> {
    let text = match yaml::stream(file, bytes) {
        Ok(text) => text,
        Err(refusal) => {
            refused.push(refusal);
            return Vec::new();
        }
    };
    let mut found = Vec::new();
    for (first, part) in parts(&text) {
        match yaml::within_bounds(file, first, &part).and_then(|()| document(file, first, &part)) {
            Ok(Some(document)) => found.push(document),
            Ok(None) => {}
            Err(refusal) => refused.push(refusal),
        }
    }
    found
}

fn document(file: &str, first: u32, part: &str) -> Result<Option<Document>, Refusal> {
    let left = Cell::new(MOST_VALUES);
    let deserializer = serde_norway::Deserializer::from_str(part);
    let node = Within(&left).deserialize(deserializer).map_err(|error| {
        let at = error.location().and_then(|at| u32::try_from(at.line()).ok());
        let line = at.map_or(first, |line| first + line.saturating_sub(1));
        Refusal::whole(file, Some(line), yaml::sentence(&error.to_string()))
    })?;
    let lines: Vec<(u32, String)> = (first..).zip(part.lines().map(str::to_owned)).collect();
    let starts = |line: &str| !line.trim().is_empty() && !line.trim_start().starts_with(['#', '-', '%']);
    let line = lines
        .iter()
        .find(|(_, line)| starts(line))
        .map_or(first, |(number, _)| *number);
    let document = Document {
        line,
        node: node.merged(),
        lines,
    };
    Ok((document.node != Node::Nothing).then_some(document))
}

/// The stream cut at its document marks, each part with the line it starts on. Parts without content are left out.
fn parts(text: &str) -> Vec<(u32, String)> {
    let mark = |line: &str| line == "---" || line.starts_with("--- ") || line.starts_with("---\t");
    let mut parts: Vec<(u32, String)> = vec![(1, String::new())];
    for (number, line) in (1u32..).zip(text.lines()) {
        let trimmed = line.trim_end();
        if mark(trimmed) || trimmed == "..." {
            // What follows the mark on its line belongs to the document; blanks keep its column.
            let rest = trimmed.strip_prefix("---").unwrap_or_default();
            parts.push((number, format!("   {rest}\n")));
        } else if let Some((_, part)) = parts.last_mut() {
            part.push_str(line);
            part.push('\n');
        }
    }
    let content = |line: &str| {
        let line = line.trim();
        !line.is_empty() && !line.starts_with(['#', '%'])
    };
    parts.retain(|(_, part)| part.lines().any(content));
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Vec<Document>, Vec<Refusal>) {
        let mut refused = Vec::new();
        (documents("x.yaml", text.as_bytes(), &mut refused), refused)
    }

    #[test]
    fn a_broken_document_is_refused_with_its_line_and_the_others_are_read() {
        let (found, refused) = read("# head\n---\nname: a\n---\nname: [\n---\n# nothing\n---\nname: c\n");
        let names: Vec<_> = found.iter().filter_map(|one| one.node.text(&["name"])).collect();
        assert_eq!((names, found[1].line), (vec!["a", "c"], 9));
        assert_eq!(refused.len(), 1);
        assert!(matches!(refused[0].row, Some(5..=6)), "{refused:?}");
    }

    #[test]
    fn merged_maps_stand_behind_the_own_keys() {
        let (found, _) =
            read("base: &base {a: 1, b: 2}\nmore: &more {c: 3}\none:\n  <<: [*base, *more]\n  b: 9\n");
        let one = &found[0].node.at(&["one"]).expect("one").clone();
        let said: Vec<_> = ["a", "b", "c"].iter().map(|key| one.text(&[key])).collect();
        assert_eq!(said, [Some("1"), Some("9"), Some("3")]);
        assert_eq!(one.get("<<"), None);
    }

    #[test]
    fn aliases_that_multiply_end_at_the_limit_and_not_in_the_memory() {
        let mut bomb = String::from("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
        for level in 1..12 {
            let below = vec![format!("*a{}", level - 1); 10].join(",");
            bomb.push_str(&format!("a{level}: &a{level} [{below}]\n"));
        }
        let (found, refused) = read(&format!("{bomb}---\nname: good\n"));
        assert_eq!((found.len(), refused.len()), (1, 1), "{refused:?}");
    }

    #[test]
    fn a_key_that_stands_twice_is_said() {
        let (_, refused) = read("a: 1\nb: 2\na: 3\n");
        assert!(refused[0].reason.contains("“a” stands twice"), "{refused:?}");
    }

    #[test]
    fn a_tag_keeps_its_value() {
        let (found, _) = read("ports: !reset []\nname: !override other\n");
        assert!(matches!(found[0].node.get("ports"), Some(Node::Tagged(tag, _)) if tag == "reset"));
        assert_eq!(found[0].node.text(&["name"]), Some("other"));
    }

    #[test]
    fn a_reference_is_found_on_its_line() {
        let (found, _) =
            read("---\nspec:\n  dependsOn:\n    - component:ledger-db\n    - component:ledger\n");
        assert_eq!(found[0].line_of("component:ledger", 1), 5);
        assert_eq!(found[0].line_below(&["dependsOn", "component:ledger-db"]), 4);
    }
}
