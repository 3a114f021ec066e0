//! Files inside the document: the data its pages were made from.

use super::finish::{date, text};
use crate::display::Laid;
use crate::fault::ReportFault;
use lopdf::{Document, Object, Stream, StringFormat, dictionary};
use sha2::{Digest, Sha256};

/// Writes the files; answers the list of associated files and the tree of their names.
pub(super) fn write(objects: &mut Document, laid: &Laid) -> Result<Option<(Object, Object)>, ReportFault> {
    if laid.attached.is_empty() {
        return Ok(None);
    }
    let mut sorted: Vec<_> = laid.attached.iter().collect();
    sorted.sort_by(|one, other| one.name.cmp(&other.name));
    let made = date(laid.about.made_at);
    let (mut files, mut names) = (Vec::new(), Vec::new());
    for file in sorted {
        let size = i64::try_from(file.bytes.len()).unwrap_or(i64::MAX);
        // MD5 is the only checksum the format knows; the digest that counts is in the description.
        let digest = hex::encode(Sha256::digest(&file.bytes));
        let mut stream = Stream::new(
            dictionary! {
                "Type" => "EmbeddedFile",
                "Subtype" => Object::Name(file.media_type.clone().into_bytes()),
                "Params" => dictionary! {
                    "Size" => size,
                    "CreationDate" => text(&made),
                    "ModDate" => text(&made),
                },
            },
            file.bytes.clone(),
        );
        stream
            .compress()
            .map_err(|fault| ReportFault::Writing(fault.to_string()))?;
        let stream = objects.add_object(stream);
        let specification = objects.add_object(dictionary! {
            "Type" => "Filespec",
            "F" => text(&file.name),
            "UF" => text(&file.name),
            "Desc" => text(&format!("{} SHA-256 {digest}", file.description)),
            "AFRelationship" => "Source",
            "EF" => dictionary! { "F" => stream, "UF" => stream },
        });
        files.push(Object::Reference(specification));
        names.push(Object::String(
            file.name.clone().into_bytes(),
            StringFormat::Literal,
        ));
        names.push(Object::Reference(specification));
    }
    let names = objects.add_object(dictionary! { "Names" => names });
    Ok(Some((Object::Array(files), Object::Reference(names))))
}
