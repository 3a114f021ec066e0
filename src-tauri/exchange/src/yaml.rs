//! Reads YAML within bounds and answers a refusal with file and line when it cannot.

use crate::Refusal;
use serde::de::DeserializeOwned;

/// Larger YAML than this is never part of a release repository.
const MOST_BYTES: usize = 4 << 20;

/// Brackets open at once that no release file ever has; deeper nesting makes the parser slow.
const MOST_OPEN: i64 = 500;

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
    let mut open: i64 = 0;
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            b'[' | b'{' => open += 1,
            b']' | b'}' => open = (open - 1).max(0),
            _ => {}
        }
        if open > MOST_OPEN {
            return Err(Refusal::whole(
                file,
                line_at(bytes, at),
                "Its brackets are nested too deeply.",
            ));
        }
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        Refusal::whole(file, line_at(bytes, error.valid_up_to()), "It is not UTF-8 text.")
    })?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

/// The line of a byte, counted from one.
fn line_at(bytes: &[u8], at: usize) -> Option<u32> {
    let before = bytes.get(..at).unwrap_or_default();
    u32::try_from(1 + before.iter().filter(|byte| **byte == b'\n').count()).ok()
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
