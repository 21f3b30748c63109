//! Commands and options that the AWS CLI has of its own, so that no model of a service names them.

use super::output::Output;
use super::table::{Command, Parameter};

/// The commands, what they take as the table of commands writes it, and why no model has them.
const COMMANDS: [(&str, &str, &str); 15] = [
    (
        "login",
        "--remote?",
        "signs in with the credentials of the console",
    ),
    ("logout", "--all?", "ends what `login` began"),
    (
        "sso login",
        "--sso-session --no-browser? --use-device-code?",
        "signs in at IAM Identity Center in a browser",
    ),
    (
        "sso logout",
        "",
        "ends what `sso login` began, and hides the operation of this name",
    ),
    ("configure", "", "asks for settings"),
    ("configure list", "", "shows the settings in force"),
    ("configure list-profiles", "", "shows the profiles"),
    ("configure get", "NAME!", "shows a setting"),
    ("configure set", "NAME! VALUE!", "writes a setting"),
    (
        "configure sso",
        "--no-browser? --use-device-code?",
        "makes a profile",
    ),
    (
        "configure export-credentials",
        "--format",
        "shows the credentials in force",
    ),
    (
        "s3 ls",
        "PATH --recursive? --page-size --human-readable? --summarize? --request-payer --bucket-name-prefix --bucket-region",
        "lists buckets or objects with several operations",
    ),
    (
        "s3 cp",
        "FROM! TO! --recursive? --dryrun? --quiet? --include --exclude --acl --sse --sse-kms-key-id --storage-class",
        "copies with several operations",
    ),
    (
        "eks update-kubeconfig",
        "--name! --kubeconfig --role-arn --proxy-url --dry-run? --verbose? --alias --user-alias --assume-role-arn",
        "writes a file on the machine",
    ),
    (
        "cloudtrail validate-logs",
        "--trail-arn! --start-time! --end-time --s3-bucket --s3-prefix --account-id --verbose?",
        "reads logs and checks their signatures on the machine",
    ),
];

/// The options that every command has.
const EVERYWHERE: [&str; 24] = [
    "--query",
    "--output",
    "--region",
    "--profile",
    "--endpoint-url",
    "--color",
    "--ca-bundle",
    "--cli-read-timeout",
    "--cli-connect-timeout",
    "--cli-binary-format",
    "--cli-error-format",
    "--cli-input-json",
    "--cli-input-yaml",
    "--generate-cli-skeleton",
    "--debug?",
    "--version?",
    "--no-verify-ssl?",
    "--no-paginate?",
    "--no-sign-request?",
    "--no-cli-pager?",
    "--cli-auto-prompt?",
    "--no-cli-auto-prompt?",
    "--v2-debug?",
    "--help?",
];

/// The command of the CLI's own that the words begin with, and how many words name it.
pub fn command(words: &[String]) -> Option<(Command, usize)> {
    [2, 1].into_iter().find_map(|count| {
        let name = words.get(..count)?.join(" ");
        let (_, takes, _) = COMMANDS.iter().find(|(own, ..)| *own == name)?;
        let command = Command {
            parameters: takes.split_whitespace().map(Parameter::read).collect(),
            output: Output::Unknown,
        };
        Some((command, count))
    })
}

/// The options that every command has.
pub fn everywhere() -> Vec<Parameter> {
    EVERYWHERE.map(Parameter::read).into()
}
