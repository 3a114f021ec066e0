//! Changes and where they go.

use super::words::Words;
use super::{Later, Read, Reader};
use planning::*;

impl Reader {
    pub(super) fn change(&mut self, words: &mut Words) -> Read {
        let reference = words.reference()?;
        let mut services = Vec::new();
        if !words.is_duration() {
            for service in words.list()? {
                services.push(self.service_named(&service)?);
            }
        }
        let id = ChangeId(self.mint(9));
        let mut change = Change {
            id,
            title: reference.to_string(),
            reference,
            kind: ChangeKind::Normal,
            state: ChangeState::Ready,
            description: String::new(),
            services,
            team: None,
            owner: None,
            release: None,
            pinned: false,
            value_per_week: 0,
            effort_points: 1,
            deploy_minutes: words.minutes()?,
            back_out_minutes: None,
            reversible: Reversible::Yes,
            risk: RiskFacts::unknown(),
            ready_on: None,
            due: None,
            requires: Vec::new(),
            apart_from: Vec::new(),
            together: String::new(),
            deferrals: 0,
            deferral_reason: String::new(),
            origin: None,
            version: String::new(),
            contracts: Vec::new(),
        };
        while words.peek().is_some() {
            let word = words.next("a word")?;
            self.change_word(&mut change, &word, words)?;
        }
        self.plan.put(change);
        Ok(())
    }

    fn change_word(&mut self, change: &mut Change, word: &str, words: &mut Words) -> Read {
        match word {
            "risk" => {
                let risk = words.next("a risk like 3 or 2x5")?;
                let (probability, impact) = risk.split_once('x').unwrap_or((&risk, &risk));
                change.risk.probability = Some(score(probability)?);
                change.risk.impact = Some(score(impact)?);
            }
            "after" => {
                let names = words.list()?;
                self.later
                    .extend(names.into_iter().map(|name| Later::Requires(change.id, name)));
            }
            "apart" => {
                let names = words.list()?;
                self.later
                    .extend(names.into_iter().map(|name| Later::Apart(change.id, name)));
            }
            "in" => {
                let name = words.next("a release")?;
                self.later.push(Later::Rides(change.id, name));
            }
            "of" => change.team = Some(self.team_named(&words.next("a team")?)?),
            "by" => change.owner = Some(self.person_named(&words.next("a person")?)?),
            "points" => change.effort_points = words.number()?,
            "value" => change.value_per_week = words.number()?,
            "back-out" => change.back_out_minutes = Some(words.minutes()?),
            "with" => change.together = words.next("a word")?,
            "due" => {
                let on = words.day()?;
                let known = words.peek().and_then(|word| word.parse().ok());
                if known.is_some() {
                    words.next("how hard it is")?;
                }
                change.due = Some(Due {
                    on,
                    kind: known.unwrap_or(DueKind::Contract),
                });
            }
            "ready" => change.ready_on = Some(words.day()?),
            "evidence" => (change.risk.evidence_seen, change.risk.evidence_needed) = words.share()?,
            "failed" => (change.risk.failed_before, change.risk.done_before) = words.share()?,
            "rehearsed" => change.risk.back_out_rehearsed_on = Some(words.day()?),
            "deferred" => change.deferrals = words.number()?,
            "override" => {
                let level = score(&words.next("a level")?)?;
                let reason = if words.take("because") {
                    words.next("a reason")?
                } else {
                    String::new()
                };
                change.risk.overridden = Some(RiskOverride {
                    level,
                    reason,
                    by: None,
                });
            }
            "makes" => change.version = words.next("a version")?,
            "changing" => change.contracts = words.list()?,
            "pinned" => change.pinned = true,
            "irreversible" => change.reversible = Reversible::No,
            "until-step" => change.reversible = Reversible::UntilStep,
            "standard" | "normal" | "emergency" => change.kind = word.parse()?,
            other => {
                change.state = other
                    .parse()
                    .map_err(|_| format!("“{other}” is not understood here"))?
            }
        }
        Ok(())
    }

    pub(super) fn change_named(&self, name: &str) -> Result<ChangeId, String> {
        let found = self
            .plan
            .changes
            .iter()
            .find(|change| change.reference.as_str() == name);
        found
            .map(|change| change.id)
            .ok_or_else(|| format!("no change is called {name}"))
    }

    /// `CHG-1 in RO-1`, `CHG-1 waits`.
    pub(super) fn placing(&mut self, words: &mut Words) -> Read {
        let id = self.change_named(&words.next("a change")?)?;
        if words.take("waits") {
            self.later
                .retain(|tie| !matches!(tie, Later::Rides(change, _) if *change == id));
            return words.end();
        }
        let word = words.next("in")?;
        if word != "in" {
            return Err(format!("“{word}” is not understood here"));
        }
        self.later.push(Later::Rides(id, words.next("a release")?));
        words.end()
    }
}

fn score(word: &str) -> Result<Score, String> {
    Score::new(
        word.parse()
            .map_err(|_| format!("“{word}” is not between 1 and 5"))?,
    )
}
