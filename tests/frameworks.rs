//! The status of framework requirements: by hand on a catalog of a few items, and on the real catalog against a second,
//! simpler implementation.

use demarc_catalog::{Catalog, Depth, Texts};
use demarc_core::analysis::{
    Analysis, Applies, AskState, FrameworkStanding, Support, Unasked, analyze, applicability,
    framework, frameworks,
};
use demarc_core::assessment::{Assessment, AssessmentId, NotApplicable, Response};
use demarc_core::exchange::record::read;
use proptest::prelude::*;
use serde_json::{Value, json};

/// The day of the analyses.
fn today() -> demarc_catalog::Date {
    "2026-11-24".parse().unwrap()
}

fn practice(id: &str, applies: &str, depth: &str, when: &[&str]) -> Value {
    json!({
        "id": id, "title": id, "impact": 3, "effort": "small", "depth": depth, "control": "customer",
        "cornerstone": false, "layers": ["system"], "applies": applies, "services": [], "when": when, "raised_by": [],
    })
}

fn practice_text(id: &str, needs: &[&str], supports: &[&str]) -> Value {
    json!({
        "id": id, "question": "q", "why": "w", "aws": "a", "you": "y",
        "levels": { "not-in-place": "0", "started": "1", "mostly": "2", "fully": "3" },
        "guide": { "first-step": "f", "fix": "f", "role": "r", "verify": "v", "automation": "a", "cost": "none" },
        "short": { "aws": "a", "you": "y", "not-in-place": "0", "started": "1", "mostly": "2", "fully": "3" },
        "needs": [["rules", needs]], "supports": [["rules", supports]], "checks": [], "sources": [],
        "checked": "2026-11-24", "unverified": null,
    })
}

/// R1 needs `one` and `two`, R2 needs `two` and is supported by `one`, R3 needs practices that are not asked. R4 is inherited from
/// AWS, R5 has another exception, R6 has nothing, `two` supports R7.
fn catalog() -> (Catalog, Texts) {
    let catalog = json!({
        "layers": [{ "id": "system", "name": "System", "summary": "s", "control": "shared", "usual": "aws" }],
        "domains": [{ "id": "os", "name": "OS", "summary": "s" }],
        "questions": [{
            "id": "held", "label": "Held to?", "choose": "many",
            "options": [{ "id": "rules", "label": "Rules" }, { "id": "other", "label": "Other" }],
        }],
        "categories": [], "presets": [],
        "services": [
            { "id": "server", "name": "Server", "keywords": [], "model": "iaas", "class": "infrastructure",
              "owners": [["system", "customer"]], "variants": [] },
            { "id": "function", "name": "Function", "keywords": [], "model": "paas", "class": "abstracted",
              "owners": [["system", "aws"]], "variants": [] },
        ],
        "practices": [
            practice("os.one", "account", "standard", &["held.rules"]),
            practice("os.two", "layers", "standard", &[]),
            practice("os.deep", "account", "full", &[]),
            practice("os.called", "account", "full", &["held.other"]),
        ],
    });
    let practices = json!([
        practice_text("os.one", &["R1"], &["R2"]),
        practice_text("os.two", &["R2", "R1"], &["R7"]),
        practice_text("os.deep", &["R3"], &[]),
        practice_text("os.called", &["R3"], &[]),
    ]);
    let frameworks = json!([{
        "id": "rules", "name": "Rules", "publisher": "p", "version": "1", "url": "https://example.com/",
        "kind": "rules", "fact": "held.rules", "scope": "s", "statement": true, "checked": "2026-11-24",
        "requirements": ["R1", "R2", "R3", "R4", "R5", "R6", "R7"],
        "exceptions": [
            { "ids": ["R4"], "reason": "AWS’s.", "inherited": true }, { "ids": ["R5"], "reason": "Not here." },
        ],
    }]);
    let texts = Texts {
        practices: serde_json::from_value(practices).unwrap(),
        frameworks: serde_json::from_value(frameworks).unwrap(),
        ..Texts::default()
    };
    (serde_json::from_value(catalog).unwrap(), texts)
}

fn assessment(services: &[&str], answers: &[(&str, Response)]) -> Assessment {
    let mut it = Assessment::new(AssessmentId::from_bits(1), "Test");
    it.profile.facts.insert("held.rules".parse().unwrap());
    for service in services {
        it.add_service(service.parse().unwrap());
    }
    for (practice, response) in answers {
        it.respond(&practice.parse().unwrap(), Some(response.clone()));
    }
    it
}

