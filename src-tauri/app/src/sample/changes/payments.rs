//! What rides Payments, Ledger: PL-10 to PL-12. PL-11 is over its risk budget until one change moves to PL-12.

use super::super::dates::{FRI, MON};
use super::row::Row;
use planning::Reversible;

#[rustfmt::skip]
pub const CHANGES: &[Row] = &[
    Row::new(("CHG-2180", "Post refunds in the same batch as sales", "Two batches are why refunds were posted twice."),
        &["ledger-core"], "PL-10", 5, 9, 25, (3, 4)).failed(1, 8).promised((3, FRI)),
    Row::new(("CHG-2182", "Take the second acquirer's response codes", "Unknown codes count as declined: 200 sales a day."),
        &["payments-hub"], "PL-10", 5, 14, 20, (3, 3)),
    Row::new(("CHG-2183", "Number credit notes per country", "Two tax offices reject the common series from week five on."),
        &["invoicing"], "PL-10", 3, 3, 15, (2, 3)).legal((5, MON)).pinned(),
    Row::new(("CHG-2186", "Drop the legacy posting job", "It runs empty every night and pages somebody once a month."),
        &["ledger-core"], "PL-10", 3, 2, 10, (2, 2)).after(&["CHG-2180"]),
    Row::new(("CHG-2187", "Rotate the acquirer certificates", "They end in week six."),
        &["payments-hub"], "PL-10", 2, 1, 10, (1, 3)).standard().promised((5, FRI)),

    Row::new(("CHG-2231", "Migrate the ledger schema to v9", "v8 clients cannot read v9: everything below waits for this night."),
        &["pg-ledger"], "PL-11", 8, 20, 35, (5, 5)).reversible(Reversible::UntilStep).back_out(20, 12).failed(2, 5).shown(3, 4).pinned().apart(&["CHG-2281"]).makes("9.0.0", &["ledger-schema"]),
    Row::new(("CHG-2242", "Read schema v9 in Payments Hub", "Goes within half an hour of Ledger Core."),
        &["payments-hub"], "PL-11", 8, 12, 25, (3, 4)).after(&["CHG-2231"]).pinned().makes("12.0.0", &[]),
    Row::new(("CHG-2240", "Round split refunds to the cent", "Four hundred open cents a week, each booked by hand."),
        &["ledger-core"], "PL-11", 5, 8, 25, (3, 4)).after(&["CHG-2231"]).makes("9.0.0", &[]),
    Row::new(("CHG-2245", "Reconcile acquirer files every hour", "Once a night is too late to stop a wrong file."),
        &["payments-hub"], "PL-11", 5, 11, 20, (3, 3)).shown(2, 4),
    Row::new(("CHG-2247", "Send electronic invoices in the new format", "Business customers must get it from week twelve on."),
        &["invoicing"], "PL-11", 5, 6, 15, (3, 3)).legal((12, FRI)).shown(2, 3).makes("5.3.0", &[]),
    Row::new(("CHG-2251", "Keep posting dates in UTC", "Sales near midnight land on the wrong day twice a year."),
        &["ledger-core"], "PL-11", 3, 3, 15, (2, 3)).makes("9.0.0", &["posting-feed"]),

    Row::new(("CHG-2280", "Close old payment sessions after a day", "Open sessions hold 8 GB."),
        &["payments-hub"], "PL-12", 3, 4, 15, (2, 2)),
    Row::new(("CHG-2281", "Archive closed ledger periods", "Reports read ten years to show ten days."),
        &["pg-ledger"], "PL-12", 5, 7, 25, (2, 3)).ready((6, MON)),
    Row::new(("CHG-2282", "Offer instalments at the till and online", "Competitors have had it for a year."),
        &["payments-hub"], "PL-12", 5, 21, 20, (2, 3)).ready((7, MON)),
    Row::new(("CHG-2283", "Warn on unbalanced journals", "Found at month end today, three weeks late."),
        &["ledger-core"], "PL-12", 2, 5, 10, (1, 2)),
];
