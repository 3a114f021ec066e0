//! Freezes, exceptions to them, and the talks about them.

use super::words::Words;
use super::{Read, Reader};
use planning::*;

impl Reader {
    pub(super) fn freeze(&mut self, words: &mut Words) -> Read {
        let reference = words.reference()?;
        let zone = self.zone();
        let window = words.window(zone)?;
        let id = FreezeId(self.mint(10));
        let mut freeze = Freeze {
            id,
            name: reference.to_string(),
            reference,
            reason: String::new(),
            level: FreezeLevel::Hard,
            state: FreezeState::Agreed,
            window,
            zone,
            scope: FreezeScope::default(),
            asked_by: String::new(),
            criteria: Vec::new(),
            allowed: Vec::new(),
            in_flight: InFlight::Stop,
            policy: None,
            origin: None,
        };
        while words.peek().is_some() {
            let word = words.next("a word")?;
            if word == "asked" && words.take("by") {
                freeze.asked_by = words.next("a name")?;
                freeze.state = FreezeState::Asked;
            } else if word == "called" {
                freeze.name = words.next("a name")?.replace('_', " ");
            } else if let Ok(state) = word.parse() {
                freeze.state = state;
            } else if let Ok(level) = word.parse() {
                freeze.level = level;
            } else {
                self.scope_word(&mut freeze.scope, &word, words)?;
            }
        }
        self.plan.put(freeze);
        Ok(())
    }

    fn scope_word(&mut self, scope: &mut FreezeScope, word: &str, words: &mut Words) -> Read {
        match word {
            "on" => {
                for service in words.list()? {
                    scope.services.push(self.service_named(&service)?);
                }
            }
            "except" => {
                for service in words.list()? {
                    scope.except_services.push(self.service_named(&service)?);
                }
            }
            "of" => {
                for team in words.list()? {
                    scope.teams.push(self.team_named(&team)?);
                }
            }
            "in" => scope.systems.extend(words.list()?),
            "to" => {
                for environment in words.list()? {
                    scope.environments.push(self.environment_named(&environment)?);
                }
            }
            other => return Err(format!("“{other}” is not understood here")),
        }
        Ok(())
    }

    fn freeze_named(&self, name: &str) -> Result<FreezeId, String> {
        let found = self
            .plan
            .freezes
            .iter()
            .find(|freeze| freeze.reference.as_str() == name);
        found
            .map(|freeze| freeze.id)
            .ok_or_else(|| format!("no freeze is called {name}"))
    }

    pub(super) fn exception(&mut self, words: &mut Words) -> Read {
        let reference = words.reference()?;
        let zone = self.zone();
        let id = FreezeExceptionId(self.mint(11));
        words.take("to");
        let freeze = self.freeze_named(&words.next("a freeze")?)?;
        let frozen = self.plan.freezes.get(&freeze).ok_or("the freeze is not there")?;
        let mut exception = FreezeException {
            id,
            reference,
            freeze,
            changes: Vec::new(),
            release: None,
            requester: String::new(),
            reason: String::new(),
            filed_at: frozen.window.start(),
            slot: None,
            criteria_met: Vec::new(),
            verdict: Verdict::Filed,
            decided_at: None,
            decided_by: None,
            conditions: Vec::new(),
            valid: None,
            case: ExceptionCase::default(),
            after: ExceptionAfter::default(),
            origin: None,
        };
        while words.peek().is_some() {
            match words.next("a word")?.as_str() {
                "for" => {
                    for name in words.list()? {
                        match self.release_named(&name) {
                            Ok(release) => exception.release = Some(release),
                            Err(_) => exception.changes.push(self.change_named(&name)?),
                        }
                    }
                }
                "by" if exception.verdict == Verdict::Filed => exception.requester = words.next("a name")?,
                "by" => exception.decided_by = Some(self.person_named(&words.next("a person")?)?),
                "valid" => exception.valid = Some(words.window(zone)?),
                verdict => exception.verdict = verdict.parse()?,
            }
        }
        self.plan.put(exception);
        Ok(())
    }

