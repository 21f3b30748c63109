//! The report: its figures equal those of the analysis, and its sentences are complete for large, small and empty
//! assessments.

use std::collections::BTreeSet;

use demarc_catalog::{Catalog, Date, Depth, Level, Texts};
use demarc_core::analysis::{Analysis, Verdict, analyze, days, roadmap};
use demarc_core::assessment::{
    Assessment, AssessmentId, Belief, Chapter, NotApplicable, Phase, Response,
};
use demarc_core::exchange::record::read;
use demarc_core::labels;
use demarc_core::report::{Block, Document, Section, Span, Subject, Table, Tone};

fn known() -> (&'static Catalog, &'static Texts) {
    (demarc_edition::catalog(), demarc_edition::texts().unwrap())
}

fn day(text: &str) -> Date {
    Date::try_from(text.to_owned()).unwrap()
}

fn analyzed(it: &Assessment) -> Analysis {
    analyze(demarc_edition::catalog(), it)
}

fn report(it: &Assessment) -> Document {
    let (catalog, texts) = known();
    let subject = Subject {
        catalog,
        texts,
        assessment: it,
        analysis: &analyzed(it),
    };
    subject.document(&day("2026-11-24"))
}

fn told(it: &Assessment) -> Vec<String> {
    let (catalog, texts) = known();
    let subject = Subject {
        catalog,
        texts,
        assessment: it,
        analysis: &analyzed(it),
    };
    subject.summary()
}

fn example() -> Assessment {
    read(demarc_edition::EXAMPLE).unwrap()
}

/// An assessment of some services without answers.
fn fresh(services: &[&str]) -> Assessment {
    let mut it = Assessment::new(AssessmentId::from_bits(1), "Shop");
    it.profile.depth = Depth::Quick;
    for service in services {
        it.add_service(service.parse().unwrap());
    }
    it.normalize(demarc_edition::catalog());
    it
}

/// The assessment with an answer to every practice in scope. `respond` gets the index of the practice.
fn answered(mut it: Assessment, respond: impl Fn(usize) -> Option<Response>) -> Assessment {
    let in_scope = analyzed(&it).practices;
    for (index, finding) in in_scope.iter().enumerate() {
        it.respond(&finding.practice, respond(index));
    }
    it
}

fn not_applicable() -> Response {
    Response::NotApplicable {
        reason: NotApplicable::Architecture,
        because: "There is none".into(),
    }
}

/// One assessment of each kind that a report has different sentences for.
fn all_kinds() -> Vec<Assessment> {
    let any = |index: usize| match index % 7 {
        0 => Some(Response::NotInPlace),
        1 => Some(Response::Started),
        2 => Some(Response::Mostly),
        3 => Some(Response::DontKnow),
        4 => Some(not_applicable()),
        5 => None,
        _ => Some(Response::Fully),
    };
    let mut large = fresh(&[]);
    large.profile.depth = Depth::Full;
    large.services = demarc_edition::catalog()
        .deployments()
        .map(|it| it.reference())
        .collect();
    let mut stranger = fresh(&["ec2", "not-of-this-catalog"]);
    stranger.respond(
        &"iam.not-there".parse().unwrap(),
        Some(Response::NotInPlace),
    );
    stranger.believe(
        &"ec2".parse().unwrap(),
        &"no-layer".parse().unwrap(),
        Some(Belief::Aws),
    );
    let mut wrong = fresh(&["ec2", "s3", "rds/custom"]);
    for layer in &demarc_edition::catalog().layers {
        for service in wrong.services.clone() {
            wrong.believe(&service, &layer.id, Some(Belief::Aws));
        }
    }
    let mut held = answered(fresh(&["lambda"]), any);
    for fact in [
        "framework.iso-27001",
        "framework.hipaa",
        "environment.sandbox",
    ] {
        held.profile.facts.insert(fact.parse().unwrap());
    }
    vec![
        example(),
        fresh(&[]),
        fresh(&["s3"]),
        answered(fresh(&["ec2"]), |_| Some(Response::Fully)),
        answered(fresh(&["ec2"]), |_| Some(Response::NotInPlace)),
        answered(fresh(&["ec2"]), |_| Some(Response::DontKnow)),
        answered(fresh(&["ec2"]), |_| Some(not_applicable())),
        answered(fresh(&["ec2", "rds", "s3"]), any),
        answered(large, any),
        answered(wrong, |_| None),
        stranger,
        held,
    ]
}

