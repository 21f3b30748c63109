//! Accepted risks and due dates: what counts, what is shown apart, and what a day changes.

use demarc_catalog::{Catalog, Date, Depth, PracticeId};
use demarc_core::analysis::{
    AcceptanceState, Analysis, GapFilter, GapQuery, GapSort, GapState, Grade, Support, analyze,
    framework, roadmap,
};
use demarc_core::assessment::{
    Acceptance, Assessment, AssessmentId, NotApplicable, Phase, Response,
};
use demarc_core::labels;
use demarc_core::report::{Block, Subject, to_text};

const TODAY: &str = "2026-11-30";

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn catalog() -> &'static Catalog {
    demarc_edition::catalog()
}

fn analyzed(it: &Assessment) -> Analysis {
    analyze(catalog(), it, &day(TODAY))
}

/// An assessment in which everything that is asked of every account is fully in place.
fn all_in_place() -> Assessment {
    let mut it = Assessment::new(AssessmentId::from_bits(1), "Shop");
    for finding in analyzed(&it).practices {
        it.respond(&finding.practice, Some(Response::Fully));
    }
    it
}

fn accept(it: &mut Assessment, practice: &str, response: Response, until: Option<&str>) {
    let practice = practice.parse().unwrap();
    it.respond(&practice, Some(response));
    let acceptance = Acceptance {
        by: "CISO".into(),
        until: until.map(day),
        because: "Too dear this year".into(),
    };
    it.enter_acceptance(&practice, acceptance);
}

/// The same, but for three cornerstones and three other practices.
fn with_gaps() -> Assessment {
    let mut it = all_in_place();
    let asked: Vec<_> = it.answers.keys().cloned().collect();
    let is_cornerstone = |id: &&PracticeId| catalog().practice(id).unwrap().cornerstone;
    let (missing, others): (Vec<_>, Vec<_>) = asked.iter().partition(is_cornerstone);
    for practice in missing.into_iter().take(3) {
        it.respond(practice, Some(Response::NotInPlace));
    }
    for practice in others.into_iter().take(3) {
        it.respond(practice, Some(Response::Started));
    }
    it
}

fn cornerstones() -> Vec<String> {
    let all = analyzed(&with_gaps()).whole.missing_cornerstones;
    all.iter().map(ToString::to_string).collect()
}

#[test]
fn accepting_a_risk_lifts_neither_the_score_nor_the_cap() {
    let before = analyzed(&with_gaps());
    assert_eq!(before.whole.grade, Some(Grade::Developing));
    let mut it = with_gaps();
    for practice in cornerstones() {
        accept(&mut it, &practice, Response::NotInPlace, Some("2027-03-31"));
    }
    let after = analyzed(&it);
    assert_eq!(after.whole, before.whole);
    assert_eq!(after.domains, before.domains);
    assert_eq!(after.gaps.len(), before.gaps.len());
    assert_eq!(after.accepted(), cornerstones().len());
}

#[test]
fn an_acceptance_without_a_level_counts_as_not_in_place() {
    let mut it = all_in_place();
    accept(&mut it, "iam.root", Response::NotInPlace, None);
    it.respond(&"iam.root".parse().unwrap(), None);
    let mut given = all_in_place();
    given.respond(&"iam.root".parse().unwrap(), Some(Response::NotInPlace));
    assert_eq!(analyzed(&it).whole, analyzed(&given).whole);
}

#[test]
fn where_there_is_no_gap_an_acceptance_counts_for_nothing() {
    let mut it = all_in_place();
    accept(&mut it, "iam.root", Response::NotInPlace, None);
    let because = "There is none".to_owned();
    let reason = NotApplicable::Architecture;
    for response in [Response::Fully, Response::NotApplicable { reason, because }] {
        it.respond(&"iam.root".parse().unwrap(), Some(response));
        let analysis = analyzed(&it);
        assert_eq!((analysis.accepted(), analysis.gaps.len()), (0, 0));
        assert_eq!(analysis.accepted_risks(&it), []);
        let finding = analysis.finding(&"iam.root".parse().unwrap()).unwrap();
        assert!(!finding.is_accepted_risk());
    }
}

