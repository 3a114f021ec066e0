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
}

/// Where undo and redo stand after a run of entries.
///
/// An ordinary entry is undone last-first and clears what could be redone. An entry that cannot be undone is a
/// wall: undo stops at it, because what lies before it is what it published, signed or decided.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trail {
    undo: Vec<EntryId>,
    redo: Vec<EntryId>,
    wall: Option<EntryId>,
}

impl Trail {
    /// Follows one more entry.
    pub fn follow(&mut self, step: &TrailStep) {
        match step.undoes {
            Some(of) if self.undo.last() == Some(&of) => {
                self.undo.pop();
                self.redo.push(step.id);
            }
            Some(of) if self.redo.last() == Some(&of) => {
                self.redo.pop();
                self.undo.push(step.id);
            }
            undoes => {
                self.redo.clear();
                self.undo.retain(|id| Some(*id) != undoes);
                if step.undoable {
                    self.undo.push(step.id);
                } else {
                    self.undo.clear();
                    self.wall = Some(step.id);
                }
            }
        }
    }

    /// The entry that undo takes back next.
    #[must_use]
    pub fn undo_target(&self) -> Option<EntryId> {
        self.undo.last().copied()
    }

    /// The undo that redo takes back next.
    #[must_use]
    pub fn redo_target(&self) -> Option<EntryId> {
        self.redo.last().copied()
    }

    /// The last entry that cannot be undone, when undo stands right behind it.
    #[must_use]
    pub fn wall(&self) -> Option<EntryId> {
        if self.undo.is_empty() { self.wall } else { None }
    }
}

impl From<&super::Entry> for TrailStep {
    fn from(entry: &super::Entry) -> Self {
        Self {
            id: entry.id,
            undoable: entry.undoable,
            undoes: entry.undoes,
        }
    }
}
