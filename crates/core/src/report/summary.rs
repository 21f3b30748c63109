//! The summary for an executive: one page in prose, made from the findings, or in somebody's own words.
//! It knows what is worth saying first, and how to say it of much, of little and of nothing.

use super::prose::{capital, counted, every, first, listed, number, of, paragraph, sentence};
use super::{Block, Cell, Span, Subject, Table};
use crate::analysis::{BeliefCheck, Gap, Grade, Verdict, roadmap};
use crate::assessment::Response;
use crate::labels;
use demarc_catalog::Level;

/// How many findings are to be closed first.
const FIRST: usize = 5;
/// How many things are named before the rest is counted.
const NAMED: usize = 4;

pub(super) fn blocks(subject: &Subject<'_>) -> Vec<Block> {
    let own = subject.assessment.cover.summary.replace("\r\n", "\n");
    let mut blocks: Vec<Block> = if own.trim().is_empty() {
        made(subject).iter().map(|it| block(it)).collect()
    } else {
        let paragraphs = own.split("\n\n").map(str::trim);
        paragraphs.filter(|it| !it.is_empty()).map(block).collect()
    };
    if subject.analysis.whole.answered > 0 {
        blocks.push(Block::Table(domains(subject)));
    }
    blocks
}

/// How each domain stands, against its target where it has one.
fn domains(subject: &Subject<'_>) -> Table {
    let targets = &subject.assessment.plan.targets;
    let rows = subject.analysis.domains.iter().map(|it| {
        let name = subject.catalog.domain(&it.domain);
        let standing = &it.standing;
        vec![
            Cell::plain(name.map_or("", |it| &it.name)),
            Cell::plain(labels::score(standing.score.map(|it| it.value))),
            Cell::plain(labels::grade(standing.grade)),
            Cell::plain(labels::score(targets.get(&it.domain).map(Level::score))),
            Cell::plain(format!("{} of {}", standing.answered, standing.in_scope)),
        ]
    });
    Table {
        caption: "How each domain stands".to_owned(),
        columns: vec![
            ("Domain".into(), 5),
            ("Score".into(), 2),
            ("Grade".into(), 3),
            ("Target".into(), 2),
            ("Answered".into(), 3),
        ],
        rows: rows.collect(),
    }
}

/// A paragraph; or a numbered list where every line begins with a number.
fn block(text: &str) -> Block {
    let item = |line: &str| {
        let (number, text) = line.trim().split_once(". ")?;
        let numbered =
            (1..=3).contains(&number.len()) && number.bytes().all(|it| it.is_ascii_digit());
        numbered.then(|| vec![Span::plain(text.trim())])
    };
    let items: Option<Vec<_>> = text.lines().map(item).collect();
    items.map_or_else(
        || paragraph(text),
        |items| Block::List {
            numbered: true,
            items,
        },
    )
}

/// The summary that is made from the findings.
pub(super) fn made(subject: &Subject<'_>) -> Vec<String> {
    let parts = [
        vec![preliminary(subject)],
        vec![assessed(subject)],
        vec![standing(subject)],
        vec![danger(subject)],
        to_do(subject),
        vec![unknown(subject)],
    ];
    let parts = parts.into_iter().flatten();
    parts.filter(|it| !it.is_empty()).collect()
}

/// That it is early to judge, where half of the questions or more are open.
fn preliminary(subject: &Subject<'_>) -> String {
    let whole = &subject.analysis.whole;
    if whole.answered == 0 || 2 * whole.answered > whole.in_scope {
        return String::new();
    }
    format!(
        "Preliminary: {} of {} answered, so all that follows can still change.",
        whole.answered,
        counted(whole.in_scope, "question is", "questions are"),
    )
}

/// What was looked at.
fn assessed(subject: &Subject<'_>) -> String {
    let services = &subject.analysis.services;
    let names: Vec<String> = services
        .iter()
        .map(|it| subject.short(&it.service))
        .collect();
    let runs = match names.len() {
        0 => "No AWS service was named, so only what concerns every account was asked.".to_owned(),
        1..=NAMED => format!("It runs on {}.", listed(&names)),
        count => format!(
            "It runs on {} AWS services, among them {}.",
            number(count),
            listed(&names[..NAMED]),
        ),
    };
    let workload = subject.assessment.profile.workload.split_whitespace();
    let workload = workload.collect::<Vec<_>>().join(" ");
    let parts = [
        format!(
            "This report shows where AWS’s responsibility for {} ends, and what is left undone on your side of the line.",
            quoted(labels::name(&subject.assessment.name)),
        ),
        sentence(&workload),
        runs,
        situation(subject),
    ];
    joined(&parts)
}

