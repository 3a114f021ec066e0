//! What signatures and checkpoints say of a journal while its entries are read one after the other.

use crate::hub::Checkpoint;
use crate::pen::is_signed;
use crate::verify::Writer;
use planning::journal::Entry;
use std::collections::BTreeMap;
use uuid::Uuid;

/// How many false signatures a report names.
const NAMED: usize = 5;

/// Signatures and checkpoints, compared with the entries heard so far.
pub(crate) struct Testimony<'a> {
    /// Checkpoints of this plan, oldest position first.
    known: Vec<&'a Checkpoint>,
    /// Hashes at the positions of the checkpoints.
    hashes: BTreeMap<i64, Option<String>>,
    writers: BTreeMap<(String, Option<String>), i64>,
    forged: Vec<String>,
}

/// What came out.
pub(crate) struct Heard {
    pub(crate) problems: Vec<String>,
    pub(crate) writers: Vec<Writer>,
    pub(crate) held: usize,
}

impl<'a> Testimony<'a> {
    /// Listens for what the checkpoints of the plan saw. Those of other plans say nothing.
    pub(crate) fn about(plan: Uuid, known: &'a [Checkpoint]) -> Self {
        let mut known: Vec<&Checkpoint> = known.iter().filter(|each| each.plan == plan).collect();
        known.sort_by(|a, b| (a.seq, a.at, &a.key).cmp(&(b.seq, b.at, &b.key)));
        let hashes = known.iter().map(|each| (each.seq, None)).collect();
        Self {
            known,
            hashes,
            writers: BTreeMap::new(),
            forged: Vec::new(),
        }
    }

    /// Hears the next entries.
    pub(crate) fn hear(&mut self, page: &[Entry]) {
        for entry in page {
            if let Some(hash) = self.hashes.get_mut(&entry.seq) {
                *hash = Some(entry.hash.clone());
            }
            let key = match &entry.signed {
                Some(signed) if is_signed(entry) => Some(signed.key.clone()),
                Some(signed) => {
                    self.forged.push(format!(
                        "Entry {} says that {} wrote it with key {}, but its signature does not hold.",
                        entry.seq,
                        entry.author,
                        signed.mark()
                    ));
                    None
                }
                None => None,
            };
            *self.writers.entry((entry.author.clone(), key)).or_default() += 1;
        }
    }

    /// The verdict, once the journal has ended at the position.
    pub(crate) fn close(self, end: i64) -> Heard {
        let mut problems = self.forged;
        if problems.len() > NAMED {
            let more = problems.len() - NAMED;
            problems.truncate(NAMED);
            problems.push(format!("{more} more signatures do not hold."));
        }
        let there = |checkpoint: &Checkpoint| self.hashes.get(&checkpoint.seq).and_then(Option::as_deref);
        let mut held = 0;
        let mut parted: Vec<&Checkpoint> = Vec::new();
        for checkpoint in &self.known {
            if !checkpoint.is_signed() {
                problems.push(format!(
                    "The checkpoint kept of entry {} was changed: its signature does not hold.",
                    checkpoint.seq
                ));
            } else if checkpoint.holds(there(checkpoint)) {
                held += 1;
            } else {
                parted.push(checkpoint);
            }
        }
        problems.extend(said(&parted, end));
        let mut writers: Vec<Writer> = self
            .writers
            .into_iter()
            .map(|((author, key), entries)| Writer { author, key, entries })
            .collect();
        writers.sort_by(|a, b| b.entries.cmp(&a.entries).then_with(|| a.author.cmp(&b.author)));
        Heard {
            problems,
            writers,
            held,
        }
    }
}

/// One sentence for all checkpoints that do not hold: the first tells where, the rest are counted.
fn said(parted: &[&Checkpoint], end: i64) -> Option<String> {
    let first = parted.first()?;
    let who = if first.author.is_empty() {
        "A member"
    } else {
        &first.author
    };
    let seen = format!(
        "{who} saw entry {} with hash {} on {}",
        first.seq,
        first.hash.get(..8).unwrap_or(&first.hash),
        first.at.utc().format("%-d %b %Y %H:%M UTC")
    );
    let what = if first.seq > end {
        format!("{seen}; the journal ends at {end}. It was cut short, or this is an older copy.")
    } else {
        format!("{seen}; another entry stands there now. The journal was rewritten.")
    };
    Some(match parted.len() - 1 {
        0 => what,
        1 => format!("{what} One more checkpoint does not hold."),
        more => format!("{what} {more} more checkpoints do not hold."),
    })
}
