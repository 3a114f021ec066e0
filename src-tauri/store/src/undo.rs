//! Undo and redo: new entries that restore what an entry replaced.
//!
//! What comes next is derived from the journal alone, so it survives a restart. Undo stops at an entry that
//! cannot be undone (publishing, signing): what lies before it is what was published or signed.

use crate::explain::name_of;
use crate::fault::{Refusal, StoreError, StoreFault};
use crate::store::Store;
use crate::transaction::{Receipt, Tx};
use planning::journal::{Changed, Entry, EntryDraft, reverse};
use planning::{EntryId, Plan};

impl Store {
    /// The entry that undo takes back next.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn undo_target(&self) -> Result<Option<Entry>, StoreFault> {
        let key = self.key();
        match self.trail().undo_target(key.as_deref()) {
            Some(id) => self.entry(id).await,
            None => Ok(None),
        }
    }

    /// The sentences of what undo and redo would take back next. However many rows that are, they are not read.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn next_sentences(&self) -> Result<(Option<String>, Option<String>), StoreFault> {
        let (key, trail) = (self.key(), self.trail());
        let undo = self.sentence(trail.undo_target(key.as_deref())).await?;
        let redo = self.sentence(trail.redo_target(key.as_deref())).await?;
        Ok((undo, redo))
    }

    /// The undo that redo takes back next.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn redo_target(&self) -> Result<Option<Entry>, StoreFault> {
        let key = self.key();
        match self.trail().redo_target(key.as_deref()) {
            Some(id) => self.entry(id).await,
            None => Ok(None),
        }
    }

    /// Takes back the last entry that is not undone yet. `undoable` and `undoes` of the draft are filled in.
    ///
    /// # Errors
    /// [`Refusal::CannotUndo`] when there is none, or when what it changed was changed since.
    pub async fn undo(&self, draft: EntryDraft) -> Result<Receipt, StoreError> {
        let mut tx = self.begin().await?;
        let key = self.key();
        let (target, wall) = {
            let trail = tx.trail();
            (trail.undo_target(key.as_deref()), trail.wall(key.as_deref()))
        };
        match (target, wall) {
            (Some(of), _) => tx.take_back(of, draft).await,
            (None, Some(wall)) => {
                let wall = tx.known(wall).await?;
                Err(cannot(format!(
                    "“{}” cannot be undone, and nothing after it is left to undo.",
                    wall.sentence
                )))
            }
            (None, None) => Err(cannot("There is nothing to undo.".into())),
        }
    }

    /// Takes back the last undo. `undoable` and `undoes` of the draft are filled in.
    ///
    /// # Errors
    /// [`Refusal::CannotUndo`] when there is none, or when what it changed was changed since.
    pub async fn redo(&self, draft: EntryDraft) -> Result<Receipt, StoreError> {
        let tx = self.begin().await?;
        let key = self.key();
        match tx.trail().redo_target(key.as_deref()) {
            Some(of) => tx.take_back(of, draft).await,
            None => Err(cannot("There is nothing to redo.".into())),
        }
    }

    /// Takes back one entry, wherever it stands. `undoable` and `undoes` of the draft are filled in.
    ///
    /// # Errors
    /// [`Refusal::CannotUndo`] when it cannot be undone, or when what it changed was changed since.
    pub async fn undo_entry(&self, id: EntryId, draft: EntryDraft) -> Result<Receipt, StoreError> {
        self.begin().await?.take_back(id, draft).await
    }

    /// Why the entry cannot be taken back now; `None` when nothing speaks against it.
    #[must_use]
    pub fn cannot_undo(&self, entry: &Entry) -> Option<String> {
        let plan = self.plan();
        if !entry.undoable {
            return Some(format!("“{}” cannot be undone.", entry.sentence));
        }
        let changed = reverse(&plan, &entry.changes).err()?;
        Some(changed_since(&plan, entry, &changed))
    }
}

impl Tx {
    async fn known(&mut self, id: EntryId) -> Result<Entry, StoreError> {
        match self.entry(id).await? {
            Some(entry) => Ok(entry),
            None => Err(cannot("This line of the log is not in this plan.".into())),
        }
    }

    async fn take_back(mut self, of: EntryId, draft: EntryDraft) -> Result<Receipt, StoreError> {
        let entry = self.known(of).await?;
        if !entry.undoable {
            return Err(cannot(format!("“{}” cannot be undone.", entry.sentence)));
        }
        let reversed = match reverse(self.plan(), &entry.changes) {
            Ok(reversed) => reversed,
            Err(changed) => return Err(cannot(changed_since(self.plan(), &entry, &changed))),
        };
        self.apply(&reversed)?;
        let draft = EntryDraft {
            undoable: true,
            undoes: Some(of),
            ..draft
        };
        match self.commit(draft).await {
            Err(StoreError::Refused(Refusal::Broken { sentence })) => Err(cannot(format!(
                "“{}” cannot be undone: {sentence}",
                entry.sentence
            ))),
            done => done,
        }
    }
}

fn changed_since(plan: &Plan, entry: &Entry, changed: &Changed) -> String {
    let now = plan.row(changed.table, changed.id);
    let change = entry.changes.iter().find(|change| change.id == changed.id);
    let known = now
        .as_ref()
        .or(change.and_then(|change| change.after.as_ref().or(change.before.as_ref())));
    let name = name_of(changed.table, changed.id, known);
    let what = match (&changed.field, &now) {
        (Some(field), _) => format!("{} of {name} was changed since", field.replace('_', " ")),
        (None, Some(_)) => format!("{name} was added again since"),
        (None, None) => format!("{name} was taken out since"),
    };
    format!("“{}” cannot be undone: {what}.", entry.sentence)
}

fn cannot(sentence: String) -> StoreError {
    Refusal::CannotUndo { sentence }.into()
}
