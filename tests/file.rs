//! The files of assessments: the published schema, earlier versions, and reading what was written.

use demarc_catalog::Level;
use demarc_core::analysis;
use demarc_core::assessment::{
    Acceptance, Assessment, AssessmentId, Belief, Chapter, Moment, NotApplicable,
    NotApplicableDraft, Phase, Response,
};
use demarc_core::evidence::{ExplanationKind, LeftOut, ScanKind};
use demarc_core::exchange::evidence::{self, EvidenceFile};
use demarc_core::exchange::record::{ReadError, read, write};
use demarc_core::exchange::workshop::{self, WorkshopFile};
use demarc_core::exchange::{ballot, collection, file, record, rescue};
use serde_json::{Value, json};

/// The day of the analyses.
fn today() -> demarc_catalog::Date {
    "2026-11-24".parse().unwrap()
}

fn schema() -> jsonschema::Validator {
    let text = std::fs::read_to_string("public/schema/assessment-5.json").unwrap();
    jsonschema::draft202012::new(&serde_json::from_str(&text).unwrap()).unwrap()
}

fn filled() -> Value {
    let mut it = Assessment::new(AssessmentId::from_bits(1), "Filled");
    it.profile.facts.insert("data.personal".parse().unwrap());
    it.add_service("rds/custom".parse().unwrap());
    let layer = ("guest-os".parse().unwrap(), Belief::Aws);
    it.beliefs
        .insert("rds/custom".parse().unwrap(), [layer].into());
    let because = "No such thing.".to_owned();
    it.respond(
        &"iam.root".parse().unwrap(),
        Some(Response::NotApplicable {
            reason: NotApplicable::Other,
            because,
        }),
    );
    let acceptance = Acceptance {
        by: "CISO".into(),
        until: Some("2027-03-31".parse().unwrap()),
        because: "The site moves in spring.".into(),
    };
    it.enter_acceptance(&"iam.mfa".parse().unwrap(), acceptance);
    it.change_answer(&"os.patching".parse().unwrap(), |answer| {
        answer.response = Some(Response::DontKnow);
        answer.due = Some("2026-12-01".to_owned().try_into().unwrap());
        answer.owner = "Ana".into();
    });
    let draft = NotApplicableDraft {
        reason: Some(NotApplicable::Other),
        because: " ".into(),
    };
    it.enter_not_applicable(&"monitoring.flow-logs".parse().unwrap(), draft);
    let at = Moment::after(Moment::default(), 1_800_000_000_000, 3);
    it.edit(at, |it| {
        it.name = "Filled in".into();
        it.respond(&"os.patching".parse().unwrap(), Some(Response::Mostly));
    });
    it.edit(at, |it| {
        let layer = ("data".parse().unwrap(), Belief::NotSure);
        it.beliefs.insert("s3".parse().unwrap(), [layer].into());
        it.change_answer(&"os.patching".parse().unwrap(), |answer| {
            answer.phase = Some(Phase::Later);
        });
        it.plan.capacity = Some(30.try_into().unwrap());
        it.plan
            .targets
            .set(&"iam".parse().unwrap(), Some(Level::Mostly));
        it.choose_acceptance(&"data.public".parse().unwrap());
        it.cover.author = "Ana".into();
        it.cover.client = "Shop Ltd".into();
        it.cover.date = Some("2026-12-01".to_owned().try_into().unwrap());
        it.cover.summary = "All is well.".into();
        it.cover.left_out = Chapter::ALL.to_vec().into();
    });
    let it = it.take_snapshot(AssessmentId::from_bits(2), "Q3", at);
    serde_json::from_str(&write(&it)).unwrap()
}

#[test]
fn what_is_written_fits_the_schema() {
    let schema = schema();
    for text in [filled().to_string(), demarc_edition::EXAMPLE.to_owned()] {
        let value: Value = serde_json::from_str(&text).unwrap();
        let errors: Vec<String> = schema
            .iter_errors(&value)
            .map(|error| error.to_string())
            .collect();
        assert_eq!(errors, [""; 0]);
    }
}

