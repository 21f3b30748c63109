//! Labels for evidence: verdicts, the sentence with both scores, what findings are of, and what was left out.

use super::{count, day, level, score};
use crate::analysis::{Analysis, Standing};
use crate::evidence::{
    CheckEvidence, Coverage, ExplanationKind, ExplanationState, KeptScan, LeftOut,
    PracticeEvidence, Scan, ScanKind, ScanState, Verdict, Weighed, Weighing,
};
use crate::text;
use demarc_catalog::{Date, Texts};

/// The name of a verdict.
#[must_use]
pub fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Contradicted => "Contradicted",
        Verdict::InDoubt => "In doubt",
        Verdict::Unanswered => "Not answered",
        Verdict::Agrees => "Agrees",
        Verdict::NothingAgainst => "Nothing against it",
        Verdict::NotSeen => "Not seen",
        Verdict::NoCheck => "No scanner sees this",
    }
}

/// What a verdict means.
#[must_use]
pub fn verdict_hint(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Contradicted => {
            "Failing checks speak against the answer: if they are right and still current, it is too high."
        }
        Verdict::InDoubt => "Checks fail that raise a question and contradict nothing.",
        Verdict::Unanswered => "Checks fail, and there is no answer yet.",
        Verdict::Agrees => "Checks fail, and the answer says so already.",
        Verdict::NothingAgainst => {
            "Checks that could contradict the answer were seen, and none fails. That proves nothing: a scanner sees settings, and not whether people keep to them."
        }
        Verdict::NotSeen => {
            "The findings that count have no result that could contradict the answer. For some practices no scanner has such a check; for others a scan with more checks may help."
        }
        Verdict::NoCheck => "No check of a known scanner says anything about it.",
    }
}

/// A score beside the one that the findings support: `You said 72; the findings support at most 61.`
#[must_use]
pub fn said_and_supported(said: &Standing, weighed: &Weighed) -> String {
    let value = |it: &Standing| score(it.score.map(|it| it.value));
    let (was, is) = (value(said), value(&weighed.supported));
    let open = weighed.open().count();
    let contradicted = count(open, "answer", "answers");
    match (said.score, open) {
        (None, _) => "There is no score yet to hold the findings against.".to_owned(),
        _ if !weighed.has_findings() => "No finding that was read counts: they are too old, of other accounts, or of checks that Demarc does not know.".to_owned(),
        (_, 0) if weighed.explained().count() > 0 => {
            format!("You said {was}; every contradiction is explained, so that stands.")
        }
        (_, 0) => format!("You said {was}; no check that was seen contradicts an answer."),
        _ if was == is => format!(
            "You said {was}; the findings contradict {contradicted}, which changes the score by less than one point."
        ),
        _ => format!("You said {was}; the findings support at most {is}."),
    }
}

/// What the findings are of: `3 of 12 accounts, 4 Regions, February 1, 2026 to February 11, 2026`.
#[must_use]
pub fn coverage(of: &Coverage) -> String {
    let seen = of.seen();
    let accounts = match of.of() {
        Some(all) => format!("{seen} of {}", count(all, "account", "accounts")),
        None => format!(
            "{} of an unknown number",
            count(seen, "account", "accounts")
        ),
    };
    let mut parts = vec![accounts];
    if !of.regions.is_empty() {
        parts.push(count(of.regions.len(), "Region", "Regions"));
    }
    if let Some((from, to)) = &of.days {
        parts.push(days(from, to));
    }
    parts.join(", ")
}

/// A span of days.
#[must_use]
pub fn days(from: &Date, to: &Date) -> String {
    if from == to {
        day(to)
    } else {
        format!("{} to {}", day(from), day(to))
    }
}

