//! The shapes in which Terraform writes resources; none of them has a field for attributes.

use super::address;
use serde::Deserialize;
use std::collections::BTreeMap;

/// A resource, whatever it was written in.
#[derive(Clone, Debug)]
pub(super) struct Resource {
    pub(super) address: String,
    pub(super) kind: String,
    pub(super) name: String,
    pub(super) needs: Vec<String>,
}

/// All shapes at once; a file fills the fields of one.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Written {
    resources: Vec<StateResource>,
    values: Option<Values>,
    prior_state: Option<Prior>,
    planned_values: Option<Values>,
    nodes: Vec<GraphNode>,
    edges: Vec<GraphEdge>,
}

/// A resource of a state, version 4.
#[derive(Deserialize)]
struct StateResource {
    #[serde(default)]
    module: Option<String>,
    mode: String,
    #[serde(rename = "type")]
    kind: String,
    name: String,
    #[serde(default)]
    instances: Vec<Instance>,
}

#[derive(Deserialize)]
struct Instance {
    #[serde(default)]
    dependencies: Vec<String>,
    /// What version 0.12 calls it.
    #[serde(default)]
    depends_on: Vec<String>,
}

#[derive(Deserialize)]
struct Prior {
    values: Option<Values>,
}

#[derive(Deserialize)]
struct Values {
    root_module: Module,
}

/// A module of `terraform show -json`.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Module {
    resources: Vec<ShownResource>,
    child_modules: Vec<Module>,
}

#[derive(Deserialize)]
struct ShownResource {
    address: String,
    mode: String,
    #[serde(rename = "type")]
    kind: String,
    name: String,
    #[serde(default)]
    depends_on: Vec<String>,
}

/// A node of a drawn graph.
#[derive(Deserialize)]
struct GraphNode {
    label: String,
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    resource_name: String,
}

#[derive(Deserialize)]
struct GraphEdge {
    source: String,
    target: String,
}

impl Written {
    /// Every resource, instances joined; data sources left out.
    pub(super) fn resources(&self) -> Vec<Resource> {
        let mut found = self.of_state();
        for values in [
            self.values.as_ref(),
            self.prior_state.as_ref().and_then(|prior| prior.values.as_ref()),
            self.planned_values.as_ref(),
        ] {
            if let Some(values) = values.filter(|_| found.is_empty()) {
                shown(&values.root_module, &mut found);
            }
        }
        if found.is_empty() {
            found = self.of_graph();
        }
        joined(found)
    }

    fn of_state(&self) -> Vec<Resource> {
        let managed = self
            .resources
            .iter()
            .filter(|resource| resource.mode == "managed");
        managed
            .map(|resource| {
                let start = resource.module.as_ref().map(|module| format!("{module}."));
                let address = format!("{}{}.{}", start.unwrap_or_default(), resource.kind, resource.name);
                let needs = resource.instances.iter();
                Resource {
                    address,
                    kind: resource.kind.clone(),
                    name: resource.name.clone(),
                    needs: needs
                        .flat_map(|one| one.dependencies.iter().chain(&one.depends_on))
                        .cloned()
                        .collect(),
                }
            })
            .collect()
    }

    fn of_graph(&self) -> Vec<Resource> {
        let plain = |label: &str| label.trim_start_matches("[root] ").to_owned();
        let is_resource = |node: &&GraphNode| {
            let other = [
                "",
                "provider",
                "provisioner",
                "meta",
                "output",
                "var",
                "local",
                "data",
                "root",
            ];
            !other.contains(&node.kind.as_str())
        };
        let resources: Vec<_> = self.nodes.iter().filter(is_resource).collect();
        let known: Vec<&str> = resources.iter().map(|node| node.label.as_str()).collect();
        let needs = |label: &str| {
            let from_here = self.edges.iter().filter(|edge| edge.source == label);
            from_here
                .filter(|edge| known.contains(&edge.target.as_str()))
                .map(|edge| plain(&edge.target))
                .collect()
        };
        resources
            .iter()
            .map(|node| Resource {
                address: plain(&node.label),
                kind: node.kind.clone(),
                name: node.resource_name.clone(),
                needs: needs(&node.label),
            })
            .collect()
    }
}

fn shown(module: &Module, found: &mut Vec<Resource>) {
    for resource in module
        .resources
        .iter()
        .filter(|resource| resource.mode == "managed")
    {
        found.push(Resource {
            address: resource.address.clone(),
            kind: resource.kind.clone(),
            name: resource.name.clone(),
            needs: resource.depends_on.clone(),
        });
    }
    for child in &module.child_modules {
        shown(child, found);
    }
}

/// One resource for all its instances.
fn joined(resources: Vec<Resource>) -> Vec<Resource> {
    let mut by_address: BTreeMap<String, Resource> = BTreeMap::new();
    for mut resource in resources {
        resource.address = address::plain(&resource.address);
        match by_address.get_mut(&resource.address) {
            Some(known) => known.needs.extend(resource.needs),
            None => drop(by_address.insert(resource.address.clone(), resource)),
        }
    }
    let mut all: Vec<Resource> = by_address.into_values().collect();
    for resource in &mut all {
        resource.needs.sort();
        resource.needs.dedup();
    }
    all
}
