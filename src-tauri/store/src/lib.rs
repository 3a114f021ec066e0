//! The plan file: one SQLite file, one write path, one journal.
//!
//! ```text
//! // open, make
//! Store::open(path).await -> Result<Store, OpenFault>
//! Store::create(path, id: Uuid, settings: PlanSettings, draft: EntryDraft).await -> Result<Store, OpenFault>
//! Store::create_signed(path, id, settings, draft, pen).await    // the first entry carries the pen's signature
//! Store::open_in_memory(id, settings, draft).await -> Result<Store, OpenFault>     // tests
//! store.is_read_only() -> bool;  store.id() -> Uuid;  store.path() -> Option<&Path>;  store.close().await
//!
//! // read (Store is Clone, cheap)
//! store.plan() -> Arc<Plan>                          // the snapshot, never waits
//! store.refresh().await -> Result<Vec<TableName>, StoreFault>   // another process wrote: touched tables
//! store.digest() -> String
//!
//! // write
//! let mut tx = store.begin().await?;                 // StoreError::Refused(ReadOnly | Busy) or Fault
//! tx.plan() -> &Plan                                 // with what was put so far;  tx.before() without
//! tx.put(record)?;                                   // any record of the plan
//! tx.remove::<Service>(id)? -> Service;
//! tx.expect_unchanged(table, uuid, seq_seen).await?; // Refused(Stale { entry })
//! let receipt: Receipt = tx.commit(draft).await?;    // {seq, entry, touched}; Refused(NothingToDo | Broken {sentence})
//!
//! // undo
//! store.undo_target().await / store.redo_target().await -> Result<Option<Entry>, StoreFault>
//! store.undo(draft).await / store.redo(draft).await -> Result<Receipt, StoreError>   // Refused(CannotUndo {sentence})
//! store.undo_entry(entry_id, draft).await;  store.cannot_undo(&entry) -> Option<String>   // why not
//!
//! // journal
//! store.entries(after_seq, limit).await -> Result<Vec<Entry>, StoreFault>
//! store.find_entries(&EntryFilter { table, record, author, text, since, until, … }, from_seq, limit, EntryOrder).await
//! store.count_entries(&EntryFilter).await -> Result<i64, StoreFault>;  store.authors().await
//! store.entry(id).await -> Result<Option<Entry>, StoreFault>
//! store.plan_at(seq).await -> Result<Plan, StoreError>          // the plan as it was
//! store.at(seq).await -> Result<Store, StoreError>              // a handle on it that refuses to write
//! store.verify().await -> Result<VerifyReport, StoreFault>      // {entries, head, digest, problems, writers, checkpoints}
//! store.verify_against(&checkpoints).await                      // and that the journal is the one they saw
//! store.checkpoint(author, now).await -> Result<Option<Checkpoint>, StoreFault>   // what this copy can vouch for
//!
//! // backups: VACUUM INTO, dated, ten kept
//! store.backup(folder, now).await -> Result<PathBuf, StoreFault>
//! store.backup_of_the_day(folder, now).await -> Result<Option<PathBuf>, StoreFault>   // call it after opening
//! store.backups(folder) -> Result<Vec<PathBuf>, StoreFault>
//! ```

mod backup;
mod connection;
mod copy;
mod explain;
mod fault;
mod filter;
pub mod hub;
mod journal;
mod mark;
mod migration;
mod open;
mod opening;
mod past;
mod pen;
mod rows;
mod settled;
mod shape;
mod sharing;
mod snapshot;
mod statement;
mod store;
mod testimony;
mod transaction;
mod undo;
mod upgrade;
mod verify;

pub use fault::{Refusal, StoreError, StoreFault};
pub use filter::{EntryFilter, EntrySign};
pub use journal::EntryOrder;
pub use open::MIN_APP;
pub use opening::OpenFault;
pub use pen::{Pen, is_signed, is_signed_by};
pub use sharing::{Sharing, SharingError, Synced};
pub use store::Store;
pub use transaction::{Receipt, Tx};
pub use verify::{VerifyReport, Writer};
