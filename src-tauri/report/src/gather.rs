//! Gathers shaped glyphs into runs, and puts runs into the order in which they are read.

use crate::display::{PlacedGlyph, Run};
use crate::theme::Colour;
use std::collections::BTreeMap;

/// The glyphs of a run while they are gathered.
pub(crate) struct Gathering {
    pub brush: [u8; 3],
    rtl: bool,
    glyphs: Vec<PlacedGlyph>,
    text: String,
    start: Option<usize>,
}

impl Gathering {
    pub(crate) fn new(brush: [u8; 3], rtl: bool) -> Self {
        Self {
            brush,
            rtl,
            glyphs: Vec::new(),
            text: String::new(),
            start: None,
        }
    }

    pub(crate) fn width(&self) -> f32 {
        self.glyphs.iter().map(|glyph| glyph.advance).sum()
    }

    pub(crate) fn take(
        &mut self,
        cluster: &parley::Cluster<'_, [u8; 3]>,
        source: &str,
        start: usize,
        substituted: &BTreeMap<usize, char>,
    ) {
        self.start.get_or_insert(start);
        let at = u32::try_from(self.text.len()).unwrap_or(u32::MAX);
        let mut stands_in = false;
        for (offset, character) in source.char_indices() {
            let original = substituted.get(&(start + offset));
            stands_in |= original.is_some();
            self.text.push(original.copied().unwrap_or(character));
        }
        let len = u16::try_from(self.text.len() - at as usize).unwrap_or(u16::MAX);
        let mut glyphs: Vec<parley::Glyph> = cluster.glyphs().collect();
        if glyphs.is_empty() {
            // The rest of a ligature belongs to the ligature's glyph.
            if let Some(last) = self.glyphs.last_mut() {
                last.len += len;
            }
            return;
        }
        if self.rtl {
            glyphs.reverse();
        }
        for (index, glyph) in glyphs.into_iter().enumerate() {
            self.glyphs.push(PlacedGlyph {
                glyph: u16::try_from(glyph.id).unwrap_or(0),
                advance: glyph.advance,
                dx: glyph.x,
                dy: glyph.y,
                at,
                len: if index == 0 { len } else { 0 },
                stands_in,
            });
        }
    }

    pub(crate) fn close(self, face: u8, size: f32, (x, y): (f32, f32)) -> Spoken {
        let [red, green, blue] = self.brush;
        let run = Run {
            face,
            size,
            colour: Colour(red, green, blue),
            x,
            y,
            glyphs: self.glyphs.into_boxed_slice(),
            text: self.text.into_boxed_str(),
            rtl: self.rtl,
            ends: false,
        };
        Spoken {
            run,
            start: self.start.unwrap_or(0),
        }
    }
}

/// A run and where it stands in the text.
pub(crate) struct Spoken {
    run: Run,
    start: usize,
}

/// Runs come as they stand on the line, from left to right; neighbours that read from right to left
/// are put in the order in which they are read. Each run has its own place, so the picture stays.
pub(crate) fn in_reading_order(mut runs: Vec<Spoken>, whole_line: bool) -> Vec<Run> {
    let mut from = 0;
    while from < runs.len() {
        let together = runs[from..]
            .iter()
            .take_while(|spoken| whole_line || spoken.run.rtl)
            .count();
        runs[from..from + together].sort_by_key(|spoken| spoken.start);
        from += together.max(1);
    }
    if let Some(last) = runs.last_mut() {
        last.run.ends = true;
    }
    runs.into_iter().map(|spoken| spoken.run).collect()
}
