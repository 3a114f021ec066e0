//! Packages for office programs: named parts with their types and relationships become one file, the same bytes for
//! the same parts on every machine.

mod package;
mod zip;

pub use package::{Package, escape};
