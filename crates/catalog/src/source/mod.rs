//! Reading a catalog from its TOML files, and naming file and line of every mistake.
//! For the host only: the build script, the tests and xtask. Browsers get the catalog already read and checked.

mod entry;

use std::fmt;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::{
    AccessibilityStatement, Area, BestPractice, Category, Content, Domain, Fault, Framework, Item,
    Layer, Pair, Preset, Question, ServiceClass, ServiceModel, Stop, check,
};
use entry::{PracticeEntry, ServiceEntry};

/// A mistake, with the place to mend it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// The file, below the catalog's folder.
    pub file: PathBuf,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong, and with which item.
    pub message: String,
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file.display(), self.line, self.message)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Layers {
    layer: Vec<Layer>,
}
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Domains {
    domain: Vec<Domain>,
}
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Profile {
    question: Vec<Question>,
}
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Categories {
    category: Vec<Category>,
}
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Presets {
    preset: Vec<Preset>,
}
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Model {
    area: Vec<Area>,
    model: Vec<ServiceModel>,
    class: Vec<ServiceClass>,
    pair: Vec<Pair>,
    best_practice: Vec<BestPractice>,
    stop: Vec<Stop>,
}
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Services {
    service: Vec<ServiceEntry>,
}
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Practices {
    practice: Vec<PracticeEntry>,
}

/// Reads and checks the catalog in a folder.
///
/// # Errors
/// Every mistake that can be told at once: files that can't be read or parsed, or else all that [`check`] finds.
pub fn read_dir(folder: &Path) -> Result<Content, Vec<Mistake>> {
    let mut reader = Reader {
        folder,
        files: Vec::new(),
        mistakes: Vec::new(),
    };
    let content = reader.read();
    if reader.mistakes.is_empty() {
        for fault in check(&content) {
            let mistake = reader.locate(&fault);
            reader.mistakes.push(mistake);
        }
    }
    if reader.mistakes.is_empty() {
        Ok(content)
    } else {
        Err(reader.mistakes)
    }
}

struct Reader<'a> {
    folder: &'a Path,
    files: Vec<(PathBuf, String)>,
    mistakes: Vec<Mistake>,
}

