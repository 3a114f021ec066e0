//! Documents through the contract: real PDF files, the same bytes for the same plan.

use crate::story::Story;
use serde_json::json;

#[tokio::test]
async fn the_release_plan_of_the_same_plan_has_the_same_bytes() {
    let story = Story::with_sample().await;
    let (one, two) = (story.path("one.pdf"), story.path("two.pdf"));
    for path in [&one, &two] {
        let written = story.ask("write_release_plan", json!({ "path": path })).await;
        assert!(written["bytes"].as_u64() > Some(20_000), "{written}");
    }
    let bytes = std::fs::read(&one).expect("written");
    assert!(bytes.starts_with(b"%PDF-"));
    assert_eq!(bytes, std::fs::read(&two).expect("written"));
}

#[tokio::test]
async fn the_cab_deck_is_written() {
    let story = Story::with_sample().await;
    let path = story.path("cab.pdf");
    story.ask("write_cab_deck", json!({ "path": path })).await;
    assert!(std::fs::read(&path).expect("written").starts_with(b"%PDF-"));
}

#[tokio::test]
async fn a_plan_without_a_release_says_so_instead_of_an_empty_page() {
    let story = Story::with_empty_plan().await;
    let failure = story
        .refused("write_release_plan", json!({ "path": story.path("plan.pdf") }))
        .await;
    assert_eq!(failure.code, "no-release");
}

#[tokio::test]
async fn the_gate_is_closed_inside_a_freeze_and_says_why() {
    let story = Story::with_sample().await;
    let list = story.ask("freezes", json!({})).await;
    let freeze = list["agreed"]
        .as_array()
        .expect("a list")
        .iter()
        .find(|freeze| freeze["level"] == "hard")
        .expect("a hard one");
    let service = story.ask("services", json!({})).await[0]["reference"].clone();
    let closed = story
        .ask(
            "gate",
            json!({ "service": service, "at": freeze["window"]["start"] }),
        )
        .await;
    assert_eq!(closed["open"], false, "{closed}");
    assert!(!closed["reasons"].as_array().expect("reasons").is_empty());
    let failure = story
        .refused("gate", json!({ "service": "no-such-service" }))
        .await;
    assert_eq!(failure.code, "unknown");
}

/// The release of the sample that carries most, and a team with changes in it.
async fn crowded(story: &Story) -> (serde_json::Value, serde_json::Value, String) {
    let releases = story.ask("releases", json!({})).await;
    let release = releases
        .as_array()
        .expect("rows")
        .iter()
        .max_by_key(|row| row["changes"].as_u64())
        .expect("a release")["id"]
        .clone();
    let card = story.ask("release_card", json!({ "release": release })).await;
    let teams = story.ask("document_teams", json!({})).await;
    let services = story.ask("services", json!({})).await;
    let first = card["changes"][0]["services"][0].clone();
    let owner = services
        .as_array()
        .expect("services")
        .iter()
        .find(|service| service["name"] == first || service["reference"] == first)
        .map(|service| service["owner"].clone())
        .expect("its service");
    let named = teams
        .as_array()
        .expect("teams")
        .iter()
        .find(|team| team["name"] == owner)
        .expect("a team")
        .clone();
    let name = named["name"].as_str().unwrap_or_default().to_owned();
    (release, named["id"].clone(), name)
}

/// Everything the pages of a document say.
async fn said(story: &Story, document: &serde_json::Value) -> String {
    let laid = story.ask("lay_out_document", document.clone()).await;
    let count = laid["pages"].as_array().expect("pages").len();
    let mut said = String::new();
    for page in 0..count {
        let picture = story
            .ask("document_page", json!({ "document": document, "page": page }))
            .await;
        assert!(
            picture["svg"].as_str().expect("a picture").starts_with("<svg "),
            "page {page}"
        );
        said.push_str(picture["text"].as_str().expect("words"));
    }
    said
}

#[tokio::test]
async fn every_document_can_be_looked_at_and_what_was_seen_is_what_is_written() {
    let story = Story::with_sample().await;
    let (release, team, _) = crowded(&story).await;
    let exceptions = story.ask("exception_desk", json!({})).await;
    let exception = exceptions["rows"][0]["id"].clone();
    let mut documents = vec![
        json!({ "kind": "cab-deck", "release": release }),
        json!({ "kind": "poster", "weeks": 13 }),
        json!({ "kind": "metrics" }),
        json!({ "kind": "certificate", "exception": exception }),
    ];
    for profile in ["full", "executive", "board", "runbook", "vendor"] {
        documents.push(json!({
            "kind": "release-plan", "release": release, "profile": profile, "team": team,
        }));
    }
    for (number, document) in documents.iter().enumerate() {
        let laid = story.ask("lay_out_document", document.clone()).await;
        let pages = laid["pages"].as_array().expect("pages").len();
        let path = story.path(&format!("{number}.pdf"));
        story
            .ask(
                "write_document",
                json!({ "document": document, "path": path, "as_seen": true }),
            )
            .await;
        let bytes = std::fs::read(&path).expect("written");
        let counted = pages_of(&bytes);
        assert_eq!(counted, pages, "{document}");
    }
    let refused = story
        .refused("document_page", json!({ "document": documents[2], "page": 999 }))
        .await;
    assert_eq!(refused.code, "no-such-page");
    let nobody = json!({ "kind": "release-plan", "release": release, "profile": "vendor" });
    assert_eq!(
        story.refused("lay_out_document", nobody).await.code,
        "nothing-named"
    );
}