fn section(report: &Document, chapter: Chapter) -> &Section {
    let found = report.sections.iter().find(|it| it.id == chapter.key());
    found.unwrap_or_else(|| panic!("no {chapter:?}"))
}

fn tables(section: &Section) -> Vec<&Table> {
    let tables = section.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    tables.collect()
}

fn cell(spans: &[Span]) -> String {
    spans.iter().map(|it| it.text.as_str()).collect()
}

fn column(table: &Table, index: usize) -> Vec<String> {
    table
        .rows
        .iter()
        .map(|row| cell(&row[index].spans))
        .collect()
}

#[test]
fn every_gap_is_in_the_table_once_with_its_figures() {
    let (catalog, _) = known();
    for it in all_kinds() {
        let (analysis, report) = (analyzed(&it), report(&it));
        let findings = section(&report, Chapter::Findings);
        let tables = tables(findings);
        if analysis.gaps.is_empty() {
            assert!(tables.is_empty());
            continue;
        }
        let title = |index: usize| {
            let gap = &analysis.gaps[index];
            format!(
                "{}. {}",
                index + 1,
                catalog.practice(&gap.practice).unwrap().title
            )
        };
        let titles: Vec<String> = (0..analysis.gaps.len()).map(title).collect();
        assert_eq!(column(tables[0], 0), titles);
        for (gap, row) in analysis.gaps.iter().zip(&tables[0].rows) {
            assert_eq!(row[1].tone, Some(Tone::GapKind(gap.kind)));
            assert_eq!(row[2].tone, gap.level.map(Tone::Level));
            assert_eq!(cell(&row[3].spans), labels::hundredths(gap.priority));
            let answer = it.answers.get(&gap.practice);
            assert_eq!(cell(&row[5].spans), answer.map_or("", |it| &it.owner));
        }
        // Each gap is described once: the first ones in full, the others by their first step.
        let headings = findings.blocks.iter().filter_map(|block| match block {
            Block::Heading(text) if text.starts_with(|it: char| it.is_ascii_digit()) => {
                Some(text.clone())
            }
            _ => None,
        });
        let mut told: Vec<String> = headings.collect();
        if let Some(others) = tables.get(1) {
            told.extend(column(others, 0));
        }
        assert_eq!(told, titles);
    }
}

