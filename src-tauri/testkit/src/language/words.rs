//! The words of one item, taken from the front.

use planning::{Day, Instant, Reference, Window, Zone};
use std::collections::VecDeque;

pub(super) struct Words(VecDeque<String>);

impl Words {
    /// Words are separated by spaces; a comma ends a word and stays with it.
    pub(super) fn of(item: &str) -> Self {
        Self(item.split_whitespace().map(str::to_owned).collect())
    }
    pub(super) fn peek(&self) -> Option<&str> {
        self.0.front().map(String::as_str)
    }
    pub(super) fn next(&mut self, what: &str) -> Result<String, String> {
        self.0
            .pop_front()
            .ok_or_else(|| format!("{what} is missing at the end"))
    }
    /// Takes the word when it is the next one.
    pub(super) fn take(&mut self, word: &str) -> bool {
        let is_next = self.peek() == Some(word);
        if is_next {
            self.0.pop_front();
        }
        is_next
    }
    pub(super) fn end(&self) -> Result<(), String> {
        match self.peek() {
            None => Ok(()),
            Some(word) => Err(format!("“{word}” is not understood here")),
        }
    }
    pub(super) fn reference(&mut self) -> Result<Reference, String> {
        Reference::new(&self.next("a reference")?)
    }
    /// `a, b, c`: words as long as each ends with a comma.
    pub(super) fn list(&mut self) -> Result<Vec<String>, String> {
        let mut found = Vec::new();
        loop {
            let word = self.next("a name")?;
            let more = word.ends_with(',');
            found.push(word.trim_end_matches(',').to_owned());
            if !more {
                return Ok(found);
            }
        }
    }
    pub(super) fn number(&mut self) -> Result<u32, String> {
        let word = self.next("a number")?;
        word.parse().map_err(|_| format!("“{word}” is not a number"))
    }
    /// `1/3`.
    pub(super) fn share(&mut self) -> Result<(u32, u32), String> {
        let word = self.next("two numbers like 1/3")?;
        let parts = word
            .split_once('/')
            .and_then(|(one, other)| Some((one.parse().ok()?, other.parse().ok()?)));
        parts.ok_or_else(|| format!("“{word}” is not two numbers like 1/3"))
    }
    pub(super) fn is_duration(&self) -> bool {
        self.peek().is_some_and(|word| minutes(word).is_some())
    }
    /// `2h`, `45m`, `3d`.
    pub(super) fn minutes(&mut self) -> Result<u32, String> {
        let word = self.next("a length like 2h")?;
        minutes(&word).ok_or_else(|| format!("“{word}” is not a length like 2h or 45m"))
    }
    pub(super) fn day(&mut self) -> Result<Day, String> {
        self.next("a day")?.parse()
    }
    /// `2026-11-20` or `2026-11-20 18:00`.
    pub(super) fn moment(&mut self, zone: Zone) -> Result<(Instant, bool), String> {
        let day = self.day()?;
        if !self.peek().is_some_and(|word| word.contains(':')) {
            return Ok((day.starts_in(zone), false));
        }
        Ok((at(day, &self.next("a time")?, zone)?, true))
    }
    /// `2026-11-20 .. 2026-11-30`: the last day belongs to it unless a time is given.
    pub(super) fn window(&mut self, zone: Zone) -> Result<Window, String> {
        let (start, _) = self.moment(zone)?;
        let dots = self.next("..")?;
        if dots != ".." {
            return Err(format!("“{dots}” is not .."));
        }
        let last: Day = self.peek().unwrap_or_default().parse()?;
        let (end, timed) = self.moment(zone)?;
        Window::new(start, if timed { end } else { last.plus(1).starts_in(zone) })
    }
}

pub(super) fn at(day: Day, time: &str, zone: Zone) -> Result<Instant, String> {
    let recurrence = planning::Recurrence {
        rule: "FREQ=DAILY".to_owned(),
        from: day,
        starts: time.parse()?,
        minutes: 1,
        zone,
    };
    Ok(recurrence.start_on(day))
}

fn minutes(word: &str) -> Option<u32> {
    let (number, unit) = word.split_at(word.len().checked_sub(1)?);
    let number: u32 = number.parse().ok()?;
    match unit {
        "m" => Some(number),
        "h" => Some(number * 60),
        "d" => Some(number * 24 * 60),
        _ => None,
    }
}
