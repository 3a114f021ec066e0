//! Adds up what the test runners say.

use std::ops::AddAssign;

/// Tests that ran.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// They hold.
    pub passed: u32,
    /// They do not.
    pub failed: u32,
    /// They were left out.
    pub skipped: u32,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

/// The sum of Cargo's `test result:` lines.
pub fn cargo(output: &str) -> Tally {
    output
        .lines()
        .filter_map(|line| line.trim().strip_prefix("test result:"))
        .fold(Tally::default(), |mut sum, line| {
            sum += counts(line, &['.', ';']);
            sum
        })
}

/// Vitest's `Tests  1 failed | 84 passed (85)` line.
pub fn vitest(output: &str) -> Tally {
    output
        .lines()
        .filter_map(|line| line.trim().strip_prefix("Tests "))
        .map(|line| counts(line.split('(').next().unwrap_or(line), &['|']))
        .next_back()
        .unwrap_or_default()
}

/// Lines in which a test says why it did not run.
pub fn excuses(output: &str) -> Vec<String> {
    let mut lines: Vec<String> = output
        .lines()
        .map(str::trim)
        .filter(|line| line.starts_with("SKIPPED:"))
        .map(str::to_owned)
        .collect();
    lines.sort();
    lines.dedup();
    lines
}

fn counts(line: &str, between: &[char]) -> Tally {
    let mut tally = Tally::default();
    for part in line.split(between) {
        let mut words = part.split_whitespace();
        let (Some(number), Some(word)) = (
            words.next().and_then(|word| word.parse::<u32>().ok()),
            words.next(),
        ) else {
            continue;
        };
        match word {
            "passed" => tally.passed += number,
            "failed" => tally.failed += number,
            "ignored" | "skipped" | "todo" => tally.skipped += number,
            _ => {}
        }
    }
    tally
}

#[cfg(test)]
mod tests {
    use super::{Tally, cargo, excuses, vitest};

    #[test]
    fn cargo_s_lines_add_up_over_all_binaries() {
        let output = "
running 3 tests
test result: ok. 2 passed; 0 failed; 1 ignored; 0 measured; 4 filtered out; finished in 0.01s
test result: FAILED. 5 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.20s";
        assert_eq!(
            cargo(output),
            Tally {
                passed: 7,
                failed: 2,
                skipped: 1
            }
        );
    }

    #[test]
    fn vitest_s_tests_count_and_its_files_do_not() {
        let output =
            " Test Files  1 failed | 11 passed (12)\n      Tests  1 failed | 84 passed | 2 skipped (87)\n";
        assert_eq!(
            vitest(output),
            Tally {
                passed: 84,
                failed: 1,
                skipped: 2
            }
        );
    }

    #[test]
    fn a_runner_that_says_nothing_counts_nothing() {
        assert_eq!(cargo("error: could not compile"), Tally::default());
        assert_eq!(vitest("vitest: not found"), Tally::default());
    }

    #[test]
    fn an_excuse_is_told_once() {
        let output = "SKIPPED: no data\nok\n  SKIPPED: no data\n";
        assert_eq!(excuses(output), ["SKIPPED: no data"]);
    }
}
