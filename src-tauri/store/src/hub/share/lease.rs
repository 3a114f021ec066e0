//! The lease: a lock file beside the hub that only one member holds, on every kind of share.
//!
//! Creating a file that must not exist yet is the one step every share does whole. What is in it tells one visit from
//! every other; who sees the same content for the whole time to live, by the own clock, may break it. A holder that
//! slept finds that out at the fence, before anything is committed.

use super::chance;
use super::settings::{Holder, ShareSettings};
use super::stopwatch::Stopwatch;
use super::trouble;
use crate::hub::HubFault;
use serde::{Deserialize, Serialize};
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::Duration;

const SHORTEST_PAUSE: Duration = Duration::from_millis(2);
const LONGEST_PAUSE: Duration = Duration::from_millis(200);
/// Nobody writes more into a lock file.
const MOST: u64 = 4096;

#[derive(Serialize, Deserialize)]
struct Line {
    #[serde(flatten)]
    holder: Holder,
    visit: String,
}

/// A lease of somebody else, and for how long it has been seen unchanged.
#[derive(Debug)]
pub(super) struct Sighting {
    content: Vec<u8>,
    since: Stopwatch,
}

/// Held for one visit; dropping it lets the next one in.
#[derive(Debug)]
pub(super) struct Lease {
    path: PathBuf,
    content: Vec<u8>,
    taken: Stopwatch,
    ttl: Duration,
}

impl Lease {
    /// Waits for the lease. `sighting` is kept between visits, so that a lease left behind is broken by somebody who
    /// visits shortly but often.
    pub(super) fn take(
        path: &Path,
        holder: &Holder,
        settings: &ShareSettings,
        sighting: &mut Option<Sighting>,
        gone: &dyn Fn() -> bool,
    ) -> Result<Self, HubFault> {
        let line = Line {
            holder: holder.clone(),
            visit: format!("{:016x}{:016x}", chance::draw(), chance::draw()),
        };
        let content =
            serde_json::to_vec(&line).map_err(|error| trouble::denied(format!("the lock file: {error}")))?;
        // A lock file without content could be anybody's.
        sighting.take_if(|seen| seen.content.is_empty());
        let waiting = Stopwatch::start();
        let mut pause = SHORTEST_PAUSE;
        loop {
            let taken = Stopwatch::start();
            match create(path, &content) {
                Ok(()) => {
                    *sighting = None;
                    return Ok(Self {
                        path: path.to_path_buf(),
                        content,
                        taken,
                        ttl: settings.ttl,
                    });
                }
                Err(error) if is_held(&error) => {}
                Err(error) => return Err(of_folder(path, &error)),
            }
            look(path, settings.ttl, sighting)?;
            if gone() {
                return Err(trouble::unreachable("nobody waits for the answer any more"));
            }
            if waiting.elapsed() >= settings.patience {
                let who = sighting
                    .as_ref()
                    .map_or_else(somebody, |seen| name(&seen.content));
                return Err(HubFault::Busy { who });
            }
            sleep(chance::between(pause / 2, pause));
            pause = (pause * 2).min(LONGEST_PAUSE);
        }
    }

    /// True while nobody else can have taken the lease: it is still this one and less than half its time is over.
    pub(super) fn holds(&self) -> bool {
        self.taken.elapsed() < self.ttl / 2 && read(&self.path).is_ok_and(|content| content == self.content)
    }

    /// How long it has been held.
    pub(super) fn elapsed(&self) -> Duration {
        self.taken.elapsed()
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        // Other programs may have the file open for a moment. What cannot be deleted is broken by the others.
        for _ in 0..4 {
            let released = if self.holds() {
                fs::remove_file(&self.path)
            } else {
                take_away(&self.path, &self.content).map(|_| ())
            };
            match released {
                Err(error) if error.kind() != ErrorKind::NotFound => sleep(SHORTEST_PAUSE * 10),
                _ => break,
            }
        }
    }
}

fn create(path: &Path, content: &[u8]) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(content).inspect_err(|_| {
        // The fault is what matters; an empty lock file left behind is broken like any other.
        fs::remove_file(path).ok();
    })
}

/// Windows answers “denied” while a deleted lock file is still open somewhere.
fn is_held(error: &io::Error) -> bool {
    error.kind() == ErrorKind::AlreadyExists || (cfg!(windows) && error.kind() == ErrorKind::PermissionDenied)
}

fn of_folder(path: &Path, error: &io::Error) -> HubFault {
    trouble::system(path.parent().unwrap_or(path), error)
}

