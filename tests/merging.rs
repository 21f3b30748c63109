//! Laws of merging and undoing, on random sequences of edits.

use demarc_catalog::{Catalog, Choose, FactId, Level, PracticeId, Question, ServiceId, ServiceRef};
use demarc_core::assessment::{
    Acceptance, Assessment, AssessmentId, Field, History, Moment, Response,
};
use demarc_core::exchange::{file, record};
use proptest::prelude::*;

fn catalog() -> &'static Catalog {
    demarc_edition::catalog()
}

fn question(id: &str) -> &'static Question {
    let mut questions = catalog().questions.iter();
    questions.find(|it| it.id.as_str() == id).unwrap()
}

fn option(question: &Question, index: usize) -> FactId {
    let option = &question.options[index % question.options.len()];
    FactId::new(&question.id, &option.id).unwrap()
}

fn shop() -> Assessment {
    Assessment::new(AssessmentId::from_bits(1), "Shop")
}

fn at(milliseconds: u64) -> Moment {
    Moment::after(Moment::default(), milliseconds, 0)
}

fn held(it: &Assessment, question: &Question) -> Vec<FactId> {
    let facts = it.profile.facts.iter();
    facts
        .filter(|it| it.answers(&question.id))
        .cloned()
        .collect()
}

fn root() -> PracticeId {
    "iam.root".parse().unwrap()
}

fn rds() -> ServiceId {
    "rds".parse().unwrap()
}

fn variants_of_rds(it: &Assessment) -> Vec<ServiceRef> {
    it.variants(&rds()).cloned().collect()
}

fn merged(one: &Assessment, other: &Assessment) -> Assessment {
    let mut both = one.clone();
    both.merge(other);
    both
}

#[test]
fn of_two_tabs_that_choose_the_later_choice_holds() {
    let exposure = question("exposure");
    let (mut here, mut there) = (shop(), shop());
    here.edit(at(5), |it| it.set_fact(exposure, option(exposure, 0), true));
    there.edit(at(7), |it| it.set_fact(exposure, option(exposure, 2), true));
    for both in [merged(&here, &there), merged(&there, &here)] {
        assert_eq!(held(&both, exposure), [option(exposure, 2)]);
    }
    // Leaving the question open is an edit of the same register.
    there.edit(at(9), |it| it.leave_open(exposure));
    let both = merged(&here, &there);
    assert_eq!(held(&both, exposure), []);
    assert_eq!(both, merged(&there, &here));
}

#[test]
fn a_file_in_which_two_options_hold_is_read_as_the_later() {
    let bytes = std::fs::read("tests/fixtures/assessment-3.json").unwrap();
    let mut it = file::read(&bytes).unwrap().assessments.remove(0);
    let exposure = question("exposure");
    assert_eq!(held(&it, exposure).len(), 2);
    it.normalize(catalog());
    assert_eq!(held(&it, exposure), ["exposure.internet".parse().unwrap()]);
    assert_eq!(
        held(&it, question("data")),
        ["data.personal".parse().unwrap()]
    );
    let again = record::read(&record::write(&it)).unwrap();
    assert_eq!(again, it);
    // Without edits any option may hold, but the same one each time.
    let mut unedited = shop();
    unedited
        .profile
        .facts
        .extend([option(exposure, 0), option(exposure, 2)]);
    unedited.normalize(catalog());
    assert_eq!(held(&unedited, exposure).len(), 1);
}

#[test]
fn undoing_leaves_the_choice_that_another_tab_made() {
    let exposure = question("exposure");
    let mut it = shop();
    let mut history = History::default();
    let choose = |it: &mut Assessment, history: &mut History, index| {
        let at = Moment::after(it.edits.latest(), 0, 0);
        let before = it.clone();
        let fields = it.edit(at, |it| {
            it.set_fact(exposure, option(exposure, index), true)
        });
        history.record(&fields, &before, it, at);
    };
    choose(&mut it, &mut history, 0);
    choose(&mut it, &mut history, 1);
    let mut theirs = it.clone();
    theirs.edit(at(90_000), |it| {
        it.set_fact(exposure, option(exposure, 2), true)
    });
    it.merge(&theirs);
    let now = Moment::after(it.edits.latest(), 0, 0);
    assert_eq!(history.undo(&mut it, now), []);
    assert_eq!(held(&it, exposure), [option(exposure, 2)]);
    assert_eq!(history.redo(&mut it, now), []);
    assert_eq!(held(&it, exposure), [option(exposure, 2)]);
}

#[test]
fn a_snapshot_gives_back_its_choice() {
    let exposure = question("exposure");
    let mut it = shop();
    it.profile.facts.insert(option(exposure, 0));
    let snapshot = it.take_snapshot(AssessmentId::from_bits(2), "Q3", at(1));
    it.edit(at(5), |it| it.set_fact(exposure, option(exposure, 1), true));
    let fields = it.edit(at(6), |it| it.restore(&snapshot));
    assert_eq!(fields, [Field::Choice(exposure.id.clone())]);
    assert_eq!(held(&it, exposure), [option(exposure, 0)]);
}

/// An event that happens to one of three versions of an assessment.
#[derive(Debug, Clone)]
enum Step {
    /// The user chooses an option.
    Choose(usize, usize),
    /// The user leaves a question open.
    LeaveOpen(usize),
    /// The user accepts a risk; without a name or a reason it is a draft.
    Accept(usize),
    /// The user answers, which withdraws the acceptance.
    Answer(usize),
    /// The user ticks a variant of RDS, or removes the tick.
    Variant(usize),
    /// An app that writes file version 3 edits single options.
    Option(usize, usize),
    /// Another of the three versions is merged into this one.
    Merge(usize),
    /// The version is saved and read again, as by the app.
    Read,
    Undo,
    Redo,
}

