//! The next free reference under a prefix, for records that people add.

use planning::Reference;

/// The prefix with the number after the highest one in use, e.g. `RO-24`.
pub(crate) fn next<'a>(prefix: &str, used: impl Iterator<Item = &'a Reference>) -> String {
    let number = |reference: &Reference| {
        let rest = reference.as_str().strip_prefix(prefix)?.strip_prefix('-')?;
        rest.parse::<u32>().ok()
    };
    format!("{prefix}-{:02}", used.filter_map(number).max().unwrap_or(0) + 1)
}
