//! A document as a tree of bounded size: the one shape in which YAML sources of any layout are looked at.

mod documents;
mod tree;

pub(crate) use documents::{Document, documents};
pub(crate) use tree::Node;