#[test]
fn an_accepted_risk_comes_last_and_is_in_no_plan() {
    let mut it = with_gaps();
    let first = analyzed(&it).gaps[0].practice.clone();
    accept(&mut it, first.as_str(), Response::NotInPlace, None);
    it.change_answer(&first, |answer| answer.phase = Some(Phase::Now));
    let analysis = analyzed(&it);
    assert_eq!(analysis.gaps.last().unwrap().practice, first);
    assert_eq!(analysis.open_gaps().count(), analysis.gaps.len() - 1);
    assert!(!analysis.first_gaps(5).contains(&first));
    assert!(
        !analysis
            .gaps_of_effort(analysis.gap(&first).unwrap().effort)
            .contains(&first)
    );
    let plan = roadmap(&analysis.gaps, &it);
    let mut items = plan.phases.iter().flat_map(|it| &it.items);
    assert!(items.all(|it| it.practice != first));
}

#[test]
fn after_its_last_day_it_is_an_ordinary_gap_again() {
    let mut it = with_gaps();
    let order = |it: &Assessment| -> Vec<_> {
        let gaps = analyzed(it).gaps.into_iter();
        gaps.map(|gap| gap.practice).collect()
    };
    let before = order(&it);
    accept(
        &mut it,
        before[0].as_str(),
        Response::NotInPlace,
        Some(TODAY),
    );
    assert!(analyzed(&it).gap(&before[0]).unwrap().is_accepted());
    accept(
        &mut it,
        before[0].as_str(),
        Response::NotInPlace,
        Some("2026-11-29"),
    );
    assert_eq!(order(&it), before);
    let analysis = analyzed(&it);
    let gap = analysis.gap(&before[0]).unwrap();
    assert_eq!(gap.acceptance, Some(AcceptanceState::Expired));
    assert_eq!(labels::states(gap), ["Acceptance expired"]);
    assert_eq!((analysis.accepted(), analysis.expired()), (0, 1));
    let [entry] = &analysis.accepted_risks(&it)[..] else {
        panic!("it stays in the register")
    };
    assert_eq!(labels::time_left(entry), "Expired 1 day ago");
}

#[test]
fn the_register_begins_with_what_needs_a_decision() {
    let mut it = all_in_place();
    let practices: Vec<_> = analyzed(&it).practices.into_iter().take(4).collect();
    let days = [
        None,
        Some("2027-03-31"),
        Some("2026-11-01"),
        Some("2026-12-01"),
    ];
    for (finding, until) in practices.iter().zip(days) {
        accept(&mut it, finding.practice.as_str(), Response::Started, until);
    }
    let analysis = analyzed(&it);
    let register = analysis.accepted_risks(&it);
    let left: Vec<_> = register.iter().map(labels::time_left).collect();
    assert_eq!(
        left,
        [
            "Expired 29 days ago",
            "1 day left",
            "121 days left",
            "No end date"
        ]
    );
    assert_eq!(register[0].state, AcceptanceState::Expired);
    assert_eq!(register[0].gap.practice, practices[2].practice);
}

#[test]
fn in_frameworks_an_accepted_risk_is_missing() {
    let texts = demarc_edition::texts().unwrap();
    for response in [Response::NotInPlace, Response::DontKnow] {
        let mut it = all_in_place();
        accept(&mut it, "iam.root", response, None);
        let analysis = analyzed(&it);
        let (id, requirements) = &texts.practice(&"iam.root".parse().unwrap()).unwrap().needs[0];
        let standing = framework(id, catalog(), texts, &it, &analysis).unwrap();
        let carried = |of: &&demarc_core::analysis::Requirement<'_>| {
            requirements.iter().any(|it| it == of.id)
        };
        for requirement in standing.requirements.iter().filter(carried) {
            assert!(
                matches!(requirement.support, Support::Partly | Support::NotInPlace),
                "{}: {:?}",
                requirement.id,
                requirement.support
            );
        }
    }
}

