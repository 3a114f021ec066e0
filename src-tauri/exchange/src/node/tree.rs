//! The tree: built with a limit on its size, so that aliases that multiply cannot fill the memory.

use serde::de::{DeserializeSeed, EnumAccess, Error, MapAccess, SeqAccess, VariantAccess, Visitor};
use std::cell::Cell;
use std::fmt;

/// A value of a document.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Node {
    /// `null`, or nothing.
    Nothing,
    /// Text; numbers and flags keep their spelling as far as the parser tells it.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// Keys and values in the order of the file.
    Map(Vec<(String, Node)>),
    /// A value with a tag of its own, e.g. `!reset`.
    Tagged(String, Box<Node>),
}

impl Node {
    /// The value of a key; `None` when there is none or it is nothing.
    pub(crate) fn get(&self, key: &str) -> Option<&Node> {
        match self {
            Self::Map(pairs) => pairs
                .iter()
                .find(|(name, value)| name == key && *value != Self::Nothing)
                .map(|(_, value)| value),
            Self::Tagged(_, inner) => inner.get(key),
            _ => None,
        }
    }
    /// The value below several keys.
    pub(crate) fn at(&self, path: &[&str]) -> Option<&Node> {
        path.iter().try_fold(self, |node, key| node.get(key))
    }
    /// The text of a value.
    pub(crate) fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text.trim()),
            Self::Tagged(_, inner) => inner.as_text(),
            _ => None,
        }
    }
    /// The text below several keys; `None` when there is none or it is blank.
    pub(crate) fn text(&self, path: &[&str]) -> Option<&str> {
        self.at(path)?.as_text().filter(|text| !text.is_empty())
    }
    /// The items of a list; a single text counts as a list of one.
    pub(crate) fn items(&self) -> &[Node] {
        match self {
            Self::List(items) => items,
            Self::Text(_) => std::slice::from_ref(self),
            Self::Tagged(_, inner) => inner.items(),
            _ => &[],
        }
    }
    /// The texts of the list below several keys.
    pub(crate) fn texts(&self, path: &[&str]) -> Vec<&str> {
        let items = self.at(path).map(Node::items).unwrap_or_default();
        items
            .iter()
            .filter_map(Node::as_text)
            .filter(|text| !text.is_empty())
            .collect()
    }
    /// The pairs of a map; none when it is no map.
    pub(crate) fn pairs(&self) -> &[(String, Node)] {
        match self {
            Self::Map(pairs) => pairs,
            Self::Tagged(_, inner) => inner.pairs(),
            _ => &[],
        }
    }
    /// What it is, for a sentence.
    pub(crate) fn shape(&self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Text(_) => "a text",
            Self::List(_) => "a list",
            Self::Map(_) => "a map",
            Self::Tagged(_, inner) => inner.shape(),
        }
    }

    /// Resolves `<<`: the keys of the merged maps stand behind the map's own.
    pub(crate) fn merged(self) -> Self {
        match self {
            Self::Map(pairs) => {
                let mut own: Vec<(String, Self)> = Vec::new();
                let mut more: Vec<Self> = Vec::new();
                for (key, value) in pairs {
                    match value.merged() {
                        Self::List(maps) if key == "<<" => more.extend(maps),
                        map if key == "<<" => more.push(map),
                        value => own.push((key, value)),
                    }
                }
                for (key, value) in more.into_iter().flat_map(Self::into_pairs) {
                    if !own.iter().any(|(name, _)| *name == key) {
                        own.push((key, value));
                    }
                }
                Self::Map(own)
            }
            Self::List(items) => Self::List(items.into_iter().map(Self::merged).collect()),
            Self::Tagged(tag, inner) => Self::Tagged(tag, Box::new(inner.merged())),
            other => other,
        }
    }

    fn into_pairs(self) -> Vec<(String, Self)> {
        match self {
            Self::Map(pairs) => pairs,
            _ => Vec::new(),
        }
    }
}

/// Builds a tree and counts its values down from a limit.
pub(super) struct Within<'a>(pub(super) &'a Cell<usize>);

impl Within<'_> {
    fn one<E: Error>(&self) -> Result<(), E> {
        match self.0.get().checked_sub(1) {
            Some(left) => {
                self.0.set(left);
                Ok(())
            }
            None => Err(E::custom("its aliases multiply into more values than are read")),
        }
    }
}

impl<'de> DeserializeSeed<'de> for Within<'_> {
    type Value = Node;
    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Within<'_> {
    type Value = Node;
    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("any value")
    }
    fn visit_bool<E: Error>(self, value: bool) -> Result<Node, E> {
        self.visit_string(value.to_string())
    }
    fn visit_i64<E: Error>(self, value: i64) -> Result<Node, E> {
        self.visit_string(value.to_string())
    }
    fn visit_u64<E: Error>(self, value: u64) -> Result<Node, E> {
        self.visit_string(value.to_string())
    }
    fn visit_f64<E: Error>(self, value: f64) -> Result<Node, E> {
        self.visit_string(value.to_string())
    }
    fn visit_str<E: Error>(self, value: &str) -> Result<Node, E> {
        self.visit_string(value.to_owned())
    }
    fn visit_string<E: Error>(self, value: String) -> Result<Node, E> {
        self.one()?;
        Ok(Node::Text(value))
    }
    fn visit_unit<E: Error>(self) -> Result<Node, E> {
        self.one()?;
        Ok(Node::Nothing)
    }
    fn visit_none<E: Error>(self) -> Result<Node, E> {
        self.visit_unit()
    }
    fn visit_some<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        deserializer.deserialize_any(self)
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Node, A::Error> {
        self.one()?;
        let mut items = Vec::new();
        while let Some(item) = access.next_element_seed(Within(self.0))? {
            items.push(item);
        }
        Ok(Node::List(items))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Node, A::Error> {
        self.one()?;
        let mut pairs: Vec<(String, Node)> = Vec::new();
        let mut names = std::collections::BTreeSet::new();
        while let Some(key) = access.next_key_seed(Within(self.0))? {
            let key = match key {
                Node::Text(key) => key,
                Node::Nothing => String::new(),
                other => return Err(A::Error::custom(format!("a key is {}", other.shape()))),
            };
            if key != "<<" && !names.insert(key.clone()) {
                return Err(A::Error::custom(format!("the key “{key}” stands twice")));
            }
            pairs.push((key, access.next_value_seed(Within(self.0))?));
        }
        Ok(Node::Map(pairs))
    }
    fn visit_enum<A: EnumAccess<'de>>(self, access: A) -> Result<Node, A::Error> {
        let (tag, variant) = access.variant_seed(Within(self.0))?;
        let tag = match tag {
            Node::Text(tag) => tag,
            _ => String::new(),
        };
        let inner = variant.newtype_variant_seed(Within(self.0))?;
        Ok(Node::Tagged(
            tag.trim_start_matches('!').to_owned(),
            Box::new(inner),
        ))
    }
}
