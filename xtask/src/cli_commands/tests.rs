//! A small service, from its model to the mistakes in a text.

use std::path::PathBuf;
use std::sync::OnceLock;

use super::*;

const MODEL: &str = r#"{
    "operations": {
        "ListGroups": { "input": { "shape": "ListIn" }, "output": { "shape": "ListOut" } },
        "GetFile": { "input": { "shape": "GetIn" }, "output": { "shape": "GetOut" } },
        "PutFile": { "input": { "shape": "GetIn" } }
    },
    "shapes": {
        "ListIn": { "type": "structure", "members": {
            "GroupNames": { "shape": "Names" }, "All": { "shape": "Flag" }, "Marker": { "shape": "Text" }
        } },
        "ListOut": { "type": "structure", "members": {
            "Groups": { "shape": "Groups" }, "Marker": { "shape": "Text" }, "Owner": { "shape": "Text" }
        } },
        "GetIn": { "type": "structure", "required": ["FileId", "Token"], "members": {
            "FileId": { "shape": "Text" }, "Token": { "shape": "Text", "idempotencyToken": true }
        } },
        "GetOut": { "type": "structure", "payload": "Body", "members": {
            "Body": { "shape": "Body" }, "Policy": { "shape": "policyDocumentType" }
        } },
        "Groups": { "type": "list", "member": { "shape": "Group" } },
        "Group": { "type": "structure", "members": {
            "Name": { "shape": "Text" }, "Tags": { "shape": "Tags" }, "Within": { "shape": "Group" }
        } },
        "Tags": { "type": "map", "key": { "shape": "Text" }, "value": { "shape": "Text" } },
        "Names": { "type": "list", "member": { "shape": "Text" } },
        "Body": { "type": "blob", "streaming": true },
        "Flag": { "type": "boolean" },
        "policyDocumentType": { "type": "string" },
        "Text": { "type": "string" }
    }
}"#;
const PAGES: &str = r#"{ "pagination": { "ListGroups": {
    "input_token": "Marker", "output_token": "Marker", "limit_key": "Most", "result_key": "Groups"
} } }"#;
const EXTRAS: &str =
    r#"{ "merge": { "pagination": { "ListGroups": { "non_aggregate_keys": ["Owner"] } } } }"#;

/// A folder as an unpacked botocore.
fn botocore(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("demarc-{name}-{}", std::process::id()));
    project::empty(&folder).expect("an empty folder");
    for (path, text) in files {
        project::write(&folder.join(path), text.as_bytes()).expect("a file");
    }
    folder
}

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(read_table)
}

fn read_table() -> Table {
    let folder = botocore(
        "models",
        &[
            ("botocore/__init__.py", "import os\n__version__ = '1.2.3'\n"),
            ("botocore/data/files/2020-01-01/service-2.json", "{}"),
            ("botocore/data/files/2021-01-01/service-2.json", MODEL),
            ("botocore/data/files/2021-01-01/paginators-1.json", PAGES),
            (
                "botocore/data/files/2021-01-01/paginators-1.sdk-extras.json",
                EXTRAS,
            ),
        ],
    );
    let version = model::version(&folder).expect("a version");
    let service = Service::read(&folder, "files").expect("a model");
    let service = service.expect("a service");
    let command = |name: &str| {
        let command = service.command("files", name).expect("a command");
        (format!("files {name}"), command)
    };
    let commands = ["list-groups", "get-file", "put-file"].map(command);
    assert!(service.command("files", "list-files").is_none());
    assert!(Service::read(&folder, "other").expect("no fault").is_none());
    std::fs::remove_dir_all(folder).expect("the folder goes");
    Table {
        version,
        commands: commands.into(),
    }
}

fn faults(text: &str) -> Vec<String> {
    let found = text::in_text("catalog/practices/a.toml: a.b", text);
    found.iter().flat_map(|it| lines(it, table())).collect()
}

