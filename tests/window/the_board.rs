//! An evening of the board in the window, without a pointer.

use tests::window::{RunningWindow, Setting, Trouble};

#[tokio::test]
async fn an_evening_of_the_board_is_led_by_keyboard_alone() -> Result<(), Trouble> {
    let Some(setting) = Setting::built() else {
        return Ok(());
    };
    let window = RunningWindow::start(&setting.on_sample()).await?;
    window.tab_to("CAB").await?;
    window.press("Enter").await?;
    window.find_text("//*", "What the board changed").await?;
    window.tab_to("Planned").await?;
    window.press("Enter").await?;
    window.find_text("//*", "short of the quorum").await?;
    for _ in 0..6 {
        if window.focused().await?.contains("Sofia Brandt") {
            break;
        }
        window.press("F6").await?;
    }
    for voter in [
        "Sofia Brandt",
        "Lena Hoff",
        "Tomás Rey",
        "Grace Whitfield",
        "Jonas Falk",
    ] {
        window.tab_to(voter).await?;
        window.press("Space").await?;
    }
    window.find_text("//*", "quorum met").await?;
    window.press("Ctrl Shift P").await?;
    window
        .find_text("//h1", "Conditions and actions still open")
        .await?;
    window.press("k").await?;
    window.press("/").await?;
    window.type_text("2180").await?;
    window.press("Enter").await?;
    window
        .find_text("//h1", "Post refunds in the same batch as sales")
        .await?;
    // The first voter is for it, and thinks it succeeds in 85 of 100 cases.
    window.press("1").await?;
    window.press("e").await?;
    window.find_text("//*", "How likely it succeeds").await?;
    window.press("Ctrl A").await?;
    window.type_text("85").await?;
    window.press("Enter").await?;
    window.find_text("//small", "85%").await?;
    window.press("a").await?;
    window.find_text("//*", "CHG-2180 approved").await?;
    window.press("/").await?;
    window.type_text("2203").await?;
    window.press("Enter").await?;
    window
        .find_text("//h1", "Print the returns label in the app")
        .await?;
    window.press("d").await?;
    window.type_text("what it requires goes later").await?;
    window.press("Enter").await?;
    window.find_text("//*", "CHG-2203 deferred").await?;
    window.tab_to("Close the meeting").await?;
    window.press("Enter").await?;
    window.tab_to("Close it").await?;
    window.press("Enter").await?;
    window.find_text("//*", "Minutes as PDF").await?;
    window.close().await
}
