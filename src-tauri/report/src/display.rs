//! The display list: pages of marks in points from the top left, with their tags, bookmarks and links.

use crate::theme::Colour;

/// A glyph at its place in a run.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PlacedGlyph {
    pub glyph: u16,
    /// How far the pen moves on, in points.
    pub advance: f32,
    pub dx: f32,
    pub dy: f32,
    /// The bytes of the run's text this glyph stands for.
    pub at: u32,
    pub len: u16,
    /// It stands in for a character no bundled face has.
    pub stands_in: bool,
}

/// Glyphs of one face, size and colour on one baseline.
#[derive(Clone, Debug)]
pub(crate) struct Run {
    pub face: u8,
    pub size: f32,
    pub colour: Colour,
    pub x: f32,
    pub y: f32,
    pub glyphs: Box<[PlacedGlyph]>,
    pub text: Box<str>,
    /// Glyphs are in reading order and placed from the right.
    pub rtl: bool,
    /// The line ends here.
    pub ends: bool,
}

impl Run {
    pub(crate) fn width(&self) -> f32 {
        self.glyphs.iter().map(|glyph| glyph.advance).sum()
    }

    /// The glyphs, cluster by cluster: one text, one or more glyphs.
    pub(crate) fn clusters(&self) -> impl Iterator<Item = &[PlacedGlyph]> {
        self.glyphs.chunk_by(|_, next| next.len == 0)
    }

    /// True when some cluster's glyphs do not tell its text: letter and marks apart, or a stand-in.
    pub(crate) fn needs_telling(&self) -> bool {
        self.clusters().any(must_be_told)
    }

    /// The run cut where the telling begins and ends, in reading order.
    pub(crate) fn pieces(&self) -> Vec<(Self, bool)> {
        let mut cuts: Vec<(Vec<PlacedGlyph>, bool)> = Vec::new();
        for cluster in self.clusters() {
            let told = must_be_told(cluster);
            match cuts.last_mut() {
                // Right-to-left letters are told one by one, so that readers who go by place keep their order.
                Some((glyphs, last)) if *last == told && !(told && self.rtl) => {
                    glyphs.extend_from_slice(cluster);
                }
                _ => cuts.push((cluster.to_vec(), told)),
            }
        }
        let count = cuts.len();
        let mut edge = if self.rtl { self.x + self.width() } else { self.x };
        let piece = |(index, (mut glyphs, told)): (usize, (Vec<PlacedGlyph>, bool))| {
            let width: f32 = glyphs.iter().map(|glyph| glyph.advance).sum();
            let x = if self.rtl { edge - width } else { edge };
            edge = if self.rtl { x } else { x + width };
            let from = glyphs.iter().map(|glyph| glyph.at).min().unwrap_or(0);
            let to = glyphs
                .iter()
                .map(|glyph| glyph.at + u32::from(glyph.len))
                .max()
                .unwrap_or(from);
            for glyph in &mut glyphs {
                glyph.at -= from;
            }
            let text = self
                .text
                .get(from as usize..to as usize)
                .unwrap_or_default()
                .into();
            let ends = self.ends && index + 1 == count;
            (
                Self {
                    x,
                    glyphs: glyphs.into_boxed_slice(),
                    text,
                    ends,
                    ..self.clone()
                },
                told,
            )
        };
        cuts.into_iter().enumerate().map(piece).collect()
    }
}

fn must_be_told(cluster: &[PlacedGlyph]) -> bool {
    cluster.len() > 1 || cluster.iter().any(|glyph| glyph.stands_in)
}

/// One step of a path.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Step {
    Move(f32, f32),
    Line(f32, f32),
    Curve(f32, f32, f32, f32, f32, f32),
    Close,
}

/// How an outline is drawn.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stroke {
    pub colour: Colour,
    pub width: f32,
    pub dash: Option<(f32, f32)>,
}

