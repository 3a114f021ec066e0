//! Variables of a Compose project: the `.env` file, and what stands for `${NAME}` in a value.

use std::collections::BTreeMap;

/// Variables by name.
pub(crate) type Variables = BTreeMap<String, String>;

/// Longest value that is put together; a variable that doubles itself ends here.
const MOST: usize = 16 << 10;

/// Reads a `.env` file: `NAME=value`, quoted or not, with `#` comments; later values may use earlier ones.
pub(crate) fn read(text: &str) -> Variables {
    let mut variables = Variables::new();
    for line in text.lines() {
        let line = line.trim().trim_start_matches("export ").trim_start();
        let Some((name, value)) = line.split_once('=').filter(|_| !line.starts_with('#')) else {
            continue;
        };
        let value = value.trim();
        let value = if let Some(rest) = value.strip_prefix('\'') {
            rest.split('\'').next().unwrap_or_default().to_owned()
        } else if let Some(rest) = value.strip_prefix('"') {
            filled(rest.split('"').next().unwrap_or_default(), &variables)
        } else {
            filled(
                value.split(" #").next().unwrap_or_default().trim_end(),
                &variables,
            )
        };
        variables.insert(name.trim().to_owned(), value);
    }
    variables
}

/// The value with its variables filled in; an unknown one is empty, as Compose has it.
pub(crate) fn filled(text: &str, variables: &Variables) -> String {
    let mut said = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('$') {
        said.push_str(before);
        if said.len() > MOST {
            return String::new();
        }
        if let Some(next) = after.strip_prefix('$') {
            said.push('$');
            rest = next;
        } else if let Some((inner, next)) = after.strip_prefix('{').and_then(braced) {
            said.push_str(&one(inner, variables));
            rest = next;
        } else {
            let end = after
                .find(|letter: char| !(letter.is_ascii_alphanumeric() || letter == '_'))
                .unwrap_or(after.len());
            let (name, next) = after.split_at(end);
            if name.is_empty() {
                said.push('$');
            }
            said.push_str(variables.get(name).map_or("", String::as_str));
            rest = next;
        }
    }
    said.push_str(rest);
    said
}

/// What stands between the braces, and what follows them.
fn braced(text: &str) -> Option<(&str, &str)> {
    let mut open = 1;
    for (at, letter) in text.char_indices() {
        match letter {
            '{' => open += 1,
            '}' => open -= 1,
            _ => {}
        }
        if open == 0 {
            return Some((text.get(..at)?, text.get(at + 1..)?));
        }
    }
    None
}

/// `NAME`, `NAME:-other`, `NAME-other`, `NAME:+other`, `NAME?message`.
fn one(inner: &str, variables: &Variables) -> String {
    let end = inner
        .find(|letter: char| !(letter.is_ascii_alphanumeric() || letter == '_'))
        .unwrap_or(inner.len());
    let (name, how) = inner.split_at(end);
    let value = variables.get(name).map(String::as_str);
    let full = value.filter(|value| !value.is_empty());
    // Nested defaults are rare and short; their depth is that of the text.
    let other = |from: usize| {
        how.get(from..)
            .map(|text| filled(text, variables))
            .unwrap_or_default()
    };
    match how {
        how if how.starts_with(":-") => full.map_or_else(|| other(2), str::to_owned),
        how if how.starts_with('-') => value.map_or_else(|| other(1), str::to_owned),
        how if how.starts_with(":+") => full.map(|_| other(2)).unwrap_or_default(),
        how if how.starts_with('+') => value.map(|_| other(1)).unwrap_or_default(),
        _ => value.unwrap_or_default().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_are_filled_in_as_compose_does() {
        let known = read(
            "# head\nNAME=shop\nTAG=\"${NAME}-1\" # note\nexport RAW='${NAME}'\nEMPTY=\nPORT=80 # web\n",
        );
        let fill = |text: &str| filled(text, &known);
        assert_eq!(fill("${NAME}:${TAG}"), "shop:shop-1");
        assert_eq!(fill("$RAW and $$NAME"), "${NAME} and $NAME");
        assert_eq!(fill("${EMPTY:-x}${EMPTY-y}${NONE:-${NAME}}${NAME:+z}"), "xshopz");
        assert_eq!(fill("${NONE}$PORT${NONE?say it}"), "80");
    }
}
