//! Links guessed from the way in: an ingress or a route stands before the workloads it leads to.

use super::Cluster;
use crate::NoteKind;
use crate::node::Node;
use crate::sketch::{Link, Part, Sketch};
use planning::{DependencyKind, ServiceKind};
use std::collections::BTreeSet;

/// Suggests a link from each ingress and route to the workloads behind its backends; answers how many.
pub(crate) fn suggest(cluster: &Cluster, sketch: &mut Sketch) -> usize {
    let mut count = 0;
    for (key, route) in &cluster.routes {
        let mut part = Part::named(&route.name, route.place.clone());
        (part.kind, part.kind_said, part.rank) = (ServiceKind::Infrastructure, true, 3);
        if route.namespace != "default" {
            part.system.clone_from(&route.namespace);
        }
        sketch.part(key, part);
        let mut backends = BTreeSet::new();
        collect(&route.node, &mut backends);
        for backend in backends {
            let namespace = route.namespace.clone();
            let Some(behind) = cluster.services.get(&(namespace, backend.clone())) else {
                let sentence = format!(
                    "{} leads to {backend}; none of the manifests has such a service.",
                    route.name
                );
                sketch
                    .batch
                    .note(NoteKind::Missing, &backend, &route.place.file, sentence);
                continue;
            };
            for workload in behind {
                let mut link = Link::of(DependencyKind::Call, route.place_of(&backend));
                link.suggested = true;
                link.note = format!("Guessed from a backend of the {}.", route.kind);
                sketch.link(key, workload, link);
                count += 1;
            }
        }
    }
    count
}

/// The names of all services that some backend below the node names.
fn collect(node: &Node, found: &mut BTreeSet<String>) {
    for (key, value) in node.pairs() {
        match key.as_str() {
            "serviceName" => found.extend(value.as_text().map(str::to_owned)),
            "backend" | "defaultBackend" => found.extend(value.text(&["service", "name"]).map(str::to_owned)),
            "backendRefs" => {
                let services = value
                    .items()
                    .iter()
                    .filter(|one| one.text(&["kind"]).is_none_or(|kind| kind == "Service"));
                found.extend(services.filter_map(|one| one.text(&["name"])).map(str::to_owned));
            }
            "destination" => found.extend(
                value
                    .text(&["host"])
                    .map(|host| host.split('.').next().unwrap_or(host).to_owned()),
            ),
            _ => {}
        }
        collect(value, found);
    }
    for item in node.items() {
        if !matches!(item, Node::Text(_)) {
            collect(item, found);
        }
    }
}
