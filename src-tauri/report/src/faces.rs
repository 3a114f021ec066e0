//! The faces text is set in: the bundled ones, then those the machine has for scripts the bundle cannot draw.

use crate::fault::ReportFault;
use crate::machine;
use printpdf::ParsedFont;
use std::sync::OnceLock;

/// A face and where its bytes are.
pub(crate) struct Face {
    /// PostScript name, as the file calls it.
    pub name: &'static str,
    pub bytes: &'static [u8],
    /// Place in a collection of faces; 0 for a file of one face.
    pub index: u32,
    measures: OnceLock<Option<ParsedFont>>,
}

impl Face {
    pub(crate) const fn new(name: &'static str, bytes: &'static [u8], index: u32) -> Self {
        Self {
            name,
            bytes,
            index,
            measures: OnceLock::new(),
        }
    }
}

/// A face of the bundle and what it is asked for by.
pub(crate) struct Bundled {
    pub face: Face,
    pub family: &'static str,
    pub weight: f32,
    pub italic: bool,
}

pub(crate) const SANS: &str = "Report Sans";
pub(crate) const MONO: &str = "Report Mono";
pub(crate) const ARABIC: &str = "Report Arabic";
pub(crate) const HEBREW: &str = "Report Hebrew";

macro_rules! bundled {
    ($file:literal, $family:expr, $weight:literal, $italic:literal) => {
        Bundled {
            face: Face::new($file, include_bytes!(concat!("../fonts/", $file, ".ttf")), 0),
            family: $family,
            weight: $weight,
            italic: $italic,
        }
    };
}

/// All bundled faces; a run names its face by the place in this list.
pub(crate) static BUNDLE: [Bundled; 8] = [
    bundled!("SourceSans3-Regular", SANS, 400.0, false),
    bundled!("SourceSans3-SemiBold", SANS, 600.0, false),
    bundled!("SourceSans3-Italic", SANS, 400.0, true),
    bundled!("JetBrainsMono-Regular", MONO, 400.0, false),
    bundled!("NotoSansArabic-Regular", ARABIC, 400.0, false),
    bundled!("NotoSansArabic-SemiBold", ARABIC, 600.0, false),
    bundled!("NotoSansHebrew-Regular", HEBREW, 400.0, false),
    bundled!("NotoSansHebrew-SemiBold", HEBREW, 600.0, false),
];

/// The face of a number: the bundle first, then the machine's in the order in which they were first needed.
pub(crate) fn face(number: u8) -> &'static Face {
    let number = usize::from(number);
    BUNDLE
        .get(number)
        .map(|bundled| &bundled.face)
        .or_else(|| machine::face(number - BUNDLE.len()))
        .unwrap_or(&BUNDLE[0].face)
}

/// The measures of a face, read once per program.
pub(crate) fn measures(number: u8) -> Result<&'static ParsedFont, ReportFault> {
    let face = face(number);
    face.measures
        .get_or_init(|| ParsedFont::from_bytes(face.bytes, face.index as usize, &mut Vec::new()))
        .as_ref()
        .ok_or_else(|| ReportFault::Font {
            font: face.name,
            reason: "its tables cannot be read".into(),
        })
}

/// True when some bundled face draws the character.
pub(crate) fn draws(character: char) -> bool {
    [0_u8, 4, 6].into_iter().any(|face| {
        measures(face).is_ok_and(|font| font.codepoint_to_glyph.contains_key(&u32::from(character)))
    })
}
