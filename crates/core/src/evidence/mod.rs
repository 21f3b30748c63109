//! What the findings of scanners say beside what a user said.
//!
//! The file of a scanner is reduced to a [`Scan`], which has counts and neither findings nor names of resources. The
//! crate `demarc-findings` reads files into scans.

mod scan;

pub use scan::{LeftOut, Scan, ScanKind, Tally};
