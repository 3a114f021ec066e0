//! The address of a hub in PostgreSQL, taken apart: what may be kept, and the password that may not.

use crate::hub::AddressFault;
use sqlx::ConnectOptions as _;
use sqlx::postgres::{PgConnectOptions, PgSslMode};
use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;
use url::Url;

/// What may stand after the `?`. A misspelt `sslmode` must not pass for none.
const KNOWN: [&str; 10] = [
    "hub",
    "sslmode",
    "sslrootcert",
    "sslcert",
    "sslkey",
    "host",
    "port",
    "dbname",
    "user",
    "password",
];

/// Where a hub in PostgreSQL is: `postgres://user@host:port/database?hub=name&sslmode=verify-full`.
///
/// It is written (`Display`, `Debug`) without its password.
#[derive(Clone, PartialEq, Eq)]
pub struct PostgresAddress {
    /// As it may be kept.
    bare: Url,
    /// For this session only.
    password: Option<String>,
    hub: Option<String>,
}

impl PostgresAddress {
    /// True when the text is meant to be such an address.
    #[must_use]
    pub fn is_meant(text: &str) -> bool {
        let start = text.trim_start().to_ascii_lowercase();
        start.starts_with("postgres://") || start.starts_with("postgresql://")
    }

    /// The address as it may be written down.
    #[must_use]
    pub fn without_password(&self) -> String {
        self.bare.to_string()
    }

    /// True when a password stood in it.
    #[must_use]
    pub fn has_password(&self) -> bool {
        self.password.is_some()
    }

    /// The same with this password for the session.
    #[must_use]
    pub fn with_password(mut self, password: &str) -> Self {
        self.password = Some(password.to_owned());
        self
    }

    /// The schema the hub lives in: `slipway`, or `slipway_` and the hub's name.
    #[must_use]
    pub fn schema(&self) -> String {
        self.hub
            .as_ref()
            .map_or_else(|| "slipway".to_owned(), |name| format!("slipway_{name}"))
    }

    /// The server's name as people read it.
    #[must_use]
    pub fn server(&self) -> String {
        let options = self.bare_options();
        options.as_ref().map_or_else(
            || self.bare.host_str().unwrap_or_default().to_owned(),
            |options| match socket(options) {
                Some(folder) => folder,
                None => format!("{}:{}", options.get_host(), options.get_port()),
            },
        )
    }

    /// The hub in words, e.g. `PostgreSQL plans (q4) on db.example.org:5432`.
    #[must_use]
    pub fn words(&self) -> String {
        let options = self.bare_options();
        let database = options.as_ref().map_or("", |options| {
            options.get_database().unwrap_or_else(|| options.get_username())
        });
        let hub = self
            .hub
            .as_ref()
            .map(|name| format!(" ({name})"))
            .unwrap_or_default();
        format!("PostgreSQL {database}{hub} on {}", self.server())
    }

    fn bare_options(&self) -> Option<PgConnectOptions> {
        let mut url = self.bare.clone();
        keep(&mut url, |name| name != "hub");
        PgConnectOptions::from_url(&url).ok()
    }

    /// How sqlx connects. The password comes from the address, else from `PGPASSWORD` or the password file.
    pub(super) fn options(&self) -> Result<PgConnectOptions, AddressFault> {
        let mut url = self.bare.clone();
        keep(&mut url, |name| name != "hub");
        let options =
            PgConnectOptions::from_url(&url).map_err(|error| AddressFault::new(error.to_string()))?;
        let options = match &self.password {
            Some(password) => options.password(password),
            None => options,
        };
        let written = self.bare.query_pairs().any(|(name, _)| name == "sslmode");
        let encrypted = matches!(
            options.get_ssl_mode(),
            PgSslMode::Require | PgSslMode::VerifyCa | PgSslMode::VerifyFull
        );
        let options = if written || encrypted || is_local(&options) {
            options
        } else {
            options.ssl_mode(PgSslMode::Require)
        };
        Ok(options
            .application_name("Slipway")
            .disable_statement_logging()
            .options([
                ("statement_timeout", "15s"),
                ("lock_timeout", "5s"),
                // A computer that falls asleep in a push must not hold the head of everybody else.
                ("idle_in_transaction_session_timeout", "15s"),
            ]))
    }
}

impl FromStr for PostgresAddress {
    type Err = AddressFault;

    fn from_str(text: &str) -> Result<Self, AddressFault> {
        let mut bare = Url::parse(text.trim()).map_err(|error| AddressFault::new(error.to_string()))?;
        if !matches!(bare.scheme(), "postgres" | "postgresql") {
            return Err(AddressFault::new(format!(
                "it starts with {}, not with postgres",
                bare.scheme()
            )));
        }
        let mut password = decoded_password(&bare);
        let mut hub = None;
        for (name, value) in bare.query_pairs() {
            match name.as_ref() {
                "password" => password = Some(value.into_owned()),
                "hub" => hub = Some(checked(&value)?),
                name if KNOWN.contains(&name) => {}
                name => {
                    return Err(AddressFault::new(format!(
                        "“{name}” is unknown; known are {}",
                        KNOWN.join(", ")
                    )));
                }
            }
        }
        let failed = || AddressFault::new("a password stands where none can".into());
        if bare.password().is_some() {
            bare.set_password(None).map_err(|()| failed())?;
        }
        keep(&mut bare, |name| name != "password");
        bare.set_fragment(None);
        let address = Self { bare, password, hub };
        address.options()?;
        Ok(address)
    }
}

