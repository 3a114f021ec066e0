//! What ties a document to the log it was printed from: written into the file's description, read back from it.

use lopdf::{Dictionary, Document, Object};
use sha2::{Digest, Sha256};

/// Which plan, after which entry of its log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seal {
    /// Identity of the plan.
    pub plan: String,
    /// The last entry of its log.
    pub entry: i64,
    /// Hash of that entry, in hexadecimal.
    pub head: String,
    /// SHA-256 of the plan's records, in hexadecimal.
    pub digest: String,
}

/// The seal of a document, and whether its pages are the ones that were sealed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed {
    /// What was written.
    pub seal: Seal,
    /// False when what stands on the pages was changed since.
    pub pages_hold: bool,
}

/// SHA-256 of bytes, in hexadecimal: what a printed digest of an attached file is compared with.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

/// Most bytes a page may unpack to while it is checked.
const MOST: usize = 64 << 20;

/// Writes the seal into the description; the pages must be complete.
pub(crate) fn write(objects: &Document, info: &mut Dictionary, seal: &Seal) {
    let pages = pages_digest(objects).unwrap_or_default();
    for (name, value) in [
        ("SlipwayPlan", seal.plan.clone()),
        ("SlipwayEntry", seal.entry.to_string()),
        ("SlipwayHead", seal.head.clone()),
        ("SlipwayDigest", seal.digest.clone()),
        ("SlipwayPages", pages),
    ] {
        info.set(name, Object::string_literal(value));
    }
}

/// Reads the seal of a document; `None` when the bytes are no PDF, or none that Slipway sealed.
#[must_use]
pub fn read_seal(bytes: &[u8]) -> Option<Sealed> {
    let objects = Document::load_mem(bytes).ok()?;
    let info = match objects.trailer.get(b"Info").ok()? {
        Object::Reference(id) => objects.get_dictionary(*id).ok()?,
        Object::Dictionary(info) => info,
        _ => return None,
    };
    let field = |name: &str| {
        let text = info.get(name.as_bytes()).ok()?.as_str().ok()?;
        String::from_utf8(text.to_vec()).ok()
    };
    let seal = Seal {
        plan: field("SlipwayPlan")?,
        entry: field("SlipwayEntry")?.parse().ok()?,
        head: field("SlipwayHead")?,
        digest: field("SlipwayDigest")?,
    };
    let pages_hold = pages_digest(&objects).is_some_and(|found| Some(found) == field("SlipwayPages"));
    Some(Sealed { seal, pages_hold })
}

/// SHA-256 over what every page draws, unpacked, in order.
fn pages_digest(objects: &Document) -> Option<String> {
    let mut digest = Sha256::new();
    for page in objects.page_iter() {
        let content = objects.get_page_content_with_limit(page, MOST).ok()?;
        digest.update((content.len() as u64).to_be_bytes());
        digest.update(&content);
    }
    Some(hex::encode(digest.finalize()))
}
