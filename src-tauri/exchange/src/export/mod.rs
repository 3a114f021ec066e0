//! Our plan in formats of other tools.
