//! What rides Store Systems: ST-31 to ST-34. ST-33 lies inside the Anniversary sale.

use super::super::dates::{FRI, MON, TUE};
use super::row::Row;
use planning::Reversible;

#[rustfmt::skip]
pub const CHANGES: &[Row] = &[
    Row::new(("CHG-2300", "Scan loyalty cards from the phone", "Plastic cards cost €0.80 and are left at home."),
        &["store-tills"], "ST-31", 5, 9, 25, (2, 2)),
    Row::new(("CHG-2301", "Update the card terminals to firmware 8.2", "Support for 7.9 ends with the month after next."),
        &["store-tills"], "ST-31", 3, 3, 30, (3, 4)).promised((8, FRI))
        .set_to(2, "The same firmware ran for six weeks in forty stores without one fault.", "priya.nair"),
    Row::new(("CHG-2302", "Speed up stock lookups", "A lookup at the till takes four seconds."),
        &["stock"], "ST-31", 3, 5, 10, (2, 2)),
    Row::new(("CHG-2303", "Import warehouse counts as differences", "The full import blocks the warehouse for twenty minutes."),
        &["stock"], "ST-31", 5, 6, 20, (2, 3)),

    Row::new(("CHG-2305", "Print smaller receipts", "Saves 90 tonnes of paper a year."),
        &["store-tills"], "ST-32", 2, 3, 15, (1, 1)).standard(),
    Row::new(("CHG-2306", "Reserve stock at the click", "Two customers buy the last one thirty times a day."),
        &["stock"], "ST-32", 8, 17, 25, (3, 3)).shown(2, 3),
    Row::new(("CHG-2307", "Patch Oracle WMS to the quarterly level", "Two of the fixes are rated 9.1."),
        &["oracle-wms"], "ST-32", 5, 2, 40, (2, 3)).back_out(25, 20).promised((5, FRI)).reversible(Reversible::UntilStep),
    Row::new(("CHG-2308", "Show the queue length to store managers", "They open a till when the queue is already out of the door."),
        &["store-tills"], "ST-32", 3, 4, 10, (1, 2)),

    Row::new(("CHG-2310", "Replace the operating system of the tills", "The old one gets no fixes after this quarter."),
        &["store-tills"], "ST-33", 8, 6, 60, (3, 4)).back_out(45, 0).failed(1, 3).apart(&["CHG-2301"]).promised((12, FRI)),
    Row::new(("CHG-2311", "Accept gift cards offline", "A line outage sends gift card holders home."),
        &["store-tills"], "ST-33", 3, 5, 15, (2, 2)),
    Row::new(("CHG-2312", "Return online orders at any till", "Only forty of 412 stores can take them."),
        &["store-api"], "ST-33", 5, 14, 15, (2, 2)),
    Row::new(("CHG-2313", "Weigh loose goods at the self-checkout", "Every fourth self-checkout stops for a clerk."),
        &["store-tills"], "ST-33", 3, 4, 15, (1, 2)),
    Row::new(("CHG-2314", "Send stock corrections as events", "The shop learns of a correction an hour later."),
        &["stock"], "ST-33", 3, 5, 15, (2, 2)),

    Row::new(("CHG-2316", "Count stock with handhelds", "The count starts in week eleven and needs them."),
        &["stock"], "ST-34", 5, 8, 20, (2, 2)).promised((11, TUE)).pinned().ready((8, MON)),
    Row::new(("CHG-2317", "Retire the old price label feed", "Two feeds disagree about once a week."),
        &["store-api"], "ST-34", 2, 2, 10, (2, 2)),
    Row::new(("CHG-2318", "Lock the tills after five minutes", "Asked for by the auditors."),
        &["store-tills"], "ST-34", 2, 1, 10, (0, 0)).wished((12, MON)),
];
