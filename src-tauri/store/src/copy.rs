//! A copy of the plan file beside the open one.

use crate::fault::{Refusal, StoreError, StoreFault};
use crate::store::Store;
use std::path::Path;

impl Store {
    /// Writes a whole copy of the plan file. Never replaces a file.
    ///
    /// # Errors
    /// Refused when the target is there already; a fault when it cannot be written.
    pub async fn copy_to(&self, path: &Path) -> Result<(), StoreError> {
        if path.exists() {
            let sentence = format!(
                "{} is there already. Choose another name; nothing was changed.",
                path.display()
            );
            return Err(Refusal::Broken { sentence }.into());
        }
        let mut connection = self.0.pool.acquire().await.map_err(StoreFault::from)?;
        sqlx::query("VACUUM INTO ?")
            .bind(path.to_string_lossy())
            .execute(&mut *connection)
            .await
            .map_err(StoreFault::from)?;
        Ok(())
    }
}