    pub(super) fn talks(&mut self, words: &mut Words) -> Read {
        let reference = words.reference()?;
        let zone = self.zone();
        let id = NegotiationId(self.mint(12));
        words.take("about");
        let freeze = self.freeze_named(&words.next("a freeze")?)?;
        let mut talks = Negotiation {
            id,
            reference,
            freeze,
            state: NegotiationState::Open,
            parties: Vec::new(),
            decider: None,
            silence_rule: SilenceRule::Escalate,
            ends_by: None,
            event: None,
            mediator: None,
            policy: None,
            supersedes: None,
            escalation: String::new(),
            review: None,
        };
        while words.peek().is_some() {
            let word = words.next("a word")?;
            match word.as_str() {
                "event" | "delivery" => {
                    let side: Side = word.parse()?;
                    for name in words.list()? {
                        talks.parties.push(Party::required(&name, None, side));
                    }
                }
                "decider" => talks.decider = Some(self.person_named(&words.next("a person")?)?),
                "ends" => talks.ends_by = Some(words.moment(zone)?.0),
                "silence" => talks.silence_rule = words.next("a rule")?.parse()?,
                state => talks.state = state.parse()?,
            }
        }
        self.plan.put(talks);
        Ok(())
    }

    fn talks_named(&self, name: &str) -> Result<NegotiationId, String> {
        let found = self
            .plan
            .negotiations
            .iter()
            .find(|talks| talks.reference.as_str() == name);
        found
            .map(|talks| talks.id)
            .ok_or_else(|| format!("no talks are called {name}"))
    }

    /// `NEG-1 event retail 2026-10-01: 2026-11-16 .. 2026-12-04; …`
    pub(super) fn offer(&mut self, rest: &str) -> Read {
        let (head, phases) = rest
            .split_once(": ")
            .ok_or("a colon and a space come before the phases")?;
        let zone = self.zone();
        let words = &mut Words::of(head);
        let talks = self.talks_named(&words.next("talks")?)?;
        let side: Side = words.next("a side")?.parse()?;
        let by_name = words.next("a name")?;
        let made_at = words.moment(zone)?.0;
        let replies_by = if words.take("replies") {
            Some(words.moment(zone)?.0)
        } else {
            None
        };
        words.end()?;
        let phases = self.phases(phases)?;
        let before = planning::talks::offers_of(&self.plan, talks);
        let opens = before.first().is_none_or(|first| first.side == side);
        let round = before.last().map_or(0, |last| last.round) + u32::from(opens);
        let id = OfferId(self.mint(13));
        self.plan.put(Offer {
            id,
            negotiation: talks,
            round,
            side,
            by_name,
            by: None,
            made_at,
            phases,
            message: String::new(),
            replies_by,
            via: Channel::Desk,
        });
        Ok(())
    }

    fn phases(&mut self, text: &str) -> Result<Vec<OfferPhase>, String> {
        let zone = self.zone();
        let mut phases = Vec::new();
        for item in text.split(';') {
            let words = &mut Words::of(item);
            let mut phase = OfferPhase::new(
                &format!("phase {}", phases.len() + 1),
                words.window(zone)?,
                FreezeLevel::Hard,
                FreezeScope::default(),
            );
            while words.peek().is_some() {
                let word = words.next("a word")?;
                match word.parse() {
                    Ok(level) => phase.level = level,
                    Err(_) => self.scope_word(&mut phase.scope, &word, words)?,
                }
            }
            phases.push(phase);
        }
        Ok(phases)
    }

    pub(super) fn position(&mut self, words: &mut Words) -> Read {
        let talks = self.talks_named(&words.next("talks")?)?;
        let party = words.next("a party")?;
        let stance = match words.next("a stance")?.as_str() {
            "accepts" => Stance::Accept,
            "objects" => Stance::Object,
            "reads" => Stance::Reading,
            other => other.parse()?,
        };
        let mut conditions = Vec::new();
        while words.peek().is_some() {
            conditions.push(words.next("a word")?);
        }
        let offer = planning::talks::standing_offer(&self.plan, talks).ok_or("nothing is offered")?;
        let (offer, at) = (offer.id, offer.made_at);
        let id = PositionId(self.mint(14));
        self.plan.put(Position {
            id,
            negotiation: talks,
            offer,
            party,
            stance,
            conditions: conditions.join(" "),
            at,
            by: String::new(),
            via: Channel::Desk,
        });
        Ok(())
    }
}
