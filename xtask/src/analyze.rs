//! `cargo xtask analyze FILE.json`: the app's own analysis, for pipelines.
//! Prints nothing but the JSON.

use std::io::Write;
use std::path::Path;

use crate::failure::Failure;

/// Prints the analysis of the assessment in this file.
///
/// # Errors
/// When the file can't be read or is no assessment.
pub fn run(file: &Path) -> Result<(), Failure> {
    let name = file.display();
    let text = std::fs::read_to_string(file)
        .map_err(|error| Failure::new(format!("{name} can't be read: {error}")))?;
    let mut assessment = demarc_core::exchange::record::read(&text)
        .map_err(|error| Failure::new(format!("{name}: {error}")))?;
    assessment.normalize(demarc_edition::catalog());
    let analysis = demarc_core::analysis::analyze(demarc_edition::catalog(), &assessment);
    let json = serde_json::to_string_pretty(&analysis)
        .map_err(|error| Failure::new(format!("the analysis can't be written as JSON: {error}")))?;
    writeln!(std::io::stdout(), "{json}")
        .map_err(|error| Failure::new(format!("the analysis can't be printed: {error}")))
}
