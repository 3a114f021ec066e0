//! A document while it is drawn: pages, a pen, the open tags, and the place where text flows on.

use crate::display::{About, Bookmark, Item, Kid, Laid, Link, Page, Role, Run, Step, Stroke, Tag};
use crate::fault::ReportFault;
use crate::progress::{Progress, Stage};
use crate::shapes::{rectangle, rounded};
use crate::theme::{Colour, Frame, Style};
use crate::typeset::{Align, Block, Line, Typesetter};
use crate::value::Imprint;

/// What most drawing steps answer: a document that may have been stopped.
pub(crate) type Drawn = Result<(), ReportFault>;

/// The document under the pen.
pub(crate) struct Draft<'a> {
    pub type_: Typesetter,
    pub pages: Vec<Page>,
    pub tags: Vec<Tag>,
    pub bookmarks: Vec<Bookmark>,
    pub frame: Frame,
    /// Where the next block begins.
    pub y: f32,
    pub(crate) section: String,
    /// A chapter head stands right above.
    pub(crate) fresh: bool,
    open: Vec<usize>,
    marked: bool,
    /// The tag that holds the marks being drawn.
    holder: Option<usize>,
    /// Files to put inside the document.
    pub(crate) attached: Vec<crate::value::Attachment>,
    progress: &'a mut dyn Progress,
}

impl<'a> Draft<'a> {
    pub(crate) fn new(progress: &'a mut dyn Progress, frame: Frame) -> Self {
        let root = Tag {
            role: Role::Document,
            parent: 0,
            kids: Vec::new(),
            alt: None,
            span: 1,
            place: None,
        };
        Self {
            type_: Typesetter::new(),
            pages: Vec::new(),
            tags: vec![root],
            bookmarks: Vec::new(),
            frame,
            y: frame.top,
            section: String::new(),
            fresh: false,
            open: vec![0],
            marked: false,
            holder: None,
            attached: Vec::new(),
            progress,
        }
    }

    /// Begins a page of the current frame.
    pub(crate) fn turn(&mut self) -> Drawn {
        if !self.pages.is_empty() {
            let done = self.pages.len();
            if self.progress.page(Stage::Setting, done, None).is_break() {
                return Err(ReportFault::Stopped { page: done });
            }
        }
        self.pages.push(Page {
            width: self.frame.width,
            height: self.frame.height,
            items: Vec::new(),
            links: Vec::new(),
            numbered: 0,
            section: self.section.clone(),
        });
        self.y = self.frame.top;
        Ok(())
    }

    /// Begins a page with another frame and section name.
    pub(crate) fn turn_to(&mut self, frame: Frame, section: &str) -> Drawn {
        self.frame = frame;
        section.clone_into(&mut self.section);
        self.turn()
    }

    pub(crate) fn page(&mut self) -> &mut Page {
        if self.pages.is_empty() {
            self.pages.push(Page {
                width: self.frame.width,
                height: self.frame.height,
                items: Vec::new(),
                links: Vec::new(),
                numbered: 0,
                section: self.section.clone(),
            });
        }
        let last = self.pages.len() - 1;
        &mut self.pages[last]
    }

    // -- tags

    /// A new tag below the open one.
    pub(crate) fn tag(&mut self, role: Role) -> usize {
        let parent = self.open.last().copied().unwrap_or(0);
        let tag = self.tags.len();
        self.tags.push(Tag {
            role,
            parent,
            kids: Vec::new(),
            alt: None,
            span: 1,
            place: None,
        });
        self.tags[parent].kids.push(Kid::Tag(tag));
        tag
    }

    /// Draws with a new tag open; the tag groups others and holds no marks itself.
    pub(crate) fn within<T>(&mut self, role: Role, draw: impl FnOnce(&mut Self) -> T) -> T {
        let tag = self.tag(role);
        self.inside(tag, draw)
    }