/// The password between `:` and `@`, decoded. The url crate decodes only queries, where a plus sign means a space.
fn decoded_password(url: &Url) -> Option<String> {
    let text = url.password()?.replace('+', "%2B").replace('&', "%26");
    let mut query = Url::parse("postgres:///").ok()?;
    query.set_query(Some(&format!("p={text}")));
    query.query_pairs().next().map(|(_, value)| value.into_owned())
}

impl fmt::Display for PostgresAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.bare.fmt(f)
    }
}

impl fmt::Debug for PostgresAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PostgresAddress({})", self.bare)
    }
}

fn checked(name: &str) -> Result<String, AddressFault> {
    let fits = (1..=40).contains(&name.len())
        && name
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
    if fits {
        Ok(name.to_owned())
    } else {
        Err(AddressFault::new(format!(
            "the name of a hub is 1 to 40 small letters, digits and _, not “{name}”"
        )))
    }
}

/// Leaves only the parameters that are to stay.
fn keep(url: &mut Url, stays: impl Fn(&str) -> bool) {
    let pairs: Vec<(String, String)> = url
        .query_pairs()
        .filter(|(name, _)| stays(name))
        .map(|(name, value)| (name.into_owned(), value.into_owned()))
        .collect();
    url.set_query(None);
    if !pairs.is_empty() {
        url.query_pairs_mut().extend_pairs(pairs);
    }
}

fn socket(options: &PgConnectOptions) -> Option<String> {
    let folder = options.get_socket().map(|path| path.display().to_string());
    folder.or_else(|| {
        let host = options.get_host();
        host.starts_with('/').then(|| host.to_owned())
    })
}

/// True when what is sent never leaves this computer.
fn is_local(options: &PgConnectOptions) -> bool {
    let host = options.get_host().trim_matches(['[', ']']);
    socket(options).is_some()
        || host.eq_ignore_ascii_case("localhost")
        || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(text: &str) -> PostgresAddress {
        text.parse().unwrap()
    }

    #[test]
    fn a_password_is_used_but_never_written() {
        for (text, password) in [
            (
                "postgres://ann:s3cret+%25%26x@db.example.org/plans?hub=q4",
                "s3cret+%&x",
            ),
            (
                "postgres://ann@db.example.org/plans?password=s3cret%2Bx&hub=q4",
                "s3cret+x",
            ),
        ] {
            let address = address(text);
            assert_eq!(address.password.as_deref(), Some(password));
            assert_eq!(address.to_string(), "postgres://ann@db.example.org/plans?hub=q4");
            assert!(!format!("{address:?}").contains("s3cret"));
            assert_eq!(
                self::address(&address.to_string()).to_string(),
                address.to_string()
            );
        }
    }

    #[test]
    fn another_computer_is_spoken_to_only_in_cipher_unless_plain_text_is_written_out() {
        let mode = |text: &str| address(text).options().unwrap().get_ssl_mode();
        assert!(matches!(
            mode("postgres://ann@db.example.org/p"),
            PgSslMode::Require
        ));
        assert!(matches!(
            mode("postgres://ann@db.example.org/p?sslmode=verify-full"),
            PgSslMode::VerifyFull
        ));
        assert!(matches!(
            mode("postgres://ann@db.example.org/p?sslmode=disable"),
            PgSslMode::Disable
        ));
        for local in [
            "postgres://ann@localhost/p",
            "postgres://ann@127.0.0.1/p",
            "postgres://ann@[::1]/p",
            "postgres:///p?host=/run/postgresql&user=ann",
        ] {
            assert!(matches!(mode(local), PgSslMode::Prefer), "{local}");
        }
    }

    #[test]
    fn a_misspelt_word_of_an_address_is_named() {
        let fault = "postgres://ann@db/p?sslmod=verify-full".parse::<PostgresAddress>();
        assert!(fault.unwrap_err().to_string().contains("“sslmod” is unknown"));
        let fault = "postgres://ann@db/p?hub=Q4%22;".parse::<PostgresAddress>();
        assert!(fault.unwrap_err().to_string().contains("name of a hub"));
        let fault = "postgres://ann:geheim@db:port/p".parse::<PostgresAddress>();
        assert!(!fault.unwrap_err().to_string().contains("geheim"));
    }

    #[test]
    fn a_computer_that_falls_asleep_is_not_waited_for() {
        let options = address("postgres://ann@db/p").options().unwrap();
        let settings = options.get_options().unwrap();
        assert!(
            settings.contains("idle_in_transaction_session_timeout=15s"),
            "{settings}"
        );
    }

    #[test]
    fn every_hub_of_a_database_has_a_schema_of_its_own() {
        assert_eq!(address("postgres://db/p").schema(), "slipway");
        assert_eq!(address("postgres://db/p?hub=q4").schema(), "slipway_q4");
    }
}
