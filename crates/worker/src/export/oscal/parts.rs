//! Observations, findings, risks and items. Each concerns one practice. What scanners found is in `scanned`.

use serde_json::{Value, json};

use demarc_catalog::{Level, Practice, PracticeId, PracticeText};
use demarc_core::analysis::{Finding, Gap};
use demarc_core::assessment::{AnswerField, Field, Response};
use demarc_core::labels;
use demarc_core::text;

use super::document::{Ids, NAMESPACE, add, add_one, line, lines, property};
use super::scanned;
use crate::export::Timestamp;
use crate::export::subject::{ExportSubject, not_applicable};

/// An observation per answer in scope, and one per practice that scanners looked at.
pub fn observations(subject: &ExportSubject<'_>, ids: &Ids<'_>) -> Vec<Value> {
    let findings = subject.analysis.practices.iter();
    observed(subject, ids, findings)
}

/// An observation per gap, and one per gap that scanners looked at.
pub fn gap_observations(subject: &ExportSubject<'_>, ids: &Ids<'_>) -> Vec<Value> {
    let gaps = subject.analysis.gaps.iter();
    let findings = gaps.filter_map(|it| subject.analysis.finding(&it.practice));
    observed(subject, ids, findings)
}

fn observed<'a>(
    subject: &ExportSubject<'_>,
    ids: &Ids<'_>,
    findings: impl Iterator<Item = &'a Finding> + Clone,
) -> Vec<Value> {
    let answers = findings.clone();
    let answers = answers.filter_map(|it| observation(subject, ids, it));
    let scanned = findings.filter_map(|it| scanned::observation(subject, ids, &it.practice));
    answers.chain(scanned).collect()
}

fn observation(subject: &ExportSubject<'_>, ids: &Ids<'_>, finding: &Finding) -> Option<Value> {
    let (practice, text) = subject.practice(&finding.practice)?;
    let response = finding.response.as_ref()?;
    let answer = subject.answer(&practice.id)?;
    let answered = subject
        .assessment
        .edits
        .of(&Field::Answer(AnswerField::Response, practice.id.clone()));
    // Answers whose date nobody knows, or with an edit in the future, are dated now.
    let at = Timestamp::from_milliseconds(answered.milliseconds());
    let collected = if at.seconds() == 0 || answered.is_undated() {
        subject.now
    } else {
        at.min(subject.now)
    };
    let mut observation = json!({
        "uuid": ids.of("observation", practice.id.as_str()),
        "title": line(&practice.title),
        "description": format!("{} {}.", lines(&text.question), labels::response(Some(response))),
        "methods": ["INTERVIEW"],
        "types": ["control-objective"],
        "collected": collected.to_string(),
    });
    let mut remarks = Vec::new();
    if let Some((reason, because)) = not_applicable(Some(response)) {
        remarks.push(format!(
            "Not applicable ({}): {}",
            labels::reason(reason),
            lines(because)
        ));
    }
    if !answer.note.trim().is_empty() {
        remarks.push(lines(&answer.note));
    }
    let agreed = subject
        .held()
        .and_then(|held| labels::workshop::remark(held, &practice.id, Some(response)));
    remarks.extend(agreed.map(|it| lines(&it)));
    let remarks = (!remarks.is_empty()).then(|| Value::String(remarks.join("\n\n")));
    add_one(&mut observation, "remarks", remarks);
    add(
        &mut observation,
        "relevant-evidence",
        evidence(&answer.evidence),
    );
    Some(observation)
}

/// The evidence: a link if it is an address, otherwise a remark.
fn evidence(typed: &str) -> Vec<Value> {
    let line = text::line(typed);
    // OSCAL's addresses are URIs, which are ASCII.
    let is_address = text::is_link(typed.trim())
        && line
            .bytes()
            .all(|it| it.is_ascii_graphic() && !b"^`{|}".contains(&it));
    match line.as_str() {
        "" => Vec::new(),
        line if is_address => vec![json!({ "href": line, "description": "As entered." })],
        _ => vec![json!({ "description": lines(typed) })],
    }
}

