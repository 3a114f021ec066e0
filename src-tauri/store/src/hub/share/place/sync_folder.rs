//! Folders a sync program copies behind everybody's back. It uploads half a file and makes a second one of two edits.

use std::path::{Component, Path};

/// The program whose folder the path lies in, by the names of the folders above it.
pub(super) fn by_name(path: &Path) -> Option<String> {
    let mut cloud_storage = false;
    for component in path.components() {
        let Component::Normal(name) = component else {
            continue;
        };
        let name = name.to_string_lossy();
        if cloud_storage {
            // macOS keeps every provider there: `OneDrive-Halden`, `Box-Box`, `Dropbox`.
            return Some(name.split('-').next().unwrap_or(&name).to_owned());
        }
        if let Some(program) = of_folder(&name) {
            return Some(program.into());
        }
        cloud_storage = name == "CloudStorage";
    }
    None
}

fn of_folder(name: &str) -> Option<&'static str> {
    let lower = name.to_ascii_lowercase();
    let is = |word: &str| lower == word;
    let of_company = |word: &str| {
        lower
            .strip_prefix(word)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(" - ") || rest.starts_with(" ("))
    };
    if of_company("onedrive") {
        Some("OneDrive")
    } else if of_company("dropbox") {
        Some("Dropbox")
    } else if is("mobile documents") || is("icloud drive") || is("iclouddrive") || is("com~apple~clouddocs") {
        Some("iCloud")
    } else if is("google drive") || is("googledrive") || is("my drive") || is("drivefs") {
        Some("Google Drive")
    } else if is("nextcloud") || is("owncloud") {
        Some("Nextcloud")
    } else if is("box sync") {
        Some("Box")
    } else if is("pclouddrive") || is("pcloud drive") {
        Some("pCloud")
    } else {
        None
    }
}

/// The same by the marks such programs leave in their folders; `exists` asks the disk.
pub(super) fn by_mark(path: &Path, exists: &dyn Fn(&Path) -> bool) -> Option<String> {
    const MARKS: &[(&str, &str)] = &[
        (".stfolder", "Syncthing"),
        (".dropbox", "Dropbox"),
        (".dropbox.cache", "Dropbox"),
        (".tmp.drivedownload", "Google Drive"),
        (".owncloudsync.log", "Nextcloud"),
        (".nextcloudsync.log", "Nextcloud"),
        (".sync/ID", "Resilio Sync"),
    ];
    path.ancestors().find_map(|folder| {
        // Dropbox keeps its settings in the home folder under the same name as its mark.
        MARKS.iter().find_map(|(mark, program)| {
            let found = exists(&folder.join(mark)) && !exists(&folder.join(".dropbox/info.json"));
            found.then(|| (*program).to_owned())
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sync_folders_are_known_by_name() {
        let known = [
            ("/home/anna/OneDrive - Halden Retail/plans", Some("OneDrive")),
            ("/home/anna/OneDrive", Some("OneDrive")),
            ("/home/anna/Dropbox (Halden)/q4.slipway-hub", Some("Dropbox")),
            (
                "/Users/anna/Library/Mobile Documents/com~apple~CloudDocs/q4",
                Some("iCloud"),
            ),
            ("/Users/anna/Library/CloudStorage/Box-Box/q4", Some("Box")),
            ("/Volumes/GoogleDrive/My Drive/q4", Some("Google Drive")),
            ("/home/anna/nextcloud/q4", Some("Nextcloud")),
            ("/mnt/team/dropboxes/onedrives", None),
            ("/srv/plans/Box", None),
        ];
        for (path, program) in known {
            assert_eq!(by_name(Path::new(path)).as_deref(), program, "{path}");
        }
    }

    #[test]
    fn sync_folders_are_known_by_their_mark_in_any_folder_above() {
        let marked = |mark: &'static str| move |path: &Path| path == Path::new(mark);
        let path = Path::new("/home/anna/team/plans");
        let found = by_mark(path, &marked("/home/anna/team/.stfolder"));
        assert_eq!(found.as_deref(), Some("Syncthing"));
        assert_eq!(by_mark(path, &marked("/home/anna/other/.stfolder")), None);
        // The home of somebody who uses Dropbox is not itself synced.
        let home = |path: &Path| {
            path == Path::new("/home/anna/.dropbox") || path == Path::new("/home/anna/.dropbox/info.json")
        };
        assert_eq!(by_mark(path, &home), None);
    }
}
