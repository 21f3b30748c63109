//! The catalog that this edition of Demarc ships with, read once.
//! The only place that knows it is built in.

use std::sync::OnceLock;

use crate::catalog::Catalog;

const BYTES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/catalog.bin"));

/// The filled-in assessment that opens from the first page, as a file's text.
pub const EXAMPLE: &str = include_str!("../catalog/example.json");

/// The built-in catalog.
#[must_use]
pub fn catalog() -> &'static Catalog {
    static CATALOG: OnceLock<Catalog> = OnceLock::new();
    CATALOG.get_or_init(|| {
        // The build script wrote these bytes from the same types and checked it.
        #[expect(clippy::expect_used, reason = "the build fails before this could")]
        postcard::from_bytes(BYTES).expect("the built-in catalog is what the build script wrote")
    })
}
