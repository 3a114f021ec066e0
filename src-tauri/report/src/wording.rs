//! The characters of a text before it is set: what is dropped, bound together, or stood in for.

use crate::faces::draws;
use crate::machine::{self, Tongue};
use crate::typeset::Span;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// A text as it is set.
pub(crate) struct Clean {
    pub text: String,
    /// Where each span ends in the text.
    pub ends: Vec<usize>,
    /// Characters that no face draws, by the place of the □ that stands for them.
    pub substituted: BTreeMap<usize, char>,
    /// Faces of the machine that draw what the bundle cannot.
    pub machine: BTreeSet<u8>,
}

/// Joins spans, drops what cannot be printed, and puts □ where no face has the character.
pub(crate) fn clean(spans: &[Span]) -> Clean {
    let mut clean = Clean {
        text: String::new(),
        ends: Vec::with_capacity(spans.len()),
        substituted: BTreeMap::new(),
        machine: BTreeSet::new(),
    };
    let mut tongue = None;
    for span in spans {
        let bound = bind(&span.text);
        for character in bound.chars() {
            match character {
                '\n' => clean.text.push('\n'),
                '\t' => clean.text.push(' '),
                // Soft marks that shape text but are never drawn.
                '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' => {
                    clean.text.push(character);
                }
                _ if character.is_control() || character == '\u{FEFF}' => {}
                _ if character.is_ascii() || draws(character) => clean.text.push(character),
                _ => {
                    let tongue = *tongue.get_or_insert_with(|| tongue_of(spans));
                    if let Some(face) = machine::draws(character, tongue) {
                        clean.machine.insert(face);
                        clean.text.push(character);
                    } else {
                        clean.substituted.insert(clean.text.len(), character);
                        clean.text.push('□');
                    }
                }
            }
        }
        clean.ends.push(clean.text.len());
    }
    clean
}

fn tongue_of(spans: &[Span]) -> Tongue {
    let whole: String = spans.iter().map(|span| span.text.as_str()).collect();
    Tongue::of(&whole)
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
