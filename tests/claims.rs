//! The claims of `claims/*.toml` against the catalog. Each is a fact that an expert would look for, with the page of AWS's
//! that says so. A claim is one of three kinds:
//!
//! - `service`, `layer` and `owner`: who owns that layer of that service, or of that variant of it.
//! - `practice` with `asked_for`, `not_asked_for` or both: whether a full assessment of that service alone asks it.
//! - `service` and `default`, maybe `since`: a default of that service whose note holds this text, in any case.

use std::fs;
use std::path::Path;

use demarc_catalog::{Depth, LayerId, Owner, PracticeId, ServiceId, ServiceRef, Since};
use demarc_core::analysis::analyze;
use demarc_core::assessment::{Assessment, AssessmentId};
use serde::Deserialize;

/// The day of the analyses.
fn today() -> demarc_catalog::Date {
    "2026-11-24".parse().unwrap()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Claims {
    claim: Vec<Claim>,
}

#[derive(Deserialize)]
struct Claim {
    says: String,
    source: String,
    #[serde(flatten)]
    what: What,
}

#[derive(Deserialize)]
#[serde(untagged, deny_unknown_fields)]
enum What {
    Cell {
        service: ServiceRef,
        layer: LayerId,
        owner: Owner,
    },
    Asked {
        practice: PracticeId,
        #[serde(default)]
        asked_for: Vec<ServiceRef>,
        #[serde(default)]
        not_asked_for: Vec<ServiceRef>,
    },
    Default {
        service: ServiceId,
        default: String,
        since: Option<Since>,
    },
}

/// Whether a full assessment with this service alone asks the practice.
fn asked(practice: &PracticeId, service: &ServiceRef) -> bool {
    let mut it = Assessment::new(AssessmentId::from_bits(1), "Claim");
    it.profile.depth = Depth::Full;
    it.add_service(service.clone());
    let analysis = analyze(demarc_edition::catalog(), &it, &today());
    assert!(
        analysis.unknown_services.is_empty(),
        "there is no service {service}"
    );
    analysis
        .practices
        .iter()
        .any(|finding| finding.practice == *practice)
}

/// What the catalog says otherwise than the claim; `None` when they agree.
fn verdict(what: &What) -> Option<String> {
    match what {
        What::Cell {
            service,
            layer,
            owner,
        } => {
            let Some(deployment) = demarc_edition::catalog().deployment(service) else {
                return Some(format!("there is no service {service}"));
            };
            let found = deployment.owner(layer);
            (found != *owner)
                .then(|| format!("{service} {layer} is {found:?} in the catalog, not {owner:?}"))
        }
        What::Asked {
            practice,
            asked_for,
            not_asked_for,
        } => {
            if demarc_edition::catalog().practice(practice).is_none() {
                return Some(format!("there is no practice {practice}"));
            }
            assert!(asked_for.len() + not_asked_for.len() > 0, "{practice}");
            let missing = asked_for.iter().find(|it| !asked(practice, it));
            let extra = not_asked_for.iter().find(|it| asked(practice, it));
            missing
                .map(|it| format!("{practice} is not asked for {it}"))
                .or_else(|| extra.map(|it| format!("{practice} is asked for {it}")))
        }
        What::Default {
            service,
            default,
            since,
        } => {
            let Some(text) = demarc_edition::texts().unwrap().service(service) else {
                return Some(format!("there is no service {service}"));
            };
            let wanted = default.to_lowercase();
            let holds = text.defaults.iter().any(|it| {
                it.note.to_lowercase().contains(&wanted) && (since.is_none() || it.since == *since)
            });
            (!holds).then(|| format!("{service} has no default with {default:?} since {since:?}"))
        }
    }
}

/// The claims of every file of the folder, in the order of the files' names.
fn claims(folder: &Path) -> Vec<Claim> {
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|it| it == "toml"))
        .collect();
    files.sort();
    files
        .iter()
        .flat_map(|path| {
            let text = fs::read_to_string(path).unwrap();
            let read: Result<Claims, _> = toml::from_str(&text);
            read.unwrap_or_else(|error| panic!("{}: {error}", path.display()))
                .claim
        })
        .collect()
}

#[test]
fn the_catalog_says_what_experts_say() {
    let claims = claims(Path::new("tests/claims"));
    assert!(claims.len() >= 600, "{} claims", claims.len());
    let wrong: Vec<String> = claims
        .iter()
        .filter_map(|claim| {
            assert!(claim.source.starts_with("https://"), "{}", claim.says);
            Some(format!("{}: {}", claim.says, verdict(&claim.what)?))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
