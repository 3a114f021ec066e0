//! A process and all its descendants, ended together.

use super::Trouble;
use std::process::Stdio;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

/// A process group. Ending only a driver would leave the window alive, holding the terminal open for ever.
pub struct Group {
    child: Child,
    id: Option<rustix::process::Pid>,
}

impl Group {
    /// Starts the command as the head of a group of its own, without standard input.
    ///
    /// # Errors
    /// The program is not there or does not start.
    pub fn start(command: &mut Command) -> Result<Self, Trouble> {
        let name = command.as_std().get_program().to_string_lossy().into_owned();
        let child = command
            .stdin(Stdio::null())
            .process_group(0)
            .kill_on_drop(true)
            .spawn()
            .map_err(|error| format!("{name} did not start: {error}"))?;
        let id = child
            .id()
            .and_then(|id| i32::try_from(id).ok())
            .and_then(rustix::process::Pid::from_raw);
        Ok(Self { child, id })
    }

    /// The first line the process says.
    ///
    /// # Errors
    /// It ended without a word.
    pub async fn first_line(&mut self) -> Result<String, Trouble> {
        let stdout = self.child.stdout.take().ok_or("its output is not ours to read")?;
        let line = BufReader::new(stdout).lines().next_line().await?;
        line.ok_or_else(|| "it ended without a word".into())
    }

    /// True once the head of the group has ended.
    pub fn ended(&mut self) -> bool {
        !matches!(self.child.try_wait(), Ok(None))
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        if let Some(id) = self.id {
            // Already gone is as good.
            let _ = rustix::process::kill_process_group(id, rustix::process::Signal::KILL);
        }
    }
}
