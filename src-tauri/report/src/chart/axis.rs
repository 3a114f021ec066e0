//! What lies under the events of a timeline: weekends, freezes, weeks or hours, lane names.

use super::legend::hatch;
use super::sized;
use super::timeline::Fitted;
use crate::dates::{clock, local, monday, month, week, weekday};
use crate::draft::Draft;
use crate::theme::{CELL_STRONG, FOOT, INK2, LEGEND, PANEL, RULE, RULE2};
use crate::typeset::Align;
use crate::value::FreezeBand;
use chrono::{Datelike, NaiveDate, TimeDelta, Timelike};
use planning::time::{Day, Instant};

impl Fitted<'_> {
    pub(super) fn weekends(&self, draft: &mut Draft<'_>, x: &dyn Fn(Instant) -> f32) {
        for day in self
            .line
            .days()
            .filter(|day| day.weekday().num_days_from_monday() == 5)
        {
            let from = x(Day(day).starts_in(self.line.zone)).max(self.plot);
            let to = x(Day(day).plus(2).starts_in(self.line.zone)).min(self.right);
            if to > from {
                draft.rect(from, self.top, to - from, self.base - self.top, PANEL);
            }
        }
    }

    pub(super) fn band(
        &self,
        draft: &mut Draft<'_>,
        band: &FreezeBand,
        x: &dyn Fn(Instant) -> f32,
    ) -> Option<[f32; 4]> {
        let from = x(band.window.start()).max(self.plot);
        let to = x(band.window.end()).min(self.right);
        let (first, last) = band.lanes.unwrap_or((0, usize::MAX));
        let top = self.top + self.heights.iter().take(first).sum::<f32>();
        let base = self.top + self.heights.iter().take(last.saturating_add(1)).sum::<f32>();
        if to <= from || base <= top {
            return None;
        }
        let place = [from, top, to - from, base - top];
        hatch(draft, place, 5.0 * self.line.scale, 0.7 * self.line.scale);
        Some(place)
    }

    pub(super) fn weeks(&self, draft: &mut Draft<'_>, y: f32, x: &dyn Fn(Instant) -> f32) {
        let s = self.line.scale;
        let mut months: Vec<(f32, NaiveDate)> = Vec::new();
        for day in self.line.days() {
            let at = x(Day(day).starts_in(self.line.zone));
            if at < self.plot - 0.5 || at > self.right - 1.0 {
                continue;
            }
            if months.is_empty() || day.day() == 1 {
                months.push((at.max(self.plot), day));
            }
            if monday(day) == day || at <= self.plot + 0.5 {
                draft.line((at, y + 15.0 * s), (at, self.base), RULE, 0.5);
                let room = self.right - at - 3.0 * s;
                if room > 22.0 * s {
                    draft.label(
                        &format!("W{}", week(day)),
                        sized(FOOT, s * 0.92),
                        at + 3.0 * s,
                        y + 16.0 * s,
                    );
                    draft.label(&weekday(day), sized(LEGEND, s), at + 3.0 * s, y + 26.0 * s);
                }
            }
        }
        let flag = self.line.today.map(|(at, text)| self.flag(draft, x(at), text));
        let count = months.len();
        for (index, &(at, day)) in months.iter().enumerate() {
            let next = months.get(index + 1).map_or(self.right, |&(next, _)| next);
            let next = flag.map_or(next, |(from, to)| if to > at { next.min(from) } else { next });
            let year = index == 0 && count == 1 || index == 1 || day.month() == 1;
            let style = sized(CELL_STRONG, s * 0.92);
            let name = month(day, year);
            let name = if draft.type_.width(&name, style) + 8.0 * s > next - at {
                month(day, false)
            } else {
                name
            };
            if draft.type_.width(&name, style) + 6.0 * s <= next - at {
                if day.day() == 1 {
                    draft.line((at, y + 1.0), (at, y + 12.0 * s), RULE2, 0.7);
                }
                draft.label(&name, style, at + 3.0 * s, y + 1.0 * s);
            }
        }
        draft.line((self.left, self.top), (self.right, self.top), RULE2, 0.9);
    }

    pub(super) fn hours(&self, draft: &mut Draft<'_>, y: f32, x: &dyn Fn(Instant) -> f32) {
        let s = self.line.scale;
        let hours = self.line.span.minutes().max(60) / 60;
        let step = [1, 2, 3, 4, 6, 12, 24]
            .into_iter()
            .find(|step| hours / step <= 12)
            .unwrap_or(24 * (hours / 200 + 1));
        let start = self.line.span.start();
        let past = i64::from(local(start, self.line.zone).minute());
        let mut at = if past == 0 {
            start
        } else {
            start + TimeDelta::minutes(60 - past)
        };
        while at <= self.line.span.end() {
            let here = x(at);
            let whole = i64::from(local(at, self.line.zone).hour());
            if whole % step.min(24) == 0 {
                draft.line((here, self.top - 3.0 * s), (here, self.base), RULE, 0.5);
                let style = sized(LEGEND, s);
                let text = clock(at, self.line.zone);
                let wide = draft.type_.width(&text, style);
                let from = (here - wide / 2.0).clamp(self.plot - wide / 2.0, self.right - wide);
                draft.label(&text, style, from, y);
            }
            at = at + TimeDelta::hours(1);
        }
        draft.line((self.left, self.top), (self.right, self.top), RULE2, 0.9);
    }

    pub(super) fn lane_heads(&self, draft: &mut Draft<'_>) {
        let s = self.line.scale;
        let mut top = self.top;
        let width = self.plot - self.left - 8.0 * s;
        for (lane, height) in self.lanes.iter().zip(&self.heights) {
            let quiet = match lane.left_out {
                0 => lane.lane.quiet.clone(),
                more => format!("and {more} more"),
            };
            let strong = sized(CELL_STRONG, s * 0.95);
            let small = sized(FOOT, s).inked(INK2);
            let tall = if quiet.is_empty() {
                strong.leading
            } else {
                strong.leading + small.leading
            };
            let at = top + (height - tall) / 2.0;
            draft.label_in(&lane.lane.name, strong, self.left, at, width, Align::Left);
            if !quiet.is_empty() {
                draft.label_in(
                    &quiet,
                    small,
                    self.left,
                    at + strong.leading - 0.5 * s,
                    width,
                    Align::Left,
                );
            }
            top += height;
            draft.line((self.left, top), (self.right, top), RULE, 0.5);
        }
    }
}
