//! A slide while it is filled: native text boxes, shapes and tables, each with an id of its own.

use crate::theme::Colour;
use office::escape;
use std::fmt::Write as _;

/// The typeface: on every machine, so that nothing re-flows.
pub(super) const FACE: &str = "Arial";
/// Width of a letter of it, of its size, on the average.
const LETTER: f32 = 0.53;

/// Left, top, width and height in points.
pub(super) type Place = [f32; 4];

/// A stretch of text in one style.
#[derive(Clone)]
pub(super) struct Words {
    pub text: String,
    pub size: f32,
    pub strong: bool,
    pub colour: Colour,
}

pub(super) fn words(text: impl Into<String>, size: f32, colour: Colour) -> Words {
    Words {
        text: text.into(),
        size,
        strong: false,
        colour,
    }
}

impl Words {
    pub(super) fn bold(mut self) -> Self {
        self.strong = true;
        self
    }
}

/// A cell of a table.
pub(super) struct TableCell {
    pub paragraphs: Vec<Words>,
    pub fill: Option<Colour>,
    pub centred: bool,
}

impl From<Words> for TableCell {
    fn from(words: Words) -> Self {
        Self {
            paragraphs: vec![words],
            fill: None,
            centred: false,
        }
    }
}

/// One slide.
pub(super) struct Canvas {
    pub title: String,
    pub notes: String,
    shapes: String,
    next: u32,
}

/// A colour as the format writes it.
pub(super) fn hex(Colour(red, green, blue): Colour) -> String {
    format!("{red:02X}{green:02X}{blue:02X}")
}

fn emu(points: f32) -> i64 {
    (f64::from(points) * 12_700.0).round() as i64
}

fn transform(tag: &str, [x, y, w, h]: Place) -> String {
    format!(
        "<{tag}><a:off x=\"{}\" y=\"{}\"/><a:ext cx=\"{}\" cy=\"{}\"/></{tag}>",
        emu(x),
        emu(y),
        emu(w.max(0.0)),
        emu(h.max(0.0))
    )
}

/// Lines that a text takes at a width; a little more than it will, so that nothing runs over.
pub(super) fn lines(words: &Words, width: f32) -> usize {
    let letter = words.size * if words.strong { LETTER * 1.06 } else { LETTER };
    let most = (width / letter).floor().max(1.0) as usize;
    words
        .text
        .split('\n')
        .map(|line| line.chars().count().div_ceil(most).max(1))
        .sum()
}

/// The height of paragraphs below each other.
pub(super) fn height(paragraphs: &[Words], width: f32) -> f32 {
    paragraphs
        .iter()
        .map(|words| lines(words, width) as f32 * words.size * 1.22)
        .sum()
}

fn run(words: &Words) -> String {
    let weight = if words.strong { " b=\"1\"" } else { "" };
    format!(
        "<a:r><a:rPr lang=\"en-GB\" sz=\"{}\"{weight} dirty=\"0\"><a:solidFill><a:srgbClr val=\"{}\"/></a:solidFill>\
         <a:latin typeface=\"{FACE}\"/><a:cs typeface=\"{FACE}\"/></a:rPr><a:t>{}</a:t></a:r>",
        (words.size * 100.0).round() as i64,
        hex(words.colour),
        escape(&words.text.replace('\n', " "))
    )
}

fn paragraphs(list: &[Words], centred: bool) -> String {
    let align = if centred { " algn=\"ctr\"" } else { "" };
    if list.is_empty() {
        return "<a:p><a:endParaRPr lang=\"en-GB\"/></a:p>".to_owned();
    }
    list.iter()
        .map(|words| format!("<a:p><a:pPr{align}/>{}</a:p>", run(words)))
        .collect()
}

impl Canvas {
    /// A slide whose title is its conclusion.
    pub(super) fn new(title: &str) -> Self {
        Self {
            title: title.to_owned(),
            notes: String::new(),
            shapes: String::new(),
            // 1 is the tree, 2 the title.
            next: 3,
        }
    }

    fn id(&mut self) -> u32 {
        let id = self.next;
        self.next += 1;
        id
    }

    /// Paragraphs in a box without a frame.
    pub(super) fn text(&mut self, name: &str, place: Place, list: &[Words]) {
        self.shape(name, "rect", place, None, None, list, false);
    }

    /// A filled rectangle without words.
    pub(super) fn bar(&mut self, name: &str, place: Place, fill: Colour) {
        self.shape(name, "rect", place, Some(fill), None, &[], false);
    }

