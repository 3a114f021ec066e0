//! A path is recognised by what its files say.

use exchange::{SourceKind, detect};
use std::fs;

fn kind(files: &[(&str, &str)], path: &str) -> Option<(SourceKind, String)> {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        let file = folder.path().join(name);
        fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        fs::write(file, text).expect("written");
    }
    let found = detect(&folder.path().join(path))?;
    let root = found
        .root
        .strip_prefix(folder.path())
        .expect("below")
        .to_string_lossy()
        .into_owned();
    Some((found.source, root))
}

const ENTITY: &str = "# head\napiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: a}\n";
const MANIFEST: &str = "apiVersion: v1\nkind: Service\nmetadata: {name: a}\n";

#[test]
fn files_are_recognised_whatever_they_are_called() {
    for (name, text, word) in [
        ("a.yaml", ENTITY, "backstage"),
        ("a.yml", MANIFEST, "manifests"),
        ("stack.yml", "x-base: 1\nservices:\n  a: {image: b}\n", "compose"),
        ("compose.extras.yaml", "# nothing\n", "compose"),
        ("b.json", "{\"bomFormat\": \"CycloneDX\"}", "cyclonedx"),
        ("b.spdx.json", "{\"spdxVersion\": \"SPDX-2.3\"}", "spdx"),
        (
            "x.tfstate",
            "{\"version\": 4, \"terraform_version\": \"1.9\"}",
            "terraform",
        ),
        (
            "shown.json",
            "{\"format_version\": \"1.0\", \"terraform_version\": \"1.9\"}",
            "terraform",
        ),
        ("rows.csv", "a,b\n1,2\n", "table"),
    ] {
        let found = kind(&[(name, text)], name);
        assert_eq!(found.map(|(kind, _)| kind.word()), Some(word), "{name}");
    }
    assert_eq!(kind(&[("a.json", "{\"name\": \"package\"}")], "a.json"), None);
    assert_eq!(kind(&[("a.yaml", "just: yaml\n")], "a.yaml"), None);
}

#[test]
fn utf_16_as_some_shells_write_it_is_recognised() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("shown.json");
    let text = "\u{feff}{\"format_version\": \"1.0\", \"terraform_version\": \"1.9\"}";
    let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    fs::write(&path, bytes).expect("written");
    assert_eq!(
        detect(&path).map(|found| found.source),
        Some(SourceKind::Terraform)
    );
}

#[test]
fn a_folder_is_its_project_its_catalogue_or_its_manifests() {
    let compose = "services: {a: {image: b}}\n";
    let all = [
        ("docker-compose.yml", compose),
        ("compose.full.yaml", compose),
        ("k8s/a.yaml", MANIFEST),
        ("catalog/a.yaml", ENTITY),
    ];
    let layers = vec!["compose.full.yaml".to_owned()];
    let expected = (SourceKind::Compose { layers }, "docker-compose.yml".to_owned());
    assert_eq!(kind(&all, "."), Some(expected));
    assert_eq!(kind(&all[2..], "."), Some((SourceKind::Backstage, String::new())));
    assert_eq!(kind(&all, "k8s"), Some((SourceKind::Manifests, "k8s".to_owned())));
    assert_eq!(kind(&[("readme.md", "x")], "."), None);
}
