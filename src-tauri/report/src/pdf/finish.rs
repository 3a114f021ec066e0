//! What printpdf leaves out: tags, outline, language, description, page labels, steady ids.

use super::{attached, outline, structure};
use crate::display::Laid;
use crate::fault::ReportFault;
use crate::progress::{Progress, Stage};
use chrono::{DateTime, Utc};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary};
use sha2::{Digest, Sha256};

/// Completes the objects and writes the file.
pub(super) fn finish(
    mut objects: Document,
    laid: &Laid,
    progress: &mut dyn Progress,
) -> Result<Vec<u8>, ReportFault> {
    let fault = |fault: lopdf::Error| ReportFault::Writing(fault.to_string());
    objects.version = "1.7".to_owned();
    let pages: Vec<ObjectId> = objects.page_iter().collect();
    let tags = structure::write(&mut objects, laid, &pages);
    let outline = outline::write(&mut objects, laid, &pages);
    let about = describe(&mut objects, laid);
    let attached = attached::write(&mut objects, laid)?;
    let root = objects
        .trailer
        .get(b"Root")
        .and_then(Object::as_reference)
        .map_err(fault)?;
    let catalog = objects
        .get_object_mut(root)
        .and_then(Object::as_dict_mut)
        .map_err(fault)?;
    catalog.remove(b"PageLayout");
    catalog.set("Lang", text(&laid.about.language));
    catalog.set("MarkInfo", dictionary! { "Marked" => true });
    catalog.set("StructTreeRoot", tags);
    catalog.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
    catalog.set("Metadata", about);
    catalog.set("PageLabels", page_labels());
    if let Some(outline) = outline {
        catalog.set("Outlines", outline);
        catalog.set("PageMode", "UseOutlines");
    }
    if let Some((files, names)) = attached {
        catalog.set("AF", files);
        catalog.set("Names", dictionary! { "EmbeddedFiles" => names });
    }
    compress_pages(&mut objects, &pages, progress)?;
    objects.compress();
    steady_id(&mut objects);
    let mut bytes = Vec::new();
    objects
        .save_modern(&mut bytes)
        .map_err(|fault| ReportFault::Writing(fault.to_string()))?;
    Ok(bytes)
}

/// Compresses the pages one by one: most of the writing, and so the place to count and to stop.
fn compress_pages(
    objects: &mut Document,
    pages: &[ObjectId],
    progress: &mut dyn Progress,
) -> Result<(), ReportFault> {
    for (index, page) in pages.iter().enumerate() {
        if progress
            .page(Stage::Writing, index + 1, Some(pages.len()))
            .is_break()
        {
            return Err(ReportFault::Stopped { page: index });
        }
        let content = objects
            .get_dictionary(*page)
            .and_then(|page| page.get(b"Contents"))
            .and_then(Object::as_reference)
            .and_then(|content| objects.get_object_mut(content))
            .and_then(Object::as_stream_mut);
        if let Ok(content) = content {
            content
                .compress()
                .map_err(|fault| ReportFault::Writing(fault.to_string()))?;
        }
    }
    Ok(())
}

/// A text string: plain when it is ASCII, UTF-16 when not.
pub(super) fn text(text: &str) -> Object {
    if text.is_ascii() {
        return Object::String(text.as_bytes().to_vec(), StringFormat::Literal);
    }
    let mut bytes = vec![0xFE, 0xFF];
    bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    Object::String(bytes, StringFormat::Hexadecimal)
}

/// A moment as PDF spells it.
pub(super) fn date(made_at: i64) -> String {
    let made: DateTime<Utc> = DateTime::from_timestamp(made_at, 0).unwrap_or_default();
    made.format("D:%Y%m%d%H%M%SZ").to_string()
}

fn page_labels() -> Dictionary {
    dictionary! { "Nums" => vec![0.into(), dictionary! { "S" => "D" }.into()] }
}

/// The file's description, as the old dictionary and as XMP; both say the same.
fn describe(objects: &mut Document, laid: &Laid) -> ObjectId {
    let about = &laid.about;
    let made: DateTime<Utc> = DateTime::from_timestamp(about.made_at, 0).unwrap_or_default();
    let pdf_date = date(about.made_at);
    let mut info = dictionary! {
        "Title" => text(&about.title),
        "Author" => text(&about.author),
        "Subject" => text(&about.subject),
        "Creator" => text("Slipway"),
        "Producer" => text("Slipway, printpdf, lopdf"),
        "CreationDate" => text(&pdf_date),
        "ModDate" => text(&pdf_date),
    };
    if let Some(seal) = &about.seal {
        crate::seal::write(objects, &mut info, seal);
    }
    let info = objects.add_object(info);
    if let Ok(old) = objects.trailer.get(b"Info").and_then(Object::as_reference) {
        objects.objects.remove(&old);
    }
    objects.trailer.set("Info", info);
    let iso = made.format("%Y-%m-%dT%H:%M:%SZ").to_string();
    let (title, author, subject) = (xml(&about.title), xml(&about.author), xml(&about.subject));
    let language = xml(&about.language);
    let xmp = format!(
        "<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n\
         <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n\
         <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">\n\
         <dc:format>application/pdf</dc:format>\n\
         <dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{title}</rdf:li></rdf:Alt></dc:title>\n\
         <dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>\n\
         <dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">{subject}</rdf:li></rdf:Alt></dc:description>\n\
         <dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>\n\
         <xmp:CreatorTool>Slipway</xmp:CreatorTool>\n\
         <xmp:CreateDate>{iso}</xmp:CreateDate>\n\
         <xmp:ModifyDate>{iso}</xmp:ModifyDate>\n\
         <pdf:Producer>Slipway, printpdf, lopdf</pdf:Producer>\n\
         </rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"w\"?>"
    );
    let description = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
    objects.add_object(Stream::new(description, xmp.into_bytes()).with_compression(false))
}

fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars().filter(|character| !character.is_control()) {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            _ => out.push(character),
        }
    }
    out
}

/// An id made from the content: the same document has the same id.
fn steady_id(objects: &mut Document) {
    let mut digest = Sha256::new();
    for (id, object) in &objects.objects {
        digest.update(id.0.to_be_bytes());
        match object {
            Object::Stream(stream) => digest.update(&stream.content),
            other => digest.update(format!("{other:?}")),
        }
    }
    let id = digest.finalize()[..16].to_vec();
    let id = Object::String(id, StringFormat::Hexadecimal);
    objects.trailer.set("ID", vec![id.clone(), id]);
}
