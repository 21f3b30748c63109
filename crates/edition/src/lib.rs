//! The catalog and the words that this edition of Demarc ships with, each read once.
//! The only place that knows the catalog is built in, and that the words come in a file beside the app.

use std::sync::OnceLock;

use demarc_catalog::{Catalog, Texts};

const CATALOG: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/catalog.bin"));

/// The name of the file of words that belongs to this edition.
pub const TEXTS_FILE: &str = env!("DEMARC_TEXTS");

/// Tells this edition's catalog, words included, from others: eight hexadecimal digits that change with what is in it.
pub const CATALOG_VERSION: &str = env!("DEMARC_CATALOG");

/// What is in that file: for tools and tests on the host. A browser fetches it and calls [`read_texts`].
#[cfg(not(target_arch = "wasm32"))]
pub const TEXTS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/texts.bin"));

/// The filled-in assessment that opens from the first page, as a file's text.
pub const EXAMPLE: &str = include_str!("../../../catalog/example.json");

/// The built-in catalog.
#[must_use]
pub fn catalog() -> &'static Catalog {
    static READ: OnceLock<Catalog> = OnceLock::new();
    READ.get_or_init(|| {
        // The build script wrote these bytes from the same types and checked it.
        #[expect(clippy::expect_used, reason = "the build fails before this could")]
        let catalog: Catalog = postcard::from_bytes(CATALOG)
            .expect("the built-in catalog is what the build script wrote");
        Catalog {
            version: CATALOG_VERSION.to_owned(),
            ..catalog
        }
    })
}

static READ_TEXTS: OnceLock<Texts> = OnceLock::new();

/// The words, once [`read_texts`] has read them; on the host they always are.
#[must_use]
pub fn texts() -> Option<&'static Texts> {
    #[cfg(not(target_arch = "wasm32"))]
    if READ_TEXTS.get().is_none() {
        let _ = read_texts(TEXTS);
    }
    READ_TEXTS.get()
}

/// Reads the words from the bytes of [`TEXTS_FILE`].
///
/// # Errors
/// When the bytes are not this edition's words.
pub fn read_texts(bytes: &[u8]) -> Result<(), InvalidTexts> {
    let texts = postcard::from_bytes(bytes).map_err(|_| InvalidTexts)?;
    // The words of one edition are the same whoever read them first.
    let _ = READ_TEXTS.set(texts);
    Ok(())
}

/// The bytes are not the words of this edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InvalidTexts;