/// In how many accounts the checks of a practice were seen: `in 3 of 12 accounts`; `None` where all were.
#[must_use]
pub fn seen_in(of: &PracticeEvidence, coverage: &Coverage) -> Option<String> {
    match coverage.of() {
        Some(all) if of.accounts < all => Some(format!(
            "in {} of {}",
            of.accounts,
            count(all, "account", "accounts")
        )),
        Some(_) => None,
        None => Some(format!("in {}", count(of.accounts, "account", "accounts"))),
    }
}

/// What the findings say of the answer to a practice, in a sentence: `You said Fully; failing checks allow Started at
/// most.`
#[must_use]
pub fn weighed(of: &PracticeEvidence, analysis: &Analysis, coverage: &Coverage) -> String {
    let finding = analysis.finding(&of.practice);
    let response = finding.and_then(|it| it.response.as_ref());
    let said = super::response(response);
    let allow = of
        .at_most
        .map(|it| format!("allow “{}” at most", level(it)));
    match (of.verdict, allow) {
        (Verdict::Contradicted, Some(allow)) => {
            format!("You said “{said}”; failing checks {allow}.")
        }
        (Verdict::Unanswered, Some(allow)) if response.is_some() => {
            format!("You said “{said}”; failing checks {allow}.")
        }
        (Verdict::Unanswered, Some(allow)) => format!("Not answered; failing checks {allow}."),
        (Verdict::Agrees, Some(allow)) => {
            format!("You said “{said}”, and failing checks {allow}.")
        }
        (Verdict::InDoubt, Some(_)) => {
            "You said that it does not apply; checks of it fail.".to_owned()
        }
        (Verdict::NothingAgainst, _) => match seen_in(of, coverage) {
            Some(seen) => format!("No check that was seen {seen} fails."),
            None => "No check that was seen fails.".to_owned(),
        },
        (verdict, _) => verdict_hint(verdict).to_owned(),
    }
}

/// What was found of a check: `3 of 12 failed, in 2 accounts`; with its day where the newest findings are of another.
#[must_use]
pub fn found(of: &CheckEvidence, coverage: &Coverage) -> String {
    let counts = &of.counts;
    let results = usize::try_from(counts.passed.saturating_add(counts.failed)).unwrap_or_default();
    let mut text = match (counts.failed, results) {
        (_, 0) => "no result".to_owned(),
        (0, 1) => "1 passed".to_owned(),
        (0, all) => format!("all {all} passed"),
        (failed, _) if counts.is_at_least => format!("at least {failed} failed"),
        (failed, all) => format!("{failed} of {all} failed"),
    };
    if counts.failed > 0 && counts.seen_in() > 1 {
        let accounts = count(counts.failed_in.len(), "account", "accounts");
        text = format!("{text}, in {accounts}");
    }
    let also: Vec<String> = [
        (counts.muted, "muted"),
        (counts.manual, "to be judged by a person"),
        (counts.unknown, "without a result"),
    ]
    .into_iter()
    .filter(|(number, _)| *number > 0)
    .map(|(number, what)| format!("{number} {what}"))
    .collect();
    if !also.is_empty() {
        text = format!("{text}; {}", also.join(", "));
    }
    let latest = coverage.days.as_ref().map(|(_, to)| to);
    match counts.newest.as_ref().filter(|it| Some(*it) != latest) {
        Some(newest) => format!("{text}; {}", day(newest)),
        None => text,
    }
}

/// The name of the tool of a check.
#[must_use]
pub fn tool(texts: &Texts, of: &CheckEvidence) -> String {
    let list = texts.check_list(&of.list);
    list.map_or_else(|| of.list.to_string(), |list| list.name.clone())
}

/// The name of a kind of explanation.
#[must_use]
pub fn explanation(kind: ExplanationKind) -> &'static str {
    match kind {
        ExplanationKind::AnotherScope => "Not part of this assessment",
        ExplanationKind::Accepted => "Known and accepted",
        ExplanationKind::WrongFinding => "Wrong finding",
    }
}

