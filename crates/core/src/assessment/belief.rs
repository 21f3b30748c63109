//! Who somebody thought owned a layer, before the catalog told.
//! It knows nothing of who does own it.

use serde::{Deserialize, Serialize};

use demarc_catalog::Owner;

/// Who somebody thought owned a layer of a service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Belief {
    /// AWS alone.
    Aws,
    /// The customer alone.
    Customer,
    /// Both, each for a part.
    Shared,
    /// Nobody: the layer does not exist there. No screen asks for it; files may hold it.
    Absent,
    /// Not sure.
    NotSure,
}

impl Belief {
    /// The answers to a statement, in the order they are offered.
    pub const ALL: [Self; 4] = [Self::Aws, Self::Customer, Self::Shared, Self::NotSure];

    /// The owner it names; `None` for not sure.
    #[must_use]
    pub fn owner(self) -> Option<Owner> {
        match self {
            Self::Aws => Some(Owner::Aws),
            Self::Customer => Some(Owner::Customer),
            Self::Shared => Some(Owner::Shared),
            Self::Absent => Some(Owner::Absent),
            Self::NotSure => None,
        }
    }
}

impl From<Owner> for Belief {
    fn from(owner: Owner) -> Self {
        match owner {
            Owner::Aws => Self::Aws,
            Owner::Customer => Self::Customer,
            Owner::Shared => Self::Shared,
            Owner::Absent => Self::Absent,
        }
    }
}