fn step() -> impl Strategy<Value = Step> {
    let number = || 0..8_usize;
    prop_oneof![
        4 => (number(), number()).prop_map(|(question, option)| Step::Choose(question, option)),
        1 => number().prop_map(Step::LeaveOpen),
        2 => number().prop_map(Step::Accept),
        1 => number().prop_map(Step::Answer),
        2 => number().prop_map(Step::Variant),
        2 => (number(), number()).prop_map(|(question, option)| Step::Option(question, option)),
        2 => (0..3_usize).prop_map(Step::Merge),
        1 => Just(Step::Read),
        1 => Just(Step::Undo),
        1 => Just(Step::Redo),
    ]
}

/// Three versions of an assessment after a sequence of steps. A step names the version, the time and the event.
fn course(steps: &[(usize, u64, Step)]) -> [Assessment; 3] {
    let questions = &catalog().questions;
    let mut versions = [shop(), shop(), shop()];
    let mut histories = [History::default(), History::default(), History::default()];
    for (which, when, step) in steps {
        let which = which % 3;
        if let Step::Merge(other) = step {
            let other = versions[*other].clone();
            versions[which].merge(&other);
            continue;
        }
        let (it, history) = (&mut versions[which], &mut histories[which]);
        // Clocks differ, so edits at the same moment and in the past occur.
        let at = Moment::after(Moment::default(), *when, 0);
        let before = it.clone();
        let fields = match step {
            Step::Choose(of, index) => {
                let question = &questions[of % questions.len()];
                it.edit(at, |it| {
                    it.set_fact(question, option(question, *index), true)
                })
            }
            Step::LeaveOpen(of) => {
                it.edit(at, |it| it.leave_open(&questions[of % questions.len()]))
            }
            Step::Accept(number) => {
                let acceptance = Acceptance {
                    by: "x".repeat(number % 3),
                    until: (number % 2 == 0).then(|| "2027-03-31".parse().unwrap()),
                    because: "y".repeat(number / 4),
                };
                it.edit(at, |it| it.enter_acceptance(&root(), acceptance))
            }
            Step::Answer(number) => {
                let level = Level::ALL.get(*number).copied().map(Response::from);
                it.edit(at, |it| it.respond_without_acceptance(&root(), level))
            }
            Step::Variant(number) => {
                let variants = &catalog().service(&rds()).unwrap().variants;
                let variant = &variants[number % variants.len()].id;
                let is_ticked = variants_of_rds(it)
                    .iter()
                    .any(|it| it.as_str().ends_with(variant.as_str()));
                it.edit(at, |it| it.set_variant(&rds(), variant, !is_ticked))
            }
            Step::Option(of, index) => {
                let question = &questions[of % questions.len()];
                // An app of version 3 can't read a file of version 4.
                if record::write(it).contains("\"choice ") {
                    continue;
                }
                it.edit(at, |it| {
                    let fact = option(question, *index);
                    let facts = &mut it.profile.facts;
                    if !facts.remove(&fact) {
                        facts.insert(fact);
                    }
                })
            }
            Step::Read => {
                *it = record::read(&record::write(it)).unwrap();
                it.normalize(catalog());
                continue;
            }
            Step::Undo => {
                history.undo(it, at);
                continue;
            }
            Step::Redo => {
                history.redo(it, at);
                continue;
            }
            Step::Merge(_) => continue,
        };
        history.record(&fields, &before, it, at);
    }
    versions
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn merging_is_the_same_in_any_order(
        steps in prop::collection::vec((0..3_usize, 0..12_u64, step()), 0..40),
    ) {
        let [one, two, three] = course(&steps);
        prop_assert_eq!(&merged(&one, &one), &one);
        let both = merged(&one, &two);
        prop_assert_eq!(&both, &merged(&two, &one));
        prop_assert_eq!(&both, &merged(&both, &two));
        prop_assert!(both.contains(&one) && both.contains(&two));
        prop_assert_eq!(merged(&both, &three), merged(&one, &merged(&two, &three)));
    }

    #[test]
    fn at_most_one_option_of_a_single_choice_holds(
        steps in prop::collection::vec((0..3_usize, 0..12_u64, step()), 0..40),
    ) {
        let mut versions = course(&steps);
        for it in &mut versions {
            it.normalize(catalog());
        }
        let [one, two, three] = versions;
        // After the app has read the versions, no merge makes a second option hold.
        for both in [merged(&one, &two), merged(&merged(&three, &one), &two)] {
            for question in catalog().questions.iter().filter(|it| it.choose == Choose::One) {
                prop_assert!(held(&both, question).len() <= 1, "{:?}", held(&both, question));
            }
        }
    }

    #[test]
    fn the_variants_of_a_service_are_those_that_somebody_chose_together(
        steps in prop::collection::vec((0..3_usize, 0..12_u64, step()), 0..40),
    ) {
        let [one, two, _] = course(&steps);
        let both = variants_of_rds(&merged(&one, &two));
        prop_assert!(both == variants_of_rds(&one) || both == variants_of_rds(&two), "{both:?}");
    }

    #[test]
    fn reading_before_a_merge_or_after_it_gives_the_same(
        steps in prop::collection::vec((0..3_usize, 0..12_u64, step()), 0..40),
    ) {
        let normal = |it: &Assessment| {
            let mut it = it.clone();
            it.normalize(catalog());
            it
        };
        let [one, two, _] = course(&steps);
        let after = normal(&merged(&one, &two));
        prop_assert_eq!(&after, &normal(&merged(&normal(&one), &two)));
        prop_assert_eq!(&after, &normal(&merged(&normal(&one), &normal(&two))));
    }
}