#[test]
fn a_model_becomes_lines_of_the_table() {
    let written = table().write();
    let lines: Vec<&str> = written.lines().filter(|it| !it.starts_with('#')).collect();
    let within = "{Name,Tags<>,Within".repeat(10);
    assert_eq!(
        lines,
        [
            "files get-file --file-id! --token OUTFILE! {Policy?}",
            &format!(
                "files list-groups --[no-]all --group-names[] --marker --max-items --page-size --starting-token \
                 {{Groups[{within}{{Name,Tags<>,Within?}}{}],Marker,Owner,NextToken}}",
                "}".repeat(10)
            )
            .replace(",Marker,", ","),
            "files put-file --file-id! --token {}",
        ]
    );
    assert_eq!(Table::read(&written).as_ref(), Ok(table()));
}

#[test]
fn commands_that_can_be_run_have_no_faults() {
    for code in [
        "aws files list-groups",
        "aws files list-groups --group-names A B --no-all --region R --query 'Groups[].[Name,Tags.x]' --output text",
        "aws files list-groups --group-names=A --all | sort",
        "aws files get-file --file-id F copy.txt --query Policy.Statement",
        "aws files put-file --file-id F",
        "aws files put-file --cli-input-json file://input.json",
        "aws login",
        "aws s3 cp a b --recursive",
        "aws s3 ls",
    ] {
        assert_eq!(faults(&format!("Run `{code}`.")), [""; 0], "{code}");
    }
}

#[test]
fn a_wrong_command_in_a_text_is_found() {
    for (code, fault) in [
        (
            "aws files list-groups --group-name A",
            "unknown option --group-name",
        ),
        (
            "aws files list-groups --max-results 5 --all",
            "unknown option --max-results",
        ),
        (
            "aws files list-groups --no-marker",
            "unknown option --no-marker",
        ),
        ("aws files put-file", "lacks the required --file-id"),
        ("aws files put-file --file-id", "--file-id has no value"),
        ("aws files put-file --file-id A B", "unexpected B"),
        ("aws files list-groups --all=yes", "--all takes no value"),
        (
            "aws files get-file --file-id A",
            "lacks the required OUTFILE",
        ),
        (
            "aws files list-groups --query 'Groups[].Names'",
            "the output has no field Names",
        ),
        // It is in an answer, but not in what the CLI makes of several.
        (
            "aws files list-groups --query Marker",
            "the output has no field Marker",
        ),
        (
            "aws files get-file --file-id A F --query Body",
            "the output has no field Body",
        ),
        (
            "aws files list-groups --query 'Groups[",
            "a quote has no end",
        ),
        (
            "aws cloudtrail validate-logs --trail-arn A",
            "lacks the required --start-time",
        ),
        ("aws login --role R", "unknown option --role"),
    ] {
        let text = format!("First `aws login`, then `{code}` says which.");
        let expected = format!("catalog/practices/a.toml: a.b: `{code}`: {fault}");
        let mut found = faults(&text);
        // A value that follows an unknown option is not told apart.
        found.truncate(1);
        assert_eq!(found, [expected]);
    }
    for code in [
        "aws files list-files",
        "aws files",
        "aws sso",
        "aws --region R login",
    ] {
        let found = faults(&format!("`{code}`"));
        assert!(
            matches!(&*found, [one] if one.contains("unknown command")),
            "{found:?}"
        );
    }
}

#[test]
fn no_command_in_the_catalog_is_passed_over() {
    let (catalog, texts) = built_in().expect("the catalog");
    let found = text::commands(catalog, texts).expect("commands");
    let folder = project::root().join("catalog/practices");
    let files = project::files(&folder).expect("a folder");
    let written = files.iter().map(|file| {
        let text = project::read(&folder.join(file)).expect("a file");
        text.matches("`aws ").count()
    });
    assert!(found.len() >= written.sum::<usize>());
}
