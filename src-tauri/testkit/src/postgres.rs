//! A throw-away PostgreSQL: own folder, free port, synced to the disk like a real one, gone when nobody holds it.

use std::io;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};

/// The role that owns everything, and its password.
const OWNER: (&str, &str) = ("owner", "owners-secret");

/// A running server.
#[derive(Debug)]
pub struct Server {
    programs: PathBuf,
    folder: tempfile::TempDir,
    port: u16,
    databases: AtomicU32,
    /// Stops the server when its standard input closes: when the server is dropped, or the test process is killed.
    guard: Child,
}

impl Server {
    /// The server that all tests of this process share while one of them holds it. Without one the reason is
    /// printed, and the test is to end.
    ///
    /// # Panics
    /// When PostgreSQL is installed and does not start.
    #[must_use]
    pub fn shared() -> Option<Arc<Self>> {
        static SHARED: Mutex<Weak<Server>> = Mutex::new(Weak::new());
        let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(server) = shared.upgrade() {
            return Some(server);
        }
        let server = Arc::new(Self::own()?);
        *shared = Arc::downgrade(&server);
        Some(server)
    }

    /// A server for one test, which may stop and restart it.
    ///
    /// # Panics
    /// When PostgreSQL is installed and does not start.
    #[must_use]
    pub fn own() -> Option<Self> {
        match programs() {
            Ok(programs) => Some(Self::start(programs).unwrap_or_else(|error| panic!("PostgreSQL: {error}"))),
            Err(why) => {
                println!("SKIPPED: hub on PostgreSQL: {why}");
                None
            }
        }
    }

    fn start(programs: PathBuf) -> io::Result<Self> {
        let folder = tempfile::Builder::new().prefix("slipway-pg-").tempdir()?;
        let at = folder.path();
        std::fs::write(at.join("password"), OWNER.1)?;
        let tls = make_certificate(at);
        own_by_server(at)?;
        let data = at.join("data");
        let mut initdb = as_server(&programs.join("initdb"));
        initdb
            .arg("-D")
            .arg(&data)
            .args(["-U", OWNER.0, "-E", "UTF8", "--no-locale", "--no-sync"]);
        initdb.arg(format!("--pwfile={}", at.join("password").display()));
        done(
            initdb.args(["--auth-local=trust", "--auth-host=scram-sha-256"]),
            "initdb",
        )?;
        let port = std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let mut settings = format!(
            "\nlisten_addresses = '127.0.0.1'\nport = {port}\nunix_socket_directories = '{}'\nshared_buffers = 32MB\n",
            at.display()
        );
        if tls {
            let file = |name: &str| at.join(name).display().to_string();
            settings += &format!(
                "ssl = on\nssl_cert_file = '{}'\nssl_key_file = '{}'\n",
                file("server.crt"),
                file("server.key")
            );
        }
        let configuration = data.join("postgresql.conf");
        let defaults = std::fs::read_to_string(&configuration)?;
        std::fs::write(&configuration, defaults + &settings)?;
        let control = programs.join("pg_ctl");
        // The guard is there before the server is.
        let guard = as_server(Path::new("/bin/sh"))
            .args([
                "-c",
                "cat >/dev/null; \"$0\" -D \"$1\" -m immediate stop; rm -rf \"$2\"",
            ])
            .arg(&control)
            .arg(&data)
            .arg(at)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        let server = Self {
            programs,
            folder,
            port,
            databases: AtomicU32::new(0),
            guard,
        };
        server.control(&["start"])?;
        Ok(server)
    }

    /// Restarts it as after a crash: connections break in the middle, the log is replayed.
    ///
    /// # Panics
    /// When it does not come back.
    pub fn crash_and_restart(&self) {
        self.stop();
        self.start_again();
    }

    /// Stops it as a crash does.
    ///
    /// # Panics
    /// When it does not stop.
    pub fn stop(&self) {
        self.control(&["stop", "-m", "immediate"])
            .unwrap_or_else(|error| panic!("PostgreSQL: {error}"));
    }

    /// Starts it after a stop.
    ///
    /// # Panics
    /// When it does not start.
    pub fn start_again(&self) {
        self.control(&["start"])
            .unwrap_or_else(|error| panic!("PostgreSQL: {error}"));
    }

    fn control(&self, words: &[&str]) -> io::Result<()> {
        let at = self.folder.path();
        let mut control = as_server(&self.programs.join("pg_ctl"));
        control
            .arg("-D")
            .arg(at.join("data"))
            .arg("-l")
            .arg(at.join("log"));
        done(control.args(["-w", "-t", "60"]).args(words), "pg_ctl").map_err(|error| {
            let log = std::fs::read_to_string(at.join("log")).unwrap_or_default();
            io::Error::other(format!("{error}\n{log}"))
        })
    }

    /// A new database, and its address with the owner's password.
    ///
    /// # Panics
    /// When it cannot be made.
    #[must_use]
    pub fn database(&self) -> String {
        let number = self.databases.fetch_add(1, Ordering::Relaxed);
        let name = format!("plans_{}_{number}", std::process::id());
        self.sql("postgres", &format!("CREATE DATABASE {name}"));
        self.address(OWNER.0, OWNER.1, &name)
    }

    /// The address of a database for a role.
    #[must_use]
    pub fn address(&self, role: &str, password: &str, database: &str) -> String {
        format!("postgres://{role}:{password}@127.0.0.1:{}/{database}", self.port)
    }

    /// The same through the Unix socket, where everybody is trusted.
    #[must_use]
    pub fn socket_address(&self, role: &str, database: &str) -> String {
        let folder = self.folder.path().display();
        format!(
            "postgres:///{database}?user={role}&host={folder}&port={}",
            self.port
        )
    }

