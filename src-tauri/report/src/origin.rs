//! The table that ties a document to its plan: labels, and digests in the mono face.

use crate::cells::{Cell, Row};
use crate::draft::{Draft, Drawn};
use crate::table::{Column, PAPER_LOOK, Table, column};
use crate::theme::{CELL, Family, Style};

const ORIGIN: [Column; 2] = [column("What", 120.0), column("Value", 374.0)];

/// Draws the section. Digests read best in the mono face, sentences in the text face.
pub(crate) fn origin(draft: &mut Draft<'_>, title: &str, facts: &[(String, String)]) -> Drawn {
    draft.section(title, 60.0)?;
    if facts.is_empty() {
        return draft.nothing("Missing: no facts about the data were given.");
    }
    let mono = Style {
        family: Family::Mono,
        size: CELL.size * 0.88,
        ..CELL
    };
    let mut table = Table::begin(draft, &ORIGIN, PAPER_LOOK);
    for (label, value) in facts {
        let is_digest = value.len() >= 16 && !value.contains(' ');
        let value = if value.trim().is_empty() {
            "Missing."
        } else {
            value
        };
        let value = Cell::default().and(value, if is_digest { mono } else { CELL });
        table.row(draft, &Row::new(vec![Cell::strong(label), value]))?;
    }
    Ok(())
}
