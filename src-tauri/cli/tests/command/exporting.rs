//! `export`, `pdf` and `cab` on the sample plan.

use super::Folder;

#[test]
fn a_calendar_holds_releases_and_freezes() {
    let folder = Folder::with_sample();
    folder
        .run(&["export", "plan.slipway", "--format", "ics", "--out", "plan.ics"])
        .ends_with(0);
    let both = folder.read("plan.ics");
    assert!(both.starts_with("BEGIN:VCALENDAR\r\n"), "{both}");
    assert!(both.contains("RO-22") && both.contains("Stock count"));
    folder
        .run(&[
            "export",
            "plan.slipway",
            "--format",
            "ics",
            "--what",
            "freezes",
            "--out",
            "freezes.ics",
        ])
        .ends_with(0);
    let events = |text: &str| text.matches("BEGIN:VEVENT").count();
    let freezes = events(&folder.read("freezes.ics"));
    assert!(
        freezes >= 6 && events(&both) == freezes + 28,
        "{freezes} of {}",
        events(&both)
    );
}

#[test]
fn a_table_has_a_row_for_each_record() {
    let folder = Folder::with_sample();
    for (what, rows) in [("services", 30), ("releases", 28), ("collisions", 6)] {
        let file = format!("{what}.csv");
        let ran = folder
            .run(&[
                "export",
                "plan.slipway",
                "--format",
                "csv",
                "--what",
                what,
                "--out",
                &file,
            ])
            .ends_with(0);
        assert!(
            ran.out.starts_with(&format!("{rows} rows of {what}")),
            "{}",
            ran.out
        );
        assert_eq!(folder.read(&file).matches("\r\n").count(), rows + 1, "{what}");
    }
}

#[test]
fn the_whole_plan_is_json() {
    let folder = Folder::with_sample();
    let answer = folder
        .run(&[
            "export",
            "plan.slipway",
            "--format",
            "json",
            "--out",
            "all.json",
            "--json",
        ])
        .ends_with(0)
        .json();
    let text = folder.read("all.json");
    assert_eq!(answer["bytes"].as_u64().unwrap(), text.len() as u64);
    let plan: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(plan["tables"]["service"].as_array().unwrap().len(), 30);
}

#[test]
fn what_a_format_cannot_hold_is_refused_and_nothing_written() {
    let folder = Folder::with_sample();
    let ran = folder
        .run(&[
            "export",
            "plan.slipway",
            "--format",
            "ics",
            "--what",
            "services",
            "--out",
            "x.ics",
        ])
        .ends_with(2);
    assert!(
        ran.err.contains("services") && ran.err.contains("Nothing was written"),
        "{}",
        ran.err
    );
    assert!(!folder.path("x.ics").exists());
    // A file stands where the folder would have to be.
    let ran = folder
        .run(&[
            "export",
            "plan.slipway",
            "--format",
            "csv",
            "--out",
            "plan.slipway/x.csv",
        ])
        .ends_with(2);
    assert!(
        ran.err.contains("x.csv") && ran.err.contains("safe"),
        "{}",
        ran.err
    );
    folder.run(&["verify", "plan.slipway"]).ends_with(0);
}

#[test]
fn a_release_plan_is_a_pdf() {
    let folder = Folder::with_sample();
    let answer = folder
        .run(&[
            "pdf",
            "plan.slipway",
            "--release",
            "RO-22",
            "--out",
            "plan.pdf",
            "--json",
        ])
        .ends_with(0)
        .json();
    let bytes = std::fs::read(folder.path("plan.pdf")).unwrap();
    assert!(bytes.starts_with(b"%PDF-"));
    assert_eq!(answer["bytes"].as_u64().unwrap(), bytes.len() as u64);
    assert!(answer["subject"].as_str().unwrap().contains("RO-22"), "{answer}");
}

#[test]
fn a_cab_deck_takes_the_next_release_when_none_is_named() {
    let folder = Folder::with_sample();
    let ran = folder
        .run(&["cab", "plan.slipway", "--out", "cab.pdf"])
        .ends_with(0);
    assert!(ran.out.starts_with("The CAB deck of "), "{}", ran.out);
    assert!(
        std::fs::read(folder.path("cab.pdf"))
            .unwrap()
            .starts_with(b"%PDF-")
    );
}