/// Looks at somebody else's lease, and breaks it when it was left behind.
fn look(path: &Path, ttl: Duration, sighting: &mut Option<Sighting>) -> Result<(), HubFault> {
    let content = match read(path) {
        Ok(content) => content,
        Err(error) if error.kind() == ErrorKind::NotFound || is_held(&error) => return Ok(()),
        Err(error) => return Err(trouble::system(path, &error)),
    };
    match sighting {
        Some(seen) if seen.content == content => {
            if seen.since.elapsed() >= ttl {
                take_away(path, &content).map_err(|error| of_folder(path, &error))?;
                *sighting = None;
            }
        }
        _ => {
            let since = Stopwatch::start();
            *sighting = Some(Sighting { content, since });
        }
    }
    Ok(())
}

/// Takes the lock file away when it still has the content: moved aside whole, then looked at. A lease that came
/// between is put back; its holder finds at the fence whether that was in time.
fn take_away(path: &Path, content: &[u8]) -> io::Result<bool> {
    let mut aside = path.as_os_str().to_owned();
    aside.push(format!(".stale-{:016x}", chance::draw()));
    let aside = PathBuf::from(aside);
    match fs::rename(path, &aside) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(false),
        renamed => renamed?,
    }
    let was_it = read(&aside)? == content;
    if !was_it {
        match fs::hard_link(&aside, path) {
            Err(error) if error.kind() != ErrorKind::AlreadyExists && !path.exists() => {
                // No hard links here: put back by name, which only a lease of this very moment could notice.
                return fs::rename(&aside, path).map(|()| false);
            }
            _ => {}
        }
    }
    fs::remove_file(&aside)?;
    Ok(was_it)
}

fn read(path: &Path) -> io::Result<Vec<u8>> {
    let mut content = Vec::new();
    File::open(path)?.take(MOST).read_to_end(&mut content)?;
    Ok(content)
}

fn name(content: &[u8]) -> String {
    serde_json::from_slice(content).map_or_else(|_| somebody(), |line: Line| line.holder.to_string())
}

fn somebody() -> String {
    "Somebody".into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holder(author: &str) -> Holder {
        Holder {
            author: author.into(),
            computer: "laptop".into(),
        }
    }

    fn settings(ttl: u64, patience: u64) -> ShareSettings {
        ShareSettings {
            ttl: Duration::from_millis(ttl),
            patience: Duration::from_millis(patience),
            ..ShareSettings::default()
        }
    }

    fn take(
        path: &Path,
        settings: &ShareSettings,
        sighting: &mut Option<Sighting>,
    ) -> Result<Lease, HubFault> {
        Lease::take(path, &holder("Anna"), settings, sighting, &|| false)
    }

    #[test]
    fn who_waits_too_long_hears_who_holds_it_and_a_released_one_is_free() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("plan.lock");
        let settings = settings(10_000, 20);
        let held = take(&path, &settings, &mut None).unwrap();
        assert!(held.holds());
        let fault = take(&path, &settings, &mut None).unwrap_err();
        let who = "Anna on laptop".to_owned();
        assert_eq!(fault, HubFault::Busy { who });
        drop(held);
        assert!(take(&path, &settings, &mut None).is_ok());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn a_lease_left_behind_is_broken_after_its_time_also_over_several_short_visits() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("plan.lock");
        std::mem::forget(take(&path, &settings(60, 0), &mut None).unwrap());
        let mut sighting = None;
        let waiting = Stopwatch::start();
        let mut visits = 0;
        while take(&path, &settings(60, 5), &mut sighting).is_err() {
            visits += 1;
        }
        assert!(visits > 1, "{visits}");
        assert!(waiting.elapsed() >= Duration::from_millis(60));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn a_holder_that_slept_does_not_pass_the_fence_nor_delete_the_next_ones_lease() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("plan.lock");
        let sleeper = take(&path, &settings(20, 0), &mut None).unwrap();
        let next = take(&path, &settings(20, 10_000), &mut None).unwrap();
        assert!(!sleeper.holds());
        drop(sleeper);
        assert_eq!(read(&path).unwrap(), next.content);
        drop(next);
        assert!(!path.exists());
    }

    #[test]
    fn a_lease_that_came_between_is_put_back() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("plan.lock");
        let fresh = take(&path, &settings(60_000, 0), &mut None).unwrap();
        assert!(!take_away(&path, b"the stale one").unwrap());
        assert!(fresh.holds());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
