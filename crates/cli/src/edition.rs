//! The catalog that assessments are compared with, and its texts.

use std::path::Path;

use demarc_catalog::{Catalog, Content, Texts, source};

use crate::failure::Failure;

/// The edition of a catalog that is not built in.
const CUSTOM: &str = "custom";

/// A catalog with its texts.
#[derive(Debug, Clone, Copy)]
pub struct Edition<'a> {
    /// The catalog.
    pub catalog: &'a Catalog,
    /// The texts of the catalog.
    pub texts: &'a Texts,
}

impl<'a> Edition<'a> {
    /// The built-in catalog.
    pub fn built_in() -> Result<Self, Failure> {
        let texts = demarc_edition::texts();
        Ok(Self {
            catalog: demarc_edition::catalog(),
            texts: texts
                .ok_or_else(|| Failure::new("the catalog that is built in has no texts."))?,
        })
    }

    /// A catalog that was read from a folder.
    pub fn of(Content { catalog, texts }: &'a Content) -> Self {
        Self { catalog, texts }
    }
}

/// Reads a catalog from a folder of TOML files.
pub fn read(folder: &Path) -> Result<Content, Failure> {
    let mut content = source::read_dir(folder).map_err(|mistakes| {
        let lines = mistakes.iter().map(|it| format!("\n  {it}"));
        Failure::new(format!(
            "{}: this catalog can't be used:{}",
            folder.display(),
            lines.collect::<String>()
        ))
    })?;
    content.catalog.version = CUSTOM.to_owned();
    Ok(content)
}
