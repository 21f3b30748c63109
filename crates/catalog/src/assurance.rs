//! AWS's assurance programs, and the services that are in scope of each.

use serde::{Deserialize, Serialize};

use super::{Date, ProgramId, ServiceId, Texts};

/// The assurance programs of AWS's that the catalog follows.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Assurance {
    /// The programs, the most asked for first.
    #[serde(rename = "program")]
    pub programs: Vec<Program>,
}

/// An assurance program, such as SOC.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Program {
    /// The id.
    pub id: ProgramId,
    /// The name.
    pub name: String,
    /// The AWS page with the list of services in scope.
    pub source: String,
    /// The day on which somebody last read the list.
    pub checked: Date,
    /// The services that the list names.
    pub services: Vec<ServiceId>,
    /// The services for which the list could not be decided.
    #[serde(default)]
    pub unknown: Vec<ServiceId>,
}

impl Texts {
    /// Each program, with whether a service is in scope of it; `None` where that is not known.
    pub fn scope<'a>(
        &'a self,
        service: &'a ServiceId,
    ) -> impl Iterator<Item = (&'a Program, Option<bool>)> + 'a {
        self.assurance.programs.iter().map(move |program| {
            let is_in = program.services.contains(service);
            let known = !program.unknown.contains(service);
            (program, known.then_some(is_in))
        })
    }
}
