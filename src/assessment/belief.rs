//! Who somebody thought owned a layer, before the catalog told.
//! It knows nothing of who does own it.

use crate::catalog::Owner;

crate::keyed! {
    /// Who somebody thought owned a layer of a service.
    pub enum Belief {
        /// AWS alone.
        Aws = "aws",
        /// The customer alone.
        Customer = "customer",
        /// Both, each for a part.
        Shared = "shared",
        /// Nobody: the layer does not exist there. No screen asks for it; files may hold it.
        Absent = "absent",
        /// Not sure.
        NotSure = "not-sure",
    }
}

impl Belief {
    /// The answers to a statement, in the order they are offered.
    pub const OFFERED: [Self; 4] = [Self::Aws, Self::Customer, Self::Shared, Self::NotSure];

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
