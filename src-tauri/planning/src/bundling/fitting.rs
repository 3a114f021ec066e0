//! Whether the night of a release holds what the search puts into it.

use super::arrangement::Arrangement;
use super::presolve::{Model, NightLimits};
use crate::schedule::Judge;

/// How often a night that was too long is judged change by change before it is trusted again.
const CAREFUL: u32 = 64;

/// The judge of the nights, where minutes do not simply add up.
///
/// Judging is dear, and most nights are never too long. So a night is trusted while it tries what might ride it, and
/// judged once the step is good enough to be kept; only where that turned out too long it is judged change by change.
#[derive(Clone, Debug)]
pub(super) struct Fitting<'m> {
    model: &'m Model,
    nights: Option<(&'m NightLimits, Judge<'m>)>,
    /// How often each release is still judged change by change.
    careful: Vec<u32>,
    /// Riders of all nights that were judged: what the answers cost.
    pub(super) judged: u64,
}

impl<'m> Fitting<'m> {
    pub(super) fn new(model: &'m Model) -> Self {
        let judged = |limits: &'m NightLimits| (limits, limits.nights.judge());
        Self {
            model,
            nights: model.nights.as_ref().map(judged),
            careful: vec![CAREFUL; model.releases],
            judged: 0,
        }
    }

    /// True when the night of the release still holds everything after the item has come as well.
    pub(super) fn takes(&mut self, now: &Arrangement, item: u32, release: usize) -> bool {
        self.holds(release, now.riders[release].iter().copied().chain([item]))
    }

    /// The same, or a guess at it: whoever asks judges the night before the step is kept.
    pub(super) fn may_take(&mut self, now: &Arrangement, item: u32, release: usize) -> bool {
        if self.careful[release] == 0 {
            return true;
        }
        let takes = self.takes(now, item, release);
        self.careful[release] = if takes { self.careful[release] - 1 } else { CAREFUL };
        takes
    }

    /// True when the night of the release holds what rides it.
    pub(super) fn is_sound(&mut self, now: &Arrangement, release: usize) -> bool {
        let sound = self.holds(release, now.riders[release].iter().copied());
        if !sound {
            self.careful[release] = CAREFUL;
        }
        sound
    }

    fn holds(&mut self, release: usize, riders: impl Iterator<Item = u32> + Clone) -> bool {
        let Some((limits, judge)) = &mut self.nights else {
            return true;
        };
        let most: i64 = riders.clone().map(|item| limits.most[item as usize]).sum();
        if most + limits.nights.most_riding(release) <= limits.window[release] {
            return true;
        }
        self.judged += riders.clone().count() as u64;
        let changes = riders.flat_map(|item| self.model.members.row(item as usize).iter().copied());
        judge.fits(release, changes, limits.window[release])
    }
}
