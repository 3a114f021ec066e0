//! Bills of materials: CycloneDX and SPDX in JSON. They tell a component without dependencies from an unknown one.

mod cyclonedx;
mod spdx;

pub use cyclonedx::read_cyclonedx;
pub use spdx::read_spdx;

/// A package URL without version, qualifiers and path: the same for every version.
fn plain_purl(purl: &str) -> &str {
    let purl = purl.split(['?', '#']).next().unwrap_or_default();
    // `@` begins the version only behind the last slash: `pkg:npm/@scope/name@1.0` and `pkg:npm/%40scope/name@1.0`.
    match purl.rfind('@') {
        Some(at) if at > purl.rfind('/').unwrap_or(0) + 1 => purl.get(..at).unwrap_or(purl),
        _ => purl,
    }
}

#[cfg(test)]
mod tests {
    use super::plain_purl;

    #[test]
    fn a_package_is_the_same_in_every_version() {
        assert_eq!(
            plain_purl("pkg:maven/com.google.guava/guava@24.1.1-jre?type=jar"),
            "pkg:maven/com.google.guava/guava"
        );
        assert_eq!(plain_purl("pkg:npm/@babel/core@7.0.0"), "pkg:npm/@babel/core");
        assert_eq!(plain_purl("pkg:npm/@babel/core"), "pkg:npm/@babel/core");
        assert_eq!(plain_purl("pkg:gem/rails"), "pkg:gem/rails");
    }
}
