//! What scanners found of a practice, as an observation by testing. No name of a resource is in it.

use serde_json::{Value, json};

use demarc_catalog::{CheckListId, Date, PracticeId};
use demarc_core::evidence::{CheckEvidence, PracticeEvidence, Verdict, Weighing};
use demarc_core::labels;

use super::document::{Ids, add, add_one, line, lines, property};
use crate::export::subject::ExportSubject;

/// What the findings say of a practice of which checks are among them.
fn seen<'a>(
    subject: &'a ExportSubject<'_>,
    id: &PracticeId,
) -> Option<(Weighing<'a>, &'a PracticeEvidence)> {
    let weighing = subject.weighing()?;
    let of = weighing.practice(id)?;
    (!of.checks.is_empty()).then_some((weighing, of))
}

/// The UUID of the observation of a practice; `None` without one.
pub fn uuid(subject: &ExportSubject<'_>, ids: &Ids<'_>, id: &PracticeId) -> Option<String> {
    seen(subject, id)?;
    Some(ids.of("test", id.as_str()))
}

/// What the findings say of the answer, in a sentence; `None` where no check was seen.
pub fn said(subject: &ExportSubject<'_>, id: &PracticeId) -> Option<String> {
    let (weighing, of) = seen(subject, id)?;
    let coverage = &weighing.weighed.coverage;
    Some(labels::evidence::weighed(of, &subject.analysis, coverage))
}

/// The verdict, and the highest level that failing checks allow, as properties.
pub fn properties(subject: &ExportSubject<'_>, id: &PracticeId) -> Vec<Value> {
    let Some((_, of)) = seen(subject, id) else {
        return Vec::new();
    };
    let verdict = Some(property("verdict", of.verdict.key()));
    let at_most = of.at_most.map(|it| property("at-most", it.key()));
    verdict.into_iter().chain(at_most).collect()
}

/// The observation of a practice; `None` where no check was seen.
pub fn observation(subject: &ExportSubject<'_>, ids: &Ids<'_>, id: &PracticeId) -> Option<Value> {
    let (practice, _) = subject.practice(id)?;
    let (weighing, of) = seen(subject, id)?;
    let newest = of.newest();
    let (passed, failed) = (of.sum(|it| it.passed), of.sum(|it| it.failed));
    let accounts = labels::count(of.all_accounts(), "account", "accounts");
    let checks = labels::count(of.checks.len(), "check", "checks");
    let mut properties = properties(subject, id);
    properties.extend([
        property("passed", &passed.to_string()),
        property("failed", &failed.to_string()),
        property("accounts", &of.all_accounts().to_string()),
    ]);
    let coverage = &weighing.weighed.coverage;
    let mut observation = json!({
        "uuid": ids.of("test", id.as_str()),
        "title": line(&format!("{}: what scanners found", practice.title)),
        "description": lines(&format!(
            "{} Results of {checks} in {accounts}: {passed} passed, {failed} failed. The findings of the assessment are of {}.",
            labels::evidence::weighed(of, &subject.analysis, coverage),
            labels::evidence::coverage(coverage),
        )),
        "props": properties,
        "methods": ["TEST"],
        "types": ["control-objective"],
        "collected": collected(subject, newest),
    });
    let evidence = lists(of).into_iter().map(|(list, checks)| {
        let known = subject.texts.check_list(list);
        let name = known.map_or_else(
            || list.to_string(),
            |it| format!("{} {} ({})", it.name, it.version, it.id),
        );
        let mut tools: Vec<&str> = checks.iter().flat_map(|it| weighing.tools(it)).collect();
        tools.sort_unstable();
        tools.dedup();
        let found = checks.iter().map(|it| {
            let found = labels::evidence::found(it, coverage);
            format!("{}: {found}", it.check)
        });
        json!({
            "description": line(&format!("{}, checks of the list {name}.", tools.join(", "))),
            "remarks": lines(&found.collect::<Vec<_>>().join("\n")),
        })
    });
    add(&mut observation, "relevant-evidence", evidence.collect());
    let expires = newest.and_then(|it| expires(it, weighing.evidence.counts_for()));
    add_one(&mut observation, "expires", expires.map(Value::String));
    let explained = of.explained.as_ref().filter(|_| is_contradicted(of));
    let explained = explained.map(|it| Value::String(line(&labels::evidence::explained(it))));
    add_one(&mut observation, "remarks", explained);
    Some(observation)
}

fn is_contradicted(of: &PracticeEvidence) -> bool {
    of.verdict == Verdict::Contradicted
}

/// The checks of each list, in the order of the first of them.
fn lists(of: &PracticeEvidence) -> Vec<(&CheckListId, Vec<&CheckEvidence>)> {
    let mut lists: Vec<(&CheckListId, Vec<&CheckEvidence>)> = Vec::new();
    for check in &of.checks {
        match lists.iter_mut().find(|(list, _)| **list == check.list) {
            Some((_, checks)) => checks.push(check),
            None => lists.push((&check.list, vec![check])),
        }
    }
    lists
}

/// The day of the newest finding as a time. A day that OSCAL can't write, or that is still to come, is now.
fn collected(subject: &ExportSubject<'_>, newest: Option<&Date>) -> String {
    let day = newest.filter(|it| it.as_str() >= "1900" && **it <= subject.today);
    day.map_or_else(|| subject.now.to_string(), |it| format!("{it}T00:00:00Z"))
}

/// The end of the last day on which findings of a day count; `None` where OSCAL can't write it.
fn expires(newest: &Date, days: u32) -> Option<String> {
    let last = newest
        .days_since_1970()
        .checked_add(i32::try_from(days).ok()?)?;
    let last = Date::from_days_since_1970(last)?;
    let is_written = ("1900".."3000").contains(&last.as_str());
    is_written.then(|| format!("{last}T23:59:59Z"))
}
