//! The analysis against arithmetic by hand, on a catalog of a few items.

use demarc_catalog::{Catalog, Depth};
use demarc_core::analysis::{ANSWERS_FOR_A_GRADE, GapKind, Grade, Verdict, analyze};
use demarc_core::assessment::{Assessment, AssessmentId, Belief, NotApplicable, Response};
use demarc_core::labels;
use serde_json::{Value, json};

/// The day of the analyses.
fn today() -> demarc_catalog::Date {
    "2026-11-24".parse().unwrap()
}

fn practice(id: &str, impact: u8, effort: &str, applies: &str, layers: &[&str]) -> Value {
    json!({
        "id": id, "title": id, "impact": impact, "effort": effort, "depth": "standard", "control": "customer",
        "cornerstone": false, "layers": layers, "applies": applies, "services": [], "when": [], "raised_by": [],
    })
}

fn service(id: &str, owners: &[(&str, &str)]) -> Value {
    json!({
        "id": id, "name": id, "keywords": [], "model": "iaas", "class": "infrastructure", "owners": owners,
        "variants": [],
    })
}

/// Two layers, two domains, and two services: the customer owns the system of the server, AWS that of the function.
fn catalog() -> Catalog {
    let mut root = practice("iam.root", 5, "small", "account", &["identity"]);
    root["cornerstone"] = json!(true);
    root["raised_by"] = json!(["data.health", "data.personal", "data.payment"]);
    let mut deep = practice("iam.deep", 1, "large", "account", &["identity"]);
    deep["depth"] = json!("full");
    let mut only = practice("os.only-server", 3, "large", "services", &["system"]);
    only["services"] = json!(["server"]);
    let catalog = json!({
        "layers": [
            { "id": "system", "name": "System", "summary": "s", "control": "shared", "usual": "aws" },
            { "id": "identity", "name": "Identity", "summary": "s", "control": "customer", "usual": "aws" },
        ],
        "domains": [
            { "id": "iam", "name": "IAM", "summary": "s" },
            { "id": "os", "name": "OS", "summary": "s" },
        ],
        "questions": [{
            "id": "data", "label": "Data?", "choose": "many",
            "options": [
                { "id": "health", "label": "h" }, { "id": "personal", "label": "p" }, { "id": "payment", "label": "c" },
            ],
        }],
        "categories": [], "presets": [],
        "services": [
            service("server", &[("system", "customer"), ("identity", "customer")]),
            service("function", &[("system", "aws"), ("identity", "shared")]),
        ],
        "practices": [
            root,
            practice("iam.roles", 4, "medium", "layers", &["identity"]),
            deep,
            practice("os.patch", 4, "small", "layers", &["system"]),
            only,
        ],
    });
    serde_json::from_value(catalog).unwrap()
}

fn assessment(services: &[&str], answers: &[(&str, Response)]) -> Assessment {
    let mut it = Assessment::new(AssessmentId::from_bits(1), "Test");
    for service in services {
        it.add_service(service.parse().unwrap());
    }
    for (practice, response) in answers {
        it.respond(&practice.parse().unwrap(), Some(response.clone()));
    }
    it
}

fn out_of_scope() -> Response {
    Response::NotApplicable {
        reason: NotApplicable::OutOfScope,
        because: "b".into(),
    }
}

#[track_caller]
fn close(left: f64, right: f64) {
    assert!((left - right).abs() < 1e-9, "{left} is not {right}");
}