/// What a kind of explanation means.
#[must_use]
pub fn explanation_hint(kind: ExplanationKind) -> &'static str {
    match kind {
        ExplanationKind::AnotherScope => {
            "The findings are about resources that this assessment does not cover"
        }
        ExplanationKind::Accepted => "The deviation is known; write who accepts it",
        ExplanationKind::WrongFinding => "The check is mistaken here",
    }
}

/// An explanation in full: `Wrong finding, until March 31, 2027: The key has a number.`
#[must_use]
pub fn explained(of: &ExplanationState) -> String {
    let kind = explanation(of.explanation.kind);
    let because = text::line(&of.explanation.because);
    match (&of.explanation.until, of.holds) {
        (None, _) => format!("{kind}: {because}"),
        (Some(until), true) => format!("{kind}, until {}: {because}", day(until)),
        (Some(until), false) => {
            format!("{kind}, which ended on {}: {because}", day(until))
        }
    }
}

/// The name of the layout of a scanner's file.
#[must_use]
pub fn scan_kind(kind: ScanKind) -> &'static str {
    match kind {
        ScanKind::Prowler2Csv => "Prowler 2, CSV",
        ScanKind::Prowler2Json => "Prowler 2, JSON lines",
        ScanKind::Prowler3Csv => "Prowler 3, CSV",
        ScanKind::Prowler3Json => "Prowler 3, JSON",
        ScanKind::ProwlerCsv => "Prowler, CSV",
        ScanKind::ProwlerCompliance => "Prowler, compliance report",
        ScanKind::ProwlerOcsf => "Prowler, OCSF",
        ScanKind::Asff => "ASFF findings",
        ScanKind::SecurityHubOcsf => "Security Hub, OCSF",
        ScanKind::SecurityHubCsv => "Security Hub, CSV",
        ScanKind::Config => "AWS Config compliance",
        ScanKind::TrustedAdvisor => "Trusted Advisor",
        ScanKind::Powerpipe => "Powerpipe or Steampipe, CSV",
        ScanKind::ScoutSuite => "ScoutSuite",
        ScanKind::Checkov => "Checkov",
        ScanKind::Trivy => "Trivy",
        ScanKind::Tfsec => "tfsec",
    }
}

/// What became of a scan; `None` where it simply counts.
#[must_use]
pub fn scan_state(state: &ScanState) -> Option<&'static str> {
    match state {
        ScanState::Counts => None,
        ScanState::Replaced => Some("A newer scan of the same accounts takes its place"),
        ScanState::Stale => Some("Too old: it counts for nothing"),
        ScanState::OtherAccounts => Some("Of accounts that are not of this assessment"),
        ScanState::Empty => Some("No finding of a known check"),
    }
}

/// Why findings were left out, with their number.
#[must_use]
pub fn left_out(why: LeftOut, number: u32) -> String {
    let findings = count(
        usize::try_from(number).unwrap_or_default(),
        "finding",
        "findings",
    );
    let why = match why {
        LeftOut::OtherProvider => "about another cloud",
        LeftOut::OtherProduct => "of products without checks, such as GuardDuty and Inspector",
        LeftOut::Archived => "archived",
        LeftOut::Earlier => "that the file has again, later",
        LeftOut::UnknownCheck => "of checks that Demarc does not know",
        LeftOut::NoCheck => "that name no check",
        LeftOut::Damaged => "that can’t be read",
    };
    format!("{findings} {why}")
}

/// What a scan has of findings: `312 passed, 44 failed, 3 muted`.
#[must_use]
pub fn results(of: &Scan) -> String {
    let mut sums = [0_u64; 5];
    for tally in of.checks.values().flat_map(|it| it.values().flatten()) {
        let counts = [
            tally.passed,
            tally.failed,
            tally.muted,
            tally.manual,
            tally.unknown,
        ];
        for (sum, more) in sums.iter_mut().zip(counts) {
            *sum += u64::from(more);
        }
    }
    let names = [
        "passed",
        "failed",
        "muted",
        "to be judged by a person",
        "without a result",
    ];
    let told = sums.into_iter().zip(names);
    let told = told.filter(|(sum, _)| *sum > 0);
    let told: Vec<String> = told.map(|(sum, name)| format!("{sum} {name}")).collect();
    if told.is_empty() {
        "no findings".to_owned()
    } else {
        told.join(", ")
    }
}

