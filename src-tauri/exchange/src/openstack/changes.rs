//! Versions of deliverables as changes, riding the release of the week in which they came out.

use super::Read;
use super::beside::Dates;
use super::deliverable::{Deliverable, Version};
use super::trains::{ByMonday, monday_of};
use crate::{Batch, Edge, NoteKind, Refusal};
use planning::plan::TableName;
use planning::{
    Change, ChangeId, ChangeKind, ChangeState, Reference, ReleaseId, Reversible, RiskFacts, Zone,
};

/// Makes a change of every version.
pub(super) fn read(read: &Read, dates: &Dates, releases: &ByMonday, batch: &mut Batch, edge: &mut Edge) {
    let mut undated = 0;
    for one in &read.deliverables {
        for (at, version) in one.versions().iter().enumerate() {
            let reference = match Reference::new(&format!("{} {}", one.name, version.version)) {
                Ok(reference) => reference,
                Err(reason) => {
                    let refusal = Refusal::value(
                        &one.file,
                        version.line,
                        "version",
                        &version.version,
                        format!("{reason}."),
                    );
                    batch.refused.push(refusal.and_its_record());
                    continue;
                }
            };
            let released = dates.get(&(one.name.clone(), version.version.clone())).copied();
            undated += usize::from(released.is_none());
            let release: Option<ReleaseId> = released.and_then(|at| releases.get(&monday_of(at)).copied());
            let earlier = one.versions().get(..at).unwrap_or_default();
            let change = Change {
                id: edge.id::<ChangeId>(),
                reference,
                title: format!("Release {} {}", one.name, version.version),
                kind: kind_of(version, earlier),
                state: if released.is_some() {
                    ChangeState::Deployed
                } else {
                    ChangeState::Approved
                },
                description: description(one, version),
                services: read
                    .services
                    .get(&one.name)
                    .map(|service| service.id)
                    .into_iter()
                    .collect(),
                team: read.teams.get(&one.team).copied(),
                owner: None,
                release,
                pinned: released.is_some(),
                value_per_week: 0,
                effort_points: 1,
                deploy_minutes: 0,
                back_out_minutes: None,
                reversible: Reversible::Yes,
                risk: RiskFacts::unknown(),
                ready_on: released.map(|at| at.day_in(Zone::UTC)),
                due: None,
                requires: Vec::new(),
                apart_from: Vec::new(),
                together: String::new(),
                deferrals: 0,
                deferral_reason: String::new(),
                origin: Some(read.origin(
                    &format!("{} {}", one.name, version.version),
                    &one.file,
                    version.line,
                )),
                version: String::new(),
                contracts: Vec::new(),
            };
            let mut carries = vec!["title", "kind", "description", "services", "team"];
            if released.is_some() {
                carries.extend(["state", "release", "ready_on", "pinned"]);
            }
            batch.state(&change, &carries);
        }
    }
    if undated > 0 && !dates.is_empty() {
        batch.note(
            NoteKind::Missing,
            &read.series,
            "",
            format!("{undated} versions have no release date."),
        );
    }
    batch.covers(
        TableName::Change,
        &read.system,
        &format!("deliverables/{}/", read.series),
    );
}

/// Candidates, bug fixes and finals made of the very commits of a candidate are standard; features are normal.
fn kind_of(version: &Version, earlier: &[Version]) -> ChangeKind {
    let tested_already = earlier
        .iter()
        .any(|candidate| candidate.is_candidate() && candidate.same_content(version));
    if version.is_candidate() || version.is_bug_fix() || tested_already {
        ChangeKind::Standard
    } else {
        ChangeKind::Normal
    }
}

fn description(one: &Deliverable, version: &Version) -> String {
    let short = |hash: &str| hash.chars().take(12).collect::<String>();
    let mut lines: Vec<String> = version
        .projects
        .iter()
        .map(|project| format!("{} at {}", project.repo, short(&project.hash)))
        .collect();
    let first_final = one.versions().iter().find(|version| !version.is_candidate());
    if first_final.is_some_and(|first| first.version == version.version) {
        lines.extend(one.highlights());
    }
    lines.join("\n")
}
