//! The slides to edit: a package in which everything is where it says, ids stand once, titles are titles.
#![allow(clippy::unwrap_used, reason = "a test that cannot read the file has failed")]

#[path = "../examples/halden/mod.rs"]
mod halden;

use report::cab_deck_pptx;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Read as _;

/// The files of an archive, read from its directory as any program does.
fn unpacked(bytes: &[u8]) -> BTreeMap<String, String> {
    let two = |at: usize| usize::from(u16::from_le_bytes([bytes[at], bytes[at + 1]]));
    let four = |at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().unwrap()) as usize;
    let end = bytes.len() - 22;
    assert_eq!(&bytes[end..end + 4], b"PK\x05\x06");
    let mut at = four(end + 16);
    let mut files = BTreeMap::new();
    for _ in 0..two(end + 10) {
        assert_eq!(&bytes[at..at + 4], b"PK\x01\x02");
        let (packed, whole, name, local) = (four(at + 20), four(at + 24), two(at + 28), four(at + 42));
        let title = String::from_utf8(bytes[at + 46..at + 46 + name].to_vec()).unwrap();
        let from = local + 30 + two(local + 26) + two(local + 28);
        let mut text = String::new();
        flate2::read::DeflateDecoder::new(&bytes[from..from + packed])
            .read_to_string(&mut text)
            .unwrap();
        assert_eq!(text.len(), whole, "{title}");
        let mut crc = flate2::Crc::new();
        crc.update(text.as_bytes());
        assert_eq!(crc.sum() as usize, four(at + 16), "{title}");
        assert!(files.insert(title, text).is_none(), "a name stands once");
        at += 46 + name + two(at + 30) + two(at + 32);
    }
    files
}

/// Values of an attribute.
fn values<'x>(xml: &'x str, attribute: &str) -> Vec<&'x str> {
    let opening = format!("{attribute}=\"");
    xml.split(opening.as_str())
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect()
}

fn decks() -> [Vec<u8>; 2] {
    [
        cab_deck_pptx(&halden::cab_deck()),
        cab_deck_pptx(&halden::empty_deck()),
    ]
}

#[test]
fn every_relationship_leads_somewhere_and_every_part_says_its_type() {
    for deck in decks() {
        let files = unpacked(&deck);
        let types = values(&files["[Content_Types].xml"], "PartName");
        let parts: BTreeSet<String> = files
            .keys()
            .filter(|name| !name.ends_with(".rels") && *name != "[Content_Types].xml")
            .map(|name| format!("/{name}"))
            .collect();
        assert_eq!(
            types
                .iter()
                .map(|name| (*name).to_owned())
                .collect::<BTreeSet<_>>(),
            parts
        );
        assert_eq!(types.len(), parts.len(), "a type stands once");
        let mut reached = BTreeSet::new();
        for (name, xml) in files.iter().filter(|(name, _)| name.ends_with(".rels")) {
            for target in values(xml, "Target") {
                assert!(parts.contains(target), "{name} leads to {target}");
                reached.insert(target.to_owned());
            }
        }
        assert_eq!(reached, parts, "nothing lies about that nobody leads to");
    }
}

#[test]
fn ids_stand_once_a_slide_and_every_used_relationship_is_there() {
    for deck in decks() {
        let files = unpacked(&deck);
        let slides: Vec<_> = files
            .iter()
            .filter(|(name, _)| name.starts_with("ppt/slides/slide"))
            .collect();
        assert!(slides.len() >= 9, "{} slides", slides.len());
        for (name, xml) in &slides {
            let ids = values(xml, "<p:cNvPr id");
            assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "{name}");
            assert_eq!(xml.matches("type=\"title\"").count(), 1, "{name}");
            let number = name
                .trim_start_matches("ppt/slides/slide")
                .trim_end_matches(".xml");
            let notes = &files[&format!("ppt/notesSlides/notesSlide{number}.xml")];
            assert!(notes.contains("<a:t>"), "{name} has a note to speak");
        }
        for (name, xml) in files.iter().filter(|(name, _)| name.ends_with(".xml")) {
            let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
            let known: Vec<&str> = files
                .get(&format!("{folder}/_rels/{file}.rels"))
                .map(|rels| values(rels, " Id"))
                .unwrap_or_default();
            for used in values(xml, "r:id") {
                assert!(known.contains(&used), "{name} uses {used}");
            }
        }
    }
}

#[test]
fn nothing_leaves_the_slide() {
    for deck in decks() {
        let files = unpacked(&deck);
        for (name, xml) in files
            .iter()
            .filter(|(name, _)| name.starts_with("ppt/slides/slide"))
        {
            let numbers = |attribute| -> Vec<i64> {
                values(xml, attribute)
                    .into_iter()
                    .map(|value| value.parse().unwrap())
                    .collect()
            };
            let places = numbers("<a:off x").into_iter().zip(numbers("<a:ext cx"));
            for (x, wide) in places {
                assert!(x >= 0 && x + wide <= 12_192_000, "{name}: {x} and {wide}");
            }
        }
    }
}

#[test]
fn the_same_deck_is_the_same_bytes_and_says_what_the_pages_say() {
    assert!(decks() == decks());
    let files = unpacked(&cab_deck_pptx(&halden::cab_deck()));
    let said: String = files
        .values()
        .flat_map(|xml| xml.split("<a:t>").skip(1))
        .collect();
    let deck = halden::cab_deck();
    for slide in &deck.changes.rows {
        assert!(said.contains(&slide.title), "{}", slide.title);
    }
    for row in &deck.rest.body.rows {
        assert!(said.contains(&row.reference), "{}", row.reference);
    }
}
