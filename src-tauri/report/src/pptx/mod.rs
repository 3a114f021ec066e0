//! The CAB deck as slides to edit: native shapes, tables and notes, from the value the PDF is made of.

mod canvas;
mod pictures;
mod skeleton;
mod slides;

use crate::value::CabDeckDocument;
use office::Package;

const PRESENTATIONML: &str = "application/vnd.openxmlformats-officedocument.presentationml";
const THEME: &str = "application/vnd.openxmlformats-officedocument.theme+xml";

/// Writes a CAB deck as PPTX. The same value gives the same bytes on every machine.
#[must_use]
pub fn cab_deck_pptx(deck: &CabDeckDocument) -> Vec<u8> {
    let slides = slides::slides(deck);
    let mut package = Package::new();
    package.begins_with("ppt/presentation.xml");
    let made = deck
        .imprint
        .made_at
        .utc()
        .format("%Y-%m-%dT%H:%M:%SZ")
        .to_string();
    let title = format!("{} – {}", deck.imprint.name, deck.imprint.kind);
    package.describe(&title, &deck.imprint.author, &made);
    let names: Vec<String> = (1..=slides.len())
        .map(|number| format!("ppt/slides/slide{number}.xml"))
        .collect();
    let mut relationships = vec![
        ("slideMaster", "ppt/slideMasters/slideMaster1.xml"),
        ("notesMaster", "ppt/notesMasters/notesMaster1.xml"),
    ];
    relationships.extend(names.iter().map(|name| ("slide", name.as_str())));
    relationships.push(("theme", "ppt/theme/theme1.xml"));
    let kind = |what: &str| format!("{PRESENTATIONML}.{what}+xml");
    package.part(
        "ppt/presentation.xml",
        &kind("presentation.main"),
        &skeleton::presentation(slides.len()),
        &relationships,
    );
    package.part(
        "ppt/slideMasters/slideMaster1.xml",
        &kind("slideMaster"),
        &skeleton::master(),
        &[
            ("slideLayout", "ppt/slideLayouts/slideLayout1.xml"),
            ("theme", "ppt/theme/theme1.xml"),
        ],
    );
    package.part(
        "ppt/slideLayouts/slideLayout1.xml",
        &kind("slideLayout"),
        &skeleton::layout(),
        &[("slideMaster", "ppt/slideMasters/slideMaster1.xml")],
    );
    package.part("ppt/theme/theme1.xml", THEME, &skeleton::theme(), &[]);
    package.part(
        "ppt/notesMasters/notesMaster1.xml",
        &kind("notesMaster"),
        &skeleton::notes_master(),
        &[("theme", "ppt/theme/theme2.xml")],
    );
    package.part("ppt/theme/theme2.xml", THEME, &skeleton::theme(), &[]);
    for (name, (number, slide)) in names.iter().zip((1..).zip(&slides)) {
        let notes = format!("ppt/notesSlides/notesSlide{number}.xml");
        package.part(
            name,
            &kind("slide"),
            &slide.xml(),
            &[
                ("slideLayout", "ppt/slideLayouts/slideLayout1.xml"),
                ("notesSlide", &notes),
            ],
        );
        package.part(
            &notes,
            &kind("notesSlide"),
            &skeleton::notes(&slide.notes),
            &[
                ("notesMaster", "ppt/notesMasters/notesMaster1.xml"),
                ("slide", name),
            ],
        );
    }
    package.bytes()
}