    /// Draws with an existing tag open.
    pub(crate) fn inside<T>(&mut self, tag: usize, draw: impl FnOnce(&mut Self) -> T) -> T {
        self.open.push(tag);
        let drawn = draw(self);
        self.open.pop();
        drawn
    }

    /// Draws marks that belong to a new tag.
    pub(crate) fn content(&mut self, role: Role, draw: impl FnOnce(&mut Self)) -> usize {
        let tag = self.tag(role);
        self.content_of(tag, draw);
        tag
    }

    /// Draws marks that belong to an existing tag.
    pub(crate) fn content_of(&mut self, tag: usize, draw: impl FnOnce(&mut Self)) {
        debug_assert!(!self.marked, "marked content never nests");
        self.begin(tag, None);
        self.marked = true;
        self.holder = Some(tag);
        draw(self);
        self.holder = None;
        self.marked = false;
        self.page().items.push(Item::End);
    }

    fn begin(&mut self, tag: usize, actual: Option<Box<str>>) {
        let role = self.tags[tag].role;
        let page = self.pages.len().saturating_sub(1);
        let sheet = self.page();
        let number = sheet.numbered;
        sheet.numbered += 1;
        sheet.items.push(Item::Begin { role, number, actual });
        self.tags[tag].kids.push(Kid::Content { page, number });
    }

    /// Draws furniture: rules, frames, heads and feet.
    pub(crate) fn artifact(&mut self, draw: impl FnOnce(&mut Self)) {
        if self.marked {
            draw(self);
            return;
        }
        self.page().items.push(Item::BeginArtifact { pagination: false });
        self.marked = true;
        draw(self);
        self.marked = false;
        self.page().items.push(Item::End);
    }

    /// A picture with words for those who cannot see it.
    pub(crate) fn figure(&mut self, alt: &str, place: [f32; 4], draw: impl FnOnce(&mut Self)) {
        let tag = self.content(Role::Figure, draw);
        self.tags[tag].alt = Some(alt.to_owned());
        self.tags[tag].place = Some(place);
    }

    /// A target for the contents and the outline.
    pub(crate) fn bookmark(&mut self, level: u8, title: &str) -> usize {
        let page = self.pages.len().saturating_sub(1);
        let y = (self.y - 20.0).max(0.0);
        self.bookmarks.push(Bookmark {
            level,
            title: title.to_owned(),
            page,
            y,
        });
        self.bookmarks.len() - 1
    }

    // -- pen

    fn put(&mut self, item: Item) {
        debug_assert!(self.marked, "every mark is content or furniture");
        self.page().items.push(item);
    }

    pub(crate) fn path(&mut self, steps: Vec<Step>, fill: Option<Colour>, stroke: Option<Stroke>) {
        self.put(Item::Path {
            steps: steps.into_boxed_slice(),
            fill,
            stroke,
        });
    }

    pub(crate) fn rect(&mut self, x: f32, y: f32, w: f32, h: f32, fill: Colour) {
        self.path(rectangle(x, y, w, h), Some(fill), None);
    }

    pub(crate) fn rounded(
        &mut self,
        [x, y, w, h]: [f32; 4],
        radius: f32,
        fill: Option<Colour>,
        stroke: Option<(Colour, f32)>,
    ) {
        let stroke = stroke.map(|(colour, width)| Stroke {
            colour,
            width,
            dash: None,
        });
        self.path(rounded(x, y, w, h, radius), fill, stroke);
    }

    pub(crate) fn line(&mut self, from: (f32, f32), to: (f32, f32), colour: Colour, width: f32) {
        self.path(
            vec![Step::Move(from.0, from.1), Step::Line(to.0, to.1)],
            None,
            Some(Stroke {
                colour,
                width,
                dash: None,
            }),
        );
    }

    pub(crate) fn dashed(&mut self, from: (f32, f32), to: (f32, f32), colour: Colour, width: f32) {
        self.path(
            vec![Step::Move(from.0, from.1), Step::Line(to.0, to.1)],
            None,
            Some(Stroke {
                colour,
                width,
                dash: Some((2.6, 2.0)),
            }),
        );
    }