#[test]
fn what_is_past_its_due_date_is_overdue_unless_its_risk_is_accepted() {
    let mut it = with_gaps();
    let gaps: Vec<_> = analyzed(&it)
        .gaps
        .into_iter()
        .map(|gap| gap.practice)
        .collect();
    let due = ["2026-11-15", TODAY, "2026-11-29"];
    for (practice, due) in gaps.iter().zip(due) {
        it.change_answer(practice, |answer| answer.due = Some(day(due)));
    }
    let overdue = |it: &Assessment| -> Vec<_> {
        let analysis = analyzed(it);
        let dated = gaps.iter().take(due.len());
        dated
            .map(|id| analysis.gap(id).unwrap().overdue())
            .collect()
    };
    assert_eq!(overdue(&it), [Some(15), None, Some(1)]);
    assert_eq!(analyzed(&it).longest_overdue(), Some(15));
    accept(
        &mut it,
        gaps[0].as_str(),
        Response::NotInPlace,
        Some("2027-03-31"),
    );
    assert_eq!(overdue(&it), [None, None, Some(1)]);
    // What is closed is not overdue.
    it.respond(&gaps[2], Some(Response::Fully));
    assert_eq!(analyzed(&it).overdue().count(), 0);
}

#[test]
fn gaps_are_filtered_by_what_is_decided_and_by_their_dates() {
    let mut it = with_gaps();
    let gaps: Vec<_> = analyzed(&it)
        .gaps
        .into_iter()
        .map(|gap| gap.practice)
        .collect();
    assert!(gaps.len() >= 3);
    accept(&mut it, gaps[0].as_str(), Response::NotInPlace, None);
    accept(
        &mut it,
        gaps[1].as_str(),
        Response::NotInPlace,
        Some("2026-01-31"),
    );
    it.change_answer(&gaps[2], |answer| answer.due = Some(day("2026-11-15")));
    let list = |state: Option<GapState>, sort| -> Vec<_> {
        let query = GapQuery {
            filter: GapFilter {
                state,
                ..GapFilter::default()
            },
            sort,
            ..GapQuery::default()
        };
        let texts = demarc_edition::texts().unwrap();
        let groups = query.list(catalog(), texts, &it, &analyzed(&it));
        let gaps = groups.into_iter().flat_map(|group| group.gaps);
        gaps.map(|gap| gap.practice).collect()
    };
    let filtered = |state| list(Some(state), GapSort::Priority);
    assert_eq!(filtered(GapState::Accepted), gaps[..1]);
    assert_eq!(filtered(GapState::Expired), gaps[1..2]);
    assert_eq!(filtered(GapState::Overdue), gaps[2..3]);
    assert_eq!(filtered(GapState::Open).len(), gaps.len() - 1);
    // Whatever the order, accepted risks are last, and by due date what is longest overdue is first.
    for sort in GapSort::ALL {
        assert_eq!(list(None, sort).last(), Some(&gaps[0]), "{sort:?}");
    }
    assert_eq!(list(None, GapSort::Due)[0], gaps[2]);
}

#[test]
fn a_phase_that_contradicts_the_due_date_says_so() {
    let mut it = with_gaps();
    let gap = analyzed(&it).gaps[0].practice.clone();
    let mut late = |phase: Phase, due: &str| {
        it.change_answer(&gap, |answer| {
            answer.phase = Some(phase);
            answer.due = Some(day(due));
        });
        let plan = roadmap(&analyzed(&it).gaps, &it);
        let mut items = plan.phases.iter().flat_map(|it| &it.items);
        let item = items.find(|it| it.practice == gap).unwrap();
        labels::due_problem(item)
    };
    let in_18_days = "2026-12-18";
    assert_eq!(late(Phase::Now, in_18_days), None);
    for phase in [Phase::Next, Phase::Later] {
        assert_eq!(
            late(phase, in_18_days).as_deref(),
            Some("due in 18 days, before this phase begins")
        );
    }
    // The second phase begins in 30 days, the third in 120.
    assert_eq!(late(Phase::Next, "2026-12-30"), None);
    assert!(late(Phase::Later, "2027-03-29").is_some());
    assert_eq!(late(Phase::Later, "2027-03-30"), None);
    // What is overdue says so in every phase.
    for phase in Phase::ALL {
        let told = late(phase, "2026-11-15");
        assert_eq!(told.as_deref(), Some("overdue by 15 days"));
    }
}

