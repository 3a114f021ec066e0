//! The UI from a folder instead of the one compiled in: debug builds only, so that a changed screen can be looked
//! at without compiling the window again.

use std::borrow::Cow;
use std::path::PathBuf;
use tauri::utils::assets::{AssetKey, AssetsIter, CspHash};
use tauri::{Assets, Context, Runtime};

/// A `ui/dist` that was built just now.
struct Folder(PathBuf);

impl<R: Runtime> Assets<R> for Folder {
    fn get(&self, key: &AssetKey) -> Option<Cow<'_, [u8]>> {
        let file = key.as_ref().trim_start_matches('/');
        std::fs::read(self.0.join(file)).ok().map(Cow::Owned)
    }
    fn iter(&self) -> Box<AssetsIter<'_>> {
        Box::new(std::iter::empty())
    }
    fn csp_hashes(&self, _html_path: &AssetKey) -> Box<dyn Iterator<Item = CspHash<'_>> + '_> {
        Box::new(std::iter::empty())
    }
}

/// The context with the UI of the folder that `SLIPWAY_UI` names, if it names one.
pub fn in_place<R: Runtime>(mut context: Context<R>) -> Context<R> {
    if let Some(folder) = std::env::var_os("SLIPWAY_UI") {
        context.set_assets(Box::new(Folder(folder.into())));
    }
    context
}
