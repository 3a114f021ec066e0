//! What one source says of components, their owners and their links: gathered by key, then handed over as a batch.
//!
//! Every source of dependencies fills a [`Sketch`]; only [`Sketch::into_batch`] makes records. So all of them name,
//! join, number and report in the same way.

mod records;

use crate::{Batch, NoteKind};
use planning::{DependencyKind, DeployOrder, Knowledge, Lifecycle, ServiceKind, Strength};
use std::collections::{BTreeMap, BTreeSet};

/// Where something stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    pub(crate) file: String,
    pub(crate) row: Option<u32>,
}

impl Place {
    pub(crate) fn at(file: &str, row: u32) -> Self {
        Self {
            file: file.into(),
            row: Some(row),
        }
    }
}

/// A component of the map.
#[derive(Clone, Debug)]
pub(crate) struct Part {
    /// What people will call it; made unique within the sketch.
    pub(crate) reference: String,
    pub(crate) name: String,
    pub(crate) kind: ServiceKind,
    /// True when the source says the kind; a guess is only taken for a new service.
    pub(crate) kind_said: bool,
    /// Key of the owning team.
    pub(crate) owner: Option<String>,
    pub(crate) lifecycle: Option<Lifecycle>,
    pub(crate) system: String,
    pub(crate) knowledge: Knowledge,
    /// Version the source names; empty when none.
    pub(crate) version: String,
    pub(crate) place: Place,
    /// Who takes the reference when two would have the same: lowest first.
    pub(crate) rank: u8,
}

impl Part {
    /// A service of that name, nothing else known.
    pub(crate) fn named(name: &str, place: Place) -> Self {
        Self {
            reference: name.into(),
            name: name.into(),
            kind: ServiceKind::Service,
            kind_said: false,
            owner: None,
            lifecycle: None,
            system: String::new(),
            knowledge: Knowledge::Unknown,
            version: String::new(),
            place,
            rank: 0,
        }
    }
}

/// An owning team.
#[derive(Clone, Debug)]
pub(crate) struct Owner {
    pub(crate) reference: String,
    pub(crate) name: String,
    pub(crate) contact: String,
    pub(crate) place: Place,
    /// True when the source describes it; false when it is only named.
    pub(crate) stated: bool,
}

/// A link between two components, by their keys.
#[derive(Clone, Debug)]
pub(crate) struct Link {
    pub(crate) kind: DependencyKind,
    pub(crate) strength: Strength,
    pub(crate) order: DeployOrder,
    pub(crate) version_constraint: String,
    pub(crate) contract: String,
    /// True when it was guessed from a name and a person has to say so.
    pub(crate) suggested: bool,
    pub(crate) note: String,
    pub(crate) place: Place,
}

/// What a provider of that kind is usually used for.
pub(crate) fn use_of(provider: ServiceKind) -> DependencyKind {
    match provider {
        ServiceKind::Database => DependencyKind::Data,
        ServiceKind::Queue => DependencyKind::Event,
        ServiceKind::Infrastructure => DependencyKind::Hosting,
        ServiceKind::Library => DependencyKind::Build,
        _ => DependencyKind::Call,
    }
}

impl Link {
    /// A hard call, provider first.
    pub(crate) fn of(kind: DependencyKind, place: Place) -> Self {
        Self {
            kind,
            strength: Strength::Hard,
            order: DeployOrder::ProviderFirst,
            version_constraint: String::new(),
            contract: String::new(),
            suggested: false,
            note: String::new(),
            place,
        }
    }
}

/// What one source says.
pub(crate) struct Sketch {
    /// Source system, e.g. `compose/sock-shop`.
    pub(crate) system: String,
    /// True when its names mean something only within the source: a `db` here is not the `db` of another project.
    pub(crate) names_are_local: bool,
    pub(crate) batch: Batch,
    pub(crate) parts: BTreeMap<String, Part>,
    /// Components that something refers to and nothing describes.
    pub(crate) stubs: BTreeMap<String, Part>,
    pub(crate) owners: BTreeMap<String, Owner>,
    pub(crate) links: BTreeMap<(String, String), Link>,
    /// Files the sketch is complete for.
    pub(crate) files: BTreeSet<String>,
    /// Unknown words by field and word, with the first place and how often.
    words: BTreeMap<(String, String, String), (Place, usize)>,
}

