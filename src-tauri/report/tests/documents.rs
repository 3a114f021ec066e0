//! The bytes: same value same bytes, tags, fonts, outline, description, stopping.
#![allow(clippy::unwrap_used, reason = "a test that cannot read the file has failed")]

#[path = "../examples/halden/mod.rs"]
mod halden;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object};
use report::{Progress, ReportFault, Stage, cab_deck_pdf, read_seal, release_plan_pdf};
use std::collections::BTreeSet;
use std::ops::ControlFlow;

fn plan() -> Vec<u8> {
    release_plan_pdf(&halden::release_plan(), &mut ()).unwrap()
}
fn deck() -> Vec<u8> {
    cab_deck_pdf(&halden::cab_deck(), &mut ()).unwrap()
}
fn read(bytes: &[u8]) -> Document {
    Document::load_mem(bytes).unwrap()
}
fn follow<'d>(document: &'d Document, object: &'d Object) -> &'d Object {
    match object {
        Object::Reference(id) => document.get_object(*id).unwrap(),
        other => other,
    }
}
fn at<'d>(document: &'d Document, dictionary: &'d Dictionary, key: &str) -> &'d Object {
    follow(
        document,
        dictionary
            .get(key.as_bytes())
            .unwrap_or_else(|_| panic!("no {key} in {dictionary:?}")),
    )
}

#[test]
fn the_same_value_gives_the_same_bytes() {
    assert!(plan() == plan(), "two plans differ");
    assert!(deck() == deck(), "two decks differ");
    let mut other = halden::release_plan();
    other.cover.title.push('!');
    assert!(release_plan_pdf(&other, &mut ()).unwrap() != plan());
}

#[test]
fn every_paint_operator_is_inside_marked_content() {
    const PAINTS: [&str; 14] = [
        "Tj", "TJ", "'", "\"", "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "Do",
    ];
    for bytes in [plan(), deck()] {
        let document = read(&bytes);
        let mut painted = 0;
        for (number, page) in document.get_pages() {
            let content = Content::decode(&document.get_page_content(page)).unwrap();
            let mut depth = 0;
            for operation in content.operations {
                match operation.operator.as_str() {
                    "BDC" | "BMC" => depth += 1,
                    "EMC" => depth -= 1,
                    name if PAINTS.contains(&name) => {
                        assert!(depth > 0, "page {number}: {name} outside");
                        painted += 1;
                    }
                    _ => {}
                }
            }
            assert_eq!(depth, 0, "page {number}: marks left open");
        }
        assert!(painted > 500, "only {painted} marks");
    }
}

#[test]
fn every_numbered_content_has_its_parent_in_the_tree() {
    let document = read(&plan());
    let tree = at(&document, document.catalog().unwrap(), "StructTreeRoot")
        .as_dict()
        .unwrap();
    let parents = at(&document, tree, "ParentTree").as_dict().unwrap();
    let numbers = at(&document, parents, "Nums").as_array().unwrap();
    let mut checked = 0;
    for (index, page) in document.get_pages().values().enumerate() {
        let dictionary = document.get_dictionary(*page).unwrap();
        assert_eq!(
            at(&document, dictionary, "StructParents").as_i64().unwrap(),
            i64::try_from(index).unwrap()
        );
        let row = follow(&document, &numbers[index * 2 + 1]).as_array().unwrap();
        let content = Content::decode(&document.get_page_content(*page)).unwrap();
        let mut seen = BTreeSet::new();
        for operation in content
            .operations
            .iter()
            .filter(|operation| operation.operator == "BDC")
        {
            let Ok(properties) = operation.operands[1].as_dict() else {
                continue;
            };
            let Ok(number) = properties.get(b"MCID").and_then(Object::as_i64) else {
                continue;
            };
            assert!(seen.insert(number), "page {}: number {number} twice", index + 1);
            let parent = follow(&document, &row[usize::try_from(number).unwrap()])
                .as_dict()
                .unwrap();
            let mark = operation.operands[0].as_name().unwrap();
            let role = parent.get(b"S").unwrap().as_name().unwrap();
            assert!(
                mark == role || mark == b"Span",
                "the mark and its tag name the same role"
            );
            checked += 1;
        }
        assert_eq!(row.len(), seen.len());
    }
    assert!(checked > 300, "only {checked}");
}