    /// A shape, with words in its middle.
    #[allow(clippy::too_many_arguments, reason = "what a shape has, each once")]
    pub(super) fn shape(
        &mut self,
        name: &str,
        geometry: &str,
        place: Place,
        fill: Option<Colour>,
        line: Option<Colour>,
        list: &[Words],
        centred: bool,
    ) {
        let id = self.id();
        let paint = |colour: Option<Colour>| {
            colour.map_or_else(
                || "<a:noFill/>".to_owned(),
                |colour| format!("<a:solidFill><a:srgbClr val=\"{}\"/></a:solidFill>", hex(colour)),
            )
        };
        let text_box = if fill.is_none() && line.is_none() {
            " txBox=\"1\""
        } else {
            ""
        };
        let (inset, anchor) = if centred { (1.0, "ctr") } else { (0.0, "t") };
        let inset = emu(inset);
        let _ = write!(
            self.shapes,
            "<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"{} {id}\"/><p:cNvSpPr{text_box}/><p:nvPr/></p:nvSpPr>\
             <p:spPr>{}<a:prstGeom prst=\"{geometry}\"><a:avLst/></a:prstGeom>{}<a:ln w=\"9525\">{}</a:ln></p:spPr>\
             <p:txBody><a:bodyPr wrap=\"square\" lIns=\"{inset}\" tIns=\"{inset}\" rIns=\"{inset}\" bIns=\"{inset}\" \
             anchor=\"{anchor}\"><a:noAutofit/></a:bodyPr><a:lstStyle/>{}</p:txBody></p:sp>",
            escape(name),
            transform("a:xfrm", place),
            paint(fill),
            paint(line),
            paragraphs(list, centred)
        );
    }

    /// A native table; the first row is its head.
    pub(super) fn table(
        &mut self,
        name: &str,
        [x, y, w, _]: Place,
        widths: &[f32],
        rows: &[(f32, Vec<TableCell>)],
    ) {
        let id = self.id();
        let total: f32 = widths.iter().sum();
        let tall: f32 = rows.iter().map(|(height, _)| height).sum();
        let columns: String = widths
            .iter()
            .map(|share| format!("<a:gridCol w=\"{}\"/>", emu(w * share / total)))
            .collect();
        let body: String = rows
            .iter()
            .enumerate()
            .map(|(index, (height, cells))| {
                let cells: String = cells.iter().map(|cell| table_cell(cell, index == 0)).collect();
                format!("<a:tr h=\"{}\">{cells}</a:tr>", emu(*height))
            })
            .collect();
        let _ = write!(
            self.shapes,
            "<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id=\"{id}\" name=\"{} {id}\"/>\
             <p:cNvGraphicFramePr><a:graphicFrameLocks noGrp=\"1\"/></p:cNvGraphicFramePr><p:nvPr/>\
             </p:nvGraphicFramePr>{}<a:graphic><a:graphicData \
             uri=\"http://schemas.openxmlformats.org/drawingml/2006/table\"><a:tbl><a:tblPr firstRow=\"1\"/>\
             <a:tblGrid>{columns}</a:tblGrid>{body}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>",
            escape(name),
            transform("p:xfrm", [x, y, w, tall])
        );
    }

    /// The slide's own part.
    pub(super) fn xml(&self) -> String {
        format!(
            "<p:sld xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
             xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
             xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\"><p:cSld><p:spTree>\
             <p:nvGrpSpPr><p:cNvPr id=\"1\" name=\"\"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>\
             <p:sp><p:nvSpPr><p:cNvPr id=\"2\" name=\"Title 2\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr>\
             <p:nvPr><p:ph type=\"title\"/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/>\
             <a:p><a:r><a:rPr lang=\"en-GB\" sz=\"{}\" dirty=\"0\"/><a:t>{}</a:t></a:r></a:p></p:txBody></p:sp>{}\
             </p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>",
            title_size(&self.title) * 100,
            escape(&self.title),
            self.shapes
        )
    }
}

/// A size at which the title stays in its box of 54 points.
fn title_size(title: &str) -> u32 {
    match title.chars().count() {
        0..=58 => 26,
        59..=140 => 19,
        141..=220 => 13,
        _ => 10,
    }
}

fn table_cell(cell: &TableCell, head: bool) -> String {
    let edge = if head { "17212B" } else { "D3D9DF" };
    let none = |side: &str| format!("<a:{side} w=\"0\"><a:noFill/></a:{side}>");
    let fill = cell.fill.map_or_else(
        || "<a:noFill/>".to_owned(),
        |colour| format!("<a:solidFill><a:srgbClr val=\"{}\"/></a:solidFill>", hex(colour)),
    );
    format!(
        "<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{}</a:txBody><a:tcPr marL=\"50800\" marR=\"50800\" marT=\"38100\" \
         marB=\"38100\"{}>{}{}{}<a:lnB w=\"{}\"><a:solidFill><a:srgbClr val=\"{edge}\"/></a:solidFill></a:lnB>{fill}\
         </a:tcPr></a:tc>",
        paragraphs(&cell.paragraphs, cell.centred),
        if cell.centred { " anchor=\"ctr\"" } else { "" },
        none("lnL"),
        none("lnR"),
        none("lnT"),
        if head { 12_700 } else { 6_350 }
    )
}
