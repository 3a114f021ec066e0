//! The characters of a text before it is set: what is dropped, bound together, or stood in for.

use crate::faces::draws;
use crate::typeset::Span;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Joins spans, drops what cannot be printed, and puts □ where no bundled face has the character.
pub(crate) fn clean(spans: &[Span]) -> (String, BTreeMap<usize, char>) {
    let mut text = String::new();
    let mut substituted = BTreeMap::new();
    for span in spans {
        let bound = bind(&span.text);
        for character in bound.chars() {
            match character {
                '\n' => text.push('\n'),
                '\t' => text.push(' '),
                // Soft marks that shape text but are never drawn.
                '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' => {
                    text.push(character);
                }
                _ if character.is_control() || character == '\u{FEFF}' => {}
                _ if character.is_ascii() || draws(character) => text.push(character),
                _ => {
                    substituted.insert(text.len(), character);
                    text.push('□');
                }
            }
        }
    }
    (text, substituted)
}

/// Words that stay on the line of the number before them.
const BOUND: [&str; 34] = [
    "s", "ms", "h", "min", "d", "k", "M", "%", "×", "KB", "MB", "GB", "Jan", "Feb", "Mar", "Apr", "May",
    "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "January", "February", "March", "April", "June", "July",
    "August", "October", "November", "December",
];

/// Binds a number to its unit or month and a sign to its number, so that neither is stranded.
fn bind(text: &str) -> Cow<'_, str> {
    if !text.contains(' ') || !text.contains(|character: char| character.is_ascii_digit()) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    let mut rest = text;
    while let Some(space) = rest.find(' ') {
        let (word, after) = (&rest[..space], &rest[space + 1..]);
        let next = after.split([' ', '\n']).next().unwrap_or_default();
        let bare = next.trim_end_matches(['.', ',', ';', ':', ')', '!', '?']);
        let numbered = word.ends_with(|character: char| character.is_ascii_digit());
        let day = matches!(word, "Mon" | "Tue" | "Wed" | "Thu" | "Fri" | "Sat" | "Sun")
            && next.starts_with(|character: char| character.is_ascii_digit());
        let hour = BOUND[12..].contains(&word) && next.contains(':');
        let of = word == "/" || next == "/" && numbered;
        let compared = matches!(next, "≥" | "≤" | "<" | ">");
        let signed = matches!(word, "≥" | "≤" | "<" | ">" | "±" | "×" | "=" | "+" | "§")
            && next.starts_with(|character: char| character.is_ascii_digit());
        out.push_str(word);
        out.push(
            if numbered && BOUND.contains(&bare) || signed || day || hour || of || compared {
                '\u{A0}'
            } else {
                ' '
            },
        );
        rest = after;
    }
    out.push_str(rest);
    Cow::Owned(out)
}