/// The situation in a sentence, told by the words that the catalog has for it.
fn situation(subject: &Subject<'_>) -> String {
    let questions = subject.catalog.questions.iter();
    let clauses = questions.filter(|it| !it.says.is_empty()).filter_map(|it| {
        let holds = |option: &&demarc_catalog::FactOption| {
            let mut facts = subject.assessment.profile.facts.iter();
            facts.any(|fact| fact.answers(&it.id) && fact.option() == option.id)
        };
        let options = it.options.iter().filter(holds);
        let said: Vec<&str> = options
            .map(|option| match option.says.as_str() {
                "" => option.label.as_str(),
                says => says,
            })
            .collect();
        (!said.is_empty()).then(|| format!("{} {}", it.says, listed(&said)))
    });
    let clauses: Vec<String> = clauses.collect();
    if clauses.is_empty() {
        return String::new();
    }
    format!("It {}.", listed(&clauses))
}

/// Score, grade, cap and band; what is in place and what is not.
fn standing(subject: &Subject<'_>) -> String {
    let whole = &subject.analysis.whole;
    if whole.answered == 0 {
        return format!(
            "Nothing has been answered yet: nothing can be said of the {} that {}.",
            counted(whole.applicable, "practice", "practices"),
            of(whole.applicable, "applies", "apply"),
        );
    }
    let Some(score) = whole.score else {
        return "Every practice answered so far was found not to apply, so there is no score."
            .to_owned();
    };
    let uncapped = score.made_of.grade();
    let shown = labels::score(Some(score.value));
    let said = match uncapped {
        Some(Grade::Assured) => "nearly everything on your side is in place",
        Some(Grade::Established) => "most of your side is in place, with gaps that are known",
        Some(Grade::Developing) => "much of your side is in place, and much of it is not",
        _ => "more of your side is missing than in place",
    };
    let mut parts = vec![format!(
        "What was answered scores {shown} of 100: {said}. The grade is {}.",
        labels::grade(whole.grade).to_ascii_lowercase(),
    )];
    parts.push(cap(subject, uncapped));
    let (low, high) = (
        labels::score(Some(score.low)),
        labels::score(Some(score.high)),
    );
    if low != high {
        parts.push(format!(
            "Counting all that is unknown or not answered yet, the score lies between {low} and {high}."
        ));
    }
    parts.push(counts(subject));
    parts.push(extremes(subject));
    joined(&parts)
}

/// The cornerstones that hold the grade down, or would.
fn cap(subject: &Subject<'_>, uncapped: Option<Grade>) -> String {
    let missing = &subject.analysis.whole.missing_cornerstones;
    if missing.is_empty() {
        return String::new();
    }
    let titles: Vec<String> = missing.iter().map(|it| quoted(subject.title(it))).collect();
    let count = titles.len();
    let kind = match count {
        1 => "a cornerstone",
        2 => "both cornerstones",
        _ => "all cornerstones",
    };
    let missing = format!(
        "{}, {kind}, {} not in place",
        first(&titles, NAMED),
        of(count, "is", "are")
    );
    if uncapped.is_some_and(|it| it > Grade::Developing) {
        format!("{missing}, which holds the grade at developing, whatever the score.")
    } else {
        let they = of(count, "it is", "they are");
        format!("{missing}; until {they}, no grade is better than developing.")
    }
}

/// How many practices stand how.
fn counts(subject: &Subject<'_>) -> String {
    let gaps = &subject.analysis.gaps;
    let whole = &subject.analysis.whole;
    let judged = whole.applicable - (whole.in_scope - whole.answered);
    if gaps.is_empty() {
        return format!("{} fully in place.", everything(judged));
    }
    let at = |level: Option<Level>| gaps.iter().filter(|it| it.level == level).count();
    let states = [
        (at(Some(Level::NotInPlace)), "not in place at all"),
        (at(Some(Level::Started)), "only started"),
        (at(Some(Level::Mostly)), "mostly in place"),
        (at(None), "not known"),
    ];
    if let Some((_, state)) = states.iter().find(|(count, _)| *count == judged) {
        return format!("{} {state}.", everything(judged));
    }
    let states = states.iter().filter(|(count, _)| *count > 0);
    let states: Vec<String> = match gaps.len() {
        1 => states.map(|(_, state)| format!("it is {state}")).collect(),
        _ => states
            .map(|(count, state)| format!("{count} {} {state}", of(*count, "is", "are")))
            .collect(),
    };
    format!(
        "Of the {judged} practices that were answered and apply, {} {} not fully in place: {}.",
        gaps.len(),
        of(gaps.len(), "is", "are"),
        listed(&states),
    )
}

/// Every practice that was answered and applies, with the verb of what they are.
fn everything(judged: usize) -> String {
    format!(
        "{} that {} answered and {}",
        capital(&every(judged, "practice", "practices")),
        of(judged, "was", "were"),
        of(judged, "applies is", "apply are"),
    )
}

