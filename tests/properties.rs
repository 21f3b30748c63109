//! Laws of the analysis, on random assessments of the real catalog.

use demarc_catalog::{Catalog, Depth, FactId, Level};
use demarc_core::analysis::{Analysis, Standing, analyze};
use demarc_core::assessment::{
    Acceptance, Assessment, AssessmentId, Belief, NotApplicable, Response,
};
use proptest::prelude::*;
use proptest::sample::{Index, subsequence};

/// The day of the analyses.
fn today() -> demarc_catalog::Date {
    "2026-11-24".parse().unwrap()
}

fn catalog() -> &'static Catalog {
    demarc_edition::catalog()
}

fn response() -> impl Strategy<Value = Response> {
    prop_oneof![
        4 => prop::sample::select(Level::ALL.to_vec()).prop_map(Response::from),
        1 => Just(Response::DontKnow),
        1 => Just(Response::NotApplicable { reason: NotApplicable::Other, because: "So.".into() }),
    ]
}

fn assessment() -> impl Strategy<Value = Assessment> {
    let services: Vec<_> = catalog().deployments().map(|it| it.reference()).collect();
    let facts: Vec<FactId> = catalog()
        .questions
        .iter()
        .flat_map(|question| {
            question
                .options
                .iter()
                .filter_map(|option| FactId::new(&question.id, &option.id))
        })
        .collect();
    let practices: Vec<_> = catalog().practices.iter().map(|it| it.id.clone()).collect();
    let owners = prop::sample::select(Belief::ALL.to_vec());
    let depth = prop::sample::select(vec![Depth::Quick, Depth::Standard, Depth::Full]);
    (
        subsequence(services.clone(), 0..=8),
        subsequence(facts, 0..=6),
        depth,
        prop::collection::vec(prop::option::weighted(0.7, response()), practices.len()),
        prop::collection::vec((any::<Index>(), any::<Index>(), owners), 0..12),
    )
        .prop_map(move |(chosen, facts, depth, responses, beliefs)| {
            let mut it = Assessment::new(AssessmentId::from_bits(1), "Random");
            it.services.extend(chosen);
            it.profile.facts.extend(facts);
            it.profile.depth = depth;
            for (practice, response) in practices.iter().zip(responses) {
                it.respond(practice, response);
            }
            for (service, layer, owner) in beliefs {
                let beliefs = it.beliefs.or_default(service.get(&services));
                beliefs.insert(layer.get(&catalog().layers).id.clone(), owner);
            }
            it
        })
}

