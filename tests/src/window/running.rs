//! A running window: display, driver, session, and the few things every story does with them.

use super::{Group, Setting, Trouble};
use fantoccini::elements::Element;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;
use tempfile::TempDir;
use tokio::process::Command;
use tokio::time::{Instant, sleep, timeout};

const START: Duration = Duration::from_secs(60);
const STEP: Duration = Duration::from_secs(20);

/// True when the screen is at rest: the app says it has drawn itself, fonts there, nothing marked busy, no change for a quarter second.
const SETTLED: &str = "
  const done = arguments[arguments.length - 1];
  const limit = performance.now() + 15000;
  let last = performance.now();
  const watch = new MutationObserver(() => { last = performance.now(); });
  watch.observe(document.documentElement, { subtree: true, childList: true, attributes: true, characterData: true });
  const look = () => {
    const now = performance.now();
    const busy = document.querySelector('[aria-busy=\"true\"]') !== null;
    const drawn = window.__slipway_ready === true;
    const rest = drawn && document.fonts.status === 'loaded' && !busy && now - last > 250;
    if (!rest && now < limit) { setTimeout(look, 25); return; }
    watch.disconnect();
    requestAnimationFrame(() => requestAnimationFrame(() => done(rest)));
  };
  look();
";

/// The window, its driver and its display. All end when this value goes.
pub struct RunningWindow {
    /// The WebDriver session.
    pub client: Client,
    home: TempDir,
    // Dropped in this order: the window and its driver, then the display under them.
    driver: Group,
    _display: Group,
}

impl RunningWindow {
    /// Starts the window in the setting and waits until it has drawn itself.
    ///
    /// # Errors
    /// A program is missing, or the window did not come up within a minute.
    pub async fn start(setting: &Setting) -> Result<Self, Trouble> {
        timeout(START, Self::bring_up(setting))
            .await
            .map_err(|_| "the window did not come up within a minute")?
    }

    async fn bring_up(setting: &Setting) -> Result<Self, Trouble> {
        let home = TempDir::with_prefix("slipway-window-")?;
        setting.furnish(home.path())?;
        let (display, screen) = start_display(setting).await?;
        let port = free_port()?;
        let mut driver = Group::start(&mut driver_command(setting, home.path(), &screen, port))?;
        wait_for_port(&mut driver, port).await?;
        let capabilities = json!({
            "webkitgtk:browserOptions": {
                "binary": setting.program,
                "args": setting.arguments.iter().map(|word| word.to_string_lossy()).collect::<Vec<_>>(),
            },
        });
        let capabilities = capabilities.as_object().cloned().unwrap_or_default();
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities)
            .connect(&format!("http://127.0.0.1:{port}"))
            .await?;
        let window = Self {
            client,
            home,
            driver,
            _display: display,
        };
        window.settle().await?;
        Ok(window)
    }

    /// The folder the window keeps its things in; stories may put files there.
    #[must_use]
    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// Waits until the screen is at rest. False when it was still moving after fifteen seconds.
    ///
    /// # Errors
    /// The window does not answer.
    pub async fn settle(&self) -> Result<bool, Trouble> {
        let rest = timeout(STEP, self.client.execute_async(SETTLED, Vec::new())).await;
        let rest = rest.map_err(|_| "the window did not answer within 20 seconds")??;
        Ok(rest.as_bool().unwrap_or(false))
    }

    /// Runs JavaScript in the window and answers its value. Promises are awaited.
    ///
    /// # Errors
    /// The script throws, or the window does not answer.
    pub async fn run(&self, script: &str) -> Result<Value, Trouble> {
        let script = format!(
            "const done = arguments[arguments.length - 1];
             (async () => {{ {script} }})().then(
               (value) => done({{ value: value === undefined ? null : value }}),
               (error) => done({{ error: String(error) }}));"
        );
        let answer = timeout(STEP, self.client.execute_async(&script, Vec::new())).await;
        let answer = answer.map_err(|_| "the script did not end within 20 seconds")??;
        match answer.get("error") {
            Some(error) => Err(format!("the script says {error}").into()),
            None => Ok(answer.get("value").cloned().unwrap_or(Value::Null)),
        }
    }

    /// Goes to a route, e.g. `#/calendar`, and waits until the screen is at rest.
    ///
    /// # Errors
    /// The window does not answer.
    pub async fn go_to(&self, route: &str) -> Result<(), Trouble> {
        self.run(&format!("location.hash = {};", json!(route))).await?;
        self.settle().await.map(drop)
    }

    /// The element, once it is there.
    ///
    /// # Errors
    /// It was not there within 20 seconds.
    pub async fn find(&self, css: &str) -> Result<Element, Trouble> {
        let found = self
            .client
            .wait()
            .at_most(STEP)
            .for_element(Locator::Css(css))
            .await;
        found.map_err(|error| format!("nothing fits {css}: {error}").into())
    }

    /// The element that shows this text, once it is there. `scope` is an XPath such as `//button`.
    ///
    /// # Errors
    /// It was not there within 20 seconds.
    pub async fn find_text(&self, scope: &str, text: &str) -> Result<Element, Trouble> {
        let path = format!("{scope}[contains(normalize-space(.), {})]", json!(text));
        let found = self
            .client
            .wait()
            .at_most(STEP)
            .for_element(Locator::XPath(&path))
            .await;
        found.map_err(|error| format!("no {scope} says “{text}”: {error}").into())
    }

    /// A PNG of what the window shows.
    ///
    /// # Errors
    /// The window does not answer within 20 seconds.
    pub async fn picture(&self) -> Result<Vec<u8>, Trouble> {
        let picture = timeout(STEP, self.client.screenshot()).await;
        Ok(picture.map_err(|_| "the picture was not there within 20 seconds")??)
    }

    /// Closes the window as a person would, so that it may save, and waits until it has gone.
    ///
    /// # Errors
    /// The driver does not answer.
    pub async fn close(mut self) -> Result<(), Trouble> {
        timeout(STEP, self.client.clone().close())
            .await
            .map_err(|_| "the window did not close")??;
        self.driver.ended();
        Ok(())
    }
}