/// The domain that stands best and the one that stands worst, where that tells them apart.
fn extremes(subject: &Subject<'_>) -> String {
    let domains = subject.analysis.domains.iter();
    let scored = domains.filter_map(|it| {
        let name = &subject.catalog.domain(&it.domain)?.name;
        Some((it.standing.score?.value, name))
    });
    let scored: Vec<_> = scored.collect();
    // The best of a few says nothing about the rest.
    if 2 * scored.len() <= subject.analysis.domains.len() {
        return String::new();
    }
    let best = scored.iter().max_by(|one, other| one.0.total_cmp(&other.0));
    let worst = scored.iter().min_by(|one, other| one.0.total_cmp(&other.0));
    match (best, worst) {
        (Some((high, best)), Some((low, worst))) if high - low >= 1.0 => format!(
            "{best} stands best with {}, {} worst with {}.",
            labels::score(Some(*high)),
            labels::in_a_sentence(worst),
            labels::score(Some(*low)),
        ),
        _ => String::new(),
    }
}

/// What was believed and is not so: the most dangerous thing there is, because nobody looks for it.
fn danger(subject: &Subject<'_>) -> String {
    let assumptions = subject.beliefs(Verdict::Assumption);
    let over_reaches = subject.beliefs(Verdict::OverReach);
    let asked = subject.analysis.beliefs.len();
    let named = |checks: &[&BeliefCheck]| {
        let cells: Vec<String> = checks.iter().map(|it| cell(subject, it)).collect();
        first(&cells, NAMED)
    };
    let mut parts = Vec::new();
    match assumptions.len() {
        0 if asked == 0 => {}
        0 => parts.push(line(subject, asked)),
        count => {
            parts.push(format!(
                "The most dangerous finding is not a missing control but a mistaken belief: {} {} taken to be AWS’s, and {} at least in part yours. What everybody takes to be done by somebody else is easily left undone.",
                named(&assumptions),
                of(count, "was", "were"),
                of(count, "is", "are"),
            ));
        }
    }
    if !over_reaches.is_empty() {
        parts.push(format!(
            "On the other side, {} {} AWS’s alone and {} believed to be yours: if you spend effort on that, see whether it can stop.",
            named(&over_reaches),
            of(over_reaches.len(), "is", "are"),
            of(over_reaches.len(), "was", "were"),
        ));
    }
    joined(&parts)
}

/// How well the line was known, where nothing of yours was taken to be AWS’s.
fn line(subject: &Subject<'_>, asked: usize) -> String {
    let unsure = subject.beliefs(Verdict::Unsure).len();
    let agrees = subject.beliefs(Verdict::Agrees).len();
    let otherwise = asked - unsure - agrees;
    if unsure == asked {
        return match asked {
            1 => "Nobody was sure who owns the one layer that was asked about.".to_owned(),
            _ => format!(
                "Nobody was sure who owns any of the {} layers that were asked about.",
                number(asked)
            ),
        };
    }
    let nothing = "Nothing that is yours was taken to be AWS’s";
    if agrees == asked {
        return format!("{nothing}: the line is where you thought it was.");
    }
    if asked == 1 {
        return format!(
            "{nothing}, but the one layer that was asked about is not owned as you thought."
        );
    }
    let owned = |count: usize, how: &str| {
        (count > 0).then(|| format!("{} {} owned {how}", number(count), of(count, "is", "are")))
    };
    let how = [
        owned(agrees, "as you thought"),
        owned(otherwise, "otherwise than you thought"),
        (unsure > 0).then(|| format!("nobody was sure of {}", number(unsure))),
    ];
    let how: Vec<String> = how.into_iter().flatten().collect();
    format!(
        "{nothing}. Of the {} layers that were asked about, {}.",
        number(asked),
        listed(&how)
    )
}

/// What to do first, as a list, and how far that goes.
fn to_do(subject: &Subject<'_>) -> Vec<String> {
    let gaps = &subject.analysis.gaps;
    let whole = &subject.analysis.whole;
    if gaps.is_empty() {
        let done = whole.score.is_some() && whole.answered == whole.in_scope;
        let keep = "Nothing is left to close. What is left is to keep it so: look again when the workload changes, and at least every quarter.";
        return if done {
            vec![keep.to_owned()]
        } else {
            Vec::new()
        };
    }
    let shown = &gaps[..gaps.len().min(FIRST)];
    let items = shown
        .iter()
        .zip(1..)
        .map(|(gap, index)| item(subject, gap, index));
    let items: Vec<String> = items.collect();
    let said = match (gaps.len(), shown.len()) {
        (1, _) => "What to do:".to_owned(),
        (_, shown) => format!(
            "What to do first, the {} findings that weigh most for the effort they take:",
            number(shown)
        ),
    };
    vec![said, items.join("\n"), pace(subject)]
}

