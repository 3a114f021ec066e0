//! Documents of 1, 24, 400 and 5,000 changes, names from right to left, titles of 300 letters: how many pages, in which
//! order, and the same bytes twice.
#![allow(clippy::unwrap_used, reason = "a test that cannot make the file has failed")]

#[path = "../examples/halden/mod.rs"]
mod halden;

use report::Document;
use report::value::{Profile, ReleasePlanDocument};
use std::process::Command;

fn pages(plan: &ReleasePlanDocument) -> report::Pages {
    plan.pages(&mut ()).unwrap()
}

fn said(pages: &report::Pages) -> String {
    (0..pages.count()).filter_map(|page| pages.text(page)).collect()
}

/// References of the changes, in the order of the scope table.
fn order_of_references(said: &str, count: usize) -> bool {
    let mut from = 0;
    (0..count).all(|index| {
        let reference = format!("CHG-{}", 2000 + index);
        match said[from..].find(&reference) {
            Some(at) => {
                from += at;
                true
            }
            None => false,
        }
    })
}

#[test]
fn a_plan_is_as_long_as_its_changes_ask_for() {
    for (count, least, most) in [(1, 6, 9), (24, 7, 10), (400, 28, 48), (5_000, 300, 360)] {
        let laid = pages(&halden::grown(count));
        let total = laid.count();
        assert!(
            (least..=most).contains(&total),
            "{count} changes take {total} pages"
        );
        let said = said(&laid);
        assert!(order_of_references(&said, count), "{count} changes out of order");
        let last = laid.text(total - 1).unwrap();
        assert!(last.contains(&format!("Page {total} of {total}")), "{last}");
    }
}

#[test]
fn chapters_come_in_the_order_in_which_they_are_asked_about() {
    let laid = pages(&halden::grown(24));
    let chapters: Vec<&str> = laid
        .outline()
        .filter(|(level, ..)| *level == 1)
        .map(|(_, title, _)| title)
        .collect();
    assert_eq!(
        chapters,
        [
            "Summary",
            "Release calendar",
            "Scope",
            "Sequence and dependencies",
            "Included and deferred",
            "What changed since version 3",
            "Risks, freezes and collisions",
            "Evidence",
            "Deployment runbook",
            "People and approvals",
            "Audit appendix",
        ]
    );
}

#[test]
fn the_same_plan_is_the_same_bytes_whatever_its_size_and_its_reader() {
    for count in [1, 24, 400] {
        let plan = halden::grown(count);
        let once = || pages(&plan).pdf(&mut ()).unwrap();
        assert!(once() == once(), "{count} changes");
    }
    for profile in [
        Profile::Executive,
        Profile::Board,
        Profile::Runbook,
        Profile::Vendor,
    ] {
        let mut plan = halden::crowded();
        plan.profile = profile;
        let once = || pages(&plan).pdf(&mut ()).unwrap();
        assert!(once() == once(), "{profile:?}");
    }
}

#[test]
fn long_titles_and_names_from_right_to_left_are_whole_on_the_page() {
    let said = said(&pages(&halden::crowded()));
    let title = halden::long_title();
    assert!(title.chars().count() >= 300);
    let joined: String = said.split_whitespace().collect();
    let wanted: String = title.split_whitespace().collect();
    assert!(joined.contains(&wanted), "{title}");
}

#[test]
fn another_reader_finds_the_chapters_in_their_order() {
    if Command::new("pdftotext").arg("-v").output().is_err() {
        println!("skipped: pdftotext is not there");
        return;
    }
    let folder = std::env::temp_dir().join(format!("report-golden-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("plan.pdf");
    std::fs::write(&file, pages(&halden::grown(24)).pdf(&mut ()).unwrap()).unwrap();
    let read = Command::new("pdftotext")
        .args([file.as_os_str(), "-".as_ref()])
        .output()
        .unwrap();
    std::fs::remove_dir_all(&folder).unwrap();
    let text = String::from_utf8_lossy(&read.stdout).replace('\n', " ");
    // The contents on the first page name every chapter; look behind them.
    let mut from = text.find("Page 1 of").unwrap();
    for chapter in [
        "Release calendar",
        "Scope",
        "Deployment runbook",
        "Audit appendix",
    ] {
        let at = text[from..].find(chapter);
        assert!(at.is_some(), "{chapter} after {from}");
        from += at.unwrap_or(0);
    }
}
