//! Where in the app somebody is, as a value, and as the hash of the address.
//! The only place that knows what addresses look like; it knows nothing of browsers.

use std::fmt;

use crate::assessment::AssessmentId;
use crate::catalog::{DomainId, PracticeId};

/// A place in the app.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Route {
    /// The first page.
    Home,
    /// The model itself.
    Model,
    /// What is in a file that was chosen to be opened.
    Open,
    /// What was deleted or set aside.
    Bin,
    /// What is kept, where, and for how long.
    Privacy,
    /// A page of one assessment.
    Assessment(AssessmentId, Step),
    /// Nowhere: the text found in the address.
    Unknown(String),
}

/// A page of an assessment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Name, workload, situation, depth.
    Situation,
    /// The service mix.
    Services,
    /// All domains.
    Practices,
    /// One domain as a list.
    Domain(DomainId),
    /// One question.
    Practice(PracticeId),
    /// Everything answered, on one page.
    Check,
    /// The gap analysis.
    Results,
    /// The snapshots of the assessment.
    Snapshots,
}

impl Route {
    /// The place that a hash (with or without `#`) means. Every text means one.
    #[must_use]
    pub fn parse(hash: &str) -> Self {
        let path = hash.trim_start_matches('#').trim_matches('/');
        let unknown = || match path.char_indices().nth(200) {
            // What was cut off is shown to be: what is left may be a place that this is not.
            Some((end, _)) => Self::Unknown(format!("{}…", &path[..end])),
            None => Self::Unknown(path.to_owned()),
        };
        let parts: Vec<&str> = path.split('/').collect();
        match parts.as_slice() {
            [""] => Self::Home,
            ["model"] => Self::Model,
            ["open"] => Self::Open,
            ["bin"] => Self::Bin,
            ["privacy"] => Self::Privacy,
            ["a", id, step @ ..] => {
                let id = AssessmentId::try_from((*id).to_owned());
                match (id, Step::parse(step)) {
                    (Ok(id), Some(step)) => Self::Assessment(id, step),
                    _ => unknown(),
                }
            }
            _ => unknown(),
        }
    }
}

impl Step {
    fn parse(parts: &[&str]) -> Option<Self> {
        match parts {
            ["situation"] => Some(Self::Situation),
            ["services"] => Some(Self::Services),
            ["practices"] => Some(Self::Practices),
            ["practices", id] => id
                .parse()
                .map(Self::Practice)
                .or_else(|_| id.parse().map(Self::Domain))
                .ok(),
            ["check"] => Some(Self::Check),
            ["results"] => Some(Self::Results),
            ["snapshots"] => Some(Self::Snapshots),
            _ => None,
        }
    }
}

impl fmt::Display for Route {
    /// The hash, `#` included.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Home => f.write_str("#/"),
            Self::Model => f.write_str("#/model"),
            Self::Open => f.write_str("#/open"),
            Self::Bin => f.write_str("#/bin"),
            Self::Privacy => f.write_str("#/privacy"),
            Self::Assessment(id, step) => write!(f, "#/a/{id}/{step}"),
            Self::Unknown(path) => write!(f, "#/{path}"),
        }
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Situation => f.write_str("situation"),
            Self::Services => f.write_str("services"),
            Self::Practices => f.write_str("practices"),
            Self::Domain(id) => write!(f, "practices/{id}"),
            Self::Practice(id) => write!(f, "practices/{id}"),
            Self::Check => f.write_str("check"),
            Self::Results => f.write_str("results"),
            Self::Snapshots => f.write_str("snapshots"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_place_is_its_address() {
        let id = AssessmentId::from_bits(42);
        let steps = [
            Step::Situation,
            Step::Services,
            Step::Practices,
            Step::Domain("iam".parse().unwrap()),
            Step::Practice("iam.root".parse().unwrap()),
            Step::Check,
            Step::Results,
            Step::Snapshots,
        ];
        let places = steps
            .into_iter()
            .map(|step| Route::Assessment(id.clone(), step));
        for route in places.chain([
            Route::Home,
            Route::Model,
            Route::Open,
            Route::Bin,
            Route::Privacy,
        ]) {
            assert_eq!(Route::parse(&route.to_string()), route);
        }
        assert_eq!(Route::parse(""), Route::Home);
        assert_eq!(
            Route::parse("#/a/UP/check"),
            Route::Unknown("a/UP/check".into())
        );
        assert_eq!(
            Route::parse("#/a/x/practices/a.b.c"),
            Route::Unknown("a/x/practices/a.b.c".into())
        );
        let long = format!("#/a/x/practices/iam{}y", "/".repeat(200));
        let route = Route::parse(&long);
        assert!(matches!(&route, Route::Unknown(shown) if shown.ends_with('…')));
        assert_eq!(Route::parse(&route.to_string()), route);
    }

    proptest! {
        #[test]
        fn any_hash_means_a_place_that_prints_and_parses_to_itself(hash in "\\PC{0,300}") {
            let route = Route::parse(&hash);
            prop_assert_eq!(Route::parse(&route.to_string()), route);
        }
    }
}
