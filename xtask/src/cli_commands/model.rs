//! Reads AWS's models of its services from an unpacked copy of botocore.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};

use flate2::read::GzDecoder;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::names;
use super::output::Output;
use super::table::{Command, Parameter};
use crate::failure::Failure;
use crate::project;

/// The most letters of an answer that the table holds. What would be more is cut at a lower level.
const MOST_OUTPUT: usize = 4000;
/// The most levels of an answer that the table holds.
const MOST_LEVELS: usize = 12;
/// The texts of IAM that the CLI shows as the document that is in them.
const POLICY: &str = "policyDocumentType";

/// A service: its operations and the shapes of what goes in and out.
#[derive(Debug, Deserialize)]
pub struct Service {
    operations: BTreeMap<String, Operation>,
    shapes: BTreeMap<String, Shape>,
    /// How the answers of several calls are put together, by operation.
    #[serde(skip)]
    pages: BTreeMap<String, Pages>,
}

#[derive(Debug, Deserialize)]
struct Operation {
    input: Option<Member>,
    output: Option<Member>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Member {
    shape: String,
    /// The CLI makes the value up.
    #[serde(default)]
    idempotency_token: bool,
    #[serde(default)]
    streaming: bool,
}

#[derive(Debug, Deserialize)]
struct Shape {
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    members: BTreeMap<String, Member>,
    #[serde(default)]
    required: Vec<String>,
    /// What a list consists of.
    member: Option<Member>,
    /// What a map leads to.
    value: Option<Member>,
    /// The member that is the body of the answer.
    payload: Option<String>,
    #[serde(default)]
    streaming: bool,
    /// A structure without a form.
    #[serde(default)]
    document: bool,
}

#[derive(Debug, Deserialize)]
struct Paginators {
    #[serde(default)]
    pagination: BTreeMap<String, Pages>,
}

#[derive(Debug, Deserialize)]
struct PaginatorExtras {
    merge: Paginators,
}

#[derive(Debug, Default, Deserialize)]
struct Pages {
    limit_key: Option<String>,
    result_key: Option<OneOrMore>,
    #[serde(default)]
    non_aggregate_keys: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum OneOrMore {
    One(String),
    More(Vec<String>),
}

/// The version of botocore in a folder.
///
/// # Errors
/// When there is no botocore.
pub fn version(folder: &Path) -> Result<String, Failure> {
    let text = project::read(&folder.join("botocore/__init__.py"))?;
    let mut lines = text.lines();
    let version = lines.find_map(|line| line.strip_prefix("__version__ = '")?.strip_suffix('\''));
    version
        .map(str::to_owned)
        .ok_or_else(|| Failure::new("botocore/__init__.py names no version"))
}

impl Service {
    /// Reads the newest model of a service, by the CLI's name; `None` if botocore has no such service.
    ///
    /// # Errors
    /// When the model can't be read.
    pub fn read(folder: &Path, service: &str) -> Result<Option<Self>, Failure> {
        let versions = folder.join("botocore/data").join(names::folder(service));
        if !versions.is_dir() {
            return Ok(None);
        }
        // Folders are named by a day, so the newest is the last.
        let files = project::files(&versions)?;
        let models = files.iter().filter(|file| {
            file.ends_with("/service-2.json") || file.ends_with("/service-2.json.gz")
        });
        let Some((day, _)) = models.max().and_then(|file| file.split_once('/')) else {
            return Ok(None);
        };
        let newest = versions.join(day);
        let Some(mut model) = parse::<Self>(&newest, "service-2.json")? else {
            return Ok(None);
        };
        if let Some(pages) = parse::<Paginators>(&newest, "paginators-1.json")? {
            model.pages = pages.pagination;
        }
        let extras = parse::<PaginatorExtras>(&newest, "paginators-1.sdk-extras.json")?;
        for (operation, extra) in extras.map(|it| it.merge.pagination).unwrap_or_default() {
            let pages = model.pages.entry(operation).or_default();
            pages.non_aggregate_keys.extend(extra.non_aggregate_keys);
        }
        Ok(Some(model))
    }

