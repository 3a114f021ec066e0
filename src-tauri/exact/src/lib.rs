//! Exact work: whole-number programs of the core, solved to their end by HiGHS on one thread.

mod solver;

use planning::bundling::{Answer, Narrowing, Program, Prover, Verdict};
use solver::Solver;

/// HiGHS as the core's prover.
#[derive(Clone, Copy, Debug, Default)]
pub struct Highs;

impl Prover for Highs {
    fn prove(
        &self,
        program: &Program,
        start: Option<&[f64]>,
        nodes: u32,
        watch: &mut dyn FnMut(Narrowing) -> Answer,
    ) -> Verdict {
        let unknown = Verdict {
            values: None,
            bound: f64::INFINITY,
        };
        let Some(mut solver) = Solver::with(program, nodes) else {
            return unknown;
        };
        if let Some(start) = start {
            solver.start_from(start);
        }
        solver.run(watch).unwrap_or(unknown)
    }
}
