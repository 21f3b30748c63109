//! The routes of the app, as a typed value and as the hash of the address.
//! No other file parses or prints addresses. It builds without a browser.

use std::fmt;

use demarc_catalog::{DomainId, FrameworkId, PracticeId, ServiceRef};
use demarc_core::assessment::AssessmentId;
use demarc_core::workshop::WorkshopTag;

/// A route of the app.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Route {
    /// The home page.
    Home,
    /// The model as a short read.
    Model,
    /// Who owns what for a service, or for two side by side.
    Explore(Option<ServiceRef>, Option<ServiceRef>),
    /// The contents of a file that was chosen to be opened.
    Open,
    /// The bin and the quarantine.
    Bin,
    /// What is stored, where, and for how long.
    Privacy,
    /// The accessibility statement.
    Accessibility,
    /// Answering for a workshop, by the text of its invite; an empty text asks for one.
    Join(String),
    /// A page of one assessment.
    Assessment(AssessmentId, Step),
    /// An unknown route: the text of the hash.
    Unknown(String),
}

/// A page of an assessment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Name, workload, situation, depth.
    Situation,
    /// The service mix.
    Services,
    /// The belief check.
    Beliefs,
    /// All domains.
    Practices,
    /// One domain as a list.
    Domain(DomainId),
    /// One question.
    Practice(PracticeId),
    /// Everything answered, on one page.
    Check,
    /// A view of the gap analysis.
    Results(View),
    /// The gap analysis as a document, and as files.
    Report,
    /// The snapshots of the assessment.
    Snapshots,
    /// A workshop about the assessment.
    Workshop(WorkshopView),
}

/// A page of a workshop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WorkshopView {
    /// The latest workshop; without one, what starts one.
    Latest,
    /// What starts a workshop.
    New,
    /// The projector's window.
    Screen,
    /// A workshop.
    Of(WorkshopTag),
}

/// A view of the gap analysis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum View {
    /// The headline, and what to fix first.
    Overview,
    /// Services by layers.
    Matrix,
    /// Domains as charts, with their targets.
    Domains,
    /// The list of gaps.
    Gaps,
    /// Gaps by phase.
    Roadmap,
    /// All frameworks, or one.
    Frameworks(Option<FrameworkId>),
    /// What the findings of scanners say beside the answers.
    Evidence,
    /// The results if some gaps were closed.
    WhatIf,
    /// The comparison with a snapshot.
    Compare,
}

impl View {
    /// The views that have a fixed address.
    const PLAIN: [(&str, Self); 8] = [
        ("matrix", Self::Matrix),
        ("domains", Self::Domains),
        ("gaps", Self::Gaps),
        ("roadmap", Self::Roadmap),
        ("frameworks", Self::Frameworks(None)),
        ("evidence", Self::Evidence),
        ("what-if", Self::WhatIf),
        ("compare", Self::Compare),
    ];
}

impl Route {
    /// The route of a hash (with or without `#`). Every text has one; one that names no page is `Unknown`. The case of
    /// letters does not matter, but in the id of an assessment, and neither does a query at the end.
    #[must_use]
    pub fn parse(hash: &str) -> Self {
        let path = hash
            .trim_start_matches('#')
            .split('?')
            .next()
            .unwrap_or_default();
        let path = path.trim_matches('/');
        let unknown = || match path.char_indices().nth(200) {
            // A cut text ends in an ellipsis, so that it can't parse as another route.
            Some((end, _)) => Self::Unknown(format!("{}…", &path[..end])),
            None => Self::Unknown(path.to_owned()),
        };
        let lower = path.to_ascii_lowercase();
        let parts: Vec<&str> = lower.split('/').collect();
        match parts.as_slice() {
            [""] => Self::Home,
            ["model"] => Self::Model,
            ["explore", rest @ ..] => explored(rest).unwrap_or_else(unknown),
            ["open"] => Self::Open,
            ["bin"] => Self::Bin,
            ["privacy"] => Self::Privacy,
            ["accessibility"] => Self::Accessibility,
            ["join", invite @ ..] if invite.len() < 2 => {
                Self::Join(path.split('/').nth(1).unwrap_or_default().to_owned())
            }
            ["a", _, step @ ..] => {
                let id = path.split('/').nth(1).unwrap_or_default();
                let id = AssessmentId::try_from(id.to_owned());
                match (id, Step::parse(step)) {
                    (Ok(id), Some(step)) => Self::Assessment(id, step),
                    _ => unknown(),
                }
            }
            _ => unknown(),
        }
    }
}

/// The services in a path: none, one, or two separated by `vs`.
fn explored(parts: &[&str]) -> Option<Route> {
    let service = |parts: &[&str]| parts.join("/").parse().ok();
    let between = parts.iter().position(|part| *part == "vs");
    match between {
        _ if parts.is_empty() => Some(Route::Explore(None, None)),
        None => Some(Route::Explore(Some(service(parts)?), None)),
        Some(index) => Some(Route::Explore(
            Some(service(&parts[..index])?),
            Some(service(&parts[index + 1..])?),
        )),
    }
}

