//! The key of this computer and person: made on first need, kept in the system's keychain or in a file.
//!
//! A key file, once it is there, is the key. Otherwise the keychain is asked; where there is none, a file is made.
//! A keychain that held the key and does not answer leaves the pen in the drawer: entries are then unsigned, which
//! the log says, instead of signed by somebody new.

use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc;
use std::time::Duration;
use store::Pen;

/// How long a keychain may take. It may be asking the person for a password.
const PATIENCE: Duration = Duration::from_secs(4);

/// A place of the system that keeps secrets.
pub trait Keychain: Send + Sync {
    /// The secret; `None` when nothing was kept yet.
    ///
    /// # Errors
    /// What the system says when there is no keychain or it is locked.
    fn read(&self) -> Result<Option<Vec<u8>>, String>;
    /// Keeps the secret.
    ///
    /// # Errors
    /// What the system says.
    fn write(&self, secret: &[u8]) -> Result<(), String>;
}

/// Why there is no pen. Entries are written all the same; their authors are claims.
#[derive(Debug, thiserror::Error)]
pub enum NoPen {
    /// The key is in the keychain, and the keychain is locked or away.
    #[error(
        "The keychain that holds this computer's key does not answer; entries are not signed until it does."
    )]
    Closed,
    /// The file of the key cannot be read or made.
    #[error("This computer's key cannot be kept: {0}. Entries are not signed.")]
    File(#[from] std::io::Error),
    /// The system gives no random numbers.
    #[error("This computer gives no random numbers: {0}. Entries are not signed.")]
    Random(String),
    /// The file is no key.
    #[error("{0} is not a key. Entries are not signed; move the file away to make a new key.")]
    NotAKey(String),
}

/// The pen of this computer and person.
///
/// # Errors
/// [`NoPen`] with a sentence.
pub fn pen(home: &Path, keychain: Option<Arc<dyn Keychain>>) -> Result<Pen, NoPen> {
    pen_from(home, keychain, PATIENCE)
}

fn pen_from(home: &Path, keychain: Option<Arc<dyn Keychain>>, patience: Duration) -> Result<Pen, NoPen> {
    let file = home.join("key");
    if let Some(pen) = read_file(&file)? {
        return Ok(pen);
    }
    let Some(keychain) = keychain else {
        return make_file(home, &file);
    };
    let mark = home.join("key.public");
    let was_kept = mark.exists();
    let asked = Arc::clone(&keychain);
    match within(patience, move || asked.read()) {
        Some(Ok(Some(secret))) => {
            let secret = <[u8; 32]>::try_from(secret)
                .map_err(|_| NoPen::NotAKey("What the keychain keeps for Slipway".into()))?;
            let pen = Pen::from_secret(secret);
            if !was_kept {
                remember(home, &mark, &pen)?;
            }
            Ok(pen)
        }
        Some(Ok(None)) => {
            let secret = random()?;
            let kept = within(patience, move || {
                keychain.write(&secret).is_ok()
                    && keychain.read().is_ok_and(|back| back.as_deref() == Some(&secret))
            });
            if kept != Some(true) {
                return make_file(home, &file);
            }
            let pen = Pen::from_secret(secret);
            remember(home, &mark, &pen)?;
            Ok(pen)
        }
        Some(Err(_)) | None if was_kept => Err(NoPen::Closed),
        Some(Err(_)) | None => make_file(home, &file),
    }
}

/// Does the work on a thread of its own; `None` when it takes longer.
fn within<T: Send + 'static>(patience: Duration, work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
    let (done, wait) = mpsc::channel();
    std::thread::Builder::new()
        .name("keychain".into())
        .spawn(move || {
            // Nobody listens any more when it took too long.
            let _ = done.send(work());
        })
        .ok()?;
    wait.recv_timeout(patience).ok()
}

fn random() -> Result<[u8; 32], NoPen> {
    let mut secret = [0; 32];
    getrandom::fill(&mut secret).map_err(|error| NoPen::Random(error.to_string()))?;
    Ok(secret)
}

/// Notes which key the keychain holds, so that its silence is told from its absence.
fn remember(home: &Path, mark: &Path, pen: &Pen) -> Result<(), NoPen> {
    make_folder(home)?;
    std::fs::write(mark, pen.key() + "\n")?;
    Ok(())
}

fn read_file(file: &Path) -> Result<Option<Pen>, NoPen> {
    let text = match std::fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let mut secret = [0; 32];
    hex::decode_to_slice(text.trim(), &mut secret).map_err(|_| NoPen::NotAKey(file.display().to_string()))?;
    Ok(Some(Pen::from_secret(secret)))
}

/// Makes the key file whole under another name first, so that two processes that start together agree on one key.
fn make_file(home: &Path, file: &Path) -> Result<Pen, NoPen> {
    make_folder(home)?;
    let secret = random()?;
    let part = home.join(format!("key.{}.part", &Pen::from_secret(secret).key()[..16]));
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut out = options.open(&part)?;
    out.write_all(hex::encode(secret).as_bytes())?;
    out.write_all(b"\n")?;
    out.sync_all()?;
    drop(out);
    // A hard link never replaces a file. Where there are none, the rename is as good as it gets.
    let placed = std::fs::hard_link(&part, file).or_else(|error| {
        if file.exists() {
            return Err(error);
        }
        std::fs::rename(&part, file)
    });
    let _ = std::fs::remove_file(&part);
    match (placed, read_file(file)?) {
        (_, Some(pen)) => Ok(pen),
        (Err(error), None) => Err(error.into()),
        (Ok(()), None) => Err(std::io::Error::from(std::io::ErrorKind::NotFound).into()),
    }
}

/// Makes the home folder, for this person only. A folder that is there already stays as it is.
fn make_folder(home: &Path) -> std::io::Result<()> {
    let mut folder = std::fs::DirBuilder::new();
    folder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut folder, 0o700);
    folder.create(home)
}

#[cfg(test)]
mod tests;
