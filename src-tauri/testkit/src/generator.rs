//! Large plans from a seed: layered services with a few cycles, trains twice a month, changes with ties.

use crate::Mint;
use planning::*;

/// A small generator of pseudo-random numbers (SplitMix64): the same seed gives the same plan everywhere.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }
    fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit.max(1) as u64) as usize
    }
    /// Small numbers far more often than large ones.
    fn popular(&mut self, limit: usize) -> usize {
        let (one, other) = (self.below(limit), self.below(limit));
        one.min(other).min(self.below(limit))
    }
    fn percent(&mut self, share: u32) -> bool {
        self.below(100) < share as usize
    }
    fn score(&mut self) -> Option<Score> {
        Score::new(1 + self.popular(5) as u8).ok()
    }
}

const FIRST_DAY: &str = "2026-10-05";
const DEPARTURES: usize = 26;

/// A plan of that many changes, services and links.
///
/// # Panics
/// Never for numbers that fit into memory: every reference it makes is a sound one.
#[must_use]
pub fn generate(seed: u64, changes: usize, services: usize, dependencies: usize) -> Plan {
    let mut dice = Dice(seed);
    let mut plan = Plan::default();
    let zone: Zone = "Europe/Berlin".parse().unwrap_or(Zone::UTC);
    plan.put(PlanSettings {
        name: format!("Generated {seed}"),
        zone,
        ..PlanSettings::default()
    });
    let teams = add_teams(&mut plan, services.div_ceil(20).max(1));
    let known = add_services(&mut plan, &mut dice, services, &teams);
    add_links(&mut plan, &mut dice, &known, dependencies);
    let trains = (changes / 800).clamp(2, 12);
    let releases = add_trains(&mut plan, &mut dice, trains, zone);
    add_freezes(&mut plan, &mut dice, zone);
    add_changes(&mut plan, &mut dice, changes, &known, &teams, &releases);
    plan
}

fn reference(text: &str) -> Reference {
    Reference::new(text).unwrap_or_else(|error| panic!("{error}"))
}

fn add_teams(plan: &mut Plan, count: usize) -> Vec<TeamId> {
    let mut mint = Mint::new(1);
    let mut teams = Vec::new();
    for number in 1..=count {
        let id = TeamId(mint.mint());
        plan.put(Team {
            id,
            reference: reference(&format!("team-{number}")),
            name: format!("Team {number}"),
            lead: None,
            contact: String::new(),
            points_per_release: None,
            origin: None,
            crews: 1,
        });
        teams.push(id);
    }
    teams
}

fn add_services(plan: &mut Plan, dice: &mut Dice, count: usize, teams: &[TeamId]) -> Vec<ServiceId> {
    let mut mint = Mint::new(4);
    let systems = count.div_ceil(25).max(1);
    let mut known = Vec::new();
    for number in 0..count {
        let id = ServiceId(mint.mint());
        plan.put(Service {
            id,
            reference: reference(&format!("svc-{number:04}")),
            name: format!("Service {number}"),
            kind: ServiceKind::ALL[dice.below(ServiceKind::ALL.len())],
            tier: Tier::new(dice.below(4) as u8).unwrap_or_else(|error| panic!("{error}")),
            owner: Some(teams[number * teams.len() / count.max(1)]),
            lifecycle: Lifecycle::Live,
            system: format!("System {}", number * systems / count.max(1)),
            regions: Vec::new(),
            dependencies_known: if dice.percent(90) {
                Knowledge::Complete
            } else {
                Knowledge::Unknown
            },
            deploy_minutes: Some(5 + dice.below(20) as u32),
            validate_minutes: Some(dice.below(15) as u32),
            back_out_minutes: Some(5 + dice.below(10) as u32),
            origin: None,
            notice_days: None,
            vanished_at: None,
        });
        known.push(id);
    }
    known
}

