//! The lists at a path and their bytes, unpacked on the way.

use crate::Refusal;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::rc::Rc;

/// Most bytes that are read of an unpacked list; Debian's largest has fifty million.
const LARGEST: u64 = 1 << 30;

/// A list that is being read.
pub(super) struct List {
    /// Its name in the report.
    pub(super) file: Rc<str>,
    pub(super) lines: Box<dyn BufRead>,
}

impl List {
    /// Unpacked bytes.
    pub(super) fn of(file: &str, bytes: Box<dyn Read>) -> Self {
        Self {
            file: file.into(),
            lines: Box::new(BufReader::with_capacity(1 << 16, Capped { bytes, left: LARGEST })),
        }
    }

    /// Opens the file and unpacks it as its first bytes say.
    pub(super) fn open(path: &Path) -> Result<Self, Refusal> {
        let name = path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        let refuse = |reason: String| Refusal::whole(&name, None, reason);
        let file = File::open(path).map_err(|error| refuse(format!("It cannot be read: {error}.")))?;
        let mut packed = BufReader::with_capacity(1 << 16, file);
        let start = packed
            .fill_buf()
            .map_err(|error| refuse(format!("It cannot be read: {error}.")))?;
        let packing = Packing::of(start);
        let stem = packing.stem(&name);
        let bytes: Box<dyn Read> = match packing {
            Packing::Plain => Box::new(packed),
            Packing::Lz4 => Box::new(lz4_flex::frame::FrameDecoder::new(packed)),
            Packing::Gzip => Box::new(flate2::bufread::MultiGzDecoder::new(packed)),
            Packing::Other(tool) => {
                return Err(refuse(format!(
                    "It is packed with {tool}: unpack it first ({tool} -d {name})."
                )));
            }
        };
        Ok(Self::of(&stem, bytes))
    }
}

/// How a file is packed.
enum Packing {
    Plain,
    Lz4,
    Gzip,
    Other(&'static str),
}

impl Packing {
    fn of(start: &[u8]) -> Self {
        match start {
            [0x04, 0x22, 0x4d, 0x18, ..] => Self::Lz4,
            [0x1f, 0x8b, ..] => Self::Gzip,
            [0xfd, b'7', b'z', b'X', b'Z', ..] => Self::Other("xz"),
            [b'B', b'Z', b'h', ..] => Self::Other("bzip2"),
            [0x28, 0xb5, 0x2f, 0xfd, ..] => Self::Other("zstd"),
            _ => Self::Plain,
        }
    }
    /// The name without the ending of the packing: the same list is found again however it is packed.
    fn stem(&self, name: &str) -> String {
        let ending = match self {
            Self::Lz4 => ".lz4",
            Self::Gzip => ".gz",
            _ => "",
        };
        name.strip_suffix(ending).unwrap_or(name).to_owned()
    }
}

/// Bytes up to a limit; beyond, an error instead of a full memory.
struct Capped {
    bytes: Box<dyn Read>,
    left: u64,
}

impl Read for Capped {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = self.bytes.read(buffer)?;
        self.left = self.left.checked_sub(count as u64).ok_or_else(|| {
            std::io::Error::other(format!("it has more than {LARGEST} bytes when unpacked"))
        })?;
        Ok(count)
    }
}

/// True for a file that is a package list: it is called so, or its first paragraph names a package.
pub(crate) fn is_list(path: &Path) -> bool {
    if !path.is_file() {
        return false;
    }
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    if is_called_so(&name) {
        return true;
    }
    let mut start = Vec::new();
    let read = List::open(path).map(|list| list.lines.take(16 << 10).read_to_end(&mut start));
    if !matches!(read, Ok(Ok(_))) {
        return false;
    }
    let start = String::from_utf8_lossy(&start);
    let paragraph = start.split("\n\n").next().unwrap_or_default();
    let has = |field: &str| paragraph.lines().any(|line| line.starts_with(field));
    has("Package: ") && has("Version: ") && has("Architecture: ")
}

fn is_called_so(name: &str) -> bool {
    let stem = [".lz4", ".gz", ".xz", ".bz2", ".zst"]
        .iter()
        .find_map(|ending| name.strip_suffix(ending))
        .unwrap_or(name);
    stem == "Packages" || stem.ends_with("_Packages") || stem.ends_with(".Packages")
}

/// The lists of a path: the file itself, or those of a folder as apt keeps them (`/var/lib/apt/lists`).
pub(crate) fn lists_at(path: &Path) -> Vec<PathBuf> {
    if path.is_file() {
        return vec![path.to_owned()];
    }
    let entries = fs::read_dir(path).into_iter().flatten().filter_map(Result::ok);
    let mut lists: Vec<PathBuf> = entries
        .filter(|entry| is_called_so(&entry.file_name().to_string_lossy()))
        .map(|entry| entry.path())
        .filter(|path| path.is_file())
        .collect();
    lists.sort();
    lists
}
