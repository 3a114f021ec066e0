//! The certificate of an exception: what was granted, until when, under which conditions, on what request.

use super::gather::{Stamp, stamped};
use planning::talks::uses_judged;
use planning::{Freeze, FreezeException, Plan, Subject, Verdict as Ruling, Window, Zone, wording};
use report::value::{Approval, CertificateDocument, Fact, Listing, Prose, Standing, State, Verdict};

/// One exception and its freeze.
struct Granted<'a> {
    plan: &'a Plan,
    request: &'a FreezeException,
    freeze: &'a Freeze,
    zone: Zone,
}

pub(super) fn certificate(
    plan: &Plan,
    stamp: &Stamp,
    request: &FreezeException,
) -> Option<CertificateDocument> {
    let freeze = plan.freezes.get(&request.freeze)?;
    let of = Granted {
        plan,
        request,
        freeze,
        zone: freeze.zone,
    };
    let standing = if request.is_granted() {
        Standing::Approved
    } else {
        Standing::Draft
    };
    let name = format!("{} {}", request.reference, freeze.name);
    Some(CertificateDocument {
        imprint: stamped(plan, stamp, name, "Exception", standing),
        purpose: "Exception to a freeze".into(),
        title: request.reference.to_string(),
        subtitle: format!("{}, {}", freeze.name, of.span(freeze.window)),
        facts: of.facts(),
        decision_label: if request.is_granted() {
            "What is granted".into()
        } else {
            "What is asked".into()
        },
        decision: of.decision(),
        verdict: of.verdict(),
        conditions: match request.conditions.as_slice() {
            [] if request.verdict == Ruling::GrantedIf => {
                Listing::missing("it is granted on conditions, and none is written down")
            }
            conditions => conditions.to_vec().into(),
        },
        covers: of.covers().into(),
        request: of.asked().into(),
        uses: of.uses().into(),
        signing: "Who signs has checked that what goes is what is listed here, and nothing else. The fingerprint in the foot names the data.".into(),
        signatures: of.signatures().into(),
        origin: vec![
            ("Log entries".into(), plan.seq.to_string()),
            ("Head of the log".into(), stamp.head.clone()),
            ("Digest of the data".into(), stamp.digest.clone()),
        ],
    })
}