fn not_applicable() -> Response {
    Response::NotApplicable {
        reason: NotApplicable::Architecture,
        because: "no system".into(),
    }
}

/// An answer by which the business accepts the risk.
fn accepted() -> Response {
    Response::NotApplicable {
        reason: NotApplicable::BusinessDecision,
        because: "the board said so".into(),
    }
}

fn supports(standing: &FrameworkStanding<'_>) -> Vec<Support> {
    standing.requirements.iter().map(|it| it.support).collect()
}

#[test]
fn a_requirement_stands_as_the_practices_that_carry_it() {
    use Response::{DontKnow, Fully, Mostly, NotInPlace, Started};
    let (catalog, texts) = catalog();
    let of = |answers: &[(&str, Response)]| {
        let it = assessment(&["server"], answers);
        let analysis = analyze(&catalog, &it, &today());
        let all = frameworks(&catalog, &texts, &it, &analysis);
        assert_eq!(all.len(), 1);
        assert!(all[0].binds);
        let rest = [
            Support::NotAsked,
            Support::Inherited,
            Support::Excepted,
            Support::NotCarried,
            Support::OnlySupported,
        ];
        let supports = supports(&all[0]);
        assert_eq!(supports[2..], rest);
        (supports[0], supports[1])
    };
    let both = |one: Response, two: Response| of(&[("os.one", one), ("os.two", two)]).0;
    assert_eq!(of(&[]), (Support::NotAnswered, Support::NotAnswered));
    assert_eq!(both(Fully, Fully), Support::InPlace);
    assert_eq!(both(Fully, Mostly), Support::Partly);
    assert_eq!(both(NotInPlace, Started), Support::Partly);
    assert_eq!(both(NotInPlace, NotInPlace), Support::NotInPlace);
    assert_eq!(both(NotInPlace, DontKnow), Support::NotInPlace);
    assert_eq!(both(Started, DontKnow), Support::Partly);
    assert_eq!(both(Fully, DontKnow), Support::NotKnown);
    assert_eq!(both(DontKnow, DontKnow), Support::NotKnown);
    assert_eq!(both(not_applicable(), Fully), Support::InPlace);
    assert_eq!(both(not_applicable(), DontKnow), Support::NotKnown);
    assert_eq!(
        both(not_applicable(), not_applicable()),
        Support::NotApplicable
    );
    assert_eq!(both(accepted(), Fully), Support::Partly);
    assert_eq!(both(accepted(), not_applicable()), Support::NotInPlace);
    assert_eq!(of(&[("os.one", Fully)]).0, Support::NotAnswered);
    assert_eq!(of(&[("os.one", DontKnow)]).0, Support::NotAnswered);
    assert_eq!(of(&[("os.one", NotInPlace)]).0, Support::NotInPlace);
    assert_eq!(
        of(&[("os.two", Mostly)]),
        (Support::Partly, Support::Partly)
    );
    // What only supports a requirement decides nothing.
    assert_eq!(
        of(&[("os.one", NotInPlace), ("os.two", Fully)]),
        (Support::Partly, Support::InPlace)
    );
}

