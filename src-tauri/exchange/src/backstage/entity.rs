//! One entity: a document of kind Component, API, Resource, System, Domain, Group or User.

use super::reference::Key;
use crate::csv::{TableKind, known_word};
use crate::node::{Document, Node};
use crate::sketch::{Place, Sketch};
use planning::{Lifecycle, ServiceKind};

/// An entity with the document it was read from.
#[derive(Clone, Debug)]
pub(crate) struct Entity {
    pub(crate) kind: String,
    pub(crate) namespace: String,
    pub(crate) name: String,
    pub(crate) node: Node,
    pub(crate) document: Document,
    pub(crate) place: Place,
}

/// True for a document of Backstage's own version, whatever its kind.
pub(crate) fn is_entity(node: &Node) -> bool {
    let version = node.text(&["apiVersion"]).unwrap_or_default();
    version.starts_with("backstage.io/") || version.starts_with("roadie.io/")
}

impl Entity {
    /// The entity of a document, or the sentence that says what is missing.
    pub(crate) fn read(file: &str, mut document: Document) -> Result<Self, String> {
        let node = std::mem::replace(&mut document.node, Node::Nothing);
        let kind = node.text(&["kind"]).ok_or("It has no kind.")?.to_owned();
        let name = node.text(&["metadata", "name"]);
        let name = name
            .ok_or_else(|| format!("The {kind} has no metadata.name."))?
            .to_owned();
        let namespace = node
            .text(&["metadata", "namespace"])
            .unwrap_or("default")
            .to_owned();
        let place = Place::at(file, document.line);
        Ok(Self {
            kind,
            namespace,
            name,
            node,
            document,
            place,
        })
    }

    pub(crate) fn key(&self) -> Key {
        Key::new(&self.kind, &self.namespace, &self.name)
    }

    /// What people call it.
    pub(crate) fn title(&self) -> String {
        self.node
            .text(&["metadata", "title"])
            .unwrap_or(&self.name)
            .to_owned()
    }

    /// Its kind here, and whether the file says so.
    pub(crate) fn service_kind(&self, sketch: &mut Sketch) -> (ServiceKind, bool) {
        let plain = super::stand_in(&self.key().kind);
        let Some(word) = self.node.text(&["spec", "type"]) else {
            return (plain, false);
        };
        let lower = word.to_lowercase();
        let known = lower
            .parse()
            .ok()
            .or_else(|| known_word(TableKind::Services, "kind", &lower)?.parse().ok())
            .or(match lower.as_str() {
                "operator" | "daemon" | "controller" | "agent" | "grpc" => Some(ServiceKind::Service),
                "storage" | "storage-provider" | "s3-bucket" | "bucket" | "kubernetes-cluster"
                | "helm-chart" => Some(ServiceKind::Infrastructure),
                "mobile-app" | "cli" | "tool" => Some(ServiceKind::Application),
                _ => None,
            });
        if known.is_none() {
            let field = format!("{} type", self.kind);
            sketch.unknown_word(&field, word, plain.word(), &self.place);
        }
        (known.unwrap_or(plain), known.is_some())
    }

    /// Where it is in its life.
    pub(crate) fn lifecycle(&self, sketch: &mut Sketch) -> Option<Lifecycle> {
        let word = self.node.text(&["spec", "lifecycle"])?;
        let lower = word.to_lowercase();
        let known = lower
            .parse()
            .ok()
            .or_else(|| known_word(TableKind::Services, "lifecycle", &lower)?.parse().ok());
        if known.is_none() {
            sketch.unknown_word("Lifecycle", word, "live", &self.place);
        }
        known
    }
}
