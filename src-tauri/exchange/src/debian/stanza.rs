//! Paragraphs of a package list, read line by line: only what the map needs is kept.

use super::lists::List;
use crate::Refusal;
use std::io::{BufRead, Read};
use std::rc::Rc;

/// Longest line that is read; a longer one is no line of a package list.
const LONGEST_LINE: u64 = 4 << 20;
/// Refusals of one list; beyond, only their number is said.
const MOST_REFUSED: usize = 50;

/// A binary package.
#[derive(Clone, Debug, Default)]
pub(super) struct Package {
    pub(super) name: String,
    source: String,
    pub(super) version: String,
    pub(super) architecture: String,
    pub(super) section: String,
    pub(super) priority: String,
    pub(super) maintainer: String,
    /// Relations by field, with the line of the field.
    pub(super) relations: Vec<(Relation, u32, String)>,
    pub(super) provides: String,
    pub(super) file: Rc<str>,
    pub(super) line: u32,
}

/// A field whose relations become links.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Relation {
    PreDepends,
    Depends,
    Recommends,
}

impl Relation {
    pub(super) fn field(self) -> &'static str {
        match self {
            Self::PreDepends => "Pre-Depends",
            Self::Depends => "Depends",
            Self::Recommends => "Recommends",
        }
    }
}

impl Package {
    /// The source package; the package itself when the list names none.
    pub(super) fn source(&self) -> &str {
        let source = self.source.split('(').next().unwrap_or_default().trim();
        if source.is_empty() { &self.name } else { source }
    }
    /// Name and address.
    pub(super) fn maintainer(&self) -> (&str, &str) {
        let (name, rest) = self.maintainer.split_once('<').unwrap_or((&self.maintainer, ""));
        let name = name.trim().trim_matches('"');
        let address = rest.trim_end_matches(['>', ' ']);
        (if name.is_empty() { address } else { name }, address)
    }
    fn is_blank(&self) -> bool {
        self.line == 0
    }
}

/// The packages of a list, one after the other.
pub(super) struct Stanzas {
    list: List,
    line: u32,
    refused: Vec<Refusal>,
    more_refused: usize,
    unreadable: usize,
    packages: usize,
    ended: bool,
    broke_off: bool,
}

impl Stanzas {
    pub(super) fn of(list: List) -> Self {
        Self {
            list,
            line: 0,
            refused: Vec::new(),
            more_refused: 0,
            unreadable: 0,
            packages: 0,
            ended: false,
            broke_off: false,
        }
    }

    /// True when the list was read to its end.
    pub(super) fn is_whole(&self) -> bool {
        !self.broke_off
    }

    /// What could not be read.
    pub(super) fn refused(mut self, file: &str) -> Vec<Refusal> {
        if self.more_refused > 0 {
            let reason = format!("{} more lines could not be read.", self.more_refused);
            self.refused.push(Refusal::whole(file, None, reason));
        }
        if self.unreadable > 0 {
            let reason = format!(
                "{} lines are not UTF-8; what cannot be read in them became “�”.",
                self.unreadable
            );
            let mut refusal = Refusal::whole(file, None, reason);
            refusal.rest_taken = true;
            self.refused.push(refusal);
        }
        if self.packages == 0 {
            let reason = "No paragraph of it names a package.";
            self.refused.push(Refusal::whole(file, None, reason));
        }
        self.refused
    }

    fn refuse(&mut self, reason: String) {
        if self.refused.len() < MOST_REFUSED {
            self.refused
                .push(Refusal::whole(&self.list.file, Some(self.line), reason));
        } else {
            self.more_refused += 1;
        }
    }

    /// The next paragraph that names a package.
    pub(super) fn next_package(&mut self) -> Option<Package> {
        let mut package = Package::default();
        let mut field = String::new();
        let mut value = String::new();
        let mut field_line = 0;
        loop {
            let line = self.next_line();
            let text = line.as_deref().unwrap_or_default();
            let blank = text.trim().is_empty();
            if !blank && text.starts_with([' ', '\t']) {
                // The continuation of a field nobody asked for is not kept.
                if is_kept(&field) {
                    value.push(' ');
                    value.push_str(text.trim());
                }
                continue;
            }
            if text.starts_with('#') {
                continue;
            }
            keep(&mut package, &field, std::mem::take(&mut value), field_line);
            field.clear();
            if blank {
                if line.is_none() && self.broke_off {
                    return None;
                }
                if !package.name.is_empty() {
                    package.file = self.list.file.clone();
                    self.packages += 1;
                    return Some(package);
                }
                if !package.is_blank() {
                    self.refuse("The paragraph that ends here names no package.".to_owned());
                    package = Package::default();
                }
                line.as_ref()?;
                continue;
            }
            if package.is_blank() {
                package.line = self.line;
            }
            match text.split_once(':') {
                Some((name, rest)) if is_field(name) => {
                    field = name.to_ascii_lowercase();
                    field_line = self.line;
                    if is_kept(&field) {
                        value = rest.trim().to_owned();
                    }
                }
                _ => {
                    let start: String = text.chars().take(60).collect();
                    self.refuse(format!("“{start}” is no field of a package list."));
                }
            }
        }
    }

    fn next_line(&mut self) -> Option<String> {
        if self.ended {
            return None;
        }
        let mut bytes = Vec::new();
        let read = self
            .list
            .lines
            .by_ref()
            .take(LONGEST_LINE)
            .read_until(b'\n', &mut bytes);
        let too_long = bytes.len() as u64 == LONGEST_LINE && bytes.last() != Some(&b'\n');
        let more = match read {
            Ok(_) if too_long => Err(format!("A line has more than {LONGEST_LINE} bytes")),
            Ok(count) => Ok(count > 0),
            Err(error) => Err(format!("Reading broke off: {error}")),
        };
        if let Err(why) = &more {
            self.broke_off = true;
            self.refuse(format!(
                "{why}; this paragraph and the rest of the list were not read."
            ));
        }
        if more != Ok(true) {
            self.ended = true;
            return None;
        }
        self.line = self.line.saturating_add(1);
        while bytes.last().is_some_and(|sign| matches!(sign, b'\n' | b'\r')) {
            bytes.pop();
        }
        if self.line == 1 && bytes.starts_with("\u{feff}".as_bytes()) {
            bytes.drain(..3);
        }
        Some(String::from_utf8(bytes).unwrap_or_else(|error| {
            self.unreadable += 1;
            String::from_utf8_lossy(error.as_bytes()).into_owned()
        }))
    }
}

fn is_field(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|sign| sign.is_ascii_graphic())
}

fn is_kept(field: &str) -> bool {
    matches!(
        field,
        "package"
            | "source"
            | "version"
            | "architecture"
            | "section"
            | "priority"
            | "maintainer"
            | "depends"
            | "pre-depends"
            | "recommends"
            | "provides"
    )
}

fn keep(package: &mut Package, field: &str, value: String, line: u32) {
    match field {
        "package" => package.name = value,
        "source" => package.source = value,
        "version" => package.version = value,
        "architecture" => package.architecture = value,
        "section" => package.section = value,
        "priority" => package.priority = value,
        "maintainer" => package.maintainer = value,
        "provides" => package.provides = value,
        "pre-depends" => package.relations.push((Relation::PreDepends, line, value)),
        "depends" => package.relations.push((Relation::Depends, line, value)),
        "recommends" => package.relations.push((Relation::Recommends, line, value)),
        _ => {}
    }
}
