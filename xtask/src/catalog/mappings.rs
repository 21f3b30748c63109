//! The figures of mappings: requirements by what decides them, and checks by what a failure says.

use std::collections::BTreeMap;

use demarc_catalog::{
    Catalog, CheckList, Depth, Framework, FrameworkKind, Level, MOST_NEEDS, PracticeText, Strength,
    Texts,
};

/// Frameworks of which every requirement has to be carried or excepted.
const WHOLE: [&str; 3] = ["well-architected", "cis-aws", "maturity"];
/// The list of which every check has to be mapped or excepted.
const EVERY_CHECK: &str = "prowler";
/// The list of which every critical and high check has to be mapped or excepted.
const EVERY_SEVERE_CHECK: &str = "securityhub";
/// The fewest mappings a practice may have.
const FEWEST: usize = 3;
/// The largest impact of a detail.
const DETAIL: u32 = 2;

/// A framework's requirements by what decides them.
struct Requirements {
    /// Practices decide them.
    decided: usize,
    /// Practices only help.
    only_supported: usize,
    excepted: usize,
    open: Vec<String>,
    /// The most practices that one requirement needs.
    most_needs: usize,
    /// Requirements that need a detail.
    by_detail: usize,
}

impl Requirements {
    fn of(catalog: &Catalog, texts: &Texts, framework: &Framework) -> Self {
        let impact =
            |text: &PracticeText| catalog.practice(&text.id).map_or(0, |it| it.impact.get());
        let mut needs: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
        let mut supported: BTreeMap<&str, usize> = BTreeMap::new();
        for text in &texts.practices {
            let mapped = text.mappings().filter(|(id, _, _)| **id == framework.id);
            for (_, strength, ids) in mapped {
                for id in ids {
                    match strength {
                        Strength::Needs => needs.entry(id).or_default().push(impact(text)),
                        Strength::Supports => *supported.entry(id).or_default() += 1,
                    }
                }
            }
        }
        let all = || framework.requirements.iter();
        let is_needed = |id: &&String| needs.contains_key(id.as_str());
        let rest = || all().filter(|id| !is_needed(id));
        let excepted = |id: &&String| framework.exception(id).is_some();
        let helped = |id: &&String| supported.contains_key(id.as_str());
        let of_details = needs
            .values()
            .filter(|it| it.iter().any(|it| *it <= DETAIL));
        Self {
            decided: all().filter(is_needed).count(),
            only_supported: rest().filter(|it| !excepted(it) && helped(it)).count(),
            excepted: rest().filter(excepted).count(),
            open: rest()
                .filter(|it| !excepted(it) && !helped(it))
                .cloned()
                .collect(),
            most_needs: needs.values().map(Vec::len).max().unwrap_or_default(),
            by_detail: of_details.count(),
        }
    }
}

/// A list's checks by what a failure says about a practice.
struct Checks<'a> {
    direct: usize,
    asks: usize,
    excepted: usize,
    open: Vec<&'a str>,
}

impl<'a> Checks<'a> {
    fn of(texts: &Texts, list: &CheckList, ids: impl Iterator<Item = &'a String>) -> Self {
        let mappings = texts.practices.iter().flat_map(|it| &it.checks);
        let mappings = mappings.filter(|(id, _)| *id == list.id).map(|(_, it)| it);
        let mappings: Vec<_> = mappings.collect();
        let mut checks = Self {
            direct: 0,
            asks: 0,
            excepted: 0,
            open: Vec::new(),
        };
        for id in ids {
            let is_direct = mappings
                .iter()
                .any(|it| it.direct().any(|(_, one)| one == id));
            if is_direct {
                checks.direct += 1;
            } else if mappings.iter().any(|it| it.asks.contains(id)) {
                checks.asks += 1;
            } else if list.exception(id).is_some() {
                checks.excepted += 1;
            } else {
                checks.open.push(id);
            }
        }
        checks
    }
}