#[test]
fn the_other_chapters_say_what_the_analysis_says() {
    let (catalog, texts) = known();
    for it in all_kinds() {
        let (analysis, report) = (analyzed(&it), report(&it));
        let matrix = section(&report, Chapter::Matrix);
        if let Some(table) = tables(matrix).first() {
            assert_eq!(table.columns.len(), 1 + catalog.layers.len());
            for (row, cells) in analysis.services.iter().zip(&table.rows) {
                for (cell, shown) in row.cells.iter().zip(&cells[1..]) {
                    assert_eq!(shown.tone, Some(Tone::Owner(cell.owner)));
                    assert_eq!(shown.spans[0].text, labels::owner_letter(cell.owner));
                }
            }
        } else {
            assert!(analysis.services.is_empty());
        }
        let plan = roadmap(&analysis.gaps, &it);
        let planned = plan.phases.iter().filter(|stage| !stage.items.is_empty());
        let shown = tables(section(&report, Chapter::Roadmap));
        assert_eq!(shown.len(), planned.clone().count());
        for (stage, table) in planned.zip(shown) {
            let titles = stage.items.iter();
            let titles = titles.map(|it| catalog.practice(&it.practice).unwrap().title.clone());
            assert_eq!(column(table, 0), titles.collect::<Vec<_>>());
            let total: u32 = column(table, 4)
                .iter()
                .map(|it| it.parse::<u32>().unwrap())
                .sum();
            assert_eq!(total, stage.planned);
        }
        let answers = tables(section(&report, Chapter::Answers));
        let rows: usize = answers.iter().map(|it| it.rows.len()).sum();
        assert_eq!(rows, analysis.whole.in_scope);
        let binding = texts.frameworks.iter().filter(|framework| {
            framework
                .fact
                .as_ref()
                .is_some_and(|fact| it.profile.facts.contains(fact))
        });
        let frameworks = tables(section(&report, Chapter::Frameworks));
        assert_eq!(frameworks.len(), binding.clone().count());
        for (framework, table) in binding.zip(frameworks) {
            let counted: usize = column(table, 1)
                .iter()
                .map(|it| it.parse::<usize>().unwrap())
                .sum();
            assert_eq!(counted, framework.requirements.len());
            let ids: BTreeSet<String> = column(table, 2)
                .iter()
                .flat_map(|it| it.split(", ").map(str::to_owned).collect::<Vec<_>>())
                .collect();
            assert_eq!(ids, framework.requirements.iter().cloned().collect());
        }
        let assumptions = section(&report, Chapter::Assumptions);
        let headings = assumptions
            .blocks
            .iter()
            .filter(|it| matches!(it, Block::Heading(_)));
        let wrong = analysis
            .beliefs
            .iter()
            .filter(|it| it.verdict == Verdict::Assumption);
        assert!(headings.count() >= wrong.count());
    }
}

/// All text of a document, one line per block.
fn lines(report: &Document) -> Vec<String> {
    let mut lines = vec![report.title.clone()];
    for section in &report.sections {
        lines.push(section.title.clone());
        for block in &section.blocks {
            match block {
                Block::Heading(text) => lines.push(text.clone()),
                Block::Paragraph(spans) => lines.push(cell(spans)),
                Block::List { items, .. } => lines.extend(items.iter().map(|it| cell(it))),
                Block::Table(table) => {
                    lines.push(table.caption.clone());
                    let cells = table.rows.iter().flatten();
                    lines.extend(cells.map(|it| cell(&it.spans)));
                }
            }
        }
    }
    lines
}

#[test]
fn every_sentence_is_whole() {
    for it in all_kinds() {
        let report = report(&it);
        for line in lines(&report) {
            for wrong in [
                "  ",
                " .",
                " ,",
                "..",
                "{",
                "one are",
                "one were",
                "one practices",
                "one findings",
                "`",
                "“”",
                ": .",
            ] {
                // Commands in the catalog's texts contain braces and dots.
                let of_command = matches!(wrong, "{" | ".." | " .") && line.contains("aws ");
                assert!(of_command || !line.contains(wrong), "{wrong:?} in {line:?}");
            }
        }
        for paragraph in told(&it) {
            assert!(
                paragraph.ends_with(['.', ':']) && !paragraph.starts_with(' '),
                "{paragraph:?}"
            );
        }
        for section in &report.sections {
            assert!(!section.blocks.is_empty(), "{} is empty", section.id);
            for table in tables(section) {
                assert!(!table.rows.is_empty() && !table.caption.is_empty());
                for row in &table.rows {
                    assert_eq!(row.len(), table.columns.len(), "{}", table.caption);
                    assert!(!cell(&row[0].spans).is_empty(), "{}", table.caption);
                }
            }
        }
    }
}

