//! What fits which filter.

use super::*;
use crate::frame::derive;

const PLAN: &str = "
    teams      payments; retail
    services   ledger tier 0 of payments in Money; db kind database tier 0; hub tier 1 of payments uses ledger, db
    services   shop of retail uses hub; till of retail uses shop unknown; lib kind library
    release    RO-1 2026-11-18 22:00 2h
    change     CHG-1 hub 1h risk 3; CHG-2 till 1h risk 5
    CHG-1 in RO-1
";

fn fit(filter: &str) -> Result<String, String> {
    let mut plan = testkit::plan(PLAN);
    let mut links: Vec<planning::Dependency> = plan.dependencies.iter().cloned().collect();
    // Hub's link to the ledger was confirmed in July, the one to the database is disputed.
    links[0].status = LinkStatus::Confirmed;
    links[0].confirmed_at = "2026-07-01T00:00:00Z".parse().ok();
    links[1].status = LinkStatus::Disputed;
    for link in links {
        plan.put(link);
    }
    let now = "2026-10-01T00:00:00Z".parse().expect("a time");
    let found = fitting(&plan, &derive(&plan, None), filter, now).map_err(|failure| failure.sentence)?;
    let mut names: Vec<String> = found
        .iter()
        .filter_map(|id| plan.services.get(id))
        .map(|service| service.reference.to_string())
        .collect();
    names.sort();
    Ok(names.join(" "))
}
#[track_caller]
fn check(filter: &str, wanted: &str) {
    assert_eq!(fit(filter).as_deref(), Ok(wanted), "{filter}");
}

#[test]
fn every_part_must_fit_and_a_minus_leaves_out() {
    check("", "db hub ledger lib shop till");
    check("tier:0", "db ledger");
    check("tier:<=1 -kind:database", "hub ledger");
    check("tier:0,1 owner:pay", "hub ledger");
    check("retail -shop", "till");
    check("-kind:library -kind:data", "hub ledger shop till");
    check("system:money", "ledger");
}

#[test]
fn parts_ask_for_links_changes_and_what_nobody_knows() {
    check("status:disputed", "db hub");
    check("unknown", "till");
    check("\"unknown\"", "");
    check("unconfirmed ledger", "");
    check("unconfirmed>90d ledger", "ledger");
    check("unconfirmed>93d ledger", "");
    check("changed:ro-1", "hub");
    check("changed:CHG-2", "till");
    check("changed", "hub till");
    check("risk:>=4", "till");
    check("wave:1", "db ledger lib");
}

#[test]
fn needs_goes_through_others_as_far_as_it_may() {
    check("needs:ledger", "hub shop till");
    check("needs:ledger within:2", "hub shop");
    check("used-by:shop", "db hub ledger");
    check("needs:db used-by:till", "hub shop");
}

#[test]
fn what_is_still_being_typed_leaves_all_in() {
    check("tier:", "db hub ledger lib shop till");
    check("tier:< kind:", "db hub ledger lib shop till");
    check("-", "");
    check("\"sho", "shop");
}

#[test]
fn a_word_that_is_not_known_is_refused_with_what_is() {
    let refused = |filter: &str| fit(filter).err().unwrap_or_default();
    assert!(refused("tear:0").starts_with("There is no filter “tear:”. Write tier:, kind:,"));
    assert!(refused("kind:databse").starts_with("There is no kind “databse”. Write business-service,"));
    assert!(refused("tier:high").contains("Write tier:2"));
    assert_eq!(
        refused("needs:ledgr"),
        "No service is called “ledgr”. Write its name or its key, such as needs:ledger-core."
    );
    assert!(refused("changed:RO-9").starts_with("No release or change is called RO-9."));
    assert!(refused("within:far").contains("no number of links"));
}