#[test]
fn every_font_is_embedded_cut_down_and_searchable() {
    for bytes in [plan(), deck()] {
        let document = read(&bytes);
        let mut fonts = 0;
        for object in document.objects.values() {
            let Ok(font) = object.as_dict() else { continue };
            if !matches!(font.get(b"Subtype").and_then(Object::as_name), Ok(b"Type0")) {
                continue;
            }
            let name =
                String::from_utf8_lossy(font.get(b"BaseFont").unwrap().as_name().unwrap()).into_owned();
            let (prefix, _) = name.split_once('+').expect("a subset's name has a prefix");
            assert!(
                prefix.len() == 6 && prefix.chars().all(|letter| letter.is_ascii_uppercase()),
                "{name}"
            );
            assert!(
                at(&document, font, "ToUnicode").as_stream().is_ok(),
                "{name} has no ToUnicode"
            );
            let below = at(&document, font, "DescendantFonts").as_array().unwrap();
            let below = follow(&document, &below[0]).as_dict().unwrap();
            let descriptor = at(&document, below, "FontDescriptor").as_dict().unwrap();
            let program = at(&document, descriptor, "FontFile2").as_stream().unwrap();
            assert!(
                !program.content.is_empty() && program.content.len() < 60_000,
                "{name}"
            );
            fonts += 1;
        }
        assert!(fonts >= 5, "{fonts} fonts");
    }
}

#[test]
fn the_file_says_what_it_is() {
    let bytes = plan();
    let document = read(&bytes);
    assert_eq!(document.version, "1.7");
    let catalog = document.catalog().unwrap();
    assert_eq!(at(&document, catalog, "Lang").as_str().unwrap(), b"en-GB");
    assert!(
        at(
            &document,
            at(&document, catalog, "MarkInfo").as_dict().unwrap(),
            "Marked"
        )
        .as_bool()
        .unwrap()
    );
    let xmp = at(&document, catalog, "Metadata").as_stream().unwrap();
    let xmp = String::from_utf8(xmp.content.clone()).unwrap();
    assert!(xmp.contains("RO-23 – Release plan") && xmp.contains("2026-11-09T09:14:00Z"));
    assert!(
        !xmp.contains("pdfuaid") && !xmp.contains("pdfaid"),
        "no claim without a validator"
    );
    let outline = at(&document, catalog, "Outlines").as_dict().unwrap();
    let mut line = at(&document, outline, "First").as_dict().unwrap();
    let mut nested = 0;
    let mut chapters = 1;
    while let Ok(next) = line.get(b"Next") {
        line = follow(&document, next).as_dict().unwrap();
        nested += usize::from(line.has(b"First"));
        chapters += 1;
    }
    assert!(
        chapters >= 7 && nested >= 4,
        "{chapters} chapters, {nested} with sections"
    );
    assert!(catalog.has(b"PageLabels"));
}

#[test]
fn every_figure_is_told_in_words() {
    let document = read(&plan());
    let figures: Vec<&Dictionary> = document
        .objects
        .values()
        .filter_map(|object| object.as_dict().ok())
        .filter(|element| matches!(element.get(b"S").and_then(Object::as_name), Ok(b"Figure")))
        .collect();
    assert_eq!(figures.len(), 4, "calendar, night, map, heat map");
    for figure in figures {
        assert!(figure.get(b"Alt").unwrap().as_str().unwrap().len() > 20);
    }
}

#[test]
fn the_board_gets_a_slide_for_each_change_that_needs_it() {
    let document = read(&deck());
    assert_eq!(document.get_pages().len(), 11);
    for page in document.get_pages().values() {
        let page = document.get_dictionary(*page).unwrap();
        let sheet = page.get(b"MediaBox").unwrap().as_array().unwrap();
        assert!((sheet[2].as_float().unwrap() - 960.0).abs() < 0.1, "16:9");
    }
}

#[test]
fn empty_documents_are_documents() {
    let plan = read(&release_plan_pdf(&halden::empty_plan(), &mut ()).unwrap());
    assert!(plan.get_pages().len() >= 4);
    let deck = read(&cab_deck_pdf(&halden::empty_deck(), &mut ()).unwrap());
    assert_eq!(deck.get_pages().len(), 9);
}

