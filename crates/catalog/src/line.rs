//! The demarcation line through the stack of a service: the size of AWS's part at each layer. A third party's part is
//! on the far side of AWS's line.

use super::{Deployment, Layer, Owner};

/// The size of AWS's part, in halves, where AWS owns the whole layer.
const ALL: u8 = 2;

/// The position of the line at one layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineStep {
    /// The owner of the layer.
    pub owner: Owner,
    /// The size of AWS's part in halves, 0 to 2.
    pub reaches: u8,
    /// `reaches` of the layer before; at the first layer, the same as `reaches`.
    pub reached: u8,
}

/// The line through the stack of a service, one item per layer. At an absent layer the line continues as before.
#[must_use]
pub fn line(layers: &[Layer], deployment: &Deployment<'_>) -> Vec<LineStep> {
    let mut before = None;
    let steps = layers.iter().map(|layer| {
        let owner = deployment.owner(&layer.id);
        let own = match owner {
            Owner::Aws => Some(ALL),
            Owner::Shared => Some(ALL / 2),
            Owner::Customer | Owner::Operator => Some(0),
            Owner::Absent => before,
        };
        let reaches = own.unwrap_or(ALL);
        let reached = before.unwrap_or(reaches);
        before = Some(reaches);
        LineStep {
            owner,
            reaches,
            reached,
        }
    });
    steps.collect()
}

/// A layer over several deployments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SharedLayer {
    /// Who has it: AWS or the customer where all deployments that have the layer leave it to them whole, both where they
    /// share it or the deployments differ, nobody where no deployment has it.
    pub owner: Owner,
    /// AWS's part in percent, 0 to 100. Where nobody has the layer, the line continues as at the layer before.
    pub percent: usize,
}