impl Sketch {
    pub(crate) fn of(source: String, system: String) -> Self {
        Self {
            system,
            names_are_local: false,
            batch: Batch::of(source),
            parts: BTreeMap::new(),
            stubs: BTreeMap::new(),
            owners: BTreeMap::new(),
            links: BTreeMap::new(),
            files: BTreeSet::new(),
            words: BTreeMap::new(),
        }
    }

    /// Adds a component; a second one of the same key is refused.
    pub(crate) fn part(&mut self, key: &str, part: Part) -> bool {
        if let Some(first) = self.parts.get(key) {
            let reason = format!(
                "“{}” is stated twice; {} was taken.",
                part.reference,
                first.place.words()
            );
            self.batch
                .refused
                .push(crate::Refusal::whole(&part.place.file, part.place.row, reason));
            return false;
        }
        self.parts.insert(key.to_owned(), part);
        true
    }

    /// Adds a component that is only referred to, unless it is there.
    pub(crate) fn stub(&mut self, key: &str, part: Part) {
        if !self.parts.contains_key(key) {
            self.stubs.entry(key.to_owned()).or_insert(part);
        }
    }

    /// Adds a link. What a source states twice is one link: hard beats soft, stated beats guessed, words are joined.
    pub(crate) fn link(&mut self, consumer: &str, provider: &str, link: Link) {
        match self.links.entry((consumer.to_owned(), provider.to_owned())) {
            std::collections::btree_map::Entry::Vacant(free) => drop(free.insert(link)),
            std::collections::btree_map::Entry::Occupied(mut known) => known.get_mut().join(link),
        }
    }

    /// Suggests a link because a variable of the consumer holds the provider's address; a stated link stays as it is.
    pub(crate) fn suggest(&mut self, consumer: &str, provider: &str, variable: &str, place: Place) {
        if self
            .links
            .contains_key(&(consumer.to_owned(), provider.to_owned()))
        {
            return;
        }
        let kind = self
            .parts
            .get(provider)
            .map_or(ServiceKind::Service, |part| part.kind);
        let mut link = Link::of(use_of(kind), place);
        link.suggested = true;
        link.note = format!("Guessed from {variable}.");
        self.link(consumer, provider, link);
    }

    /// Counts a word that nobody knows.
    pub(crate) fn unknown_word(&mut self, field: &str, word: &str, taken_as: &str, place: &Place) {
        let key = (field.to_owned(), word.to_owned(), taken_as.to_owned());
        let seen = self.words.entry(key).or_insert((place.clone(), 0));
        seen.1 += 1;
    }

    /// One note for each unknown word: what it was and how often.
    fn say_words(&mut self) {
        for ((field, word, taken_as), (place, count)) in std::mem::take(&mut self.words) {
            let times = if count == 1 {
                "once".to_owned()
            } else {
                format!("{count} times")
            };
            let sentence = format!("{field} “{word}” stands {times} and is not known; taken as {taken_as}.");
            self.batch.note(NoteKind::Reading, &word, &place.file, sentence);
        }
    }
}

impl Link {
    fn join(&mut self, other: Self) {
        if other.strength == Strength::Hard {
            self.strength = Strength::Hard;
        }
        if self.suggested && !other.suggested {
            (self.kind, self.order, self.suggested) = (other.kind, other.order, false);
            self.place = other.place;
        }
        if self.version_constraint.is_empty() {
            self.version_constraint = other.version_constraint;
        }
        if self.contract.is_empty() {
            self.contract = other.contract;
        }
        if self.note.is_empty() {
            self.note = other.note;
        } else if !other.note.is_empty() && !self.note.contains(&other.note) {
            self.note = format!("{} {}", self.note, other.note);
        }
    }
}

impl Place {
    /// `compose.yaml row 12`.
    pub(crate) fn words(&self) -> String {
        self.row
            .map_or_else(|| self.file.clone(), |row| format!("{} row {row}", self.file))
    }
}
