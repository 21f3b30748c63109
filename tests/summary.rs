//! The sentences of the report's summary, on the frozen catalog in `tests/catalog/`.

use std::path::Path;
use std::sync::LazyLock;

use demarc_catalog::{Content, Depth, source};
use demarc_core::analysis::analyze;
use demarc_core::assessment::{Assessment, AssessmentId, Belief, NotApplicable, Response};
use demarc_core::report::Subject;

/// The day of the analyses.
fn today() -> demarc_catalog::Date {
    "2026-11-24".parse().unwrap()
}

static CONTENT: LazyLock<Content> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/catalog");
    source::read_dir(&folder).expect("it has no mistake")
});

/// An assessment of some services without answers.
fn fresh(services: &[&str]) -> Assessment {
    let mut it = Assessment::new(AssessmentId::from_bits(1), "Pond");
    it.profile.depth = Depth::Full;
    for service in services {
        it.add_service(service.parse().unwrap());
    }
    it
}

/// An assessment of some services with the same answer to every question.
fn answered(services: &[&str], response: &Response) -> Assessment {
    let mut it = fresh(services);
    for finding in analyze(&CONTENT.catalog, &it, &today()).practices {
        it.respond(&finding.practice, Some(response.clone()));
    }
    it
}

fn says(it: &Assessment, wanted: &str) {
    let analysis = analyze(&CONTENT.catalog, it, &today());
    let subject = Subject {
        catalog: &CONTENT.catalog,
        texts: &CONTENT.texts,
        assessment: it,
        analysis: &analysis,
        evidence: None,
        workshop: None,
    };
    let told = subject.summary().join("\n");
    assert!(told.contains(wanted), "{wanted:?} is not in\n{told}");
}

#[test]
fn little_is_said_of_nothing() {
    let none = fresh(&[]);
    says(&none, "No AWS service was named");
    says(&none, "Nothing has been answered yet");
    says(&fresh(&["heron"]), "It runs on Heron.");
}

#[test]
fn the_situation_is_told_in_a_sentence() {
    let mut situated = fresh(&["heron"]);
    for fact in ["reach.everyone", "holds.frogs", "holds.carp"] {
        situated.profile.facts.insert(fact.parse().unwrap());
    }
    says(
        &situated,
        "It can be reached by everyone and holds frogs and prize carp.",
    );
}

#[test]
fn score_and_grade_are_told_from_best_to_worst() {
    let good = answered(&["pump"], &Response::Fully);
    says(
        &good,
        "scores 100 of 100: nearly everything on your side is in place. The grade is assured.",
    );
    says(&good, "Nothing is left to close.");
    says(&good, "questions were answered.");
    let bad = answered(&["barrel/open"], &Response::NotInPlace);
    says(
        &bad,
        "scores 0 of 100: more of your side is missing than in place. The grade is exposed.",
    );
    says(
        &bad,
        "both cornerstones, are not in place; until they are, no grade is better than developing.",
    );
    says(&bad, "No finding has an owner yet");
    let unknown = answered(&["pump"], &Response::DontKnow);
    says(&unknown, "the score lies between 0 and 100.");
    says(&unknown, "Nobody present could say whether");
    let reason = NotApplicable::Architecture;
    let because = "There is none".to_owned();
    let nothing_applies = answered(&["pump"], &Response::NotApplicable { reason, because });
    says(
        &nothing_applies,
        "found not to apply, so there is no score.",
    );
}

#[test]
fn a_cornerstone_that_alone_holds_the_grade_down_is_named() {
    let mut capped = answered(&["pump", "heron", "barrel/open"], &Response::Fully);
    capped.respond(&"people.keys".parse().unwrap(), Some(Response::NotInPlace));
    says(
        &capped,
        "“Gate keys”, a cornerstone, is not in place, which holds the grade at developing, whatever the score.",
    );
    says(&capped, "What to do:");
}

#[test]
fn what_was_believed_is_told_before_all_that_is_known() {
    let mut believed = answered(&["pump"], &Response::Fully);
    let pump = &"pump".parse().unwrap();
    believed.believe(pump, &"system".parse().unwrap(), Some(Belief::Customer));
    says(&believed, "Nothing that is yours was taken to be AWS’s");
    believed.believe(pump, &"system".parse().unwrap(), Some(Belief::Aws));
    says(
        &believed,
        "operating system of Pump was taken to be AWS’s, and is at least in part yours.",
    );
    believed.believe(pump, &"building".parse().unwrap(), Some(Belief::Customer));
    says(
        &believed,
        "building of Pump is AWS’s alone and was believed to be yours",
    );
}
