//! What a release changes in the inventory, as rows that ServiceNow's import sets and iTop's CSV import take.

use super::table;
use planning::map::{InventoryDelta, cmdb_delta};
use planning::{Plan, ReleaseId, Subject, wording};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Whose columns to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum InventoryShape {
    /// One row for each attribute: service, environment, attribute, old, new, changes.
    Plain,
    /// One row for each service and environment, in the columns of `cmdb_ci`.
    ServiceNow,
    /// One row for each service and environment, in the columns of iTop's software.
    Itop,
}

/// Writes the inventory delta of the release as CSV.
#[must_use]
pub fn inventory(plan: &Plan, release: ReleaseId, shape: InventoryShape) -> String {
    let found = cmdb_delta(plan, release);
    let changes = |delta: &InventoryDelta| {
        let names = delta.changes.iter().map(|id| plan.name_of(Subject::Change(*id)));
        names.collect::<Vec<_>>()
    };
    let environment = |delta: &InventoryDelta| {
        let known = delta.environment.and_then(|id| plan.environments.get(&id));
        known.map(|one| one.name.clone()).unwrap_or_default()
    };
    // Import sets take no double quotes inside a field.
    let said = |delta: &InventoryDelta| {
        let old = if delta.old.is_empty() {
            "nothing known"
        } else {
            &delta.old
        };
        let release = plan.name_of(Subject::Release(release));
        format!(
            "{} instead of {old}, by {} in {release}",
            delta.new,
            wording::list(&changes(delta))
        )
        .replace('"', "'")
    };
    let cells = |texts: &[&str]| {
        texts
            .iter()
            .map(|text| (*text).to_owned())
            .collect::<Vec<String>>()
    };
    let versions = || found.iter().filter(|delta| delta.attribute == "version");
    let rows: Vec<Vec<String>> = match shape {
        InventoryShape::Plain => {
            let head = cells(&[
                "service",
                "name",
                "environment",
                "attribute",
                "old",
                "new",
                "changes",
            ]);
            let row = |delta: &InventoryDelta| {
                let by = changes(delta).join("; ");
                let place = environment(delta);
                cells(&[
                    &delta.reference,
                    &delta.name,
                    &place,
                    delta.attribute,
                    &delta.old,
                    &delta.new,
                    &by,
                ])
            };
            std::iter::once(head).chain(found.iter().map(row)).collect()
        }
        InventoryShape::ServiceNow => {
            let head = cells(&[
                "name",
                "correlation_id",
                "environment",
                "version",
                "install_status",
                "comments",
            ]);
            let row = |delta: &InventoryDelta| {
                cells(&[
                    &delta.name,
                    &delta.reference,
                    &environment(delta),
                    &delta.new,
                    "1",
                    &said(delta),
                ])
            };
            std::iter::once(head).chain(versions().map(row)).collect()
        }
        InventoryShape::Itop => {
            let head = cells(&["name", "version", "status", "description"]);
            let row = |delta: &InventoryDelta| cells(&[&delta.name, &delta.new, "production", &said(delta)]);
            std::iter::once(head).chain(versions().map(row)).collect()
        }
    };
    table(&rows, false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_shape_names_what_a_release_changes() {
        let plan = testkit::plan(
            "
             environments  PROD production
             services  ledger
             runs      ledger 8.5 on PROD
             release   A 2026-11-18 22:00 2h
             change    CHG-1 ledger 20m makes 9.0 changing posting in A",
        );
        let release = plan.releases.iter().map(|release| release.id).next();
        let release = release.unwrap_or(ReleaseId(uuid::Uuid::nil()));
        let text = |shape| {
            inventory(&plan, release, shape)
                .trim_start_matches('\u{feff}')
                .replace("\r\n", "\n")
        };
        assert_eq!(
            text(InventoryShape::Plain),
            "service,name,environment,attribute,old,new,changes\n\
             ledger,ledger,PROD,version,8.5,9.0,CHG-1\n\
             ledger,ledger,,contract,posting,posting (changed),CHG-1\n"
        );
        assert_eq!(
            text(InventoryShape::ServiceNow),
            "name,correlation_id,environment,version,install_status,comments\n\
             ledger,ledger,PROD,9.0,1,\"9.0 instead of 8.5, by CHG-1 in A\"\n"
        );
        assert_eq!(
            text(InventoryShape::Itop),
            "name,version,status,description\nledger,9.0,production,\"9.0 instead of 8.5, by CHG-1 in A\"\n"
        );
    }
}
