//! The table: which file systems keep a hub safe under the lease, which with a drawback, which do not.

use super::mounts::Mount;
use super::{Judgement, PlaceVerdict};

const TO_A_SHARE: &str = "Choose a folder on a Windows share or NFS, or let the team meet on PostgreSQL.";

/// A verdict on a mount, in a folder that a sync program may own.
pub(super) fn judge(mount: &Mount, sync: Option<&str>) -> PlaceVerdict {
    let judgement = match sync {
        Some(program) => refuse(
            &format!(
                "{program} copies this folder, and turns edits made at the same time into conflicted copies."
            ),
            "Choose a folder that no program syncs: a Windows share, NFS, or let the team meet on PostgreSQL.",
        ),
        None => of_mount(mount),
    };
    PlaceVerdict {
        file_system: mount.kind.clone(),
        options: mount.options.clone(),
        remote: is_remote(mount),
        judgement,
    }
}

/// Whether other machines may write there. Anything unknown may be anywhere.
pub(super) fn is_remote(mount: &Mount) -> bool {
    const LOCAL: &[&str] = &[
        "ext2", "ext3", "ext4", "xfs", "btrfs", "zfs", "f2fs", "jfs", "reiserfs", "bcachefs", "nilfs2",
        "overlay", "aufs", "tmpfs", "ramfs", "rootfs", "vfat", "msdos", "exfat", "ntfs", "ntfs3", "fuseblk",
        "hfs", "hfsplus", "apfs", "ufs", "udf", "iso9660", "squashfs", "erofs", "ecryptfs",
    ];
    !LOCAL.contains(&mount.kind.as_str())
}

fn of_mount(mount: &Mount) -> Judgement {
    match mount.kind.as_str() {
        "tmpfs" | "ramfs" => {
            warn("This folder is kept in memory and is empty after the computer starts again.")
        }
        _ if !is_remote(mount) => Judgement::Safe,
        "nfs" | "nfs4" => of_nfs(mount),
        "cifs" | "smb3" | "smbfs" | "smb" | "afpfs" => of_smb(mount),
        "fuse.sshfs" => warn(
            "SSHFS works but is slow: a save may take half a minute when several people work. A Windows share or \
             NFS is faster.",
        ),
        "davfs" | "fuse.davfs" | "fuse.davfs2" | "webdav" | "webdavfs" => refuse(
            "WebDAV has no lock that holds and keeps old pieces of files.",
            TO_A_SHARE,
        ),
        kind if is_object_store(kind) => refuse(
            "This folder shows files of a cloud store, which replaces whole files and cannot keep two writers apart.",
            TO_A_SHARE,
        ),
        "fuse.gvfsd-fuse" => refuse(
            "This share is only shown by the file browser, which does not keep writers apart.",
            "Let the system mount the same share (cifs or nfs in /etc/fstab), and choose it there.",
        ),
        "9p" | "virtiofs" | "vboxsf" | "prl_fs" | "fuse.vmhgfs-fuse" | "fuse.grpcfuse" => warn(
            "This folder belongs to the computer this virtual one runs on. It works while all use it through the \
             same program; it was not tried with others.",
        ),
        "ceph" | "fuse.ceph-fuse" | "fuse.glusterfs" | "lustre" | "gpfs" | "gfs2" | "ocfs2" | "afs"
        | "beegfs" => warn(&format!(
            "{} keeps files the same on all machines by its own rules; a shared plan was not tried on it.",
            mount.kind
        )),
        kind if kind.starts_with("fuse") => warn(&format!(
            "Slipway does not know the file system {kind}. Entries it loses are noticed and can be published again; \
             a Windows share or NFS is safer."
        )),
        kind => warn(&format!(
            "Slipway does not know the file system {kind}. Entries it loses are noticed and can be published again; \
             a local disk, a Windows share or NFS is safer."
        )),
    }
}

fn is_object_store(kind: &str) -> bool {
    const STORES: &[&str] = &[
        "s3fs",
        "rclone",
        "goofys",
        "gcsfuse",
        "blobfuse",
        "blobfuse2",
        "mount-s3",
        "geesefs",
        "juicefs",
        "google-drive-ocamlfuse",
        "onedriver",
        "dropbox",
        "pcloud",
        "jmtpfs",
        "curlftpfs",
    ];
    kind.strip_prefix("fuse.")
        .is_some_and(|program| STORES.contains(&program))
}

