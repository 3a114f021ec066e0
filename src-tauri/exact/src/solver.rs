//! The only room that calls HiGHS: one program in one instance, released when it is dropped.
#![allow(
    unsafe_code,
    reason = "HiGHS is C++ behind a C interface; every call is in this file"
)]

use highs_sys as highs;
use planning::bundling::{Answer, Narrowing, Program, Verdict};
use std::ffi::{CStr, c_char, c_int, c_void};

/// Who is asked while HiGHS runs.
struct Listener<'w> {
    watch: &'w mut dyn FnMut(Narrowing) -> Answer,
    last: Narrowing,
    stopped: bool,
}

/// An instance of HiGHS that holds one program.
pub(crate) struct Solver {
    instance: *mut c_void,
    columns: usize,
    rows: usize,
}

impl Drop for Solver {
    fn drop(&mut self) {
        // SAFETY: the instance was made by `Highs_create` and is released once.
        unsafe { highs::Highs_destroy(self.instance) }
    }
}

impl Solver {
    /// `None` when HiGHS does not take the program.
    pub(crate) fn with(program: &Program, nodes: u32) -> Option<Self> {
        // SAFETY: no arguments; a null instance is refused below.
        let instance = unsafe { highs::Highs_create() };
        if instance.is_null() {
            return None;
        }
        let solver = Self {
            instance,
            columns: program.columns.len(),
            rows: program.rows.len(),
        };
        solver.set_up(nodes);
        solver.pass(program).then_some(solver)
    }

    fn set_up(&self, nodes: u32) {
        let nodes = c_int::try_from(nodes).unwrap_or(c_int::MAX);
        // SAFETY: the instance is alive and every name ends with a zero byte; an unknown option is only refused.
        unsafe {
            highs::Highs_setBoolOptionValue(self.instance, c"output_flag".as_ptr(), 0);
            // One thread: the same answer each time, and no thread that outlives the window on Windows.
            highs::Highs_setIntOptionValue(self.instance, c"threads".as_ptr(), 1);
            highs::Highs_setStringOptionValue(self.instance, c"parallel".as_ptr(), c"off".as_ptr());
            highs::Highs_setIntOptionValue(self.instance, c"mip_max_nodes".as_ptr(), nodes);
            // Plans are worth whole numbers: less than one apart is the same.
            highs::Highs_setDoubleOptionValue(self.instance, c"mip_abs_gap".as_ptr(), 0.99);
            highs::Highs_setDoubleOptionValue(self.instance, c"mip_rel_gap".as_ptr(), 0.0);
        }
    }

    fn pass(&self, program: &Program) -> bool {
        let number = |count: usize| c_int::try_from(count).ok();
        let gains: Vec<f64> = program.columns.iter().map(|column| column.gain).collect();
        let least: Vec<f64> = program.columns.iter().map(|column| column.least).collect();
        let most: Vec<f64> = program.columns.iter().map(|column| column.most).collect();
        let whole: Vec<c_int> = program
            .columns
            .iter()
            .map(|column| c_int::from(column.whole))
            .collect();
        let row_least: Vec<f64> = program.rows.iter().map(|row| row.least).collect();
        let row_most: Vec<f64> = program.rows.iter().map(|row| row.most).collect();
        let (mut starts, mut index, mut value) = (vec![], vec![], vec![]);
        for row in &program.rows {
            let Some(start) = number(index.len()) else {
                return false;
            };
            starts.push(start);
            for &(column, count) in &row.terms {
                let Some(column) = number(column).filter(|_| column < self.columns) else {
                    return false;
                };
                index.push(column);
                value.push(count);
            }
        }
        let (Some(columns), Some(rows), Some(terms)) =
            (number(self.columns), number(self.rows), number(index.len()))
        else {
            return false;
        };
        // SAFETY: every list is as long as HiGHS is told, starts ascend, and column numbers are below `columns`;
        // HiGHS copies what it reads.
        let status = unsafe {
            highs::Highs_passMip(
                self.instance,
                columns,
                rows,
                terms,
                highs::kHighsMatrixFormatRowwise,
                highs::kHighsObjSenseMaximize,
                program.constant,
                gains.as_ptr(),
                least.as_ptr(),
                most.as_ptr(),
                row_least.as_ptr(),
                row_most.as_ptr(),
                starts.as_ptr(),
                index.as_ptr(),
                value.as_ptr(),
                whole.as_ptr(),
            )
        };
        status != highs::kHighsStatusError
    }