/// A mark on a page.
#[derive(Clone, Debug)]
pub(crate) enum Item {
    /// Content of the structure tree begins, with its number on the page.
    Begin {
        role: Role,
        number: u32,
        /// The text readers should get, when the glyphs do not tell it.
        actual: Option<Box<str>>,
    },
    /// Furniture begins: a rule, a head, a foot.
    BeginArtifact {
        pagination: bool,
    },
    /// The last `Begin…` ends.
    End,
    Text(Run),
    Path {
        steps: Box<[Step]>,
        fill: Option<Colour>,
        stroke: Option<Stroke>,
    },
    /// Only what lies inside the rectangle shows until `Unclip`.
    Clip {
        x: f32,
        y: f32,
        w: f32,
        h: f32,
    },
    Unclip,
}

/// What a piece of the document is, in the words of PDF.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    Document,
    H1,
    H2,
    P,
    L,
    LI,
    LBody,
    Toc,
    Toci,
    Link,
    Table,
    THead,
    TBody,
    TR,
    TH,
    TD,
    Figure,
}

impl Role {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Document => "Document",
            Self::H1 => "H1",
            Self::H2 => "H2",
            Self::P => "P",
            Self::L => "L",
            Self::LI => "LI",
            Self::LBody => "LBody",
            Self::Toc => "TOC",
            Self::Toci => "TOCI",
            Self::Link => "Link",
            Self::Table => "Table",
            Self::THead => "THead",
            Self::TBody => "TBody",
            Self::TR => "TR",
            Self::TH => "TH",
            Self::TD => "TD",
            Self::Figure => "Figure",
        }
    }
}

/// What hangs below a tag, in reading order.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Kid {
    Tag(usize),
    Content { page: usize, number: u32 },
    Link { page: usize, link: usize },
}

/// A node of the structure tree.
#[derive(Clone, Debug)]
pub(crate) struct Tag {
    pub role: Role,
    pub parent: usize,
    pub kids: Vec<Kid>,
    pub alt: Option<String>,
    /// Cells this one spans; more than one only for group rows.
    pub span: u16,
    /// The place of a figure: page, left, top, width, height.
    pub place: Option<[f32; 4]>,
}

/// A clickable rectangle that leads to a bookmark's target.
#[derive(Clone, Debug)]
pub(crate) struct Link {
    pub tag: usize,
    pub x: f32,
    pub y: f32,
    pub w: f32,
    pub h: f32,
    /// The bookmark it leads to.
    pub target: usize,
    pub says: String,
}

/// A line of the outline.
#[derive(Clone, Debug)]
pub(crate) struct Bookmark {
    /// 1 for chapters, 2 below them.
    pub level: u8,
    pub title: String,
    pub page: usize,
    pub y: f32,
}

/// One finished page.
#[derive(Clone, Debug)]
pub(crate) struct Page {
    pub width: f32,
    pub height: f32,
    pub items: Vec<Item>,
    pub links: Vec<Link>,
    /// How many numbered pieces of content the page holds.
    pub numbered: u32,
    /// The page's section, for its head.
    pub section: String,
}

/// What the file says about itself.
#[derive(Clone, Debug)]
pub(crate) struct About {
    pub title: String,
    pub author: String,
    pub subject: String,
    pub language: String,
    /// Seconds since 1970, from the value.
    pub made_at: i64,
    /// What ties it to its log.
    pub seal: Option<crate::Seal>,
}

/// A whole document, ready for a back end.
#[derive(Clone, Debug)]
pub(crate) struct Laid {
    pub about: About,
    pub pages: Vec<Page>,
    pub tags: Vec<Tag>,
    pub bookmarks: Vec<Bookmark>,
    /// Files inside the document.
    pub attached: Vec<crate::value::Attachment>,
}

/// Turns pages into a file. The one seam between what is drawn and what writes it.
pub(crate) trait BackEnd {
    /// Writes all pages.
    fn write(&self, laid: &Laid, progress: &mut dyn crate::Progress) -> Result<Vec<u8>, crate::ReportFault>;
}
