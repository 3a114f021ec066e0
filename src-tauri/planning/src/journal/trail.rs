//! What undo and redo would take back next, derived from the journal alone.

use crate::EntryId;

/// The part of an entry on which undo and redo depend.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct TrailStep {
    /// The entry.
    pub id: EntryId,
    /// Whether it can be undone.
    pub undoable: bool,
    /// The entry it reverses.
    pub undoes: Option<EntryId>,
    /// The key of the computer it was written on; without one it is anybody's.
    pub key: Option<String>,
    /// True when nothing is left of it: in a merge others had done the same before.
    pub empty: bool,
}

/// Where undo and redo stand after a run of entries.
///
/// Everybody takes back what was done on their own computer, last first; a new entry clears what could be redone
/// there. An entry that cannot be undone is a wall for all: undo stops at it, because what lies before it is what
/// it published, signed or decided.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trail {
    undo: Vec<Mark>,
    redo: Vec<Mark>,
    wall: Option<EntryId>,
}

/// An entry and whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Mark {
    id: EntryId,
    key: Option<String>,
}

impl Mark {
    fn belongs_to(&self, key: Option<&str>) -> bool {
        key.is_none() || self.key.is_none() || self.key.as_deref() == key
    }
}

impl Trail {
    /// Follows one more entry.
    pub fn follow(&mut self, step: &TrailStep) {
        if step.empty {
            return;
        }
        let mark = Mark {
            id: step.id,
            key: step.key.clone(),
        };
        let takes_back = |marks: &[Mark]| {
            let last = marks
                .iter()
                .rposition(|mark| mark.belongs_to(step.key.as_deref()))?;
            (Some(marks[last].id) == step.undoes).then_some(last)
        };
        if let Some(at) = takes_back(&self.undo) {
            self.undo.remove(at);
            self.redo.push(mark);
        } else if let Some(at) = takes_back(&self.redo) {
            self.redo.remove(at);
            self.undo.push(mark);
        } else {
            self.redo.retain(|known| !known.belongs_to(step.key.as_deref()));
            self.undo.retain(|known| Some(known.id) != step.undoes);
            if step.undoable {
                self.undo.push(mark);
            } else {
                self.undo.clear();
                self.redo.clear();
                self.wall = Some(step.id);
            }
        }
    }

    /// The entry that undo takes back next on the computer with the key.
    #[must_use]
    pub fn undo_target(&self, key: Option<&str>) -> Option<EntryId> {
        let mark = self.undo.iter().rfind(|mark| mark.belongs_to(key))?;
        Some(mark.id)
    }

    /// The undo that redo takes back next on the computer with the key.
    #[must_use]
    pub fn redo_target(&self, key: Option<&str>) -> Option<EntryId> {
        let mark = self.redo.iter().rfind(|mark| mark.belongs_to(key))?;
        Some(mark.id)
    }

    /// The last entry that cannot be undone, when undo stands right behind it.
    #[must_use]
    pub fn wall(&self, key: Option<&str>) -> Option<EntryId> {
        self.wall.filter(|_| self.undo_target(key).is_none())
    }
}

impl From<&super::Entry> for TrailStep {
    fn from(entry: &super::Entry) -> Self {
        Self {
            id: entry.id,
            undoable: entry.undoable,
            undoes: entry.undoes,
            key: entry.signed.as_ref().map(|signed| signed.key.clone()),
            empty: entry.changes.is_empty(),
        }
    }
}