fn standings(analysis: &Analysis) -> impl Iterator<Item = &Standing> {
    std::iter::once(&analysis.whole).chain(analysis.domains.iter().map(|it| &it.standing))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn scores_stay_in_range_and_in_their_band(it in assessment()) {
        let analysis = analyze(catalog(), &it, &today());
        let of_cells = analysis.services.iter().flat_map(|row| &row.cells).filter_map(|cell| cell.score);
        for score in standings(&analysis).filter_map(|standing| standing.score).chain(of_cells) {
            prop_assert!(0.0 <= score.low && score.low <= score.value, "{score:?}");
            prop_assert!(score.value <= score.high && score.high <= 100.0, "{score:?}");
        }
    }

    #[test]
    fn raising_one_level_never_lowers_a_score(it in assessment(), which in any::<Index>()) {
        let before = analyze(catalog(), &it, &today());
        prop_assume!(!before.practices.is_empty());
        let finding = which.get(&before.practices);
        let Some(level) = finding.response.as_ref().and_then(Response::level) else { return Ok(()) };
        let raised = match level {
            Level::NotInPlace => Level::Started,
            Level::Started => Level::Mostly,
            Level::Mostly | Level::Fully => Level::Fully,
        };
        let mut better = it.clone();
        better.respond(&finding.practice, Some(raised.into()));
        let after = analyze(catalog(), &better, &today());
        for (before, after) in standings(&before).zip(standings(&after)) {
            prop_assert!(after.score.map(|it| it.value) >= before.score.map(|it| it.value));
            prop_assert!(after.grade >= before.grade);
        }
    }

    #[test]
    fn accepting_a_risk_changes_no_standing(it in assessment(), which in any::<Index>(), holds in any::<bool>()) {
        let before = analyze(catalog(), &it, &today());
        prop_assume!(!before.gaps.is_empty());
        let id = &which.get(&before.gaps).practice;
        let until = if holds { "2026-11-24" } else { "2026-11-23" };
        let mut accepted = it.clone();
        accepted.enter_acceptance(id, Acceptance {
            by: "CISO".into(),
            until: until.parse().ok(),
            because: "Too dear".into(),
        });
        let after = analyze(catalog(), &accepted, &today());
        prop_assert_eq!(&before.whole, &after.whole);
        prop_assert_eq!(&before.domains, &after.domains);
        prop_assert_eq!(&before.services, &after.services);
        let order = |analysis: &Analysis| -> Vec<_> {
            analysis.gaps.iter().map(|gap| gap.practice.clone()).collect()
        };
        let mut expected = order(&before);
        if holds {
            expected.retain(|other| other != id);
            expected.push(id.clone());
        }
        prop_assert_eq!(order(&after), expected);
        prop_assert_eq!(after.accepted(), usize::from(holds));
        prop_assert_eq!(after.accepted_risks(&accepted).len(), 1);
    }

    #[test]
    fn adding_a_service_never_removes_a_duty(it in assessment(), which in any::<Index>()) {
        let services: Vec<_> = catalog().deployments().map(|it| it.reference()).collect();
        let mut more = it.clone();
        more.add_service(which.get(&services).clone());
        let after = analyze(catalog(), &more, &today());
        for finding in analyze(catalog(), &it, &today()).practices {
            let same = after.practices.iter().find(|other| other.practice == finding.practice);
            let same = same.expect("the practice is still asked");
            prop_assert!(finding.cells.iter().all(|cell| same.cells.contains(cell)));
        }
    }

    #[test]
    fn not_applicable_changes_nothing_of_other_practices(it in assessment(), which in any::<Index>()) {
        let before = analyze(catalog(), &it, &today());
        prop_assume!(!before.practices.is_empty());
        let id = &which.get(&before.practices).practice;
        let mut other = it.clone();
        let because = "Not here.".to_owned();
        other.respond(id, Some(Response::NotApplicable { reason: NotApplicable::Architecture, because }));
        let after = analyze(catalog(), &other, &today());
        let others = |analysis: &Analysis| {
            let findings: Vec<_> = analysis.practices.iter().filter(|one| one.practice != *id).cloned().collect();
            let gaps: Vec<_> = analysis.gaps.iter().filter(|one| one.practice != *id).cloned().collect();
            (findings, gaps)
        };
        prop_assert_eq!(others(&before), others(&after));
        prop_assert!(after.gaps.iter().all(|gap| gap.practice != *id));
    }

    #[test]
    fn the_order_of_gaps_does_not_depend_on_the_order_of_answers(
        it in assessment(), shuffled in Just(catalog().practices.iter().map(|it| it.id.clone()).collect::<Vec<_>>()).prop_shuffle(),
    ) {
        let mut again = Assessment { answers: Default::default(), ..it.clone() };
        for id in shuffled {
            again.respond(&id, it.response(&id).cloned());
        }
        let (first, second) = (analyze(catalog(), &it, &today()), analyze(catalog(), &again, &today()));
        prop_assert_eq!(serde_json::to_string(&first).unwrap(), serde_json::to_string(&second).unwrap());
        // Priority, impact and catalog order decide, and nothing else.
        let rank = |id: &demarc_catalog::PracticeId| {
            let index = catalog().practices.iter().position(|one| one.id == *id).unwrap();
            (std::cmp::Reverse(catalog().practices[index].impact), index)
        };
        for pair in first.gaps.windows(2) {
            let (one, next) = (&pair[0], &pair[1]);
            let tie = one.priority.total_cmp(&next.priority).is_eq();
            prop_assert!(one.priority > next.priority || tie && rank(&one.practice) < rank(&next.practice));
        }
    }

    #[test]
    fn every_assessment_survives_its_file(it in assessment()) {
        let text = demarc_core::exchange::record::write(&it);
        prop_assert_eq!(demarc_core::exchange::record::read(&text), Ok(it));
    }
}
