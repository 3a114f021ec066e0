//! The real window on a display of its own, driven from outside.

mod group;
mod hands;
mod running;
mod setting;

pub use fantoccini::{Client, Locator, elements::Element, key::Key};
pub use group::Group;
pub use running::RunningWindow;
pub use setting::Setting;

/// What went wrong between the story and the window, in words.
pub type Trouble = Box<dyn std::error::Error + Send + Sync>;
