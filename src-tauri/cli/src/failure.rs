//! A command that could not do what was asked: one sentence, and what is safe.

use app::{FailureKind, WireFailure};
use serde::Serialize;

/// Why a command ends with exit code 2.
#[derive(Clone, Debug, Serialize)]
pub struct Failure {
    /// `refused`, `stale`, `malformed` or `fault`.
    pub kind: FailureKind,
    /// Stable word for scripts.
    pub code: String,
    /// What happened, and what is safe.
    pub sentence: String,
}

/// Said where the operation itself does not say what is safe.
const SAFE: &str = "Nothing was changed.";

impl Failure {
    /// What was asked cannot be read.
    pub fn malformed(sentence: impl Into<String>) -> Self {
        WireFailure::malformed(sentence).into()
    }
    /// The plan or the file says no.
    pub fn refused(code: &str, sentence: impl Into<String>) -> Self {
        WireFailure::refused(code, sentence).into()
    }
    /// Something broke.
    pub fn fault(sentence: impl Into<String>) -> Self {
        WireFailure::fault("command", sentence).into()
    }
}

impl From<WireFailure> for Failure {
    fn from(failure: WireFailure) -> Self {
        let said = ["changed", "safe", "kept", "written"]
            .iter()
            .any(|word| failure.sentence.contains(word));
        let sentence = if said {
            failure.sentence
        } else {
            format!("{} {SAFE}", failure.sentence.trim_end())
        };
        Self {
            kind: failure.kind,
            code: failure.code,
            sentence,
        }
    }
}
