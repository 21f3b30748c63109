//! The layers whose owner differs between two deployments.

use super::{Deployment, Layer, Owner};

/// The layers whose owner differs between two deployments, by what the difference means for the customer. Every list is
/// in catalog order, and a layer is in at most one.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Shift<'a> {
    /// The customer has all or a part before, and nothing after.
    pub lifted: Vec<&'a Layer>,
    /// The customer has all before, and a part after.
    pub eased: Vec<&'a Layer>,
    /// The customer has more after than before.
    pub added: Vec<&'a Layer>,
    /// The owner changes, and the customer has no part before or after.
    pub aside: Vec<&'a Layer>,
}

impl<'a> Shift<'a> {
    /// The layers that change owner from one deployment to another.
    #[must_use]
    pub fn between(layers: &'a [Layer], from: &Deployment<'_>, to: &Deployment<'_>) -> Self {
        let mut shift = Self::default();
        for layer in layers {
            let (before, after) = (from.owner(&layer.id), to.owner(&layer.id));
            if before == after {
                continue;
            }
            let list = match (share(before), share(after)) {
                (0, 0) => &mut shift.aside,
                (_, 0) => &mut shift.lifted,
                (2, 1) => &mut shift.eased,
                _ => &mut shift.added,
            };
            list.push(layer);
        }
        shift
    }

    /// The number of layers in all lists.
    #[must_use]
    pub fn count(&self) -> usize {
        self.lifted.len() + self.eased.len() + self.added.len() + self.aside.len()
    }
}

/// The customer's share in halves.
fn share(owner: Owner) -> u8 {
    match owner {
        Owner::Customer => 2,
        Owner::Shared => 1,
        Owner::Aws | Owner::Operator | Owner::Absent => 0,
    }
}