#[test]
fn links_lead_to_secure_addresses_only() {
    let mut it = example();
    let root = "iam.root".parse().unwrap();
    for evidence in [
        "javascript:alert(1)",
        "http://example.com",
        "https://wiki.example.com/root",
        "https://two words",
    ] {
        it.change_answer(&root, |answer| answer.evidence = evidence.into());
        let report = report(&it);
        let answers = section(&report, Chapter::Answers);
        let cells = tables(answers)
            .into_iter()
            .flat_map(|it| it.rows.iter().flatten());
        let spans: Vec<&Span> = cells
            .flat_map(|it| &it.spans)
            .filter(|it| it.text == evidence)
            .collect();
        assert_eq!(spans.len(), 1);
        let is_link = evidence == "https://wiki.example.com/root";
        assert_eq!(spans[0].link.as_deref(), is_link.then_some(evidence));
    }
    for section in &report(&it).sections {
        for table in tables(section) {
            for span in table.rows.iter().flatten().flat_map(|it| &it.spans) {
                assert!(
                    span.link
                        .as_ref()
                        .is_none_or(|it| it.starts_with("https://"))
                );
            }
        }
    }
}

#[test]
fn chapters_and_cover_are_as_somebody_set_them() {
    let mut it = example();
    let ids = |it: &Assessment| {
        report(it)
            .sections
            .iter()
            .map(|it| it.id)
            .collect::<Vec<_>>()
    };
    assert_eq!(ids(&it), Chapter::ALL.map(Chapter::key));
    it.cover.left_out.insert(Chapter::Matrix);
    it.cover.left_out.insert(Chapter::Summary);
    assert_eq!(
        ids(&it),
        [
            "assumptions",
            "findings",
            "roadmap",
            "frameworks",
            "method",
            "answers"
        ]
    );
    let names = |it: &Assessment| {
        report(it)
            .cover
            .into_iter()
            .map(|(name, _)| name)
            .collect::<Vec<_>>()
    };
    assert_eq!(names(&it), ["Date", "Made with"]);
    it.cover.client = " Shop Ltd ".into();
    it.cover.author = "Ana".into();
    it.cover.date = Some(day("2026-12-01"));
    let cover = report(&it).cover;
    assert_eq!(cover[0], ("Prepared for".into(), "Shop Ltd".into()));
    assert_eq!(cover[1], ("Prepared by".into(), "Ana".into()));
    assert_eq!(cover[2], ("Date".into(), "December 1, 2026".into()));
    assert!(
        cover[3].1.contains(demarc_core::VERSION)
            && cover[3].1.contains(demarc_edition::CATALOG_VERSION)
    );
}

#[test]
fn somebodys_own_summary_takes_the_place_of_the_made_one() {
    let mut it = example();
    it.cover.summary = "First.\r\n\r\nTwo\nlines.\n\n\n1. One\n2. Two\n\n2026. A year".into();
    let report = report(&it);
    let blocks = &section(&report, Chapter::Summary).blocks;
    let paragraph = |text: &str| Block::Paragraph(vec![Span::plain(text)]);
    // The figures stay, because nobody edits them.
    let (figures, own) = blocks.split_last().unwrap();
    assert!(matches!(figures, Block::Table(table) if table.rows.len() == 9));
    assert_eq!(
        own,
        &[
            paragraph("First."),
            paragraph("Two\nlines."),
            Block::List {
                numbered: true,
                items: vec![vec![Span::plain("One")], vec![Span::plain("Two")]],
            },
            paragraph("2026. A year"),
        ]
    );
}

#[test]
fn what_is_made_reads_the_same_once_it_is_edited() {
    for mut it in all_kinds() {
        let made = report(&it);
        it.cover.summary = told(&it).join("\n\n");
        assert_eq!(
            section(&report(&it), Chapter::Summary),
            section(&made, Chapter::Summary)
        );
    }
}

#[test]
fn what_was_moved_by_hand_and_what_is_unknown_is_said() {
    let mut it = example();
    let gaps = analyzed(&it).gaps;
    let last = gaps.last().unwrap().practice.clone();
    it.change_answer(&last, |answer| answer.phase = Some(Phase::Now));
    it.respond(&"iam.not-there".parse().unwrap(), Some(Response::Started));
    let target = Some(Level::Fully);
    it.plan.targets.set(&"not-there".parse().unwrap(), target);
    let all = lines(&report(&it)).join("\n");
    assert!(all.contains("One was moved here by hand."));
    assert!(
        all.contains(
            "Not counted, because this catalog does not know it: iam.not-there, not-there."
        )
    );
    let effort = gaps.last().unwrap().effort;
    assert!(days(effort) > 0);
}

