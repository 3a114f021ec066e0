//! What a machine needs beside git, Rust and Node: installs it where Debian's apt is, else says what to install.

use crate::steps::{Steps, command};
use std::path::Path;
use std::process::{Command, Stdio};

/// To build the window, and the solver: it comes as C++ source, with a header that is read through libclang.
pub const BUILD: &[&str] = &[
    "build-essential",
    "pkg-config",
    "libwebkit2gtk-4.1-dev",
    "libgtk-3-dev",
    "cmake",
    "libclang-dev",
];
/// To drive it without a screen, and to read back the PDFs it writes.
pub const DRIVE: &[&str] = &["webkit2gtk-driver", "xvfb", "poppler-utils"];
/// To share a plan through a database: tests start servers of their own from its programs. The service that the
/// package may start is not used and can be switched off.
pub const SERVE: &[&str] = &["postgresql"];

/// Oldest Node that the UI's tools run on.
const NODE: u32 = 20;

/// Makes sure of the system's packages and of Node.
pub fn ensure(steps: &Steps, packages: &[&[&str]]) -> Result<(), String> {
    ensure_node()?;
    if cfg!(target_os = "linux") {
        ensure_linux(steps, &packages.concat())
    } else if cfg!(target_os = "macos") {
        if !says_yes(Command::new("xcode-select").arg("-p")) {
            return Err(
                "The compiler tools are missing. Install them with:\n\n    xcode-select --install\n"
                    .to_owned(),
            );
        }
        // libclang is one of those tools.
        ensure_cmake("brew install cmake")
    } else {
        // WebView2 is part of Windows 11, and Rust's installer brought the compiler's tools.
        ensure_cmake("winget install Kitware.CMake LLVM.LLVM")
    }
}

/// Makes sure of rustfmt and Clippy, which Rust's minimal profile leaves out.
pub fn ensure_components(steps: &Steps) -> Result<(), String> {
    let missing: Vec<&str> = [("rustfmt", "fmt"), ("clippy", "clippy")]
        .into_iter()
        .filter(|(_, tool)| !says_yes(crate::steps::cargo(&[tool, "--version"]).stdin(Stdio::null())))
        .map(|(component, _)| component)
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let mut words = vec!["component", "add"];
    words.extend(&missing);
    steps
        .must("Rust components", &mut command("rustup", &words))
        .map(drop)
}

fn ensure_node() -> Result<(), String> {
    let version = Command::new("node")
        .arg("--version")
        .output()
        .ok()
        .filter(|said| said.status.success());
    let version = version.map(|said| String::from_utf8_lossy(&said.stdout).trim().to_owned());
    let major: Option<u32> = version
        .as_deref()
        .and_then(|text| text.trim_start_matches('v').split('.').next()?.parse().ok());
    match (version, major) {
        (_, Some(major)) if major >= NODE => Ok(()),
        (Some(version), _) => Err(format!(
            "Node {version} is too old. Install Node {NODE} or newer: https://nodejs.org"
        )),
        (None, _) => Err(format!(
            "Node is missing. Install Node {NODE} or newer: https://nodejs.org"
        )),
    }
}

/// Makes sure of CMake, which builds the solver.
fn ensure_cmake(order: &str) -> Result<(), String> {
    if says_yes(Command::new("cmake").arg("--version")) {
        return Ok(());
    }
    Err(format!(
        "CMake or libclang, which build the solver, are missing. Install them with:\n\n    {order}\n"
    ))
}

fn ensure_linux(steps: &Steps, packages: &[&str]) -> Result<(), String> {
    if !Path::new("/usr/bin/dpkg-query").exists() {
        return ensure_other_linux(packages);
    }
    let missing: Vec<&str> = packages
        .iter()
        .copied()
        .filter(|package| !debian_has(package))
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    steps.say(&format!("Debian packages missing: {}", missing.join(" ")));
    let apt = |words: &[&str]| {
        let mut all: Vec<&str> = if is_root() { vec![] } else { vec!["sudo"] };
        if !all.is_empty() && std::env::var_os("CI").is_some() {
            // Nobody is there to type a password.
            all.push("--non-interactive");
        }
        // `env` because sudo does not pass the environment on.
        all.extend(["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-y", "-q"]);
        all.extend(words);
        command(all[0], &all[1..])
    };
    let by_hand = format!(
        "These packages are missing and could not be installed. Install them with:\n\n    \
         sudo apt-get install {}\n",
        missing.join(" ")
    );
    let mut install = vec!["install", "--no-install-recommends"];
    install.extend(&missing);
    // The package lists of a fresh machine are empty, those of an old one name files that have gone.
    let updated = steps.run("Debian package lists", &mut apt(&["update"]));
    let installed = steps.run("Debian packages", &mut apt(&install));
    if installed.ok {
        Ok(())
    } else if updated.ok {
        Err(by_hand)
    } else {
        Err(format!(
            "{by_hand}\napt-get update failed too: is there a network?"
        ))
    }
}

fn debian_has(package: &str) -> bool {
    let said = Command::new("dpkg-query")
        .args(["-W", "-f=${db:Status-Status}", package])
        .output();
    said.is_ok_and(|said| said.stdout == b"installed")
}

/// The names that other distributions give the same things.
fn ensure_other_linux(packages: &[&str]) -> Result<(), String> {
    let webkit = says_yes(Command::new("pkg-config").args(["--exists", "webkit2gtk-4.1"]));
    let driven = !packages.contains(&"xvfb")
        || ["Xvfb", "WebKitWebDriver", "pdftotext"]
            .iter()
            .all(|program| on_path(program));
    let solver = on_path("cmake") && on_path("clang");
    if webkit && driven && solver {
        return Ok(());
    }
    let system = std::fs::read_to_string("/etc/os-release").unwrap_or_default();
    let order = if ["fedora", "rhel"].iter().any(|name| system.contains(name)) {
        "sudo dnf install gcc gcc-c++ make pkgconf cmake clang webkit2gtk4.1-devel gtk3-devel xorg-x11-server-Xvfb \
         webkit2gtk-driver poppler-utils postgresql-server"
    } else if system.contains("arch") {
        "sudo pacman -S --needed base-devel cmake clang webkit2gtk-4.1 gtk3 xorg-server-xvfb poppler postgresql"
    } else if system.contains("suse") {
        "sudo zypper install gcc gcc-c++ make pkgconf cmake clang webkit2gtk3-devel gtk3-devel xorg-x11-server-Xvfb \
         poppler-tools postgresql-server"
    } else {
        "(your package manager) a C and C++ compiler, CMake, libclang, pkg-config, WebKitGTK 4.1 and GTK 3 with headers, Xvfb, \
         WebKitWebDriver, poppler's pdftotext, PostgreSQL's server"
    };
    Err(format!(
        "WebKitGTK, what drives it or what builds the solver is missing. Install it with:\n\n    {order}\n"
    ))
}

fn on_path(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
}

fn is_root() -> bool {
    let said = Command::new("id").arg("-u").output();
    said.is_ok_and(|said| said.stdout.starts_with(b"0\n"))
}

fn says_yes(command: &mut Command) -> bool {
    command
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}
