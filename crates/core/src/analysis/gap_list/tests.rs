//! The gap list in every order and grouping and with every filter, on a small catalog.

use serde_json::json;

use super::*;
use crate::analysis::analyze;
use crate::assessment::{AssessmentId, Belief, Response};
use crate::labels;
use demarc_catalog::PracticeId;

/// The day of the analyses.
fn today() -> demarc_catalog::Date {
    "2026-11-24".parse().unwrap()
}

/// A practice: its id, title, impact and effort.
type PracticeRow = (&'static str, &'static str, u8, &'static str);

const PRACTICES: [PracticeRow; 4] = [
    ("iam.root", "Guard the root user", 5, "small"),
    ("iam.mfa", "ask for a second factor", 3, "large"),
    ("os.patch", "Patch the system", 3, "medium"),
    ("os.scan", "Build from scanned images", 2, "small"),
];

fn catalog() -> Catalog {
    let practices = PRACTICES.map(|(id, title, impact, effort)| {
        let (layer, applies) = match id {
            "os.patch" => ("system", "layers"),
            _ => ("identity", "account"),
        };
        json!({
            "id": id, "title": title, "impact": impact, "effort": effort, "depth": "standard", "control": "customer",
            "cornerstone": false, "layers": [layer], "applies": applies, "services": [], "when": [], "raised_by": [],
        })
    });
    let catalog = json!({
        "layers": [
            { "id": "system", "name": "System", "summary": "s", "control": "shared", "usual": "aws" },
            { "id": "identity", "name": "Identity", "summary": "s", "control": "customer", "usual": "aws" },
        ],
        "domains": [
            { "id": "iam", "name": "IAM", "summary": "s" },
            { "id": "os", "name": "OS", "summary": "s" },
        ],
        "questions": [], "categories": [], "presets": [],
        "services": [{
            "id": "server", "name": "server", "keywords": [], "model": "iaas", "class": "infrastructure",
            "owners": [["system", "customer"], ["identity", "shared"]], "variants": [],
        }],
        "practices": practices,
    });
    serde_json::from_value(catalog).unwrap()
}

/// The texts of a practice that is mapped to a framework.
fn texts() -> Texts {
    let mut text = demarc_edition::texts().unwrap().practices[0].clone();
    text.id = id("os.scan");
    text.question = "Do images come from a pipeline?".to_owned();
    text.needs = Vec::new();
    text.supports = vec![("cis".parse().unwrap(), vec!["5.1".to_owned()])];
    Texts {
        practices: vec![text],
        ..Texts::default()
    }
}

fn id(id: &str) -> PracticeId {
    id.parse().unwrap()
}

/// All four practices are gaps. The analysis orders them root, patch, scan, mfa.
fn shop() -> Assessment {
    let mut it = Assessment::new(AssessmentId::from_bits(1), "Shop");
    it.add_service("server".parse().unwrap());
    let mut say = |of: &str, response: Response, owner: &str, due: Option<&str>| {
        it.respond(&id(of), Some(response));
        it.change_answer(&id(of), |answer| {
            answer.owner = owner.to_owned();
            answer.due = due.map(|it| Date::try_from(it.to_owned()).unwrap());
        });
    };
    say(
        "iam.root",
        Response::NotInPlace,
        "Élodie",
        Some("2026-12-01"),
    );
    say("iam.mfa", Response::DontKnow, "ana", None);
    say("os.patch", Response::NotInPlace, "", Some("2026-02-01"));
    say("os.scan", Response::NotInPlace, "Ana ", None);
    it.change_answer(&id("iam.mfa"), |answer| {
        answer.note = "Ask the HELP desk".into()
    });
    it.believe(
        &"server".parse().unwrap(),
        &"system".parse().unwrap(),
        Some(Belief::Aws),
    );
    it
}

fn list(query: &GapQuery) -> Vec<(Option<String>, Vec<String>)> {
    let (catalog, it) = (catalog(), shop());
    let groups = query.list(&catalog, &texts(), &it, &analyze(&catalog, &it, &today()));
    let ids = |gaps: Vec<Gap>| gaps.iter().map(|it| it.practice.to_string()).collect();
    let name = |it: &GapGroup| labels::gap_group(&catalog, &it.of);
    let groups = groups.into_iter().map(|it| (name(&it), ids(it.gaps)));
    groups.collect()
}

fn filtered(filter: GapFilter) -> Vec<String> {
    let query = GapQuery {
        filter,
        ..GapQuery::default()
    };
    list(&query).into_iter().flat_map(|(_, ids)| ids).collect()
}

fn sorted(sort: GapSort) -> Vec<String> {
    let query = GapQuery {
        sort,
        ..GapQuery::default()
    };
    list(&query).into_iter().flat_map(|(_, ids)| ids).collect()
}

fn grouped(grouping: GapGrouping) -> Vec<(String, Vec<String>)> {
    let query = GapQuery {
        grouping,
        ..GapQuery::default()
    };
    let groups = list(&query).into_iter();
    groups
        .map(|(name, ids)| (name.unwrap_or_default(), ids))
        .collect()
}

fn group(name: &str, ids: &[&str]) -> (String, Vec<String>) {
    (
        name.to_owned(),
        ids.iter().map(|it| (*it).to_owned()).collect(),
    )
}

#[test]
fn without_a_wish_the_order_is_that_of_the_analysis() {
    let all = ["iam.root", "os.patch", "os.scan", "iam.mfa"];
    let (name, ids) = &list(&GapQuery::default())[0];
    assert_eq!((name, &ids[..]), (&None, &all.map(str::to_owned)[..]));
    assert!(!GapFilter::default().is_narrow());
}

#[test]
fn each_order_keeps_priority_between_equals() {
    assert_eq!(
        sorted(GapSort::Priority),
        ["iam.root", "os.patch", "os.scan", "iam.mfa"]
    );
    assert_eq!(
        sorted(GapSort::Impact),
        ["iam.root", "os.patch", "iam.mfa", "os.scan"]
    );
    assert_eq!(
        sorted(GapSort::Effort),
        ["iam.root", "os.scan", "os.patch", "iam.mfa"]
    );
    // Gaps without a date are last.
    assert_eq!(
        sorted(GapSort::Due),
        ["os.patch", "iam.root", "os.scan", "iam.mfa"]
    );
    // Case is ignored.
    assert_eq!(
        sorted(GapSort::Title),
        ["iam.mfa", "os.scan", "iam.root", "os.patch"]
    );
}

#[test]
fn groups_stand_in_the_order_of_what_they_are_of() {
    assert_eq!(
        grouped(GapGrouping::Domain),
        [
            group("IAM", &["iam.root", "iam.mfa"]),
            group("OS", &["os.patch", "os.scan"])
        ]
    );
    assert_eq!(
        grouped(GapGrouping::Kind),
        [
            group("Assumption", &["os.patch"]),
            group("Unmet", &["iam.root", "os.scan"]),
            group("Unverified", &["iam.mfa"]),
        ]
    );
    assert_eq!(
        grouped(GapGrouping::Effort),
        [
            group("small effort (days)", &["iam.root", "os.scan"]),
            group("medium effort (weeks)", &["os.patch"]),
            group("large effort (months)", &["iam.mfa"]),
        ]
    );
    // Names that differ in case only are one owner. Gaps without an owner are last.
    assert_eq!(
        grouped(GapGrouping::Owner),
        [
            group("Ana", &["os.scan", "iam.mfa"]),
            group("Élodie", &["iam.root"]),
            group("Nobody yet", &["os.patch"]),
        ]
    );
}

#[test]
fn domains_beyond_a_letter_keep_their_order_and_unknown_ones_come_last() {
    let mut catalog = catalog();
    let it = shop();
    let analysis = analyze(&catalog, &it, &today());
    let iam = catalog.domains.remove(0);
    let fillers = (0..300).map(|number| Domain {
        id: format!("filler-{number}").parse().unwrap(),
        ..iam.clone()
    });
    catalog.domains.splice(0..0, fillers);
    let query = GapQuery {
        grouping: GapGrouping::Domain,
        ..GapQuery::default()
    };
    let groups = query.list(&catalog, &texts(), &it, &analysis);
    let names = groups
        .iter()
        .filter_map(|it| labels::gap_group(&catalog, &it.of));
    let names: Vec<_> = names.collect();
    assert_eq!(names, ["OS", "iam"]);
}

#[test]
fn each_filter_lets_through_what_fits_it() {
    let none = GapFilter::default;
    let search = |text: &str| GapFilter {
        search: text.to_owned(),
        ..none()
    };
    assert_eq!(filtered(search(" PATCH ")), ["os.patch"]);
    assert_eq!(filtered(search("pipeline")), ["os.scan"]);
    assert_eq!(filtered(search("help desk")), ["iam.mfa"]);
    assert_eq!(filtered(search("nothing says so")), [""; 0]);
    // Further kinds of a gap match too.
    let kind = Some(GapKind::Unowned);
    assert_eq!(filtered(GapFilter { kind, ..none() }), ["os.patch"]);
    let domain = Some("iam".parse().unwrap());
    assert_eq!(
        filtered(GapFilter { domain, ..none() }),
        ["iam.root", "iam.mfa"]
    );
    let service = Some("server".parse().unwrap());
    assert_eq!(filtered(GapFilter { service, ..none() }), ["os.patch"]);
    let impact = Some(3);
    assert_eq!(
        filtered(GapFilter { impact, ..none() }),
        ["os.patch", "iam.mfa"]
    );
    let effort = Some(Effort::Small);
    assert_eq!(
        filtered(GapFilter { effort, ..none() }),
        ["iam.root", "os.scan"]
    );
    let owner = Some(OwnerFilter::Nobody);
    assert_eq!(filtered(GapFilter { owner, ..none() }), ["os.patch"]);
    let owner = Some(OwnerFilter::Named("Ana".into()));
    assert_eq!(filtered(GapFilter { owner, ..none() }), ["os.scan"]);
    let framework = Some("cis".parse().unwrap());
    let both = GapFilter {
        framework,
        impact: Some(3),
        ..none()
    };
    assert!(both.is_narrow());
    assert_eq!(filtered(both.clone()), [""; 0]);
    let impact = None;
    assert_eq!(filtered(GapFilter { impact, ..both }), ["os.scan"]);
}

#[test]
fn keys_are_read_back() {
    for sort in GapSort::ALL {
        assert_eq!(GapSort::from_key(sort.key()), Some(sort));
    }
    for grouping in GapGrouping::ALL {
        assert_eq!(GapGrouping::from_key(grouping.key()), Some(grouping));
    }
    for owner in [OwnerFilter::Nobody, OwnerFilter::Named("Nobody yet".into())] {
        assert_eq!(OwnerFilter::from_key(owner.key()), Some(owner));
    }
    assert_eq!(OwnerFilter::from_key(""), None);
}

#[test]
fn gaps_are_counted_by_domain_impact_and_effort() {
    let (catalog, it) = (catalog(), shop());
    let analysis = analyze(&catalog, &it, &today());
    let domains: Vec<_> = domains_with_gaps(&catalog, &analysis).collect();
    assert_eq!(domains.len(), 2);
    let count = |impact, effort| count_by_impact_and_effort(&catalog, &analysis, impact, effort);
    assert_eq!(count(5, Effort::Small), 1);
    assert_eq!(count(3, Effort::Small), 0);
    assert_eq!(count(3, Effort::Large), 1);
}
