//! What the window remembers between two starts: the last plan, the theme, its size.

use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// Light, dark, or as the system has it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Dark ink on light paper.
    Light,
    /// The other way round.
    Dark,
}

/// The remembered values. A file that cannot be read counts as nothing remembered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Remembered {
    /// The plan that was open last.
    pub last_plan: Option<PathBuf>,
    /// The theme that was chosen.
    pub theme: Theme,
    /// Width of the window's inside, in CSS pixels.
    pub width: f64,
    /// Height of the window's inside, in CSS pixels.
    pub height: f64,
}

impl Default for Remembered {
    fn default() -> Self {
        Self {
            last_plan: None,
            theme: Theme::System,
            width: 1440.0,
            height: 900.0,
        }
    }
}

/// The memory and the file it is kept in.
pub struct Memory {
    file: PathBuf,
    values: Mutex<Remembered>,
}

impl Memory {
    /// Reads `window.json` in the folder.
    pub fn in_folder(folder: &Path) -> Self {
        let file = folder.join("window.json");
        let values = std::fs::read(&file)
            .ok()
            .and_then(|bytes| serde_json::from_slice(&bytes).ok())
            .unwrap_or_default();
        Self {
            file,
            values: Mutex::new(values),
        }
    }

    /// What is remembered now.
    pub fn values(&self) -> Remembered {
        self.values.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Changes what is remembered and writes it down. A memory that cannot be written costs a preference, never
    /// a plan, so the failure goes to the terminal alone.
    pub fn change(&self, change: impl FnOnce(&mut Remembered)) {
        let mut values = self.values.lock().unwrap_or_else(PoisonError::into_inner);
        let before = values.clone();
        change(&mut values);
        if *values == before {
            return;
        }
        if let Err(error) = self.write(&values) {
            eprintln!("{} was not written: {error}", self.file.display());
        }
    }

    fn write(&self, values: &Remembered) -> std::io::Result<()> {
        if let Some(folder) = self.file.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let beside = self.file.with_extension("json.new");
        std::fs::write(&beside, serde_json::to_vec_pretty(values)?)?;
        std::fs::rename(&beside, &self.file)
    }
}