/// Consumers need services with lower numbers, popular ones more often; one link in three hundred is also needed back.
fn add_links(plan: &mut Plan, dice: &mut Dice, services: &[ServiceId], count: usize) {
    let mut mint = Mint::new(5);
    if services.len() < 2 {
        return;
    }
    let mut last = (0, 0);
    for _ in 0..count {
        let consumer = 1 + dice.below(services.len() - 1);
        let provider = dice.popular(consumer);
        let back = dice.below(300) == 0 && last.0 != last.1;
        let (consumer, provider) = if back {
            (last.1, last.0)
        } else {
            (consumer, provider)
        };
        last = (consumer, provider);
        plan.put(Dependency {
            id: DependencyId(mint.mint()),
            consumer: services[consumer],
            provider: services[provider],
            kind: DependencyKind::ALL[dice.below(DependencyKind::ALL.len())],
            strength: if dice.percent(60) {
                Strength::Hard
            } else {
                Strength::Soft
            },
            order: if dice.percent(85) {
                DeployOrder::ProviderFirst
            } else {
                DeployOrder::Any
            },
            environment: None,
            version_constraint: String::new(),
            min_gap_minutes: 0,
            redundancy: None,
            status: LinkStatus::Imported,
            confirmed_by: None,
            confirmed_at: None,
            evidence: Vec::new(),
            note: String::new(),
            contract: String::new(),
        });
    }
}

fn add_trains(plan: &mut Plan, dice: &mut Dice, count: usize, zone: Zone) -> Vec<ReleaseId> {
    let (mut trains, mut windows, mut releases) = (Mint::new(6), Mint::new(7), Mint::new(8));
    let first: Day = FIRST_DAY.parse().unwrap_or_else(|error| panic!("{error}"));
    let days = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
    let mut made = Vec::new();
    for number in 0..count {
        let train = TrainId(trains.mint());
        let weekday = dice.below(7);
        let starts: LocalTime = format!("{:02}:00", 19 + number % 4)
            .parse()
            .unwrap_or_else(|error| panic!("{error}"));
        let recurrence = |rule: String, minutes| Recurrence {
            rule,
            from: first,
            starts,
            minutes,
            zone,
        };
        plan.put(ReleaseTrain {
            id: train,
            reference: reference(&format!("T{number}")),
            name: format!("Train {number}"),
            cadence: Some(recurrence(format!("FREQ=WEEKLY;BYDAY={}", days[weekday]), 480)),
            scope_lock_days: 7,
            test_days: 5,
            watch_hours: 24,
            capacity_points: Some(120),
            risk_budget: Some(1_200),
            critical_risk_budget: None,
            teams: Vec::new(),
            order_index: number as u32,
            cut_offs: Vec::new(),
            shift: ShiftRule::Stay,
            regions: Vec::new(),
            origin: None,
        });
        plan.put(DeploymentWindow {
            id: DeploymentWindowId(windows.mint()),
            reference: reference(&format!("WIN-{number}")),
            name: format!("Nights {number}"),
            region: String::new(),
            class: WindowClass::Regular,
            recurrence: recurrence(
                format!("FREQ=WEEKLY;BYDAY={},{}", days[weekday], days[(weekday + 2) % 7]),
                600,
            ),
            until: None,
            environment: None,
            trains: vec![train],
            services: Vec::new(),
            origin: None,
        });
        for week in 0..DEPARTURES {
            let day = first.plus(weekday as i64 + 7 * week as i64);
            let rule = recurrence("FREQ=DAILY".to_owned(), 480);
            let id = ReleaseId(releases.mint());
            plan.put(Release {
                id,
                reference: reference(&format!("T{number}-{:02}", week + 1)),
                title: format!("Train {number}, week {}", week + 1),
                kind: ReleaseKind::Planned,
                state: ReleaseState::Planned,
                train: Some(train),
                departure: None,
                owner: None,
                deputy: None,
                scope_lock: rule.start_on(day.plus(-7)),
                test_starts: rule.start_on(day.plus(-5)),
                deploy: Window::on_day(day, &rule),
                watch_hours: 24,
                environment: None,
                capacity_points: None,
                risk_budget: None,
                merged_into: None,
                note: String::new(),
                origin: None,
            });
            made.push(id);
        }
    }
    made
}

