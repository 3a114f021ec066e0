//! What went live in the last weeks, and what was taken back.

use super::row::Row;

#[rustfmt::skip]
pub const CHANGES: &[Row] = &[
    Row::new(("CHG-2140", "Show delivery dates in the basket", "The most asked question before paying."),
        &["checkout-api"], "RO-18", 5, 10, 10, (2, 3)).failed(1, 6),
    Row::new(("CHG-2143", "Shrink the product pictures", "Pages weighed 6 MB."),
        &["catalogue"], "RO-18", 3, 4, 6, (1, 2)).standard(),
    Row::new(("CHG-2147", "Let members hide a purchase", "Gifts show up on the family account."),
        &["web-shop"], "RO-18", 3, 2, 5, (1, 1)),
    Row::new(("CHG-2156", "Remember the last store", "Three clicks saved on every pickup."),
        &["mobile-app"], "RO-19", 3, 5, 8, (1, 2)).back_out(0, 0),
    Row::new(("CHG-2158", "Price bundles as one line", "Bundles showed two prices."),
        &["pricing"], "RO-19", 5, 8, 10, (3, 3)).failed(1, 10),
    Row::new(("CHG-2161", "Filter search by store", "Asked for by 60 stores."),
        &["search"], "RO-19", 5, 7, 8, (2, 2)),
    Row::new(("CHG-2150", "Post refunds at once", "Customers waited three days."),
        &["ledger-core"], "PL-09", 5, 9, 25, (3, 4)).failed(0, 7),
    Row::new(("CHG-2151", "Show the acquirer on the receipt", "Card schemes want it."),
        &["payments-hub"], "PL-09", 3, 2, 15, (2, 2)),
    Row::new(("CHG-2152", "Send tills their price changes at night", "Prices changed at noon."),
        &["store-api"], "ST-30", 3, 4, 10, (2, 2)),
    Row::new(("CHG-2154", "Reboot frozen tills by themselves", "Forty calls a week."),
        &["store-tills"], "ST-30", 2, 3, 15, (1, 2)),
    Row::new(("CHG-2163", "Patch the Kubernetes nodes, last month", "Monthly level."),
        &["kubernetes"], "PF-40", 3, 1, 25, (2, 3)).standard(),
    Row::new(("CHG-2165", "Alert on expiring certificates", "One ended unseen in spring."),
        &["vault"], "PF-40", 2, 2, 10, (1, 1)),
    Row::new(("CHG-2167", "Load supplier prices daily", "They came by mail."),
        &["data-warehouse"], "DW-06", 3, 3, 20, (1, 2)),
    Row::new(("CHG-2299", "Stop posting refunds twice", "€84,000 went out twice before noon."),
        &["ledger-core"], "E-114", 2, 30, 20, (3, 4)).emergency().failed(1, 8).back_out(10, 3),
];
