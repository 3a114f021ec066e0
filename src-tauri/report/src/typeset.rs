//! Shapes, orders and breaks text with parley, into lines of placed glyphs.

use crate::display::Run;
use crate::faces::{ARABIC, BUNDLE, HEBREW, MONO, SANS, face};
use crate::gather::{Gathering, Spoken, in_reading_order};
use crate::machine::strong;
use crate::theme::{Colour, Family, Style};
use crate::value::{Piece, Prose};
use crate::wording::{Clean, clean};
use parley::fontique::{
    Blob, Collection, CollectionOptions, FamilyId, FontInfo, FontInfoOverride, SourceCache,
};
use parley::{
    Alignment, AlignmentOptions, FontContext, FontFamily, FontFamilyName, FontStyle, FontWeight, Layout,
    LayoutContext, LineHeight, OverflowWrap, StyleProperty,
};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Where lines stand in their width.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(crate) enum Align {
    #[default]
    Left,
    Right,
    Centre,
}

/// A stretch of text in one style.
#[derive(Clone, Debug)]
pub(crate) struct Span {
    pub text: String,
    pub style: Style,
}

impl Span {
    pub(crate) fn new(text: impl Into<String>, style: Style) -> Self {
        Self {
            text: text.into(),
            style,
        }
    }
}

/// The spans of prose in a base style; code is set at 88 % in the mono face.
pub(crate) fn spans(prose: &Prose, base: Style, strong: Colour) -> Vec<Span> {
    prose
        .0
        .iter()
        .map(|piece| match piece {
            Piece::Plain(text) => Span::new(text, base),
            Piece::Strong(text) => Span::new(text, base.bold().inked(strong)),
            Piece::Code(text) => Span::new(
                text,
                Style {
                    family: Family::Mono,
                    size: base.size * 0.88,
                    strong: false,
                    ..base
                },
            ),
        })
        .collect()
}

/// A set line; runs are placed from the line's top left.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    pub runs: Vec<Run>,
    pub height: f32,
}

/// A set paragraph.
#[derive(Clone, Debug, Default)]
pub(crate) struct Block {
    pub lines: Vec<Line>,
    /// The widest line.
    pub width: f32,
}

impl Block {
    pub(crate) fn height(&self) -> f32 {
        self.lines.iter().map(|line| line.height).sum()
    }
}

/// A file of faces: its number here, and the families in it.
type FontFile = (u64, Vec<(FamilyId, Vec<FontInfo>)>);

/// The typesetter: fonts and scratch space, reused for a whole document.
pub(crate) struct Typesetter {
    fonts: FontContext,
    layouts: LayoutContext<[u8; 3]>,
    /// Number of a face by its bytes and its place within them.
    faces: BTreeMap<(u64, u32), u8>,
    /// Families of the machine's faces that are known here, by the face's number.
    families: BTreeMap<u8, String>,
    /// Files of the machine's faces, by where their bytes are.
    files: BTreeMap<usize, FontFile>,
}

impl Typesetter {
    pub(crate) fn new() -> Self {
        let mut collection = Collection::new(CollectionOptions {
            shared: false,
            system_fonts: false,
        });
        let mut faces = BTreeMap::new();
        for (index, bundled) in BUNDLE.iter().enumerate() {
            let blob: Blob<u8> = Blob::new(Arc::new(bundled.face.bytes));
            faces.insert((blob.id(), 0), u8::try_from(index).unwrap_or_default());
            let style = if bundled.italic {
                FontStyle::Italic
            } else {
                FontStyle::Normal
            };
            let named = FontInfoOverride {
                family_name: Some(bundled.family),
                weight: Some(FontWeight::new(bundled.weight)),
                style: Some(style),
                ..FontInfoOverride::default()
            };
            collection.register_fonts(blob, Some(named));
        }
        let fonts = FontContext {
            collection,
            source_cache: SourceCache::default(),
        };
        Self {
            fonts,
            layouts: LayoutContext::new(),
            faces,
            families: BTreeMap::new(),
            files: BTreeMap::new(),
        }
    }

