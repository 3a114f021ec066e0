//! Bills of materials: none kept apart from unknown, real ones with their figures, both directions of SPDX.

mod common;

use common::{Mint, dry_run, real};
use exchange::{Diff, read_cyclonedx, read_spdx, reconcile};
use planning::plan::TableName;
use planning::{Knowledge, Plan, Service, Strength};

fn cyclonedx(text: &str) -> Diff {
    let batch = Mint::default().edge(|edge| read_cyclonedx("bom.json", text.as_bytes(), edge));
    reconcile(&Plan::default(), batch)
}

fn spdx(text: &str) -> Diff {
    let batch = Mint::default().edge(|edge| read_spdx("shop.spdx.json", text.as_bytes(), edge));
    reconcile(&Plan::default(), batch)
}

fn service(diff: &Diff, name: &str) -> Service {
    let services = &diff.records().services;
    services
        .iter()
        .find(|one| one.reference.as_str() == name)
        .cloned()
        .expect("a service")
}

fn links(diff: &Diff) -> Vec<(String, Strength)> {
    let name = |id| {
        let found = diff.records().services.iter().find(|service| service.id == id);
        found.map_or("?".to_owned(), |service| service.reference.to_string())
    };
    let links = diff.records().dependencies.iter();
    let mut all: Vec<_> = links
        .map(|one| {
            (
                format!("{} > {}", name(one.consumer), name(one.provider)),
                one.strength,
            )
        })
        .collect();
    all.sort();
    all
}

const BOM: &str = r#"{
  "bomFormat": "CycloneDX", "specVersion": "1.6",
  "metadata": {"component": {"bom-ref": "root", "type": "application", "name": "shop", "version": "3"}},
  "components": [
    {"bom-ref": "a", "type": "library", "name": "core", "group": "@babel", "version": "7.1", "purl": "pkg:npm/%40babel/core@7.1"},
    {"bom-ref": "b", "type": "library", "name": "left", "version": "1", "purl": "pkg:npm/left@1", "scope": "optional"},
    {"bom-ref": "b2", "type": "library", "name": "left", "version": "2", "purl": "pkg:npm/left@2"},
    {"bom-ref": "c", "type": "library", "name": "right"},
    {"bom-ref": "d", "type": "gadget", "name": "odd"},
    {"bom-ref": "c", "type": "library", "name": "again"},
    {"bom-ref": "e", "type": "library", "name": " "}
  ],
  "services": [{"bom-ref": "s", "name": "payments", "services": [{"bom-ref": "s2", "name": "cards"}]}],
  "dependencies": [
    {"ref": "root", "dependsOn": ["a", "b", "s", "gone"]},
    {"ref": "a", "dependsOn": ["b2"]},
    {"ref": "b"},
    {"ref": "d", "dependsOn": []},
    {"ref": "s", "dependsOn": ["s2"]}
  ],
  "compositions": [{"aggregate": "incomplete", "dependencies": ["a"]}]
}"#;

#[test]
fn listed_with_nothing_is_none_and_not_listed_is_unknown() {
    let diff = cyclonedx(BOM);
    let known = |name: &str| service(&diff, name).dependencies_known;
    assert_eq!(known("shop"), Knowledge::Complete);
    assert_eq!(known("odd"), Knowledge::Complete, "an empty list means none");
    assert_eq!(known("right"), Knowledge::Unknown, "it is not listed");
    assert_eq!(
        known("@babel/core"),
        Knowledge::Partial,
        "the composition says so"
    );
}

#[test]
fn versions_of_one_package_are_one_component_and_services_are_nested() {
    let diff = cyclonedx(BOM);
    let soft = |name: &str| (name.to_owned(), Strength::Soft);
    let hard = |name: &str| (name.to_owned(), Strength::Hard);
    assert_eq!(
        links(&diff),
        [
            hard("@babel/core > left"),
            hard("payments > cards"),
            hard("shop > @babel/core"),
            soft("shop > left"),
            hard("shop > payments"),
        ]
    );
    let note = |text: &str| diff.records().dependencies.iter().any(|one| one.note == text);
    assert!(note("With left 2.") && note("With core 7.1."));
}

#[test]
fn what_cannot_be_taken_is_named_with_its_line() {
    let diff = cyclonedx(BOM);
    let said: Vec<_> = diff
        .refused
        .iter()
        .map(|one| (one.row, one.reason.as_str()))
        .collect();
    assert_eq!(
        said,
        [
            (Some(8), "The bom-ref “c” stands twice; the first was taken."),
            (Some(11), "The component has no name."),
            (Some(3), "“gone” is no component of this file."),
        ],
    );
    assert!(
        diff.notes.iter().any(|note| note.sentence
            == "Component type “gadget” stands once and is not known; taken as a library.")
    );
    let broken = cyclonedx("{\"bomFormat\": \"CycloneDX\",\n \"components\": [}");
    assert_eq!(broken.refused[0].row, Some(2));
    assert!(
        broken.refused[0].reason.starts_with("It is not sound JSON: "),
        "{:?}",
        broken.refused
    );
}