impl Reader<'_> {
    fn read(&mut self) -> Content {
        let mut content = Content::default();
        let Content { catalog, texts } = &mut content;
        if let Some(file) = self.parse::<Layers>("layers.toml".as_ref()) {
            catalog.layers = file.layer;
        }
        if let Some(file) = self.parse::<Domains>("domains.toml".as_ref()) {
            catalog.domains = file.domain;
        }
        if let Some(file) = self.parse::<Profile>("profile.toml".as_ref()) {
            catalog.questions = file.question;
        }
        if let Some(file) = self.parse::<Categories>("categories.toml".as_ref()) {
            catalog.categories = file.category;
        }
        if let Some(file) = self.parse::<Presets>("presets.toml".as_ref()) {
            catalog.presets = file.preset;
        }
        if let Some(file) = self.parse::<Model>("model.toml".as_ref()) {
            texts.areas = file.area;
            texts.models = file.model;
            texts.classes = file.class;
            texts.pairs = file.pair;
            texts.best_practices = file.best_practice;
            texts.stops = file.stop;
        }
        if let Some(file) = self.parse::<AccessibilityStatement>("accessibility.toml".as_ref()) {
            texts.accessibility = file;
        }
        self.read_services(&mut content);
        self.read_practices(&mut content);
        self.read_frameworks(&mut content);
        content
    }

    /// One file per category, in the order of `categories.toml`.
    fn read_services(&mut self, Content { catalog, texts }: &mut Content) {
        let mut expected = Vec::new();
        for category in &mut catalog.categories {
            let path = PathBuf::from(format!("services/{}.toml", category.id));
            if let Some(file) = self.parse::<Services>(&path) {
                for entry in file.service {
                    let (service, text) = entry.take_apart();
                    category.services.push(service.id.clone());
                    catalog.services.push(service);
                    texts.services.push(text);
                }
            }
            expected.push(path);
        }
        self.refuse_others(
            "services",
            &expected,
            "categories.toml names no category for this file",
        );
    }

    /// One file per domain, in the order of `domains.toml`.
    fn read_practices(&mut self, Content { catalog, texts }: &mut Content) {
        let mut expected = Vec::new();
        for domain in &catalog.domains {
            let path = PathBuf::from(format!("practices/{}.toml", domain.id));
            if let Some(file) = self.parse::<Practices>(&path) {
                for entry in file.practice {
                    if entry.id.domain() != domain.id {
                        let item = Item {
                            kind: "practice",
                            id: entry.id.to_string(),
                        };
                        let line = self.line_of(&item, "id").map_or(1, |(_, line)| line);
                        let message =
                            format!("{item}: in this file, ids start with \"{}.\"", domain.id);
                        self.mistake(&path, line, message);
                    }
                    let (practice, text) = entry.take_apart();
                    catalog.practices.push(practice);
                    texts.practices.push(text);
                }
            }
            expected.push(path);
        }
        self.refuse_others(
            "practices",
            &expected,
            "domains.toml names no domain for this file",
        );
    }

    /// One file per framework, in the order of their names.
    fn read_frameworks(&mut self, Content { texts, .. }: &mut Content) {
        for path in self.files_below("frameworks") {
            if let Some(framework) = self.parse::<Framework>(&path) {
                let named = format!("frameworks/{}.toml", framework.id);
                if path != Path::new(&named) {
                    let message = format!("{}: the file has to be called {named}", framework.id);
                    self.mistake(&path, 1, message);
                }
                texts.frameworks.push(framework);
            }
        }
    }

    /// A file nobody reads is a mistake in its name.
    fn refuse_others(&mut self, below: &str, expected: &[PathBuf], message: &str) {
        let mut others = self.files_below(below);
        others.retain(|path| !expected.contains(path));
        for path in others {
            self.mistake(&path, 1, message.to_owned());
        }
    }

    /// What a folder holds, by name.
    fn files_below(&self, below: &str) -> Vec<PathBuf> {
        let mut files: Vec<PathBuf> = std::fs::read_dir(self.folder.join(below))
            .into_iter()
            .flatten()
            .filter_map(Result::ok)
            .map(|entry| Path::new(below).join(entry.file_name()))
            .collect();
        files.sort();
        files
    }

    fn parse<T: DeserializeOwned>(&mut self, path: &Path) -> Option<T> {
        let text = match std::fs::read_to_string(self.folder.join(path)) {
            Ok(text) => text,
            Err(error) => {
                self.mistake(path, 1, format!("can't be read: {error}"));
                return None;
            }
        };
        let parsed = toml::from_str(&text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            let line = text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1;
            let item = item_at(&text, line).map_or(String::new(), |id| format!("{id}: "));
            (line, format!("{item}{}", error.message()))
        });
        self.files.push((path.to_owned(), text));
        match parsed {
            Ok(value) => Some(value),
            Err((line, message)) => {
                self.mistake(path, line, message);
                None
            }
        }
    }

    fn mistake(&mut self, path: &Path, line: usize, message: String) {
        self.mistakes.push(Mistake {
            file: path.to_owned(),
            line,
            message,
        });
    }

    fn locate(&self, fault: &Fault) -> Mistake {
        let (file, line) = self
            .line_of(&fault.item, &fault.at)
            .unwrap_or_else(|| (PathBuf::new(), 1));
        Mistake {
            file,
            line,
            message: fault.to_string(),
        }
    }

    /// The first line that shows `at` in the last item of this kind and id, or else the item's own line.
    ///
    /// The last, because of two items with one id the later is the newcomer.
    fn line_of(&self, item: &Item, at: &str) -> Option<(PathBuf, usize)> {
        // A framework is a file of its own; everything else is one of several in a file.
        let alone = item.kind == "framework";
        let opening = if alone {
            String::new()
        } else {
            format!("[[{}]]", item.kind)
        };
        let declaration = format!("id = \"{}\"", item.id);
        let (path, text, start) = self.files.iter().rev().find_map(|(path, text)| {
            let mut table = "";
            let mut found = None;
            for (index, line) in text.lines().enumerate() {
                if line.starts_with('[') {
                    table = line.trim_end();
                }
                if table == opening && line.starts_with(&declaration) {
                    found = Some(index);
                }
            }
            Some((path, text, found?))
        })?;
        let line = text
            .lines()
            .enumerate()
            .skip(start)
            .take_while(|(_, line)| alone || !opens_item(line))
            .find(|(_, line)| line.contains(at))
            .map_or(start, |(index, _)| index);
        Some((path.clone(), line + 1))
    }
}

/// Whether a line opens the next item: `[[practice]]`, but not `[[service.variant]]`.
fn opens_item(line: &str) -> bool {
    line.starts_with("[[") && !line.contains('.')
}

/// The id of the item that a line belongs to.
fn item_at(text: &str, line: usize) -> Option<String> {
    let lines: Vec<&str> = text.lines().collect();
    let start = lines.iter().take(line).rposition(|text| opens_item(text))?;
    lines
        .iter()
        .skip(start + 1)
        .take_while(|text| !opens_item(text))
        .find_map(|text| {
            Some(
                text.strip_prefix("id = \"")?
                    .trim_end_matches('"')
                    .to_owned(),
            )
        })
}