    /// What a command takes and answers, by the CLI's names; `None` if the service has no such operation.
    pub fn command(&self, service: &str, operation: &str) -> Option<Command> {
        let mut operations = self.operations.iter();
        let (name, found) = operations.find(|(name, _)| names::operation(name) == operation)?;
        let pages = self.pages.get(name);
        let mut parameters = Vec::new();
        if let Some(input) = self.shape(found.input.as_ref()) {
            for (member, target) in &input.members {
                let name = names::option(&format!("{service} {operation}"), member);
                let kind = self.shape(Some(target)).map_or("string", |it| &*it.kind);
                let word = match kind {
                    "boolean" => format!("--[no-]{name}"),
                    "list" => format!("--{name}[]"),
                    _ => format!("--{name}"),
                };
                let required = input.required.contains(member) && !target.idempotency_token;
                parameters.push(Parameter {
                    required,
                    ..Parameter::read(&word)
                });
            }
        }
        let paging = pages.map(|it| match it.limit_key {
            Some(_) => &["--max-items", "--page-size", "--starting-token"][..],
            None => &["--max-items", "--starting-token"],
        });
        for option in paging.unwrap_or_default() {
            if !parameters.iter().any(|it| it.name == *option) {
                parameters.push(Parameter::read(option));
            }
        }
        let answer = self.shape(found.output.as_ref());
        if answer.and_then(|it| self.stream(it)).is_some() {
            parameters.push(Parameter::read("OUTFILE!"));
        }
        let output = answer.map_or(Output::Fields(Vec::new()), |it| self.answer(it, pages));
        Some(Command { parameters, output })
    }

    fn shape(&self, member: Option<&Member>) -> Option<&Shape> {
        self.shapes.get(&member?.shape)
    }

    /// The member of an answer that the CLI writes to a file.
    fn stream<'a>(&self, answer: &'a Shape) -> Option<&'a str> {
        let payload = answer.payload.as_deref()?;
        let member = answer.members.get(payload)?;
        let streams = member.streaming || self.shape(Some(member))?.streaming;
        streams.then_some(payload)
    }

    /// The fields of an answer, to the level at which they are few enough.
    fn answer(&self, answer: &Shape, pages: Option<&Pages>) -> Output {
        let stream = self.stream(answer);
        let kept = pages.map(Pages::kept).filter(|it| !it.is_empty());
        let is_shown = |name: &str| {
            Some(name) != stream && kept.as_ref().is_none_or(|kept| kept.contains(&name))
        };
        let mut best = Output::Unknown;
        for levels in 1..=MOST_LEVELS {
            let members = answer.members.iter();
            let mut fields: Vec<(String, Output)> = members
                .filter(|(name, _)| is_shown(name))
                .map(|(name, member)| (name.clone(), self.output(member, levels)))
                .collect();
            let next = "NextToken";
            if kept.is_some() && !fields.iter().any(|(name, _)| name == next) {
                fields.push((next.to_owned(), Output::Value));
            }
            let output = Output::Fields(fields);
            let mut written = String::new();
            output.write(&mut written);
            let is_first = levels == 1;
            if !is_first && (written.len() > MOST_OUTPUT || output == best) {
                break;
            }
            best = output;
        }
        best
    }

    fn output(&self, member: &Member, levels: usize) -> Output {
        let Some(shape) = self.shape(Some(member)) else {
            return Output::Unknown;
        };
        let below = |part: &Option<Member>| {
            let part = part.as_ref();
            Box::new(part.map_or(Output::Unknown, |it| self.output(it, levels)))
        };
        match &*shape.kind {
            "structure" if levels <= 1 || shape.document => Output::Unknown,
            "structure" => {
                let members = shape.members.iter();
                let fields = members.map(|(name, it)| (name.clone(), self.output(it, levels - 1)));
                Output::Fields(fields.collect())
            }
            "list" => Output::List(below(&shape.member)),
            "map" => Output::Map(below(&shape.value)),
            _ if member.shape == POLICY => Output::Unknown,
            _ => Output::Value,
        }
    }
}

impl Pages {
    /// The fields that are left when the CLI puts the answers of several calls together.
    fn kept(&self) -> Vec<&str> {
        let results = match &self.result_key {
            None => &[],
            Some(OneOrMore::One(key)) => std::slice::from_ref(key),
            Some(OneOrMore::More(keys)) => &**keys,
        };
        let keys = results.iter().chain(&self.non_aggregate_keys);
        let mut kept: Vec<&str> = keys.filter_map(|it| it.split(['.', '[']).next()).collect();
        if !kept.is_empty() {
            kept.push("NextToken");
        }
        kept
    }
}

/// Reads a file of a model, which may be packed; `None` if there is none.
fn parse<T: DeserializeOwned>(folder: &Path, name: &str) -> Result<Option<T>, Failure> {
    let plain: PathBuf = folder.join(name);
    let packed = folder.join(format!("{name}.gz"));
    let (file, text) = if plain.is_file() {
        let text = project::read_bytes(&plain)?;
        (plain, text)
    } else if packed.is_file() {
        let bytes = project::read_bytes(&packed)?;
        let mut text = Vec::new();
        let unpacked = GzDecoder::new(&*bytes).read_to_end(&mut text);
        unpacked.map_err(|error| unreadable(&packed, &error))?;
        (packed, text)
    } else {
        return Ok(None);
    };
    let parsed = serde_json::from_slice(&text);
    parsed.map(Some).map_err(|error| unreadable(&file, &error))
}

fn unreadable(file: &Path, error: &dyn std::fmt::Display) -> Failure {
    Failure::new(format!("{} can't be read: {error}", file.display()))
}
