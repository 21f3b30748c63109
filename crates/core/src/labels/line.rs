//! Sentences about the demarcation line: a deployment, and the layers that change owner between two.

use super::in_a_sentence;
use demarc_catalog::line::SharedLayer;
use demarc_catalog::{Layer, Owner, Shift};

/// The layers that change owner, one sentence per kind of change; empty when there are none.
#[must_use]
pub fn shift(shift: &Shift<'_>) -> Vec<String> {
    let sentence = |layers: &[&Layer], one: &str, many: &str| {
        let names: Vec<String> = layers.iter().map(|it| in_a_sentence(&it.name)).collect();
        let head = if layers.len() == 1 { one } else { many };
        (!names.is_empty()).then(|| format!("{} {head}: {}.", names.len(), names.join(", ")))
    };
    let sentences = [
        sentence(
            &shift.lifted,
            "layer is off your hands",
            "layers are off your hands",
        ),
        sentence(&shift.eased, "becomes shared", "become shared"),
        sentence(
            &shift.added,
            "leaves you more to do",
            "leave you more to do",
        ),
        sentence(&shift.aside, "changes without you", "change without you"),
    ];
    sentences.into_iter().flatten().collect()
}

/// How many layers of a stack are the customer's and how many are shared, in a sentence.
#[must_use]
pub fn line_over(layers: &[SharedLayer]) -> String {
    let count = |owner: Owner| layers.iter().filter(|it| it.owner == owner).count();
    let of = layers.len() - count(Owner::Absent);
    let (yours, shared) = (count(Owner::Customer), count(Owner::Shared));
    let are = if yours == 1 { "is" } else { "are" };
    format!("{yours} of {of} layers {are} yours, {shared} shared with AWS")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layers_that_nobody_has_do_not_count() {
        let layers = |owners: &[Owner]| {
            let layers = owners.iter();
            let layers = layers.map(|owner| SharedLayer {
                owner: *owner,
                percent: 0,
            });
            line_over(&layers.collect::<Vec<_>>())
        };
        use Owner::{Absent, Aws, Customer, Shared};
        assert_eq!(
            layers(&[Aws, Absent, Shared, Customer, Customer]),
            "2 of 4 layers are yours, 1 shared with AWS"
        );
        assert_eq!(
            layers(&[Aws, Customer]),
            "1 of 2 layers is yours, 0 shared with AWS"
        );
    }

    #[test]
    fn what_moves_is_said_for_each_kind_of_move() {
        let catalog = demarc_edition::catalog();
        let deployment = |id: &str| catalog.deployment(&id.parse().unwrap()).unwrap();
        let between = |from, to| {
            shift(&Shift::between(
                &catalog.layers,
                &deployment(from),
                &deployment(to),
            ))
        };
        assert_eq!(
            between("ec2/instance", "lambda/zip"),
            [
                "2 layers are off your hands: guest operating system, image.",
                "4 become shared: runtime or engine, network exposure, encryption at rest, logging and detection.",
            ]
        );
        assert_eq!(
            between("lambda/zip", "ec2/instance"),
            [
                "6 leave you more to do: guest operating system, runtime or engine, image, network exposure, encryption at rest, logging and detection.",
            ]
        );
        assert_eq!(between("ec2", "ec2"), [""; 0]);
        let name = |id: &str| deployment(id).name_in_a_sentence();
        assert_eq!(name("rds"), "Amazon RDS (Standard)");
        assert_eq!(name("ec2"), "EC2 instance");
        assert_eq!(name("ebs"), "Amazon EBS");
    }
}
