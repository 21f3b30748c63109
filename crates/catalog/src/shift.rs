//! What moves when something is run another way: the layers at which the line lies elsewhere.
//! It compares owners and knows neither services nor words.

use super::{Deployment, Layer, Owner};

/// The layers whose owner differs between two ways of running something, by what that means for the customer, each
/// in catalog order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Shift<'a> {
    /// The customer had a share, and has none now.
    pub lifted: Vec<&'a Layer>,
    /// The customer's alone before, shared now.
    pub eased: Vec<&'a Layer>,
    /// The customer has a share, or all, of what was not the customer's to this extent.
    pub added: Vec<&'a Layer>,
    /// Another owner, and no share of the customer's before or after.
    pub aside: Vec<&'a Layer>,
}

impl<'a> Shift<'a> {
    /// What moves on the way from one deployment to another.
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

    /// How many layers it touches.
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
        Owner::Aws | Owner::Absent => 0,
    }
}
