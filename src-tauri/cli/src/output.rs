//! What a command prints, for people or as JSON, and the exit code it ends with.

use crate::failure::Failure;
use serde::Serialize;
use serde_json::Value;
use std::io::Write;
use std::process::ExitCode;

/// Exit code of a command that could not do what was asked.
const FAILED: u8 = 2;

/// What a command has to say.
pub struct Outcome {
    /// For people.
    pub text: String,
    /// For programs.
    pub json: Value,
    /// 0, or 1 where the answer itself is a no: findings, a closed gate, a broken chain.
    pub code: u8,
}

impl Outcome {
    /// Everything went as asked.
    pub fn done(text: impl Into<String>, json: impl Serialize) -> Result<Self, Failure> {
        Self::with_code(text, json, 0)
    }
    /// The answer, and the exit code that stands for it.
    pub fn with_code(text: impl Into<String>, json: impl Serialize, code: u8) -> Result<Self, Failure> {
        let json = serde_json::to_value(json)
            .map_err(|error| Failure::fault(format!("The answer cannot be written as JSON: {error}.")))?;
        Ok(Self {
            text: text.into(),
            json,
            code,
        })
    }
}

/// Prints the outcome; a closed pipe is no error.
pub fn show(outcome: &Outcome, json: bool) -> ExitCode {
    let text = if json {
        pretty(&outcome.json)
    } else {
        outcome.text.trim_end().to_owned()
    };
    if !text.is_empty() {
        let _ = writeln!(std::io::stdout().lock(), "{text}");
    }
    ExitCode::from(outcome.code)
}

/// Prints why it did not work, on the error channel.
pub fn fail(failure: &Failure, json: bool) -> ExitCode {
    let text = match serde_json::to_value(failure) {
        Ok(value) if json => pretty(&value),
        _ => format!("slipway: {}", failure.sentence),
    };
    let _ = writeln!(std::io::stderr().lock(), "{text}");
    ExitCode::from(FAILED)
}

fn pretty(value: &Value) -> String {
    serde_json::to_string_pretty(value).unwrap_or_else(|_| value.to_string())
}

/// Columns padded to their widest cell, two blanks between them.
pub fn columns(rows: &[Vec<String>]) -> String {
    let mut widths: Vec<usize> = Vec::new();
    for row in rows {
        for (index, cell) in row.iter().enumerate() {
            let width = cell.chars().count();
            match widths.get_mut(index) {
                Some(known) => *known = (*known).max(width),
                None => widths.push(width),
            }
        }
    }
    let mut text = String::new();
    for row in rows {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(&widths) {
            line.push_str(cell);
            line.extend(std::iter::repeat_n(' ', width - cell.chars().count() + 2));
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::columns;

    #[test]
    fn columns_are_as_wide_as_their_widest_cell() {
        let rows = [["a", "bb", ""], ["ccc", "d", "e"]].map(|row| row.map(str::to_owned).to_vec());
        assert_eq!(columns(&rows), "a    bb\nccc  d   e\n");
    }
}
