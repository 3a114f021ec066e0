//! Just enough Markdown: links to their text, sections by anchor.

use std::collections::BTreeMap;

/// The text without `**`, with `[text](address)` and `[text][name]` as `text`.
pub(super) fn plain(text: &str) -> String {
    let text = text.replace("**", "");
    let mut out = String::new();
    let mut rest = text.as_str();
    while let Some((before, after)) = rest.split_once('[') {
        out.push_str(before);
        let Some((inside, after)) = after.split_once(']') else {
            rest = after;
            continue;
        };
        out.push_str(inside);
        rest = after;
        for (open, close) in [('(', ')'), ('[', ']')] {
            if let Some((_, after)) = rest
                .strip_prefix(open)
                .and_then(|target| target.split_once(close))
            {
                rest = after;
                break;
            }
        }
    }
    out.push_str(rest);
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text below each heading of the second level, by the anchor of the heading.
pub(super) fn sections(page: &str) -> BTreeMap<String, String> {
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut current = String::new();
    for line in page.lines() {
        if let Some(title) = line.strip_prefix("## ") {
            current = anchor(title);
            found.entry(current.clone()).or_default();
        } else if let Some(lines) = found.get_mut(&current) {
            lines.push(line.to_owned());
        }
    }
    found
        .into_iter()
        .map(|(anchor, lines)| (anchor, paragraphs(&lines)))
        .collect()
}

/// `PRR Freeze` becomes `prr-freeze`.
pub(super) fn anchor(title: &str) -> String {
    let kept: String = title
        .trim()
        .chars()
        .filter(|letter| letter.is_alphanumeric() || *letter == ' ')
        .collect();
    kept.to_lowercase().split(' ').collect::<Vec<_>>().join("-")
}

/// Lines of a paragraph joined; list items keep their own lines; pictures and link targets are left out.
fn paragraphs(lines: &[String]) -> String {
    let mut out: Vec<String> = vec![String::new()];
    for line in lines {
        let trimmed = line.trim();
        let is_item = trimmed.starts_with("- ") || trimmed.starts_with("* ");
        let is_target = trimmed.starts_with('[') && trimmed.contains("]: ");
        if trimmed.is_empty() || is_item {
            out.push(String::new());
        }
        if trimmed.is_empty() || is_target || trimmed.starts_with("![") || trimmed.starts_with('#') {
            continue;
        }
        if let Some(last) = out.last_mut() {
            if !last.is_empty() {
                last.push(' ');
            }
            last.push_str(trimmed);
        }
    }
    out.retain(|paragraph| !paragraph.is_empty());
    out.iter()
        .map(|paragraph| plain(paragraph))
        .collect::<Vec<_>>()
        .join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_become_their_text() {
        assert_eq!(
            plain("**Begin [Code Freeze] and [Test Freeze]**"),
            "Begin Code Freeze and Test Freeze"
        );
        assert_eq!(plain("Call for [Exceptions][Exception]"), "Call for Exceptions");
        assert_eq!(
            plain("[21:00 UTC Friday](https://x.y/z) now"),
            "21:00 UTC Friday now"
        );
    }
}