#[test]
fn a_release_that_is_not_there_writes_no_pdf() {
    let folder = Folder::with_sample();
    let ran = folder
        .run(&["pdf", "plan.slipway", "--release", "RO-99", "--out", "plan.pdf"])
        .ends_with(2);
    assert!(ran.err.contains("RO-99"), "{}", ran.err);
    assert!(!folder.path("plan.pdf").exists());
}

#[test]
fn a_party_without_slipway_gets_its_form_and_a_damaged_answer_is_refused() {
    let folder = Folder::with_sample();
    let form = |party: &str, out: &str| {
        folder.run(&[
            "talks",
            "form",
            "plan.slipway",
            "FZ-22",
            "--party",
            party,
            "--out",
            out,
        ])
    };
    let said = form("Commerce", "commerce.html").ends_with(0);
    assert!(
        said.out.starts_with("The form for Commerce, round 3 of NEG-3"),
        "{}",
        said.out
    );
    assert!(folder.read("commerce.html").contains("Commerce"));
    form("Commerce", "commerce.json").ends_with(0);
    let json: serde_json::Value = serde_json::from_str(&folder.read("commerce.json")).unwrap();
    assert_eq!(
        (&json["reference"], &json["party"]),
        (&"NEG-3".into(), &"Commerce".into())
    );
    let nobody = form("Legal", "legal.html").ends_with(2);
    assert!(
        nobody.err.contains("Legal is not at the table of NEG-3."),
        "{}",
        nobody.err
    );
    folder.write("answer.json", "{ \"format\": \"slipway-response/1\" }");
    folder
        .run(&["talks", "answer", "plan.slipway", "answer.json"])
        .ends_with(2);
}

#[test]
fn a_meeting_has_an_agenda_minutes_decisions_and_days_on_which_something_is_due() {
    let folder = Folder::with_sample();
    let agenda = folder
        .run(&["meeting", "plan.slipway", "agenda"])
        .ends_with(0)
        .out;
    assert!(agenda.starts_with("# CAB of "), "{agenda}");
    assert!(agenda.contains("Conditions and actions still open"), "{agenda}");
    let own = folder
        .run(&["meeting", "plan.slipway", "agenda", "--member", "Nils Berger"])
        .ends_with(0)
        .out;
    assert!(
        own.contains("for Nils Berger") && own.contains("What touches your services"),
        "{own}"
    );
    let minutes = folder
        .run(&["meeting", "plan.slipway", "minutes"])
        .ends_with(0)
        .out;
    for said in [
        "### CHG-2301 Update the card terminals to firmware 8.2",
        "**approved with conditions**: Forty shops first, the rest the night after.",
        "Back-out rehearsed on a terminal of each model (Nils Berger, ",
        "- Votes: Sofia Brandt for, Tomás Rey for, ",
        "## Next meeting",
    ] {
        assert!(minutes.contains(said), "{said} in {minutes}");
    }
    folder
        .run(&["meeting", "plan.slipway", "minutes", "--out", "minutes.pdf"])
        .ends_with(0);
    assert!(
        std::fs::read(folder.path("minutes.pdf"))
            .unwrap()
            .starts_with(b"%PDF-")
    );
    folder
        .run(&["meeting", "plan.slipway", "decisions", "--out", "decisions.csv"])
        .ends_with(0);
    let decisions = folder.read("decisions.csv");
    assert!(
        decisions.contains("CHG-2324") && decisions.contains("deferred"),
        "{decisions}"
    );
    let calendar = folder
        .run(&["meeting", "plan.slipway", "calendar"])
        .ends_with(0)
        .out;
    assert_eq!(calendar.matches("BEGIN:VEVENT").count(), 4, "{calendar}");
    folder
        .run(&["meeting", "plan.slipway", "minutes", "--on", "1999-01-01"])
        .ends_with(2);
}
