//! Kubernetes manifests: workloads, the services that stand before them, and whom their settings name.
//!
//! Kubernetes knows no dependency. A link is guessed from an address in a variable, a config map or a route, and so
//! it is only suggested: it counts once a person has confirmed it. Values of variables are looked at and forgotten.

mod addressed;
mod object;
mod routes;

use crate::node::{Node, documents};
use crate::sketch::{Part, Sketch};
use crate::{Batch, Edge, Files, image};
use object::Object;
use planning::ServiceKind;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Kinds that run containers.
const WORKLOADS: [&str; 9] = [
    "Deployment",
    "StatefulSet",
    "DaemonSet",
    "ReplicaSet",
    "Job",
    "CronJob",
    "Pod",
    "Rollout",
    "DeploymentConfig",
];

/// What all manifests together say.
pub(crate) struct Cluster {
    /// Workloads by key, in order.
    pub(crate) workloads: BTreeMap<String, Object>,
    /// Namespace and name of each service → the keys of the workloads behind it.
    pub(crate) services: BTreeMap<(String, String), Vec<String>>,
    /// Namespace and name of each config map → its document.
    pub(crate) settings: BTreeMap<(String, String), Object>,
    /// Ingresses and routes by key.
    pub(crate) routes: BTreeMap<String, Object>,
}

/// Reads manifests; `place` is the name of their folder, `entry` the one file that was asked for.
#[must_use]
pub fn read_manifests(files: &Files, place: &str, entry: Option<&str>, edge: &mut Edge) -> Batch {
    let mut sketch = Sketch::of(
        format!("Kubernetes manifests {place}"),
        format!("manifests/{place}"),
    );
    sketch.names_are_local = true;
    sketch.batch.refused.extend(files.refused.iter().cloned());
    sketch.files.insert(entry.unwrap_or_default().to_owned());
    let objects = objects(files, entry, &mut sketch);
    sketch.batch.fact("objects", objects.len());
    let cluster = cluster(objects, &mut sketch);
    for (key, workload) in &cluster.workloads {
        sketch.part(key, part(workload));
    }
    let guessed = addressed::suggest(&cluster, &mut sketch);
    let routed = routes::suggest(&cluster, &mut sketch);
    sketch.batch.fact("workloads", cluster.workloads.len());
    sketch.batch.fact("services", cluster.services.len());
    sketch.batch.fact("links guessed from addresses", guessed);
    sketch.batch.fact("links guessed from routes", routed);
    sketch.into_batch(edge)
}

/// Every object, those of lists included.
fn objects(files: &Files, entry: Option<&str>, sketch: &mut Sketch) -> Vec<Object> {
    let mut found = Vec::new();
    for (file, bytes) in files
        .below("")
        .filter(|(file, _)| entry.is_none_or(|entry| entry == *file))
    {
        let mut refused = Vec::new();
        let documents = documents(file, bytes, &mut refused);
        for refusal in &mut refused {
            if bytes.windows(2).any(|pair| pair == b"{{") {
                refusal.reason =
                    "It is a template of a chart; import what `helm template` makes of it.".into();
            }
        }
        sketch.batch.refused.extend(refused);
        for document in documents.into_iter().map(Arc::new) {
            let items = document.node.at(&["items"]).map(Node::items);
            let list = document
                .node
                .text(&["kind"])
                .is_some_and(|kind| kind.ends_with("List"));
            for node in items
                .filter(|_| list)
                .unwrap_or(std::slice::from_ref(&document.node))
            {
                match Object::read(file, &document, node) {
                    Ok(object) => found.extend(object),
                    Err(refusal) => sketch.batch.refused.push(refusal),
                }
            }
        }
    }
    found
}

fn cluster(objects: Vec<Object>, sketch: &mut Sketch) -> Cluster {
    let mut cluster = Cluster {
        workloads: BTreeMap::new(),
        services: BTreeMap::new(),
        settings: BTreeMap::new(),
        routes: BTreeMap::new(),
    };
    let mut services = Vec::new();
    for object in objects {
        let kind = object.kind.as_str();
        if WORKLOADS.contains(&kind) {
            let mut key = object.key();
            if let Some(first) = cluster.workloads.get(&key) {
                if first.kind == object.kind {
                    let reason = format!(
                        "{kind} {} is described twice; {} was taken.",
                        object.name,
                        first.place.words()
                    );
                    sketch.batch.refused.push(crate::Refusal::whole(
                        &object.place.file,
                        object.place.row,
                        reason,
                    ));
                    continue;
                }
                key = format!("{key} {}", kind.to_lowercase());
            }
            cluster.workloads.insert(key, object);
        } else if kind == "Service" {
            services.push(object);
        } else if kind == "ConfigMap" {
            cluster.settings.insert(object.place_in_cluster(), object);
        } else if matches!(kind, "Ingress" | "HTTPRoute" | "GRPCRoute" | "VirtualService") {
            cluster
                .routes
                .insert(format!("{} {}", object.key(), kind.to_lowercase()), object);
        }
    }
    for service in services {
        let behind = behind(&service, &cluster.workloads);
        cluster.services.insert(service.place_in_cluster(), behind);
    }
    cluster
}

/// The workloads whose pods carry every label that the service selects.
fn behind(service: &Object, workloads: &BTreeMap<String, Object>) -> Vec<String> {
    let wanted = service
        .node
        .at(&["spec", "selector"])
        .map(Node::pairs)
        .unwrap_or_default();
    let carries = |workload: &Object| {
        let labels = workload
            .pod()
            .and_then(|pod| pod.at(&["metadata", "labels"]))
            .or(workload.node.at(&["metadata", "labels"]));
        let labels = labels.map(Node::pairs).unwrap_or_default();
        wanted.iter().all(|label| labels.contains(label))
    };
    workloads
        .iter()
        .filter(|(_, workload)| {
            !wanted.is_empty() && workload.namespace == service.namespace && carries(workload)
        })
        .map(|(key, _)| key.clone())
        .collect()
}

fn part(workload: &Object) -> Part {
    let label = |name: &str| {
        let full = format!("app.kubernetes.io/{name}");
        let own = workload.node.text(&["metadata", "labels", &full]);
        own.or_else(|| workload.pod()?.text(&["metadata", "labels", &full]))
            .map(str::to_owned)
    };
    let first = workload
        .containers()
        .first()
        .and_then(|container| container.text(&["image"]));
    let image = first.unwrap_or_default();
    let mut part = Part::named(&workload.name, workload.place.clone());
    part.kind = match workload.kind.as_str() {
        "Job" | "CronJob" => ServiceKind::BatchJob,
        _ => image::kind(image),
    };
    part.kind_said = part.kind == ServiceKind::BatchJob;
    let namespace = (workload.namespace != "default").then(|| workload.namespace.clone());
    part.system = label("part-of").or(namespace).unwrap_or_default();
    part.version = label("version").unwrap_or_else(|| image::version(image).to_owned());
    part
}
