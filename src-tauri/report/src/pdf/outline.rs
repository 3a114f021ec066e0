//! The nested outline: chapters, and sections below them.

use super::finish::text;
use crate::display::{Bookmark, Laid};
use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

/// The place a bookmark or link leads to.
pub(super) fn target(laid: &Laid, pages: &[ObjectId], mark: &Bookmark) -> Option<Object> {
    let page = pages.get(mark.page)?;
    let height = laid.pages.get(mark.page)?.height;
    let top = Object::Real((height - mark.y).round());
    Some(
        vec![
            Object::Reference(*page),
            Object::Name(b"XYZ".to_vec()),
            Object::Null,
            top,
            Object::Null,
        ]
        .into(),
    )
}

/// Writes the outline; `None` when there are no bookmarks.
pub(super) fn write(objects: &mut Document, laid: &Laid, pages: &[ObjectId]) -> Option<ObjectId> {
    if laid.bookmarks.is_empty() {
        return None;
    }
    let root = objects.new_object_id();
    let ids: Vec<ObjectId> = laid.bookmarks.iter().map(|_| objects.new_object_id()).collect();
    // The parent of each line: the nearest line above it of a higher level.
    let parents: Vec<Option<usize>> = (0..ids.len())
        .map(|index| {
            (0..index)
                .rev()
                .find(|&above| laid.bookmarks[above].level < laid.bookmarks[index].level)
        })
        .collect();
    let kids = |parent: Option<usize>| -> Vec<usize> {
        (0..ids.len()).filter(|&index| parents[index] == parent).collect()
    };
    let tops = kids(None);
    for (index, mark) in laid.bookmarks.iter().enumerate() {
        let mut line = Dictionary::new();
        line.set("Title", text(&mark.title));
        line.set("Parent", parents[index].map_or(root, |parent| ids[parent]));
        if let Some(target) = target(laid, pages, mark) {
            line.set("Dest", target);
        }
        let siblings = kids(parents[index]);
        let place = siblings.iter().position(|&sibling| sibling == index).unwrap_or(0);
        if place > 0 {
            line.set("Prev", ids[siblings[place - 1]]);
        }
        if let Some(&next) = siblings.get(place + 1) {
            line.set("Next", ids[next]);
        }
        let below = kids(Some(index));
        if let (Some(&first), Some(&last)) = (below.first(), below.last()) {
            line.set("First", ids[first]);
            line.set("Last", ids[last]);
            line.set("Count", i64::try_from(below.len()).unwrap_or(0));
        }
        objects.set_object(ids[index], line);
    }
    let outline = dictionary! {
        "Type" => "Outlines",
        "First" => ids[tops[0]],
        "Last" => ids[*tops.last()?],
        "Count" => i64::try_from(ids.len()).unwrap_or(0),
    };
    objects.set_object(root, outline);
    Some(root)
}