    /// Numbers to start from; those that keep no row are only passed over.
    pub(crate) fn start_from(&mut self, values: &[f64]) {
        if values.len() != self.columns {
            return;
        }
        let none = std::ptr::null();
        // SAFETY: there is one value for each column, and HiGHS copies them; the other three are allowed to be null.
        unsafe {
            highs::Highs_setSolution(self.instance, values.as_ptr(), none, none, none);
        }
    }

    /// Runs to the end, to the limit of nodes, or until the watch stops it. `None` when HiGHS failed.
    pub(crate) fn run(&mut self, watch: &mut dyn FnMut(Narrowing) -> Answer) -> Option<Verdict> {
        let mut listener = Listener {
            watch,
            last: Narrowing {
                found: f64::NEG_INFINITY,
                bound: f64::INFINITY,
            },
            stopped: false,
        };
        let asked = [
            highs::kHighsCallbackSimplexInterrupt,
            highs::kHighsCallbackMipInterrupt,
            highs::kHighsCallbackMipImprovingSolution,
        ];
        // SAFETY: the listener outlives the run, after which nobody calls back any more; HiGHS runs on this thread
        // alone, so nothing else touches the listener.
        let status = unsafe {
            highs::Highs_setCallback(self.instance, Some(heard), (&raw mut listener).cast());
            for kind in asked {
                highs::Highs_startCallback(self.instance, kind);
            }
            let status = highs::Highs_run(self.instance);
            for kind in asked {
                highs::Highs_stopCallback(self.instance, kind);
            }
            status
        };
        if status == highs::kHighsStatusError {
            return None;
        }
        // SAFETY: the instance is alive.
        let model = unsafe { highs::Highs_getModelStatus(self.instance) };
        if model == highs::kHighsModelStatusInfeasible {
            return Some(Verdict {
                values: None,
                bound: f64::NEG_INFINITY,
            });
        }
        let feasible = self.whole_number(c"primal_solution_status") == highs::kHighsSolutionStatusFeasible;
        let bound = self.number(c"mip_dual_bound");
        Some(Verdict {
            values: feasible.then(|| self.values()),
            bound: bound.unwrap_or(f64::INFINITY),
        })
    }

    fn number(&self, name: &CStr) -> Option<f64> {
        let mut value = 0.0;
        // SAFETY: the name ends with a zero byte and the value is writable for the call.
        let status = unsafe { highs::Highs_getDoubleInfoValue(self.instance, name.as_ptr(), &raw mut value) };
        (status == highs::kHighsStatusOk).then_some(value)
    }

    fn whole_number(&self, name: &CStr) -> c_int {
        let mut value = 0;
        // SAFETY: the name ends with a zero byte and the value is writable for the call.
        unsafe { highs::Highs_getIntInfoValue(self.instance, name.as_ptr(), &raw mut value) };
        value
    }

    fn values(&self) -> Vec<f64> {
        let (mut values, mut duals) = (vec![0.0; self.columns], vec![0.0; self.columns]);
        let (mut sums, mut row_duals) = (vec![0.0; self.rows], vec![0.0; self.rows]);
        // SAFETY: each list has room for every column or row of the program that HiGHS holds.
        unsafe {
            highs::Highs_getSolution(
                self.instance,
                values.as_mut_ptr(),
                duals.as_mut_ptr(),
                sums.as_mut_ptr(),
                row_duals.as_mut_ptr(),
            );
        }
        values
    }
}

/// Called by HiGHS between steps.
unsafe extern "C" fn heard(
    kind: c_int,
    _message: *const c_char,
    out: *const highs::HighsCallbackDataOut,
    answer: *mut highs::HighsCallbackDataIn,
    listener: *mut c_void,
) {
    // SAFETY: the pointer is the listener of `Solver::run`, which is alive and untouched while HiGHS runs.
    let Some(listener) = (unsafe { listener.cast::<Listener<'_>>().as_mut() }) else {
        return;
    };
    // SAFETY: HiGHS hands over a report that is valid for the call, or null.
    if let Some(out) = unsafe { out.as_ref() }
        && kind != highs::kHighsCallbackSimplexInterrupt
    {
        listener.last = Narrowing {
            found: out.mip_primal_bound,
            bound: out.mip_dual_bound,
        };
    }
    listener.stopped = listener.stopped || (listener.watch)(listener.last) == Answer::Stop;
    // SAFETY: HiGHS hands over an answer that is writable for the call, or null.
    if let Some(answer) = unsafe { answer.as_mut() } {
        answer.user_interrupt = c_int::from(listener.stopped);
    }
}
