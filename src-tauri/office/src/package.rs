//! Parts, their content types and their relationships, as the Open Packaging Conventions ask for.

use crate::zip::archive;
use std::fmt::Write as _;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
/// Where kinds of relationships are named.
const KINDS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
const PACKAGE_KINDS: &str = "http://schemas.openxmlformats.org/package/2006/relationships/";

struct Part {
    /// Without a leading slash.
    name: String,
    content_type: String,
    xml: String,
    /// Kind and target, both as they are written.
    relationships: Vec<(String, String)>,
}

/// A package while its parts are put in.
#[derive(Default)]
pub struct Package {
    parts: Vec<Part>,
    root: Vec<(String, String)>,
}

impl Package {
    /// An empty one.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Puts in a part; relationships are `rId1`, `rId2`, … in the order given, each a kind such as `slide` and the name of
    /// the part it leads to.
    pub fn part(&mut self, name: &str, content_type: &str, xml: &str, relationships: &[(&str, &str)]) {
        self.parts.push(Part {
            name: name.to_owned(),
            content_type: content_type.to_owned(),
            xml: format!("{HEAD}{xml}"),
            relationships: relationships
                .iter()
                .map(|(kind, target)| (format!("{KINDS}{kind}"), format!("/{target}")))
                .collect(),
        });
    }

    /// Names the part a reader begins with.
    pub fn begins_with(&mut self, name: &str) {
        self.root
            .push((format!("{KINDS}officeDocument"), format!("/{name}")));
    }

    /// Says what the file is; `made` is a moment such as `2026-11-09T09:14:00Z`.
    pub fn describe(&mut self, title: &str, author: &str, made: &str) {
        let (title, author, made) = (escape(title), escape(author), escape(made));
        let core = format!(
            "<cp:coreProperties \
             xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
             xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
             xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{title}</dc:title>\
             <dc:creator>{author}</dc:creator>\
             <dcterms:created xsi:type=\"dcterms:W3CDTF\">{made}</dcterms:created>\
             <dcterms:modified xsi:type=\"dcterms:W3CDTF\">{made}</dcterms:modified></cp:coreProperties>"
        );
        let content_type = "application/vnd.openxmlformats-package.core-properties+xml";
        self.part("docProps/core.xml", content_type, &core, &[]);
        self.root.push((
            format!("{PACKAGE_KINDS}metadata/core-properties"),
            "/docProps/core.xml".to_owned(),
        ));
    }

    /// The file.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        let mut types = format!(
            "{HEAD}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
             <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
             <Default Extension=\"xml\" ContentType=\"application/xml\"/>"
        );
        for part in &self.parts {
            let _ = write!(
                types,
                "<Override PartName=\"/{}\" ContentType=\"{}\"/>",
                part.name, part.content_type
            );
        }
        types.push_str("</Types>");
        let mut files = vec![
            ("[Content_Types].xml".to_owned(), types.into_bytes()),
            ("_rels/.rels".to_owned(), relationships(&self.root).into_bytes()),
        ];
        for part in &self.parts {
            files.push((part.name.clone(), part.xml.clone().into_bytes()));
            if !part.relationships.is_empty() {
                let (folder, name) = part.name.rsplit_once('/').unwrap_or(("", &part.name));
                files.push((
                    format!("{folder}/_rels/{name}.rels"),
                    relationships(&part.relationships).into_bytes(),
                ));
            }
        }
        archive(&files)
    }
}

fn relationships(list: &[(String, String)]) -> String {
    let mut xml = format!(
        "{HEAD}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
    );
    for (number, (kind, target)) in (1..).zip(list) {
        let _ = write!(
            xml,
            "<Relationship Id=\"rId{number}\" Type=\"{kind}\" Target=\"{target}\"/>"
        );
    }
    xml.push_str("</Relationships>");
    xml
}

/// Text for XML, in elements and attributes; what XML cannot hold is left out.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(letter),
            '\u{FFFE}' | '\u{FFFF}' => {}
            _ if letter.is_control() => {}
            _ => out.push(letter),
        }
    }
    out
}
