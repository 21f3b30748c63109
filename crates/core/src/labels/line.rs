//! The line in sentences: a service as it is run, and what moves between two.
//! It compares nothing itself.

use super::in_a_sentence;
use demarc_catalog::{Deployment, Layer, Shift};

/// A service as it is run, for the middle of a sentence: `Amazon RDS (RDS Custom)`.
#[must_use]
pub fn run(deployment: &Deployment<'_>) -> String {
    let service = &deployment.service.name;
    match deployment.variant {
        Some(variant) => format!("{service} ({})", variant.name),
        None => service.clone(),
    }
}

/// What moves on the way from one service to another, a sentence for each kind of move; none when nothing does.
#[must_use]
pub fn shift(shift: &Shift<'_>) -> Vec<String> {
    let said = |layers: &[&Layer], one: &str, many: &str| {
        let names: Vec<String> = layers.iter().map(|it| in_a_sentence(&it.name)).collect();
        let head = if layers.len() == 1 { one } else { many };
        (!names.is_empty()).then(|| format!("{} {head}: {}.", names.len(), names.join(", ")))
    };
    let sentences = [
        said(
            &shift.lifted,
            "layer is off your hands",
            "layers are off your hands",
        ),
        said(&shift.eased, "becomes shared", "become shared"),
        said(
            &shift.added,
            "leaves you more to do",
            "leave you more to do",
        ),
        said(&shift.aside, "changes without you", "change without you"),
    ];
    sentences.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_moves_is_said_for_each_kind_of_move() {
        let catalog = demarc_edition::catalog();
        let way = |id: &str| catalog.deployment(&id.parse().unwrap()).unwrap();
        let between = |from, to| shift(&Shift::between(&catalog.layers, &way(from), &way(to)));
        assert_eq!(
            between("ec2", "lambda/zip"),
            [
                "1 layer is off your hands: guest operating system.",
                "4 become shared: runtime or engine, network exposure, encryption at rest, logging and detection.",
            ]
        );
        assert_eq!(
            between("lambda/zip", "ec2"),
            [
                "5 leave you more to do: guest operating system, runtime or engine, network exposure, encryption at rest, logging and detection.",
            ]
        );
        assert_eq!(between("ec2", "ec2"), [""; 0]);
        assert_eq!(run(&way("rds")), "Amazon RDS (Standard)");
        assert_eq!(run(&way("ec2")), "Amazon EC2");
    }
}
