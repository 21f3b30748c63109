//! The arguments of the command line, and their help texts.

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use demarc_core::analysis::GapKind;
use demarc_core::exchange::{Format, Separator};
use demarc_core::labels;

const FILES: &str = "\
Files are those that Demarc saves: an assessment, an assessment with its snapshots, everything,
or what its rescue page saves. “-” reads standard input.

Exit codes: 0 done; 1 a bar of --fail-below, --fail-on, --fail-on-contradiction or --strict is
missed; 2 wrong arguments, or a file that can't be read or written.";

const EXAMPLES: &str = "\
demarc analyze web-shop.demarc.json                    the whole analysis, as JSON
  demarc gaps --fail-below 70 web-shop.demarc.json       the gaps as a table; exit code 1 below 70
  demarc export --format docx web-shop.demarc.json       the report for Word
  demarc merge mine.json hers.json > both.json           the later edit of each field
  demarc evidence prowler.csv > evidence.json            what a scanner found, as counts";

/// Finds gaps under AWS's shared responsibility model in the assessments that the app saves
#[derive(Debug, Parser)]
#[command(name = "demarc", version, after_help = with_examples(EXAMPLES))]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,

    /// A catalog to use in place of the one that is built in: a folder of TOML files
    #[arg(long, value_name = "FOLDER", global = true, hide = true)]
    pub catalog: Option<PathBuf>,
}

/// A command.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Print the analysis of an assessment: score, grade, gaps, who owns what
    #[command(after_help = with_examples("demarc analyze web-shop.demarc.json | jq .whole.score.value
  demarc analyze --format text --assessment \"Web shop\" everything.demarc.json
  demarc analyze --evidence prowler.csv --fail-on-contradiction web-shop.demarc.json

With evidence, that of --evidence and what was saved with the assessment, the JSON has an object
“evidence”: “said” and “supported”, the score and the one that the findings support;
“contradicted”, how many answers are and nobody explained; “coverage”, what the findings are of;
“practices”, for each in scope the verdict, “at_most”, the highest level that failing checks
allow, an explanation and the checks with their counts; and “files”."))]
    Analyze(Analyze),

    /// Print the gaps of an assessment, the first to fix first
    #[command(after_help = with_examples("demarc gaps --format csv web-shop.demarc.json > gaps.csv
  demarc gaps --fail-on assumption --fail-on unowned web-shop.demarc.json
  demarc gaps --evidence evidence.json web-shop.demarc.json

What is overdue, and which acceptances have expired, is judged as of today; SOURCE_DATE_EPOCH, in
seconds since 1970, takes the place of the clock."))]
    Gaps(Gaps),

    /// Make a file to hand on: a report, a workbook, lists for trackers, OSCAL
    #[command(after_help = with_examples("demarc export --format docx web-shop.demarc.json
  demarc export --format oscal-plan --output - web-shop.demarc.json | jq .
  demarc export --format xlsx --evidence evidence.json web-shop.demarc.json

