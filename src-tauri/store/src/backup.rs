//! Dated copies of the plan file, the last ten kept.

use crate::fault::StoreFault;
use crate::opening::beside;
use crate::store::Store;
use planning::Instant;
use std::path::{Path, PathBuf};

/// Backups kept of one plan.
const KEPT: usize = 10;

impl Store {
    /// Copies the plan into the folder under a dated name, and takes the oldest copies of this plan away so that
    /// ten stay. Answers the copy's path.
    ///
    /// # Errors
    /// When the copy cannot be written; a half copy is never left under the dated name.
    pub async fn backup(&self, folder: &Path, now: Instant) -> Result<PathBuf, StoreFault> {
        let file = |what: &str, path: &Path| {
            let what = format!("{what} {}", path.display());
            move |source| StoreFault::File { what, source }
        };
        std::fs::create_dir_all(folder).map_err(file("The backup folder could not be made:", folder))?;
        let target = folder.join(format!("{}{}.slipway", self.backup_prefix(), stamp(now)));
        let part = beside(&target, ".part");
        remove_if_there(&part).map_err(file("An unfinished backup could not be removed:", &part))?;
        let mut connection = self.0.pool.acquire().await?;
        sqlx::query("VACUUM INTO ?")
            .bind(part.to_string_lossy())
            .execute(&mut *connection)
            .await?;
        drop(connection);
        std::fs::OpenOptions::new()
            .append(true)
            .open(&part)
            .and_then(|copy| copy.sync_all())
            .and_then(|()| std::fs::rename(&part, &target))
            .map_err(file("The backup could not be written:", &target))?;
        let mut copies = self.backups(folder)?;
        copies.truncate(copies.len().saturating_sub(KEPT));
        for old in &copies {
            std::fs::remove_file(old).map_err(file("An old backup could not be removed:", old))?;
        }
        Ok(target)
    }

    /// The same, but at most once a day (UTC); `None` when today's copy is there.
    ///
    /// # Errors
    /// As [`Store::backup`].
    pub async fn backup_of_the_day(
        &self,
        folder: &Path,
        now: Instant,
    ) -> Result<Option<PathBuf>, StoreFault> {
        let stamp = stamp(now);
        let today = format!(
            "{}{}",
            self.backup_prefix(),
            stamp.split('T').next().unwrap_or(&stamp)
        );
        let there = folder.is_dir()
            && self
                .backups(folder)?
                .iter()
                .any(|copy| name(copy).starts_with(&today));
        if there {
            Ok(None)
        } else {
            self.backup(folder, now).await.map(Some)
        }
    }

    /// The copies of this plan in the folder, oldest first.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn backups(&self, folder: &Path) -> Result<Vec<PathBuf>, StoreFault> {
        let prefix = self.backup_prefix();
        let listed = std::fs::read_dir(folder).and_then(Iterator::collect::<Result<Vec<_>, _>>);
        let listed = listed.map_err(|source| StoreFault::File {
            what: format!("The backup folder could not be read: {}", folder.display()),
            source,
        })?;
        let mut copies: Vec<PathBuf> = listed
            .into_iter()
            .map(|entry| entry.path())
            .filter(|path| name(path).starts_with(&prefix) && name(path).ends_with(".slipway"))
            .collect();
        copies.sort();
        Ok(copies)
    }

    /// The plan's file name and the start of its identity: two plans of one name do not clear each other's copies.
    fn backup_prefix(&self) -> String {
        let stem = self
            .path()
            .and_then(Path::file_stem)
            .map_or("plan".into(), |stem| stem.to_string_lossy());
        let id = self.id().simple().to_string();
        format!("{stem}-{}.", &id[id.len() - 8..])
    }
}

/// The moment as it can stand in a file name everywhere: `2026-11-20T19-00-00Z`.
fn stamp(now: Instant) -> String {
    now.to_string().replace(':', "-")
}

fn name(path: &Path) -> String {
    path.file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}

fn remove_if_there(path: &Path) -> std::io::Result<()> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
