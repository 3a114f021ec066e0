//! Reads YAML within bounds and answers a refusal with file and line when it cannot.

use crate::Refusal;
use serde::de::DeserializeOwned;

/// Larger YAML than this is never part of a release repository.
const MOST_BYTES: usize = 4 << 20;

/// Reads one document. Aliases that multiply are stopped by the parser's repetition limit.
pub(crate) fn read<T: DeserializeOwned>(file: &str, bytes: &[u8]) -> Result<T, Refusal> {
    serde_norway::from_str(text(file, bytes)?).map_err(|error| {
        let line = error.location().and_then(|at| u32::try_from(at.line()).ok());
        Refusal::whole(file, line, sentence(&error.to_string()))
    })
}

/// The bytes as text, when they are YAML at all.
pub(crate) fn text<'a>(file: &str, bytes: &'a [u8]) -> Result<&'a str, Refusal> {
    if bytes.len() > MOST_BYTES {
        let reason = format!(
            "It has {} bytes; at most {MOST_BYTES} are read as YAML.",
            bytes.len()
        );
        return Err(Refusal::whole(file, None, reason));
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Refusal::whole(file, None, "The file is empty."));
    }
    if bytes.contains(&0) {
        return Err(Refusal::whole(file, None, "It is not text."));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
        Refusal::whole(file, u32::try_from(line).ok(), "It is not UTF-8 text.")
    })?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

/// The line of the first key with that name at any depth, counted from one.
pub(crate) fn line_of(bytes: &[u8], key: &str) -> Option<u32> {
    let text = std::str::from_utf8(bytes).ok()?;
    let wanted = |line: &str| {
        line.trim_start()
            .trim_start_matches("- ")
            .strip_prefix(key)
            .is_some_and(|rest| rest.starts_with(':'))
    };
    let index = text.lines().position(wanted)?;
    u32::try_from(index + 1).ok()
}

fn sentence(error: &str) -> String {
    format!("It is not sound YAML: {}.", error.trim_end_matches('.'))
}
