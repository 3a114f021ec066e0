//! Checkpoints in the home folder, one file a plan: what a rewritten plan file has to answer to.

use std::fs::OpenOptions;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use store::hub::Checkpoint;
use uuid::Uuid;

/// How many are kept of one plan: so many of this computer, and so many of others.
const MOST: usize = 200;

/// Before a note that this computer signed: the plan file in which it saw the entry.
const SEEN_IN: &str = "# seen in ";
/// Before a note that another member left at a hub.
const SEEN_AT_HUB: &str = "# seen at the hub";

/// What is kept of one plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// Those that this file must answer to: seen in it, or seen at its hub.
    pub here: Vec<Checkpoint>,
    /// Those of copies elsewhere. A copy that was edited apart need not hold to them.
    pub elsewhere: Vec<Checkpoint>,
    /// Notes that nobody can read any more.
    pub unreadable: usize,
}

/// A note and the line before it.
struct Note {
    from: String,
    text: String,
}

impl Note {
    fn whole(&self) -> String {
        format!("{}\n{}\n", self.from, self.text)
    }
}

fn file(home: &Path, plan: Uuid) -> PathBuf {
    home.join("checkpoints").join(format!("{plan}.txt"))
}

fn seen_in(path: &Path) -> String {
    // A line break in a path would end the line; such a file is named by what is before and after it.
    format!("{SEEN_IN}{}", path.to_string_lossy().replace(['\n', '\r'], " "))
}

/// Keeps what this computer signed of the plan file.
///
/// # Errors
/// What the system says when the file cannot be written.
pub fn keep(home: &Path, path: &Path, checkpoint: &Checkpoint) -> std::io::Result<()> {
    add(home, seen_in(path), checkpoint)
}

/// Keeps what another member signed at a hub.
///
/// # Errors
/// What the system says when the file cannot be written.
pub fn keep_seen(home: &Path, checkpoint: &Checkpoint) -> std::io::Result<()> {
    add(home, SEEN_AT_HUB.to_owned(), checkpoint)
}

/// What is kept of the plan.
#[must_use]
pub fn read(home: &Path, plan: Uuid, path: &Path) -> Kept {
    let mut kept = Kept::default();
    let here = seen_in(path);
    for note in notes(&file(home, plan)) {
        match Checkpoint::parse(&note.text) {
            Ok(checkpoint) if note.from == here || note.from == SEEN_AT_HUB => kept.here.push(checkpoint),
            Ok(checkpoint) => kept.elsewhere.push(checkpoint),
            Err(_) => kept.unreadable += 1,
        }
    }
    kept
}

/// Drops what this computer signed of the plan file after a position.
///
/// # Errors
/// What the system says when the file cannot be written.
pub fn forget_after(home: &Path, plan: Uuid, path: &Path, seq: i64) -> std::io::Result<()> {
    let here = seen_in(path);
    let target = file(home, plan);
    let all = notes(&target);
    let later = |note: &Note| Checkpoint::parse(&note.text).is_ok_and(|checkpoint| checkpoint.seq > seq);
    let rest: Vec<&Note> = all
        .iter()
        .filter(|note| note.from != here || !later(note))
        .collect();
    if rest.len() == all.len() {
        return Ok(());
    }
    replace(&target, &rest)
}

/// Adds one note at the end unless the last one of its kind says the same. One write, so that two processes do not
/// mix their lines.
fn add(home: &Path, from: String, checkpoint: &Checkpoint) -> std::io::Result<()> {
    let target = file(home, checkpoint.plan);
    let all = notes(&target);
    let same = |note: &&Note| {
        Checkpoint::parse(&note.text).is_ok_and(|known| {
            (known.seq, &known.hash, &known.key) == (checkpoint.seq, &checkpoint.hash, &checkpoint.key)
        })
    };
    if all
        .iter()
        .rev()
        .filter(|note| note.from == from)
        .any(|note| same(&note))
    {
        return Ok(());
    }
    if let Some(folder) = target.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let text = checkpoint.note();
    let note = Note { from, text };
    let mut out = OpenOptions::new().create(true).append(true).open(&target)?;
    out.write_all(note.whole().as_bytes())?;
    drop(out);
    if all.len() < 2 * MOST {
        return Ok(());
    }
    let all = notes(&target);
    let ours = |note: &&Note| note.from != SEEN_AT_HUB;
    let surplus = |count: usize| count.saturating_sub(MOST);
    let (mut of_ours, mut of_others) = (
        surplus(all.iter().filter(ours).count()),
        surplus(all.iter().filter(|note| !ours(note)).count()),
    );
    let rest: Vec<&Note> = all
        .iter()
        .filter(|note| {
            let left = if ours(note) { &mut of_ours } else { &mut of_others };
            let keep = *left == 0;
            *left = left.saturating_sub(1);
            keep
        })
        .collect();
    replace(&target, &rest)
}