    pub(crate) fn clip(&mut self, [x, y, w, h]: [f32; 4], draw: impl FnOnce(&mut Self)) {
        self.put(Item::Clip { x, y, w, h });
        draw(self);
        self.put(Item::Unclip);
    }

    /// Draws a set line with its top left at (x, y).
    pub(crate) fn set_line(&mut self, line: &Line, x: f32, y: f32) {
        for run in &line.runs {
            let placed = Run {
                x: run.x + x,
                y: run.y + y,
                ..run.clone()
            };
            match self.holder.filter(|_| placed.needs_telling()) {
                Some(tag) => self.told_run(tag, &placed),
                None => self.put(Item::Text(placed)),
            }
        }
    }

    /// Draws a run whose glyphs do not tell its text: each such letter is content of its own.
    fn told_run(&mut self, tag: usize, run: &Run) {
        for (piece, told) in run.pieces() {
            let actual = told.then(|| piece.text.clone());
            if told {
                self.page().items.push(Item::End);
                self.begin(tag, actual);
            }
            self.put(Item::Text(piece));
            if told {
                self.page().items.push(Item::End);
                self.begin(tag, None);
            }
        }
    }

    /// Draws a set paragraph with its top left at (x, y); answers the y below it.
    pub(crate) fn block(&mut self, block: &Block, x: f32, y: f32) -> f32 {
        let mut y = y;
        for line in &block.lines {
            self.set_line(line, x, y);
            y += line.height;
        }
        y
    }

    /// Sets and draws one line; answers its width.
    pub(crate) fn label(&mut self, text: &str, style: Style, x: f32, y: f32) -> f32 {
        let block = self.type_.plain(text, style, f32::INFINITY, Align::Left);
        self.block(&block, x, y);
        block.width
    }

    /// Sets and draws one line inside a width, shortened when it must be.
    pub(crate) fn label_in(&mut self, text: &str, style: Style, x: f32, y: f32, width: f32, align: Align) {
        let block = self.type_.one_line(text, style, width, align);
        self.block(&block, x, y);
    }

    /// Finishes: what is left is the display list.
    pub(crate) fn done(self, imprint: &Imprint) -> (Laid, &'a mut dyn Progress) {
        let about = About {
            title: format!("{} – {}", imprint.name, imprint.kind),
            author: imprint.author.clone(),
            subject: format!("{}, version {}", imprint.organisation, imprint.version),
            language: imprint.language.clone(),
            made_at: imprint.made_at.unix(),
            seal: imprint.seal.clone(),
        };
        let laid = Laid {
            about,
            pages: self.pages,
            tags: self.tags,
            bookmarks: self.bookmarks,
            attached: self.attached,
        };
        (laid, self.progress)
    }

    /// A link over a rectangle of a page, below the open tag.
    pub(crate) fn link(
        &mut self,
        page: usize,
        [x, y, w, h]: [f32; 4],
        target: usize,
        says: String,
        tag: usize,
    ) {
        let links = &mut self.pages[page].links;
        links.push(Link {
            tag,
            x,
            y,
            w,
            h,
            target,
            says,
        });
        let link = links.len() - 1;
        self.tags[tag].kids.push(Kid::Link { page, link });
    }

    /// Draws furniture on a page already turned.
    pub(crate) fn on_page(&mut self, page: usize, draw: impl FnOnce(&mut Self)) {
        let mut later = self.pages.split_off(page + 1);
        self.page().items.push(Item::BeginArtifact { pagination: true });
        self.marked = true;
        draw(self);
        self.marked = false;
        self.page().items.push(Item::End);
        self.pages.append(&mut later);
    }

    /// Draws content on a page already turned.
    pub(crate) fn revisit(&mut self, page: usize, draw: impl FnOnce(&mut Self)) {
        let mut later = self.pages.split_off(page + 1);
        draw(self);
        self.pages.append(&mut later);
    }
}
