//! The main job by hand in the real window: drag a release off a freeze, solve, print, import.

use std::path::Path;
use std::process::Command;
use std::time::Duration;
use tests::window::{RunningWindow, Setting, Trouble};

/// Calendar pixels of a week at the zoom the window opens with, near enough: a release snaps to its window.
const WEEK: &str = "(() => { const weeks = [...document.querySelectorAll('[data-week]')].map((mark) => \
                    mark.getBoundingClientRect().left); return weeks.length > 1 ? weeks[1] - weeks[0] : 67; })()";

#[tokio::test]
async fn a_release_is_dragged_off_a_freeze_with_its_consequence_shown_on_the_way() -> Result<(), Trouble> {
    let Some(setting) = Setting::built() else {
        return Ok(());
    };
    let window = RunningWindow::start(&setting.on_sample()).await?;
    window.go_to("#/calendar").await?;
    let release = window.find("[role=gridcell][aria-label^='RO-22, ']").await?;
    let week = window
        .run(&format!("return {WEEK};"))
        .await?
        .as_f64()
        .unwrap_or(67.0);
    window
        .drag(&release, -week, 0.0, async |window| {
            window.find_text("//span", "clears 1").await.map(drop)
        })
        .await?;
    window.find_text("//*", "Moved RO-22").await?;
    window.press("Ctrl Z").await?;
    window.find_text("//*", "Undid: Moved RO-22").await?;
    window.close().await
}

#[tokio::test]
async fn the_optimiser_proposes_and_the_proposal_is_adopted() -> Result<(), Trouble> {
    let Some(setting) = Setting::built() else {
        return Ok(());
    };
    let window = RunningWindow::start(&setting.on_sample()).await?;
    window.go_to("#/bundles").await?;
    window.find_text("//button", "Solve").await?.click().await?;
    window
        .find_text(
            "//*[@role='row' or @role='gridcell' or self::td or self::button]",
            "Proposal 1",
        )
        .await?;
    window
        .find_text("//button[not(@aria-disabled='true')]", "Adopt")
        .await?
        .click()
        .await?;
    window.find_text("//*", "Adopted Proposal 1").await?;
    window.close().await
}

#[tokio::test]
async fn the_release_plan_is_written_where_the_dialog_says_and_reads_back() -> Result<(), Trouble> {
    let Some(setting) = Setting::built() else {
        return Ok(());
    };
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("plan.pdf");
    let setting = setting
        .on_sample()
        .dialog_answers(file.to_string_lossy().into_owned());
    let window = RunningWindow::start(&setting).await?;
    window.go_to("#/calendar").await?;
    let release = window.find("[role=gridcell][aria-label^='RO-23, ']").await?;
    let key = release.attr("data-key").await?.unwrap_or_default();
    window
        .go_to(&format!(
            "#/releases?release={}",
            key.trim_start_matches("release ")
        ))
        .await?;
    window
        .find_text("//button", "Release plan PDF")
        .await?
        .click()
        .await?;
    window.find("img.sheet").await?;
    window.find_text("//button", "Save as PDF").await?.click().await?;
    let text = read_back(&file).await?;
    for expected in ["RO-23", "Deployment runbook", "Audit appendix", "Page 1 of"] {
        assert!(text.contains(expected), "the PDF does not say {expected}");
    }
    window.close().await
}

#[tokio::test]
async fn the_openstack_folder_is_looked_at_and_imported() -> Result<(), Trouble> {
    let Some(setting) = Setting::built() else {
        return Ok(());
    };
    let data = tests::root().join("../shared/data/openstack/releases");
    if !data.is_dir() {
        println!("skipped: {} is not there", data.display());
        return Ok(());
    }
    let setting = setting
        .on_sample()
        .dialog_answers(data.to_string_lossy().into_owned());
    let window = RunningWindow::start(&setting).await?;
    window.go_to("#/import").await?;
    window
        .find_text("//button", "Choose a folder")
        .await?
        .click()
        .await?;
    window.find_text("//*", "OpenStack coordinated release").await?;
    window
        .run(
            "const choice = [...document.querySelectorAll('select')].find((one) => [...one.options].some((option) => \
             option.value === 'epoxy')); choice.value = 'epoxy'; choice.dispatchEvent(new Event('input', { bubbles: \
             true })); choice.dispatchEvent(new Event('change', { bubbles: true })); return true;",
        )
        .await?;
    window.settle().await?;
    window
        .find_text("//button", "Look at the difference")
        .await?
        .click()
        .await?;
    window.find_text("//*", "1,212").await?;
    window
        .find_text("//button[not(@aria-disabled='true')]", "Import ")
        .await?
        .click()
        .await?;
    window.find_text("//*", "Imported.").await?;
    window.go_to("#/map").await?;
    window.find_text("//*", "systems").await?;
    window.close().await
}

/// The text of the PDF, once it is there: written beside and renamed, so that it is whole when it appears.
async fn read_back(file: &Path) -> Result<String, Trouble> {
    for _ in 0..200 {
        if file.exists() {
            let read = Command::new("pdftotext").arg(file).arg("-").output()?;
            return Ok(String::from_utf8_lossy(&read.stdout).into_owned());
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    Err(format!("{} was not written within 20 seconds", file.display()).into())
}
