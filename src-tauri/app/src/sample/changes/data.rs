//! What rides Data Warehouse: DW-07 to DW-09.

use super::super::dates::{FRI, MON};
use super::row::Row;
use planning::Reversible;

#[rustfmt::skip]
pub const CHANGES: &[Row] = &[
    Row::new(("CHG-2340", "Load sales every fifteen minutes", "Buyers reorder on yesterday's numbers."),
        &["data-warehouse"], "DW-07", 5, 9, 40, (2, 2)),
    Row::new(("CHG-2341", "Split the finance cubes by country", "One wrong country hides all others."),
        &["finance-reports"], "DW-07", 5, 4, 30, (2, 2)),
    Row::new(("CHG-2342", "Mask birthdays in the reports", "Personal data that no report needs; promised to the regulator."),
        &["finance-reports"], "DW-07", 3, 1, 15, (1, 2)).legal((7, FRI)).pinned(),

    Row::new(("CHG-2344", "Move the warehouse to columnar storage", "Queries take a tenth of the time in the trial."),
        &["data-warehouse"], "DW-08", 8, 11, 90, (3, 3)).reversible(Reversible::UntilStep).back_out(60, 0).shown(2, 3),
    Row::new(("CHG-2345", "Publish the stock forecast", "Stores order by feel."),
        &["data-warehouse"], "DW-08", 5, 13, 20, (2, 2)).after(&["CHG-2340"]),
    Row::new(("CHG-2346", "Drop three reports nobody opens", "They run four hours a night."),
        &["finance-reports"], "DW-08", 1, 1, 5, (1, 1)).standard(),

    Row::new(("CHG-2348", "Report returns by reason", "Returns cost more than the sale earns in two categories."),
        &["finance-reports"], "DW-09", 3, 6, 15, (1, 2)).ready((6, MON)),
    Row::new(("CHG-2349", "Rebuild the margin report", "Three versions, three answers."),
        &["finance-reports"], "DW-09", 5, 5, 25, (0, 0)).shown(0, 2),
];
