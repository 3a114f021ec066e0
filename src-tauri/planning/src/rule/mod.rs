//! The rules, one a file. A rule is a pure function of the plan, its index and the time.

mod bookings_conflict;
mod cab_approval_expired;
mod cab_changed_since_pre_read;
mod cab_consent_not_admissible;
mod cab_emergency_without_review;
mod cab_over_time;
mod cab_quorum;
mod cab_step_without_owner_or_date;
mod cab_vote_on_own_change;
mod changed_contract_with_missing_partner;
mod changes_depend_on_a_waiting_one;
mod clocks_change_inside_a_freeze;
mod contradicting_links;
mod critical_service_with_unknown_dependencies;
mod departure_closed;
mod due_date_passed_while_waiting;
mod emergency_rides_with_others;
mod exception_asked_for_again;
mod exception_carries_more_along;
mod exception_decided_by_its_requester;
mod exception_filed_late;
mod exception_used_outside_its_slot;
mod exception_without_rehearsed_back_out;
mod exception_without_risk;
mod freeze_ends_in_one_night;
mod freeze_length_is_implausible;
mod freeze_misses_its_event;
mod freeze_of_last_year_not_rolled_over;
mod freeze_on_short_notice;
mod from_collisions;
mod ground_and_house_in_one_night;
mod hotfix_not_merged;
mod irreversible_beside_untested;
mod link_not_confirmed_lately;
mod milestone_passes_its_gate;
mod missed_cut_off;
mod name_and_dates_of_a_freeze_disagree;
mod no_way_for_a_security_fix;
mod often_deferred;
mod open_provider_of_a_frozen_service;
mod override_without_reason;
mod phases_leave_a_gap;
mod release_larger_than_usual;
mod review_of_an_exception_is_owed;
mod services_wait_for_each_other;
mod silent_party;
mod teams_meet_on_a_component;
mod tests_due_before_they_begin;
mod thaw_plan_goes_over_its_cap;
mod third_party_without_notice;
mod time_of_the_business;
mod two_very_high_risks_in_one_release;
mod unassessed_change;
mod versions_do_not_go_together;

use crate::collision::Index;
use crate::finding::Finding;
use crate::{Change, Freeze, FreezeException, Instant, Plan, Release, Severity, Subject, WayOut, Zone};
use std::fmt;

/// What a rule is asked.
pub struct Asked<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// Its index.
    pub index: &'a Index,
    /// The time.
    pub now: Instant,
    /// The plan's zone.
    pub zone: Zone,
}

/// A rule.
#[derive(Clone, Copy)]
pub struct Rule {
    /// Its id, e.g. `DEP-01`.
    pub id: &'static str,
    /// What it looks for.
    pub sentence: &'static str,
    /// Why that matters.
    pub why: &'static str,
    /// What it finds.
    pub find: fn(&Asked<'_>) -> Vec<Finding>,
}

impl fmt::Debug for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.id, self.sentence)
    }
}

impl Rule {
    fn found(&self, severity: Severity, subjects: &[Subject], sentence: String) -> Finding {
        Finding {
            rule: self.id,
            severity,
            subjects: subjects.to_vec(),
            sentence,
            why: self.why,
            ways_out: Vec::new(),
            waivable: crate::waiving::is_waivable(self.id),
            waived: None,
        }
    }
}

/// The requests that are undecided or granted, each with its freeze.
fn standing_requests(plan: &Plan) -> impl Iterator<Item = (&FreezeException, &Freeze)> {
    plan.exceptions
        .iter()
        .filter(|request| request.is_open() || request.is_granted())
        .filter_map(|request| Some((request, plan.freezes.get(&request.freeze)?)))
}

/// What a finding about a request points at.
fn request_in(request: &FreezeException, freeze: &Freeze) -> [Subject; 2] {
    [Subject::FreezeException(request.id), Subject::Freeze(freeze.id)]
}

