//! Checkpoints: signed notes of a member, kept outside the plan file, that a rewritten journal cannot answer.

use super::Head;
use crate::pen::{Pen, is_signed_by};
use planning::Instant;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A signed statement of a member: “at this position I saw this hash”.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checkpoint {
    /// The signer's public key, 64 hexadecimal digits.
    pub key: String,
    /// Who, in words.
    pub author: String,
    /// The plan.
    pub plan: Uuid,
    /// Position.
    pub seq: i64,
    /// Hash there.
    pub hash: String,
    /// When, by the signer's clock.
    pub at: Instant,
    /// Ed25519 signature of the note, 128 hexadecimal digits.
    pub signature: String,
}

/// Why a text is no checkpoint.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is no checkpoint: {0}")]
pub struct NoCheckpoint(&'static str);

/// The first word of the origin line.
const ORIGIN: &str = "slipway/";

impl Checkpoint {
    /// States with the pen that the journal of the plan stands at the head.
    #[must_use]
    pub fn sign(pen: &Pen, author: &str, plan: Uuid, head: &Head, at: Instant) -> Self {
        let mut checkpoint = Self {
            key: pen.key(),
            // The name stands on a line of its own words: a line break in it would end the note.
            author: author.split_whitespace().collect::<Vec<_>>().join(" "),
            plan,
            seq: head.seq,
            hash: head.hash.clone(),
            at,
            signature: String::new(),
        };
        checkpoint.signature = pen.sign_bytes(checkpoint.text().as_bytes());
        checkpoint
    }

    /// What is signed: origin, position, hash and time, a line each.
    fn text(&self) -> String {
        format!(
            "{ORIGIN}{}\n{}\n{}\n{}\n",
            self.plan, self.seq, self.hash, self.at
        )
    }

    /// The whole note: what is signed, an empty line, and who signed it.
    #[must_use]
    pub fn note(&self) -> String {
        format!(
            "{}\n— {} {} {}\n",
            self.text(),
            self.author,
            self.key,
            self.signature
        )
    }

    /// Reads a note. Whether its signature holds is asked with [`Self::is_signed`].
    ///
    /// # Errors
    /// [`NoCheckpoint`] with the line that does not fit.
    pub fn parse(note: &str) -> Result<Self, NoCheckpoint> {
        let mut lines = note.lines();
        let mut next = |what| lines.next().ok_or(NoCheckpoint(what));
        let plan = next("it is empty")?
            .strip_prefix(ORIGIN)
            .and_then(|id| id.parse().ok())
            .ok_or(NoCheckpoint("its first line names no plan"))?;
        let seq = next("it ends before the position")?
            .parse()
            .map_err(|_| NoCheckpoint("its second line is no position"))?;
        let hash = next("it ends before the hash")?.to_owned();
        let at = next("it ends before the time")?
            .parse()
            .map_err(|_| NoCheckpoint("its fourth line is no time"))?;
        if !next("it is not signed")?.is_empty() {
            return Err(NoCheckpoint("an empty line is missing before the signature"));
        }
        let signed = next("it is not signed")?
            .strip_prefix("— ")
            .ok_or(NoCheckpoint("its last line is no signature"))?;
        let mut words = signed.rsplitn(3, ' ');
        let (Some(signature), Some(key)) = (words.next(), words.next()) else {
            return Err(NoCheckpoint("its last line names no key"));
        };
        Ok(Self {
            key: key.to_owned(),
            author: words.next().unwrap_or_default().to_owned(),
            plan,
            seq,
            hash,
            at,
            signature: signature.to_owned(),
        })
    }

    /// True when the signature is that of the key.
    #[must_use]
    pub fn is_signed(&self) -> bool {
        is_signed_by(&self.key, self.text().as_bytes(), &self.signature)
    }

    /// True when the journal whose entry at the position carries this hash is the one that was signed.
    #[must_use]
    pub fn holds(&self, hash_there: Option<&str>) -> bool {
        hash_there == Some(self.hash.as_str()) && self.is_signed()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checkpoint(author: &str) -> Checkpoint {
        let head = Head {
            seq: 57,
            hash: "ab".repeat(32),
        };
        let at = "2026-11-03T15:00:00Z".parse().expect("a time");
        Checkpoint::sign(&Pen::from_secret([7; 32]), author, Uuid::from_u128(5), &head, at)
    }

    #[test]
    fn a_note_is_read_as_it_was_written() {
        for author in ["Inês Costa", "x", "", "two\nlines  and\tmore"] {
            let checkpoint = checkpoint(author);
            let note = checkpoint.note();
            assert_eq!(note.lines().count(), 6, "{note}");
            assert_eq!(Checkpoint::parse(&note), Ok(checkpoint.clone()), "{note}");
            assert!(checkpoint.is_signed());
        }
    }

    #[test]
    fn the_note_has_the_shape_of_a_signed_note() {
        let note = checkpoint("Inês Costa").note();
        let lines: Vec<&str> = note.lines().collect();
        assert_eq!(
            lines[..5],
            [
                "slipway/00000000-0000-0000-0000-000000000005",
                "57",
                &"ab".repeat(32),
                "2026-11-03T15:00:00Z",
                ""
            ]
        );
        assert!(lines[5].starts_with("— Inês Costa "), "{note}");
    }

    #[test]
    fn nothing_in_a_note_can_be_changed_unseen() {
        let good = checkpoint("Inês Costa");
        let changed = [
            Checkpoint {
                seq: 56,
                ..good.clone()
            },
            Checkpoint {
                hash: "cd".repeat(32),
                ..good.clone()
            },
            Checkpoint {
                plan: Uuid::from_u128(6),
                ..good.clone()
            },
            Checkpoint {
                at: "2026-11-03T15:00:01Z".parse().expect("a time"),
                ..good.clone()
            },
            Checkpoint {
                key: Pen::from_secret([8; 32]).key(),
                ..good.clone()
            },
        ];
        assert!(changed.iter().all(|each| !each.is_signed()));
        assert!(good.holds(Some(&"ab".repeat(32))));
        assert!(!good.holds(Some(&"cd".repeat(32))));
        assert!(!good.holds(None));
    }

    #[test]
    fn what_is_no_note_says_why() {
        let note = checkpoint("x").note();
        let lines: Vec<&str> = note.lines().collect();
        for cut in 0..lines.len() {
            assert!(Checkpoint::parse(&lines[..cut].join("\n")).is_err(), "{cut}");
        }
        let error = Checkpoint::parse("hello\n").expect_err("no note");
        assert_eq!(
            error.to_string(),
            "this is no checkpoint: its first line names no plan"
        );
    }
}
