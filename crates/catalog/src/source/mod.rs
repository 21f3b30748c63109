//! Reads a catalog from a folder of TOML files and reports every mistake with file and line.
//! Only this module reads TOML. It is for build scripts, tools and tests; browsers get the catalog read and checked.

mod file;
mod locate;
mod practice;
mod rule;
mod service;

use std::fmt;
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;

use crate::{
    AccessibilityStatement, Assurance, Catalog, CheckList, Content, Fault, Framework, Item,
    ServiceRef, check,
};
use file::{Categories, Domains, Layers, Model, Practices, Presets, Profile, Rules, Services};
use locate::{item_at, line_of};

/// A mistake in a file of a catalog.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// The path of the file below the catalog's folder.
    pub file: PathBuf,
    /// The line, counted from 1.
    pub line: usize,
    /// The item and what is wrong with it, for the author of the content.
    pub message: String,
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file.display(), self.line, self.message)
    }
}

/// Reads and checks the catalog in a folder.
///
/// # Errors
/// All mistakes: of files that can't be read or parsed; if there are none, of the rules in [`check`].
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
    /// The files read so far, by path below `folder`, with their texts.
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
        if let Some(file) = self.parse::<Rules>("rules.toml".as_ref()) {
            texts.rules = file.rule.into_iter().map(|item| item.0).collect();
        }
        if let Some(file) = self.parse::<Assurance>("assurance.toml".as_ref()) {
            texts.assurance = file;
        }
        self.read_services(&mut content);
        self.read_practices(&mut content);
        self.read_frameworks(&mut content);
        self.read_check_lists(&mut content);
        Self::sort_services(&mut content.catalog);
        content
    }

    /// Reads a file per category, in the order of `categories.toml`.
    fn read_services(&mut self, Content { catalog, texts }: &mut Content) {
        let mut expected = Vec::new();
        for category in &mut catalog.categories {
            let path = PathBuf::from(format!("services/{}.toml", category.id));
            if let Some(file) = self.parse::<Services>(&path) {
                for entry in file.service {
                    let (service, text) = entry.split(&texts.rules, &catalog.layers);
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

    /// Reads a file per domain, in the order of `domains.toml`.
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
                        let line = line_of(&self.files, &item, "id").map_or(1, |(_, line)| line);
                        let message =
                            format!("{item}: in this file, ids start with \"{}.\"", domain.id);
                        self.mistake(&path, line, message);
                    }
                    let (practice, text) = entry.split();
                    catalog.practices.push(practice);
                    texts.practices.push(text);
                }
                texts.removed.extend(file.removed);
            }
            expected.push(path);
        }
        self.refuse_others(
            "practices",
            &expected,
            "domains.toml names no domain for this file",
        );
    }

    /// Brings the services of practices into the order of the catalog.
    fn sort_services(catalog: &mut Catalog) {
        let references = catalog.references();
        for practice in &mut catalog.practices {
            let place = |service: &ServiceRef| references.iter().position(|it| it == service);
            practice.services.sort_by_key(place);
        }
    }

    /// Reads every file in `frameworks/`, in the order of their names.
    fn read_frameworks(&mut self, Content { texts, .. }: &mut Content) {
        for path in self.files_below("frameworks") {
            if let Some(framework) = self.parse::<Framework>(&path) {
                self.named(&path, "frameworks", framework.id.as_str());
                texts.frameworks.push(framework);
            }
        }
    }

    /// Reads every file in `checks/`, in the order of their names.
    fn read_check_lists(&mut self, Content { texts, .. }: &mut Content) {
        for path in self.files_below("checks") {
            if let Some(list) = self.parse::<CheckList>(&path) {
                self.named(&path, "checks", list.id.as_str());
                texts.check_lists.push(list);
            }
        }
    }

    /// Reports a file that is not named for the one item in it.
    fn named(&mut self, path: &Path, folder: &str, id: &str) {
        let named = format!("{folder}/{id}.toml");
        if path != Path::new(&named) {
            let message = format!("{id}: the file has to be called {named}");
            self.mistake(path, 1, message);
        }
    }

    /// Reports the files of a folder that are not expected: their names are wrong, and nothing reads them.
    fn refuse_others(&mut self, below: &str, expected: &[PathBuf], message: &str) {
        let mut others = self.files_below(below);
        others.retain(|path| !expected.contains(path));
        for path in others {
            self.mistake(&path, 1, message.to_owned());
        }
    }

    /// The paths of the files in a subfolder, sorted. Empty when there is no such folder.
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

    /// Reads and parses a file. Reports a mistake and returns `None` when that fails.
    fn parse<T: DeserializeOwned>(&mut self, path: &Path) -> Option<T> {
        let text = match std::fs::read_to_string(self.folder.join(path)) {
            Ok(text) => text,
            Err(error) => {
                self.mistake(path, 1, format!("can't be read: {error}"));
                return None;
            }
        };
        let parsed = toml::from_str(&text).map_err(|error| {
            let offset = error.span().map_or(0, |span| span.start);
            let line = text
                .bytes()
                .take(offset)
                .filter(|byte| *byte == b'\n')
                .count()
                + 1;
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
        let (file, line) =
            line_of(&self.files, &fault.item, &fault.at).unwrap_or_else(|| (PathBuf::new(), 1));
        Mistake {
            file,
            line,
            message: fault.to_string(),
        }
    }
}