/// The line through the stack of several deployments, one item per layer. Without deployments AWS has no part and nobody
/// has a layer.
#[must_use]
pub fn line_over(layers: &[Layer], deployments: &[Deployment<'_>]) -> Vec<SharedLayer> {
    let lines: Vec<Vec<LineStep>> = deployments.iter().map(|it| line(layers, it)).collect();
    let mut before = 100;
    let over = (0..layers.len()).map(|layer| {
        let steps = lines.iter().filter_map(|it| it.get(layer));
        let steps: Vec<_> = steps.filter(|it| it.owner != Owner::Absent).collect();
        // A third party's layer is not the customer's: it is on AWS's side.
        let aws: usize = steps
            .iter()
            .map(|it| match it.owner {
                Owner::Operator => usize::from(ALL),
                _ => usize::from(it.reaches),
            })
            .sum();
        let percent = (100 * aws).checked_div(usize::from(ALL) * steps.len());
        let owner = match percent {
            None => Owner::Absent,
            Some(0) => Owner::Customer,
            Some(100) => Owner::Aws,
            Some(_) => Owner::Shared,
        };
        before = percent.unwrap_or(before);
        SharedLayer {
            owner,
            percent: before,
        }
    });
    over.collect()
}

/// How many layers of a service have an owner.
#[must_use]
pub fn count(layers: &[Layer], deployment: &Deployment<'_>, owner: Owner) -> usize {
    let owners = layers.iter().map(|it| deployment.owner(&it.id));
    owners.filter(|it| *it == owner).count()
}

/// Whether the owners of a layer differ between services.
#[must_use]
pub fn differs(lines: &[Vec<LineStep>], layer: usize) -> bool {
    let mut owners = lines.iter().filter_map(|line| Some(line.get(layer)?.owner));
    let first = owners.next();
    owners.any(|owner| Some(owner) != first)
}

/// The index of the layer to open first: for one service the first with a part for the customer, for several the first
/// at which the owners differ.
#[must_use]
pub fn first_to_read(lines: &[Vec<LineStep>]) -> Option<usize> {
    let layers = lines.iter().map(Vec::len).max()?;
    (0..layers).find(|layer| match lines {
        [line] => {
            let step = line.get(*layer);
            step.is_some_and(|it| it.owner.leaves_customer_a_share())
        }
        _ => differs(lines, *layer),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Catalog, ServiceRef};
    use serde_json::json;

    fn catalog() -> Catalog {
        let layers = ["top", "gone", "middle", "last"];
        let layer = |id: &str| json!({ "id": id, "name": id, "summary": "s", "control": "shared", "usual": "aws" });
        let service = |id: &str, owners: [&str; 4]| {
            let owners: Vec<_> = layers.iter().zip(owners).collect();
            json!({
                "id": id, "name": id, "keywords": [], "model": "iaas", "class": "infrastructure",
                "owners": owners, "operator": "", "variants": [],
            })
        };
        let catalog = json!({
            "layers": layers.map(layer),
            "domains": [], "questions": [], "categories": [], "presets": [], "practices": [],
            "services": [
                service("one", ["aws", "absent", "shared", "customer"]),
                service("other", ["aws", "absent", "customer", "customer"]),
                service("bare", ["absent", "absent", "aws", "aws"]),
            ],
        });
        serde_json::from_value(catalog).unwrap()
    }

    fn line_of(id: &str) -> Vec<LineStep> {
        let catalog = catalog();
        let id: ServiceRef = id.parse().unwrap();
        line(&catalog.layers, &catalog.deployment(&id).unwrap())
    }

    fn reaches(id: &str) -> Vec<(u8, u8)> {
        let line = line_of(id).into_iter();
        line.map(|it| (it.reached, it.reaches)).collect()
    }

    #[test]
    fn over_several_services_a_layer_is_whose_it_is_at_all_that_have_it() {
        let catalog = catalog();
        let over = |ids: &[&str]| -> Vec<(Owner, usize)> {
            let deployments: Vec<_> = ids
                .iter()
                .map(|id| catalog.deployment(&id.parse().unwrap()).unwrap())
                .collect();
            let over = line_over(&catalog.layers, &deployments).into_iter();
            over.map(|it| (it.owner, it.percent)).collect()
        };
        assert_eq!(
            over(&["one"]),
            [
                (Owner::Aws, 100),
                (Owner::Absent, 100),
                (Owner::Shared, 50),
                (Owner::Customer, 0)
            ]
        );
        assert_eq!(
            over(&["one", "other"])[2..],
            [(Owner::Shared, 25), (Owner::Customer, 0)]
        );
        assert_eq!(
            over(&["bare", "other"]),
            [
                (Owner::Aws, 100),
                (Owner::Absent, 100),
                (Owner::Shared, 50),
                (Owner::Shared, 50)
            ]
        );
        assert_eq!(over(&[]), [(Owner::Absent, 100); 4]);
    }

    #[test]
    fn the_line_steps_back_where_the_customer_has_more() {
        assert_eq!(reaches("one"), [(2, 2), (2, 2), (2, 1), (1, 0)]);
        // Before the first existing layer, AWS owns everything.
        assert_eq!(reaches("bare"), [(2, 2), (2, 2), (2, 2), (2, 2)]);
    }

    #[test]
    fn what_is_read_first_is_what_tells_something() {
        assert_eq!(first_to_read(&[line_of("one")]), Some(2));
        assert_eq!(first_to_read(&[line_of("bare")]), None);
        let both = [line_of("one"), line_of("other")];
        assert_eq!(first_to_read(&both), Some(2));
        assert!(!differs(&both, 0) && differs(&both, 2) && !differs(&both, 9));
        assert_eq!(first_to_read(&[line_of("one"), line_of("one")]), None);
        assert_eq!(first_to_read(&[]), None);
        let catalog = catalog();
        let one = catalog.deployment(&"one".parse().unwrap()).unwrap();
        assert_eq!(count(&catalog.layers, &one, Owner::Aws), 1);
        assert_eq!(count(&catalog.layers, &one, Owner::Absent), 1);
    }
}
