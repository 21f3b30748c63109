//! Who is measured: Demarc, what a team would otherwise use, and the least there can be.
//! It knows where their files are and what their pages are made of.

use std::env;
use std::path::PathBuf;
use std::sync::Arc;

use demarc_e2e::Site;

/// One of those measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The built site.
    Demarc,
    /// The same questions in SurveyJS.
    SurveyJs,
    /// The same questions in a small React page.
    React,
    /// The first screen without anything that runs.
    Static,
}

impl Kind {
    /// Its name, which is its folder's too.
    pub fn name(self) -> &'static str {
        match self {
            Self::Demarc => "demarc",
            Self::SurveyJs => "surveyjs",
            Self::React => "react",
            Self::Static => "static",
        }
    }

    /// What stands on the last button, or link, before the results.
    pub fn to_results(self) -> &'static str {
        match self {
            Self::Demarc => "See the results",
            Self::SurveyJs => "Complete",
            _ => "See results",
        }
    }

    /// What stands on the button that leads to the next question.
    pub fn to_next(self) -> &'static str {
        if self == Self::Demarc {
            "Continue"
        } else {
            "Next"
        }
    }
}

/// One of those measured, ready to be served.
#[derive(Debug)]
pub struct Candidate {
    /// Which.
    pub kind: Kind,
    /// Its files.
    pub site: Arc<Site>,
}

impl Candidate {
    /// Those whose files are there: Demarc's in `DEMARC_DIST`, the others' below `DEMARC_PEERS`.
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