/// A finding per answer that is a level or “don't know”.
pub fn findings(subject: &ExportSubject<'_>, ids: &Ids<'_>) -> Vec<Value> {
    let findings = subject.analysis.practices.iter();
    findings
        .filter_map(|it| self::finding(subject, ids, it))
        .collect()
}

fn finding(subject: &ExportSubject<'_>, ids: &Ids<'_>, of: &Finding) -> Option<Value> {
    let (practice, text) = subject.practice(&of.practice)?;
    let response = of.response.as_ref()?;
    if matches!(response, Response::NotApplicable { .. }) {
        return None;
    }
    let level = response.level();
    let satisfied = level == Some(Level::Fully);
    let (state, reason) = match level {
        Some(Level::Fully) => ("satisfied", "other"),
        Some(_) => ("not-satisfied", "fail"),
        None => ("not-satisfied", "other"),
    };
    let criterion = level.map_or("Nobody who answered knows.", |it| text.levels.criterion(it));
    let remarks = match scanned::said(subject, &practice.id) {
        Some(said) => format!("As answered: {criterion} What scanners found: {said}"),
        None => format!("As answered, not tested: {criterion}"),
    };
    let mut target = json!({
        "type": "objective-id",
        "target-id": practice.id.as_str(),
        "title": line(&practice.title),
        "status": { "state": state, "reason": reason, "remarks": lines(&remarks) },
    });
    let implementation = match level {
        Some(Level::Fully) => Some("implemented"),
        Some(Level::Started | Level::Mostly) => Some("partial"),
        _ => None,
    };
    let implementation = implementation.map(|state| json!({ "state": state }));
    add_one(&mut target, "implementation-status", implementation);
    let mut properties = properties(practice, text);
    properties.extend(scanned::properties(subject, &practice.id));
    let mut finding = json!({
        "uuid": ids.of("finding", practice.id.as_str()),
        "title": line(&practice.title),
        "description": format!("{} (asked of: {})", labels::response(Some(response)), subject.services(&practice.id)),
        "props": properties,
        "target": target,
        "related-observations": related(subject, ids, &practice.id),
    });
    if !satisfied {
        let risk = json!({ "risk-uuid": ids.of("risk", practice.id.as_str()) });
        add(&mut finding, "related-risks", vec![risk]);
    }
    Some(finding)
}

/// The observations of a practice: its answer, and what scanners found.
fn related(subject: &ExportSubject<'_>, ids: &Ids<'_>, id: &PracticeId) -> Vec<Value> {
    let answer = Some(ids.of("observation", id.as_str()));
    let uuids = answer.into_iter().chain(scanned::uuid(subject, ids, id));
    uuids.map(|it| json!({ "observation-uuid": it })).collect()
}

/// The weight of a practice and its mapped requirements, as properties.
fn properties(practice: &Practice, text: &PracticeText) -> Vec<Value> {
    let mut properties = vec![
        property("domain", practice.id.domain().as_str()),
        property("impact", &practice.impact.get().to_string()),
    ];
    if practice.cornerstone {
        properties.push(property("cornerstone", "yes"));
    }
    for (framework, strength, requirements) in text.mappings() {
        for requirement in requirements {
            properties.push(json!({
                "name": strength.key(),
                "ns": NAMESPACE,
                "class": framework.as_str(),
                "value": line(requirement),
            }));
        }
    }
    properties
}

/// A risk per gap.
pub fn risks(subject: &ExportSubject<'_>, ids: &Ids<'_>) -> Vec<Value> {
    let gaps = subject.analysis.gaps.iter();
    gaps.filter_map(|it| risk(subject, ids, it)).collect()
}

