//! What the app asks of a browser: the only callers of web-sys, apart from the events that Leptos hands to listeners.
//! Most of it may fail quietly: a page without it still works.

pub mod address;
pub mod camera;
pub mod channel;
pub mod clipboard;
pub mod clock;
pub mod drawing;
pub mod fetch;
pub mod fields;
pub mod files;
pub mod focus;
pub mod frame;
pub mod indexed_db;
pub mod keys;
pub mod local_storage;
pub mod page;
pub mod random;
pub mod retention;
pub mod sealing;
pub mod sharing;
pub mod worker;
