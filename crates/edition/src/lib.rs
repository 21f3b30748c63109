//! The built-in catalog: the catalog and the texts of this build, each read once.
//! On wasm the texts are not in the program. The app fetches [`TEXTS_FILE`] and calls [`read_texts`].

use std::sync::OnceLock;

use demarc_catalog::{Catalog, Texts};

const CATALOG: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/catalog.bin"));

/// The name of the file with the texts of the built-in catalog. It contains a hash of the file.
pub const TEXTS_FILE: &str = env!("DEMARC_TEXTS");

/// Identifies the built-in catalog and its texts: eight hexadecimal digits of a hash of both.
pub const CATALOG_VERSION: &str = env!("DEMARC_CATALOG");

/// The bytes of [`TEXTS_FILE`], on the host only.
#[cfg(not(target_arch = "wasm32"))]
pub const TEXTS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/texts.bin"));

/// The example assessment, as the text of an assessment file.
pub const EXAMPLE: &str = include_str!("../../../catalog/example.json");

/// The built-in catalog.
#[must_use]
pub fn catalog() -> &'static Catalog {
    static READ: OnceLock<Catalog> = OnceLock::new();
    READ.get_or_init(|| {
        #[expect(
            clippy::expect_used,
            reason = "the build script writes the bytes from the same types"
        )]
        let catalog: Catalog = postcard::from_bytes(CATALOG)
            .expect("the built-in catalog is what the build script wrote");
        Catalog {
            version: CATALOG_VERSION.to_owned(),
            ..catalog
        }
    })
}

static READ_TEXTS: OnceLock<Texts> = OnceLock::new();

/// The texts of the built-in catalog. In a browser, `None` until [`read_texts`] has read them; on the host never
/// `None`.
#[must_use]
pub fn texts() -> Option<&'static Texts> {
    #[cfg(not(target_arch = "wasm32"))]
    if READ_TEXTS.get().is_none() {
        let _ = read_texts(TEXTS);
    }
    READ_TEXTS.get()
}

/// Reads the texts from the bytes of [`TEXTS_FILE`]. A second call changes nothing.
///
/// # Errors
/// [`InvalidTexts`] when the bytes are not in the format of the texts.
pub fn read_texts(bytes: &[u8]) -> Result<(), InvalidTexts> {
    let texts = postcard::from_bytes(bytes).map_err(|_| InvalidTexts)?;
    // It fails when another call was first, which read the same bytes.
    let _ = READ_TEXTS.set(texts);
    Ok(())
}

/// The error for bytes that are not the texts of the built-in catalog.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InvalidTexts;