fn risk(subject: &ExportSubject<'_>, ids: &Ids<'_>, gap: &Gap) -> Option<Value> {
    let (practice, text) = subject.practice(&gap.practice)?;
    let id = practice.id.as_str();
    let mut remediations = vec![remediation(subject, ids, &practice.id, text)];
    remediations.extend(acceptance(subject, ids, gap));
    let mut risk = json!({
        "uuid": ids.of("risk", id),
        "title": line(&practice.title),
        "description": format!("{}.", labels::kind_hint(gap.kind)),
        "statement": lines(&text.why),
        "status": if gap.is_accepted() { "deviation-approved" } else { "open" },
        "props": [property("kind", labels::kind(gap.kind))],
        "characterizations": [{
            "origin": { "actors": [{ "type": "tool", "actor-uuid": ids.of("tool", "") }] },
            "facets": [
                facet("impact", &practice.impact.get().to_string()),
                facet("priority", &labels::hundredths(gap.priority)),
            ],
        }],
        "remediations": remediations,
        "related-observations": related(subject, ids, &practice.id),
    });
    let due = subject.answer(&practice.id).and_then(|it| it.due.as_ref());
    let until = subject
        .acceptance(gap)
        .and_then(|(_, it)| it.until.as_ref());
    let due = if gap.is_accepted() { until } else { due };
    let deadline = due.filter(|it| it.as_str() >= "1900");
    let deadline = deadline.map(|it| Value::String(format!("{it}T23:59:59Z")));
    add_one(&mut risk, "deadline", deadline);
    Some(risk)
}

/// The acceptance of the risk as a response; `None` without one. An expired one stays on record.
fn acceptance(subject: &ExportSubject<'_>, ids: &Ids<'_>, gap: &Gap) -> Option<Value> {
    let (state, acceptance) = subject.acceptance(gap)?;
    let is = if gap.is_accepted() { "is" } else { "was" };
    Some(json!({
        "uuid": ids.of("acceptance", gap.practice.as_str()),
        "lifecycle": "completed",
        "title": labels::acceptance(state),
        "description": lines(&acceptance.because),
        // In OSCAL's own namespace: the kind of response.
        "props": [json!({ "name": "type", "value": "accept" })],
        "remarks": format!("The risk {is} {}. {}.", line(&labels::accepted(acceptance)), labels::acceptance_hint(state)),
    }))
}

fn facet(name: &str, value: &str) -> Value {
    json!({ "name": name, "system": NAMESPACE, "value": value })
}

/// The remediation of a gap, and its owner.
fn remediation(
    subject: &ExportSubject<'_>,
    ids: &Ids<'_>,
    id: &PracticeId,
    text: &PracticeText,
) -> Value {
    let owner = subject.answer(id).map(|it| text::line(&it.owner));
    let owner = owner.filter(|it| !it.is_empty());
    let mut task = json!({
        "uuid": ids.of("task", id.as_str()),
        "type": "action",
        "title": "First step",
        "description": lines(&text.guide.first_step),
    });
    let responsible = owner
        .as_ref()
        .map(|owner| json!({ "role-id": "owner", "party-uuids": [ids.of("party", owner)] }));
    add(
        &mut task,
        "responsible-roles",
        responsible.into_iter().collect(),
    );
    json!({
        "uuid": ids.of("remediation", id.as_str()),
        "lifecycle": if owner.is_some() { "planned" } else { "recommendation" },
        "title": "Lasting fix",
        "description": lines(&text.guide.fix),
        "tasks": [task],
        "remarks": format!("To verify: {}", lines(&text.guide.verify)),
    })
}

/// An item per gap.
pub fn items(subject: &ExportSubject<'_>, ids: &Ids<'_>) -> Vec<Value> {
    let gaps = subject.analysis.gaps.iter();
    gaps.filter_map(|gap| {
        let (practice, text) = subject.practice(&gap.practice)?;
        let id = practice.id.as_str();
        let phase = subject.phase(&practice.id).map(labels::phase);
        let mut properties = properties(practice, text);
        properties.extend(phase.map(|it| property("phase", it)));
        Some(json!({
            "uuid": ids.of("item", id),
            "title": line(&practice.title),
            "description": format!(
                "{}. {} Asked of: {}.",
                labels::response(subject.analysis.finding(&practice.id)?.response.as_ref()),
                lines(&text.you),
                subject.services(&practice.id)
            ),
            "props": properties,
            "origins": [{ "actors": [{ "type": "tool", "actor-uuid": ids.of("tool", "") }] }],
            "related-observations": related(subject, ids, &practice.id),
            "related-risks": [{ "risk-uuid": ids.of("risk", id) }],
        }))
    })
    .collect()
}