/// Prints the figures.
pub fn print(catalog: &Catalog, texts: &Texts) {
    println!(
        "\n{:<26} {:>7} {:>8} {:>10} {:>9} {:>5} {:>10} {:>10}",
        "frameworks",
        "listed",
        "decided",
        "supported",
        "excepted",
        "open",
        "most needs",
        "by details"
    );
    for framework in &texts.frameworks {
        let it = Requirements::of(catalog, texts, framework);
        println!(
            "  {:<24} {:>7} {:>8} {:>10} {:>9} {:>5} {:>10} {:>10}",
            framework.id.as_str(),
            framework.requirements.len(),
            it.decided,
            it.only_supported,
            it.excepted,
            it.open.len(),
            it.most_needs,
            it.by_detail,
        );
    }
    for strength in Strength::ALL {
        let of_strength = |text: &PracticeText| {
            let mappings = text.mappings().filter(|(_, it, _)| *it == strength);
            mappings.map(|(_, _, ids)| ids.len()).sum::<usize>()
        };
        let count: usize = texts.practices.iter().map(of_strength).sum();
        println!("  {count} mappings of strength {}", strength.key());
    }
    println!(
        "\n{:<26} {:>7} {:>8} {:>10} {:>9} {:>5}",
        "checks", "listed", "direct", "asks", "excepted", "open"
    );
    for list in &texts.check_lists {
        let it = Checks::of(texts, list, list.ids());
        let severe = list.severity.critical.iter().chain(&list.severity.high);
        let severe = Checks::of(texts, list, severe);
        for (name, it) in [(list.id.as_str(), &it), ("  critical and high", &severe)] {
            let listed = it.direct + it.asks + it.excepted + it.open.len();
            println!(
                "  {name:<24} {listed:>7} {:>8} {:>10} {:>9} {:>5}",
                it.direct,
                it.asks,
                it.excepted,
                it.open.len()
            );
        }
    }
    println!("\ndirect checks of the practices of depth quick");
    for practice in catalog
        .practices
        .iter()
        .filter(|it| it.depth == Depth::Quick)
    {
        let Some(text) = texts.practice(&practice.id) else {
            continue;
        };
        let levels = Level::ALL.map(|level| {
            let mappings = text.checks.iter();
            let of_level = |(_, it): &(_, demarc_catalog::CheckMapping)| {
                it.direct().filter(|(of, _)| *of == level).count()
            };
            mappings.map(of_level).sum::<usize>()
        });
        let all: usize = levels.iter().sum();
        let [none, started, mostly, _] = levels;
        println!(
            "  {:<34} {all:>5}: not in place {none}, started {started}, mostly {mostly}",
            practice.id.as_str()
        );
    }
}

/// The bars that the mappings are below.
pub fn below(catalog: &Catalog, texts: &Texts) -> Vec<String> {
    let mut below = Vec::new();
    for framework in &texts.frameworks {
        let it = Requirements::of(catalog, texts, framework);
        let id = &framework.id;
        if it.most_needs > MOST_NEEDS {
            below.push(format!("{id}: a requirement needs {}", it.most_needs));
        }
        if it.by_detail > 0 {
            below.push(format!(
                "{id}: details decide {} requirements",
                it.by_detail
            ));
        }
        if WHOLE.contains(&id.as_str()) && !it.open.is_empty() {
            below.push(format!("{id}: nothing carries {}", it.open.join(", ")));
        }
    }
    let rules = texts.frameworks.iter();
    if rules.filter(|it| it.kind == FrameworkKind::Rules).count() == 0 {
        below.push("there are no rules".to_owned());
    }
    for (id, severe) in [(EVERY_CHECK, false), (EVERY_SEVERE_CHECK, true)] {
        let Some(list) = texts.check_lists.iter().find(|it| it.id.as_str() == id) else {
            below.push(format!("there is no list of checks {id}"));
            continue;
        };
        let it = if severe {
            let of = &list.severity;
            Checks::of(texts, list, of.critical.iter().chain(&of.high))
        } else {
            Checks::of(texts, list, list.ids())
        };
        if !it.open.is_empty() {
            below.push(format!("{id}: nothing is said of {}", it.open.join(", ")));
        }
    }
    for text in &texts.practices {
        let mappings: usize = text.mappings().map(|(_, _, ids)| ids.len()).sum();
        if mappings < FEWEST {
            below.push(format!("{} has {mappings} mappings, not {FEWEST}", text.id));
        }
    }
    below
}
