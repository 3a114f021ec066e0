//! The bundled faces: bytes, names and measures. No face of the machine is ever used.

use crate::fault::ReportFault;
use printpdf::ParsedFont;
use std::sync::OnceLock;

/// A face of the bundle.
pub(crate) struct Face {
    pub name: &'static str,
    pub bytes: &'static [u8],
    pub family: &'static str,
    pub weight: f32,
    pub italic: bool,
}

pub(crate) const SANS: &str = "Report Sans";
pub(crate) const MONO: &str = "Report Mono";
pub(crate) const ARABIC: &str = "Report Arabic";
pub(crate) const HEBREW: &str = "Report Hebrew";

macro_rules! face {
    ($file:literal, $family:expr, $weight:literal, $italic:literal) => {
        Face {
            name: $file,
            bytes: include_bytes!(concat!("../fonts/", $file, ".ttf")),
            family: $family,
            weight: $weight,
            italic: $italic,
        }
    };
}

/// All faces; a run names its face by the place in this list.
pub(crate) static FACES: [Face; 8] = [
    face!("SourceSans3-Regular", SANS, 400.0, false),
    face!("SourceSans3-SemiBold", SANS, 600.0, false),
    face!("SourceSans3-Italic", SANS, 400.0, true),
    face!("JetBrainsMono-Regular", MONO, 400.0, false),
    face!("NotoSansArabic-Regular", ARABIC, 400.0, false),
    face!("NotoSansArabic-SemiBold", ARABIC, 600.0, false),
    face!("NotoSansHebrew-Regular", HEBREW, 400.0, false),
    face!("NotoSansHebrew-SemiBold", HEBREW, 600.0, false),
];

/// The measures of a face, read once per program.
pub(crate) fn measures(face: u8) -> Result<&'static ParsedFont, ReportFault> {
    static READ: [OnceLock<Option<ParsedFont>>; FACES.len()] = [const { OnceLock::new() }; FACES.len()];
    let index = usize::from(face).min(FACES.len() - 1);
    READ[index]
        .get_or_init(|| ParsedFont::from_bytes(FACES[index].bytes, 0, &mut Vec::new()))
        .as_ref()
        .ok_or_else(|| ReportFault::Font {
            font: FACES[index].name,
            reason: "its tables cannot be read".into(),
        })
}

/// True when some bundled face draws the character.
pub(crate) fn draws(character: char) -> bool {
    [0_u8, 4, 6].into_iter().any(|face| {
        measures(face).is_ok_and(|font| font.codepoint_to_glyph.contains_key(&u32::from(character)))
    })
}