fn summary(it: &Assessment) -> String {
    let analysis = analyzed(it);
    let subject = Subject {
        catalog: catalog(),
        texts: demarc_edition::texts().unwrap(),
        assessment: it,
        analysis: &analysis,
        evidence: None,
        workshop: None,
    };
    subject.summary().join("\n")
}

#[test]
fn the_summary_tells_of_overdue_findings_and_accepted_risks() {
    let mut it = with_gaps();
    let gaps: Vec<_> = analyzed(&it)
        .gaps
        .into_iter()
        .map(|gap| gap.practice)
        .collect();
    assert!(!summary(&it).contains("past"));
    it.change_answer(&gaps[0], |answer| answer.due = Some(day("2026-11-15")));
    assert!(summary(&it).contains("One finding is past its due date, by 15 days."));
    accept(
        &mut it,
        gaps[1].as_str(),
        Response::NotInPlace,
        Some("2027-03-31"),
    );
    let title = &catalog().practice(&gaps[1]).unwrap().title;
    let told = format!(
        "One risk is accepted and stays open: “{title}”, accepted by CISO until March 31, 2027."
    );
    assert!(summary(&it).contains(&told), "{}", summary(&it));
    accept(
        &mut it,
        gaps[1].as_str(),
        Response::NotInPlace,
        Some("2026-03-31"),
    );
    let told = format!("One acceptance has expired, of “{title}”: it is a finding again.");
    assert!(summary(&it).contains(&told), "{}", summary(&it));
}

#[test]
fn the_chapter_on_findings_has_the_register() {
    let mut it = with_gaps();
    let first = analyzed(&it).gaps[0].practice.clone();
    accept(
        &mut it,
        first.as_str(),
        Response::Started,
        Some("2027-03-31"),
    );
    let analysis = analyzed(&it);
    let subject = Subject {
        catalog: catalog(),
        texts: demarc_edition::texts().unwrap(),
        assessment: &it,
        analysis: &analysis,
        evidence: None,
        workshop: None,
    };
    let blocks = subject
        .chapter(demarc_core::assessment::Chapter::Findings)
        .blocks;
    let table = blocks.iter().find_map(|it| match it {
        Block::Table(table) if table.caption == "Register of accepted risks" => Some(table),
        _ => None,
    });
    let text = table.unwrap().to_text();
    let title = &catalog().practice(&first).unwrap().title;
    let row = format!("{title}\tStarted\t");
    assert!(text.contains(&row), "{text}");
    assert!(
        text.ends_with("\tCISO\t2027-03-31\tToo dear this year\t121 days left"),
        "{text}"
    );
    // It is none of the numbered findings.
    assert!(!to_text(&blocks).contains(&format!(". {title}")));
}

#[test]
fn a_domain_of_few_answers_is_not_told_as_the_best() {
    let mut it = all_in_place();
    it.profile.depth = Depth::Full;
    it.add_service("ec2".parse().unwrap());
    let domains = analyzed(&it).domains;
    let (few, good) = (&domains[0].domain, &domains[1].domain);
    for finding in analyzed(&it).practices {
        let response = match finding.practice.domain() {
            domain if domain == *few => None,
            domain if domain == *good => Some(Response::Mostly),
            _ => Some(Response::Started),
        };
        it.respond(&finding.practice, response);
    }
    let one = analyzed(&it)
        .in_domain(few)
        .next()
        .unwrap()
        .practice
        .clone();
    it.respond(&one, Some(Response::Fully));
    let standing = &analyzed(&it).domains[0].standing;
    assert!(standing.score.is_some() && standing.grade.is_none());
    let good = &catalog().domain(good).unwrap().name;
    let told = format!("{good} stands best with 66");
    assert!(summary(&it).contains(&told), "{}", summary(&it));
}
