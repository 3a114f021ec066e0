//! Links guessed from the addresses that variables and config maps hold.

use super::Cluster;
use super::object::Object;
use crate::NoteKind;
use crate::addresses::{hosts, in_cluster, is_address, is_cluster_name};
use crate::node::Node;
use crate::sketch::{Place, Sketch};
use std::collections::BTreeSet;

/// One setting of a workload.
struct Setting<'a> {
    name: &'a str,
    value: &'a str,
    place: Place,
}

/// Suggests a link for each address of a workload that another workload's settings hold; answers how many.
pub(crate) fn suggest(cluster: &Cluster, sketch: &mut Sketch) -> usize {
    let mut pairs = BTreeSet::new();
    let mut nowhere = BTreeSet::new();
    for (key, workload) in &cluster.workloads {
        for setting in settings(workload, cluster) {
            for host in hosts(setting.value) {
                let named = is_address(setting.name)
                    || is_cluster_name(&host)
                    || setting.value.contains(&format!("{host}:"));
                if !named {
                    continue;
                }
                match resolve(&host, &workload.namespace, cluster) {
                    Some(behind) => {
                        for provider in behind.iter().filter(|provider| *provider != key) {
                            sketch.suggest(key, provider, setting.name, setting.place.clone());
                            pairs.insert((key.clone(), provider.clone()));
                        }
                    }
                    None if is_address(setting.name)
                        && in_this_cluster(&host, setting.value)
                        && nowhere.insert((key.clone(), host.clone())) =>
                    {
                        let sentence = format!(
                            "{} names {host} in {}; none of the manifests has such a service.",
                            workload.name, setting.name
                        );
                        sketch
                            .batch
                            .note(NoteKind::Missing, &host, &setting.place.file, sentence);
                    }
                    None => {}
                }
            }
        }
    }
    pairs.len()
}

/// True for a host that should be a service here: a bare name with a port or a scheme, or a name of the cluster.
fn in_this_cluster(host: &str, value: &str) -> bool {
    let bare = !host.contains('.') && (value.contains(&format!("{host}:")) || value.contains("://"));
    is_cluster_name(host) || (bare && host != "localhost")
}

/// The workloads behind a host name: of the service it names, or of the service that a pod's own name ends with.
fn resolve<'a>(host: &str, namespace: &str, cluster: &'a Cluster) -> Option<&'a Vec<String>> {
    let (name, second) = in_cluster(host);
    let at = |namespace: &str, name: &str| cluster.services.get(&(namespace.to_owned(), name.to_owned()));
    let named = match second {
        None => at(namespace, name),
        Some("svc") => at(namespace, name),
        Some(there) => at(there, name).or_else(|| at(namespace, there)),
    };
    named.or_else(|| {
        let third = host.split('.').nth(2)?;
        at(third, second?)
    })
}

/// Every setting of a workload: variables of its containers, and the config maps they take.
fn settings<'a>(workload: &'a Object, cluster: &'a Cluster) -> Vec<Setting<'a>> {
    let mut found = Vec::new();
    let map = |name: &str| {
        cluster
            .settings
            .get(&(workload.namespace.clone(), name.to_owned()))
    };
    for container in workload.containers() {
        for variable in container.at(&["env"]).map(Node::items).unwrap_or_default() {
            let Some(name) = variable.text(&["name"]) else {
                continue;
            };
            if let Some(value) = variable.text(&["value"]) {
                found.push(Setting {
                    name,
                    value,
                    place: workload.place_of(name),
                });
            }
            let from = &["valueFrom", "configMapKeyRef"];
            if let Some(object) = variable.at(from).and_then(|from| map(from.text(&["name"])?)) {
                let key = variable
                    .text(&["valueFrom", "configMapKeyRef", "key"])
                    .unwrap_or_default();
                found.extend(entries(object).filter(|entry| entry.name == key));
            }
        }
        for from in container.at(&["envFrom"]).map(Node::items).unwrap_or_default() {
            let object = from.text(&["configMapRef", "name"]).and_then(map);
            found.extend(object.into_iter().flat_map(entries));
        }
    }
    let volumes = workload.pod().and_then(|pod| pod.at(&["spec", "volumes"]));
    for volume in volumes.map(Node::items).unwrap_or_default() {
        let object = volume.text(&["configMap", "name"]).and_then(map);
        found.extend(object.into_iter().flat_map(entries));
    }
    found
}

/// The entries of a config map.
fn entries(object: &Object) -> impl Iterator<Item = Setting<'_>> {
    let pairs = object.node.at(&["data"]).map(Node::pairs).unwrap_or_default();
    pairs.iter().filter_map(|(name, value)| {
        Some(Setting {
            name,
            value: value.as_text()?,
            place: object.place_of(name),
        })
    })
}
