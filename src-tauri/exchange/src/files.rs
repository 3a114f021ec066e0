//! The files of a source: read once into memory within limits, then looked at as bytes.

use crate::Refusal;
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

/// How much is read at most.
#[derive(Clone, Copy, Debug)]
pub struct FileLimits {
    /// Bytes of one file.
    pub one: u64,
    /// Bytes of all files.
    pub all: u64,
    /// Number of files.
    pub count: usize,
    /// Folders below the first.
    pub depth: usize,
}

impl Default for FileLimits {
    fn default() -> Self {
        Self {
            one: 50 << 20,
            all: 400 << 20,
            count: 20_000,
            depth: 12,
        }
    }
}

/// Files by their path relative to the source's folder, with `/` between folders.
#[derive(Clone, Debug, Default)]
pub struct Files {
    contents: BTreeMap<String, Vec<u8>>,
    /// Files that were left out, with the reason.
    pub refused: Vec<Refusal>,
}

impl Files {
    /// Files that are already in memory.
    #[must_use]
    pub fn of(contents: impl IntoIterator<Item = (String, Vec<u8>)>) -> Self {
        Self {
            contents: contents.into_iter().collect(),
            refused: Vec::new(),
        }
    }

    /// Reads the files below `folder` whose names end with one of `extensions`.
    ///
    /// # Errors
    /// When the folder itself cannot be read; a single file that cannot be read is refused instead.
    pub fn read(folder: &Path, extensions: &[&str], limits: FileLimits) -> io::Result<Self> {
        let mut files = Self::default();
        files.add(folder, "", extensions, limits)?;
        Ok(files)
    }

    /// Reads the files below `folder` and files them below `prefix`.
    ///
    /// # Errors
    /// When the folder itself cannot be read.
    pub fn add(
        &mut self,
        folder: &Path,
        prefix: &str,
        extensions: &[&str],
        limits: FileLimits,
    ) -> io::Result<()> {
        let mut total: u64 = 0;
        let mut waiting = vec![(folder.to_owned(), prefix.to_owned(), 0usize)];
        let mut first = true;
        while let Some((folder, prefix, depth)) = waiting.pop() {
            let entries = match fs::read_dir(&folder) {
                Ok(entries) => entries,
                Err(error) if first => return Err(error),
                Err(error) => {
                    self.refuse(&prefix, format!("The folder cannot be read: {error}."));
                    continue;
                }
            };
            first = false;
            for entry in entries.filter_map(Result::ok) {
                let name = entry.file_name().to_string_lossy().into_owned();
                let path = if prefix.is_empty() {
                    name.clone()
                } else {
                    format!("{prefix}/{name}")
                };
                let Ok(kind) = entry.file_type() else { continue };
                if kind.is_dir() {
                    if depth < limits.depth && !name.starts_with('.') && name != "node_modules" {
                        waiting.push((entry.path(), path, depth + 1));
                    }
                    continue;
                }
                let wanted = name
                    .rsplit_once('.')
                    .is_some_and(|(_, end)| extensions.contains(&end));
                if !kind.is_file() || !wanted {
                    continue;
                }
                let size = entry.metadata().map_or(0, |metadata| metadata.len());
                if size > limits.one {
                    self.refuse(
                        &path,
                        format!("It has {size} bytes; at most {} are read.", limits.one),
                    );
                } else if total + size > limits.all || self.contents.len() >= limits.count {
                    self.refuse(&path, "The folder holds more than is read at once.".to_owned());
                } else {
                    total += size;
                    match fs::read(entry.path()) {
                        Ok(bytes) => drop(self.contents.insert(path, bytes)),
                        Err(error) => self.refuse(&path, format!("It cannot be read: {error}.")),
                    }
                }
            }
        }
        Ok(())
    }

    /// Adds a file that is already in memory.
    pub fn insert(&mut self, path: &str, bytes: Vec<u8>) {
        self.contents.insert(path.to_owned(), bytes);
    }

    fn refuse(&mut self, file: &str, reason: String) {
        self.refused.push(Refusal::whole(file, None, reason));
    }

    /// The bytes of a file.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&[u8]> {
        self.contents.get(path).map(Vec::as_slice)
    }

    /// Files below a folder in order of path.
    pub fn below<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = (&'a str, &'a [u8])> {
        let from = self.contents.range(folder.to_owned()..);
        from.take_while(move |(path, _)| path.starts_with(folder))
            .map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
    }

    /// The first file whose path is `end` or ends with `/end`.
    #[must_use]
    pub fn ending(&self, end: &str) -> Option<(&str, &[u8])> {
        let tail = format!("/{end}");
        let found = self
            .contents
            .iter()
            .find(|(path, _)| *path == end || path.ends_with(&tail));
        found.map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
    }

    /// True when there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.contents.is_empty()
    }
}