fn add_freezes(plan: &mut Plan, dice: &mut Dice, zone: Zone) {
    let mut mint = Mint::new(10);
    let first: Day = FIRST_DAY.parse().unwrap_or_else(|error| panic!("{error}"));
    for number in 0..8 {
        let start = first.plus(10 + 21 * number + dice.below(7) as i64);
        let end = start.plus(3 + dice.below(9) as i64);
        let systems = (0..3).map(|_| format!("System {}", dice.below(40))).collect();
        let window =
            Window::new(start.starts_in(zone), end.starts_in(zone)).unwrap_or_else(|error| panic!("{error}"));
        plan.put(Freeze {
            id: FreezeId(mint.mint()),
            reference: reference(&format!("FZ-{number}")),
            name: format!("Freeze {number}"),
            reason: String::new(),
            level: if dice.percent(70) {
                FreezeLevel::Hard
            } else {
                FreezeLevel::Soft
            },
            state: if dice.percent(80) {
                FreezeState::Agreed
            } else {
                FreezeState::Asked
            },
            window,
            zone,
            scope: if number % 4 == 3 {
                FreezeScope::default()
            } else {
                FreezeScope {
                    systems,
                    ..FreezeScope::default()
                }
            },
            asked_by: String::new(),
            criteria: Vec::new(),
            allowed: Vec::new(),
            in_flight: InFlight::Stop,
            policy: None,
            origin: None,
        });
    }
}

fn add_changes(
    plan: &mut Plan,
    dice: &mut Dice,
    count: usize,
    services: &[ServiceId],
    teams: &[TeamId],
    releases: &[ReleaseId],
) {
    let mut mint = Mint::new(9);
    let first: Day = FIRST_DAY.parse().unwrap_or_else(|error| panic!("{error}"));
    let mut made: Vec<ChangeId> = Vec::new();
    for number in 0..count {
        let id = ChangeId(mint.mint());
        let touched = 1 + dice.popular(3);
        let mut touches: Vec<ServiceId> = (0..touched)
            .map(|_| services[dice.popular(services.len())])
            .collect();
        touches.sort_unstable();
        touches.dedup();
        let requires = if dice.percent(30) && !made.is_empty() {
            vec![made[dice.below(made.len())]]
        } else {
            Vec::new()
        };
        let due = dice.percent(20).then(|| Due {
            on: first.plus(dice.below(200) as i64),
            kind: DueKind::ALL[dice.below(DueKind::ALL.len())],
        });
        let mut risk = RiskFacts::unknown();
        risk.probability = dice.score();
        risk.impact = dice.score();
        risk.done_before = dice.below(40) as u32;
        risk.failed_before = dice.popular(8) as u32;
        risk.evidence_needed = dice.below(6) as u32;
        risk.evidence_seen = dice.below(6) as u32;
        plan.put(Change {
            id,
            reference: reference(&format!("CHG-{:05}", number + 1)),
            title: format!("Change {}", number + 1),
            kind: if dice.percent(25) {
                ChangeKind::Standard
            } else {
                ChangeKind::Normal
            },
            state: ChangeState::Ready,
            description: String::new(),
            services: touches,
            team: Some(teams[dice.below(teams.len())]),
            owner: None,
            release: if dice.percent(90) {
                Some(releases[dice.below(releases.len())])
            } else {
                None
            },
            pinned: dice.percent(2),
            value_per_week: dice.below(5_000) as u32,
            effort_points: 1 + dice.popular(8) as u32,
            deploy_minutes: 5 + dice.popular(30) as u32,
            back_out_minutes: dice.percent(70).then(|| 5 + dice.below(20) as u32),
            reversible: if dice.percent(92) {
                Reversible::Yes
            } else {
                Reversible::No
            },
            risk,
            ready_on: dice.percent(30).then(|| first.plus(dice.below(150) as i64)),
            due,
            requires,
            apart_from: Vec::new(),
            together: if dice.percent(4) {
                format!("group-{}", number / 60)
            } else {
                String::new()
            },
            deferrals: dice.popular(5) as u32,
            deferral_reason: String::new(),
            origin: None,
            version: String::new(),
            contracts: Vec::new(),
        });
        made.push(id);
    }
}