/// The verdict on a practice, and whether a contradiction is explained: `Contradicted, explained`.
#[must_use]
pub fn verdict_and_state(of: &PracticeEvidence) -> String {
    let name = verdict(of.verdict);
    if of.is_explained() {
        format!("{name}, explained")
    } else {
        name.to_owned()
    }
}

/// How many checks that no list has are named before the rest is left to the count.
const NAMED: usize = 3;

/// Both scores and what the findings are of, in sentences, for reports and files.
#[must_use]
pub fn summary(of: Weighing<'_>, said: &Standing) -> String {
    if !of.has_findings() {
        return "Scanners’ findings were read, and none of them counts: they are too old, of other accounts, or of no known check.".to_owned();
    }
    let mut text = format!(
        "Scanners’ findings were held against the answers. {} The findings are of {}.",
        said_and_supported(said, of.weighed),
        coverage(&of.weighed.coverage),
    );
    let explained = of.weighed.explained().count();
    if explained > 0 {
        let explained = count(
            explained,
            "contradiction is explained and counts",
            "contradictions are explained and count",
        );
        text = format!("{text} {explained} as answered.");
    }
    text
}

/// A check by its id and tool, with what was found of it: `ec2_imdsv2 (Prowler): 3 of 12 failed`.
#[must_use]
pub fn check(texts: &Texts, of: &CheckEvidence, coverage: &Coverage) -> String {
    format!(
        "{} ({}): {}",
        of.check,
        tool(texts, of),
        found(of, coverage)
    )
}

/// The days of a scan's findings; the day on which its file was read, where they have none.
#[must_use]
pub fn scan_days(of: &KeptScan) -> String {
    match (&of.scan.oldest, &of.scan.newest) {
        (Some(oldest), Some(newest)) => days(oldest, newest),
        _ => format!("No dates; read on {}", day(&of.added)),
    }
}

/// How many accounts a scan names.
#[must_use]
pub fn scan_accounts(of: &Scan) -> String {
    let named = of.accounts.iter().filter(|it| !it.is_empty()).count();
    let others = usize::try_from(of.other_accounts).unwrap_or_default();
    match named.saturating_add(others) {
        0 => "Not named".to_owned(),
        number => number.to_string(),
    }
}

/// How many Regions a scan names.
#[must_use]
pub fn scan_regions(of: &Scan) -> String {
    match of.regions.iter().filter(|it| !it.is_empty()).count() {
        0 => "Not named".to_owned(),
        number => number.to_string(),
    }
}

/// What became of a scan: `Counts`, or why it does not, and whether its end is missing.
#[must_use]
pub fn scan_outcome(of: &Scan, state: &ScanState) -> String {
    let became = scan_state(state).unwrap_or("Counts");
    if of.is_cut_off {
        format!("{became}. The end of the file is missing; what came before it is read")
    } else {
        became.to_owned()
    }
}

/// What of a scan's findings was left out, a line for each reason; of checks that no list has, the first by name.
#[must_use]
pub fn all_left_out(of: &Scan) -> Vec<String> {
    let lines = of.left_out.iter().map(|(why, number)| {
        let line = left_out(*why, *number);
        let unknown = &of.unknown_checks;
        if *why != LeftOut::UnknownCheck || unknown.is_empty() {
            return line;
        }
        let named: Vec<&str> = unknown.keys().take(NAMED).map(String::as_str).collect();
        let more = if unknown.len() > NAMED { ", …" } else { "" };
        format!("{line}: {}{more}", named.join(", "))
    });
    lines.collect()
}