#[tokio::test]
async fn a_member_reads_first_what_touches_them() {
    let story = Story::with_sample().await;
    let cab = story.ask("cab", json!({})).await;
    let meetings = cab["series"][0]["meetings"].as_array().expect("meetings");
    let planned = meetings.iter().find(|meeting| meeting["state"] == "planned");
    let meeting = planned.expect("a meeting to come")["id"].clone();
    let seen = story.ask("cab_meeting", json!({ "meeting": meeting })).await;
    let seats = seen["seats"].as_array().expect("seats");
    let mut touched = 0;
    for seat in seats {
        let document = json!({ "kind": "pre-read", "meeting": meeting, "member": seat["person"]["id"] });
        let said = said(&story, &document).await;
        let name = seat["person"]["name"].as_str().expect("a name");
        assert!(said.contains(&format!("For {name}")), "{name}");
        // The chapter of what touches them stands before that of the rest.
        if let Some(own) = said.find("What touches you") {
            touched += 1;
            assert!(
                said.find("The other items").is_none_or(|other| own < other),
                "{name}"
            );
        } else {
            let together = said.contains("ready, yours");
            assert!(together || said.contains("Nothing touches your team"), "{name}");
        }
        let items = seen["items"].as_array().expect("items");
        assert!(
            items
                .iter()
                .all(|item| said.contains(item["reference"].as_str().unwrap_or_default())),
            "{name} reads every item"
        );
    }
    assert!(touched > 0, "the sample's meeting touches somebody");
}

/// Pages of a PDF.
fn pages_of(bytes: &[u8]) -> usize {
    lopdf::Document::load_mem(bytes).expect("a PDF").get_pages().len()
}

#[tokio::test]
async fn a_vendor_reads_no_name_of_a_person_and_of_no_service_but_theirs() {
    let story = Story::with_sample().await;
    let (release, team, name) = crowded(&story).await;
    let document = json!({
        "kind": "release-plan", "release": release, "profile": "vendor", "team": team,
    });
    let said = said(&story, &document).await;
    assert!(said.contains(&name), "{said}");
    let people = story.ask("people", json!({})).await;
    for person in people["people"].as_array().expect("people") {
        let person = person["name"].as_str().expect("a name");
        assert!(!said.contains(person), "{person} in {said}");
    }
    // Titles of their own changes and names of freezes stand as they are written; take them out before looking.
    let card = story.ask("release_card", json!({ "release": release })).await;
    let mut rest = said.replace('\n', " ");
    rest = rest.split_whitespace().collect::<Vec<_>>().join(" ");
    for change in card["changes"].as_array().expect("changes") {
        let title = change["title"].as_str().expect("a title");
        rest = rest.replace(title, "");
    }
    let freezes = story.ask("freezes", json!({})).await;
    let groups = freezes.as_object().expect("groups").values();
    for freeze in groups.filter_map(serde_json::Value::as_array).flatten() {
        if let Some(freeze) = freeze["name"].as_str() {
            rest = rest.replace(freeze, "");
        }
    }
    for service in story
        .ask("services", json!({}))
        .await
        .as_array()
        .expect("services")
    {
        let owner = service["owner"].as_str().unwrap_or_default();
        let service = service["name"].as_str().expect("a name");
        assert!(
            owner == name || !rest.contains(service),
            "{service} of {owner} in {rest}"
        );
    }
}

#[tokio::test]
async fn the_plan_is_inside_its_document_and_not_inside_what_goes_outside() {
    let story = Story::with_sample().await;
    let (release, team, _) = crowded(&story).await;
    for (profile, attached) in [
        ("full", true),
        ("board", true),
        ("executive", false),
        ("vendor", false),
    ] {
        let path = story.path(&format!("{profile}.pdf"));
        let question = json!({ "release": release, "profile": profile, "team": team, "path": path });
        story.ask("write_release_plan", question).await;
        let document = lopdf::Document::load_mem(&std::fs::read(&path).expect("written")).expect("a PDF");
        assert_eq!(
            document.catalog().expect("a catalog").has(b"AF"),
            attached,
            "{profile}"
        );
    }
}

#[tokio::test]
async fn a_deck_is_written_as_slides_to_edit_and_nothing_else_is() {
    let story = Story::with_sample().await;
    let path = story.path("cab.pptx");
    story.ask("write_cab_deck", json!({ "path": path })).await;
    assert!(std::fs::read(&path).expect("written").starts_with(b"PK"));
    let question = json!({ "document": { "kind": "metrics" }, "path": story.path("metrics.pptx") });
    assert_eq!(
        story.refused("write_document", question).await.code,
        "no-such-format"
    );
    assert!(!std::path::Path::new(&story.path("metrics.pptx")).exists());
}

#[tokio::test]
async fn a_table_is_written_as_a_workbook_that_runs_nothing() {
    let story = Story::with_sample().await;
    let (one, two) = (story.path("one.xlsx"), story.path("two.xlsx"));
    for path in [&one, &two] {
        let question = json!({ "format": "xlsx", "what": "changes", "path": path });
        let written = story.ask("export", question).await;
        assert!(
            written["sentence"]
                .as_str()
                .expect("words")
                .contains("of changes"),
            "{written}"
        );
    }
    let bytes = std::fs::read(&one).expect("written");
    assert!(bytes.starts_with(b"PK"));
    assert_eq!(bytes, std::fs::read(&two).expect("written"));
}
