//! What waits, with its reason and how often it has waited before.

use super::super::dates::MON;
use super::row::Row;
use planning::Reversible;

#[rustfmt::skip]
pub const CHANGES: &[Row] = &[
    Row::new(("CHG-2264", "Split Checkout into modules", "Every change to the basket ships the whole of Checkout."),
        &["checkout-api", "order-hub"], "", 13, 9, 30, (5, 5)).failed(2, 7).back_out(40, 0).reversible(Reversible::No).shown(1, 6)
        .apart(&["CHG-2207"]).deferred(1, "Too risky before the sale"),
    Row::new(("CHG-2252", "Send vouchers for late deliveries", "Unhappy customers write first, and cost €6 each."),
        &["promotions"], "", 5, 7, 8, (3, 3)).deferred(1, "No capacity"),
    Row::new(("CHG-2267", "Recommend with model 2", "Worth 0.8% of basket value in the trial."),
        &["search", "catalogue"], "", 8, 10, 14, (4, 3)).shown(1, 3).deferred(1, "No load test").ready((9, MON)),
    Row::new(("CHG-2270", "Publish basket API v5", "Partners wait for it to build their own baskets."),
        &["checkout-api", "partner-api"], "", 5, 4, 10, (3, 3)).after(&["CHG-2264"]).deferred(1, "Waits for CHG-2264"),
    Row::new(("CHG-2272", "Import old reviews", "Twelve thousand reviews stayed in the old shop."),
        &["web-shop"], "", 3, 1, 20, (2, 1)).deferred(3, "Lowest value, three times"),
    Row::new(("CHG-2275", "Play video on the product page", "Suppliers send videos that nobody can see."),
        &["web-shop"], "", 5, 2, 8, (0, 0)).shown(0, 2).deferred(2, "No test slot"),
    Row::new(("CHG-2277", "Export chat transcripts", "The quality team copies them by hand."),
        &["contact-centre"], "", 3, 1, 5, (2, 2)).deferred(1, "Stock count"),
];