fn item(subject: &Subject<'_>, gap: &Gap, index: usize) -> String {
    let step = subject
        .practice(&gap.practice)
        .map_or("", |it| &it.guide.first_step);
    let step = step.replace('`', "");
    format!("{index}. {}: {step}", subject.title(&gap.practice))
}

/// How far a capacity goes, and where more is planned than there is room for.
fn pace(subject: &Subject<'_>) -> String {
    let plan = roadmap(&subject.analysis.gaps, subject.assessment);
    let [now, next, later] = plan.phases.each_ref().map(|it| it.items.len());
    let days = labels::count(usize::from(plan.capacity.days()), "day", "days");
    let all = subject.analysis.gaps.len();
    let was_moved = plan
        .phases
        .iter()
        .any(|it| it.items.iter().any(|it| it.moved));
    if all == 1 && now == 0 && !was_moved {
        return format!(
            "Closing it takes more than the {days} of work there is room for in the next 30 days."
        );
    }
    let findings = match now {
        _ if now == all || all == 1 => every(all, "finding", "findings"),
        0 => format!("none of the {all} findings"),
        _ => format!("{now} of the {all} findings"),
    };
    let are = of(if now == 0 { 1 } else { now }, "is", "are");
    let when = match (all, now, next) {
        (1, 0, 1) => "the quarter after the next 30 days",
        (1, 0, _) => "later than the quarter after the next 30 days",
        _ => "the next 30 days",
    };
    let mut planned = vec![format!("{findings} {are} planned for {when}")];
    if all > 1 && next > 0 {
        planned.push(format!("{next} for the quarter after"));
    }
    if all > 1 && later > 0 {
        planned.push(format!("{later} for later"));
    }
    let mut said = vec![format!(
        "With {days} of work in 30 days, {}.",
        listed(&planned)
    )];
    for (stage, when) in plan
        .phases
        .iter()
        .zip(["the next 30 days", "the quarter after"])
    {
        let over = stage
            .planned
            .saturating_sub(stage.room.unwrap_or(stage.planned));
        if over > 0 {
            said.push(format!(
                "What is planned for {when} takes {}, {over} more than there is room for.",
                labels::count(stage.planned as usize, "day", "days"),
            ));
        }
    }
    joined(&said)
}

/// What nobody knows, what was not answered, what nobody sees to.
fn unknown(subject: &Subject<'_>) -> String {
    let whole = &subject.analysis.whole;
    let findings = subject.analysis.practices.iter();
    let unknown = findings
        .filter(|it| it.response == Some(Response::DontKnow))
        .count();
    let unowned = subject.analysis.gaps.iter();
    let unowned = unowned
        .filter(|it| subject.owner(&it.practice).is_empty())
        .count();
    let left = whole.in_scope - whole.answered;
    let mut parts = Vec::new();
    if unknown > 0 {
        parts.push(format!(
            "Nobody present could say whether {} {} in place; until somebody looks, {} as missing.",
            counted(unknown, "practice", "practices"),
            of(unknown, "is", "are"),
            of(unknown, "it counts", "they count"),
        ));
    }
    if whole.answered > 0 && left > 0 {
        parts.push(format!(
            "{} of {} {} not answered yet, so this picture is not complete.",
            capital(&number(left)),
            counted(whole.in_scope, "question", "questions"),
            of(left, "is", "are"),
        ));
    } else if whole.in_scope > 1 && left == 0 {
        let questions = every(whole.in_scope, "question", "questions");
        parts.push(format!("{} were answered.", capital(&questions)));
    }
    let all = subject.analysis.gaps.len();
    match unowned {
        0 if all > 1 => parts.push("Every finding has an owner.".to_owned()),
        0 => {}
        _ if unowned == all && all > 1 => parts.push(
            "No finding has an owner yet; naming one for each is the next step, since what nobody owns does not get closed.".to_owned(),
        ),
        _ if all == 1 => parts.push(
            "The one finding has no owner yet, and what nobody owns does not get closed.".to_owned(),
        ),
        _ => parts.push(format!(
            "{} of {} {} no owner yet, and what nobody owns does not get closed.",
            capital(&number(unowned)),
            counted(all, "finding", "findings"),
            of(unowned, "has", "have"),
        )),
    }
    joined(&parts)
}

/// A layer of a service within a sentence.
fn cell(subject: &Subject<'_>, check: &BeliefCheck) -> String {
    format!(
        "{} of {}",
        labels::in_a_sentence(subject.layer(&check.cell.layer)),
        subject.short(&check.cell.service),
    )
}

fn quoted(text: &str) -> String {
    format!("“{text}”")
}

/// Sentences after one another.
fn joined(parts: &[String]) -> String {
    let said = parts.iter().filter(|it| !it.is_empty());
    said.map(String::as_str).collect::<Vec<_>>().join(" ")
}