#[test]
fn schema_and_reader_refuse_the_same() {
    let schema = schema();
    let at = |pointer: &str, value: Value| {
        let mut file = filled();
        let place = file.pointer_mut(pointer);
        *place.unwrap_or_else(|| panic!("{pointer} is not there")) = value;
        file
    };
    let bad = [
        at("/version", json!(9)),
        at("/assessment/id", json!("../x")),
        at("/assessment/profile/depth", json!("bottomless")),
        at("/assessment/services/0", json!("RDS")),
        at("/assessment/answers/os.patching/response", json!("nearly")),
        at("/assessment/answers/os.patching", json!({ "extra": 1 })),
        at(
            "/assessment/answers/iam.root/response",
            json!({ "not-applicable": { "reason": "other" } }),
        ),
        at(
            "/assessment/answers/iam.root/response",
            json!({ "not-applicable": { "reason": "other", "because": " " } }),
        ),
        at(
            "/assessment/answers/iam.root/response",
            json!({ "not-applicable": { "reason": "other", "because": "So.", "extra": 1 } }),
        ),
        at(
            "/assessment/answers/monitoring.flow-logs/draft/reason",
            json!("none"),
        ),
        at(
            "/assessment/answers/monitoring.flow-logs/draft",
            json!({ "extra": 1 }),
        ),
        at("/assessment/answers/os.patching/due", json!("2026-99-99")),
        at("/assessment/answers/iam.mfa/acceptance", json!("CISO")),
        at(
            "/assessment/answers/iam.mfa/acceptance",
            json!({ "extra": 1 }),
        ),
        at(
            "/assessment/answers/iam.mfa/acceptance/until",
            json!("soon"),
        ),
        at("/assessment/beliefs/rds~1custom/guest-os", json!("msp")),
        at("/assessment/plan/capacity", json!(0)),
        at("/assessment/plan/targets/iam", json!("high")),
        at("/assessment/cover/left_out/0", json!("cover")),
        at("/assessment/answers/os.patching/phase", json!("never")),
        json!({ "format": "demarc-assessment", "version": 5 }),
    ];
    for file in bad {
        assert!(!schema.is_valid(&file), "the schema takes {file}");
        assert!(read(&file.to_string()).is_err(), "the reader takes {file}");
    }
    let smallest = json!({ "format": "demarc-assessment", "version": 5, "assessment": { "id": "x", "name": "" } });
    assert!(schema.is_valid(&smallest));
    assert!(read(&smallest.to_string()).is_ok());
}

/// The newest version of a format: the last one that the reader does not refuse as newer than itself.
fn newest_version(format: &str) -> u64 {
    let is_known = |version: &u64| {
        let text = json!({ "format": format, "version": version }).to_string();
        !matches!(file::read(text.as_bytes()), Err(ReadError::Newer(_)))
    };
    (1..).take_while(is_known).last().unwrap()
}

