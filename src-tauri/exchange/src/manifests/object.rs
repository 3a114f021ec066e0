//! One object of a cluster: what kind it is, what it is called, and the containers it runs.

use crate::Refusal;
use crate::node::{Document, Node};
use crate::sketch::Place;
use std::sync::Arc;

/// An object with the document it was read from.
#[derive(Clone, Debug)]
pub(crate) struct Object {
    pub(crate) kind: String,
    pub(crate) namespace: String,
    pub(crate) name: String,
    pub(crate) node: Node,
    pub(crate) document: Arc<Document>,
    pub(crate) place: Place,
}

impl Object {
    /// The object of a document; nothing when the document is none.
    pub(crate) fn read(file: &str, document: &Arc<Document>, node: &Node) -> Result<Option<Self>, Refusal> {
        let (Some(kind), Some(_)) = (node.text(&["kind"]), node.text(&["apiVersion"])) else {
            return Ok(None);
        };
        // What a secret holds is never looked at.
        if kind == "Secret" {
            return Ok(None);
        }
        let name = node
            .text(&["metadata", "name"])
            .or(node.text(&["metadata", "generateName"]));
        let Some(name) = name else {
            let known = kind != "Kustomization";
            let refusal = Refusal::whole(
                file,
                Some(document.line),
                format!("The {kind} has no metadata.name."),
            );
            return if known { Err(refusal) } else { Ok(None) };
        };
        let line = document.line_of(name, document.line);
        let place = Place::at(
            file,
            if node == &document.node {
                document.line
            } else {
                line
            },
        );
        Ok(Some(Self {
            kind: kind.to_owned(),
            namespace: node
                .text(&["metadata", "namespace"])
                .unwrap_or("default")
                .to_owned(),
            name: name.trim_end_matches('-').to_owned(),
            node: node.clone(),
            document: Arc::clone(document),
            place,
        }))
    }

    /// Namespace and name.
    pub(crate) fn place_in_cluster(&self) -> (String, String) {
        (self.namespace.clone(), self.name.clone())
    }

    /// Its key within the source: the name, with its namespace unless that is the default.
    pub(crate) fn key(&self) -> String {
        match self.namespace.as_str() {
            "default" => self.name.clone(),
            namespace => format!("{namespace}/{}", self.name),
        }
    }

    /// The template of its pods, or itself when it is a pod.
    pub(crate) fn pod(&self) -> Option<&Node> {
        match self.kind.as_str() {
            "Pod" => Some(&self.node),
            "CronJob" => self.node.at(&["spec", "jobTemplate", "spec", "template"]),
            _ => self.node.at(&["spec", "template"]),
        }
    }

    /// Its containers, those that prepare last.
    pub(crate) fn containers(&self) -> Vec<&Node> {
        let of = |field: &str| {
            let list = self.pod().and_then(|pod| pod.at(&["spec", field]));
            list.map(Node::items).unwrap_or_default()
        };
        of("containers").iter().chain(of("initContainers")).collect()
    }

    /// Where a word of it stands.
    pub(crate) fn place_of(&self, text: &str) -> Place {
        let from = self.place.row.unwrap_or(1);
        Place::at(&self.place.file, self.document.line_of(text, from))
    }
}