#[test]
fn only_what_the_mix_leaves_to_the_customer_is_asked() {
    let ids = |services: &[&str], depth| {
        let mut it = assessment(services, &[]);
        it.profile.depth = depth;
        let analysis = analyze(&catalog(), &it, &today());
        analysis
            .practices
            .iter()
            .map(|one| one.practice.to_string())
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert_eq!(ids(&[], Depth::Standard), "iam.root");
    assert_eq!(ids(&[], Depth::Quick), "");
    assert_eq!(ids(&["function"], Depth::Standard), "iam.root iam.roles");
    assert_eq!(
        ids(&["server"], Depth::Full),
        "iam.root iam.roles iam.deep os.patch os.only-server"
    );
}

#[test]
fn scores_bands_and_grades_are_as_on_paper() {
    // Weights: root 5, roles 4, patch 4, only-server 3.
    // root is mostly: 5·2/3 = 10/3. roles is fully: 4. patch is don't know: 0. only-server has no answer.
    // Score = 100·(10/3 + 4) ÷ (5 + 4 + 4) = 100·22/39 = 56.41.
    // Band: low = 100·(22/3) ÷ 16 = 45.83; high = 100·(22/3 + 4 + 3) ÷ 16 = 100·43/48 = 89.58.
    let it = assessment(
        &["server"],
        &[
            ("iam.root", Response::Mostly),
            ("iam.roles", Response::Fully),
            ("os.patch", Response::DontKnow),
        ],
    );
    let analysis = analyze(&catalog(), &it, &today());
    let score = analysis.whole.score.unwrap();
    close(score.value, 2200.0 / 39.0);
    close(score.low, 2200.0 / 48.0);
    close(score.high, 4300.0 / 48.0);
    assert_eq!(score.made_of.grade(), Some(Grade::Developing));
    assert_eq!((analysis.whole.answered, analysis.whole.in_scope), (3, 4));
    // The identity domain: 100·(22/3) ÷ 9 = 81.48, established.
    let identity = analysis.domains[0].standing.score.unwrap();
    close(identity.value, 2200.0 / 27.0);
    assert_eq!(identity.made_of.grade(), Some(Grade::Established));
    // The server's system has don't know only: 0, with a band from 0 to 100.
    let cell = &analysis.services[0].cells[0];
    let score = cell.score.unwrap();
    close(score.value, 0.0);
    close(score.high, 100.0);
}

#[test]
fn facts_raise_a_weight_by_a_quarter_and_by_half_at_most() {
    let weight = |facts: &[&str]| {
        let mut it = assessment(&[], &[]);
        it.profile.facts = facts.iter().map(|fact| fact.parse().unwrap()).collect();
        analyze(&catalog(), &it, &today()).practices[0]
            .weight
            .value()
    };
    close(weight(&[]), 5.0);
    close(weight(&["data.personal"]), 6.25);
    close(weight(&["data.personal", "data.health"]), 7.5);
    close(
        weight(&["data.personal", "data.health", "data.payment"]),
        7.5,
    );
}

#[test]
fn gaps_come_by_priority_then_impact_then_catalog_order() {
    // roles: 4 × 1 ÷ 1.5 = 2.667; patch: 4 × 2/3 ÷ 1 = 2.667. Priority and impact are equal, so catalog order decides.
    // root: 5 × 1/3 ÷ 1 = 1.667; only-server: 3 × 1 ÷ 2.5 = 1.2.
    let it = assessment(
        &["server"],
        &[
            ("os.patch", Response::Started),
            ("iam.roles", Response::NotInPlace),
            ("os.only-server", Response::DontKnow),
            ("iam.root", Response::Mostly),
        ],
    );
    let gaps = analyze(&catalog(), &it, &today()).gaps;
    let order: Vec<&str> = gaps.iter().map(|gap| gap.practice.as_str()).collect();
    assert_eq!(
        order,
        ["iam.roles", "os.patch", "iam.root", "os.only-server"]
    );
    close(gaps[0].priority, 8.0 / 3.0);
    close(gaps[1].priority, 8.0 / 3.0);
    close(gaps[2].priority, 5.0 / 3.0);
    close(gaps[3].priority, 1.2);
}

#[test]
fn fully_not_applicable_and_unanswered_are_no_gaps() {
    let it = assessment(
        &["server"],
        &[("iam.root", Response::Fully), ("iam.roles", out_of_scope())],
    );
    let analysis = analyze(&catalog(), &it, &today());
    assert_eq!(analysis.gaps, []);
    close(analysis.whole.score.unwrap().value, 100.0);
    assert_eq!(analysis.whole.applicable, 3);
}

#[test]
fn no_answer_means_no_score() {
    let analysis = analyze(
        &catalog(),
        &assessment(&["server"], &[("iam.root", out_of_scope())]),
        &today(),
    );
    assert_eq!(analysis.whole.score, None);
    assert_eq!(analysis.whole.grade, None);
}

/// The catalog with more small practices of the account, so that both domains have enough answers for a grade.
fn larger_catalog() -> Catalog {
    let mut catalog = catalog();
    for (id, after) in [
        ("iam.audit", 3),
        ("iam.reviews", 4),
        ("os.images", 7),
        ("os.inventory", 8),
    ] {
        let practice = practice(id, 1, "small", "account", &["identity"]);
        let practice = serde_json::from_value(practice).unwrap();
        catalog.practices.insert(after, practice);
    }
    // With impact 1 the cornerstone weighs little: without the cap, the grade is assured.
    catalog.practices[0].impact = 1.try_into().unwrap();
    catalog
}

/// An assessment in which everything that the larger catalog asks has the same response.
fn answered_alike(catalog: &Catalog, response: &Response) -> Assessment {
    let mut it = assessment(&["server"], &[]);
    for finding in analyze(catalog, &it, &today()).practices {
        it.respond(&finding.practice, Some(response.clone()));
    }
    it
}

#[test]
fn a_missing_cornerstone_caps_its_domain_and_the_whole() {
    let catalog = larger_catalog();
    let mut it = answered_alike(&catalog, &Response::Fully);
    // Don't know caps as well: that nobody can speak for a cornerstone is no better than that it is missing.
    for response in [Response::NotInPlace, Response::DontKnow] {
        it.respond(&"iam.root".parse().unwrap(), Some(response));
        let analysis = analyze(&catalog, &it, &today());
        // 100·15 ÷ 16 = 93.75: assured without the cap.
        close(analysis.whole.score.unwrap().value, 1500.0 / 16.0);
        assert_eq!(analysis.whole.grade, Some(Grade::Developing));
        assert_eq!(analysis.whole.missing_cornerstones[0].as_str(), "iam.root");
        assert_eq!(analysis.domains[0].standing.grade, Some(Grade::Developing));
        assert_eq!(analysis.domains[1].standing.grade, Some(Grade::Assured));
    }
    // Started lifts the cap: 100·(1/3 + 15) ÷ 16 = 95.83.
    it.respond(&"iam.root".parse().unwrap(), Some(Response::Started));
    let whole = analyze(&catalog, &it, &today()).whole;
    assert_eq!(whole.grade, Some(Grade::Assured));
    assert_eq!(whole.missing_cornerstones, []);
    // A cornerstone that can't matter caps nothing.
    it.respond(&"iam.root".parse().unwrap(), Some(out_of_scope()));
    let whole = analyze(&catalog, &it, &today()).whole;
    assert_eq!(whole.grade, Some(Grade::Assured));
}

#[test]
fn too_few_answers_give_a_score_and_no_grade() {
    let catalog = larger_catalog();
    let all = answered_alike(&catalog, &Response::Fully);
    let mut it = assessment(&["server"], &[]);
    let asked: Vec<_> = all.answers.keys().cloned().collect();
    for (index, practice) in asked.iter().enumerate() {
        it.respond(practice, Some(Response::Fully));
        let whole = analyze(&catalog, &it, &today()).whole;
        assert_eq!(whole.counted(), index + 1);
        assert!(whole.score.is_some());
        let is_enough = index + 1 >= ANSWERS_FOR_A_GRADE;
        assert_eq!(whole.grade.is_some(), is_enough, "{index}");
        assert_eq!(whole.is_too_small(), !is_enough);
    }
    assert_eq!(analyze(&catalog, &it, &today()).whole.in_catalog, 9);
    // What does not apply is no answer that a grade can rest on.
    for practice in &asked[ANSWERS_FOR_A_GRADE - 1..] {
        it.respond(practice, Some(out_of_scope()));
    }
    let whole = analyze(&catalog, &it, &today()).whole;
    assert_eq!(
        (whole.counted(), whole.grade),
        (ANSWERS_FOR_A_GRADE - 1, None)
    );
    assert_eq!(labels::grade_of(&whole), "Too few answers");
    assert_eq!(
        labels::grade_or_why(&whole),
        "3 of 8 apply: too few for a grade"
    );
}

#[test]
fn a_grade_that_is_missing_says_how_few_were_asked() {
    // Of three identity practices at standard depth, two are asked in the small catalog.
    let it = assessment(&["server"], &[("iam.root", Response::Fully)]);
    let analysis = analyze(&catalog(), &it, &today());
    let identity = &analysis.domains[0].standing;
    assert_eq!((identity.in_scope, identity.in_catalog), (2, 3));
    assert_eq!(
        labels::grade_or_why(identity),
        "2 of 3 practices asked: too few for a grade"
    );
    assert_eq!(
        labels::grade_or_why(&analysis.whole),
        "1 of 4 answered: too few for a grade"
    );
}

#[test]
fn grades_begin_exactly_at_their_thresholds() {
    let mut catalog = larger_catalog();
    catalog.practices.truncate(4);
    catalog.practices[0].cornerstone = false;
    catalog.practices[2].depth = Depth::Standard;
    let mut grade_at = |impacts: [u8; 4], in_place: usize| {
        let mut it = assessment(&["server"], &[]);
        for (index, impact) in impacts.into_iter().enumerate() {
            let practice = &mut catalog.practices[index];
            practice.impact = impact.try_into().unwrap();
            let is_in_place = index < in_place;
            let response = if is_in_place {
                Response::Fully
            } else {
                Response::NotInPlace
            };
            it.respond(&practice.id, Some(response));
        }
        let whole = analyze(&catalog, &it, &today()).whole;
        (whole.score.unwrap().value, whole.grade.unwrap())
    };
    // 2 of 5 is 40 exactly, 1 of 4 is 25, 4 of 5 is 80.
    assert_eq!(grade_at([1, 1, 1, 2], 2), (40.0, Grade::Developing));
    assert_eq!(grade_at([1, 1, 1, 1], 1), (25.0, Grade::Exposed));
    assert_eq!(grade_at([1, 1, 2, 1], 3), (80.0, Grade::Established));
}

#[test]
fn the_upper_grades_begin_at_70_and_90() {
    let mut catalog = catalog();
    catalog.practices[0].cornerstone = false;
    let impacts = |catalog: &mut Catalog, impacts: [u8; 4]| {
        let indexes = [0, 1, 3, 4];
        for (index, impact) in indexes.into_iter().zip(impacts) {
            catalog.practices[index].impact = impact.try_into().unwrap();
        }
    };
    let fully_but = |last: Response| {
        let fully = |id| (id, Response::Fully);
        let mut answers = [
            fully("iam.root"),
            fully("iam.roles"),
            fully("os.patch"),
            fully("os.only-server"),
        ];
        answers[3].1 = last;
        assessment(&["server"], &answers)
    };
    let at = |catalog: &Catalog, it: &Assessment| {
        let whole = analyze(catalog, it, &today()).whole;
        (whole.score.unwrap().value, whole.grade.unwrap())
    };
    // 7 of 10, then 27 of 30 (10 − 3 × 1/3 of 10), and just below each: 9 of 13 and 26 of 29 thirds.
    impacts(&mut catalog, [5, 1, 1, 3]);
    assert_eq!(
        at(&catalog, &fully_but(Response::NotInPlace)),
        (70.0, Grade::Established)
    );
    assert_eq!(
        at(&catalog, &fully_but(Response::Mostly)),
        (90.0, Grade::Assured)
    );
    impacts(&mut catalog, [5, 3, 1, 4]);
    assert_eq!(
        at(&catalog, &fully_but(Response::NotInPlace)).1,
        Grade::Developing
    );
    impacts(&mut catalog, [3, 1, 1, 3]);
    assert_eq!(
        at(&catalog, &fully_but(Response::Mostly)).1,
        Grade::Established
    );
}

#[test]
fn of_gaps_with_one_priority_the_greater_impact_comes_first() {
    let mut catalog = catalog();
    // iam.root: 2 × 1 ÷ 1 = 2; os.only-server with effort small and impact 3: 3 × 2/3 ÷ 1 = 2.
    catalog.practices[0].impact = 2.try_into().unwrap();
    catalog.practices[4].effort = demarc_catalog::Effort::Small;
    let it = assessment(
        &["server"],
        &[
            ("iam.root", Response::NotInPlace),
            ("os.only-server", Response::Started),
        ],
    );
    let gaps = analyze(&catalog, &it, &today()).gaps;
    close(gaps[0].priority, gaps[1].priority);
    assert_eq!(gaps[0].practice.as_str(), "os.only-server");
}

#[test]
fn beliefs_make_assumptions_and_over_reach() {
    let mut it = assessment(
        &["server", "function"],
        &[
            ("iam.roles", Response::Started),
            ("os.patch", Response::DontKnow),
        ],
    );
    let mut believe = |service: &str, layer: &str, owner| {
        let beliefs = it.beliefs.or_default(&service.parse().unwrap());
        beliefs.insert(layer.parse().unwrap(), owner);
    };
    believe("function", "identity", Belief::Aws);
    believe("function", "system", Belief::Customer);
    believe("server", "system", Belief::Customer);
    it.change_answer(&"os.patch".parse().unwrap(), |answer| {
        answer.owner = "Ana".into()
    });

    let analysis = analyze(&catalog(), &it, &today());
    let verdicts: Vec<Verdict> = analysis.beliefs.iter().map(|check| check.verdict).collect();
    assert_eq!(
        verdicts,
        [Verdict::Agrees, Verdict::OverReach, Verdict::Assumption]
    );
    let gap = |id: &str| {
        analysis
            .gaps
            .iter()
            .find(|gap| gap.practice.as_str() == id)
            .unwrap()
    };
    assert_eq!(gap("iam.roles").kind, GapKind::Assumption);
    assert_eq!(gap("iam.roles").marks, [GapKind::Unmet, GapKind::Unowned]);
    assert_eq!(gap("os.patch").kind, GapKind::Unverified);
    assert_eq!(gap("os.patch").marks, [GapKind::OverReach]);
}

#[test]
fn who_is_not_sure_assumes_nothing() {
    let mut it = assessment(&["server"], &[("iam.roles", Response::Started)]);
    let beliefs = it.beliefs.or_default(&"server".parse().unwrap());
    beliefs.insert("identity".parse().unwrap(), Belief::NotSure);
    let analysis = analyze(&catalog(), &it, &today());
    assert_eq!(analysis.beliefs[0].verdict, Verdict::Unsure);
    assert_eq!(analysis.gaps[0].kind, GapKind::Unmet);
}

#[test]
fn what_the_catalog_does_not_know_is_named_and_does_not_count() {
    let it = assessment(&["server", "gone"], &[("iam.gone", Response::NotInPlace)]);
    let analysis = analyze(&catalog(), &it, &today());
    assert_eq!(analysis.unknown_services[0].as_str(), "gone");
    assert_eq!(analysis.unknown_practices[0].as_str(), "iam.gone");
    assert_eq!((analysis.gaps.len(), analysis.whole.answered), (0, 0));
}
