//! How a window starts: its size, theme, plan, and the answers its file dialogs will get.

use serde_json::{Value, json};
use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// The setting of a story.
#[derive(Clone, Debug)]
pub struct Setting {
    pub(crate) program: PathBuf,
    width: u32,
    height: u32,
    theme: String,
    pub(crate) arguments: Vec<OsString>,
    pub(crate) environment: Vec<(OsString, OsString)>,
    dialog_answers: Vec<Value>,
}

impl Setting {
    /// The window at 1440×900 in the light theme, without a plan.
    #[must_use]
    pub fn new(program: impl Into<PathBuf>) -> Self {
        Self {
            program: program.into(),
            width: 1440,
            height: 900,
            theme: "light".to_owned(),
            arguments: Vec::new(),
            environment: Vec::new(),
            dialog_answers: Vec::new(),
        }
    }

    /// The window that `cargo xtask test` built. `None`, and a line that says so, when nobody built one.
    #[must_use]
    pub fn built() -> Option<Self> {
        let program = std::env::var_os("SLIPWAY_APP");
        if program.is_none() {
            println!("SKIPPED: SLIPWAY_APP names no window; run `cargo xtask test`");
        }
        program.map(Self::new)
    }

    /// Another size, in CSS pixels.
    #[must_use]
    pub fn sized(self, width: u32, height: u32) -> Self {
        Self {
            width,
            height,
            ..self
        }
    }

    /// `light` or `dark`.
    #[must_use]
    pub fn themed(self, theme: &str) -> Self {
        Self {
            theme: theme.to_owned(),
            ..self
        }
    }

    /// Starts with a fresh sample plan.
    #[must_use]
    pub fn on_sample(self) -> Self {
        self.with_argument("--sample")
    }

    /// Starts with this plan file.
    #[must_use]
    pub fn on_plan(self, plan: &Path) -> Self {
        self.with_argument(plan)
    }

    /// Starts with one more argument.
    #[must_use]
    pub fn with_argument(mut self, argument: impl Into<OsString>) -> Self {
        self.arguments.push(argument.into());
        self
    }

    /// Starts with one more environment variable.
    #[must_use]
    pub fn with_environment(mut self, name: impl Into<OsString>, value: impl Into<OsString>) -> Self {
        self.environment.push((name.into(), value.into()));
        self
    }

    /// The next file dialog answers this path (a string), these paths (an array) or Cancel (`null`).
    #[must_use]
    pub fn dialog_answers(mut self, answer: impl Into<Value>) -> Self {
        self.dialog_answers.push(answer.into());
        self
    }

    /// Writes what the window is to find in its home folder.
    pub(crate) fn furnish(&self, home: &Path) -> std::io::Result<()> {
        let memory = json!({ "theme": self.theme, "width": self.width, "height": self.height });
        std::fs::write(home.join("window.json"), memory.to_string())?;
        let answers: Vec<String> = self.dialog_answers.iter().map(Value::to_string).collect();
        std::fs::write(home.join("dialog-answers.jsonl"), answers.join("\n"))
    }

    /// A screen a little larger than the window.
    pub(crate) fn screen(&self) -> String {
        format!("{}x{}x24", self.width.max(1440) + 64, self.height.max(900) + 64)
    }
}
