//! Keychains that work, are empty, refuse or never answer, and what becomes of the key.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use super::*;
use std::sync::Mutex;
use std::time::Instant as Clock;

/// A keychain in memory.
#[derive(Default)]
struct Fake {
    secret: Mutex<Option<Vec<u8>>>,
    refuses: bool,
    hangs: bool,
}

impl Fake {
    fn answer<T>(&self, answer: impl FnOnce() -> T) -> Result<T, String> {
        if self.hangs {
            std::thread::sleep(Duration::from_secs(20));
        }
        if self.refuses {
            return Err("no session bus".into());
        }
        Ok(answer())
    }
}

impl Keychain for Fake {
    fn read(&self) -> Result<Option<Vec<u8>>, String> {
        self.answer(|| self.secret.lock().unwrap().clone())
    }
    fn write(&self, secret: &[u8]) -> Result<(), String> {
        self.answer(|| *self.secret.lock().unwrap() = Some(secret.to_vec()))
    }
}

const SHORT: Duration = Duration::from_millis(100);

fn with(home: &Path, keychain: &Arc<Fake>) -> Result<Pen, NoPen> {
    pen_from(home, Some(keychain.clone()), SHORT)
}

#[test]
fn without_a_keychain_the_key_is_a_file_that_only_its_owner_reads() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("home");
    let first = pen_from(&home, None, SHORT).unwrap();
    let again = pen_from(&home, None, SHORT).unwrap();
    assert_eq!(first.key(), again.key());
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&home.join("key")), 0o600);
        assert_eq!(mode(&home), 0o700);
    }
    let left: Vec<_> = std::fs::read_dir(&home).unwrap().collect();
    assert_eq!(left.len(), 1, "no part of a file is left behind");
}

#[test]
fn a_keychain_keeps_the_key_and_no_file_does() {
    let home = tempfile::tempdir().unwrap();
    let keychain = Arc::new(Fake::default());
    let first = with(home.path(), &keychain).unwrap();
    assert_eq!(with(home.path(), &keychain).unwrap().key(), first.key());
    assert!(!home.path().join("key").exists());
    assert_eq!(keychain.secret.lock().unwrap().as_ref().unwrap().len(), 32);
}

#[test]
fn a_keychain_that_refuses_or_hangs_gives_way_to_a_file_within_its_patience() {
    for (refuses, hangs) in [(true, false), (false, true)] {
        let home = tempfile::tempdir().unwrap();
        let keychain = Arc::new(Fake {
            refuses,
            hangs,
            ..Fake::default()
        });
        let start = Clock::now();
        let first = with(home.path(), &keychain).unwrap();
        assert!(start.elapsed() < Duration::from_secs(5));
        assert!(home.path().join("key").exists());
        let working = Arc::new(Fake::default());
        let later = with(home.path(), &working).unwrap();
        assert_eq!(later.key(), first.key(), "the file stays the key");
    }
}

#[test]
fn a_keychain_that_held_the_key_and_is_silent_makes_nobody_new() {
    let home = tempfile::tempdir().unwrap();
    let keychain = Arc::new(Fake::default());
    with(home.path(), &keychain).unwrap();
    let silent = Arc::new(Fake {
        hangs: true,
        ..Fake::default()
    });
    assert!(matches!(with(home.path(), &silent), Err(NoPen::Closed)));
    assert!(!home.path().join("key").exists());
}

#[test]
fn a_keychain_that_was_emptied_gets_a_new_key() {
    let home = tempfile::tempdir().unwrap();
    let first = with(home.path(), &Arc::new(Fake::default())).unwrap();
    let emptied = Arc::new(Fake::default());
    let second = with(home.path(), &emptied).unwrap();
    assert_ne!(first.key(), second.key());
    assert_eq!(with(home.path(), &emptied).unwrap().key(), second.key());
}

#[test]
fn processes_that_start_together_agree_on_one_key() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("home");
    let threads: Vec<_> = (0..8)
        .map(|_| {
            let home = home.clone();
            std::thread::spawn(move || pen_from(&home, None, SHORT).unwrap().key())
        })
        .collect();
    let keys: Vec<String> = threads.into_iter().map(|each| each.join().unwrap()).collect();
    assert!(keys.iter().all(|key| *key == keys[0]), "{keys:?}");
}

#[test]
fn a_file_that_is_no_key_is_left_alone() {
    let home = tempfile::tempdir().unwrap();
    std::fs::write(home.path().join("key"), "hello\n").unwrap();
    let said = pen_from(home.path(), None, SHORT).unwrap_err().to_string();
    assert!(said.contains("is not a key"), "{said}");
    assert_eq!(
        std::fs::read_to_string(home.path().join("key")).unwrap(),
        "hello\n"
    );
}
