//! The container of office documents: a ZIP archive of parts.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::export::Error;

/// Packs named parts. All have the same time, so that the same parts give the same archive.
pub fn zipped(parts: &[(&str, &[u8])]) -> Result<Vec<u8>, Error> {
    let refused = |error: &dyn std::fmt::Display| Error::Refused(error.to_string());
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    for (name, bytes) in parts {
        archive
            .start_file(*name, options)
            .map_err(|error| refused(&error))?;
        archive.write_all(bytes).map_err(|error| refused(&error))?;
    }
    let packed = archive.finish().map_err(|error| refused(&error))?;
    Ok(packed.into_inner())
}
