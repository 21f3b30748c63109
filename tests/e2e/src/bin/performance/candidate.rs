//! The measured sites: Demarc, two alternatives, and a static page as the lower bound.

use std::env;
use std::path::PathBuf;
use std::sync::Arc;

use demarc_e2e::Site;

/// A measured site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Demarc.
    Demarc,
    /// The questions in SurveyJS.
    SurveyJs,
    /// The questions in a small React page.
    React,
    /// The first screen as a page without scripts.
    Static,
}

impl Kind {
    /// The name, and the name of the folder.
    pub fn name(self) -> &'static str {
        match self {
            Self::Demarc => "demarc",
            Self::SurveyJs => "surveyjs",
            Self::React => "react",
            Self::Static => "static",
        }
    }

    /// The text of the last button or link before the results.
    pub fn to_results(self) -> &'static str {
        match self {
            Self::Demarc => "See the results",
            Self::SurveyJs => "Complete",
            _ => "See results",
        }
    }

    /// The text of the button to the next question.
    pub fn to_next(self) -> &'static str {
        if self == Self::Demarc {
            "Continue"
        } else {
            "Next"
        }
    }
}

/// A measured site with its files.
#[derive(Debug)]
pub struct Candidate {
    /// The site.
    pub kind: Kind,
    /// The files.
    pub site: Arc<Site>,
}

impl Candidate {
    /// The sites whose files exist: Demarc's in `DEMARC_DIST`, the others' below `DEMARC_PEERS`.
    pub fn all() -> Vec<Self> {
        let variable = |name| env::var(name).unwrap_or_else(|_| panic!("{name} is not set"));
        let path = variable("DEMARC_PUBLIC_PATH");
        let peers = PathBuf::from(variable("DEMARC_PEERS"));
        let dist = PathBuf::from(variable("DEMARC_DIST"));
        let folder = |kind: Kind| match kind {
            Kind::Demarc => dist.clone(),
            peer => peers.join(peer.name()),
        };
        [Kind::Demarc, Kind::SurveyJs, Kind::React, Kind::Static]
            .into_iter()
            .map(|kind| {
                let folder = folder(kind);
                let site = Site::read(&folder, &path)
                    .unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
                Self { kind, site }
            })
            .collect()
    }
}
