//! Which package a relation means: the first alternative the lists can meet, real before provided.

use super::relation::{Alternative, relations};
use super::stanza::{Package, Relation};
use super::version;
use crate::{Note, NoteKind};
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::rc::Rc;

/// Notes on relations that cannot be read; beyond, none is added.
const MOST_NOTES: usize = 50;

/// The packages of all lists by name, each in its newest version.
#[derive(Default)]
pub(super) struct Lists {
    pub(super) packages: BTreeMap<String, Package>,
    /// Architectures each package is there for.
    architectures: BTreeMap<String, Vec<String>>,
    /// Stanzas that gave way to a newer one.
    pub(super) older: usize,
}

/// A link between two packages.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Link {
    pub(super) hard: bool,
    pub(super) constraint: String,
    pub(super) note: String,
    pub(super) line: u32,
}

/// Who wants a name that is nowhere.
pub(super) struct Wanting {
    pub(super) first: String,
    pub(super) count: usize,
    pub(super) field: &'static str,
    pub(super) file: Rc<str>,
    pub(super) line: u32,
}

/// What the relations of all packages come to.
#[derive(Default)]
pub(super) struct Resolved {
    pub(super) links: BTreeMap<(String, String), Link>,
    pub(super) nowhere: BTreeMap<String, Wanting>,
    pub(super) unmet: usize,
    pub(super) virtual_names: usize,
    pub(super) notes: Vec<Note>,
}

/// A package that provides a name, with the version it provides.
struct Provider<'a> {
    package: &'a Package,
    version: Option<&'a str>,
}

/// The answer to one alternative.
struct Met<'a> {
    package: &'a Package,
    provided: bool,
    version_met: bool,
}

impl Lists {
    /// Adds a package; of two with the same name the newer is kept, as apt would install it.
    pub(super) fn add(&mut self, package: Package) {
        let architectures = self.architectures.entry(package.name.clone()).or_default();
        if !architectures.contains(&package.architecture) {
            architectures.push(package.architecture.clone());
        }
        if let Some(known) = self.packages.get(&package.name) {
            self.older += 1;
            if version::compare(&known.version, &package.version) != Ordering::Less {
                return;
            }
        }
        self.packages.insert(package.name.clone(), package);
    }

    /// The links of all packages.
    pub(super) fn resolve(&self) -> Resolved {
        let mut resolved = Resolved::default();
        let providers = self.providers();
        resolved.virtual_names = providers
            .keys()
            .filter(|name| !self.packages.contains_key(**name))
            .count();
        for package in self.packages.values() {
            for (relation, line, field) in &package.relations {
                for alternatives in relations(field) {
                    match alternatives {
                        Ok(alternatives) => {
                            let place = (*relation, *line);
                            self.link(package, place, &alternatives, &providers, &mut resolved);
                        }
                        Err(text) if resolved.notes.len() < MOST_NOTES => {
                            let sentence = format!(
                                "“{text}” of {} {} is no relation.",
                                package.name,
                                relation.field()
                            );
                            resolved.notes.push(Note {
                                kind: NoteKind::Reading,
                                subject: package.name.clone(),
                                sentence,
                                file: package.file.to_string(),
                            });
                        }
                        Err(_) => {}
                    }
                }
            }
        }
        resolved
    }

