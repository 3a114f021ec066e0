//! What a program costs while it runs: wall time and, on Linux, processor time and the most memory it had.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Linux counts processor time in hundredths of a second for every program.
const TICK: Duration = Duration::from_millis(10);

/// The cost of one run.
pub struct Cost {
    /// From start to end.
    pub wall: Duration,
    /// User and system time of all its threads; none where the system does not tell.
    pub cpu: Option<Duration>,
    /// The most memory it had; none where the system does not tell.
    pub kilobytes: Option<u64>,
}

impl Cost {
    /// The figures in a line.
    pub fn said(&self) -> String {
        let cpu = self.cpu.map_or(String::new(), |time| {
            format!(", {:.2} s of processor", time.as_secs_f64())
        });
        let memory = self
            .kilobytes
            .map_or(", memory not measured here".to_owned(), |kilobytes| {
                format!(", at most {} MB", kilobytes / 1024)
            });
        format!("{:.1} s{cpu}{memory}", self.wall.as_secs_f64())
    }
}

/// Runs the command quietly and looks at it every few milliseconds.
pub fn watched(command: &mut Command) -> Result<Cost, String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let begun = Instant::now();
    let child = command.stdin(Stdio::null()).stdout(Stdio::null()).spawn();
    let mut child = child.map_err(|error| format!("{name} did not start: {error}"))?;
    let (mut cpu, mut kilobytes) = (None, None);
    loop {
        match child.try_wait() {
            Ok(Some(status)) if status.success() => {
                return Ok(Cost {
                    wall: begun.elapsed(),
                    cpu,
                    kilobytes,
                });
            }
            Ok(Some(status)) => return Err(format!("{name} ended with {status}.")),
            Ok(None) => {}
            Err(error) => return Err(format!("{name} was lost: {error}")),
        }
        let read =
            |file: &str| std::fs::read_to_string(format!("/proc/{}/{file}", child.id())).unwrap_or_default();
        kilobytes = most(&read("status")).or(kilobytes);
        cpu = spent(&read("stat")).or(cpu);
        std::thread::sleep(Duration::from_millis(10));
    }
}

fn most(status: &str) -> Option<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches("kB").trim().parse().ok()
}

/// The 14th and 15th field, counted behind the name, which may hold blanks.
fn spent(stat: &str) -> Option<Duration> {
    let (_, rest) = stat.rsplit_once(')')?;
    let mut fields = rest.split_whitespace().skip(11);
    let user: u32 = fields.next()?.parse().ok()?;
    let system: u32 = fields.next()?.parse().ok()?;
    Some(TICK * (user + system))
}

#[cfg(test)]
mod tests {
    use super::{most, spent};
    use std::time::Duration;

    #[test]
    fn figures_are_read_from_what_linux_tells() {
        assert_eq!(most("VmPeak:\t 9 kB\nVmHWM:\t  2048 kB\nThreads: 1"), Some(2048));
        let stat = "12 (a (strange) name) R 1 2 3 4 5 6 7 8 9 10 230 45 0 0 20 0";
        assert_eq!(spent(stat), Some(Duration::from_millis(2_750)));
        assert_eq!(spent(""), None);
    }
}
