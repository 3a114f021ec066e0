//! The window starts.

use tests::window::{RunningWindow, Setting, Trouble};

#[tokio::test]
async fn the_window_starts_and_shows_its_frame() -> Result<(), Trouble> {
    let Some(setting) = Setting::built() else {
        return Ok(());
    };
    let window = RunningWindow::start(&setting).await?;
    assert_eq!(window.client.title().await?, "Slipway");
    window.find("[data-region]").await?;
    window.close().await
}
