//! Addresses of resources: `module.shop["eu"].module.db.aws_db_instance.main[0]`.

/// The component that owns a resource.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Owner {
    /// `shop` for everything in `module.shop`; the plain address for a resource of the root.
    pub(crate) name: String,
    pub(crate) is_module: bool,
}

impl Owner {
    pub(crate) fn of(address: &str) -> Self {
        let plain = plain(address);
        let module = plain.strip_prefix("module.");
        match module.map(|rest| rest.split('.').next().unwrap_or(rest)) {
            Some(name) => Self {
                name: name.to_owned(),
                is_module: true,
            },
            None => Self {
                name: plain,
                is_module: false,
            },
        }
    }
}

/// The address without the keys of its instances: every instance is the same resource.
pub(crate) fn plain(address: &str) -> String {
    let mut said = String::new();
    let (mut depth, mut quoted) = (0u32, false);
    for letter in address.chars() {
        match letter {
            '"' => quoted = !quoted,
            '[' if !quoted => depth += 1,
            ']' if !quoted => depth = depth.saturating_sub(1),
            letter if depth == 0 => said.push(letter),
            _ => {}
        }
    }
    said
}

/// True for a data source: something that is only looked up.
pub(crate) fn is_data(address: &str) -> bool {
    let plain = plain(address);
    let parts: Vec<&str> = plain.split('.').collect();
    // Names of modules stand behind `module`, so `data` in any other place is the mode.
    let mut at = 0;
    while parts.get(at) == Some(&"module") {
        at += 2;
    }
    parts.get(at) == Some(&"data")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_in_a_module_belongs_to_the_module_of_the_root() {
        let owner = |address: &str| Owner::of(address).name;
        assert_eq!(
            owner("module.shop[\"eu.west\"].module.db.aws_db_instance.main[0]"),
            "shop"
        );
        assert_eq!(owner("aws_vpc.main[\"a.b[1]\"]"), "aws_vpc.main");
        assert!(
            is_data("module.data.data.aws_ami.x")
                && !is_data("module.data.aws_vpc.x")
                && is_data("data.aws_ami.x")
        );
    }
}