The file is named after the assessment, and its name is printed. A file of that name is replaced.
SOURCE_DATE_EPOCH, in seconds since 1970, takes the place of the clock: the same input then gives
the same file."))]
    Export(Export),

    /// Merge files: of each assessment the later edit of each field
    #[command(after_help = with_examples("demarc merge mine.demarc.json hers.demarc.json > both.demarc.json
  demarc merge --output all.demarc.json team/*.demarc.json"))]
    Merge(Merge),

    /// Check that files can be read, and say what is in them
    #[command(after_help = with_examples("demarc validate web-shop.demarc.json
  demarc validate --strict assessments/*.json"))]
    Validate(Validate),

    /// Reduce files of scanners to a file of evidence: counts by check, without findings
    #[command(after_help = EVIDENCE)]
    Evidence(Evidence),

    /// Print the catalog as JSON: services, practices, frameworks
    #[command(after_help = "Example:
  demarc catalog | jq '.practices[] | select(.impact == 5) | .title'")]
    Catalog,
}

const EVIDENCE: &str = "\
Examples:
  demarc evidence prowler-output.csv > evidence.json
  demarc evidence --output evidence.json prowler.ocsf.json security-hub.zip
  demarc analyze --evidence evidence.json --format text web-shop.demarc.json

Files are those of Prowler, Security Hub, AWS Config, Trusted Advisor, Powerpipe, ScoutSuite,
Checkov, Trivy and tfsec, also packed as zip or gzip, and files of evidence. “-” reads standard
input. What was read is told on standard error. The result has counts for each check, account
and Region; no finding and, without --examples, no name of a resource. Of files of evidence that
say different things about accounts, age limit or a contradiction, the first counts.

Exit codes: 0 done; 2 wrong arguments, or a file that can't be read or written. What can be read
of the others is written all the same.";

/// The examples at the end of a command's help.
fn with_examples(examples: &str) -> String {
    format!("Examples:\n  {examples}\n\n{FILES}")
}

/// Which assessment.
#[derive(Debug, Args)]
pub struct Source {
    /// The file to read; “-” reads standard input
    pub file: PathBuf,

    /// Which assessment of several in the file: its id or its name; of a snapshot, its id or its label
    #[arg(long, value_name = "ID OR NAME")]
    pub assessment: Option<String>,
}

/// What makes the command end with exit code 1.
#[derive(Debug, Args)]
pub struct Limits {
    /// Exit with 1 when the score is below this, 0 to 100, or when there is no score yet
    #[arg(long, value_name = "SCORE", value_parser = score)]
    pub fail_below: Option<f64>,

    /// Exit with 1 when there is a gap of this kind, even among others; can be given several times. Accepted risks are not
    /// counted until their acceptance expires
    #[arg(long, value_name = "KIND", value_parser = gap_kind())]
    pub fail_on: Vec<GapKind>,

    /// Exit with 1 when findings contradict an answer and nobody explained it, or when none of the findings counts
    #[arg(long)]
    pub fail_on_contradiction: bool,
}

/// What scanners found.
#[derive(Debug, Args)]
pub struct Findings {
    /// What scanners found, beside the evidence that was saved with the assessment: a file of a scanner or of evidence; can
    /// be given several times. It changes no answer
    #[arg(long, value_name = "FILE")]
    pub evidence: Vec<PathBuf>,
}

/// Arguments of `evidence`.
#[derive(Debug, Args)]
pub struct Evidence {
    /// The files to read; “-” reads standard input
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Where to write the result; “-” writes to standard output [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Keep up to five names of failing resources of each check
    #[arg(long)]
    pub examples: bool,
}

/// Arguments of `analyze`.
#[derive(Debug, Args)]
pub struct Analyze {
    #[command(flatten)]
    pub source: Source,
    /// How to print it
    #[arg(long, value_enum, default_value_t = AnalysisFormat::Json)]
    pub format: AnalysisFormat,
    #[command(flatten)]
    pub findings: Findings,
    #[command(flatten)]
    pub limits: Limits,
}

/// How an analysis is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum AnalysisFormat {
    /// All of it, for programs
    Json,
    /// Score, grade and domains, for people
    Text,
}

/// Arguments of `gaps`.
#[derive(Debug, Args)]
pub struct Gaps {
    #[command(flatten)]
    pub source: Source,
    /// How to print them
    #[arg(long, value_enum, default_value_t = GapsFormat::Text)]
    pub format: GapsFormat,
    #[command(flatten)]
    pub findings: Findings,
    #[command(flatten)]
    pub limits: Limits,
}

/// How gaps are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum GapsFormat {
    /// A table, for people
    Text,
    /// A list of objects, for programs
    Json,
    /// The app's list for spreadsheets
    Csv,
}

/// Arguments of `export`.
#[derive(Debug, Args)]
pub struct Export {
    #[command(flatten)]
    pub source: Source,
    /// What to make
    #[arg(long, value_parser = export_format())]
    pub format: Format,
    /// The separator of the lists “gaps” and “answers”; Excel wants that of the region
    #[arg(long, value_parser = separator(), default_value = Separator::Comma.key())]
    pub separator: Separator,
    #[command(flatten)]
    pub findings: Findings,
    /// Where to write it; “-” writes to standard output [default: a file named after the assessment]
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// Arguments of `merge`.
#[derive(Debug, Args)]
pub struct Merge {
    /// The files to read; “-” reads standard input
    #[arg(required = true, num_args = 2.., value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Where to write the result [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// Arguments of `validate`.
#[derive(Debug, Args)]
pub struct Validate {
    /// The files to read; “-” reads standard input
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Exit with 1 when a file holds what the catalog does not know, or records that can't be read
    #[arg(long)]
    pub strict: bool,
}

fn score(text: &str) -> Result<f64, String> {
    let score = text.parse().ok();
    let score = score.filter(|it| (0.0..=100.0).contains(it));
    score.ok_or_else(|| "a score is a number from 0 to 100".to_owned())
}

fn gap_kind() -> impl TypedValueParser<Value = GapKind> {
    // Contradictions have an option of their own, which needs evidence.
    let kinds = GapKind::ALL.into_iter();
    let kinds = kinds.filter(|it| *it != GapKind::Contradicted);
    let keys: Vec<_> = kinds
        .map(|it| PossibleValue::new(it.key()).help(labels::kind_hint(it)))
        .collect();
    // The parser accepts only these keys.
    PossibleValuesParser::new(keys).map(|key| GapKind::from_key(&key).unwrap_or(GapKind::Unmet))
}

fn export_format() -> impl TypedValueParser<Value = Format> {
    let describe = |it: Format| PossibleValue::new(it.key()).help(it.descriptor().label);
    // The parser accepts only these keys.
    PossibleValuesParser::new(Format::ALL.map(describe))
        .map(|key| Format::from_key(&key).unwrap_or(Format::Markdown))
}

fn separator() -> impl TypedValueParser<Value = Separator> {
    let describe = |it: Separator| PossibleValue::new(it.key()).help(it.label());
    // The parser accepts only these keys.
    PossibleValuesParser::new(Separator::ALL.map(describe))
        .map(|key| Separator::from_key(&key).unwrap_or(Separator::Comma))
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_grammar_has_no_contradiction() {
        Arguments::command().debug_assert();
    }
}
