//! How much of what the event side asks for an offer protects: service-minutes, weighted by level.

use crate::{FreezeLevel, FreezeScope, Instant, OfferPhase, Plan, Service};

/// What a level protects, in thousandths of a hard freeze.
pub(super) fn weight(level: FreezeLevel) -> u64 {
    match level {
        FreezeLevel::Open => 0,
        FreezeLevel::Notice => 250,
        FreezeLevel::Soft => 600,
        FreezeLevel::Hard | FreezeLevel::Lockdown => 1000,
    }
}

/// Thousandths of the ask that the offer protects. Asking for nothing is always covered.
pub(super) fn coverage_permille(plan: &Plan, ask: &[OfferPhase], offer: &[OfferPhase]) -> u32 {
    let mut edges: Vec<Instant> = ask
        .iter()
        .chain(offer)
        .flat_map(|phase| [phase.window.start(), phase.window.end()])
        .collect();
    edges.sort_unstable();
    edges.dedup();
    // Services that every scope treats alike count together.
    let mut kinds: Vec<(Vec<bool>, u64)> = Vec::new();
    for service in &plan.services {
        let treated: Vec<bool> = ask
            .iter()
            .chain(offer)
            .map(|phase| phase.scope.covers(service))
            .collect();
        match kinds.iter_mut().find(|(known, _)| *known == treated) {
            Some((_, count)) => *count += 1,
            None => kinds.push((treated, 1)),
        }
    }
    let (mut wanted, mut given) = (0_u64, 0_u64);
    for pair in edges.windows(2) {
        let minutes = (pair[1] - pair[0]).num_minutes().unsigned_abs();
        for (treated, count) in &kinds {
            let strongest = |phases: &[OfferPhase], covered: &[bool]| {
                let matching = phases
                    .iter()
                    .zip(covered)
                    .filter(|(phase, covered)| **covered && phase.window.contains(pair[0]));
                matching.map(|(phase, _)| weight(phase.level)).max().unwrap_or(0)
            };
            let asked = strongest(ask, &treated[..ask.len()]);
            let offered = strongest(offer, &treated[ask.len()..]);
            wanted += asked * minutes * count;
            given += asked.min(offered) * minutes * count;
        }
    }
    (given * 1000)
        .checked_div(wanted)
        .map_or(1000, |permille| permille as u32)
}

/// Services that the scope covers.
pub(super) fn covered<'a>(plan: &'a Plan, scope: &FreezeScope) -> Vec<&'a Service> {
    plan.services
        .iter()
        .filter(|service| scope.covers(service))
        .collect()
}
