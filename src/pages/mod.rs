//! One file per screen.
//! A page imports no other page, except `not_found`, which a page shows when its subject does not exist.

pub mod accessibility;
pub mod beliefs;
pub mod bin;
pub mod check;
pub mod domain;
pub mod explore;
pub mod home;
pub mod model;
pub mod not_found;
pub mod open;
pub mod practice;
pub mod practices;
pub mod privacy;
pub mod report;
pub mod results;
pub mod services;
pub mod situation;
pub mod snapshots;
pub mod split;
pub mod waiting;
pub mod workshop;
