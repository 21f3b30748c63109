//! Sentences about the demarcation line: a deployment, and the layers that change owner between two.

use super::{in_a_sentence, short};
use demarc_catalog::{Deployment, Layer, Shift};

/// A deployment, for use within a sentence: `Amazon RDS (Standard)`, or `RDS Custom for Oracle`, which names its service.
#[must_use]
pub fn run(deployment: &Deployment<'_>) -> String {
    with_variant(&deployment.service.name, deployment)
}

/// A deployment with the short name of its service: `RDS (Standard)`, or `RDS Custom for Oracle`, which names its service.
#[must_use]
pub fn run_short(deployment: &Deployment<'_>) -> String {
    with_variant(short(&deployment.service.name), deployment)
}

fn with_variant(service: &str, deployment: &Deployment<'_>) -> String {
    match deployment.variant {
        Some(variant) if variant.name.contains(short(&deployment.service.name)) => {
            variant.name.clone()
        }
        Some(variant) => format!("{service} ({})", variant.name),
        None => service.to_owned(),
    }
}

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

#[cfg(test)]
mod tests {
    use super::*;

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
        assert_eq!(run(&deployment("rds")), "Amazon RDS (Standard)");
        assert_eq!(run(&deployment("ec2")), "EC2 instance");
        assert_eq!(run(&deployment("iam")), "AWS IAM");
    }
}
