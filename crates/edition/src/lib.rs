//! The built-in catalog: the catalog, its names and the texts of this build, each read once.
//! On wasm the texts are not in the program. The app fetches [`TEXTS_FILE`] and calls [`read_texts`].

use std::sync::OnceLock;

use demarc_catalog::{Catalog, Texts};

const OUTLINE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/outline.bin"));
const PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/packed.bin"));
const NAMES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/names.bin"));

/// The name of the file with the texts of the built-in catalog. It contains a hash of the file.
pub const TEXTS_FILE: &str = env!("DEMARC_TEXTS");

/// Identifies the built-in catalog and its texts: eight hexadecimal digits of a hash of both.
pub const CATALOG_VERSION: &str = env!("DEMARC_CATALOG");

/// The bytes of [`TEXTS_FILE`], on the host only.
#[cfg(not(target_arch = "wasm32"))]
pub const TEXTS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/texts.bin"));

/// The example assessment, as the text of an assessment file.
pub const EXAMPLE: &str = include_str!("../../../catalog/example.json");

static CATALOG: OnceLock<Catalog> = OnceLock::new();

/// The built-in catalog. In the app, only code that is fetched after the first load may call it: its names are in the
/// file of that code.
#[must_use]
pub fn catalog() -> &'static Catalog {
    CATALOG.get_or_init(|| {
        let mut catalog = read_outline();
        catalog.put_names(read(NAMES));
        catalog
    })
}

/// The built-in catalog without its names: all that the analysis needs, and the questions of the profile.
#[must_use]
pub fn outline() -> &'static Catalog {
    static READ: OnceLock<Catalog> = OnceLock::new();
    READ.get_or_init(read_outline)
}

/// The built-in catalog, for code of the first load that shows names when they are there: without its names until
/// somebody has called [`catalog`].
#[must_use]
pub fn catalog_or_outline() -> &'static Catalog {
    CATALOG.get().unwrap_or_else(|| outline())
}

fn read_outline() -> Catalog {
    let mut catalog = Catalog {
        version: CATALOG_VERSION.to_owned(),
        ..read(OUTLINE)
    };
    catalog.unpack(PACKED);
    catalog
}

fn read<T: serde::de::DeserializeOwned>(bytes: &'static [u8]) -> T {
    #[expect(
        clippy::expect_used,
        reason = "the build script writes the bytes from the same types"
    )]
    postcard::from_bytes(bytes).expect("the built-in catalog is what the build script wrote")
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