/// Stops at a page of a stage, and counts.
struct Watcher {
    stop: Option<(Stage, usize)>,
    seen: Vec<(Stage, usize, Option<usize>)>,
}
impl Progress for Watcher {
    fn page(&mut self, stage: Stage, page: usize, of: Option<usize>) -> ControlFlow<()> {
        self.seen.push((stage, page, of));
        if self.stop == Some((stage, page)) {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    }
}

#[test]
fn a_document_can_be_stopped_between_pages() {
    for stage in [Stage::Setting, Stage::Writing] {
        let mut watcher = Watcher {
            stop: Some((stage, 3)),
            seen: Vec::new(),
        };
        let stopped = release_plan_pdf(&halden::release_plan(), &mut watcher);
        assert!(matches!(stopped, Err(ReportFault::Stopped { .. })), "{stopped:?}");
        assert_eq!(
            watcher.seen.last().map(|(stage, page, _)| (*stage, *page)),
            Some((stage, 3))
        );
    }
}

#[test]
fn every_page_is_reported_while_it_is_written() {
    let mut watcher = Watcher {
        stop: None,
        seen: Vec::new(),
    };
    let bytes = release_plan_pdf(&halden::release_plan(), &mut watcher).unwrap();
    let pages = read(&bytes).get_pages().len();
    let written: Vec<usize> = watcher
        .seen
        .iter()
        .filter(|(stage, ..)| *stage == Stage::Writing)
        .map(|(_, page, _)| *page)
        .collect();
    assert_eq!(written, (1..=pages).collect::<Vec<_>>());
}

#[test]
fn a_document_carries_the_seal_it_was_printed_with() {
    for bytes in [plan(), deck()] {
        let sealed = read_seal(&bytes).unwrap();
        assert!(sealed.pages_hold);
        assert_eq!(Some(sealed.seal), halden::imprint("").seal);
    }
    let mut unsealed = halden::release_plan();
    unsealed.imprint.seal = None;
    assert_eq!(read_seal(&release_plan_pdf(&unsealed, &mut ()).unwrap()), None);
    assert_eq!(read_seal(b"a shopping list"), None);
}

#[test]
fn a_page_that_was_changed_after_sealing_is_found() {
    let mut document = read(&plan());
    let page = document.page_iter().nth(1).unwrap();
    let mut content = document.get_page_content(page);
    content.extend(b"\nq Q");
    document.change_page_content(page, content).unwrap();
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    let sealed = read_seal(&bytes).unwrap();
    assert!(!sealed.pages_hold);
    assert_eq!(Some(sealed.seal), halden::imprint("").seal);
}

#[test]
fn the_data_is_inside_the_file_under_its_name_and_digest() {
    use sha2::{Digest, Sha256};
    let document = read(&plan());
    let root = document.catalog().unwrap();
    let files = root.get(b"AF").unwrap().as_array().unwrap();
    assert_eq!(files.len(), 1);
    let file = follow(&document, &files[0]).as_dict().unwrap();
    let text = |key: &str| String::from_utf8(at(&document, file, key).as_str().unwrap().to_vec()).unwrap();
    assert_eq!(text("UF"), "RO-23 plan.json");
    let stored = at(&document, file, "EF").as_dict().unwrap();
    let stream = at(&document, stored, "F").as_stream().unwrap();
    let bytes = stream
        .decompressed_content()
        .unwrap_or_else(|_| stream.content.clone());
    assert_eq!(bytes, b"{\"plan\":\"RO-23\"}\n");
    assert!(text("Desc").contains(&hex::encode(Sha256::digest(&bytes))));
    let names = at(
        &document,
        at(&document, root, "Names").as_dict().unwrap(),
        "EmbeddedFiles",
    );
    let names = at(&document, names.as_dict().unwrap(), "Names")
        .as_array()
        .unwrap();
    assert_eq!(names[0].as_str().unwrap(), b"RO-23 plan.json");
    let deck = read(&deck());
    assert!(!deck.catalog().unwrap().has(b"AF"));
}
