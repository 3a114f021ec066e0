//! Cuts each used face down to its used glyphs and describes the rest to printpdf.

use crate::display::{Item, Laid, PlacedGlyph, Run};
use crate::faces::{self, measures};
use crate::fault::ReportFault;
use printpdf::{FontId, ParsedFont, PdfFont};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use subsetter::GlyphRemapper;

/// A face as it goes into the file.
pub(super) struct Subset {
    pub id: FontId,
    pub embedded: PdfFont,
    /// Glyph of the face → glyph of the subset.
    pub renumbered: BTreeMap<u16, u16>,
    /// Advance of each glyph of the face, in thousandths of an em as the file states it.
    pub widths: BTreeMap<u16, f32>,
    /// Glyph of the space in the face.
    pub space: Option<u16>,
    /// What each glyph says by itself; a glyph has one text in a file.
    pub texts: BTreeMap<u16, String>,
}

impl Subset {
    /// The character of a glyph that stands for one character in the usual way.
    pub(super) fn nominal(&self, run: &Run, glyph: &PlacedGlyph) -> Option<char> {
        let text = text_of(run, glyph);
        let mut characters = text.chars();
        let character = match (characters.next(), characters.next()) {
            (Some('\u{A0}'), None) => ' ',
            (Some(character), None) => character,
            _ => return None,
        };
        let here = self.renumbered.get(&glyph.glyph)?;
        let usual = self
            .embedded
            .parsed_font
            .codepoint_to_glyph
            .get(&u32::from(character))?;
        let says = self.texts.get(&glyph.glyph)?;
        (here == usual && says.chars().eq([character])).then_some(character)
    }
}

/// The text a glyph stands for.
pub(super) fn text_of<'r>(run: &'r Run, glyph: &PlacedGlyph) -> &'r str {
    let from = glyph.at as usize;
    run.text
        .get(from..from + usize::from(glyph.len))
        .unwrap_or_default()
}

/// All faces the pages use.
pub(super) fn subsets(laid: &Laid) -> Result<BTreeMap<u8, Subset>, ReportFault> {
    let mut used: BTreeMap<u8, (BTreeSet<u16>, BTreeMap<u16, String>)> = BTreeMap::new();
    let items = laid.pages.iter().flat_map(|page| page.items.iter());
    for item in items {
        let Item::Text(run) = item else { continue };
        let (glyphs, texts) = used.entry(run.face).or_default();
        for cluster in run.clusters() {
            glyphs.extend(cluster.iter().map(|glyph| glyph.glyph));
            if let [alone] = cluster
                && !alone.stands_in
                && !texts.contains_key(&alone.glyph)
            {
                texts.insert(alone.glyph, text_of(run, alone).replace('\u{A0}', " "));
            }
        }
    }
    // In the order of their names: numbers of the machine's faces depend on what was set before.
    let mut used: Vec<_> = used.into_iter().collect();
    used.sort_by_key(|(face, _)| faces::face(*face).name);
    let mut subsets = BTreeMap::new();
    for (place, (face, (glyphs, texts))) in used.into_iter().enumerate() {
        subsets.insert(face, subset(face, place, glyphs, texts)?);
    }
    Ok(subsets)
}

fn subset(
    face: u8,
    place: usize,
    mut glyphs: BTreeSet<u16>,
    texts: BTreeMap<u16, String>,
) -> Result<Subset, ReportFault> {
    let whole = measures(face)?;
    let from = faces::face(face);
    let space = whole.codepoint_to_glyph.get(&u32::from(' ')).copied();
    glyphs.extend(space);
    let mut remapper = GlyphRemapper::new();
    for &glyph in &glyphs {
        remapper.remap(glyph);
    }
    let renumbered: BTreeMap<u16, u16> = glyphs
        .iter()
        .filter_map(|&glyph| Some((glyph, remapper.get(glyph)?)))
        .collect();
    let bytes = subsetter::subset(from.bytes, from.index, &remapper).map_err(|fault| ReportFault::Font {
        font: from.name,
        reason: fault.to_string(),
    })?;
    let em = f32::from(whole.units_per_em.max(1));
    let mut widths = BTreeMap::new();
    let mut stated = BTreeMap::new();
    for (&old, &new) in &renumbered {
        let advance = whole.glyph_widths.get(&old).copied().unwrap_or(0);
        stated.insert(new, advance);
        widths.insert(old, (f32::from(advance) * 1000.0 / em).trunc());
    }
    let codepoint_to_glyph = whole
        .codepoint_to_glyph
        .iter()
        .filter_map(|(&character, old)| Some((character, *renumbered.get(old)?)))
        .collect();
    let embedded = ParsedFont {
        font_name: Some(format!("{}+{}", prefix(from.name, &glyphs), from.name)),
        original_bytes: bytes,
        font_index: 0,
        codepoint_to_glyph,
        glyph_widths: stated,
        ..whole.clone()
    };
    Ok(Subset {
        id: FontId(format!("T{place}")),
        embedded: PdfFont::new(embedded),
        renumbered,
        widths,
        space,
        texts,
    })
}

/// Six capitals that say which glyphs the subset holds.
fn prefix(face: &str, glyphs: &BTreeSet<u16>) -> String {
    let mut digest = Sha256::new();
    digest.update(face);
    for glyph in glyphs {
        digest.update(glyph.to_be_bytes());
    }
    digest
        .finalize()
        .iter()
        .take(6)
        .map(|byte| char::from(b'A' + byte % 26))
        .collect()
}