    /// The families of the machine's faces a text needs; a face is read when a text first needs it.
    fn machine_families(&mut self, faces: &BTreeSet<u8>) -> Vec<FontFamilyName<'static>> {
        for &number in faces {
            if !self.families.contains_key(&number) {
                self.register(number);
                if let Some(bold) = strong(number) {
                    self.register(bold);
                }
            }
        }
        faces
            .iter()
            .filter_map(|number| {
                Some(FontFamilyName::Named(Cow::Owned(
                    self.families.get(number)?.clone(),
                )))
            })
            .collect()
    }

    /// Makes a face known; the faces of one file are handed over once, for they would else be known twice.
    fn register(&mut self, number: u8) {
        let face = face(number);
        let place = face.bytes.as_ptr() as usize;
        let file = self.files.entry(place).or_insert_with(|| {
            let blob: Blob<u8> = Blob::new(Arc::new(face.bytes));
            let id = blob.id();
            (id, self.fonts.collection.register_fonts(blob, None))
        });
        let family = file
            .1
            .iter()
            .find(|(_, fonts)| fonts.iter().any(|font| font.index() == face.index));
        if let Some((family, _)) = family
            && let Some(name) = self.fonts.collection.family_name(*family)
        {
            self.faces.insert((file.0, face.index), number);
            self.families.insert(number, name.to_owned());
        }
    }

    /// Sets one text in one style.
    pub(crate) fn plain(&mut self, text: &str, style: Style, width: f32, align: Align) -> Block {
        self.set(&[Span::new(text, style)], width, align)
    }

    /// The width of a text on one line.
    pub(crate) fn width(&mut self, text: &str, style: Style) -> f32 {
        self.plain(text, style, f32::INFINITY, Align::Left).width
    }

    /// Sets one line, shortened with “…” until it fits.
    pub(crate) fn one_line(&mut self, text: &str, style: Style, width: f32, align: Align) -> Block {
        let whole = self.plain(text, style, f32::INFINITY, Align::Left);
        if whole.width <= width || !width.is_finite() {
            return self
                .plain(text, style, width.max(whole.width + 1.0), Align::Left)
                .aligned(width, align);
        }
        let letters: Vec<char> = text.chars().collect();
        let (mut fits, mut over) = (0, letters.len());
        while fits + 1 < over {
            let middle = usize::midpoint(fits, over);
            let cut: String = letters[..middle].iter().collect();
            if self.width(&format!("{}…", cut.trim_end()), style) <= width {
                fits = middle;
            } else {
                over = middle;
            }
        }
        let cut: String = letters[..fits].iter().collect();
        self.plain(&format!("{}…", cut.trim_end()), style, f32::INFINITY, Align::Left)
            .aligned(width, align)
    }

    /// Sets a paragraph of at most `count` lines; the last is shortened with “…”.
    pub(crate) fn at_most(&mut self, text: &str, style: Style, width: f32, count: usize) -> Block {
        let mut block = self.plain(text, style, width, Align::Left);
        if block.lines.len() > count {
            let rest = block.lines.split_off(count.saturating_sub(1));
            let rest: String = rest
                .iter()
                .flat_map(|line| line.runs.iter().map(|run| run.text.as_ref()))
                .collect();
            block
                .lines
                .extend(self.one_line(&rest, style, width, Align::Left).lines);
        }
        block
    }

    /// Sets a paragraph at a width.
    pub(crate) fn set(&mut self, spans: &[Span], width: f32, align: Align) -> Block {
        let clean = clean(spans);
        if clean.text.is_empty() {
            return Block::default();
        }
        let machine = self.machine_families(&clean.machine);
        let text = &clean.text;
        let leading = spans.iter().map(|span| span.style.leading).fold(0.0, f32::max);
        let mut builder = self.layouts.ranged_builder(&mut self.fonts, text, 1.0, false);
        builder.push_default(StyleProperty::LineHeight(LineHeight::Absolute(leading)));
        builder.push_default(StyleProperty::OverflowWrap(OverflowWrap::Anywhere));
        let mut from = 0;
        for (span, &to) in spans.iter().zip(&clean.ends) {
            let style = span.style;
            let (families, weight) = match style.family {
                Family::Sans => (SANS_LIST, if style.strong { 600.0 } else { 400.0 }),
                Family::Mono => (MONO_LIST, 400.0),
            };
            let families = if machine.is_empty() {
                Cow::Borrowed(families)
            } else {
                Cow::Owned([families, &machine].concat())
            };
            builder.push(StyleProperty::FontFamily(FontFamily::List(families)), from..to);
            builder.push(StyleProperty::FontSize(style.size), from..to);
            builder.push(StyleProperty::FontWeight(FontWeight::new(weight)), from..to);
            if style.italic {
                builder.push(StyleProperty::FontStyle(FontStyle::Italic), from..to);
            }
            if style.tracking != 0.0 {
                builder.push(StyleProperty::LetterSpacing(style.tracking), from..to);
            }
            builder.push(
                StyleProperty::Brush([style.colour.0, style.colour.1, style.colour.2]),
                from..to,
            );
            from = to;
        }
        let mut layout = builder.build(text);
        let wide = width.is_finite().then_some(width.max(1.0));
        layout.break_all_lines(wide);
        if let Some(width) = wide {
            fill_last_line(&mut layout, width);
        }
        layout.align(Alignment::Left, AlignmentOptions::default());
        let size = spans.iter().map(|span| span.style.size).fold(0.0, f32::max);
        self.collect(&layout, &clean, (leading, size))
            .aligned(width, align)
    }

    fn collect(&self, layout: &Layout<[u8; 3]>, clean: &Clean, (leading, size): (f32, f32)) -> Block {
        let mut block = Block::default();
        for line in layout.lines() {
            let metrics = *line.metrics();
            // Capitals stand in the middle of the leading, whatever faces the line mixes.
            let baseline = leading / 2.0 + size * 0.325;
            let mut x = metrics.offset;
            let mut runs: Vec<Spoken> = Vec::new();
            for run in line.runs() {
                let font = run.font();
                let face = self
                    .faces
                    .get(&(font.data.id(), font.index))
                    .copied()
                    .unwrap_or(0);
                let mut open: Option<Gathering> = None;
                let mut gathered: Vec<Gathering> = Vec::new();
                // Clusters come in the order of the text; right-to-left pieces are placed from the right.
                for cluster in run.clusters() {
                    let range = cluster.text_range();
                    let source = clean.text.get(range.clone()).unwrap_or_default();
                    let brush = cluster.style().brush;
                    if source.chars().all(|character| character == '\n') {
                        continue;
                    }
                    if open.as_ref().is_some_and(|gathering| gathering.brush != brush) {
                        gathered.extend(open.take());
                    }
                    let gathering = open.get_or_insert_with(|| Gathering::new(brush, run.is_rtl()));
                    gathering.take(&cluster, source, range.start, &clean.substituted);
                }
                gathered.extend(open.take());
                let whole: f32 = gathered.iter().map(Gathering::width).sum();
                let mut edge = if run.is_rtl() { x + whole } else { x };
                for gathering in gathered {
                    let width = gathering.width();
                    let left = if run.is_rtl() { edge - width } else { edge };
                    edge = if run.is_rtl() { left } else { edge + width };
                    runs.push(gathering.close(face, run.font_size(), (left, baseline)));
                }
                x += whole;
            }
            let runs = in_reading_order(runs, layout.is_rtl());
            block.width = block.width.max(ink_end(&runs));
            block.lines.push(Line {
                runs,
                height: leading.max(1.0),
            });
        }
        block
    }
}

