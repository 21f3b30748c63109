//! How the summary counts: none, one, two, several; and what it says about beliefs.

use super::*;

#[test]
fn none_one_two_and_several_are_counted_as_people_count() {
    use Response::{DontKnow, Fully, NotInPlace, Started};
    let applies = "that was answered and applies is";
    let apply = "that were answered and apply";
    let cases: [(&[Response], &str); 10] = [
        (&[], "found not to apply, so there is no score."),
        (
            &[Fully],
            &format!("The one practice {applies} fully in place."),
        ),
        (
            &[NotInPlace],
            &format!("The one practice {applies} not in place at all."),
        ),
        (
            &[DontKnow],
            &format!("The one practice {applies} not known."),
        ),
        (
            &[Fully, Fully],
            &format!("Both practices {apply} are fully in place."),
        ),
        (
            &[Started, Started],
            &format!("Both practices {apply} are only started."),
        ),
        (
            &[Started, Fully],
            &format!("Of the 2 practices {apply}, 1 is not fully in place: it is only started."),
        ),
        (
            &[Started, NotInPlace],
            &format!(
                "Of the 2 practices {apply}, 2 are not fully in place: 1 is not in place at all and 1 is only started."
            ),
        ),
        (
            &[Fully, Fully, Fully],
            &format!("All three practices {apply} are fully in place."),
        ),
        (
            &[Started, NotInPlace, NotInPlace, Fully],
            &format!(
                "Of the 4 practices {apply}, 3 are not fully in place: 2 are not in place at all and 1 is only started."
            ),
        ),
    ];
    for (responses, wanted) in cases {
        says(&only(responses), &[wanted], &[]);
    }
    let nobody = "Nobody present could say whether";
    says(&only(&[Fully]), &[], &[nobody, "owner", "What to do"]);
    says(
        &only(&[DontKnow]),
        &[
            "whether one practice is in place; until somebody looks, it counts as missing.",
            "The one finding has no owner yet, and",
        ],
        &[],
    );
    says(
        &only(&[DontKnow, DontKnow]),
        &[
            "whether two practices are in place; until somebody looks, they count as missing.",
            "No finding has an owner yet",
            "What to do first, the two findings",
        ],
        &[],
    );
    let owned = |owners: usize| {
        let mut it = only(&[Started, Started]);
        for gap in analyzed(&it).gaps.iter().take(owners) {
            it.change_answer(&gap.practice, |answer| answer.owner = "Ana".into());
        }
        it
    };
    says(&owned(1), &["One of two findings has no owner yet"], &[]);
    says(&owned(2), &["Every finding has an owner."], &[]);
    for left in 1..=2 {
        let mut it = only(&[Fully]);
        for finding in analyzed(&it).practices.iter().rev().take(left) {
            it.respond(&finding.practice, None);
        }
        let wanted = ["One of ", "Two of "][left - 1];
        let verb = [" is not answered yet", " are not answered yet"][left - 1];
        says(&it, &[wanted, verb], &[]);
    }
}

#[test]
fn the_line_was_known_only_where_every_layer_was_right() {
    // The owners of these layers of EC2: AWS, AWS, the customer, both.
    let layers = ["host", "facilities", "guest-os", "logging"];
    let asked = |beliefs: &[Belief]| {
        let mut it = only(&[Response::Fully]);
        for (layer, belief) in layers.iter().zip(beliefs) {
            let layer = layer.parse().unwrap();
            it.believe(&"ec2".parse().unwrap(), &layer, Some(*belief));
        }
        let verdicts = analyzed(&it).beliefs.len();
        assert_eq!(verdicts, beliefs.len());
        it
    };
    let known = "the line is where you thought it was";
    let nothing = "Nothing that is yours was taken to be AWS’s";
    let (aws, yours, unsure) = (Belief::Aws, Belief::Customer, Belief::NotSure);
    let cases: [(&[Belief], &str, &str); 9] = [
        (&[aws], known, "who owns one layer; the answer was right."),
        (
            &[aws, aws],
            known,
            "who owns two layers; all answers were right.",
        ),
        (
            &[unsure],
            "Nobody was sure who owns the one layer that was asked about.",
            "were asked who owns one layer; nobody was sure of it.",
        ),
        (
            &[unsure, unsure],
            "Nobody was sure who owns any of the two layers that were asked about.",
            "were asked who owns two layers; nobody was sure of any.",
        ),
        (
            &[yours],
            "but the one layer that was asked about is not owned as you thought.",
            "who owns one layer; the answer was not right.",
        ),
        (
            &[yours, yours],
            "Of the two layers that were asked about, two are owned otherwise than you thought.",
            "who owns two layers; none of the answers was right.",
        ),
        (
            &[aws, unsure],
            "Of the two layers that were asked about, one is owned as you thought and nobody was sure of one.",
            "who owns one layer; the answer was right. Of one more, nobody was sure.",
        ),
        (
            &[aws, yours, unsure],
            "one is owned as you thought, one is owned otherwise than you thought, and nobody was sure of one.",
            "who owns two layers; one answer was right. Of one more, nobody was sure.",
        ),
        (
            &[aws, Belief::Shared, unsure, unsure],
            "one is owned as you thought, one is owned otherwise than you thought, and nobody was sure of two.",
            "who owns two layers; one answer was right. Of two more, nobody was sure.",
        ),
    ];
    for (beliefs, in_summary, in_chapter) in cases {
        let it = asked(beliefs);
        let other = if in_summary == known {
            "Nobody was sure"
        } else {
            known
        };
        says(&it, &[in_summary], &[other]);
        let all = lines(&report(&it)).join("\n");
        assert!(all.contains(in_chapter), "{in_chapter:?} is not in\n{all}");
        let is_vacuous = beliefs.iter().all(|it| *it == unsure);
        assert_ne!(all.contains(nothing), is_vacuous, "{beliefs:?}");
    }
    // With an assumption gap, the report mentions only that.
    says(
        &asked(&[aws, aws, aws]),
        &["guest operating system of EC2 instance was taken to be AWS’s"],
        &[known, nothing],
    );
    says(&asked(&[]), &[], &[known, nothing, "Nobody was sure"]);
}
