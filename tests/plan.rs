//! The statements of the belief check, and the roadmap.

use std::collections::{BTreeMap, BTreeSet};

use demarc_catalog::{Effort, Owner};
use demarc_core::analysis::{analyze, days, roadmap, statements};
use demarc_core::assessment::{Assessment, AssessmentId, Belief, Phase};
use demarc_core::exchange::record::read;

/// The day of the analyses.
fn today() -> demarc_catalog::Date {
    "2026-11-24".parse().unwrap()
}

fn example() -> Assessment {
    let mut it = read(demarc_edition::EXAMPLE).unwrap();
    it.beliefs.clear();
    it.plan = demarc_core::assessment::Plan::default();
    for answer in it.answers.values_mut() {
        answer.phase = None;
    }
    it
}

#[test]
fn statements_are_eight_to_fifteen_varied_and_have_reasons() {
    let (catalog, texts) = (demarc_edition::catalog(), demarc_edition::texts().unwrap());
    let mut mixes: Vec<_> = catalog
        .presets
        .iter()
        .map(|it| it.services.clone())
        .collect();
    mixes.push(example().services.into_iter().collect());
    mixes.extend(catalog.deployments().map(|it| vec![it.reference()]));
    for services in mixes {
        let mut it = Assessment::new(AssessmentId::from_bits(1), "");
        it.services.extend(services);
        it.normalize(catalog);
        let services_are_one = it.services.len() == 1;
        let sections = statements(catalog, texts, &it);
        let all: Vec<_> = sections.iter().flatten().collect();
        // One service alone has fewer layers with a reason, so there are fewer statements.
        let least = if services_are_one { 1 } else { 8 };
        assert!(
            (least..=15).contains(&all.len()),
            "{} for {:?}",
            all.len(),
            it.services
        );
        let mut layers = BTreeMap::new();
        for statement in &all {
            let of = catalog.deployment(&statement.cell.service).unwrap();
            assert_eq!(of.owner(&statement.cell.layer), statement.owner);
            assert_ne!(statement.owner, Owner::Absent);
            assert!(texts.reason(&of, &statement.cell.layer).is_some());
            *layers.entry(statement.cell.layer.clone()).or_insert(0) += 1;
        }
        assert!(layers.values().all(|count| *count <= 3), "{layers:?}");
        let of_aws = all.iter().filter(|it| it.owner == Owner::Aws).count();
        assert!(of_aws <= 5);
        for section in sections {
            let services: BTreeSet<_> = section.iter().map(|it| &it.cell.service).collect();
            assert_eq!(services.len(), 1);
        }
    }
}

#[test]
fn what_was_answered_stays_among_the_statements() {
    let (catalog, texts) = (demarc_edition::catalog(), demarc_edition::texts().unwrap());
    let mut it = example();
    let before = statements(catalog, texts, &it);
    for statement in before.iter().flatten() {
        let layers = it.beliefs.or_default(&statement.cell.service);
        layers.insert(statement.cell.layer.clone(), Belief::NotSure);
    }
    assert_eq!(statements(catalog, texts, &it), before);
    let other = catalog
        .deployments()
        .map(|it| it.reference())
        .find(|reference| !it.services.contains(reference))
        .unwrap();
    it.services.insert(other);
    let after = statements(catalog, texts, &it);
    let after: Vec<_> = after.iter().flatten().collect();
    assert!(before.iter().flatten().all(|it| after.contains(&it)));
}

#[test]
fn the_roadmap_fills_each_phase_by_priority_as_far_as_there_is_room() {
    let mut it = example();
    it.plan.capacity = Some(10.try_into().unwrap());
    let analysis = analyze(demarc_edition::catalog(), &it, &today());
    let plan = roadmap(&analysis.gaps, &it);
    let index = |practice| {
        let mut phases = plan.phases.iter();
        phases.position(|stage| stage.items.iter().any(|it| it.practice == practice))
    };
    let mut left = [Some(10), Some(30), None];
    for gap in &analysis.gaps {
        let takes = days(gap.effort);
        let fits = |room: &Option<u32>| room.is_none_or(|room| takes <= room);
        let first = left.iter().position(fits);
        assert_eq!(index(gap.practice.clone()), first, "{}", gap.practice);
        let room = &mut left[first.unwrap()];
        *room = room.map(|room| room - takes);
    }
    let all: usize = plan.phases.iter().map(|it| it.items.len()).sum();
    assert_eq!(all, analysis.gaps.len());
    for stage in &plan.phases {
        assert!(stage.room.is_none_or(|room| stage.planned <= room));
    }
}

#[test]
fn what_takes_months_is_not_planned_for_the_next_30_days() {
    let mut it = example();
    it.plan.capacity = Some(999.try_into().unwrap());
    let analysis = analyze(demarc_edition::catalog(), &it, &today());
    let plan = roadmap(&analysis.gaps, &it);
    let effort =
        |item: &demarc_core::analysis::RoadmapItem| analysis.gap(&item.practice).unwrap().effort;
    let [now, next, later] = &plan.phases;
    assert!(now.items.iter().all(|it| effort(it) != Effort::Large));
    assert!(!next.items.is_empty() && next.items.iter().all(|it| effort(it) == Effort::Large));
    assert!(later.items.is_empty());
}

#[test]
fn what_was_moved_by_hand_stays_there_and_takes_its_room() {
    let mut it = example();
    it.plan.capacity = Some(2.try_into().unwrap());
    let gaps = analyze(demarc_edition::catalog(), &it, &today()).gaps;
    let last = gaps.last().unwrap().practice.clone();
    it.change_answer(&last, |answer| answer.phase = Some(Phase::Now));
    let plan = roadmap(&gaps, &it);
    let now = &plan.phases[0];
    assert!(now.items.iter().any(|it| it.practice == last && it.moved));
    let takes = days(gaps.last().unwrap().effort);
    assert!(takes >= days(Effort::Small));
    assert_eq!((now.items.len(), now.planned), (1, takes));
}

#[test]
fn as_if_closed_closes_those_gaps_and_no_other() {
    let it = example();
    let before = analyze(demarc_edition::catalog(), &it, &today());
    let closed: BTreeSet<_> = before
        .gaps
        .iter()
        .take(3)
        .map(|it| it.practice.clone())
        .collect();
    let after = analyze(
        demarc_edition::catalog(),
        &it.as_if_closed(&closed),
        &today(),
    );
    let open: Vec<_> = before.gaps.iter().skip(3).cloned().collect();
    assert_eq!(after.gaps, open);
    assert!(after.whole.score.unwrap().value > before.whole.score.unwrap().value);
}