static SANS_LIST: &[FontFamilyName<'static>] = &[
    FontFamilyName::named(SANS),
    FontFamilyName::named(ARABIC),
    FontFamilyName::named(HEBREW),
];
static MONO_LIST: &[FontFamilyName<'static>] = &[
    FontFamilyName::named(MONO),
    FontFamilyName::named(SANS),
    FontFamilyName::named(ARABIC),
    FontFamilyName::named(HEBREW),
];

impl Block {
    /// Moves each line to its place in the width.
    fn aligned(mut self, width: f32, align: Align) -> Self {
        if align == Align::Left || !width.is_finite() {
            return self;
        }
        for line in &mut self.lines {
            let end = ink_end(&line.runs);
            let free = (width - end).max(0.0);
            let shift = if align == Align::Right { free } else { free / 2.0 };
            for run in &mut line.runs {
                run.x += shift;
            }
        }
        self
    }
}

/// Where the last visible mark of a line ends.
fn ink_end(runs: &[Run]) -> f32 {
    runs.iter()
        .map(|run| run.x + run.width() - trailing_space(run))
        .fold(0.0, f32::max)
}

fn trailing_space(run: &Run) -> f32 {
    if run.rtl {
        return 0.0;
    }
    run.glyphs
        .iter()
        .rev()
        .take_while(|glyph| run.text[glyph.at as usize..].starts_with(' ') && glyph.len == 1)
        .map(|glyph| glyph.advance)
        .sum()
}

/// Narrows a paragraph of two to six lines a little when its last line holds a stranded word,
/// as long as the number of lines stays.
fn fill_last_line(layout: &mut Layout<[u8; 3]>, width: f32) {
    let count = layout.len();
    if !(2..=6).contains(&count) {
        return;
    }
    let last = |layout: &Layout<[u8; 3]>| {
        layout.get(layout.len() - 1).map_or(0.0, |line| {
            line.metrics().advance - line.metrics().hanging_advance
        })
    };
    let wanted = width * 0.34;
    let natural = last(layout);
    if natural >= wanted {
        return;
    }
    let (mut best, mut fullest) = (width, natural * 1.25);
    for step in 1_u8..=10 {
        let narrower = width * (1.0 - 0.035 * f32::from(step));
        layout.break_all_lines(Some(narrower));
        if layout.len() != count {
            break;
        }
        if last(layout) > fullest + 0.5 {
            (best, fullest) = (narrower, last(layout));
        }
        if fullest >= wanted {
            break;
        }
    }
    layout.break_all_lines(Some(best));
}
