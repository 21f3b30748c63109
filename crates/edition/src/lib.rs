//! The built-in catalog: the catalog, its names and the texts of this build, each read once.
//! On wasm the texts are not in the program. The app fetches the files that [`texts_file`] names and calls [`read_texts`] for
//! each: a page of one domain's questions needs one of them.

use std::sync::{Mutex, OnceLock, PoisonError};

use demarc_catalog::{Catalog, DomainId, PracticeId, PracticeText, Texts};

const OUTLINE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/outline.bin"));
const PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/packed.bin"));
const NAMES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/names.bin"));

include!(concat!(env!("OUT_DIR"), "/texts.rs"));

/// Identifies the built-in catalog and its texts: eight hexadecimal digits of a hash of both.
pub const CATALOG_VERSION: &str = env!("DEMARC_CATALOG");

/// The example assessment, as the text of an assessment file.
pub const EXAMPLE: &str = include_str!("../../../catalog/example.json");

/// Made-up findings for the example assessment, as the text of a file of evidence.
pub const EXAMPLE_EVIDENCE: &str = include_str!("../../../catalog/example-evidence.json");

/// A made-up workshop about the example assessment, as the text of a file of a workshop.
pub const EXAMPLE_WORKSHOP: &str = include_str!("../../../catalog/example-workshop.json");

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

/// The index of the file with all texts but those of practices, from 0.
const REST: usize = TEXTS_FILES - 1;

/// The texts of each domain's practices, once they are read.
static PRACTICES: [OnceLock<Vec<PracticeText>>; REST] = [const { OnceLock::new() }; REST];
/// The other texts, from when they are read until all are.
static OTHERS: Mutex<Option<Texts>> = Mutex::new(None);
/// All texts.
static ALL: OnceLock<Texts> = OnceLock::new();

/// The index of the file with the texts of a domain's practices; `None` if the catalog has no such domain.
#[must_use]
pub fn texts_of(domain: &DomainId) -> Option<usize> {
    let mut domains = outline().domains.iter();
    domains.position(|it| it.id == *domain)
}

/// The name of a file with texts, by its index below [`TEXTS_FILES`].
#[must_use]
pub fn texts_file(index: usize) -> String {
    match outline().domains.get(index) {
        Some(domain) => ["texts-", domain.id.as_str(), ".bin"].concat(),
        None => "texts.bin".to_owned(),
    }
}

/// The bytes of a file with texts, by its index; none for an index that there is not.
#[cfg(not(target_arch = "wasm32"))]
#[must_use]
pub fn texts_bytes(index: usize) -> &'static [u8] {
    TEXTS.get(index).copied().unwrap_or_default()
}

/// The texts of the built-in catalog. In a browser, `None` until [`read_texts`] has read all files; on the host never
/// `None`.
#[must_use]
pub fn texts() -> Option<&'static Texts> {
    #[cfg(not(target_arch = "wasm32"))]
    if ALL.get().is_none() {
        for (index, bytes) in TEXTS.into_iter().enumerate() {
            let _ = read_texts(index, bytes);
        }
    }
    ALL.get()
}

/// The texts of a practice, once the file of its domain is read.
#[must_use]
pub fn practice_text(id: &PracticeId) -> Option<&'static PracticeText> {
    let practices = PRACTICES.get(texts_of(&id.domain())?)?.get()?;
    practices.iter().find(|it| it.id == *id)
}

/// Reads a file with texts, by its index. A second call for one file changes nothing.
///
/// # Errors
/// [`InvalidTexts`] when the bytes are not in the format of the texts, or there is no such file.
pub fn read_texts(index: usize, bytes: &[u8]) -> Result<(), InvalidTexts> {
    if index == REST {
        let texts = postcard::from_bytes(bytes).map_err(|_| InvalidTexts)?;
        *OTHERS.lock().unwrap_or_else(PoisonError::into_inner) = Some(texts);
    } else {
        let practices = postcard::from_bytes(bytes).map_err(|_| InvalidTexts)?;
        // It fails when another call was first, which read the same bytes.
        let _ = PRACTICES.get(index).ok_or(InvalidTexts)?.set(practices);
    }
    let mut others = OTHERS.lock().unwrap_or_else(PoisonError::into_inner);
    let read: Option<Vec<_>> = PRACTICES.iter().map(OnceLock::get).collect();
    if let Some(read) = read
        && let Some(mut texts) = others.take()
    {
        texts.practices = read.into_iter().flatten().cloned().collect();
        let _ = ALL.set(texts);
    }
    Ok(())
}

/// The error for bytes that are not the texts of the built-in catalog.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InvalidTexts;
