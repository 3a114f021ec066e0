//! The structure tree: what each mark is, in reading order, and the links that belong to it.

use super::finish::text;
use super::outline::target;
use crate::display::{Kid, Laid, Role, Tag};
use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

/// Writes the tree, the parent tree and the link annotations.
pub(super) fn write(objects: &mut Document, laid: &Laid, pages: &[ObjectId]) -> ObjectId {
    let root = objects.new_object_id();
    let kept = kept(&laid.tags);
    let ids: Vec<Option<ObjectId>> = kept
        .iter()
        .map(|&keep| keep.then(|| objects.new_object_id()))
        .collect();
    let mut parents: Vec<Vec<Object>> = laid
        .pages
        .iter()
        .map(|page| vec![Object::Null; page.numbered as usize])
        .collect();
    let annotations = write_links(objects, laid, pages);
    for (index, tag) in laid.tags.iter().enumerate() {
        let Some(id) = ids[index] else { continue };
        for kid in &tag.kids {
            if let Kid::Content { page, number } = kid {
                parents[*page][*number as usize] = Object::Reference(id);
            }
        }
        let element = element(tag, index, &ids, root, pages, laid, &annotations);
        objects.set_object(id, element);
    }
    let mut numbers: Vec<Object> = Vec::new();
    for (index, row) in parents.into_iter().enumerate() {
        let row = objects.add_object(row);
        numbers.push(key(index));
        numbers.push(row.into());
    }
    let mut next = laid.pages.len();
    for (page, links) in annotations.iter().enumerate() {
        for (link, _) in links.iter().enumerate() {
            if let Some(id) = ids[laid.pages[page].links[link].tag] {
                numbers.push(key(next));
                numbers.push(id.into());
            }
            next += 1;
        }
    }
    let parent_tree = objects.add_object(dictionary! { "Nums" => numbers });
    let mut tree = dictionary! {
        "Type" => "StructTreeRoot",
        "ParentTree" => parent_tree,
        "ParentTreeNextKey" => key(next),
    };
    if let Some(Some(document)) = ids.first() {
        tree.set("K", *document);
    }
    objects.set_object(root, tree);
    for (index, page) in pages.iter().enumerate() {
        if let Ok(page) = objects.get_object_mut(*page).and_then(Object::as_dict_mut) {
            page.set("StructParents", key(index));
            page.set("Tabs", "S");
            if annotations[index].is_empty() {
                page.remove(b"Annots");
            } else {
                let links: Vec<Object> = annotations[index].iter().map(|&id| id.into()).collect();
                page.set("Annots", links);
            }
        }
    }
    root
}

fn key(number: usize) -> Object {
    Object::Integer(i64::try_from(number).unwrap_or(0))
}

/// Tags that hold something; cells are kept even when empty, so that columns stay columns.
fn kept(tags: &[Tag]) -> Vec<bool> {
    let mut kept = vec![false; tags.len()];
    for (index, tag) in tags.iter().enumerate().rev() {
        let cell = matches!(tag.role, Role::TD | Role::TH);
        kept[index] = index == 0
            || cell
            || tag.kids.iter().any(|kid| match kid {
                Kid::Tag(kid) => kept[*kid],
                Kid::Content { .. } | Kid::Link { .. } => true,
            });
    }
    kept
}

fn element(
    tag: &Tag,
    index: usize,
    ids: &[Option<ObjectId>],
    root: ObjectId,
    pages: &[ObjectId],
    laid: &Laid,
    annotations: &[Vec<ObjectId>],
) -> Dictionary {
    let parent = if index == 0 { Some(root) } else { ids[tag.parent] };
    let mut element = Dictionary::new();
    element.set("S", tag.role.name());
    element.set("P", parent.unwrap_or(root));
    let home = tag.kids.iter().find_map(|kid| match kid {
        Kid::Content { page, .. } => Some(*page),
        Kid::Tag(_) | Kid::Link { .. } => None,
    });
    if let Some(page) = home {
        element.set("Pg", pages[page]);
    }
    let mut kids: Vec<Object> = Vec::with_capacity(tag.kids.len());
    for kid in &tag.kids {
        match kid {
            Kid::Tag(kid) => kids.extend(ids[*kid].map(Object::Reference)),
            Kid::Content { page, number } if Some(*page) == home => kids.push(i64::from(*number).into()),
            Kid::Content { page, number } => kids.push(
                dictionary! { "Type" => "MCR", "Pg" => pages[*page], "MCID" => i64::from(*number) }.into(),
            ),
            Kid::Link { page, link } => kids.push(
                dictionary! { "Type" => "OBJR", "Pg" => pages[*page], "Obj" => annotations[*page][*link] }
                    .into(),
            ),
        }
    }
    match kids.len() {
        0 => {}
        1 => element.set("K", kids.remove(0)),
        _ => element.set("K", kids),
    }
    if let Some(alt) = &tag.alt {
        element.set("Alt", text(alt));
    }
    attributes(&mut element, tag, home, laid);
    element
}

fn attributes(element: &mut Dictionary, tag: &Tag, home: Option<usize>, laid: &Laid) {
    if matches!(tag.role, Role::TH) {
        let mut table =
            dictionary! { "O" => "Table", "Scope" => if tag.span > 1 { "Row" } else { "Column" } };
        if tag.span > 1 {
            table.set("ColSpan", i64::from(tag.span));
        }
        element.set("A", table);
    }
    if let (Some([x, y, w, h]), Some(page)) = (tag.place, home) {
        let height = laid.pages[page].height;
        let real = |value: f32| Object::Real(value.round());
        let edges = vec![real(x), real(height - y - h), real(x + w), real(height - y)];
        element.set(
            "A",
            dictionary! { "O" => "Layout", "Placement" => "Block", "BBox" => edges },
        );
    }
}

/// Writes one annotation a link; answers their ids by page.
fn write_links(objects: &mut Document, laid: &Laid, pages: &[ObjectId]) -> Vec<Vec<ObjectId>> {
    let mut next = laid.pages.len();
    let mut written = Vec::with_capacity(laid.pages.len());
    for page in &laid.pages {
        let mut ids = Vec::new();
        for link in &page.links {
            let real = |value: f32| Object::Real((value * 100.0).round() / 100.0);
            let (low, high) = (page.height - link.y - link.h, page.height - link.y);
            let mut annotation = dictionary! {
                "Type" => "Annot",
                "Subtype" => "Link",
                "Rect" => vec![real(link.x), real(low), real(link.x + link.w), real(high)],
                "Border" => vec![0.into(), 0.into(), 0.into()],
                "F" => 4,
                "StructParent" => key(next),
                "Contents" => text(&link.says),
            };
            next += 1;
            if let Some(target) = laid
                .bookmarks
                .get(link.target)
                .and_then(|mark| target(laid, pages, mark))
            {
                annotation.set("Dest", target);
            }
            ids.push(objects.add_object(annotation));
        }
        written.push(ids);
    }
    written
}