    /// Who provides each name: required packages before important ones and so on, then by name.
    fn providers(&self) -> BTreeMap<&str, Vec<Provider<'_>>> {
        let mut providers: BTreeMap<&str, Vec<Provider<'_>>> = BTreeMap::new();
        for package in self
            .packages
            .values()
            .filter(|package| !package.provides.is_empty())
        {
            for provided in relations(&package.provides).into_iter().flatten().flatten() {
                let version = provided.wants.map(|(_, version)| version);
                providers
                    .entry(provided.name)
                    .or_default()
                    .push(Provider { package, version });
            }
        }
        for list in providers.values_mut() {
            list.sort_by_key(|provider| {
                (
                    super::tier(&provider.package.priority),
                    provider.package.name.as_str(),
                )
            });
        }
        providers
    }

    fn link(
        &self,
        package: &Package,
        (relation, line): (Relation, u32),
        alternatives: &[Alternative<'_>],
        providers: &BTreeMap<&str, Vec<Provider<'_>>>,
        resolved: &mut Resolved,
    ) {
        let mut held = alternatives
            .iter()
            .filter(|one| one.holds_on(&package.architecture))
            .peekable();
        let Some(first) = held.peek().copied() else {
            return;
        };
        let answers: Vec<(&Alternative<'_>, Met<'_>)> = held
            .filter_map(|one| Some((one, self.meet(package, one, providers)?)))
            .collect();
        // An alternative whose version the lists do not have is better than none.
        let best = answers
            .iter()
            .find(|(_, met)| met.version_met)
            .or(answers.first());
        let Some((chosen, met)) = best else {
            let wanting = resolved
                .nowhere
                .entry(first.name.to_owned())
                .or_insert_with(|| Wanting {
                    first: package.name.clone(),
                    count: 0,
                    field: relation.field(),
                    file: package.file.clone(),
                    line,
                });
            wanting.count += 1;
            return;
        };
        if met.package.name == package.name {
            return;
        }
        let mut notes = Vec::new();
        if met.provided {
            notes.push(format!("{} provides {}.", met.package.name, chosen.name));
        }
        if !met.version_met {
            resolved.unmet += 1;
            let version = &met.package.version;
            notes.push(format!(
                "Wants {}; the lists have {version}.",
                chosen.constraint()
            ));
        }
        let ends = (package.name.clone(), met.package.name.clone());
        let link = resolved.links.entry(ends).or_default();
        let hard = relation != Relation::Recommends;
        if link.line == 0 || (hard && !link.hard) {
            link.line = line;
        }
        link.hard |= hard;
        let constraint = chosen.constraint();
        if !constraint.is_empty() && !link.constraint.split(", ").any(|known| known == constraint) {
            if !link.constraint.is_empty() {
                link.constraint.push_str(", ");
            }
            link.constraint.push_str(&constraint);
        }
        for note in notes
            .into_iter()
            .filter(|note| !link.note.contains(note.as_str()))
            .collect::<Vec<_>>()
        {
            if !link.note.is_empty() {
                link.note.push(' ');
            }
            link.note.push_str(&note);
        }
    }

    /// The package an alternative means: the real one, else one that provides it. A wanted version is only met by a
    /// provider that states one.
    fn meet<'a>(
        &'a self,
        consumer: &Package,
        wanted: &Alternative<'_>,
        providers: &BTreeMap<&str, Vec<Provider<'a>>>,
    ) -> Option<Met<'a>> {
        let real = self
            .packages
            .get(wanted.name)
            .filter(|_| match wanted.architecture {
                None | Some("any" | "native") => true,
                Some(architecture) => {
                    let there = self.architectures.get(wanted.name);
                    there.is_some_and(|there| there.iter().any(|one| one == architecture || one == "all"))
                }
            });
        if let Some(package) = real.filter(|package| wanted.takes(&package.version)) {
            return Some(Met {
                package,
                provided: false,
                version_met: true,
            });
        }
        let list = providers.get(wanted.name).map(Vec::as_slice).unwrap_or_default();
        let takes = |provider: &&Provider<'_>| {
            wanted.wants.is_none() || provider.version.is_some_and(|version| wanted.takes(version))
        };
        // A package that provides the name itself is its own answer.
        let own = list
            .iter()
            .filter(takes)
            .find(|provider| provider.package.name == consumer.name);
        if let Some(provider) = own.or_else(|| list.iter().find(takes)) {
            return Some(Met {
                package: provider.package,
                provided: true,
                version_met: true,
            });
        }
        real.map(|package| Met {
            package,
            provided: false,
            version_met: false,
        })
        .or_else(|| {
            list.first().map(|provider| Met {
                package: provider.package,
                provided: true,
                version_met: false,
            })
        })
    }
}
