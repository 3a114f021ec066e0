//! The hands of a story: mouse and keyboard, as the web view gets them from a person.

use super::{RunningWindow, Trouble};
use fantoccini::actions::{
    InputSource, KeyAction, KeyActions, MOUSE_BUTTON_LEFT, MouseActions, PointerAction,
};
use fantoccini::elements::Element;
use fantoccini::key::Key;
use std::time::Duration;

/// Pointer moves a drag is made of: enough that a preview on the way is seen.
const MOVES: u32 = 8;

/// Presses of Tab after which a thing counts as out of reach.
const MOST_TABS: usize = 90;

/// The name of the focused element as assistive technology has it, near enough.
const FOCUSED: &str = "const at = document.activeElement; if (!at || at === document.body) return ''; const by = \
                       at.getAttribute('aria-labelledby'); return at.getAttribute('aria-label') ?? (by && \
                       by.split(' ').map((id) => document.getElementById(id)?.textContent ?? '').join(' ')) ?? \
                       (at.labels?.[0] ?? at).textContent.trim();";

impl RunningWindow {
    /// Takes the element at its middle and carries it by so many pixels; `on_the_way` looks before it is let go.
    ///
    /// # Errors
    /// The window does not answer, or the look says so.
    pub async fn drag<F>(&self, what: &Element, right: f64, down: f64, on_the_way: F) -> Result<(), Trouble>
    where
        F: AsyncFnOnce(&Self) -> Result<(), Trouble>,
    {
        let mut take = MouseActions::new("mouse".to_owned())
            .then(PointerAction::MoveToElement {
                element: what.clone(),
                duration: None,
                x: 0.0,
                y: 0.0,
            })
            .then(PointerAction::Down {
                button: MOUSE_BUTTON_LEFT,
            });
        for _ in 0..MOVES {
            let (x, y) = (right / f64::from(MOVES), down / f64::from(MOVES));
            take = take.then(PointerAction::MoveBy {
                duration: Some(Duration::from_millis(30)),
                x,
                y,
            });
        }
        self.client.perform_actions(take).await?;
        self.settle().await?;
        let looked = on_the_way(self).await;
        let drop = MouseActions::new("mouse".to_owned()).then(PointerAction::Up {
            button: MOUSE_BUTTON_LEFT,
        });
        self.client.perform_actions(drop).await?;
        self.settle().await?;
        looked
    }

    /// Presses a key with Ctrl and Shift as spelled in menus, e.g. `Ctrl Shift Z`, `Escape`, `F6` or `m`.
    ///
    /// # Errors
    /// The key is not known, or the window does not answer.
    pub async fn press(&self, keys: &str) -> Result<(), Trouble> {
        self.strike(keys).await?;
        self.settle().await.map(drop)
    }

    /// Goes on with Tab until the focus is on what is called so, as somebody without a pointer does.
    ///
    /// # Errors
    /// Tab does not lead there, or the window does not answer.
    pub async fn tab_to(&self, name: &str) -> Result<(), Trouble> {
        for _ in 0..MOST_TABS {
            let focused = self.focused().await?;
            if focused.contains(name) {
                return Ok(());
            }
            self.strike("Tab").await?;
        }
        Err(format!("Tab leads nowhere called {name}").into())
    }

    /// What the focused element is called.
    ///
    /// # Errors
    /// The window does not answer.
    pub async fn focused(&self) -> Result<String, Trouble> {
        let name = self.run(FOCUSED).await?;
        Ok(name.as_str().unwrap_or_default().to_owned())
    }

    async fn strike(&self, keys: &str) -> Result<(), Trouble> {
        let codes = keys
            .split(' ')
            .map(code)
            .collect::<Result<Vec<char>, Trouble>>()?;
        let mut actions = KeyActions::new("keyboard".to_owned());
        for value in &codes {
            actions = actions.then(KeyAction::Down { value: *value });
        }
        for value in codes.iter().rev() {
            actions = actions.then(KeyAction::Up { value: *value });
        }
        self.client.perform_actions(actions).await?;
        Ok(())
    }

    /// Types a text into whatever has the focus.
    ///
    /// # Errors
    /// The window does not answer.
    pub async fn type_text(&self, text: &str) -> Result<(), Trouble> {
        let mut actions = KeyActions::new("keyboard".to_owned());
        for value in text.chars() {
            actions = actions
                .then(KeyAction::Down { value })
                .then(KeyAction::Up { value });
        }
        self.client.perform_actions(actions).await?;
        self.settle().await.map(drop)
    }
}

fn code(name: &str) -> Result<char, Trouble> {
    let key = match name {
        "Ctrl" => Key::Control,
        "Shift" => Key::Shift,
        "Alt" => Key::Alt,
        "Enter" => Key::Enter,
        "Escape" => Key::Escape,
        "Tab" => Key::Tab,
        "Space" => Key::Space,
        "Up" => Key::Up,
        "Down" => Key::Down,
        "Left" => Key::Left,
        "Right" => Key::Right,
        "F6" => Key::F6,
        _ => {
            let mut letters = name.chars();
            return match (letters.next(), letters.next()) {
                (Some(letter), None) => Ok(letter.to_ascii_lowercase()),
                _ => Err(format!("there is no key {name}").into()),
            };
        }
    };
    Ok(key.into())
}