impl Granted<'_> {
    fn span(&self, window: Window) -> String {
        format!(
            "{} – {}",
            wording::moment(window.start(), self.zone),
            wording::moment(window.end(), self.zone)
        )
    }

    /// While it holds: as granted, else to the end of the freeze.
    fn valid(&self) -> Window {
        self.request.valid.unwrap_or(self.freeze.window)
    }

    fn decider(&self) -> Option<String> {
        let person = self.plan.people.get(&self.request.decided_by?)?;
        Some(person.name.clone())
    }

    fn facts(&self) -> Vec<Fact> {
        let after = &self.request.after;
        let used = after.uses.len();
        vec![
            Fact::new(
                "Valid",
                self.span(self.valid()),
                format!("times are {}", self.zone),
            ),
            Fact::new(
                "Good for",
                wording::count(after.uses_allowed as usize, "deployment"),
                format!("{used} used"),
            ),
            Fact::new(
                "Decided by",
                self.decider()
                    .unwrap_or_else(|| "Missing: nobody is named".into()),
                self.request
                    .decided_at
                    .map(|at| wording::moment(at, self.zone))
                    .unwrap_or_default(),
            ),
        ]
    }

    fn decision(&self) -> Prose {
        let subject = match self.request.release {
            Some(id) => self.plan.name_of(Subject::Release(id)),
            None => {
                let names: Vec<String> = self
                    .request
                    .changes
                    .iter()
                    .map(|id| self.plan.name_of(Subject::Change(*id)))
                    .collect();
                wording::list(&names)
            }
        };
        let verb = match self.request.verdict {
            Ruling::Granted => "may be deployed inside",
            Ruling::GrantedIf => "may, under the conditions below, be deployed inside",
            Ruling::Rejected => "may not be deployed inside",
            Ruling::Filed | Ruling::MoreInfo | Ruling::Withdrawn => "is asked to be deployed inside",
        };
        let slot = self
            .request
            .slot
            .map(|slot| format!(", {}", self.span(slot)))
            .unwrap_or_default();
        Prose::default().strong(subject).plain(format!(
            " {verb} {} ({}){slot}.",
            self.freeze.name, self.freeze.level
        ))
    }

    fn verdict(&self) -> Verdict {
        match self.request.verdict {
            Ruling::Granted => Verdict::new(State::Done, "Granted."),
            Ruling::GrantedIf => Verdict::new(State::Conditional, "Granted on conditions."),
            Ruling::Rejected => Verdict::new(State::Failed, "Refused."),
            Ruling::Withdrawn => Verdict::new(State::Failed, "Taken back."),
            Ruling::Filed => Verdict::new(State::Pending, "Not decided yet."),
            Ruling::MoreInfo => Verdict::new(State::Pending, "Not decided: the decider asked back."),
        }
    }

    fn covers(&self) -> Vec<Fact> {
        let mut rows = Vec::new();
        if let Some(release) = self.request.release.and_then(|id| self.plan.releases.get(&id)) {
            rows.push(Fact::new(
                "Release",
                format!("{} {}", release.reference, release.title),
                self.span(release.deploy),
            ));
        }
        for change in self
            .request
            .changes
            .iter()
            .filter_map(|id| self.plan.changes.get(id))
        {
            let services: Vec<String> = change
                .services
                .iter()
                .filter_map(|id| self.plan.services.get(id))
                .map(|service| service.name.clone())
                .collect();
            rows.push(Fact::new(
                "Change",
                format!("{} {}", change.reference, change.title),
                wording::list(&services),
            ));
        }
        let environments: Vec<String> = self
            .request
            .case
            .environments
            .iter()
            .filter_map(|id| self.plan.environments.get(id))
            .map(|environment| environment.name.clone())
            .collect();
        let where_to = if environments.is_empty() {
            "Production".to_owned()
        } else {
            wording::list(&environments)
        };
        rows.push(Fact::new("Deployed to", where_to, ""));
        rows.extend(
            self.request
                .case
                .delta
                .iter()
                .map(|delta| Fact::new("Goes along", delta, "")),
        );
        rows
    }

    /// The request, question by question; what nobody answered reads `missing`.
    fn asked(&self) -> Vec<Fact> {
        let (request, case) = (self.request, &self.request.case);
        let said = |label: &str, answer: String, quiet: String| {
            let answer = if answer.trim().is_empty() {
                "missing".to_owned()
            } else {
                answer
            };
            Fact::new(label, answer, quiet)
        };
        let filed = wording::moment(request.filed_at, self.zone);
        let back_out = case
            .back_out_minutes
            .map(|minutes| format!("takes {}", wording::minutes(i64::from(minutes))));
        let rehearsed = case
            .back_out_rehearsed_on
            .map(|day| format!("rehearsed {}", wording::dated(day)));
        let quiet: Vec<String> = [back_out, rehearsed].into_iter().flatten().collect();
        vec![
            said("Who asks", request.requester.clone(), format!("filed {filed}")),
            said("Why", request.reason.clone(), case.reason_code.to_string()),
            said("When it is refused", case.if_declined.clone(), String::new()),
            said("What may happen", case.risk.clone(), String::new()),
            said("Evidence", wording::list(&case.evidence), String::new()),
            said("Back-out", case.back_out.clone(), quiet.join(", ")),
            said("Who is there", wording::list(&case.staffing), String::new()),
            said("Instead", case.alternatives.clone(), String::new()),
        ]
    }

    fn uses(&self) -> Vec<Fact> {
        let judged = uses_judged(self.plan, self.request);
        self.request
            .after
            .uses
            .iter()
            .zip(judged)
            .map(|(used, judged)| {
                let mut says = vec![used.by.clone()];
                if !judged.inside {
                    says.push("outside its slot".into());
                }
                if judged.beyond {
                    says.push("one more than granted".into());
                }
                if !judged.conditions_met {
                    says.push("conditions not met".into());
                }
                Fact::new(self.span(used.deployed), used.what.clone(), says.join(", "))
            })
            .collect()
    }

    fn signatures(&self) -> Vec<Approval> {
        let decided = self.request.decided_at.map(|at| wording::moment(at, self.zone));
        let verdict = if self.request.is_open() {
            Verdict::new(State::Pending, "to decide")
        } else {
            self.verdict()
        };
        let verdict = Verdict::new(verdict.state, verdict.label.trim_end_matches('.').to_lowercase());
        vec![
            Approval {
                role: "Decider".into(),
                name: self.decider().unwrap_or_default(),
                verdict,
                detail: decided.unwrap_or_default(),
            },
            Approval {
                role: "Asked by".into(),
                name: self.request.requester.clone(),
                verdict: Verdict::new(State::Pending, "to sign"),
                detail: String::new(),
            },
        ]
    }
}
