//! One module for each family of layouts: what of a file becomes a finding.

mod asff;
mod config;
mod ocsf;
mod powerpipe;
mod prowler;
mod scoutsuite;
mod security_hub_csv;
mod shared;
mod templates;
mod trusted_advisor;

use std::io::Read;

use demarc_core::evidence::ScanKind;

use crate::recognize::Layout;
use crate::reduce::Reducer;
pub(crate) use shared::{Fault, Outline};

/// Reads a source of this layout.
///
/// # Errors
/// [`Fault`].
pub(crate) fn read(
    layout: &Layout,
    source: &mut dyn Read,
    to: &mut Reducer,
) -> Result<Outline, Fault> {
    match layout {
        Layout::ProwlerCsv(header) => prowler::read_table(source, header, ScanKind::ProwlerCsv, to),
        Layout::Prowler3Csv(header) => {
            prowler::read_table(source, header, ScanKind::Prowler3Csv, to)
        }
        Layout::Prowler2Csv(header) => {
            prowler::read_table(source, header, ScanKind::Prowler2Csv, to)
        }
        Layout::ProwlerCompliance(header) => {
            prowler::read_table(source, header, ScanKind::ProwlerCompliance, to)
        }
        Layout::Prowler2Json => prowler::read_2_json(source, to),
        Layout::Prowler3Json => prowler::read_3_json(source, to),
        Layout::Powerpipe(header) => powerpipe::read(source, header, to),
        Layout::SecurityHubCsv(header) => security_hub_csv::read(source, header, to),
        Layout::Ocsf => ocsf::read(source, to),
        Layout::Asff => asff::read(source, to),
        Layout::Config => config::read(source, to),
        Layout::TrustedAdvisor => trusted_advisor::read(source, to),
        Layout::ScoutSuite(before) => scoutsuite::read(source, *before, to),
        Layout::Checkov => templates::read_checkov(source, to),
        Layout::Trivy => templates::read_trivy(source, to),
        Layout::Tfsec => templates::read_tfsec(source, to),
    }
}
