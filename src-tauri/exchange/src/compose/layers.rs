//! Lays one Compose file over another: what the later says of a service is added to what the earlier said.

use super::env::{Variables, filled};
use crate::Refusal;
use crate::node::{Document, Node};
use crate::sketch::Place;
use std::collections::BTreeMap;

/// What the layers say of one service.
#[derive(Clone, Debug, Default)]
pub(crate) struct Composed {
    pub(crate) image: String,
    /// Provider → how it is waited for.
    pub(crate) needs: BTreeMap<String, Need>,
    /// Variables with where they stand; the values are looked at for addresses and then forgotten.
    pub(crate) variables: BTreeMap<String, (String, Place)>,
    pub(crate) place: Place,
    /// True when some layer names what it needs, be it nothing.
    pub(crate) says_needs: bool,
}

/// How a provider is waited for.
#[derive(Clone, Debug)]
pub(crate) struct Need {
    pub(crate) how: How,
    pub(crate) required: bool,
    pub(crate) place: Place,
}

/// What is waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum How {
    Started,
    Healthy,
    Completed,
    Linked,
    Volumes,
    Network,
}

/// Services by name.
pub(crate) type Services = BTreeMap<String, Composed>;

/// Lays the services of a document over those that are there.
pub(crate) fn lay(
    file: &str,
    document: &Document,
    variables: &Variables,
    services: &mut Services,
    refused: &mut Vec<Refusal>,
) {
    for (name, node) in document.node.get("services").map(Node::pairs).unwrap_or_default() {
        let path = ["services:".to_owned(), format!("{name}:")];
        let line = document.line_below(&[&path[0], &path[1]]);
        if *node != Node::Nothing && !matches!(node, Node::Map(_) | Node::Tagged(..)) {
            let reason = format!("The service “{name}” is {}, not a map.", node.shape());
            refused.push(Refusal::whole(file, Some(line), reason));
            continue;
        }
        let layer = Layer {
            file,
            document,
            variables,
            from: line,
        };
        let place = Place::at(file, line);
        let service = services.entry(name.clone()).or_default();
        if service.place == Place::default() {
            service.place = place;
        }
        layer.lay(name, node, service, refused);
    }
}

struct Layer<'a> {
    file: &'a str,
    document: &'a Document,
    variables: &'a Variables,
    from: u32,
}

impl Layer<'_> {
    fn place(&self, field: &str, text: &str) -> Place {
        Place::at(self.file, self.document.line_within(self.from, field, text))
    }

    fn lay(&self, name: &str, node: &Node, service: &mut Composed, refused: &mut Vec<Refusal>) {
        if let Some(image) = node.text(&["image"]) {
            service.image = filled(image, self.variables);
        }
        if let Some(needs) = node.get("depends_on") {
            service.says_needs = true;
            if matches!(needs, Node::Tagged(tag, _) if tag == "reset" || tag == "override") {
                service
                    .needs
                    .retain(|_, need| !matches!(need.how, How::Started | How::Healthy | How::Completed));
            }
            if !matches!(needs, Node::Tagged(tag, _) if tag == "reset") {
                self.needs(name, needs, service, refused);
            }
        }
        let mut implied = |field: &str, text: &str, provider: &str, how: How| {
            let place = self.place(field, text);
            service.needs.entry(provider.to_owned()).or_insert(Need {
                how,
                required: true,
                place,
            });
        };
        for text in node.texts(&["links"]) {
            implied("links", text, text.split(':').next().unwrap_or(text), How::Linked);
        }
        for text in node.texts(&["volumes_from"]) {
            if !text.starts_with("container:") {
                implied(
                    "volumes_from",
                    text,
                    text.split(':').next().unwrap_or(text),
                    How::Volumes,
                );
            }
        }
        if let Some(provider) = node
            .text(&["network_mode"])
            .and_then(|mode| mode.strip_prefix("service:"))
        {
            implied("network_mode", provider, provider, How::Network);
        }
        self.variables(node, service);
    }

    fn needs(&self, name: &str, needs: &Node, service: &mut Composed, refused: &mut Vec<Refusal>) {
        for provider in needs.items().iter().filter_map(Node::as_text) {
            let place = self.place("depends_on", provider);
            let how = How::Started;
            service.needs.insert(
                provider.to_owned(),
                Need {
                    how,
                    required: true,
                    place,
                },
            );
        }
        for (provider, detail) in needs.pairs() {
            let place = self.place("depends_on", provider);
            let how = match detail.text(&["condition"]) {
                None | Some("service_started") => How::Started,
                Some("service_healthy") => How::Healthy,
                Some("service_completed_successfully") => How::Completed,
                Some(other) => {
                    let reason = format!(
                        "{name} waits for “{other}”, which Compose does not know; taken as service_started."
                    );
                    refused.push(Refusal::value(self.file, place.row, "condition", other, reason));
                    How::Started
                }
            };
            let required = detail.text(&["required"]) != Some("false");
            service
                .needs
                .insert(provider.clone(), Need { how, required, place });
        }
    }

    /// Variables as a list or a map; one without a value takes it from the project's own.
    fn variables(&self, node: &Node, service: &mut Composed) {
        let Some(environment) = node.get("environment") else {
            return;
        };
        let mut set = |name: &str, value: Option<&str>| {
            let value = match value {
                Some(value) => filled(value, self.variables),
                None => self.variables.get(name).cloned().unwrap_or_default(),
            };
            let place = self.place("environment", name);
            service.variables.insert(name.to_owned(), (value, place));
        };
        for text in environment.items().iter().filter_map(Node::as_text) {
            match text.split_once('=') {
                Some((name, value)) => set(name, Some(value)),
                None => set(text, None),
            }
        }
        for (name, value) in environment.pairs() {
            set(name, value.as_text());
        }
    }
}