/// The fixture of a version of a format, such as `demarc-assessment`.
fn fixture(format: &str, version: u64) -> String {
    let name = format.strip_prefix("demarc-").unwrap();
    let path = format!("tests/fixtures/{name}-{version}.json");
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

#[test]
fn there_is_a_fixture_of_every_version_of_every_format() {
    assert_eq!(newest_version(record::FORMAT), record::VERSION);
    assert_eq!(newest_version(collection::FORMAT), collection::VERSION);
    for (format, newest) in [
        (record::FORMAT, newest_version(record::FORMAT)),
        (collection::FORMAT, newest_version(collection::FORMAT)),
        (rescue::FORMAT, newest_version(rescue::FORMAT)),
        (evidence::FORMAT, evidence::VERSION),
        (ballot::FORMAT, ballot::VERSION),
        (workshop::FORMAT, workshop::VERSION),
    ] {
        for version in 1..=newest {
            let file: Value = serde_json::from_str(&fixture(format, version)).unwrap();
            assert_eq!(file["format"], format);
            assert_eq!(file["version"], version);
        }
    }
}

#[test]
fn every_fixture_opens_and_is_saved_without_loss() {
    for entry in std::fs::read_dir("tests/fixtures").unwrap() {
        let path = entry.unwrap().path();
        let is_apart = path.file_name().is_some_and(|it| {
            let name = it.to_string_lossy();
            ["evidence-", "ballot-", "workshop-"]
                .iter()
                .any(|it| name.starts_with(it))
        });
        if is_apart || path.extension().is_none_or(|it| it != "json") {
            continue;
        }
        let contents = file::read(&std::fs::read(&path).unwrap());
        let contents = contents.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert_eq!(contents.unreadable, 0);
        assert!(!contents.assessments.is_empty());
        let saved = file::write(&contents.assessments);
        assert_eq!(
            file::read(saved.as_bytes()).unwrap(),
            contents,
            "{}",
            path.display()
        );
    }
}

#[test]
fn fixtures_of_the_newest_versions_are_written_as_they_are() {
    for (format, version) in [
        (record::FORMAT, record::VERSION),
        (collection::FORMAT, collection::VERSION),
    ] {
        let text = fixture(format, version);
        let contents = file::read(text.as_bytes()).unwrap();
        assert_eq!(file::write(&contents.assessments), text, "{format}");
    }
}

fn evidence_schema() -> Value {
    let text = std::fs::read_to_string("public/schema/evidence-1.json").unwrap();
    serde_json::from_str(&text).unwrap()
}

#[test]
fn files_of_evidence_fit_their_schema_and_are_saved_without_loss() {
    let schema = jsonschema::draft202012::new(&evidence_schema()).unwrap();
    let fixture = fixture(evidence::FORMAT, evidence::VERSION);
    let pond = std::fs::read_to_string("tests/catalog/pond.evidence.json").unwrap();
    for text in [&fixture, &pond, demarc_edition::EXAMPLE_EVIDENCE] {
        let value: Value = serde_json::from_str(text).unwrap();
        let errors: Vec<String> = schema
            .iter_errors(&value)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert_eq!(errors, [""; 0]);
        let read = EvidenceFile::read(text).unwrap();
        let written = read.write();
        assert_eq!(serde_json::from_str::<Value>(&written).unwrap(), value);
        assert_eq!(EvidenceFile::read(&written), Ok(read));
    }
}

fn schema_of(name: &str) -> jsonschema::Validator {
    let text = std::fs::read_to_string(format!("public/schema/{name}.json")).unwrap();
    jsonschema::draft202012::new(&serde_json::from_str(&text).unwrap()).unwrap()
}

#[test]
fn files_of_workshops_fit_their_schema_and_are_saved_without_loss() {
    let schema = schema_of("workshop-1");
    let fixture = fixture(workshop::FORMAT, workshop::VERSION);
    let value: Value = serde_json::from_str(&fixture).unwrap();
    let errors = schema
        .iter_errors(&value)
        .map(|error| format!("{}: {error}", error.instance_path()));
    assert_eq!(errors.collect::<Vec<_>>(), [""; 0]);
    let read = WorkshopFile::read(fixture.as_bytes()).unwrap();
    let written = read.write();
    assert_eq!(serde_json::from_str::<Value>(&written).unwrap(), value);
    assert_eq!(WorkshopFile::read(written.as_bytes()), Ok(read.clone()));
    let (all, unreadable) = demarc_core::workshop::workshops(&read.entries);
    assert_eq!((all.len(), unreadable, all[0].people()), (1, 0, 6));
    assert_eq!((all[0].outcomes.len(), all[0].parking.len()), (3, 1));
    let ballot_file = self::fixture(ballot::FORMAT, ballot::VERSION);
    assert!(schema_of("ballot-1").is_valid(&serde_json::from_str(&ballot_file).unwrap()));
    assert_eq!(
        ballot::write(&ballot::read(ballot_file.as_bytes()).unwrap()),
        ballot_file
    );
}

#[test]
fn the_schema_of_workshops_refuses_what_the_reader_refuses() {
    let schema = schema_of("workshop-1");
    let text = fixture(workshop::FORMAT, workshop::VERSION);
    for (pointer, value) in [
        ("/version", json!(2)),
        ("/workshop", json!("A1B2C3")),
        ("/entries", json!({})),
        ("/entries/setup", json!({ "at": 1 })),
        ("/entries/setup/at", json!(-1)),
        ("/entries/setup/value/started", json!("soon")),
        ("/entries/setup/value/practices", json!(["iam"])),
        ("/entries/setup/value", json!({ "extra": 1 })),
        ("/entries/ballot 1 00000007 28894000/value/role", json!(256)),
        (
            "/entries/ballot 1 00000007 28894000/value/votes/iam.root",
            json!("nearly"),
        ),
        (
            "/entries/ballot 1 00000007 28894000/value/beliefs/ec2~1instance",
            json!({ "guest-os": "us" }),
        ),
        ("/entries/hands 1 iam.root/value/levels", json!([1, 2, 3])),
        ("/entries/hands 1 iam.root/value/dont-know", json!(65536)),
        (
            "/entries/believed ec2~1instance guest-os/value/0",
            json!(["aws"]),
        ),
        ("/entries/heads/value", json!([-1])),
        ("/entries/outcome iam.root/value/kind", json!("settled")),
        ("/entries/outcome iam.root/value/due", json!("later")),
        (
            "/entries/outcome data.public/value/answer/not-applicable/because",
            json!(" "),
        ),
        ("/entries/note iam.root/value", json!(1)),
        ("/entries/revealed/value", json!("yes")),
        ("/entries/closed/value", json!("today")),
        ("/entries/closed", json!({ "at": 1, "other": 2 })),
    ] {
        let mut file: Value = serde_json::from_str(&text).unwrap();
        *file.pointer_mut(pointer).expect(pointer) = value;
        assert!(!schema.is_valid(&file), "the schema takes {pointer}");
        let read = WorkshopFile::read(file.to_string().as_bytes());
        assert!(read.is_err(), "the reader takes {pointer}");
    }
    let mut file: Value = serde_json::from_str(&text).unwrap();
    file["entries"]["vote iam.root"] = json!({ "at": 1, "value": 1 });
    assert!(!schema.is_valid(&file));
    assert!(WorkshopFile::read(file.to_string().as_bytes()).is_err());
}

#[test]
fn the_examples_of_the_readme_are_files_of_the_newest_versions() {
    let readme = std::fs::read_to_string("README.md").unwrap();
    let blocks = readme.split("```json\n").skip(1);
    let mut formats = Vec::new();
    for block in blocks {
        let value: Value = serde_json::from_str(block.split("```").next().unwrap()).unwrap();
        let format = value["format"].as_str().unwrap().to_owned();
        let schema = match format.as_str() {
            evidence::FORMAT => jsonschema::draft202012::new(&evidence_schema()).unwrap(),
            _ => schema(),
        };
        assert!(schema.is_valid(&value), "{value}");
        formats.push(format);
    }
    assert_eq!(formats, [record::FORMAT, evidence::FORMAT]);
}

#[test]
fn the_schema_of_evidence_names_every_value_and_refuses_what_the_reader_refuses() {
    let schema = evidence_schema();
    let scan = &schema["$defs"]["scan"]["properties"];
    let explained = &schema["$defs"]["evidence"]["properties"]["explained"];
    let kinds = &explained["additionalProperties"]["properties"]["kind"]["enum"];
    assert_eq!(scan["kind"]["enum"], json!(ScanKind::ALL));
    assert_eq!(
        scan["left_out"]["propertyNames"]["enum"],
        json!(LeftOut::ALL)
    );
    assert_eq!(*kinds, json!(ExplanationKind::ALL));
    let schema = jsonschema::draft202012::new(&schema).unwrap();
    let text = fixture(evidence::FORMAT, evidence::VERSION);
    for (pointer, value) in [
        ("/version", json!(2)),
        ("/evidence/scans", json!({})),
        ("/evidence/scans/0/added", json!("soon")),
        ("/evidence/scans/0/scan/kind", json!("prowler-9")),
        ("/evidence/scans/0/scan/newest", json!("2026-13-01")),
        ("/evidence/scans/0/scan/left_out", json!({ "other": 1 })),
        ("/evidence/scans/0/scan/checks", json!({ "No": {} })),
        (
            "/evidence/scans/0/scan/checks/prowler/iam_root_mfa_enabled/0",
            json!([0, 0, 1]),
        ),
        (
            "/evidence/scans/0/scan/checks/prowler/iam_root_mfa_enabled/0/3",
            json!(-1),
        ),
        ("/evidence/scans/0/scan", json!({ "extra": 1 })),
        ("/evidence/explained", json!({ "iam": {} })),
        ("/evidence/explained/iam.root/kind", json!("whatever")),
        ("/evidence/explained/data.public/until", json!("later")),
        ("/evidence/accounts", json!({ "some": 1 })),
        ("/evidence/age_limit", json!(-1)),
    ] {
        let mut file: Value = serde_json::from_str(&text).unwrap();
        *file.pointer_mut(pointer).expect(pointer) = value;
        assert!(!schema.is_valid(&file), "the schema takes {pointer}");
        let read = EvidenceFile::read(&file.to_string());
        assert!(read.is_err(), "the reader takes {pointer}");
    }
    let smallest =
        json!({ "format": "demarc-evidence", "version": 1, "evidence": { "scans": [] } });
    assert!(schema.is_valid(&smallest));
    assert!(EvidenceFile::read(&smallest.to_string()).is_ok());
}

#[test]
fn nothing_of_version_1_is_lost() {
    let old = std::fs::read_to_string("tests/fixtures/assessment-1.json").unwrap();
    let it = read(&old).unwrap();
    let mut written: Value = serde_json::from_str(&write(&it)).unwrap();
    written["version"] = json!(1);
    // Empty notes are left out in both versions.
    assert_eq!(written, serde_json::from_str::<Value>(&old).unwrap());
    assert_eq!(
        it.unknown(demarc_edition::catalog()).len(),
        5,
        "a fact, a service, a layer and two practices of another catalog: {:?}",
        it.unknown(demarc_edition::catalog())
    );
}

#[test]
fn nothing_of_version_2_is_lost() {
    let old = std::fs::read_to_string("tests/fixtures/assessment-2.json").unwrap();
    let it = read(&old).unwrap();
    let mut written: Value = serde_json::from_str(&write(&it)).unwrap();
    written["version"] = json!(2);
    assert_eq!(written, serde_json::from_str::<Value>(&old).unwrap());
}

#[test]
fn the_example_is_filled_in_and_known_to_the_catalog() {
    let example = read(demarc_edition::EXAMPLE).unwrap();
    let analysis = analysis::analyze(demarc_edition::catalog(), &example, &today());
    assert_eq!(
        (
            analysis.unknown_services.len(),
            analysis.unknown_practices.len()
        ),
        (0, 0)
    );
    assert_eq!(analysis.whole.answered, analysis.whole.in_scope);
    assert!(analysis.gaps.len() > 10);
}

#[path = "largest/mod.rs"]
mod largest;

#[test]
fn the_largest_assessment_is_written_and_read_back() {
    let it = largest::largest();
    assert_eq!(read(&write(&it)), Ok(it));
}
