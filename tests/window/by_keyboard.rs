//! Map, calendar and talks without a pointer.

use tests::window::{RunningWindow, Setting, Trouble};

#[tokio::test]
async fn a_link_is_found_and_confirmed_by_keyboard_alone() -> Result<(), Trouble> {
    let Some(setting) = Setting::built() else {
        return Ok(());
    };
    let window = RunningWindow::start(&setting.on_sample()).await?;
    window.press("Ctrl 2").await?;
    window.press("l").await?;
    window.press("f").await?;
    window.type_text("vault").await?;
    window.press("Enter").await?;
    window.tab_to("Vault").await?;
    window.press("Right").await?;
    window.press("Down").await?;
    let link = window.focused().await?;
    window.press("Space").await?;
    window.press("c").await?;
    window.find_text("//*", "confirmed").await?;
    window.press("Ctrl Z").await?;
    window.find_text("//*", "Undid: ").await?;
    assert!(!link.is_empty(), "the focus is on a link");
    window.close().await
}

#[tokio::test]
async fn a_release_is_moved_and_put_back_by_keyboard_alone() -> Result<(), Trouble> {
    let Some(setting) = Setting::built() else {
        return Ok(());
    };
    let window = RunningWindow::start(&setting.on_sample()).await?;
    window.press("Ctrl 1").await?;
    window.tab_to("RO-").await?;
    for _ in 0..12 {
        if window.focused().await?.starts_with("RO-23") {
            break;
        }
        window.press("Right").await?;
    }
    window.press("m").await?;
    window.press("Ctrl Right").await?;
    window.press("Enter").await?;
    window.find_text("//*", "Moved RO-23").await?;
    window.press("Ctrl Z").await?;
    window.find_text("//*", "Undid: Moved RO-23").await?;
    window.close().await
}

#[tokio::test]
async fn a_freeze_is_answered_by_keyboard_alone() -> Result<(), Trouble> {
    let Some(setting) = Setting::built() else {
        return Ok(());
    };
    let window = RunningWindow::start(&setting.on_sample()).await?;
    window.press("Ctrl 3").await?;
    window.tab_to("Offer A").await?;
    window.press("Enter").await?;
    window.type_text("Month end stays covered").await?;
    window.press("Enter").await?;
    window.find_text("//*", "made an offer in round").await?;
    window.tab_to("Write down what Online Shop says").await?;
    window.press("Enter").await?;
    window.tab_to("Record").await?;
    window.press("Enter").await?;
    window.find_text("//*", "Online Shop").await?;
    window.close().await
}

#[tokio::test]
async fn a_table_goes_to_the_clipboard_by_keyboard_alone() -> Result<(), Trouble> {
    let Some(setting) = Setting::built() else {
        return Ok(());
    };
    let window = RunningWindow::start(&setting.on_sample()).await?;
    window.go_to("#/releases").await?;
    window.tab_to("RO-").await?;
    window.press("Ctrl C").await?;
    window.find_text("//*", "is on the clipboard: ").await?;
    window.press("Ctrl 2").await?;
    window.press("f").await?;
    window.press("Ctrl V").await?;
    let pasted = window.run("return document.activeElement.value").await?;
    assert!(pasted.to_string().contains("RO-2"), "{pasted}");
    window.close().await
}
