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
    if let Some(at) = too_deep(bytes) {
        let line = line_at(bytes, at);
        return Err(Refusal::whole(file, line, "Its brackets are nested too deeply."));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        Refusal::whole(file, line_at(bytes, error.valid_up_to()), "It is not UTF-8 text.")
    })?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

/// The text of a stream of documents, in UTF-8 or in UTF-16 as some shells write it.
pub(crate) fn stream(file: &str, bytes: &[u8]) -> Result<String, Refusal> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Refusal::whole(file, None, "The file is empty."));
    }
    let utf16 = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    if utf16 && let Ok(decoded) = crate::csv::decode(bytes, None) {
        return Ok(decoded.text);
    }
    if bytes.contains(&0) {
        return Err(Refusal::whole(file, None, "It is not text."));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        Refusal::whole(file, line_at(bytes, error.valid_up_to()), "It is not UTF-8 text.")
    })?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text).to_owned())
}

/// Refuses a document that is larger or nested more deeply than any real one.
pub(crate) fn within_bounds(file: &str, first: u32, part: &str) -> Result<(), Refusal> {
    if part.len() > MOST_BYTES {
        let reason = format!(
            "The document has {} bytes; at most {MOST_BYTES} are read as one.",
            part.len()
        );
        return Err(Refusal::whole(file, Some(first), reason));
    }
    match too_deep(part.as_bytes()) {
        Some(at) => {
            let line = line_at(part.as_bytes(), at).map(|line| first + line - 1);
            Err(Refusal::whole(file, line, "Its brackets are nested too deeply."))
        }
        None => Ok(()),
    }
}

/// Where more brackets are open at once than is read.
fn too_deep(bytes: &[u8]) -> Option<usize> {
    let mut open: i64 = 0;
    bytes.iter().position(|byte| {
        match byte {
            b'[' | b'{' => open += 1,
            b']' | b'}' => open = (open - 1).max(0),
            _ => {}
        }
        open > MOST_OPEN
    })
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

pub(crate) fn sentence(error: &str) -> String {
    format!("It is not sound YAML: {}.", error.trim_end_matches('.'))
}
