//! What this copy of a plan can vouch for: the newest entry that no merge will move.

use crate::fault::StoreFault;
use crate::hub::{Checkpoint, Head};
use crate::store::Store;
use planning::Instant;
use std::sync::atomic::Ordering;

impl Store {
    /// The newest entry that stays where it is: the last one known to be at the hub, or the last one of a plan
    /// that is not shared. What waits for a hub may still be put behind what others shared first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn settled(&self) -> Result<Head, StoreFault> {
        let (seq, hash) = sqlx::query_as(
            "SELECT seq, hash FROM sharing UNION ALL
             SELECT seq, hash FROM head WHERE NOT EXISTS (SELECT 1 FROM sharing) LIMIT 1",
        )
        .fetch_one(&self.0.pool)
        .await?;
        Ok(Head { seq, hash })
    }

    /// Signs the settled position with the pen of this computer. `None` without a pen, or when nothing is settled.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn checkpoint(&self, author: &str, now: Instant) -> Result<Option<Checkpoint>, StoreFault> {
        let Some(pen) = self.pen() else {
            return Ok(None);
        };
        let head = self.settled().await?;
        Ok((head.seq > 0).then(|| Checkpoint::sign(&pen, author, self.id(), &head, now)))
    }

    /// The first position after which entries were moved by merges since this was last asked; `None` when none was.
    #[must_use]
    pub fn take_moved(&self) -> Option<i64> {
        let shifts = self.shifts();
        let known = self.0.moves_told.swap(shifts.len(), Ordering::SeqCst);
        shifts.get(known..)?.iter().map(|shift| shift.base).min()
    }

    /// True when the journal still carries what the checkpoint saw.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub async fn holds(&self, checkpoint: &Checkpoint) -> Result<bool, StoreFault> {
        let there: Option<String> = sqlx::query_scalar("SELECT hash FROM journal WHERE seq = ?")
            .bind(checkpoint.seq)
            .fetch_optional(&self.0.pool)
            .await?;
        Ok(checkpoint.plan == self.id() && checkpoint.holds(there.as_deref()))
    }
}
