//! What services and environments are called over there: a small table that somebody keeps.

use planning::{Environment, Service};
use std::collections::BTreeMap;

/// Names over there, by reference.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    services: BTreeMap<String, String>,
    environments: BTreeMap<String, String>,
}

impl Names {
    /// The name of a service over there, when somebody has said it.
    #[must_use]
    pub fn service(&self, service: &Service) -> Option<&str> {
        let known = self.services.get(&service.reference.as_str().to_lowercase());
        known.map(String::as_str)
    }
    /// The name of an environment over there, when somebody has said it.
    #[must_use]
    pub fn environment(&self, environment: &Environment) -> Option<&str> {
        let known = self
            .environments
            .get(&environment.reference.as_str().to_lowercase());
        known.map(String::as_str)
    }
}

/// Reads a CSV with the columns `kind` (`service` or `environment`), `reference` and `name`.
///
/// # Errors
/// A sentence with file and row: a column is missing, a kind is unknown, a reference stands twice.
pub fn read_names(file: &str, bytes: &[u8]) -> Result<Names, String> {
    let mut reader = csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .flexible(true)
        .from_reader(bytes);
    let unreadable = |error: csv::Error| format!("{file} cannot be read as CSV: {error}.");
    let head = reader.headers().map_err(unreadable)?.clone();
    let column = |name: &str| {
        head.iter()
            .position(|title| title.trim_start_matches('\u{feff}').eq_ignore_ascii_case(name))
            .ok_or_else(|| {
                format!("{file} has no column “{name}”; it needs the columns kind, reference and name.")
            })
    };
    let (kind, reference, name) = (column("kind")?, column("reference")?, column("name")?);
    let mut names = Names::default();
    for (row, record) in reader.records().enumerate() {
        let record = record.map_err(unreadable)?;
        let cell = |column: usize| record.get(column).unwrap_or_default();
        let row = row + 2;
        let known = match cell(kind).to_lowercase().as_str() {
            "service" => &mut names.services,
            "environment" => &mut names.environments,
            other => {
                return Err(format!(
                    "{file}, row {row}: “{other}” is neither service nor environment."
                ));
            }
        };
        if cell(reference).is_empty() || cell(name).is_empty() {
            return Err(format!("{file}, row {row}: reference or name is empty."));
        }
        let before = known.insert(cell(reference).to_lowercase(), cell(name).to_owned());
        if before.is_some() {
            return Err(format!("{file}, row {row}: {} stands twice.", cell(reference)));
        }
    }
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::read_names;

    #[test]
    fn a_wrong_row_is_named() {
        let said = |text: &str| read_names("names.csv", text.as_bytes()).unwrap_err();
        assert_eq!(
            said("kind,name\n"),
            "names.csv has no column “reference”; it needs the columns kind, reference and name."
        );
        assert_eq!(
            said("kind,reference,name\nservice,a,A\nrobot,b,B\n"),
            "names.csv, row 3: “robot” is neither service nor environment."
        );
        assert_eq!(
            said("kind,reference,name\nservice,a,A\nservice,A,B\n"),
            "names.csv, row 3: A stands twice."
        );
    }
}