const SPDX: &str = r#"{
  "spdxVersion": "SPDX-2.3", "SPDXID": "SPDXRef-DOCUMENT", "name": "shop-sbom",
  "packages": [
    {"SPDXID": "SPDXRef-shop", "name": "shop", "versionInfo": "3", "primaryPackagePurpose": "APPLICATION"},
    {"SPDXID": "SPDXRef-a", "name": "a", "versionInfo": "1", "externalRefs": [{"referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl", "referenceLocator": "pkg:cargo/a@1"}]},
    {"SPDXID": "SPDXRef-b", "name": "b"},
    {"SPDXID": "SPDXRef-c", "name": "c"},
    {"SPDXID": "SPDXRef-d", "name": "d"}
  ],
  "relationships": [
    {"spdxElementId": "SPDXRef-DOCUMENT", "relationshipType": "DESCRIBES", "relatedSpdxElement": "SPDXRef-shop"},
    {"spdxElementId": "SPDXRef-shop", "relationshipType": "DEPENDS_ON", "relatedSpdxElement": "SPDXRef-a"},
    {"spdxElementId": "SPDXRef-b", "relationshipType": "RUNTIME_DEPENDENCY_OF", "relatedSpdxElement": "SPDXRef-shop"},
    {"spdxElementId": "SPDXRef-c", "relationshipType": "OPTIONAL_DEPENDENCY_OF", "relatedSpdxElement": "SPDXRef-a"},
    {"spdxElementId": "SPDXRef-d", "relationshipType": "TEST_DEPENDENCY_OF", "relatedSpdxElement": "SPDXRef-shop"},
    {"spdxElementId": "SPDXRef-b", "relationshipType": "DEPENDS_ON", "relatedSpdxElement": "NONE"},
    {"spdxElementId": "SPDXRef-c", "relationshipType": "DEPENDS_ON", "relatedSpdxElement": "NOASSERTION"},
    {"spdxElementId": "SPDXRef-a", "relationshipType": "DEPENDS_ON", "relatedSpdxElement": "DocumentRef-x:SPDXRef-y"}
  ]
}"#;

#[test]
fn spdx_relationships_are_read_in_both_directions() {
    let diff = spdx(SPDX);
    let soft = |name: &str| (name.to_owned(), Strength::Soft);
    let hard = |name: &str| (name.to_owned(), Strength::Hard);
    assert_eq!(links(&diff), [soft("a > c"), hard("shop > a"), hard("shop > b")]);
    let known = |name: &str| service(&diff, name).dependencies_known;
    assert_eq!(
        ["shop", "b", "c", "d"].map(known),
        [
            Knowledge::Partial,
            Knowledge::Complete,
            Knowledge::Unknown,
            Knowledge::Unknown
        ]
    );
    assert_eq!(diff.refused[0].value, "DocumentRef-x:SPDXRef-y");
    assert!(
        diff.notes
            .iter()
            .any(|note| note.sentence.starts_with("TEST_DEPENDENCY_OF stands 1 times"))
    );
    assert_eq!(service(&diff, "shop").kind.word(), "application");
}

#[test]
fn the_real_bills_have_their_figures_and_a_second_run_changes_nothing() {
    let Some(folder) = real("sbom") else { return };
    let mut mint = Mint::default();
    for (path, services, links) in [
        ("SaaSBOM/apigateway-microservices-datastores/bom.json", 7, 6),
        ("SBOM/laravel-7.12.0/bom.1.4.json", 63, 113),
        ("SBOM/dropwizard-1.3.15/bom.json", 168, 170),
        ("SBOM/cern-lhc-vdm-editor-e564943/bom.json", 41, 0),
    ] {
        let mut plan = Plan::default();
        let path = folder.join(path);
        let diff = dry_run(&mut mint, &plan, &path, None, None).expect("a bill");
        assert!(diff.refused.is_empty(), "{:?}", diff.refused);
        assert_eq!(diff.count(TableName::Service).added, services, "{:?}", diff.facts);
        assert_eq!(diff.count(TableName::Dependency).added, links, "{:?}", diff.facts);
        diff.records().put_into(&mut plan);
        let again = dry_run(&mut mint, &plan, &path, None, None).expect("again");
        assert!(
            again.is_empty() && again.totals().3 == 0,
            "{:?}",
            again.rows.first()
        );
    }
}