#[test]
fn what_is_not_asked_says_why() {
    let (catalog, texts) = catalog();
    let mut it = assessment(&["function"], &[]);
    it.profile.facts.clear();
    let analysis = analyze(&catalog, &it, &today());
    let all = frameworks(&catalog, &texts, &it, &analysis);
    assert!(!all[0].binds);
    let why = |index: usize| {
        let carriers = all[0].requirements[index].carriers.iter();
        carriers
            .map(|it| match it.asked {
                AskState::Yes(_) => panic!("{} is asked", it.practice.id),
                AskState::No(why) => why,
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(why(0), [Unasked::Situation, Unasked::Services]);
    assert_eq!(why(1), [Unasked::Services, Unasked::Situation]);
    assert_eq!(why(2), [Unasked::Depth(Depth::Full), Unasked::Situation]);
    for practice in &catalog.practices {
        let why = Unasked::why(&catalog, &it, &analysis, practice);
        assert_eq!(
            why.is_none(),
            analysis.finding(&practice.id).is_some(),
            "{}",
            practice.id
        );
    }
    let carriers = all[0].requirements.iter().flat_map(|it| &it.carriers);
    for carrier in carriers {
        let why = Unasked::why(&catalog, &it, &analysis, carrier.practice);
        assert_eq!(
            carrier.asked,
            why.map_or(carrier.asked, AskState::No),
            "{}",
            carrier.practice.id
        );
    }
    assert!(all[0].requirements[2].goes_deeper() && !all[0].requirements[0].goes_deeper());
    assert_eq!(all[0].count(Support::NotAsked), 3);
    assert_eq!((all[0].count(Support::Inherited), all[0].asked()), (1, 0));
}

#[test]
fn a_statement_says_what_applies_and_why() {
    let (catalog, texts) = catalog();
    let mut it = assessment(&["server"], &[("os.two", not_applicable())]);
    it.change_answer(&"os.one".parse().unwrap(), |answer| {
        answer.evidence = " ticket 7 ".into();
    });
    let applies = |it: &Assessment, analysis: &Analysis| {
        let all = frameworks(&catalog, &texts, it, analysis);
        let lines = applicability(&all[0], it);
        let first = (
            lines[0].account,
            lines[0].services.len(),
            lines[0].facts.len(),
            lines[0].because.len(),
            lines[0]
                .evidence
                .iter()
                .map(|(_, text)| (*text).to_owned())
                .collect::<Vec<_>>(),
        );
        (lines.iter().map(|it| it.applies).collect::<Vec<_>>(), first)
    };
    let analysis = analyze(&catalog, &it, &today());
    let (all, first) = applies(&it, &analysis);
    let rest = [
        Applies::Undecided,
        Applies::Inherited,
        Applies::Undecided,
        Applies::Undecided,
        Applies::Undecided,
    ];
    assert_eq!(all[..2], [Applies::Yes, Applies::Yes]);
    assert_eq!(all[2..], rest);
    assert_eq!(first, (true, 0, 1, 1, vec!["ticket 7".to_owned()]));

    it.respond(&"os.two".parse().unwrap(), Some(Response::Started));
    let analysis = analyze(&catalog, &it, &today());
    let (all, first) = applies(&it, &analysis);
    assert_eq!(all[..2], [Applies::Yes, Applies::Yes]);
    assert_eq!((first.1, first.3), (1, 0));
}

/// The second implementation: the support of every requirement of every framework.
fn again(it: &Assessment, texts: &Texts, analysis: &Analysis) -> Vec<Vec<Support>> {
    let of_framework = |framework: &demarc_catalog::Framework| {
        let of_requirement = |id: &String| {
            let needs = |it: &&&demarc_catalog::PracticeId| {
                let mappings = texts.practice(it).unwrap().needs.iter();
                let mut of_framework = mappings.filter(|(of, _)| *of == framework.id);
                of_framework.any(|(_, ids)| ids.contains(id))
            };
            let mapped: Vec<_> = texts.carriers(framework, id).collect();
            let carriers: Vec<_> = mapped.iter().filter(needs).collect();
            let asked: Vec<Option<&Response>> = carriers
                .iter()
                .filter(|id| analysis.practices.iter().any(|it| it.practice == ****id))
                .map(|id| it.response(id))
                .collect();
            let counting: Vec<Option<&Response>> = asked
                .iter()
                .copied()
                .filter(|it| !matches!(it, Some(Response::NotApplicable { .. })))
                .collect();
            let any = |wanted: &[Response]| {
                counting
                    .iter()
                    .any(|it| it.is_some_and(|it| wanted.contains(it)))
            };
            let begun = any(&[Response::Started, Response::Mostly, Response::Fully]);
            let accepted = asked.contains(&Some(&accepted()));
            let missing =
                accepted || any(&[Response::NotInPlace, Response::Started, Response::Mostly]);
            match () {
                () if carriers.is_empty() => match framework.exception(id) {
                    Some(it) if it.inherited => Support::Inherited,
                    Some(_) => Support::Excepted,
                    None if mapped.is_empty() => Support::NotCarried,
                    None => Support::OnlySupported,
                },
                () if asked.is_empty() => Support::NotAsked,
                () if counting.is_empty() && !accepted => Support::NotApplicable,
                () if missing && begun => Support::Partly,
                () if missing => Support::NotInPlace,
                () if counting.contains(&None) => Support::NotAnswered,
                () if any(&[Response::DontKnow]) => Support::NotKnown,
                () => Support::InPlace,
            }
        };
        framework.requirements.iter().map(of_requirement).collect()
    };
    texts.frameworks.iter().map(of_framework).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn every_requirement_of_every_framework_is_counted_once(
        depth in prop::sample::select(vec![Depth::Quick, Depth::Standard, Depth::Full]),
        answers in prop::collection::vec(0_usize..8, 200),
        services in prop::collection::vec(any::<bool>(), 400),
    ) {
        let (catalog, texts) = (demarc_edition::catalog(), demarc_edition::texts().unwrap());
        let mut it = assessment(&[], &[]);
        it.profile.depth = depth;
        for (deployment, chosen) in catalog.deployments().zip(services) {
            if chosen {
                it.add_service(deployment.reference());
            }
        }
        let choices = [
            None,
            Some(Response::NotInPlace),
            Some(Response::Started),
            Some(Response::Mostly),
            Some(Response::Fully),
            Some(Response::DontKnow),
            Some(not_applicable()),
            Some(accepted()),
        ];
        for (practice, choice) in catalog.practices.iter().zip(answers) {
            it.respond(&practice.id, choices[choice].clone());
        }
        let analysis = analyze(catalog, &it, &today());
        let all = frameworks(catalog, texts, &it, &analysis);
        let found: Vec<_> = all.iter().map(supports).collect();
        prop_assert_eq!(found, again(&it, texts, &analysis));
        for standing in &all {
            let counted: usize = Support::ALL.iter().map(|it| standing.count(*it)).sum();
            prop_assert_eq!(counted, standing.framework.requirements.len());
            let alone = framework(&standing.framework.id, catalog, texts, &it, &analysis);
            prop_assert_eq!(alone.as_ref(), Some(standing));
            // A requirement applies when at least one of its practices is asked.
            for (line, requirement) in applicability(standing, &it).iter().zip(&standing.requirements) {
                let asked: Vec<_> = requirement.carriers.iter().filter_map(|it| it.finding()).collect();
                let decided = asked.iter().any(|it| it.is_accepted_risk());
                let are_all_asked = asked.len() == requirement.carriers.len() && !decided;
                let expected = if asked.iter().any(|it| !it.is_not_applicable()) {
                    Applies::Yes
                } else if requirement.support == Support::Inherited {
                    Applies::Inherited
                } else if are_all_asked && requirement.support == Support::NotApplicable {
                    Applies::No
                } else {
                    Applies::Undecided
                };
                prop_assert_eq!(line.applies, expected);
            }
        }
    }
}

#[test]
fn the_example_is_held_to_what_its_situation_says() {
    let (catalog, texts) = (demarc_edition::catalog(), demarc_edition::texts().unwrap());
    let it = read(demarc_edition::EXAMPLE).unwrap();
    let analysis = analyze(catalog, &it, &today());
    let all = frameworks(catalog, texts, &it, &analysis);
    let bound: Vec<&str> = all
        .iter()
        .filter(|it| it.binds)
        .map(|it| it.framework.id.as_str())
        .collect();
    assert_eq!(bound, ["gdpr", "pci-dss"]);
    assert!(
        all.iter().any(|it| it.framework.statement),
        "ISO 27001 has a statement"
    );
}

#[test]
fn groups_hold_every_requirement_once_and_in_order() {
    let texts = demarc_edition::texts().unwrap();
    for framework in &texts.frameworks {
        let groups = framework.groups();
        let all: Vec<&String> = groups.iter().flat_map(|(_, ids)| *ids).collect();
        assert_eq!(all, framework.requirements.iter().collect::<Vec<_>>());
        for (name, ids) in &groups {
            assert!(ids.iter().all(|id| id.starts_with(name)), "{name}: {ids:?}");
        }
    }
    let names = |id: &str| {
        let framework = texts.framework(&id.parse().unwrap()).unwrap();
        framework
            .groups()
            .iter()
            .map(|(name, _)| *name)
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert_eq!(names("iso-27001"), "A.5 A.6 A.7 A.8");
    assert_eq!(names("nis2"), "");
    assert_eq!(names("maturity"), "");
    assert_eq!(names("nist-csf"), "GV ID PR DE RS RC");
    assert!(
        names("fedramp").starts_with("AC AT AU "),
        "{}",
        names("fedramp")
    );
}
