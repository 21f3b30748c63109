//! The checks of the catalog, on copies with one mistake each: every message names file, line and item.

use std::fs;
use std::path::{Path, PathBuf};

use demarc_catalog::source::read_dir;

/// A copy of the catalog in a temporary folder. Dropping it deletes the folder.
struct Copy(PathBuf);

impl Copy {
    fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("demarc-{}-{name}", std::process::id()));
        copy(Path::new("catalog"), &folder);
        Self(folder)
    }

    /// Replaces the first `from` after `after` in a file. Returns its line, from 1.
    #[track_caller]
    fn change(&self, file: &str, after: &str, from: &str, to: &str) -> usize {
        let path = self.0.join(file);
        let text = fs::read_to_string(&path).unwrap();
        let start = text
            .find(after)
            .unwrap_or_else(|| panic!("{file} has no {after}"));
        let at = start
            + text[start..]
                .find(from)
                .unwrap_or_else(|| panic!("{file} has no {from}"));
        fs::write(
            path,
            format!("{}{to}{}", &text[..at], &text[at + from.len()..]),
        )
        .unwrap();
        text[..at].matches('\n').count() + 1
    }

    fn append(&self, file: &str, more: &str) {
        let path = self.0.join(file);
        let text = fs::read_to_string(&path).unwrap();
        fs::write(path, text + more).unwrap();
    }

    #[track_caller]
    fn mistakes(&self) -> Vec<String> {
        match read_dir(&self.0) {
            Ok(_) => Vec::new(),
            Err(mistakes) => mistakes.iter().map(ToString::to_string).collect(),
        }
    }

    #[track_caller]
    fn finds(&self, start: &str, message: &str) {
        let mistakes = self.mistakes();
        assert!(
            mistakes
                .iter()
                .any(|it| it.starts_with(start) && it.contains(message)),
            "no {start:?} with {message:?} in {mistakes:#?}"
        );
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

const ROOT: &str = "id = \"iam.root\"";
const EC2: &str = "id = \"ec2\"";

#[test]
fn the_catalog_itself_is_right() {
    assert_eq!(Copy::new("right").mistakes(), [""; 0]);
}

#[test]
fn the_built_in_catalog_is_the_folder() {
    let mut content = read_dir(Path::new("catalog")).unwrap();
    demarc_edition::CATALOG_VERSION.clone_into(&mut content.catalog.version);
    assert_eq!(&content.catalog, demarc_edition::catalog());
    assert_eq!(Some(&content.texts), demarc_edition::texts());
}

#[test]
fn an_unknown_layer_is_found() {
    let copy = Copy::new("layer");
    let line = copy.change(
        "practices/iam.toml",
        ROOT,
        "layers = [\"",
        "layers = [\"nowhere\", \"",
    );
    copy.finds(
        &format!("practices/iam.toml:{line}: iam.root: "),
        "there is no layer nowhere",
    );
}

#[test]
fn an_unknown_fact_is_found() {
    let copy = Copy::new("fact");
    let line = copy.change(
        "practices/iam.toml",
        ROOT,
        "raised_by = [",
        "raised_by = [\"data.gossip\", ",
    );
    copy.finds(
        &format!("practices/iam.toml:{line}: iam.root: "),
        "no fact data.gossip",
    );
}

#[test]
fn an_unknown_service_is_found() {
    let copy = Copy::new("service");
    let line = copy.change(
        "presets.toml",
        "id = \"web-app\"",
        "\"ec2/instance\"",
        "\"ec3\"",
    );
    copy.finds(
        &format!("presets.toml:{line}: web-app: "),
        "there is no service ec3",
    );
}

#[test]
fn a_stop_at_which_no_line_runs_or_moves_is_found() {
    let unknown = Copy::new("stop-unknown");
    let line = unknown.change(
        "model.toml",
        "[[stop]]",
        "id = \"ec2/instance\"",
        "id = \"ec3\"",
    );
    unknown.finds(
        &format!("model.toml:{line}: ec3: "),
        "there is no service ec3",
    );
    let vague = Copy::new("stop-vague");
    let line = vague.change("model.toml", "[[stop]]", "\"lambda/zip\"", "\"lambda\"");
    vague.finds(
        &format!("model.toml:{line}: lambda: "),
        "lambda has several variants: name one",
    );
    let still = Copy::new("stop-still");
    still.change(
        "model.toml",
        "[[stop]]",
        "\"ecs/fargate\"",
        "\"eks/fargate\"",
    );
    let line = still.change(
        "model.toml",
        "eks/fargate",
        "\"lambda/container-image\"",
        "\"eks/auto-mode\"",
    );
    still.finds(
        &format!("model.toml:{line}: eks/auto-mode: "),
        "no owner differs from the stop before, eks/fargate",
    );
}

#[test]
fn a_duplicate_id_is_found_at_the_second() {
    let copy = Copy::new("duplicate");
    let text = fs::read_to_string("catalog/practices/iam.toml").unwrap();
    let start = text.find("[[practice]]").unwrap();
    let end = start + 1 + text[start + 1..].find("[[practice]]").unwrap();
    let line = text.matches('\n').count() + 3;
    copy.append("practices/iam.toml", &format!("\n{}", &text[start..end]));
    copy.finds(
        &format!("practices/iam.toml:{line}: iam.root: "),
        "another practice has the same id",
    );
}

#[test]
fn a_layer_without_an_owner_is_found() {
    let copy = Copy::new("owner");
    copy.change("services/compute.toml", EC2, "guest-os = \"customer\"", "");
    copy.finds(
        "services/compute.toml:",
        "ec2: no owner is named for the layer guest-os",
    );
}

#[test]
fn a_practice_that_nothing_reaches_is_found() {
    let copy = Copy::new("reach");
    let file = "practices/os.toml";
    copy.change(
        file,
        "id = \"os.patching\"",
        "services = [",
        "services = [\"iam\"]\n#",
    );
    let line = copy.change(file, "id = \"os.patching\"", "layers = [", "layers = [");
    copy.finds(
        &format!("{file}:{line}: os.patching: "),
        "no service can ever reach it",
    );
}

#[test]
fn a_missing_source_is_found() {
    let copy = Copy::new("source");
    let text = fs::read_to_string(copy.0.join("practices/iam.toml")).unwrap();
    let start = text.find(ROOT).unwrap();
    let from = start + text[start..].find("sources = [").unwrap();
    let to = from + text[from..].find("checked").unwrap();
    let line = copy.change(
        "practices/iam.toml",
        ROOT,
        &text[from..to],
        "sources = []\n",
    );
    copy.finds(
        &format!("practices/iam.toml:{line}: iam.root: "),
        "a source is missing",
    );
}

#[test]
fn a_source_elsewhere_is_found() {
    let copy = Copy::new("elsewhere");
    let line = copy.change(
        "services/compute.toml",
        EC2,
        "https://docs.aws.amazon.com/",
        "https://aws.example.com/",
    );
    copy.finds(
        &format!("services/compute.toml:{line}: ec2: "),
        "is not the address of an AWS page",
    );
}

#[test]
fn an_impact_outside_1_to_5_is_found() {
    for impact in ["0", "6"] {
        let copy = Copy::new(&format!("impact-{impact}"));
        let line = copy.change(
            "practices/iam.toml",
            ROOT,
            "impact = 5",
            &format!("impact = {impact}"),
        );
        copy.finds(
            &format!("practices/iam.toml:{line}: iam.root: "),
            "outside 1 to 5",
        );
    }
}

#[test]
fn a_mistyped_field_is_found() {
    let copy = Copy::new("field");
    let line = copy.change("practices/iam.toml", ROOT, "effort = ", "efort = ");
    copy.finds("practices/iam.toml:", "iam.root: ");
    copy.finds(&format!("practices/iam.toml:{line}: "), "efort");
}

#[test]
fn a_practice_in_the_wrong_file_is_found() {
    let copy = Copy::new("file");
    let line = copy.change("practices/iam.toml", ROOT, ROOT, "id = \"os.root\"");
    copy.finds(
        &format!("practices/iam.toml:{line}: os.root: "),
        "ids start with \"iam.\"",
    );
}

#[test]
fn a_file_nobody_reads_is_found() {
    let copy = Copy::new("stray");
    fs::write(copy.0.join("services/misc.toml"), "").unwrap();
    copy.finds("services/misc.toml:1: ", "no category");
}

#[test]
fn a_variant_that_repeats_its_service_is_found() {
    let copy = Copy::new("repeat");
    copy.change(
        "services/databases.toml",
        "id = \"custom\"",
        "guest-os = \"customer\"",
        "facilities = \"aws\"",
    );
    copy.finds(
        "services/databases.toml:",
        "rds/custom repeats the service's own owner of facilities",
    );
}

#[test]
fn a_mapping_to_nothing_is_found() {
    let copy = Copy::new("mapping");
    let line = copy.change(
        "practices/iam.toml",
        ROOT,
        "\"SEC01-BP02\"",
        "\"SEC99-BP99\"",
    );
    copy.finds(
        &format!("practices/iam.toml:{line}: iam.root: "),
        "well-architected has no requirement SEC99-BP99",
    );
    copy.change(
        "practices/iam.toml",
        ROOT,
        "well-architected = ",
        "well-built = ",
    );
    copy.finds("practices/iam.toml:", "there is no framework well-built");
}

#[test]
fn a_requirement_twice_is_found() {
    let copy = Copy::new("requirement");
    let file = "frameworks/cis-aws.toml";
    let line = copy.change(file, "requirements = [", "\"2.2\"", "\"2.3\"");
    copy.finds(
        &format!("{file}:{line}: cis-aws: "),
        "the requirement 2.3 is there twice",
    );
}

#[test]
fn a_framework_in_the_wrong_file_is_found() {
    let copy = Copy::new("framework");
    fs::rename(
        copy.0.join("frameworks/cis-aws.toml"),
        copy.0.join("frameworks/cis.toml"),
    )
    .unwrap();
    copy.finds(
        "frameworks/cis.toml:1: cis-aws: ",
        "has to be called frameworks/cis-aws.toml",
    );
}

#[test]
fn a_reason_without_an_aws_page_is_found() {
    let copy = Copy::new("reason");
    let from = "source = \"https://docs.aws.amazon.com/";
    let line = copy.change(
        "services/compute.toml",
        "[service.reasons]",
        from,
        "source = \"https://example.com/",
    );
    copy.finds(
        &format!("services/compute.toml:{line}: ec2: "),
        "is not the address of an AWS page",
    );
}

#[test]
fn a_cut_address_is_found() {
    let copy = Copy::new("cut");
    let line = copy.change("services/compute.toml", EC2, ".html\"", "\"");
    copy.finds(
        &format!("services/compute.toml:{line}: ec2: "),
        "is not the address of an AWS page",
    );
}

#[test]
fn coverage_counts_every_requirement_once() {
    let texts = demarc_edition::texts().unwrap();
    for framework in &texts.frameworks {
        let coverage = texts.coverage(framework);
        let lists = [&coverage.carried, &coverage.excepted, &coverage.open];
        let counted: usize = lists.iter().map(|list| list.len()).sum();
        assert_eq!(counted, framework.requirements.len(), "{}", framework.id);
    }
    let id = "well-architected".parse().unwrap();
    let framework = texts.framework(&id).unwrap();
    let carriers: Vec<&str> = texts
        .carriers(framework, "SEC01-BP02")
        .map(|id| id.as_str())
        .collect();
    assert!(carriers.contains(&"iam.root"), "{carriers:?}");
    assert_eq!(texts.carriers(framework, "SEC99-BP99").count(), 0);
}

#[test]
fn readme_counts_what_there_is() {
    let (catalog, texts) = (demarc_edition::catalog(), demarc_edition::texts().unwrap());
    let readme = fs::read_to_string("README.md").unwrap().replace('\n', " ");
    for words in [
        format!(
            "{} services run in {} ways with the owner at each of {} layers",
            catalog.services.len(),
            catalog.deployments().count(),
            catalog.layers.len()
        ),
        format!("{} practices in nine domains", catalog.practices.len()),
        format!("{} frameworks", texts.frameworks.len()),
    ] {
        assert!(readme.contains(&words), "README does not say: {words}");
    }
}

#[test]
fn a_statement_of_what_nobody_is_held_to_is_found() {
    let copy = Copy::new("statement");
    let file = "frameworks/cis-aws.toml";
    let line = copy.change(file, "", "checked = ", "statement = true\nchecked = ");
    copy.finds(
        &format!("{file}:{line}: cis-aws: "),
        "only rules have a statement of applicability",
    );
}

#[test]
fn something_inherited_without_evidence_is_found() {
    let copy = Copy::new("inherited");
    let file = "frameworks/cis-aws.toml";
    copy.append(
        file,
        "\n[[exception]]\nids = [\"2.2\"]\nreason = \"AWS does it.\"\ninherited = true\n",
    );
    copy.finds(
        &format!("{file}:"),
        "it has inherited requirements, and no evidence of AWS for them",
    );
}

#[test]
fn the_accessibility_statement_leaves_no_criterion_out() {
    // The criteria of levels A and AA in WCAG 2.2: the guideline, then the last numbers of its criteria.
    let levels: [(&str, &[u8]); 13] = [
        ("1.1", &[1]),
        ("1.2", &[1, 2, 3, 4, 5]),
        ("1.3", &[1, 2, 3, 4, 5]),
        ("1.4", &[1, 2, 3, 4, 5, 10, 11, 12, 13]),
        ("2.1", &[1, 2, 4]),
        ("2.2", &[1, 2]),
        ("2.3", &[1]),
        ("2.4", &[1, 2, 3, 4, 5, 6, 7, 11]),
        ("2.5", &[1, 2, 3, 4, 7, 8]),
        ("3.1", &[1, 2]),
        ("3.2", &[1, 2, 3, 4, 6]),
        ("3.3", &[1, 2, 3, 4, 7, 8]),
        ("4.1", &[2, 3]),
    ];
    let number = |(guideline, last): (&str, u8)| format!("{guideline}.{last}");
    let all = levels.iter().flat_map(|(guideline, criteria)| {
        let criteria = criteria.iter();
        criteria.map(|last| number((guideline, *last)))
    });
    let mut all: Vec<String> = all.collect();
    let statement = &demarc_edition::texts().unwrap().accessibility;
    let named = statement.criterion.iter().flat_map(|it| &it.numbers);
    let mut named: Vec<String> = named.cloned().collect();
    all.sort();
    named.sort();
    assert_eq!(all.len(), 55);
    assert_eq!(named, all);
    assert!(statement.checked.is_some() && !statement.short.is_empty());
}

#[test]
fn a_check_that_contradicts_two_practices_is_found() {
    let copy = Copy::new("direct");
    let file = "practices/monitoring.toml";
    let id = "id = \"monitoring.cloudtrail\"";
    // The first list of a tool is of direct checks.
    copy.change(
        file,
        id,
        "[practice.checks.prowler]",
        "[practice.checks.prowler]#",
    );
    let check = "iam_root_mfa_enabled";
    let line = copy.change(file, "prowler]#", "= [", &format!("= [\"{check}\", "));
    copy.finds(
        "checks/prowler.toml:",
        &format!("a failure of {check} contradicts iam.root and monitoring.cloudtrail"),
    );
    copy.change(file, "prowler]#", check, "no_such_check");
    copy.finds(
        &format!("{file}:{line}: monitoring.cloudtrail: "),
        "prowler has no check no_such_check",
    );
}

#[test]
fn a_long_short_form_is_found() {
    let copy = Copy::new("short");
    let words = "one two three four five six seven eight nine ten eleven twelve thirteen";
    let line = copy.change(
        "practices/iam.toml",
        "[practice.short]",
        "started = \"",
        &format!("started = \"{words} "),
    );
    copy.finds(
        &format!("practices/iam.toml:{line}: iam.root: "),
        "words, not 1 to 12",
    );
}

#[test]
fn too_many_raising_facts_are_found() {
    let copy = Copy::new("raising");
    let facts = "\"data.personal\", \"data.payment\", \"data.health\", \"data.secrets\"";
    let line = copy.change(
        "practices/iam.toml",
        ROOT,
        "raised_by = [",
        &format!("raised_by = [{facts}, "),
    );
    copy.finds(
        &format!("practices/iam.toml:{line}: iam.root: "),
        "more than 3 facts raise its weight",
    );
}

#[test]
fn a_practice_that_no_check_contradicts_says_why() {
    let copy = Copy::new("unseen");
    copy.change(
        "practices/incident.toml",
        "id = \"incident.plan\"",
        "unseen = ",
        "unverified = ",
    );
    copy.finds(
        "practices/incident.toml:",
        "no check contradicts an answer, and it does not say why",
    );
}

#[test]
fn an_exception_of_no_check_is_found() {
    let copy = Copy::new("checks");
    copy.append(
        "checks/prowler.toml",
        "\n[[exception]]\nids = [\"no_such_check\"]\nreason = \"It is not there.\"\n",
    );
    copy.finds(
        "checks/prowler.toml:",
        "no_such_check is not among the checks",
    );
}
