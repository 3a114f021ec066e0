//! References between entities: `[kind:][namespace/]name`, the same whatever the case.

use std::fmt;

/// What makes an entity one of its kind.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Key {
    pub(crate) kind: String,
    pub(crate) namespace: String,
    pub(crate) name: String,
}

impl Key {
    pub(crate) fn new(kind: &str, namespace: &str, name: &str) -> Self {
        Self {
            kind: kind.trim().to_lowercase(),
            namespace: namespace.trim().to_lowercase(),
            name: name.trim().to_lowercase(),
        }
    }
    /// Reads a reference with the kind of its field and the namespace of the entity it stands in.
    pub(crate) fn read(text: &str, kind: &str, namespace: &str) -> Self {
        let (kind, rest) = text.split_once(':').unwrap_or((kind, text));
        let (namespace, name) = rest.split_once('/').unwrap_or((namespace, rest));
        Self::new(kind, namespace, name)
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.namespace == "default" {
            write!(f, "{}:{}", self.kind, self.name)
        } else {
            write!(f, "{}:{}/{}", self.kind, self.namespace, self.name)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_reference_leaves_out_comes_from_its_field_and_its_entity() {
        let read = |text| Key::read(text, "group", "shop").to_string();
        assert_eq!(read("payments"), "group:shop/payments");
        assert_eq!(read("user:ana"), "user:shop/ana");
        assert_eq!(read("default/payments"), "group:payments");
        assert_eq!(read("Component:Default/Ledger"), "component:ledger");
    }
}