fn replace(target: &Path, notes: &[&Note]) -> std::io::Result<()> {
    let text: String = notes.iter().map(|note| note.whole()).collect();
    crate::file::put_in_place(target, text.as_bytes())
}

/// The notes of a file, oldest first; none when there is no file. A note ends with its signature.
fn notes(target: &Path) -> Vec<Note> {
    let mut text = String::new();
    let read = std::fs::File::open(target).and_then(|mut file| file.read_to_string(&mut text));
    if read.is_err() {
        return Vec::new();
    }
    let mut found = Vec::new();
    let (mut from, mut note) = (String::new(), String::new());
    for line in text.lines() {
        if line.starts_with(SEEN_IN) || line == SEEN_AT_HUB {
            note.clear();
            line.clone_into(&mut from);
            continue;
        }
        note.push_str(line);
        note.push('\n');
        if line.starts_with("— ") {
            found.push(Note {
                from: from.clone(),
                text: std::mem::take(&mut note).trim_start().to_owned(),
            });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use store::Pen;
    use store::hub::Head;

    fn checkpoint(seq: i64, pen: u8) -> Checkpoint {
        let head = Head {
            seq,
            hash: format!("{seq:064x}"),
        };
        let at = "2026-11-03T15:00:00Z".parse().expect("a time");
        Checkpoint::sign(
            &Pen::from_secret([pen; 32]),
            "Inês Costa",
            Uuid::from_u128(5),
            &head,
            at,
        )
    }

    #[test]
    fn what_was_kept_is_read_back_by_the_file_it_was_seen_in() {
        let home = tempfile::tempdir().expect("a folder");
        let (mine, copy) = (Path::new("/plans/a.slipway"), Path::new("/plans/b.slipway"));
        keep(home.path(), mine, &checkpoint(1, 7)).expect("kept");
        keep(home.path(), copy, &checkpoint(2, 7)).expect("kept");
        keep_seen(home.path(), &checkpoint(3, 8)).expect("kept");
        let kept = read(home.path(), Uuid::from_u128(5), mine);
        assert_eq!(kept.here, [checkpoint(1, 7), checkpoint(3, 8)]);
        assert_eq!(kept.elsewhere, [checkpoint(2, 7)]);
        assert_eq!(kept.unreadable, 0);
    }

    #[test]
    fn the_same_is_kept_once_and_the_oldest_make_room() {
        let home = tempfile::tempdir().expect("a folder");
        let path = Path::new("/plans/a.slipway");
        keep_seen(home.path(), &checkpoint(1, 8)).expect("kept");
        for seq in 1..=450 {
            keep(home.path(), path, &checkpoint(seq, 7)).expect("kept");
            keep(home.path(), path, &checkpoint(seq, 7)).expect("kept");
        }
        let kept = read(home.path(), Uuid::from_u128(5), path).here;
        assert!((200..=401).contains(&kept.len()), "{}", kept.len());
        assert_eq!(kept[0], checkpoint(1, 8), "what others saw is not pushed out");
        assert_eq!(kept.last(), Some(&checkpoint(450, 7)));
    }

    #[test]
    fn positions_that_moved_are_forgotten_and_no_others() {
        let home = tempfile::tempdir().expect("a folder");
        let path = Path::new("/plans/a.slipway");
        for seq in 1..=5 {
            keep(home.path(), path, &checkpoint(seq, 7)).expect("kept");
        }
        keep_seen(home.path(), &checkpoint(5, 8)).expect("kept");
        forget_after(home.path(), Uuid::from_u128(5), path, 3).expect("forgotten");
        let kept = read(home.path(), Uuid::from_u128(5), path).here;
        let seqs: Vec<i64> = kept.iter().map(|each| each.seq).collect();
        assert_eq!(seqs, [1, 2, 3, 5]);
    }

    #[test]
    fn a_note_that_was_cut_off_costs_only_itself() {
        let home = tempfile::tempdir().expect("a folder");
        let path = Path::new("/plans/a.slipway");
        keep(home.path(), path, &checkpoint(1, 7)).expect("kept");
        let target = file(home.path(), Uuid::from_u128(5));
        let mut text = std::fs::read_to_string(&target).expect("a file");
        text.push_str("# seen in /plans/a.slipway\nslipway/0000");
        text.push('\n');
        std::fs::write(&target, text).expect("written");
        keep(home.path(), path, &checkpoint(2, 7)).expect("kept");
        let kept = read(home.path(), Uuid::from_u128(5), path);
        assert_eq!(kept.here, [checkpoint(1, 7), checkpoint(2, 7)]);
    }
}
