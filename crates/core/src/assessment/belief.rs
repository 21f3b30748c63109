//! Who somebody thought owned a layer, before the catalog told.
//! It knows nothing of who does own it.

use super::Assessment;
use demarc_catalog::{LayerId, Owner, ServiceRef};

demarc_catalog::keyed! {
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

impl Assessment {
    /// Says who somebody thought owned a layer of a service; or takes that back.
    pub fn believe(&mut self, service: &ServiceRef, layer: &LayerId, belief: Option<Belief>) {
        let layers = self.beliefs.entry(service.clone()).or_default();
        match belief {
            Some(belief) => layers.insert(layer.clone(), belief),
            None => layers.remove(layer),
        };
        if layers.is_empty() {
            self.beliefs.remove(service);
        }
    }

    /// What somebody believed of a layer of a service, if anything was said.
    #[must_use]
    pub fn belief(&self, service: &ServiceRef, layer: &LayerId) -> Option<Belief> {
        self.beliefs.get(service)?.get(layer).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::AssessmentId;

    fn assessment() -> Assessment {
        Assessment::new(AssessmentId::from_bits(1), "Shop")
    }

    #[test]
    fn a_belief_taken_back_leaves_nothing() {
        let mut it = assessment();
        let (ec2, host) = ("ec2".parse().unwrap(), "host".parse().unwrap());
        it.believe(&ec2, &host, Some(Belief::Customer));
        it.believe(&ec2, &host, Some(Belief::NotSure));
        assert_eq!(it.belief(&ec2, &host), Some(Belief::NotSure));
        it.believe(&ec2, &host, None);
        assert_eq!(it.belief(&ec2, &host), None);
        assert!(it.beliefs.is_empty());
    }
}