/// An assessment whose first practices have these responses. All others are not applicable.
fn only(responses: &[Response]) -> Assessment {
    answered(fresh(&["ec2"]), |index| {
        Some(responses.get(index).cloned().unwrap_or(not_applicable()))
    })
}

fn says(it: &Assessment, wanted: &[&str], unwanted: &[&str]) {
    let told = told(it).join("\n");
    for wanted in wanted {
        assert!(told.contains(wanted), "{wanted:?} is not in\n{told}");
    }
    for unwanted in unwanted {
        assert!(!told.contains(unwanted), "{unwanted:?} is in\n{told}");
    }
}

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
        &["guest operating system of EC2 was taken to be AWS’s"],
        &[known, nothing],
    );
    says(&asked(&[]), &[], &[known, nothing, "Nobody was sure"]);
}

#[test]
fn what_is_planned_is_told_as_planned() {
    let gaps = |it: &Assessment| analyzed(it).gaps;
    let with = |responses: &[Response], capacity: u16, moves: &[Option<Phase>]| {
        let mut it = only(responses);
        it.plan.capacity = Some(capacity.try_into().unwrap());
        for (gap, phase) in gaps(&it).iter().zip(moves) {
            it.change_answer(&gap.practice, |answer| answer.phase = *phase);
        }
        it
    };
    let one = [Response::NotInPlace];
    let two = [Response::NotInPlace, Response::NotInPlace];
    let takes =
        |it: &Assessment| -> Vec<u32> { gaps(it).iter().map(|it| days(it.effort)).collect() };
    let cannot = "can be closed";
    let is = "the one finding is planned for";
    let short =
        "Closing it takes more than the 1 day of work there is room for in the next 30 days.";
    says(
        &with(&one, 999, &[]),
        &[&format!(
            "With 999 days of work in 30 days, {is} the next 30 days."
        )],
        &[cannot, "What is planned"],
    );
    says(&with(&one, 1, &[]), &[short], &[is]);
    let moved = with(&one, 1, &[Some(Phase::Now)]);
    let days = takes(&moved)[0];
    assert!(days > 1);
    says(
        &moved,
        &[
            &format!("With 1 day of work in 30 days, {is} the next 30 days."),
            &format!(
                "What is planned for the next 30 days takes {days} days, {} more than there is room for.",
                days - 1
            ),
        ],
        &[short],
    );
    says(
        &with(&one, 999, &[Some(Phase::Next)]),
        &[&format!("{is} the quarter after the next 30 days.")],
        &[short, "What is planned"],
    );
    says(
        &with(&one, 999, &[Some(Phase::Later)]),
        &[&format!(
            "{is} later than the quarter after the next 30 days."
        )],
        &[short],
    );
    says(
        &with(&two, 999, &[]),
        &["both findings are planned for the next 30 days."],
        &[cannot],
    );
    let (next, later) = (Some(Phase::Next), Some(Phase::Later));
    says(
        &with(&two, 999, &[next]),
        &["1 of the 2 findings is planned for the next 30 days and 1 for the quarter after."],
        &[],
    );
    let none = with(&two, 1, &[next, later]);
    let days = takes(&none)[0];
    let over = format!(
        "What is planned for the quarter after takes {days} days, {} more",
        days.saturating_sub(3)
    );
    let over: &[&str] = if days > 3 { &[&over] } else { &[] };
    says(
        &none,
        &[
            "none of the 2 findings is planned for the next 30 days, 1 for the quarter after, and 1 for later.",
        ],
        &[],
    );
    says(&none, over, &[]);
}
