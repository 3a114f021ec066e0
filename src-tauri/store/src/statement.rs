//! The SQL of each table, written once from its shape: read all, put many, remove many.

use crate::shape::{Field, Link, shape};
use planning::plan::TableName;
use std::fmt::Write as _;
use std::sync::LazyLock;

/// The statements of one table. Rows go in and come out as one JSON array.
#[derive(Debug)]
pub(crate) struct Statements {
    /// One row, one column: every record as a JSON array, in order of id.
    pub(crate) read: String,
    /// `?1`: JSON array of records that are not there yet.
    pub(crate) insert: String,
    /// The link tables: path of the list in a record, and the statement with `?1`: JSON array of pairs of a
    /// record's id and its list.
    pub(crate) link: Vec<(String, String)>,
    /// `?1`: JSON array of ids.
    pub(crate) remove: String,
}

/// The statements of the table.
pub(crate) fn statements(table: TableName) -> &'static Statements {
    static ALL: LazyLock<Vec<Statements>> = LazyLock::new(|| {
        TableName::ALL
            .iter()
            .map(|table| write_statements(*table))
            .collect()
    });
    &ALL[table as usize]
}

#[derive(Default)]
struct Columns {
    names: Vec<String>,
    values: Vec<String>,
    links: Vec<(String, Link)>,
}

fn write_statements(table: TableName) -> Statements {
    let name = table.word();
    let mut columns = Columns::default();
    collect(shape(table), "", "$", &mut columns);
    let object = object(shape(table), "");
    Statements {
        read: format!("SELECT json_group_array(json({object}) ORDER BY t.id) FROM \"{name}\" AS t"),
        insert: format!(
            "WITH record AS MATERIALIZED (SELECT value FROM json_each(?1)) \
             INSERT INTO \"{name}\" ({}) SELECT {} FROM record",
            columns.names.join(", "),
            columns.values.join(", ")
        ),
        link: columns
            .links
            .iter()
            .map(|(path, link)| (path.clone(), write_link(link)))
            .collect(),
        remove: format!("DELETE FROM \"{name}\" WHERE id IN (SELECT value FROM json_each(?1))"),
    }
}

fn write_link(link: &Link) -> String {
    let Link {
        table, owner, item, ..
    } = link;
    format!(
        "INSERT INTO {table} (\"{owner}\", position, \"{item}\") \
         SELECT pair.value ->> 0, item.key, item.value \
         FROM json_each(?1) AS pair, json_each(pair.value, '$[1]') AS item"
    )
}

fn collect(fields: &[Field], prefix: &str, path: &str, columns: &mut Columns) {
    for field in fields {
        match field {
            Field::Plain(name) | Field::Id(name, _) | Field::Truth(name) => {
                columns.names.push(format!("\"{prefix}{name}\""));
                columns.values.push(format!("record.value ->> '{path}.{name}'"));
            }
            Field::List(name) => {
                columns.names.push(format!("\"{prefix}{name}\""));
                columns.values.push(format!("record.value -> '{path}.{name}'"));
            }
            Field::Part(name, inner) | Field::Maybe(name, inner) => {
                collect(
                    inner,
                    &format!("{prefix}{name}_"),
                    &format!("{path}.{name}"),
                    columns,
                );
            }
            Field::Links(name, link) => columns.links.push((
                format!("{}/{name}", path.trim_start_matches('$').replace('.', "/")),
                *link,
            )),
        }
    }
}

/// The expression that makes the fields' JSON object again.
fn object(fields: &[Field], prefix: &str) -> String {
    let mut text = String::from("json_object(");
    for (at, field) in fields.iter().enumerate() {
        let comma = if at == 0 { "" } else { ", " };
        let (name, value) = match field {
            Field::Plain(name) | Field::Id(name, _) => (name, format!("t.\"{prefix}{name}\"")),
            Field::Truth(name) => (name, format!("json(iif(t.\"{prefix}{name}\", 'true', 'false'))")),
            Field::List(name) => (name, format!("json(t.\"{prefix}{name}\")")),
            Field::Part(name, inner) => (name, object(inner, &format!("{prefix}{name}_"))),
            Field::Maybe(name, inner) => {
                let inner_prefix = format!("{prefix}{name}_");
                let there = inner
                    .first()
                    .map(|field| column(field, &inner_prefix))
                    .unwrap_or_default();
                let value = object(inner, &inner_prefix);
                (name, format!("json(iif({there} IS NULL, 'null', {value}))"))
            }
            Field::Links(
                name,
                Link {
                    table, owner, item, ..
                },
            ) => (
                name,
                format!(
                    "json((SELECT json_group_array(l.\"{item}\" ORDER BY l.position) \
                     FROM {table} AS l WHERE l.\"{owner}\" = t.id))"
                ),
            ),
        };
        let _ = write!(text, "{comma}'{name}', {value}");
    }
    text.push(')');
    text
}

fn column(field: &Field, prefix: &str) -> String {
    match field {
        Field::Plain(name) | Field::Id(name, _) | Field::Truth(name) | Field::List(name) => {
            format!("t.\"{prefix}{name}\"")
        }
        Field::Part(name, _) | Field::Maybe(name, _) | Field::Links(name, _) => {
            format!("t.\"{prefix}{name}\"")
        }
    }
}
