//! Bringing in what other tools know, after a look at what it would change; and taking the plan out.

mod export;
mod import;
mod pipeline;

pub use export::{ExportFormat, ExportQuestion, Exported, export};
pub use import::{
    DetectImport, Detected, ImportDone, ImportQuestion, ProposeTable, apply_import, detect_import,
    preview_import, propose_table,
};
pub use pipeline::{
    PipelineCheck, PipelineExportQuestion, PipelineQuestion, PipelineView, check_pipeline, export_pipeline,
    pipeline_view,
};
