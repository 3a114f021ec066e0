//! Where a hub is safe: which file system it lies on, how that is mounted, and whether a sync program owns the folder.
//!
//! Linux is asked through its mount table and `statfs`, macOS through `statfs`, Windows through the file's full name,
//! which names the server of a mapped drive too. The verdicts on NFS, SMB and SSHFS were measured with two machines on
//! Linux; the others follow from documentation, and so do macOS and Windows, where mount options are not seen.

mod mounts;
mod sync_folder;
mod verdict;

use super::thread::{gate, on_thread};
use super::trouble;
use crate::hub::HubFault;
use mounts::Mount;
use serde::{Deserialize, Serialize};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What can be said of a place before a hub is made there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaceVerdict {
    /// The file system's name, e.g. `nfs4`.
    pub file_system: String,
    /// How it is mounted.
    pub options: Vec<String>,
    /// True when other machines may write there.
    pub remote: bool,
    /// Whether a hub is safe there.
    pub judgement: Judgement,
}

/// Whether a hub is safe at a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "kebab-case")]
pub enum Judgement {
    /// It is.
    Safe,
    /// It works, with a drawback.
    Warn {
        /// The drawback.
        sentence: String,
    },
    /// It is not.
    Refuse {
        /// Why, a sentence.
        what: String,
        /// What to do instead, a sentence.
        way_out: String,
    },
}

impl PlaceVerdict {
    /// The refusal as a fault.
    ///
    /// # Errors
    /// [`HubFault::Unsafe`] when a hub is refused there.
    pub fn refusal(&self) -> Result<(), HubFault> {
        match &self.judgement {
            Judgement::Refuse { what, way_out } => Err(HubFault::Unsafe {
                what: what.clone(),
                way_out: way_out.clone(),
            }),
            _ => Ok(()),
        }
    }

    /// On Linux the locks of remote file systems are refused, missing or blind to other systems: there the lease is
    /// the lock.
    pub(super) fn sqlite_locks(&self) -> bool {
        !(self.remote && cfg!(target_os = "linux"))
    }
}

/// Judges the place of a file or folder, which need not exist yet.
///
/// # Errors
/// [`HubFault::Unreachable`] when the share does not answer within the deadline.
pub async fn judge_place(path: impl Into<PathBuf>, deadline: Duration) -> Result<PlaceVerdict, HubFault> {
    let path = path.into();
    on_thread(&gate(&path), deadline, {
        let path = path.clone();
        move |_| look(&path)
    })
    .await
}

/// The same on the caller's thread, which a hung share blocks.
pub(super) fn look(path: &Path) -> Result<PlaceVerdict, HubFault> {
    let absolute = std::path::absolute(path).map_err(|error| trouble::system(path, &error))?;
    let there = absolute
        .ancestors()
        .find_map(|ancestor| fs::canonicalize(ancestor).ok())
        .ok_or_else(|| trouble::unreachable(format!("{} is not there", path.display())))?;
    let mount = mount(&there)?;
    let sync = sync_folder::by_name(&there).or_else(|| sync_folder::by_mark(&there, &|path| path.exists()));
    Ok(verdict::judge(&mount, sync.as_deref()))
}

#[cfg(target_os = "linux")]
fn mount(path: &Path) -> Result<Mount, HubFault> {
    let table = fs::read_to_string("/proc/self/mountinfo").unwrap_or_default();
    let mount = mounts::of(&mounts::parse(&table), path);
    let magic = rustix::fs::statfs(path)
        .map_err(|error| trouble::system(path, &error.into()))?
        .f_type;
    // A negative number is the same 32 bits on machines where the field is signed.
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::unnecessary_cast,
        reason = "the field's width differs between machines; its 32 bits are the mark"
    )]
    let kind = mounts::kind_of_magic(magic as u32);
    Ok(match (mount, kind) {
        // The mount table knows the name and the options; the mark only counts where it says remote and the table does not.
        (Some(mount), kind) if kind.is_none() || verdict::is_remote(&mount) => mount,
        (_, Some(kind)) => Mount::named(kind),
        (_, None) => Mount::named("unknown"),
    })
}

#[cfg(target_os = "macos")]
fn mount(path: &Path) -> Result<Mount, HubFault> {
    let found = rustix::fs::statfs(path).map_err(|error| trouble::system(path, &error.into()))?;
    let name: String = found
        .f_fstypename
        .iter()
        .map_while(|letter| u8::try_from(*letter).ok().filter(|letter| *letter != 0))
        .map(char::from)
        .collect();
    Ok(Mount::named(&name))
}

#[cfg(windows)]
fn mount(path: &Path) -> Result<Mount, HubFault> {
    use std::path::{Component, Prefix};
    let Some(Component::Prefix(prefix)) = path.components().next() else {
        return Ok(Mount::named("unknown"));
    };
    Ok(match prefix.kind() {
        Prefix::UNC(server, share) | Prefix::VerbatimUNC(server, share) => {
            mounts::of_unc(&server.to_string_lossy(), &share.to_string_lossy())
        }
        Prefix::Disk(_) | Prefix::VerbatimDisk(_) => Mount::named("ntfs"),
        _ => Mount::named("unknown"),
    })
}

#[cfg(not(any(target_os = "linux", target_os = "macos", windows)))]
fn mount(_path: &Path) -> Result<Mount, HubFault> {
    Ok(Mount::named("unknown"))
}
