//! Runs commands one after another and says, line by line, what is going on and how long it takes.

use crate::paths;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// How often a long step gives a sign of life.
const SIGN_OF_LIFE: Duration = Duration::from_secs(20);
/// Lines of a failed step's output that are shown at once; the rest is in its log.
const SHOWN: usize = 150;

/// What a step came to.
pub struct Outcome {
    /// It ended well.
    pub ok: bool,
    /// Everything it said.
    pub output: String,
}

/// The steps of one command.
pub struct Steps {
    started: Instant,
}

impl Steps {
    /// Starts the clock.
    pub fn new() -> Self {
        Self {
            started: Instant::now(),
        }
    }

    /// One line, after the seconds since the start.
    pub fn say(&self, line: &str) {
        println!("[{:>4} s] {line}", self.started.elapsed().as_secs());
        // A closed terminal is no reason to stop the work.
        let _ = std::io::stdout().flush();
    }

    /// Runs a command without standard input, keeps what it says in `target/xtask/<name>.log`, and shows the end
    /// of that when it fails.
    pub fn run(&self, name: &str, command: &mut Command) -> Outcome {
        self.say(&format!("{name} …"));
        let began = Instant::now();
        let outcome = self.watch(name, command);
        let seconds = began.elapsed().as_secs();
        let log = keep_log(name, &outcome.output);
        if outcome.ok {
            self.say(&format!("{name}: done in {seconds} s"));
        } else {
            let lines: Vec<&str> = outcome.output.lines().collect();
            for line in &lines[lines.len().saturating_sub(SHOWN)..] {
                println!("    {line}");
            }
            self.say(&format!("{name}: FAILED after {seconds} s{log}"));
        }
        outcome
    }

    /// Runs a command and stops the whole at its failure.
    pub fn must(&self, name: &str, command: &mut Command) -> Result<String, String> {
        let outcome = self.run(name, command);
        if outcome.ok {
            Ok(outcome.output)
        } else {
            Err(format!("Stopped: {name} failed."))
        }
    }

    fn watch(&self, name: &str, command: &mut Command) -> Outcome {
        let program = command.get_program().to_string_lossy().into_owned();
        let spawned = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn();
        let mut child = match spawned {
            Ok(child) => child,
            Err(error) => {
                return Outcome {
                    ok: false,
                    output: format!("{program} did not start: {error}"),
                };
            }
        };
        let (said, hear) = channel::<String>();
        let pipes: [Option<Box<dyn Read + Send>>; 2] = [
            child
                .stdout
                .take()
                .map(|pipe| Box::new(pipe) as Box<dyn Read + Send>),
            child
                .stderr
                .take()
                .map(|pipe| Box::new(pipe) as Box<dyn Read + Send>),
        ];
        for pipe in pipes.into_iter().flatten() {
            let said = said.clone();
            std::thread::spawn(move || {
                let mut pipe = BufReader::new(pipe);
                let mut line = Vec::new();
                while pipe.read_until(b'\n', &mut line).is_ok_and(|length| length > 0) {
                    if said.send(plain(&String::from_utf8_lossy(&line))).is_err() {
                        break;
                    }
                    line.clear();
                }
            });
        }
        drop(said);
        let mut output = String::new();
        let mut last = String::new();
        let mut next_sign = Instant::now() + SIGN_OF_LIFE;
        loop {
            match hear.recv_timeout(next_sign.saturating_duration_since(Instant::now())) {
                Ok(line) => {
                    output.push_str(&line);
                    output.push('\n');
                    if !line.trim().is_empty() {
                        last = line.trim().chars().take(90).collect();
                    }
                }
                Err(RecvTimeoutError::Disconnected) => break,
                Err(RecvTimeoutError::Timeout) => {
                    self.say(&format!("{name} … {last}"));
                    next_sign = Instant::now() + SIGN_OF_LIFE;
                }
            }
        }
        let ok = child.wait().is_ok_and(|status| status.success());
        Outcome { ok, output }
    }
}

/// A command in the root of the repository, without colours.
pub fn command(program: &str, words: &[&str]) -> Command {
    let mut command = Command::new(program);
    command
        .args(words)
        .current_dir(paths::root())
        .env("NO_COLOR", "1")
        .env("CARGO_TERM_COLOR", "never")
        // Colours that somebody forced would win over the wish for none.
        .env_remove("FORCE_COLOR")
        .env_remove("CLICOLOR_FORCE");
    command
}

/// Cargo, the one that runs this.
pub fn cargo(words: &[&str]) -> Command {
    let program = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    command(&program, words)
}

fn keep_log(name: &str, output: &str) -> String {
    let folder: PathBuf = paths::target().join("xtask");
    let file = folder.join(format!("{}.log", name.replace([' ', '/', ':'], "-")));
    let kept = std::fs::create_dir_all(&folder).and_then(|()| std::fs::write(&file, output));
    kept.map_or_else(
        |_| String::new(),
        |()| format!(", all of it is in {}", file.display()),
    )
}

/// A line without its ending and without terminal colours.
fn plain(line: &str) -> String {
    let mut text = String::with_capacity(line.len());
    let mut characters = line.trim_end_matches(['\n', '\r']).chars();
    while let Some(character) = characters.next() {
        if character == '\u{1b}' {
            // A colour runs to its closing letter.
            let _ = characters.by_ref().find(char::is_ascii_alphabetic);
        } else {
            text.push(character);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn colours_and_line_ends_are_taken_off() {
        assert_eq!(
            plain("\u{1b}[1m\u{1b}[32m  12 passed\u{1b}[39m\r\n"),
            "  12 passed"
        );
    }
}
