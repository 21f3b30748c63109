//! The figures of the report equal those of the analysis.

use super::*;

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
            let shown = columns(catalog, &analysis.services);
            assert_eq!(table.columns.len(), 1 + shown.len());
            for (row, cells) in analysis.services.iter().zip(&table.rows) {
                let cells_of = shown.iter().map(|it| &row.cells[it.layers.start]);
                for (cell, shown) in cells_of.zip(&cells[1..]) {
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
