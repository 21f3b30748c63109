//! Beliefs: who the user thought owns a layer of a service, asked before the catalog's answer is shown.

use super::Assessment;
use demarc_catalog::{LayerId, Owner, ServiceRef};

demarc_catalog::keyed! {
    /// The owner that the user assumed for a layer of a service.
    pub enum Belief {
        /// AWS alone.
        Aws = "aws",
        /// The customer alone.
        Customer = "customer",
        /// Both, each for a part.
        Shared = "shared",
        /// Nobody: the layer does not exist. No screen offers it; files may contain it.
        Absent = "absent",
        /// Not sure.
        NotSure = "not-sure",
        /// A third party alone, such as the seller of a machine image.
        Operator = "operator",
    }
}

impl Belief {
    /// The answers that are offered for a statement, in order. `operator` is whether a third party holds a part of the
    /// service.
    #[must_use]
    pub fn offered(operator: bool) -> &'static [Self] {
        if operator {
            &[
                Self::Aws,
                Self::Operator,
                Self::Customer,
                Self::Shared,
                Self::NotSure,
            ]
        } else {
            &[Self::Aws, Self::Customer, Self::Shared, Self::NotSure]
        }
    }

    /// The owner; `None` for “not sure”.
    #[must_use]
    pub fn owner(self) -> Option<Owner> {
        match self {
            Self::Aws => Some(Owner::Aws),
            Self::Customer => Some(Owner::Customer),
            Self::Shared => Some(Owner::Shared),
            Self::Absent => Some(Owner::Absent),
            Self::Operator => Some(Owner::Operator),
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
            Owner::Operator => Self::Operator,
        }
    }
}

impl Assessment {
    /// Sets or removes the belief about a layer of a service.
    pub fn believe(&mut self, service: &ServiceRef, layer: &LayerId, belief: Option<Belief>) {
        let layers = self.beliefs.or_default(service);
        match belief {
            Some(belief) => layers.insert(layer.clone(), belief),
            None => layers.remove(layer),
        };
        if layers.is_empty() {
            self.beliefs.remove(service);
        }
    }

    /// The belief about a layer of a service, if there is one.
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
