//! What the name of a container image says: its version, and what kind of component it usually is.

use planning::ServiceKind;

/// Images that are databases, by the last part of their name.
const DATABASES: [&str; 22] = [
    "postgres",
    "postgresql",
    "mysql",
    "mariadb",
    "mongo",
    "mongodb",
    "redis",
    "valkey",
    "memcached",
    "couchdb",
    "cassandra",
    "cockroach",
    "elasticsearch",
    "opensearch",
    "influxdb",
    "neo4j",
    "clickhouse",
    "etcd",
    "mssql",
    "oracle",
    "timescaledb",
    "minio",
];
/// Images that pass messages.
const QUEUES: [&str; 9] = [
    "kafka",
    "rabbitmq",
    "nats",
    "activemq",
    "artemis",
    "pulsar",
    "mosquitto",
    "redpanda",
    "zookeeper",
];
/// Images that carry or watch others.
const INFRASTRUCTURE: [&str; 14] = [
    "nginx",
    "haproxy",
    "traefik",
    "envoy",
    "caddy",
    "consul",
    "vault",
    "prometheus",
    "grafana",
    "jaeger",
    "fluentd",
    "fluentbit",
    "alertmanager",
    "opentelemetry-collector",
];

/// The tag of an image; empty when it has none or only a digest.
pub(crate) fn version(image: &str) -> &str {
    let plain = image.split('@').next().unwrap_or_default();
    let last = plain.rsplit('/').next().unwrap_or_default();
    last.split_once(':').map_or("", |(_, tag)| tag)
}

/// The kind of component it most likely is.
pub(crate) fn kind(image: &str) -> ServiceKind {
    let plain = image.split('@').next().unwrap_or_default();
    let last = plain.rsplit('/').next().unwrap_or_default();
    let name = last.split(':').next().unwrap_or_default().to_lowercase();
    let is = |names: &[&str]| {
        names.iter().any(|known| {
            let rest = name.strip_prefix(known);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['-', '_']))
        })
    };
    // `redis-exporter` watches a database and is none.
    if name.ends_with("-exporter") || name.ends_with("_exporter") {
        ServiceKind::Infrastructure
    } else if is(&DATABASES) {
        ServiceKind::Database
    } else if is(&QUEUES) {
        ServiceKind::Queue
    } else if is(&INFRASTRUCTURE) {
        ServiceKind::Infrastructure
    } else {
        ServiceKind::Service
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tag_is_behind_the_last_colon_of_the_last_part() {
        assert_eq!(version("postgres:18.4"), "18.4");
        assert_eq!(version("registry:5000/team/app"), "");
        assert_eq!(version("registry:5000/team/app:v2@sha256:abc"), "v2");
    }

    #[test]
    fn well_known_images_are_what_they_are() {
        assert_eq!(kind("ghcr.io/valkey-io/valkey:9"), ServiceKind::Database);
        assert_eq!(kind("confluentinc/kafka:3"), ServiceKind::Queue);
        assert_eq!(kind("oliver006/redis-exporter"), ServiceKind::Infrastructure);
        assert_eq!(kind("shop/mysqlish"), ServiceKind::Service);
    }
}