async fn start_display(setting: &Setting) -> Result<(Group, String), Trouble> {
    let mut command = Command::new("Xvfb");
    command.args([
        "-displayfd",
        "1",
        "-screen",
        "0",
        &setting.screen(),
        "-nolisten",
        "tcp",
        "-noreset",
    ]);
    let mut display = Group::start(command.stdout(Stdio::piped()).stderr(Stdio::null()))?;
    let number = display
        .first_line()
        .await
        .map_err(|error| format!("Xvfb: {error}"))?;
    Ok((display, format!(":{}", number.trim())))
}

fn driver_command(setting: &Setting, home: &Path, screen: &str, port: u16) -> Command {
    let mut command = Command::new("WebKitWebDriver");
    command
        .arg(format!("--port={port}"))
        .stdout(Stdio::null())
        .env("DISPLAY", screen)
        .env("TAURI_WEBVIEW_AUTOMATION", "true")
        .env("SLIPWAY_HOME", home)
        .env("SLIPWAY_AUTHOR", "Ines Halden")
        .env("SLIPWAY_DIALOG_ANSWERS", home.join("dialog-answers.jsonl"))
        .env("XDG_DATA_HOME", home.join("data"))
        .env("XDG_CACHE_HOME", home.join("cache"))
        .env("XDG_CONFIG_HOME", home.join("config"))
        .env("LANG", "C.UTF-8")
        // No session bus, or one with portals that outlive the story is started for each display.
        .env("DBUS_SESSION_BUS_ADDRESS", "disabled:")
        .env("GDK_BACKEND", "x11")
        .env("GTK_A11Y", "none")
        .env("NO_AT_BRIDGE", "1")
        // With either of these the picture never comes; with the last one it comes soon.
        .env_remove("WEBKIT_DISABLE_DMABUF_RENDERER")
        .env_remove("WEBKIT_DISABLE_COMPOSITING_MODE")
        .env_remove("WAYLAND_DISPLAY")
        .env("WEBKIT_SKIA_ENABLE_CPU_RENDERING", "1")
        .envs(setting.environment.iter().cloned());
    command
}

fn free_port() -> Result<u16, Trouble> {
    Ok(std::net::TcpListener::bind(("127.0.0.1", 0))?
        .local_addr()?
        .port())
}

async fn wait_for_port(driver: &mut Group, port: u16) -> Result<(), Trouble> {
    let started = Instant::now();
    while started.elapsed() < STEP {
        if tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_ok() {
            return Ok(());
        }
        if driver.ended() {
            return Err("WebKitWebDriver ended at once".into());
        }
        sleep(Duration::from_millis(20)).await;
    }
    Err("WebKitWebDriver did not listen within 20 seconds".into())
}