    /// Runs statements as the owner of the server, and answers what `psql` prints, unadorned.
    ///
    /// # Panics
    /// When one fails.
    pub fn sql(&self, database: &str, statements: &str) -> String {
        self.try_sql(OWNER.0, database, statements)
            .unwrap_or_else(|error| panic!("{statements}: {error}"))
    }

    /// Runs statements as a role; all of them or none.
    ///
    /// # Errors
    /// What `psql` says.
    pub fn try_sql(&self, role: &str, database: &str, statements: &str) -> Result<String, String> {
        let mut psql = as_server(&self.programs.join("psql"));
        psql.args([
            "-X",
            "-q",
            "-A",
            "-t",
            "-v",
            "ON_ERROR_STOP=1",
            "-p",
            &self.port.to_string(),
        ]);
        psql.arg("-h").arg(self.folder.path());
        psql.args(["-U", role, "-d", database, "-c", statements]);
        let said = psql.output().map_err(|error| error.to_string())?;
        if said.status.success() {
            Ok(String::from_utf8_lossy(&said.stdout).trim().to_owned())
        } else {
            Err(String::from_utf8_lossy(&said.stderr).trim().to_owned())
        }
    }

    /// The certificate of the authority behind the server's own, which is for `localhost`; `None` when there is no
    /// `openssl` to make them.
    #[must_use]
    pub fn authority(&self) -> Option<PathBuf> {
        let path = self.folder.path();
        path.join("server.crt").exists().then(|| path.join("ca.crt"))
    }

    /// The port on 127.0.0.1.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.guard.stdin.take());
        if let Err(error) = self.guard.wait() {
            eprintln!("PostgreSQL was not stopped: {error}");
        }
    }
}

/// Where the server's programs are: the newest that is installed.
fn programs() -> Result<PathBuf, String> {
    if !cfg!(unix) {
        return Err("tests start a server on Linux and macOS only".into());
    }
    let mut folders: Vec<(u32, PathBuf)> = Vec::new();
    for versions in std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
    {
        let version = versions.file_name().to_string_lossy().parse().unwrap_or(0);
        folders.push((version, versions.path().join("bin")));
    }
    folders.sort();
    let path = std::env::var_os("PATH").unwrap_or_default();
    let on_path =
        std::env::split_paths(&path).chain(["/usr/pgsql/bin", "/opt/homebrew/bin"].map(PathBuf::from));
    folders
        .into_iter()
        .rev()
        .map(|(_, folder)| folder)
        .chain(on_path)
        .find(|folder| {
            ["initdb", "pg_ctl", "psql"]
                .iter()
                .all(|name| folder.join(name).is_file())
        })
        .ok_or_else(|| "PostgreSQL's server is not installed (Debian's package: postgresql)".into())
}

/// A program run as whom a server accepts: PostgreSQL refuses to run as root.
fn as_server(program: &Path) -> Command {
    let mut command = if is_root() {
        let mut command = Command::new("setpriv");
        command
            .args(["--reuid", user(), "--regid", user(), "--clear-groups", "--"])
            .arg(program);
        command
    } else {
        Command::new(program)
    };
    command
        .current_dir("/")
        .env("LC_ALL", "C")
        .env_remove("PGOPTIONS");
    command
}

fn own_by_server(folder: &Path) -> io::Result<()> {
    if !is_root() {
        return Ok(());
    }
    done(
        Command::new("chown")
            .args(["-R", &format!("{0}:{0}", user())])
            .arg(folder),
        "chown",
    )
}

fn user() -> &'static str {
    let users = std::fs::read_to_string("/etc/passwd").unwrap_or_default();
    if users.lines().any(|line| line.starts_with("postgres:")) {
        "postgres"
    } else {
        "nobody"
    }
}

fn is_root() -> bool {
    let said = Command::new("id").arg("-u").output();
    said.is_ok_and(|said| said.stdout.starts_with(b"0\n"))
}

/// An authority and a certificate of its for `localhost`. True when they were made.
fn make_certificate(folder: &Path) -> bool {
    let openssl = |words: &str| {
        let words = words.replace("IN/", &format!("{}/", folder.display()));
        let said = Command::new("openssl")
            .args(words.split(' '))
            .stdin(Stdio::null())
            .output();
        said.is_ok_and(|said| said.status.success())
    };
    let extensions = "basicConstraints=critical,CA:FALSE\nsubjectAltName=DNS:localhost\n";
    std::fs::write(folder.join("extensions"), extensions).is_ok()
        && openssl(
            "req -x509 -newkey rsa:2048 -nodes -days 3650 -subj /CN=tests -keyout IN/ca.key -out IN/ca.crt",
        )
        && openssl("req -newkey rsa:2048 -nodes -subj /CN=localhost -keyout IN/server.key -out IN/server.csr")
        && openssl(
            "x509 -req -in IN/server.csr -CA IN/ca.crt -CAkey IN/ca.key -CAcreateserial -days 3650 \
             -extfile IN/extensions -out IN/server.crt",
        )
}

fn done(command: &mut Command, name: &str) -> io::Result<()> {
    // Not through a pipe: the server inherits it and would keep it open.
    let said = tempfile::tempfile()?;
    let status = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(said.try_clone()?)
        .status()?;
    if status.success() {
        return Ok(());
    }
    let mut said = said;
    let mut text = String::new();
    io::Seek::rewind(&mut said)?;
    io::Read::read_to_string(&mut said, &mut text)?;
    Err(io::Error::other(format!("{name}: {text}")))
}
