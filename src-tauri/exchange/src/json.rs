//! Reads JSON of any usual encoding and answers a refusal with its line when it cannot.

use crate::Refusal;
use serde::de::DeserializeOwned;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// A document with the line of each text in it.
pub(crate) struct Read<T> {
    pub(crate) value: T,
    /// Hash of a text as it is spelled → the first line that holds it.
    lines: HashMap<u64, u32>,
}

impl<T> Read<T> {
    /// The first line that holds the text, counted from one.
    pub(crate) fn line_of(&self, text: &str) -> Option<u32> {
        let spelled = serde_json::to_string(text).ok()?;
        self.lines.get(&hash(spelled.trim_matches('"'))).copied()
    }
}

fn hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

/// The first line of every text, found in one pass: a bill of materials has tens of thousands.
fn lines(text: &str) -> HashMap<u64, u32> {
    let mut found = HashMap::new();
    let mut line = 1;
    let mut start: Option<usize> = None;
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate() {
        match (byte, start) {
            (b'\n', None) => line += 1,
            (b'"', None) => start = Some(at + 1),
            (b'"', Some(from)) if !escaped => {
                if let Some(text) = text.get(from..at) {
                    found.entry(hash(text)).or_insert(line);
                }
                start = None;
            }
            _ => {}
        }
        escaped = start.is_some() && byte == b'\\' && !escaped;
    }
    found
}

/// Reads one document.
pub(crate) fn read<T: DeserializeOwned>(file: &str, bytes: &[u8]) -> Result<Read<T>, Refusal> {
    let text = crate::csv::decode(bytes, None)
        .map_err(|reason| {
            Refusal::whole(
                file,
                None,
                reason.replace("not a table: it holds", "not JSON: it holds"),
            )
        })?
        .text;
    match serde_json::from_str(&text) {
        Ok(value) => Ok(Read {
            value,
            lines: lines(&text),
        }),
        Err(error) => {
            let line = u32::try_from(error.line()).ok().filter(|line| *line > 0);
            let words = error.to_string();
            let words = words.split(" at line ").next().unwrap_or_default();
            Err(Refusal::whole(
                file,
                line,
                format!("It is not sound JSON: {words}."),
            ))
        }
    }
}
