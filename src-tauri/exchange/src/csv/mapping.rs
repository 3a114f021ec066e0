//! How the columns of one source become fields: proposed, edited by a person, kept for the next time.

use super::dates::DateOrder;
use super::fields::TableKind;
use super::sniff::Encoding;
use crate::UnknownReference;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Why a column was mapped as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Match {
    /// Its header is the field's code.
    Code,
    /// Its header is what another tool calls the field.
    Label,
    /// Its header resembles such a name.
    Similar,
    /// A person said so.
    Person,
}

/// One column feeding one field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ColumnUse {
    /// Position of the column, from zero.
    pub column: usize,
    /// Code of the field.
    pub field: String,
    /// Why.
    pub matched: Match,
}

/// What a word of the source means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ValueMap {
    /// Code of the field.
    pub field: String,
    /// The word in the file, compared without regard to case.
    pub from: String,
    /// Our word; empty leaves the value out.
    pub to: String,
}

/// Who needs whom in a row that reads “from, to”.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(rename = "RowDirection")]
pub enum Direction {
    /// The first needs the second: “shop depends on ledger”.
    #[default]
    FirstNeedsSecond,
    /// The second needs the first: “ledger impacts shop”.
    SecondNeedsFirst,
}

/// How a table is read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Mapping {
    /// What it lists.
    pub kind: TableKind,
    /// Name of the source; a second import of the same source finds its records again.
    pub system: String,
    /// How the bytes spell text.
    pub encoding: Encoding,
    /// What separates cells: `,`, `;`, `|` or a tab.
    pub delimiter: char,
    /// True when the first row names the columns.
    pub has_header: bool,
    /// Which column feeds which field.
    pub columns: Vec<ColumnUse>,
    /// What the source's words mean.
    pub values: Vec<ValueMap>,
    /// Order of day and month in numeric dates; `None` when the dates leave no doubt.
    pub date_order: Option<DateOrder>,
    /// Who needs whom in a row of a table of links that names no relation, or one that leaves it open.
    #[serde(default)]
    pub direction: Direction,
    /// What becomes of a service that a row names and nobody knows.
    pub unknown: UnknownReference,
    /// True when the file lists everything the source has, so that what is missing is gone.
    pub complete: bool,
}

impl Mapping {
    /// Columns that feed the field, in order.
    pub(super) fn columns_of<'a>(&'a self, field: &'a str) -> impl Iterator<Item = usize> + 'a {
        self.columns
            .iter()
            .filter(move |column| column.field == field)
            .map(|column| column.column)
    }
    /// True when some column feeds the field.
    pub(super) fn feeds(&self, field: &str) -> bool {
        self.columns_of(field).next().is_some()
    }
    /// What a person said the word means.
    pub(super) fn said(&self, field: &str, value: &str) -> Option<&str> {
        let value = value.trim().to_lowercase();
        let said = self
            .values
            .iter()
            .find(|map| map.field == field && map.from.trim().to_lowercase() == value);
        said.map(|map| map.to.as_str())
    }
}