impl Finding {
    fn with_way(mut self, sentence: impl Into<String>) -> Self {
        self.ways_out.push(WayOut {
            sentence: sentence.into(),
            moves: Vec::new(),
        });
        self
    }
}

impl<'a> Asked<'a> {
    /// Open releases with their changes.
    fn open_releases(&self) -> impl Iterator<Item = (&'a Release, Vec<&'a Change>)> {
        self.plan
            .releases
            .iter()
            .filter(|release| release.is_open())
            .map(|release| {
                let changes = self.index.changes_of(release.id);
                (
                    release,
                    changes
                        .iter()
                        .filter_map(|id| self.plan.changes.get(id))
                        .collect(),
                )
            })
    }
}

/// Every rule, in order of id.
pub const RULES: &[Rule] = &[
    due_date_passed_while_waiting::RULE,
    two_very_high_risks_in_one_release::RULE,
    irreversible_beside_untested::RULE,
    emergency_rides_with_others::RULE,
    teams_meet_on_a_component::RULE,
    release_larger_than_usual::RULE,
    ground_and_house_in_one_night::RULE,
    unassessed_change::RULE,
    from_collisions::OVER_LIMIT,
    changes_depend_on_a_waiting_one::RULE,
    from_collisions::DUE_DATE,
    override_without_reason::RULE,
    often_deferred::RULE,
    from_collisions::TOGETHER,
    from_collisions::APART,
    from_collisions::OUTSIDE_WINDOW,
    from_collisions::ENVIRONMENT,
    from_collisions::NOT_READY,
    cab_quorum::RULE,
    cab_consent_not_admissible::RULE,
    cab_vote_on_own_change::RULE,
    cab_step_without_owner_or_date::RULE,
    cab_changed_since_pre_read::RULE,
    cab_approval_expired::RULE,
    cab_over_time::RULE,
    cab_emergency_without_review::RULE,
    time_of_the_business::HOURS,
    time_of_the_business::PEAK,
    time_of_the_business::VENDOR,
    time_of_the_business::CLOCKS,
    services_wait_for_each_other::RULE,
    from_collisions::ORDER,
    changed_contract_with_missing_partner::RULE,
    critical_service_with_unknown_dependencies::RULE,
    link_not_confirmed_lately::RULE,
    from_collisions::WINDOW_TOO_SHORT,
    from_collisions::SAME_SERVICE,
    tests_due_before_they_begin::RULE,
    third_party_without_notice::RULE,
    contradicting_links::RULE,
    versions_do_not_go_together::RULE,
    from_collisions::SAME_NIGHT,
    from_collisions::CREW,
    from_collisions::DATABASE,
    freeze_misses_its_event::RULE,
    bookings_conflict::OVERLAP,
    bookings_conflict::VERSION,
    bookings_conflict::FROZEN,
    bookings_conflict::QUOTA,
    freeze_length_is_implausible::RULE,
    name_and_dates_of_a_freeze_disagree::RULE,
    phases_leave_a_gap::RULE,
    clocks_change_inside_a_freeze::RULE,
    open_provider_of_a_frozen_service::RULE,
    from_collisions::INSIDE_FREEZE,
    exception_filed_late::RULE,
    exception_asked_for_again::RULE,
    exception_decided_by_its_requester::RULE,
    exception_used_outside_its_slot::RULE,
    exception_without_risk::RULE,
    exception_carries_more_along::RULE,
    exception_without_rehearsed_back_out::RULE,
    review_of_an_exception_is_owed::RULE,
    freeze_of_last_year_not_rolled_over::RULE,
    silent_party::RULE,
    freeze_on_short_notice::RULE,
    freeze_ends_in_one_night::RULE,
    thaw_plan_goes_over_its_cap::RULE,
    no_way_for_a_security_fix::RULE,
    milestone_passes_its_gate::RULE,
    milestone_passes_its_gate::OLD,
    milestone_passes_its_gate::LIKELY,
    hotfix_not_merged::RULE,
    missed_cut_off::RULE,
    departure_closed::RULE,
];
