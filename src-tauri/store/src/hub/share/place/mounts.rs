//! The mount table of Linux, and the names file systems have elsewhere, as values.
#![cfg_attr(
    not(target_os = "linux"),
    allow(dead_code, reason = "each system has its own way to say what is mounted")
)]

use std::path::{Path, PathBuf};

/// One mounted file system.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Mount {
    pub(super) point: PathBuf,
    /// E.g. `nfs4`, `cifs`, `fuse.sshfs`.
    pub(super) kind: String,
    /// E.g. `server:/export`.
    pub(super) source: String,
    pub(super) options: Vec<String>,
}

impl Mount {
    /// One of which only the name is known.
    pub(super) fn named(kind: &str) -> Self {
        Self {
            kind: kind.into(),
            ..Self::default()
        }
    }

    pub(super) fn has(&self, option: &str) -> bool {
        self.options.iter().any(|known| known == option)
    }

    /// The value of an option, e.g. of `local_lock`.
    pub(super) fn value(&self, option: &str) -> Option<&str> {
        self.options
            .iter()
            .find_map(|known| known.strip_prefix(option)?.strip_prefix('='))
    }
}

/// The mounts in the text of `/proc/self/mountinfo`, in its order. Lines that do not fit are left out.
pub(super) fn parse(text: &str) -> Vec<Mount> {
    text.lines().filter_map(line).collect()
}

/// `36 35 98:0 / /mnt rw,noatime shared:1 - nfs4 server:/export rw,vers=4.2`
fn line(line: &str) -> Option<Mount> {
    let (before, after) = line.split_once(" - ")?;
    let mut before = before.split(' ').skip(4);
    let point = unescape(before.next()?);
    let own = before.next()?;
    let mut after = after.split(' ');
    let kind = unescape(after.next()?);
    let source = unescape(after.next()?);
    let options = own
        .split(',')
        .chain(after.next().unwrap_or_default().split(','))
        .filter(|option| !option.is_empty())
        .map(unescape)
        .collect();
    Some(Mount {
        point: point.into(),
        kind,
        source,
        options,
    })
}

/// The kernel writes a space as `\040`.
fn unescape(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let octal = (*first == b'\\')
            .then(|| after.get(..3))
            .flatten()
            .and_then(|digits| u8::from_str_radix(std::str::from_utf8(digits).ok()?, 8).ok());
        match octal {
            Some(byte) => {
                bytes.push(byte);
                rest = after.get(3..).unwrap_or_default();
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The mount a path lies on: the longest mount point above it, and of several there the last, which covers the others.
pub(super) fn of(mounts: &[Mount], path: &Path) -> Option<Mount> {
    mounts
        .iter()
        .filter(|mount| path.starts_with(&mount.point))
        .max_by_key(|mount| mount.point.components().count())
        .cloned()
}

/// The name of a remote file system by the mark `statfs` gives; `None` for all others.
pub(super) fn kind_of_magic(magic: u32) -> Option<&'static str> {
    Some(match magic {
        0x0000_6969 => "nfs",
        0xFE53_4D42 | 0xFF53_4D42 | 0x0000_517B => "cifs",
        0x6573_5546 => "fuse",
        0x0102_1997 => "9p",
        0x5346_414F | 0x6B41_4653 => "afs",
        0x00C3_6400 => "ceph",
        0x7375_7245 => "coda",
        0x0BD0_0BD0 => "lustre",
        _ => return None,
    })
}

/// A share by the two parts of its Windows name.
#[cfg_attr(not(windows), allow(dead_code, reason = "names of Windows shares"))]
pub(super) fn of_unc(server: &str, share: &str) -> Mount {
    let lower = server.to_ascii_lowercase();
    let kind = if lower.contains("@ssl") || share.eq_ignore_ascii_case("DavWWWRoot") {
        "webdav"
    } else if lower == "wsl$" || lower == "wsl.localhost" || lower == "tsclient" {
        "9p"
    } else {
        "smb"
    };
    Mount {
        source: format!("//{server}/{share}"),
        ..Mount::named(kind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "\
22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw,errors=remount-ro
23 22 0:21 / /proc rw,nosuid - proc proc rw
90 22 0:50 / /mnt/team rw,relatime shared:40 master:3 - nfs4 nas:/team rw,vers=4.2,hard,proto=tcp,local_lock=none
91 90 0:51 / /mnt/team/old rw - nfs nas:/old rw,vers=3,nolock,local_lock=all
92 22 0:52 / /mnt/Team\\040Plans rw,relatime - cifs //nas/Team\\040Plans rw,vers=3.1.1,cache=strict,nobrl
93 22 0:53 / /mnt/team rw - tmpfs tmpfs rw,size=1k
broken line
";

    fn kind(path: &str) -> Option<String> {
        of(&parse(TABLE), Path::new(path)).map(|mount| mount.kind)
    }

    #[test]
    fn the_longest_mount_point_above_a_path_counts_and_the_last_of_equals() {
        assert_eq!(kind("/home/anna/plan").as_deref(), Some("ext4"));
        assert_eq!(kind("/mnt/team/old/plan").as_deref(), Some("nfs"));
        assert_eq!(kind("/mnt/team/plan").as_deref(), Some("tmpfs"));
        assert_eq!(kind("/mnt/teams/plan").as_deref(), Some("ext4"));
        assert_eq!(kind("/mnt/Team Plans/plan").as_deref(), Some("cifs"));
        assert_eq!(of(&[], Path::new("/")), None);
    }

    #[test]
    fn options_of_both_sides_are_read() {
        let mounts = parse(TABLE);
        assert_eq!(mounts.len(), 6);
        assert!(mounts[3].has("nolock"));
        assert_eq!(mounts[3].value("local_lock"), Some("all"));
        assert_eq!(mounts[4].source, "//nas/Team Plans");
        assert!(mounts[4].has("relatime") && mounts[4].has("nobrl"));
        assert_eq!(mounts[0].value("local_lock"), None);
    }

    #[test]
    fn a_backslash_that_is_no_escape_stays() {
        assert_eq!(unescape("a\\040b\\134c\\9d\\"), "a b\\c\\9d\\");
    }

    #[test]
    fn windows_names_tell_shares_from_web_folders() {
        let kinds = [
            of_unc("nas", "team").kind,
            of_unc("files.example@SSL", "DavWWWRoot").kind,
            of_unc("wsl.localhost", "Debian").kind,
        ];
        assert_eq!(kinds, ["smb", "webdav", "9p"]);
    }
}
