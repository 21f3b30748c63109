//! Valid files, and copies of them with one change.

use super::*;

pub fn filled() -> Assessment {
    let mut it = Assessment::new(AssessmentId::from_bits(1), "Shop");
    let at = Moment::after(Moment::default(), 1_800_000_000_000, 3);
    it.edit(at, |it| {
        it.name = "Web shop: é".into();
        it.profile.workload = "Sells \"things\".\n".into();
        it.profile.facts.insert("data.personal".parse().unwrap());
        it.add_service("rds/custom".parse().unwrap());
        let layer = (
            "guest-os".parse().unwrap(),
            demarc_core::assessment::Belief::Aws,
        );
        it.beliefs
            .insert("rds/custom".parse().unwrap(), [layer].into());
        let not_applicable = Response::NotApplicable {
            reason: NotApplicable::Other,
            because: "No such thing.".into(),
        };
        it.respond(&"iam.root".parse().unwrap(), Some(not_applicable));
        it.change_answer(&"os.patching".parse().unwrap(), |answer| {
            answer.response = Some(Response::Mostly);
            answer.note = "Ask Ana.".into();
            answer.owner = "Ana".into();
            answer.due = Some("2026-12-01".to_owned().try_into().unwrap());
            answer.evidence = "https://example.org/evidence".into();
        });
    });
    it
}

pub fn full() -> Value {
    let at = Moment::after(Moment::default(), 1_800_000_000_000, 3);
    let mut snapshot = filled().take_snapshot(AssessmentId::from_bits(1), "Q3", at);
    if let Some(snapshot) = &mut snapshot.snapshot {
        snapshot.of = AssessmentId::from_bits(2);
    }
    serde_json::from_str(&record::write(&snapshot)).unwrap()
}

pub fn collection() -> Value {
    let one = filled();
    let other = one.take_snapshot(AssessmentId::from_bits(3), "Q4", one.edits.latest());
    let at = one.edits.latest();
    let mut evidence = Entries::default();
    evidence.set_accounts(Some(&Accounts::Number(12)), at);
    let explanation = Explanation {
        kind: ExplanationKind::Accepted,
        because: "The key is in a safe.".into(),
        until: Some("2027-03-31".parse().unwrap()),
    };
    evidence.explain(&"iam.root".parse().unwrap(), Some(&explanation), at);
    evidence.set_age_limit(None, at);
    let evidence = [(one.id.clone(), evidence)];
    serde_json::from_str(&file::write_with(&[one, other], &evidence)).unwrap()
}

pub fn rescue() -> Value {
    let text = record::write(&filled());
    json!({ "format": "demarc-rescue", "version": 1, "records": [{ "key": "demarc:v1:x", "text": text }] })
}

/// The full file with another value at a JSON pointer.
pub fn with(pointer: &str, value: Value) -> String {
    let mut file = full();
    *file.pointer_mut(pointer).expect(pointer) = value;
    file.to_string()
}

/// The full file with raw JSON at a JSON pointer, for JSON that `Value` can't express.
pub fn with_raw(pointer: &str, json: &str) -> String {
    with(pointer, json!("HERE")).replace("\"HERE\"", json)
}

/// The JSON pointers of all values in a value.
pub fn pointers(value: &Value) -> Vec<String> {
    let mut all = vec![String::new()];
    let mut add = |key: String, inner: &Value| {
        let key = key.replace('~', "~0").replace('/', "~1");
        all.extend(pointers(inner).into_iter().map(|it| format!("/{key}{it}")));
    };
    match value {
        Value::Object(map) => map.iter().for_each(|(key, it)| add(key.clone(), it)),
        Value::Array(list) => list
            .iter()
            .enumerate()
            .for_each(|(index, it)| add(index.to_string(), it)),
        _ => {}
    }
    all
}
