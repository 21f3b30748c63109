//! What the app asks of a browser.

pub mod indexed_db;
pub mod local_storage;
