//! Runs the command in the folder of the frozen catalog, at a fixed time.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};

use demarc_core::assessment::{Assessment, AssessmentId, Moment};
use demarc_core::exchange::{file, record};

/// The file of an assessment with every kind of answer.
pub const POND: &str = "pond.demarc.json";
/// The file of an assessment with hardly anything in it.
pub const PUDDLE: &str = "puddle.demarc.json";

/// The file of what scanners found at the pond.
pub const EVIDENCE: &str = "pond.evidence.json";

/// A folder of the repository.
pub fn folder(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .join(path)
}

/// The command with the catalog that is built in.
pub fn built_in(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_demarc"));
    command
        .args(arguments)
        .current_dir(folder("tests/catalog"))
        .env("SOURCE_DATE_EPOCH", "1795530600");
    command
}

/// The command with the frozen catalog.
pub fn frozen(arguments: &[&str]) -> Command {
    let mut command = built_in(arguments);
    command.args(["--catalog", "."]);
    command
}

/// What a command did: its exit code, what it printed, what it said beside that.
#[derive(Debug, PartialEq, Eq)]
pub struct Done {
    /// The exit code.
    pub code: i32,
    /// Standard output.
    pub printed: String,
    /// Standard error.
    pub said: String,
}

impl From<Output> for Done {
    fn from(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        Self {
            code: output.status.code().expect("it was not killed"),
            printed: text(output.stdout),
            said: text(output.stderr),
        }
    }
}

/// Runs the command with the frozen catalog.
pub fn run(arguments: &[&str]) -> Done {
    frozen(arguments).output().expect("it starts").into()
}

/// Runs the command with the frozen catalog and this text as standard input.
pub fn run_with(arguments: &[&str], input: &str) -> Done {
    run_with_bytes(arguments, input.as_bytes())
}

/// Runs the command with the frozen catalog and these bytes as standard input.
pub fn run_with_bytes(arguments: &[&str], input: &[u8]) -> Done {
    let mut child = started(frozen(arguments).stdin(Stdio::piped()));
    let mut pipe = child.stdin.take().expect("it has one");
    pipe.write_all(input).expect("it is read");
    drop(pipe);
    child.wait_with_output().expect("it ends").into()
}

/// Starts a command whose output is piped.
pub fn started(command: &mut Command) -> Child {
    command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts")
}

/// The pond.
pub fn pond() -> Assessment {
    let text = std::fs::read_to_string(folder("tests/catalog").join(POND)).expect("it is there");
    record::read(&text).expect("it is one of ours")
}

/// A file of the pond with a snapshot of it.
pub fn with_snapshot() -> String {
    let pond = pond();
    let taken = Moment::after(Moment::default(), 1_795_000_000_000, 0);
    let id = AssessmentId::try_from("pond-spring".to_owned()).expect("an id");
    let snapshot = pond.take_snapshot(id, "Spring", taken);
    file::write(&[pond, snapshot])
}

/// A new empty folder.
pub fn empty_folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("it can be made");
    folder
}
