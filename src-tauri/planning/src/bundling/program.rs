//! A whole-number program, as solvers read it, and what makes such solvers usable here: one trait.
//!
//! This crate knows no solver. Whoever has one hands it in; the plan it gives is judged like any other.

use super::solve::Answer;

/// One number to be found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ProgramColumn {
    /// Least value.
    pub least: f64,
    /// Greatest value.
    pub most: f64,
    /// True for whole numbers only.
    pub whole: bool,
    /// What one of it earns.
    pub gain: f64,
}

/// A sum that must stay within limits.
#[derive(Clone, Debug, PartialEq)]
pub struct ProgramRow {
    /// Least value; minus infinity for none.
    pub least: f64,
    /// Greatest value; infinity for none.
    pub most: f64,
    /// Column and how often it counts.
    pub terms: Vec<(usize, f64)>,
}

/// Find the numbers that earn most.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Program {
    /// The numbers.
    pub columns: Vec<ProgramColumn>,
    /// The sums.
    pub rows: Vec<ProgramRow>,
    /// Earned whatever is chosen.
    pub constant: f64,
}

/// How far a solver is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Narrowing {
    /// What the best numbers so far earn; minus infinity while there are none.
    pub found: f64,
    /// Nothing earns more than this.
    pub bound: f64,
}

/// What a solver says in the end.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict {
    /// The best numbers found, by column.
    pub values: Option<Vec<f64>>,
    /// Nothing earns more than this; minus infinity when nothing keeps all rows.
    pub bound: f64,
}

impl Verdict {
    /// True when it is proven that no numbers keep all rows.
    #[must_use]
    pub fn impossible(&self) -> bool {
        self.values.is_none() && self.bound == f64::NEG_INFINITY
    }
}

/// A solver that proves.
pub trait Prover: Send + Sync {
    /// Solves the program to less than one off the best, starting from known numbers; gives up after so many nodes,
    /// or when the watch says so. The same program and nodes give the same verdict.
    fn prove(
        &self,
        program: &Program,
        start: Option<&[f64]>,
        nodes: u32,
        watch: &mut dyn FnMut(Narrowing) -> Answer,
    ) -> Verdict;
}
