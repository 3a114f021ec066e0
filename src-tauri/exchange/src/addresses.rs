//! Finds the names of components in the addresses that variables hold: `cartservice:7070`, `db.shop.svc.cluster.local`.

/// Ends of the names of variables that hold an address.
const ENDS: [&str; 15] = [
    "ADDR", "ADDRESS", "HOST", "HOSTNAME", "URL", "URI", "ENDPOINT", "SERVER", "SERVERS", "BROKERS",
    "BROKER", "DSN", "UPSTREAM", "BACKEND", "TARGET",
];

/// True for a variable that by its name holds an address.
pub(crate) fn is_address(variable: &str) -> bool {
    let variable = variable.to_uppercase().replace(['.', '-'], "_");
    ENDS.iter().any(|end| {
        let rest = variable.strip_suffix(end);
        rest.is_some_and(|rest| rest.is_empty() || rest.ends_with('_'))
    })
}

/// The host names in a value: of addresses, lists of them and connection strings. Ports, users, paths fall away.
pub(crate) fn hosts(value: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for part in value.split([',', ';', ' ', '\n', '\t', '"', '\'', '|']) {
        let plain = |name: &str| {
            name.chars()
                .all(|one| one.is_ascii_alphanumeric() || matches!(one, '_' | '.' | '-'))
        };
        let part = part
            .split_once('=')
            .filter(|(name, _)| plain(name))
            .map_or(part, |(_, value)| value);
        let part = part.split_once("://").map_or(part, |(_, rest)| rest);
        let part = part.split(['/', '?', '#']).next().unwrap_or_default();
        let part = part.rsplit('@').next().unwrap_or_default();
        let host = part
            .split(':')
            .next()
            .unwrap_or_default()
            .trim_end_matches('.')
            .to_lowercase();
        let letter = |one: char| one.is_ascii_alphanumeric() || matches!(one, '-' | '.' | '_');
        let named = host.chars().any(|one| one.is_ascii_alphabetic()) && host.chars().all(letter);
        if named && !found.contains(&host) {
            found.push(host);
        }
    }
    found
}

/// The service and namespace of a host name within a cluster: `db`, `db.shop`, `db.shop.svc`, `db.shop.svc.cluster.local`.
pub(crate) fn in_cluster(host: &str) -> (&str, Option<&str>) {
    let mut parts = host.split('.');
    (parts.next().unwrap_or_default(), parts.next())
}

/// True for a host name that can only be a service of a cluster.
pub(crate) fn is_cluster_name(host: &str) -> bool {
    host.ends_with(".svc") || host.contains(".svc.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_found_in_addresses_lists_and_connection_strings() {
        assert_eq!(hosts("cartservice:7070"), ["cartservice"]);
        assert_eq!(
            hosts("http://user:secret@db.shop.svc:5432/orders?x=1"),
            ["db.shop.svc"]
        );
        assert_eq!(hosts("kafka-0:9092,kafka-1:9092"), ["kafka-0", "kafka-1"]);
        assert_eq!(
            hosts("Host=postgres;Username=ana;Database=orders"),
            ["postgres", "ana", "orders"]
        );
        assert_eq!(hosts("10.0.0.1:80"), Vec::<String>::new());
    }

    #[test]
    fn a_variable_holds_an_address_by_the_end_of_its_name() {
        for name in [
            "CART_SERVICE_ADDR",
            "DB_HOST",
            "spring.datasource.url",
            "KAFKA_BROKERS",
            "HOST",
        ] {
            assert!(is_address(name), "{name}");
        }
        for name in ["GHOST", "HOST_FILESYSTEM", "PORT"] {
            assert!(!is_address(name), "{name}");
        }
    }
}