impl Step {
    fn parse(parts: &[&str]) -> Option<Self> {
        match parts {
            ["situation"] => Some(Self::Situation),
            ["services"] => Some(Self::Services),
            ["who-does-what"] => Some(Self::Beliefs),
            ["practices"] => Some(Self::Practices),
            ["practices", id] => id
                .parse()
                .map(Self::Practice)
                .or_else(|_| id.parse().map(Self::Domain))
                .ok(),
            ["check"] => Some(Self::Check),
            ["results"] => Some(Self::Results(View::Overview)),
            ["results", "frameworks", id] => {
                let framework = id.parse().ok()?;
                Some(Self::Results(View::Frameworks(Some(framework))))
            }
            ["results", name] => {
                let mut views = View::PLAIN.into_iter();
                views
                    .find(|(known, _)| known == name)
                    .map(|(_, view)| Self::Results(view))
            }
            ["report"] => Some(Self::Report),
            ["snapshots"] => Some(Self::Snapshots),
            ["workshop"] => Some(Self::Workshop(WorkshopView::Latest)),
            ["workshop", "new"] => Some(Self::Workshop(WorkshopView::New)),
            ["workshop", "screen"] => Some(Self::Workshop(WorkshopView::Screen)),
            ["workshop", tag] => {
                WorkshopTag::parse(tag).map(|it| Self::Workshop(WorkshopView::Of(it)))
            }
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
            Self::Explore(one, other) => {
                f.write_str("#/explore")?;
                if let Some(one) = one {
                    write!(f, "/{one}")?;
                }
                match other {
                    Some(other) => write!(f, "/vs/{other}"),
                    None => Ok(()),
                }
            }
            Self::Open => f.write_str("#/open"),
            Self::Bin => f.write_str("#/bin"),
            Self::Privacy => f.write_str("#/privacy"),
            Self::Accessibility => f.write_str("#/accessibility"),
            Self::Join(invite) if invite.is_empty() => f.write_str("#/join"),
            Self::Join(invite) => write!(f, "#/join/{invite}"),
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
            Self::Beliefs => f.write_str("who-does-what"),
            Self::Practices => f.write_str("practices"),
            Self::Domain(id) => write!(f, "practices/{id}"),
            Self::Practice(id) => write!(f, "practices/{id}"),
            Self::Check => f.write_str("check"),
            Self::Results(View::Overview) => f.write_str("results"),
            Self::Results(View::Frameworks(Some(id))) => write!(f, "results/frameworks/{id}"),
            Self::Results(view) => {
                let name = View::PLAIN.iter().find(|(_, known)| known == view);
                write!(f, "results/{}", name.map_or("", |(name, _)| name))
            }
            Self::Report => f.write_str("report"),
            Self::Snapshots => f.write_str("snapshots"),
            Self::Workshop(WorkshopView::Latest) => f.write_str("workshop"),
            Self::Workshop(WorkshopView::New) => f.write_str("workshop/new"),
            Self::Workshop(WorkshopView::Screen) => f.write_str("workshop/screen"),
            Self::Workshop(WorkshopView::Of(tag)) => write!(f, "workshop/{tag}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_route_parses_from_its_address() {
        let id = AssessmentId::from_bits(42);
        let steps = [
            Step::Situation,
            Step::Services,
            Step::Beliefs,
            Step::Practices,
            Step::Domain("iam".parse().unwrap()),
            Step::Practice("iam.root".parse().unwrap()),
            Step::Check,
            Step::Results(View::Overview),
            Step::Results(View::Frameworks(Some("cis-aws".parse().unwrap()))),
            Step::Report,
            Step::Snapshots,
            Step::Workshop(WorkshopView::Latest),
            Step::Workshop(WorkshopView::New),
            Step::Workshop(WorkshopView::Screen),
            Step::Workshop(WorkshopView::Of(WorkshopTag([0, 0xab, 0xc1]))),
        ];
        let views = View::PLAIN.map(|(_, view)| Step::Results(view));
        let routes = steps
            .into_iter()
            .chain(views)
            .map(|step| Route::Assessment(id.clone(), step));
        for route in routes.chain([
            Route::Home,
            Route::Model,
            Route::Explore(None, None),
            Route::Explore(Some("ec2".parse().unwrap()), None),
            Route::Explore(
                Some("rds/custom".parse().unwrap()),
                Some("lambda/zip".parse().unwrap()),
            ),
            Route::Open,
            Route::Bin,
            Route::Privacy,
            Route::Accessibility,
            Route::Join(String::new()),
            Route::Join("JOIN1-0AZ".into()),
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
        for nowhere in ["#/explore/vs", "#/explore/a/b/c", "#/a/x/results/nothing"] {
            assert!(
                matches!(Route::parse(nowhere), Route::Unknown(_)),
                "{nowhere}"
            );
        }
        for (typed, meant) in [
            ("#/Explore/RDS", "#/explore/rds"),
            ("#/explore/rds?x=1", "#/explore/rds"),
            ("#/explore/rds/?utm_source=mail&y=/z#2", "#/explore/rds"),
            (
                "#/explore/RDS/VS/Lambda/ZIP/",
                "#/explore/rds/vs/lambda/zip",
            ),
            ("#/MODEL/", "#/model"),
            ("#/?x=1", "#/"),
            ("#/a/x/Practices/IAM.Root?x", "#/a/x/practices/iam.root"),
            ("#/a/x/results/What-If", "#/a/x/results/what-if"),
            (
                "#/A/x/results/frameworks/CIS-AWS/",
                "#/a/x/results/frameworks/cis-aws",
            ),
        ] {
            assert_eq!(Route::parse(typed).to_string(), meant, "{typed}");
        }
        let long = format!("#/a/x/practices/iam{}y", "/".repeat(200));
        let route = Route::parse(&long);
        assert!(matches!(&route, Route::Unknown(shown) if shown.ends_with('…')));
        assert_eq!(Route::parse(&route.to_string()), route);
    }

    proptest! {
        #[test]
        fn any_hash_parses_to_a_route_that_prints_and_parses_to_itself(hash in "\\PC{0,300}") {
            let route = Route::parse(&hash);
            prop_assert_eq!(Route::parse(&route.to_string()), route);
        }
    }
}