fn of_nfs(mount: &Mount) -> Judgement {
    if mount.has("nocto") {
        return refuse(
            "This share is mounted with “nocto”: a machine may go on reading an old copy of the file.",
            "Mount it without “nocto”, or choose another folder.",
        );
    }
    let own_locks = mount.has("nolock")
        || mount
            .value("local_lock")
            .is_some_and(|value| value == "all" || value == "posix");
    if own_locks {
        return warn(
            "This share is mounted without locks between machines (“nolock”). Slipway's own lock file keeps \
             writers apart; other programs that open the file are not kept out.",
        );
    }
    Judgement::Safe
}

fn of_smb(mount: &Mount) -> Judgement {
    if matches!(mount.value("cache"), Some("loose" | "ro" | "singleclient")) {
        return refuse(
            "This share is mounted with a loose cache: a machine may go on reading an old copy of the file.",
            "Mount it with “cache=strict”, which is the default, or choose another folder.",
        );
    }
    if mount.has("nobrl") {
        return warn(
            "This share is mounted without locks between machines (“nobrl”). Slipway's own lock file keeps \
             writers apart; other programs that open the file are not kept out.",
        );
    }
    Judgement::Safe
}

fn warn(sentence: &str) -> Judgement {
    Judgement::Warn {
        sentence: sentence.into(),
    }
}

fn refuse(what: &str, way_out: &str) -> Judgement {
    Judgement::Refuse {
        what: what.into(),
        way_out: way_out.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::mounts::parse;
    use super::*;

    /// The verdict on a line of the mount table, in a word.
    fn check(kind: &str, options: &str) -> (bool, &'static str) {
        let mounts = parse(&format!(
            "36 35 98:0 / /mnt/team rw,relatime - {kind} nas:/team {options}"
        ));
        let verdict = judge(&mounts[0], None);
        let word = match verdict.judgement {
            Judgement::Safe => "safe",
            Judgement::Warn { .. } => "warn",
            Judgement::Refuse { .. } => "refuse",
        };
        (verdict.remote, word)
    }

    #[test]
    fn each_file_system_has_its_verdict() {
        let table = [
            ("ext4", "rw", false, "safe"),
            ("overlay", "rw,lowerdir=/l,upperdir=/u", false, "safe"),
            ("fuseblk", "rw,user_id=0", false, "safe"),
            ("tmpfs", "rw,size=1g", false, "warn"),
            ("nfs4", "rw,vers=4.2,hard,local_lock=none", true, "safe"),
            ("nfs", "rw,vers=3,nolock,local_lock=all", true, "warn"),
            ("nfs", "rw,vers=3,local_lock=posix", true, "warn"),
            ("nfs", "rw,vers=3,local_lock=none", true, "safe"),
            ("nfs4", "rw,vers=4.2,nocto", true, "refuse"),
            ("cifs", "rw,vers=3.1.1,cache=strict", true, "safe"),
            ("cifs", "rw,vers=3.1.1,cache=strict,nobrl", true, "warn"),
            ("cifs", "rw,vers=3.1.1,cache=loose", true, "refuse"),
            ("smb3", "rw", true, "safe"),
            ("fuse.sshfs", "rw,user_id=0,group_id=0", true, "warn"),
            ("fuse.rclone", "rw", true, "refuse"),
            ("fuse.gvfsd-fuse", "rw", true, "refuse"),
            ("fuse.nobodyknows", "rw", true, "warn"),
            ("fuse", "rw", true, "warn"),
            ("davfs", "rw", true, "refuse"),
            ("virtiofs", "rw", true, "warn"),
            ("9p", "rw,trans=virtio", true, "warn"),
            ("ceph", "rw", true, "warn"),
            ("brandnewfs", "rw", true, "warn"),
        ];
        for (kind, options, remote, word) in table {
            assert_eq!(check(kind, options), (remote, word), "{kind} {options}");
        }
    }

    #[test]
    fn a_sync_folder_is_refused_on_any_disk() {
        let verdict = judge(&Mount::named("ext4"), Some("OneDrive"));
        assert_eq!(
            verdict.refusal().unwrap_err().to_string(),
            "OneDrive copies this folder, and turns edits made at the same time into conflicted copies. Choose a \
             folder that no program syncs: a Windows share, NFS, or let the team meet on PostgreSQL."
        );
    }
}
