//! The labelled sections of a reStructuredText page: what each label of the schedule means.

use std::collections::BTreeMap;

/// A labelled section.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Section {
    /// Its heading.
    pub(super) title: String,
    /// Its text as plain paragraphs.
    pub(super) text: String,
    /// The heading above it.
    pub(super) parent: String,
}

/// Every labelled section by its label.
pub(super) fn sections(page: &str) -> BTreeMap<String, Section> {
    let lines: Vec<&str> = page.lines().collect();
    let mut found: BTreeMap<String, Section> = BTreeMap::new();
    let mut order: Vec<char> = Vec::new();
    let mut titles: Vec<String> = Vec::new();
    let mut pending: Vec<String> = Vec::new();
    let mut open: Vec<String> = Vec::new();
    let mut body: Vec<&str> = Vec::new();
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        let next = lines.get(at + 1).copied().unwrap_or_default();
        if let Some(label) = label_of(line) {
            close(&mut found, &mut open, &mut body);
            pending.push(label.to_owned());
        } else if let Some(mark) = underline(line, next) {
            close(&mut found, &mut open, &mut body);
            let level = order.iter().position(|known| *known == mark).unwrap_or_else(|| {
                order.push(mark);
                order.len() - 1
            });
            titles.truncate(level);
            let parent = titles.last().cloned().unwrap_or_default();
            titles.push(line.trim().to_owned());
            for label in pending.drain(..) {
                let section = Section {
                    title: line.trim().to_owned(),
                    text: String::new(),
                    parent: parent.clone(),
                };
                found.insert(label.clone(), section);
                open.push(label);
            }
            at += 1;
        } else {
            body.push(line);
        }
        at += 1;
    }
    close(&mut found, &mut open, &mut body);
    found
}

fn close(found: &mut BTreeMap<String, Section>, open: &mut Vec<String>, body: &mut Vec<&str>) {
    let text = plain(body);
    for label in open.drain(..) {
        if let Some(section) = found.get_mut(&label) {
            section.text.clone_from(&text);
        }
    }
    body.clear();
}

/// `.. _e-ff:` is a label; `.. _name: https://…` is the target of a link.
fn label_of(line: &str) -> Option<&str> {
    let label = line.trim().strip_prefix(".. _")?.strip_suffix(':')?;
    (!label.contains(char::is_whitespace)).then_some(label)
}

/// The mark under a heading, when `next` underlines `line`.
fn underline(line: &str, next: &str) -> Option<char> {
    let mark = next.chars().next().filter(|mark| mark.is_ascii_punctuation())?;
    let next = next.trim_end();
    let is_line = next.len() >= 3 && next.chars().all(|letter| letter == mark);
    let is_heading = !line.trim().is_empty() && !line.starts_with(' ') && !line.starts_with("..");
    (is_line && is_heading && next.len() + 1 >= line.trim_end().chars().count()).then_some(mark)
}

/// Paragraphs without directives and inline marks.
fn plain(lines: &[&str]) -> String {
    let mut paragraphs: Vec<String> = vec![String::new()];
    for line in lines {
        let trimmed = line.trim();
        if trimmed.is_empty() {
            paragraphs.push(String::new());
        } else if !trimmed.starts_with("..")
            && let Some(last) = paragraphs.last_mut()
        {
            if !last.is_empty() {
                last.push(' ');
            }
            last.push_str(trimmed);
        }
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs
        .iter()
        .map(|paragraph| without_marks(paragraph))
        .collect::<Vec<_>>()
        .join("\n\n")
}

/// `` `text <address>`_ `` and `` `text`_ `` become `text`.
fn without_marks(text: &str) -> String {
    let mut out = String::new();
    let mut parts = text.split('`');
    out.push_str(parts.next().unwrap_or_default());
    let mut inside = true;
    for part in parts {
        if inside {
            out.push_str(part.split_once(" <").map_or(part, |(name, _)| name));
        } else {
            out.push_str(
                part.strip_prefix("__")
                    .or_else(|| part.strip_prefix('_'))
                    .unwrap_or(part),
            );
        }
        inside = !inside;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_means_the_section_below_it() {
        let page = "Project events\n==============\n\nNova\n----\n\n.. _e-nova-freeze:\n\nNova Freeze\n^^^^^^^^^^^\n\n\
                    All `specs <https://x>`_ by\n9 January.\n\n.. _model: https://y\n\nSee `model`_.\n";
        let sections = sections(page);
        let section = sections.get("e-nova-freeze").expect("the section");
        assert_eq!(section.title, "Nova Freeze");
        assert_eq!(section.parent, "Nova");
        assert_eq!(section.text, "All specs by 9 January.\n\nSee model.");
        assert_eq!(sections.len(), 1);
    }
}
